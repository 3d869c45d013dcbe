"""Legends of printed maps, sized before they are painted."""

from collections.abc import Sequence

from qgis.core import (
    QgsLayoutItemLegend,
    QgsLayoutSize,
    QgsLayoutUtils,
    QgsLegendRenderer,
    QgsLegendStyle,
    QgsMapLayer,
)

from oltp_qgis_plugin.adapters.layouts import MM, Sheet, text_format

SMALLEST_PT = 4.5


def legend(
    sheet: Sheet, layers: Sequence[QgsMapLayer], columns: int, size: float, widest: float
) -> tuple[QgsLayoutItemLegend, float]:
    """A legend of the layers, not yet moved, and its height; its text shrinks until it is at most `widest` mm wide."""
    item = QgsLayoutItemLegend(sheet.layout)
    item.setAutoUpdateModel(False)
    root = item.model().rootGroup()
    root.removeAllChildren()
    for layer in layers:
        node = root.addLayer(layer)
        QgsLegendRenderer.setNodeLegendStyle(node, QgsLegendStyle.Style.Hidden)
    item.setColumnCount(columns)
    item.setSplitLayer(True)
    item.setSymbolHeight(2.6)
    item.setSymbolWidth(4)
    item.setBoxSpace(0.5)
    item.setColumnSpace(3)
    item.setResizeToContents(False)
    sheet.layout.addLayoutItem(item)
    # The item knows its size only once painted: the renderer is asked instead.
    context = QgsLayoutUtils.createRenderContextForLayout(sheet.layout, None)
    while True:
        _set_legend_text(item, size)
        needed = QgsLegendRenderer(item.model(), item.legendSettings()).minimumSize(context)
        if needed.width() <= widest or size < SMALLEST_PT:
            item.attemptResize(QgsLayoutSize(needed.width(), needed.height(), MM))
            return item, needed.height()
        size -= 0.25


def _set_legend_text(item: QgsLayoutItemLegend, size: float) -> None:
    for component in (QgsLegendStyle.Style.Subgroup, QgsLegendStyle.Style.SymbolLabel):
        style = item.style(component)
        style.setTextFormat(text_format(size))
        for side in (QgsLegendStyle.Side.Top, QgsLegendStyle.Side.Bottom):
            style.setMargin(side, 0.2)
        item.setStyle(component, style)
    symbol = item.style(QgsLegendStyle.Style.Symbol)
    symbol.setMargin(QgsLegendStyle.Side.Top, 0.6)
    item.setStyle(QgsLegendStyle.Style.Symbol, symbol)
