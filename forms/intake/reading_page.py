"""Second page: how the file was opened, its first rows, and the choices that can be changed."""

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QProgressBar,
    QPushButton,
    QSpinBox,
    QTableWidget,
    QWizardPage,
)

from oltp_qgis_plugin.core.intake.assistant import PREVIEW_COLUMNS, OpenedFile
from oltp_qgis_plugin.core.intake.delimited import NO_QUOTE
from oltp_qgis_plugin.core.intake.tables import TableOptions
from oltp_qgis_plugin.forms.intake.tables import fill_table
from oltp_qgis_plugin.i18n import tr

ENCODINGS = (("utf-8", "UTF-8"), ("cp1252", "Windows-1252"), ("utf-16", "UTF-16"), ("latin-1", "ISO 8859-1"))


def _separators():
    return ((";", tr("point-virgule ;")), (",", tr("virgule ,")), ("\t", tr("tabulation")), ("|", tr("barre |")))


def _quotes():
    return (('"', tr('guillemet "')), ("'", tr("apostrophe '")), (NO_QUOTE, tr("aucun")))


def _header_rows():
    return ((1, tr("une ligne")), (2, tr("deux lignes")))


class ReadingPage(QWizardPage):
    """`asked` gives the choices to read the file again with; `show_file` the answer."""

    asked = pyqtSignal(TableOptions)

    sheet: QComboBox
    encoding: QComboBox
    separator: QComboBox
    header_row: QSpinBox
    quote: QComboBox
    header_rows: QComboBox
    keep_rows: QCheckBox
    reread: QPushButton
    busy: QProgressBar
    state: QLabel
    preview: QTableWidget
    notes: QLabel

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._busy = False
        self.busy.hide()
        for combo, choices in ((self.encoding, ENCODINGS), (self.separator, _separators()), (self.quote, _quotes()),
                               (self.header_rows, _header_rows())):  # fmt: skip
            combo.addItem(tr("automatique"), None)
            for value, label in choices:
                combo.addItem(label, value)
        for combo in (self.sheet, self.encoding, self.separator, self.quote, self.header_rows):
            combo.activated.connect(self._ask)
        for button in (self.reread, self.keep_rows):
            button.clicked.connect(self._ask)

    def isComplete(self):
        return not self._busy

    def reading(self) -> TableOptions:
        """The choices as they are set."""
        row = self.header_row.value()
        return TableOptions(
            sheet=self.sheet.currentData() or "",
            encoding=self.encoding.currentData() or "",
            separator=self.separator.currentData() or "",
            quote=self.quote.currentData() or "",
            header_row=None if row == self.header_row.minimum() else row,
            header_rows=self.header_rows.currentData(),
            keep_rows=self.keep_rows.isChecked(),
        )

    def _ask(self, *_) -> None:
        self.asked.emit(self.reading())

    def show_busy(self) -> None:
        """The file is being read again."""
        self._set_busy(True, tr("Lecture du fichier…"))

    def show_problem(self, sentence: str) -> None:
        """Say why the file cannot be read with these choices; the table shown is the one before."""
        self._set_busy(False, sentence)

    def show_file(self, opened: OpenedFile) -> None:
        """Show the first rows, and the choices that gave them."""
        self._set_busy(False, "")
        reading = opened.reading
        self.sheet.clear()
        self.sheet.addItem(tr("automatique"), "")
        for name in opened.table.sheets:
            self.sheet.addItem(name, name)
        self.sheet.setEnabled(bool(opened.table.sheets))
        for name in ("sheet", "encoding", "separator", "quote", "header_rows"):
            combo = getattr(self, name)
            combo.setCurrentIndex(max(combo.findData(getattr(reading, name)), 0))
        self.keep_rows.setChecked(reading.keep_rows)
        row = reading.header_row
        self.header_row.setValue(self.header_row.minimum() if row is None else row)
        text = not opened.table.sheets
        for combo in (self.encoding, self.separator, self.quote):
            combo.setEnabled(text)
        rows = [[int(n), *row] for n, row in zip(opened.table.rows, opened.first_rows(), strict=False)]
        columns = zip(opened.headers[:PREVIEW_COLUMNS], opened.types, strict=False)
        titles = [f"{name}\n({kind.value})" for name, kind in columns]
        fill_table(self.preview, [tr("Ligne"), *titles], rows)
        self.notes.setText("\n".join(opened.table.notes))

    def _set_busy(self, busy: bool, said: str) -> None:
        self._busy = busy
        self.busy.setVisible(busy)
        self.reread.setEnabled(not busy)
        self.state.setText(said)
        self.completeChanged.emit()
