"""Third page: a field for each column, with what its values say of it."""

from dataclasses import replace
from functools import partial
from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QLineEdit, QTableWidget, QWizardPage

from oltp_qgis_plugin.core.incident import PLACE_TYPES
from oltp_qgis_plugin.core.intake.assistant import OpenedFile
from oltp_qgis_plugin.core.intake.draft import UNREAD, problems, roles_of, with_roles
from oltp_qgis_plugin.core.intake.profile import PARTNER_KINDS, POSITION_ORDERS, Partner, Profile
from oltp_qgis_plugin.core.intake.suggestion import slug
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, categories_by_code
from oltp_qgis_plugin.forms.capture.category_list import chosen_category, fill_categories
from oltp_qgis_plugin.forms.intake.roles import role_labels
from oltp_qgis_plugin.forms.intake.tables import fill_table
from oltp_qgis_plugin.i18n import tr

MOST_COLUMNS = 400
COLUMN, EXAMPLE, FIELD, SHARE, FAILING = range(5)
CRS = ("auto", "EPSG:2154", "EPSG:4326", "EPSG:3942", "EPSG:3943", "EPSG:3944", "EPSG:3945", "EPSG:3946", "EPSG:3947",
       "EPSG:3948", "EPSG:3949", "EPSG:3950", "EPSG:5490", "EPSG:2972", "EPSG:2975", "EPSG:4471")  # fmt: skip


class ColumnsPage(QWizardPage):
    """`show_profile` takes the file and a profile to start from; `profile` gives the one that results."""

    partner: QLineEdit
    kind: QComboBox
    place_type: QComboBox
    category: QComboBox
    crs: QComboBox
    order: QComboBox
    columns: QTableWidget
    problem: QLabel

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._opened: OpenedFile | None = None
        self._base: Profile | None = None
        self.combos: dict[str, QComboBox] = {}
        for code, label in PARTNER_KINDS.items():
            self.kind.addItem(label, code)
        self.place_type.addItem(tr("non précisé, ou celui de la colonne"), "")
        for name in PLACE_TYPES:
            self.place_type.addItem(name, name)
        fill_categories(self.category)
        self.crs.addItems(CRS)
        for order, label in zip(POSITION_ORDERS, (tr("latitude, longitude"), tr("longitude, latitude")), strict=True):
            self.order.addItem(label, order)
        for edit in (self.partner, self.category.lineEdit(), self.crs.lineEdit()):
            edit.textChanged.connect(self._check)

    def isComplete(self):
        return self._base is not None and not problems(self.profile())

    def show_profile(self, opened: OpenedFile, profile: Profile) -> None:
        """Show the columns of a file with the fields that a profile gives them."""
        self._opened, self._base = opened, profile
        self.partner.setText(profile.partner.label)
        self.kind.setCurrentIndex(self.kind.findData(profile.partner.kind))
        self.place_type.setCurrentIndex(max(self.place_type.findData(profile.constants.get("place_type", "")), 0))
        self.category.setEditText(categories_by_code()[profile.constants.get("category", TO_QUALIFY)].label)
        self.crs.setEditText(profile.crs)
        self.order.setCurrentIndex(self.order.findData(profile.order))
        self._fill_columns()
        self._check()

    def roles(self) -> dict[str, str]:
        """The field chosen for each column."""
        opened = self._opened
        if opened is None:
            return {}
        return {name: self.combos[name].currentData() if name in self.combos else UNREAD for name in opened.headers}

    def profile(self) -> Profile:
        """The profile as it is set, ready or not."""
        assert self._base is not None
        made = with_roles(self._base, self.roles())
        constants = {k: v for k, v in made.constants.items() if k not in ("place_type", "category")}
        if place_type := self.place_type.currentData():
            constants["place_type"] = place_type
        if "category" not in made.fields:
            constants["category"] = chosen_category(self.category) or TO_QUALIFY
        return replace(made, constants=constants, partner=self._partner(), order=self.order.currentData(),
                       crs=self.crs.currentText().strip() or "auto")  # fmt: skip

    def _partner(self) -> Partner:
        """The partner of the profile; under another name, it is another partner."""
        assert self._base is not None
        label, kind = self.partner.text().strip(), self.kind.currentData() or "autre"
        same = label == self._base.partner.label
        return Partner(self._base.partner.code if same else slug(label).upper()[:20], label, kind)

    def _fill_columns(self) -> None:
        opened, base = self._opened, self._base
        assert opened is not None and base is not None
        shown = opened.headers[:MOST_COLUMNS]
        examples = {name: _example(opened, name) for name in shown}
        headers = (tr("Colonne du fichier"), tr("Exemple"), tr("Champ"), tr("Se lit"), tr("Ne se lit pas"))
        self.combos.clear()
        self.columns.clearSpans()
        rows = [(name, "" if name in opened.personal else examples[name], "", "", "") for name in shown]
        fill_table(self.columns, headers, rows)
        roles = roles_of(base, opened.headers)
        for row, name in enumerate(shown):
            if name in opened.personal:
                self.columns.item(row, FIELD).setText(tr("Écartée : {why}").format(why=opened.personal[name]))
                self.columns.item(row, FIELD).setToolTip(opened.personal[name])
                self.columns.setSpan(row, FIELD, 1, FAILING - FIELD + 1)
                continue
            self.combos[name] = self._combo(name, row, roles[name])
            self.columns.setCellWidget(row, FIELD, self.combos[name])
            self._measure(row, name)
        self.columns.setColumnWidth(COLUMN, min(self.columns.columnWidth(COLUMN), 190))
        self.columns.setColumnWidth(FIELD, 225)
        self.columns.setColumnWidth(SHARE, 165)
        self.columns.horizontalHeader().setStretchLastSection(True)

    def _combo(self, name: str, row: int, role: str) -> QComboBox:
        combo = QComboBox(self.columns)
        for value, label in role_labels().items():
            combo.addItem(label, value)
        combo.setCurrentIndex(combo.findData(role))
        combo.setAccessibleName(tr("Champ de la colonne {name}").format(name=name))
        combo.currentIndexChanged.connect(partial(self._changed, row, name))
        return combo

    def _changed(self, row: int, name: str, _index: int) -> None:
        self._measure(row, name)
        self._check()

    def _measure(self, row: int, name: str) -> None:
        """Say what share of the values reads as the field, and which do not."""
        opened, base = self._opened, self._base
        assert opened is not None and base is not None
        role = self.combos[name].currentData()
        share = failing = ""
        if role != UNREAD:
            found = opened.parsed(name, role, base)
            share = f"{found.share:.0%}".replace("%", " %") if found.filled else tr("vide")
            if 0 < found.filled < 1:
                share += tr(" ({filled} remplies)").format(filled=f"{found.filled:.0%}".replace("%", " %"))
            failing = " · ".join(found.failing)
        for column, text in ((SHARE, share), (FAILING, failing)):
            self.columns.item(row, column).setText(text)
            self.columns.item(row, column).setToolTip(text)

    def _check(self, *_) -> None:
        if self._base is None:
            return
        made = self.profile()
        self.category.setEnabled("category" not in made.fields)
        self.order.setEnabled("position" in made.fields)
        self.crs.setEnabled(bool({"x", "position"} & set(made.fields)))
        found = problems(made)
        self.problem.setText(found[0] if found else "")
        self.completeChanged.emit()


def _example(opened: OpenedFile, name: str) -> str:
    cells = opened.table.frame[name].head(1000)
    filled = cells[cells.str.strip() != ""]
    return str(filled.iloc[0]) if len(filled) else ""
