"""How the concentration of incidents is drawn: the places that hold most, and the Lorenz curve."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsLineSymbol,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRendererCategory,
    QgsWkbTypes,
)

from oltp_qgis_plugin.adapters.chart_pages import curve_chart, layer_note, write_page
from oltp_qgis_plugin.adapters.default_styles import style_output
from oltp_qgis_plugin.adapters.styles import GREY, class_renderer, hotspot_classes, marker
from oltp_qgis_plugin.core.hotspots.concentration import SHARE, TOP, Concentration
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.i18n import tr

TABLE = "concentration_classes"
LINE_MM = {"top_50": 1.2, "top_80": 0.8, "other": 0.4, "empty": 0.2}
POINT_MM = {"top_50": 3.4, "top_80": 2.6, "other": 1.8, "empty": 1.0}


def style_places(
    destination: str, kind: Qgis.WkbType, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Draw the output by class; width and size say it too, so that grey print tells the classes apart."""
    shape = QgsWkbTypes.geometryType(kind)
    if shape == Qgis.GeometryType.Polygon:
        style_output(destination, class_renderer(TABLE), context, feedback)
    elif shape in (Qgis.GeometryType.Line, Qgis.GeometryType.Point):
        style_output(destination, _thin_renderer(shape == Qgis.GeometryType.Line), context, feedback)


def _thin_renderer(lines: bool) -> QgsCategorizedSymbolRenderer:
    classes = []
    for c in hotspot_classes(TABLE):
        line = {"line_color": c.colour or GREY, "line_width": str(LINE_MM[c.code])}
        symbol = QgsLineSymbol.createSimple(line) if lines else marker("circle", c.colour or GREY, POINT_MM[c.code])
        classes.append(QgsRendererCategory(c.code, symbol, c.label))
    return QgsCategorizedSymbolRenderer("class", classes)


def write_lorenz(path: str, found: Concentration, remarks: list[Remark], layer: str) -> str:
    """The Lorenz curve as a page, unless no path is given; returns the path."""
    if not path:
        return path
    marks = [
        (found.units_for_80, SHARE, tr("80 % dans {n} % des lieux").format(n=decimal(100 * found.units_for_80, 1))),
        (TOP, found.top_20, tr("20 % des lieux : {n} %").format(n=decimal(100 * found.top_20, 1))),
    ]
    titles = tr("Part des lieux, du plus touché au moins touché"), tr("Part des incidents")
    chart = curve_chart(found.curve[:, 0].tolist(), found.curve[:, 1].tolist(), titles, marks)
    notes = [(layer_note(layer), False), *((r.text, r.warning) for r in remarks)]
    write_page(Path(path), tr("Concentration des incidents"), chart, notes)
    return path
