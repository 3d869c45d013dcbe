"""Cells of the wizard's tables."""

from collections.abc import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QHeaderView, QTableWidget, QTableWidgetItem

LONGEST_TEXT = 120
WIDEST_PX = 240


def fill_table(table: QTableWidget, headers: Sequence[str], rows: Sequence[Sequence[object]],
               wrapped: bool = False) -> None:  # fmt: skip
    """Show rows as text; numbers stand on the right, a long text is cut and told whole by its tooltip.

    wrapped: the last column takes the room left, and its text several lines.
    """
    table.clear()
    table.setColumnCount(len(headers))
    table.setRowCount(len(rows))
    table.setHorizontalHeaderLabels(list(headers))
    for number, row in enumerate(rows):
        for column, value in enumerate(row):
            table.setItem(number, column, _item(value))
    table.verticalHeader().setVisible(False)
    table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
    table.horizontalHeader().setMaximumSectionSize(WIDEST_PX)
    table.resizeColumnsToContents()
    table.horizontalHeader().setMaximumSectionSize(2000)
    table.horizontalHeader().setStretchLastSection(wrapped)
    table.setWordWrap(wrapped)
    if wrapped:
        table.horizontalHeader().setSectionResizeMode(len(headers) - 1, QHeaderView.ResizeMode.Stretch)
        table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)


def _item(value: object) -> QTableWidgetItem:
    text = str(value)
    item = QTableWidgetItem(text if len(text) <= LONGEST_TEXT else text[:LONGEST_TEXT] + "…")
    if len(text) > 20:
        item.setToolTip(text)
    if isinstance(value, int):
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def number(count: int) -> str:
    """A count with thin spaces between thousands."""
    return f"{count:,}".replace(",", "\u202f")
