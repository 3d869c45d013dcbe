"""The « Observatoire » panel: shows an `ObservatorySummary`, and says which command was asked for."""

import re
from html import escape
from pathlib import Path

from qgis.gui import QgsDockWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QTableWidget, QTableWidgetItem

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.summary import BatchLine, ObservatorySummary

ICONS = {
    "open": "open",
    "create": "create",
    "load": "load",
    "import_file": "intake",
    "hotspots": "hotspots",
    "atlas": "atlas",
    "capture": "capture",
}
WITHOUT_OBSERVATORY = ("open", "create")
LONGEST_COLUMN_PX = 160


class ObservatoryDock(QgsDockWidget):
    """`asked` gives the command of the button pressed, a key of ICONS."""

    asked = pyqtSignal(str)

    path: QLabel
    open: QPushButton
    create: QPushButton
    load: QPushButton
    import_file: QPushButton
    hotspots: QPushButton
    atlas: QPushButton
    capture: QPushButton
    totals: QLabel
    batches: QTableWidget

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        for command, icon in ICONS.items():
            button = getattr(self, command)
            button.setIcon(QIcon(str(resource_path(f"icons/{icon}.svg"))))
            button.clicked.connect(lambda _, name=command: self.asked.emit(name))
        self.batches.horizontalHeader().setMaximumSectionSize(LONGEST_COLUMN_PX)
        self.show_summary(None)

    def show_summary(self, summary: ObservatorySummary | None) -> None:
        """Show the figures of the open observatory; None when there is none."""
        for command in ICONS:
            getattr(self, command).setEnabled(summary is not None or command in WITHOUT_OBSERVATORY)
        self.path.setToolTip(str(summary.path) if summary else "")
        if summary is None:
            self.path.setText(tr("Aucun observatoire ouvert : ouvrez-en un, ou créez-le."))
            self.totals.setText("")
        else:
            self.path.setText(_path_text(summary.path))
            self.totals.setText(
                tr("Faits : {n}, dont localisés : {located}. Derniers imports :").format(
                    n=_number(summary.n_incidents), located=_number(summary.n_located)
                )
            )
        self._show_batches(summary.batches if summary else ())

    def _show_batches(self, batches: tuple[BatchLine, ...]) -> None:
        headers = (tr("Partenaire"), tr("Fichier"), tr("Lues"), tr("Importées"), tr("Mises à jour"), tr("Connues"),
                   tr("Refusées"), tr("Ignorées"), tr("Date"))  # fmt: skip
        self.batches.setColumnCount(len(headers))
        self.batches.setHorizontalHeaderLabels(headers)
        self.batches.setRowCount(len(batches))
        for row, line in enumerate(batches):
            counts = (line.read, line.imported, line.updated, line.known, line.refused, line.ignored)
            for column, text in enumerate((line.partner, line.file_name, *map(_number, counts), _moment(line.when))):
                item = QTableWidgetItem(text)
                item.setToolTip(text)
                if 2 <= column <= 7:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.batches.setItem(row, column, item)
        self.batches.resizeColumnsToContents()
        self.batches.resizeRowsToContents()


def _path_text(path: Path) -> str:
    """The name in bold, then the folder, which may be broken after each of its parts."""
    folder = re.sub(r"([/\\])", "\\1\u200b", str(path.parent))
    return f"<b>{escape(path.name)}</b><br>{escape(folder)}"


def _number(count: int) -> str:
    return f"{count:,}".replace(",", "\u202f")


def _moment(when: str) -> str:
    """`2026-03-01T14:05` as 01/03/2026 14:05."""
    day, _, hour = when.partition("T")
    return "/".join(reversed(day.split("-"))) + f" {hour}"
