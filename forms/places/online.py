"""What would leave for the online service, shown before it leaves: `OnlineOffer` in, `OnlineAnswer` out."""

from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QCheckBox, QDialog, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from oltp_qgis_plugin.core.places.offers import OnlineAnswer, OnlineOffer
from oltp_qgis_plugin.forms.intake.tables import number
from oltp_qgis_plugin.i18n import tr


class OnlineDialog(QDialog):
    """`answer` gives what is allowed and asked; the dialog is accepted when the texts are to be sent."""

    explanation: QLabel
    texts: QPlainTextEdit
    kept_back: QLabel
    city_code: QLineEdit
    allowed: QCheckBox
    problem: QLabel
    send: QPushButton
    cancel: QPushButton

    def __init__(self, offer: OnlineOffer, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._offer = offer
        self.explanation.setText(
            tr(
                "Ces {n} textes de lieu, et rien d'autre, partiraient à {service} : ni identifiant, ni date, ni "
                "catégorie, ni partenaire. Ce qui en revient place les faits, à la précision que le service annonce."
            ).format(n=number(len(offer.texts)), service=offer.service)
        )
        self.texts.setPlainText("\n".join(offer.texts))
        self.kept_back.setText(
            tr("{n} fait(s) gardé(s) : partenaire ou catégorie en diffusion restreinte, ou texte masqué.").format(
                n=number(offer.kept_back)
            )
        )
        self.kept_back.setVisible(offer.kept_back > 0)
        self.city_code.setText(offer.city_code)
        self.allowed.setChecked(offer.allowed)
        self.allowed.toggled.connect(self._check)
        self.city_code.textChanged.connect(self._check)
        self.send.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self._check()

    def answer(self) -> OnlineAnswer:
        """What is ticked and typed."""
        return OnlineAnswer(self.allowed.isChecked(), self.city_code.text().strip())

    def accept(self):
        if self.send.isEnabled():
            super().accept()

    def _check(self, *_):
        """Say what prevents sending; only what has no problem can be sent."""
        problems = self.answer().problems(self._offer)
        self.problem.setText(problems[0] if problems else "")
        self.send.setEnabled(not problems)
