"""The form that captures one incident: `CaptureChoices` in, `IncidentDraft` out."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtCore import QDate, pyqtSignal
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QDateEdit, QDialog, QLabel, QLineEdit, QPushButton

from oltp_qgis_plugin.core.capture import GRAVITIES, STATUSES, IncidentDraft
from oltp_qgis_plugin.core.incident import PLACE_TYPES
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.forms.capture.category_list import chosen_category, fill_categories
from oltp_qgis_plugin.i18n import tr


@dataclass(frozen=True)
class CaptureChoices:
    """What the form offers: the day of the capture, and the partners, the usual one first."""

    today: date
    partners: tuple[Partner, ...]


class CaptureDialog(QDialog):
    """`place_requested` asks for a click on the map; the answer comes by `set_place`."""

    place_requested = pyqtSignal()

    category: QComboBox
    day: QDateEdit
    hour_known: QCheckBox
    hour: QLineEdit
    end_known: QCheckBox
    end_day: QDateEdit
    end_hour: QLineEdit
    partner: QComboBox
    place_type: QComboBox
    place_label: QLineEdit
    pick: QPushButton
    no_place: QCheckBox
    place_found: QLabel
    gravity: QComboBox
    status: QComboBox
    problem: QLabel
    save: QPushButton
    cancel: QPushButton

    def __init__(self, choices: CaptureChoices, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._choices = choices
        self._place: tuple[float, float] | None = None
        self._fill()
        self._connect()
        self._tell_place({})
        self._check()

    def draft(self) -> IncidentDraft:
        """What is typed, valid or not."""
        end_known = self.end_known.isChecked()
        return IncidentDraft(
            category=chosen_category(self.category),
            day=_date(self.day),
            hour=self.hour.text() if self.hour_known.isChecked() else None,
            end_day=_date(self.end_day) if end_known else None,
            end_hour=self.end_hour.text() if end_known else "",
            partner=self.partner.currentData(),
            place_type=self.place_type.currentData() or "",
            place_label=self.place_label.text(),
            place=None if self.no_place.isChecked() else self._place,
            no_place=self.no_place.isChecked(),
            gravity=self.gravity.currentData(),
            status=self.status.currentData() or "",
        )

    def set_place(self, x: float, y: float, territories: Mapping[str, str]) -> None:
        """Take the point clicked, in the observatory's CRS, and the codes of the territories found by kind."""
        self._place = (x, y)
        self.no_place.setChecked(False)
        self._tell_place(territories)
        self._check()

    def accept(self):
        if self.save.isEnabled():
            super().accept()

    def _fill(self) -> None:
        fill_categories(self.category)
        self.category.lineEdit().setPlaceholderText(tr("Tapez une partie du nom : tapage, rodéo…"))
        today = QDate(self._choices.today.year, self._choices.today.month, self._choices.today.day)
        for edit in (self.day, self.end_day):
            edit.setDate(today)
        for partner in self._choices.partners:
            self.partner.addItem(partner.label, partner)
        self.place_type.addItem(tr("Non précisé"), "")
        for name in PLACE_TYPES:
            self.place_type.addItem(name[0].upper() + name[1:], name)
        self.gravity.addItem(tr("Non renseignée"), None)
        for gravity, label in zip(GRAVITIES, (tr("faible"), tr("moyenne"), tr("forte"), tr("très forte")), strict=True):
            self.gravity.addItem(f"{gravity} – {label}", gravity)
        self.status.addItem(tr("Non renseignée"), "")
        for status in STATUSES:
            self.status.addItem(status[0].upper() + status[1:], status)

    def _connect(self) -> None:
        for box, edits in ((self.hour_known, (self.hour,)), (self.end_known, (self.end_day, self.end_hour))):
            for edit in edits:
                box.toggled.connect(edit.setEnabled)
            box.toggled.connect(self._check)
        for edit in (self.hour, self.end_hour, self.place_label):
            edit.textChanged.connect(self._check)
        for edit in (self.day, self.end_day):
            edit.dateChanged.connect(self._check)
        for combo in (self.partner, self.place_type, self.gravity, self.status):
            combo.currentIndexChanged.connect(self._check)
        self.category.editTextChanged.connect(self._check)
        self.no_place.toggled.connect(self._check)
        self.pick.clicked.connect(self.place_requested)
        self.save.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)

    def _check(self, *_):
        """Say the first problem; only a draft without any can be saved."""
        problems = self.draft().problems(self._choices.today)
        self.problem.setText(problems[0].sentence if problems else "")
        self.save.setEnabled(not problems)
        self.hour.setPlaceholderText("22:10" if self.hour_known.isChecked() else tr("heure inconnue"))
        self.end_hour.setPlaceholderText("23:30" if self.end_known.isChecked() else "")
        self.place_found.setEnabled(not self.no_place.isChecked())

    def _tell_place(self, territories: Mapping[str, str]) -> None:
        if self._place is None:
            self.place_found.setText(tr("Aucun point placé."))
            return
        x, y = (f"{value:,.0f}".replace(",", "\u202f") for value in self._place)
        labels = (("qpv_2015", tr("QPV 2015")), ("qpv_2024", tr("QPV 2024")), ("territorial_group", tr("Groupe")))
        none = tr("aucun")
        found = " · ".join(f"{label} : {territories.get(kind) or none}" for kind, label in labels)
        self.place_found.setText(tr("Point placé : X {x} m, Y {y} m").format(x=x, y=y) + "\n" + found)


def _date(edit: QDateEdit) -> date:
    shown = edit.date()
    return date(shown.year(), shown.month(), shown.day())
