"""Layers to arrays: points and polygons in the CRS asked for."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsField,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from qgis.PyQt.QtCore import NULL, QDate, QDateTime, QMetaType
from shapely import wkb
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.arrow import PointFile, read_arrow
from oltp_qgis_plugin.adapters.reference_systems import known_crs, transform_xy
from oltp_qgis_plugin.adapters.sources import features, require_field
from oltp_qgis_plugin.errors import Cancelled, CrsError, LayerError
from oltp_qgis_plugin.i18n import tr

WITHOUT_CODE = "sans code"


@dataclass(frozen=True)
class Points:
    """xy: (n, 2) float, NaN without geometry.

    columns: per wanted field, (n,) float, datetime64[ms] or text; NULL is NaN, NaT, None.
    """

    xy: np.ndarray
    columns: dict[str, np.ndarray]


@dataclass(frozen=True)
class Polygons:
    """Polygons as they are in the layer, valid or not, and the text of their code, in the layer's order."""

    geometries: list[BaseGeometry]
    codes: list[str]


def read_points(
    source: QgsFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    fields: Sequence[str] = (),
    file: PointFile | None = None,
) -> Points:
    """Coordinates in `crs`, and wanted columns, of every point in order.

    file: the file that holds all the features of the source and no other, when there is one: it is read faster.
    A point that the CRS cannot hold is NaN. Raises LayerError: not points, several points in one feature, no such
    field; CrsError: unknown CRS.
    """
    name, geometry_type = source.sourceName(), QgsWkbTypes.geometryType(source.wkbType())
    if geometry_type not in (Qgis.GeometryType.Point, Qgis.GeometryType.Unknown):
        raise LayerError(
            tr("La couche « {name} » n'est pas une couche de points : choisissez-en une.").format(name=name)
        )
    for field in fields:
        require_field(source, field)
    own = known_crs(source)
    kinds = {field: _kind(source.fields().field(field)) for field in fields}
    table = read_arrow(file, kinds, feedback.isCanceled) if file is not None else None
    xy, columns = table or _read_features(source, kinds, feedback)
    return Points(transform_xy(xy, own, crs, context), columns)


def _kind(field: QgsField) -> str:
    """numpy type that holds the values of a field."""
    if field.isNumeric():
        return "f8"
    return "M8[ms]" if field.isDateOrTime() and field.type() != QMetaType.Type.QTime else "O"


def _read_features(
    source: QgsFeatureSource, kinds: Mapping[str, str], feedback: QgsProcessingFeedback
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    request = QgsFeatureRequest().setSubsetOfAttributes(list(kinds), source.fields())
    xy: list[tuple[float, float]] = []
    rows: dict[str, list] = {name: [] for name in kinds}
    for feature in features(source, request):
        if feedback.isCanceled():
            raise Cancelled()
        xy.append(_point(feature, source))
        for name, values in rows.items():
            values.append(_value(feature[name]))
    columns = {name: np.array(values, dtype=kinds[name]) for name, values in rows.items()}
    return np.array(xy, dtype=float).reshape(-1, 2), columns


def _point(feature: QgsFeature, source: QgsFeatureSource) -> tuple[float, float]:
    geometry = feature.geometry()
    if geometry.isEmpty():
        return np.nan, np.nan
    if geometry.isMultipart():
        if geometry.constGet().numGeometries() > 1:
            raise LayerError(
                tr(
                    "L'entité {id} de « {name} » a plusieurs points : séparez-les (« De morceaux multiples à morceaux "
                    "uniques ») pour que chaque incident ait le sien."
                ).format(id=feature.id(), name=source.sourceName())
            )
        geometry.convertToSingleType()
    point = geometry.constGet()
    return point.x(), point.y()


def _value(value: object) -> object:
    if value is None or value == NULL:
        return None
    if isinstance(value, QDateTime | QDate):
        text = value.toString("yyyy-MM-ddTHH:mm:ss.zzz" if isinstance(value, QDateTime) else "yyyy-MM-dd")
        return np.datetime64(text, "ms")
    return value


def read_polygons(
    source: QgsFeatureSource,
    crs: QgsCoordinateReferenceSystem | None,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    code_field: str | None = None,
) -> Polygons:
    """Polygons in `crs`, curves made of segments, a missing geometry as an empty one; codes as text.

    crs: None leaves the coordinates as they are, in whatever CRS, known or not.

    Raises LayerError when there is no polygon, CrsError when the CRS is unknown or cannot hold one.
    """
    if code_field:
        require_field(source, code_field)
    if QgsWkbTypes.geometryType(source.wkbType()) not in (Qgis.GeometryType.Polygon, Qgis.GeometryType.Unknown):
        raise LayerError(
            tr("La couche « {name} » n'est pas une couche de polygones : choisissez une couche de territoires.").format(
                name=source.sourceName()
            )
        )
    own = source.sourceCrs() if crs is None else known_crs(source)
    transform = QgsCoordinateTransform(own, crs or own, context.transformContext())
    geometries, codes = [], []
    request = QgsFeatureRequest().setSubsetOfAttributes([code_field] if code_field else [], source.fields())
    for feature in features(source, request):
        if feedback.isCanceled():
            raise Cancelled()
        geometries.append(_polygon(feature.geometry(), transform, source))
        codes.append(_code(feature[code_field]) if code_field else str(feature.id()))
    if all(geometry.is_empty for geometry in geometries):
        raise LayerError(
            tr("La couche « {name} » ne contient aucun polygone : choisissez une couche de territoires.").format(
                name=source.sourceName()
            )
        )
    return Polygons(geometries, codes)


def _polygon(geometry: QgsGeometry, transform: QgsCoordinateTransform, source: QgsFeatureSource) -> BaseGeometry:
    if geometry.isEmpty():
        return MultiPolygon()
    straight = QgsGeometry(geometry.constGet().segmentize())
    try:
        straight.transform(transform)
    except QgsCsException as error:
        raise CrsError(
            tr(
                "Un polygone de « {name} » ne se place pas en {crs} : vérifiez le système de coordonnées de la couche."
            ).format(name=source.sourceName(), crs=transform.destinationCrs().authid())
        ) from error
    return wkb.loads(bytes(straight.asWkb()))


def _code(value: object) -> str:
    if value is None or value == NULL:
        return WITHOUT_CODE
    return str(int(value)) if isinstance(value, float) and value.is_integer() else str(value)
