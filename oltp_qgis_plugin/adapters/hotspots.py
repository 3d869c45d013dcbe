"""What the hot-spot algorithms read beside incidents: where to count, a population; in one CRS in metres."""

from collections.abc import Sequence

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureSource,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.places_to_count import Places, polygon_places
from oltp_qgis_plugin.adapters.polygon_values import read_numbers
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.core.hotspots.analysis import Where
from oltp_qgis_plugin.core.hotspots.cells import Around
from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.i18n import tr

BEGAN_AT, PRECISION, CATEGORY = "began_at", "date_precision", "category"
PARTNER, LOCATED = "partner", "precision"


def given(algorithm, parameters: dict, name: str, context: QgsProcessingContext) -> QgsFeatureSource | None:
    """The source of an optional parameter, None when it is left empty."""
    return algorithm.source(parameters, name, context) if parameters.get(name) else None


def working_crs(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, names: Sequence[str]
) -> QgsCoordinateReferenceSystem:
    """The CRS to measure in: that of the first of these layers that is projected in metres, else one that fits."""
    sources = [given(algorithm, parameters, name, context) for name in names]
    return metric_crs([source for source in sources if source is not None], context, feedback)


def read_study(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> list[BaseGeometry] | None:  # fmt: skip
    """The polygons of STUDY_AREA, None when it is left empty."""
    area = given(algorithm, parameters, algorithm.STUDY_AREA, context)
    return None if area is None else read_polygons(area, crs, context, feedback).geometries


def read_where(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[Where, Places | None]:  # fmt: skip
    """Where to count; and the layer of polygons with its fields, when there is one."""
    study = read_study(algorithm, parameters, crs, context, feedback)
    layer = given(algorithm, parameters, algorithm.GRID, context)
    places = None if layer is None else polygon_places(layer, crs, context, feedback)
    size = algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context)
    hexagons = algorithm.parameterAsEnum(parameters, algorithm.CELL_TYPE, context) == algorithm.HEXAGON
    around = Around(algorithm.parameterAsInt(parameters, algorithm.RINGS, context),
                    algorithm.parameterAsDouble(parameters, algorithm.DISTANCE_BAND, context))  # fmt: skip
    if places is None:
        return Where(Lattice(size, hexagons), study, None, around), None
    return Where(Lattice(size), study, places.units.polygons, around, places.units.repaired), places


def read_exposure(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Exposure | None:  # fmt: skip
    """The population (or other amount) of EXPOSURE, polygons or points; None when it is left empty."""
    source = given(algorithm, parameters, algorithm.EXPOSURE, context)
    if source is None:
        return None
    field = algorithm.parameterAsString(parameters, algorithm.EXPOSURE_FIELD, context)
    if not field:
        raise LayerError(
            tr("La couche de population est donnée sans dire quel champ la porte : remplissez EXPOSURE_FIELD.")
        )
    amounts = read_numbers(source, field, feedback)
    what = tr("Champ « {field} » de « {layer} »").format(field=field, layer=source.sourceName())
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Point:
        return Exposure(amounts, xy=read_points(source, crs, context, feedback).xy, what=what)
    polygons = read_polygons(source, crs, context, feedback).geometries
    return Exposure(amounts, polygons, what=what)
