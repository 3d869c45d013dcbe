"""The « Observatoire » panel: shows an `ObservatorySummary`, and says which command was asked for."""

import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from qgis.gui import QgsDockWidget
from qgis.PyQt import uic
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QLabel, QPushButton, QTableWidget, QTableWidgetItem, QTabWidget, QWidget

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.summary import BatchLine, ObservatorySummary, SourceLine

ICONS = {
    "open": "open",
    "create": "create",
    "load": "load",
    "import_file": "intake",
    "hotspots": "hotspots",
    "atlas": "atlas",
    "capture": "capture",
    "review": "places",
}
WITHOUT_OBSERVATORY = ("open", "create")
LONGEST_COLUMN_PX = 160


class ObservatoryDock(QgsDockWidget):
    """`asked` gives the command of the button pressed, a key of ICONS, or "sources" when their quality is looked at.

    `undo_asked` gives the line of the import to undo.
    """

    asked = pyqtSignal(str)
    undo_asked = pyqtSignal(object)

    path: QLabel
    open: QPushButton
    create: QPushButton
    load: QPushButton
    import_file: QPushButton
    hotspots: QPushButton
    atlas: QPushButton
    capture: QPushButton
    review: QPushButton
    totals: QLabel
    tabs: QTabWidget
    batches: QTableWidget
    undo: QPushButton
    sources_page: QWidget
    sources: QTableWidget

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        for command, icon in ICONS.items():
            button = getattr(self, command)
            button.setIcon(QIcon(str(resource_path(f"icons/{icon}.svg"))))
            button.clicked.connect(lambda _, name=command: self.asked.emit(name))
        for table in (self.batches, self.sources):
            table.horizontalHeader().setMaximumSectionSize(LONGEST_COLUMN_PX)
        self.lines: tuple[BatchLine, ...] = ()
        self.batches.itemSelectionChanged.connect(lambda: self.undo.setEnabled(self._selected() is not None))
        self.undo.clicked.connect(lambda: self.undo_asked.emit(self._selected()))
        self.tabs.currentChanged.connect(lambda _: self._ask_for_sources())
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
        self.show_sources(())
        if summary is not None:
            self._ask_for_sources()

    def show_sources(self, sources: tuple[SourceLine, ...]) -> None:
        """Show the quality of each source."""
        headers = (tr("Partenaire"), tr("Faits"), tr("Période"), tr("Mois sans ligne"), tr("Heure inconnue"),
                   tr("À 00:00 (attendu)"), tr("Plus fin que la rue"), tr("À qualifier"))  # fmt: skip
        _fill(self.sources, headers, [_source_cells(line) for line in sources], range(4, len(headers)))

    def _ask_for_sources(self) -> None:
        if self.tabs.currentWidget() is self.sources_page:
            self.asked.emit("sources")

    def _selected(self) -> BatchLine | None:
        """The line of the import selected, None when there is none."""
        rows = self.batches.selectionModel().selectedRows()
        return self.lines[rows[0].row()] if rows and rows[0].row() < len(self.lines) else None

    def _show_batches(self, batches: tuple[BatchLine, ...]) -> None:
        headers = (tr("Partenaire"), tr("Fichier"), tr("Lues"), tr("Importées"), tr("Mises à jour"), tr("Connues"),
                   tr("Refusées"), tr("Ignorées"), tr("Date"))  # fmt: skip
        self.lines = batches
        rows = [(line.partner, line.file_name,
                 *map(_number, (line.read, line.imported, line.updated, line.known, line.refused, line.ignored)),
                 _moment(line.when)) for line in batches]  # fmt: skip
        _fill(self.batches, headers, rows, range(2, 8))
        self.undo.setEnabled(False)


def _fill(table: QTableWidget, headers: Sequence[str], rows: Sequence[Sequence[str]], numbers: range) -> None:
    """Put texts in a table, the columns `numbers` set right."""
    table.clearSelection()
    table.setColumnCount(len(headers))
    table.setHorizontalHeaderLabels(headers)
    table.setRowCount(len(rows))
    for row, texts in enumerate(rows):
        for column, text in enumerate(texts):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            if column in numbers:
                item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            table.setItem(row, column, item)
    table.resizeColumnsToContents()
    table.resizeRowsToContents()


def _source_cells(line: SourceLine) -> tuple[str, ...]:
    midnight = tr("{share} ({expected})").format(share=_share(line.midnight), expected=_share(line.midnight_expected))
    months = ", ".join(_month(month) for month in line.silent_months)
    period = f"{_month(line.first_month)} – {_month(line.last_month)}"
    return (line.partner, _number(line.rows), period, months or tr("aucun"), _share(line.unknown_hours), midnight,
            _share(line.finer_than_street), _share(line.to_qualify))  # fmt: skip


def _share(share: float | None) -> str:
    """0.254 as 25 %; nothing to share is a dash."""
    return "–" if share is None else f"{100 * share:.0f}\u202f%"


def _month(month: str) -> str:
    """`2024-03` as 03/2024."""
    return "/".join(reversed(month.split("-")))


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
