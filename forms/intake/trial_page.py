"""Fifth page: what the import would do."""

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QProgressBar,
    QTableWidget,
    QVBoxLayout,
    QWizard,
    QWizardPage,
)

from oltp_qgis_plugin.core.intake.assistant import Trial
from oltp_qgis_plugin.forms.intake.points_map import PointsMap
from oltp_qgis_plugin.forms.intake.tables import fill_table, number
from oltp_qgis_plugin.i18n import tr


class TrialPage(QWizardPage):
    """`show_trial` takes the counts; `kept_name` gives the name under which the profile is kept, "" for none."""

    busy: QProgressBar
    counts: QLabel
    all: QVBoxLayout
    middle: QHBoxLayout
    refused: QTableWidget
    map: PointsMap
    notes: QPlainTextEdit
    keep: QCheckBox
    name: QLineEdit

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self.setCommitPage(True)
        self.setButtonText(QWizard.WizardButton.CommitButton, tr("&Importer"))
        self._ready = False
        self.notes.setMaximumHeight(110)
        self.all.setStretchFactor(self.middle, 1)
        self.middle.setStretch(0, 3)
        self.middle.setStretch(1, 2)
        self.keep.toggled.connect(self.name.setEnabled)
        self.keep.toggled.connect(self.completeChanged)
        self.name.textChanged.connect(self.completeChanged)

    def isComplete(self):
        return self._ready and bool(not self.keep.isChecked() or self.name.text().strip())

    def kept_name(self) -> str:
        """The name to keep the profile under, "" when it is not kept."""
        return self.name.text().strip() if self.keep.isChecked() else ""

    def show_busy(self, name: str, keep: bool) -> None:
        """The rehearsal runs; `name` is offered for the profile."""
        self._ready = False
        self.busy.setValue(0)
        self.busy.show()
        self.counts.setText(tr("Lecture, contrôle et localisation des lignes…"))
        for shown in (self.refused, self.map, self.notes):
            shown.setVisible(False)
        self.name.setText(name)
        self.keep.setChecked(keep)
        self.name.setEnabled(keep)
        self.completeChanged.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why the rows cannot be imported."""
        self.busy.hide()
        self.counts.setText(sentence)
        self.completeChanged.emit()

    def show_trial(self, trial: Trial) -> None:
        """Show the counts, the refused rows and the located ones."""
        self._ready = True
        self.busy.hide()
        for shown in (self.refused, self.map, self.notes):
            shown.setVisible(True)
        names = ("read", "imported", "updated", "known", "refused_rows", "ignored", "located")
        self.counts.setText(
            tr(
                "<b>{read}</b> lignes lues = <b>{imported}</b> à importer + {updated} à mettre à jour + {known} déjà "
                "connues + <b>{refused_rows}</b> refusées + {ignored} ignorées ; {located} localisées."
            ).format(**{name: number(getattr(trial, name)) for name in names})
        )
        headers = (tr("Ligne"), tr("Colonne"), tr("Valeur reçue"), tr("Motif du refus"))
        fill_table(self.refused, headers, trial.refused, wrapped=True)
        self.map.show_points(trial.points, trial.outlines)
        self.notes.setPlainText("\n".join(trial.notes))
        self.completeChanged.emit()
