"""How territories are drawn: outlines that a black and white print keeps apart, names with a halo."""

from qgis.core import (
    Qgis,
    QgsPalLayerSettings,
    QgsSingleSymbolRenderer,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from oltp_qgis_plugin.adapters.styles import GREY, INK, PAPER, outline


def style_group_layer(layer: QgsVectorLayer, label_field: str = "name", size: float = 9) -> None:
    """Territorial groups: a thick dark outline, the name in bold with a halo."""
    _style_territory(layer, outline("#252525", 0.7), label_field, size, bold=True)


def style_qpv_layer(layer: QgsVectorLayer, generation: str, label_field: str = "name", size: float = 7) -> None:
    """QPV: a thin outline, dashed for the 2015 generation; names with a halo."""
    symbol = outline("#807DBA", 0.4, "dash") if generation == "2015" else outline("#6A51A3", 0.5)
    _style_territory(layer, symbol, label_field, size, bold=False)


def style_quarter_layer(layer: QgsVectorLayer, label_field: str = "name", size: float = 7) -> None:
    """Quarters and other territories: a thin dotted outline, under QPV and groups; names with a halo."""
    _style_territory(layer, outline(GREY, 0.35, "dot"), label_field, size, bold=False)


def _style_territory(layer: QgsVectorLayer, symbol: QgsSymbol, label_field: str, size: float, bold: bool) -> None:
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    if layer.fields().lookupField(label_field) < 0:
        layer.setLabelsEnabled(False)
        return
    settings = QgsPalLayerSettings()
    settings.fieldName = label_field
    settings.placement = Qgis.LabelPlacement.Horizontal
    settings.setFormat(halo_text(size, bold))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def halo_text(size: float, bold: bool = False) -> QgsTextFormat:
    """Dark text with a white halo."""
    text = QgsTextFormat()
    font = text.font()
    font.setBold(bold)
    text.setFont(font)
    text.setSize(size)
    text.setColor(QColor(INK))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor(PAPER))
    text.setBuffer(halo)
    return text
