"""The categories in a combo box: grouped by family, found by any part of their label or code."""

from functools import partial

from qgis.PyQt.QtCore import QModelIndex, Qt
from qgis.PyQt.QtGui import QColor, QFont, QIcon, QPixmap, QStandardItem, QStandardItemModel
from qgis.PyQt.QtWidgets import QComboBox, QCompleter

from oltp_qgis_plugin.core.nomenclature import Category, categories, categories_by_code, families, normalise_label

CODE, SEARCH = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1
SWATCH_PX = 12


class CategoryCompleter(QCompleter):
    """Finds a category by any part of its label or code, accents and case left aside."""

    def __init__(self, model, parent):
        super().__init__(model, parent)
        self.setCompletionRole(SEARCH)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        self.setMaxVisibleItems(12)

    def splitPath(self, path: str) -> list[str]:
        return [normalise_label(path)]

    def pathFromIndex(self, index: QModelIndex) -> str:
        return index.data(Qt.ItemDataRole.DisplayRole) or ""


def fill_categories(combo: QComboBox) -> None:
    """Give an editable combo box every category of the nomenclature, under headings that cannot be chosen."""
    model = QStandardItemModel(combo)
    for family in families():
        model.appendRow(_heading(family.label))
        for category in categories():
            if category.family == family.code:
                model.appendRow(_item(category))
    combo.setModel(model)
    combo.setCompleter(CategoryCompleter(model, combo))
    combo.setCurrentIndex(-1)
    combo.clearEditText()
    combo.lineEdit().editingFinished.connect(partial(_complete, combo))


def chosen_category(combo: QComboBox) -> str:
    """Code of the category that the text names, by its label or its code; "" when it names none."""
    text = normalise_label(combo.currentText())
    if text in categories_by_code():
        return text
    return next((c.code for c in categories() if normalise_label(c.label) == text), "")


def _complete(combo: QComboBox) -> None:
    """Write out the category that the typed part alone designates."""
    completer = combo.completer()
    completer.setCompletionPrefix(combo.currentText())
    if combo.currentText() and not chosen_category(combo) and completer.completionCount() == 1:
        combo.setEditText(completer.currentCompletion())


def _heading(label: str) -> QStandardItem:
    item = QStandardItem(label)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    font = QFont()
    font.setBold(True)
    item.setFont(font)
    return item


def _item(category: Category) -> QStandardItem:
    pixmap = QPixmap(SWATCH_PX, SWATCH_PX)
    pixmap.fill(QColor(category.colour))
    item = QStandardItem(QIcon(pixmap), category.label)
    item.setData(category.code, CODE)
    item.setData(normalise_label(f"{category.label} {category.code}"), SEARCH)
    item.setToolTip(f"{category.code} · {category.family_label}")
    return item
