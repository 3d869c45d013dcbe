"""Fourth page: the labels that the nomenclature does not know, and the category of each."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from qgis.PyQt import uic
from qgis.PyQt.QtWidgets import QComboBox, QLabel, QPushButton, QTableWidget, QWizardPage

from oltp_qgis_plugin.core.intake.labels import UnknownLabel
from oltp_qgis_plugin.core.nomenclature import categories_by_code
from oltp_qgis_plugin.forms.capture.category_list import chosen_category, fill_categories
from oltp_qgis_plugin.forms.intake.tables import fill_table, number
from oltp_qgis_plugin.i18n import tr

MOST_LABELS = 150
LABEL, ROWS, CATEGORY = range(3)


class LabelsPage(QWizardPage):
    """`show_labels` takes the unknown labels and what was decided before; `aliases` gives the decisions."""

    labels: QTableWidget
    accept_all: QPushButton
    clear_all: QPushButton
    state: QLabel

    def __init__(self, parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self.combos: list[tuple[UnknownLabel, QComboBox]] = []
        self.accept_all.clicked.connect(lambda: self._set_all(True))
        self.clear_all.clicked.connect(lambda: self._set_all(False))

    def show_labels(self, found: Sequence[UnknownLabel], decided: Mapping[str, str]) -> None:
        """Offer each label its suggestion, or what was decided for it before."""
        shown = found[:MOST_LABELS]
        headers = (tr("Libellé du fichier"), tr("Lignes"), tr("Catégorie"))
        fill_table(self.labels, headers, [(label.label, label.n, "") for label in shown])
        self.combos = []
        for row, label in enumerate(shown):
            combo = QComboBox(self.labels)
            combo.setEditable(True)
            fill_categories(combo)
            combo.lineEdit().setPlaceholderText(tr("à qualifier"))
            combo.setAccessibleName(tr("Catégorie de {label}").format(label=label.label))
            _choose(combo, decided.get(label.label, label.suggested))
            combo.editTextChanged.connect(self._tell)
            self.labels.setCellWidget(row, CATEGORY, combo)
            self.combos.append((label, combo))
        self.labels.setColumnWidth(LABEL, 340)
        self.labels.horizontalHeader().setStretchLastSection(True)
        self._more = len(found) - len(shown)
        self._tell()

    def aliases(self) -> dict[str, str]:
        """Label → code, for the labels that were given a category."""
        return {label.label: code for label, combo in self.combos if (code := chosen_category(combo))}

    def decisions(self) -> dict[str, str]:
        """Label → code, or "" where it is left to qualify."""
        return {label.label: chosen_category(combo) for label, combo in self.combos}

    def _set_all(self, suggested: bool) -> None:
        for label, combo in self.combos:
            _choose(combo, label.suggested if suggested else "")

    def _tell(self, *_) -> None:
        left = [label for label, combo in self.combos if not chosen_category(combo)]
        said = tr("{n} libellé(s) à qualifier, {rows} ligne(s).").format(
            n=len(left) + self._more, rows=number(sum(label.n for label in left))
        )
        more = tr(" Les {n} plus rares ne sont pas montrés.").format(n=self._more) if self._more else ""
        self.state.setText(said + more)


def _choose(combo: QComboBox, code: str) -> None:
    combo.setEditText(categories_by_code()[code].label if code else "")
