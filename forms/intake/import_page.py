"""Last page: the import itself."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QLabel, QPlainTextEdit, QProgressBar, QVBoxLayout, QWizardPage

from oltp_qgis_plugin.forms.intake.tables import number
from oltp_qgis_plugin.i18n import tr


class ImportPage(QWizardPage):
    """The bar while the import runs; then the counts, or why nothing came in."""

    all: QVBoxLayout
    progress: QProgressBar
    state: QLabel
    notes: QPlainTextEdit

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self.setFinalPage(True)
        self.all.setStretchFactor(self.notes, 1)
        self._over = False

    def isComplete(self):
        return self._over

    def show_busy(self) -> None:
        """The import runs."""
        self._over = False
        self.progress.setValue(0)
        self.state.setText(tr("Import en cours… Échap l'arrête, et l'observatoire reste tel qu'avant."))
        self.notes.hide()

    def show_problem(self, sentence: str) -> None:
        """Say why nothing was imported."""
        self._over = True
        self.progress.hide()
        self.state.setText(sentence)
        self.completeChanged.emit()

    def show_results(self, results: Mapping[str, Any]) -> None:
        """Show the counts of the batch."""
        self._over = True
        self.progress.setValue(100)
        names = ("READ", "IMPORTED", "UPDATED", "KNOWN", "REFUSED", "IGNORED")
        self.state.setText(
            tr(
                "Lot {batch} : <b>{READ}</b> lignes lues = <b>{IMPORTED}</b> importées + {UPDATED} mises à jour + "
                "{KNOWN} connues + <b>{REFUSED}</b> refusées + {IGNORED} ignorées ; {located} localisées."
            ).format(
                batch=results["BATCH"],
                located=number(results["LOCATED"]),
                **{name: number(results[f"ROWS_{name}"]) for name in names},
            )
        )
        self.notes.setPlainText("\n".join(results.get("notes", ())))
        self.notes.show()
        self.completeChanged.emit()
