"""What the search for clusters is asked, and its outlines and members as layers."""

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRendererCategory,
)

from oltp_qgis_plugin.adapters.cells import cell_fields, write_rows
from oltp_qgis_plugin.adapters.polygon_values import fields_with, write_beside
from oltp_qgis_plugin.adapters.styles import GREY, INK, PALE, class_renderer, marker, outline
from oltp_qgis_plugin.core.hotspots.clusters import BORDER, CORE, OUTSIDE, ClusterMap
from oltp_qgis_plugin.i18n import tr

OUTLINE_MM = 0.4


def read_scale(algorithm, parameters: dict, context: QgsProcessingContext) -> tuple[float, int, int, int]:
    """(radius in metres, points, both 0 when they are to be computed, random maps, seed) of an `OltpAlgorithm`."""
    radius = algorithm.parameterAsDouble(parameters, algorithm.RADIUS, context)
    numbers = (algorithm.MIN_POINTS, algorithm.RUNS, algorithm.SEED)
    min_points, runs, seed = (algorithm.parameterAsInt(parameters, name, context) for name in numbers)
    return radius, min_points, runs, seed


def write_clusters(
    algorithm,
    parameters: dict,
    result: ClusterMap,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> str:
    """Write the outline of each cluster into the sink of OUTPUT; returns the destination."""
    fields, kind = cell_fields(result.columns), Qgis.WkbType.MultiPolygon
    sink, destination = algorithm.sink(parameters, algorithm.OUTPUT, context, fields, kind, crs)
    write_rows((shape.wkb for shape in result.shapes), result.columns, sink, feedback)
    return destination


def write_members(
    algorithm, parameters: dict, result: ClusterMap, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> str | None:
    """Write the incidents with their cluster where they are asked for; returns the destination."""
    if not parameters.get(algorithm.MEMBERS):
        return None
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    fields = fields_with(source.fields(), result.members)
    kept = fields, source.wkbType(), source.sourceCrs()
    sink, destination = algorithm.sink(parameters, algorithm.MEMBERS, context, *kept)
    write_beside(source, fields, result.members, sink, feedback)
    return destination


def cluster_renderer() -> QgsCategorizedSymbolRenderer:
    """Outlines drawn dark, so that those that overlap are told apart; what is beyond chance is hatched."""
    renderer, edge = class_renderer("cluster_classes"), outline(INK, OUTLINE_MM)
    for number, category in enumerate(renderer.categories()):
        symbol = category.symbol().clone()
        symbol.appendSymbolLayer(edge.symbolLayer(0).clone())
        renderer.updateCategorySymbol(number, symbol)
    return renderer


def member_renderer() -> QgsCategorizedSymbolRenderer:
    """Incidents in the dense part of a cluster dark, at its border lighter, the others small and pale."""
    return QgsCategorizedSymbolRenderer(
        "part",
        [
            QgsRendererCategory(CORE, marker("circle", INK, 1.3), tr("Au cœur d'un regroupement")),
            QgsRendererCategory(BORDER, marker("circle", GREY, 1.3), tr("Au bord d'un regroupement")),
            QgsRendererCategory(OUTSIDE, marker("circle", PALE, 0.8), tr("Hors de tout regroupement")),
        ],
    )
