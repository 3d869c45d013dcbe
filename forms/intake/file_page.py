"""First page: the file, and the profile that reads it."""

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QWizardPage,
)

from oltp_qgis_plugin.core.intake.assistant import Offer, OpenedFile
from oltp_qgis_plugin.forms.intake.tables import number
from oltp_qgis_plugin.i18n import tr

FILES = ("*.csv *.tsv *.txt *.xlsx *.xlsm *.xls *.ods *.dbf *.shp *.geojson *.json *.gpkg *.kml *.fgb *.gz *.zip")


class FilePage(QWizardPage):
    """`chosen` gives the file to open; `show_file` the answer; `offer` the profile taken."""

    chosen = pyqtSignal(Path)

    path: QLineEdit
    browse: QPushButton
    profile: QComboBox
    busy: QProgressBar
    state: QLabel
    review: QCheckBox

    def __init__(self, folder: str, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._folder, self._asked, self._ready = folder, "", False
        self.busy.hide()
        self.path.editingFinished.connect(self._ask)
        self.browse.clicked.connect(self._browse)
        self.profile.currentIndexChanged.connect(self._tell_review)

    def isComplete(self):
        return self._ready and self.offer() is not None

    def offer(self) -> Offer | None:
        """The profile chosen; None as long as no file is open."""
        return self.profile.currentData()

    def show_busy(self) -> None:
        """The file is being opened."""
        self._ready = False
        self.busy.show()
        self.state.setText(tr("Lecture du fichier…"))
        self.completeChanged.emit()

    def show_file(self, opened: OpenedFile) -> None:
        """Say what was opened, and offer the profiles that read it."""
        self._ready = True
        self.busy.hide()
        self.profile.clear()
        for offer in opened.offers:
            self.profile.addItem(_offer_text(offer), offer)
        self.profile.setEnabled(True)
        first = opened.offers[0]
        counts = tr("{n} lignes, {columns} colonnes.").format(
            n=number(opened.table.n_read), columns=len(opened.headers)
        )
        if first.recognised:
            said = tr("Reconnu : {label}. « Suivant » montre ce que donnerait l'import.")
            self.state.setText(counts + " " + said.format(label=first.profile.label))
        else:
            said = tr("Aucun profil ne le reconnaît : les étapes suivantes demandent ce que dit chaque colonne.")
            self.state.setText(counts + " " + said)
        self._tell_review()
        self.completeChanged.emit()

    def show_problem(self, sentence: str) -> None:
        """Say why the file cannot be opened."""
        self._ready, self._asked = False, ""
        self.busy.hide()
        self.profile.clear()
        self.profile.setEnabled(False)
        self.state.setText(sentence)
        self.completeChanged.emit()

    def ask(self, path: Path) -> None:
        """Take this file, as if it had been typed."""
        self.path.setText(str(path))
        self._ask()

    def _ask(self) -> None:
        text = self.path.text().strip().strip('"')
        if text and text != self._asked:
            self._asked = text
            self.chosen.emit(Path(text))

    def _browse(self) -> None:
        path, _ = QFileDialog.getOpenFileName(self, tr("Fichier du partenaire"), self._folder,
                                              f"{tr('Tableaux')} ({FILES});;{tr('Tous les fichiers')} (*)")  # fmt: skip
        if path:
            self.ask(Path(path))

    def _tell_review(self, *_) -> None:
        """An import without review needs a profile that recognises the file."""
        offer = self.offer()
        sure = offer is not None and offer.recognised
        self.review.setEnabled(sure)
        if not sure:
            self.review.setChecked(True)
        elif not self.review.isVisible() or not self.review.hasFocus():
            self.review.setChecked(False)
        self.completeChanged.emit()


def _offer_text(offer: Offer) -> str:
    if offer.proposed:
        return tr("Proposé d'après les en-têtes et les valeurs")
    origin = tr(" (profil de la ville)") if offer.own else ""
    return offer.profile.label + origin + (tr(" — reconnu") if offer.recognised else "")
