"""Counts of places for the study of their concentration: from a field or from incidents; and back to a layer."""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from shapely import wkb
from shapely.geometry import LineString
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.cells import cell_fields, cell_shapes, write_rows
from oltp_qgis_plugin.adapters.hotspots import given, read_study
from oltp_qgis_plugin.adapters.layers import read_points
from oltp_qgis_plugin.adapters.places_to_count import kept_beside
from oltp_qgis_plugin.adapters.polygon_values import read_numbers
from oltp_qgis_plugin.adapters.reference_systems import known_crs, metric_crs
from oltp_qgis_plugin.adapters.sources import features
from oltp_qgis_plugin.core.hotspots.counting import (
    Tally,
    Units,
    count_in,
    grid_units,
    located,
    polygon_units,
    tally,
    tally_remarks,
    unit_remarks,
)
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.nearest_units import nearest_unit
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.errors import Cancelled, CrsError, LayerError
from oltp_qgis_plugin.i18n import tr

POLYGON, TABLE = Qgis.GeometryType.Polygon, Qgis.GeometryType.Null


@dataclass(frozen=True)
class CountedPlaces:
    """Places with the count of each, NaN for one that has none; their shapes (WKB) in `crs`, fields and values."""

    counts: np.ndarray
    shapes: Iterable[bytes]
    kind: Qgis.WkbType
    crs: QgsCoordinateReferenceSystem
    fields: QgsFields
    values: list[list]
    remarks: tuple[Remark, ...]
    name: str


def read_counted_places(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> CountedPlaces:
    """The places of INPUT with the counts of FIELD or of INCIDENTS; without INPUT, the cells of a grid."""
    layer = given(algorithm, parameters, algorithm.INPUT, context)
    points = given(algorithm, parameters, algorithm.INCIDENTS, context)
    field = algorithm.parameterAsString(parameters, algorithm.FIELD, context)
    if layer is None and points is None:
        raise LayerError(tr("Ni lieux ni incidents : donnez une couche de lieux, une couche d'incidents, ou les deux."))
    if layer is None:
        return _grid(algorithm, parameters, points, context, feedback)
    if bool(field) == (points is not None):
        raise LayerError(
            tr("Pour compter dans une couche de lieux, donnez soit le champ du nombre, soit une couche d'incidents.")
        )
    if field:
        return _layer(layer, read_numbers(layer, field, feedback), ())
    crs = metric_crs([layer, points], context, feedback)
    xy = read_points(points, crs, context, feedback, file=algorithm.files.get(algorithm.INCIDENTS)).xy
    shapes = _shapes(layer, crs, context, feedback)
    if QgsWkbTypes.geometryType(layer.wkbType()) == POLYGON:
        units = polygon_units(shapes)
        return _layer(layer, *_counted(units, count_in(xy, units, should_stop=feedback.isCanceled)))
    within = algorithm.parameterAsDouble(parameters, algorithm.DISTANCE, context)
    return _layer(layer, *_nearest(xy, shapes, within, feedback))


def _grid(
    algorithm, parameters: dict, points: QgsFeatureSource, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> CountedPlaces:  # fmt: skip
    area = given(algorithm, parameters, algorithm.STUDY_AREA, context)
    crs = metric_crs([points] if area is None else [area, points], context, feedback)
    study = read_study(algorithm, parameters, crs, context, feedback)
    xy = read_points(points, crs, context, feedback, file=algorithm.files.get(algorithm.INCIDENTS)).xy
    lattice = Lattice(algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context))
    units = grid_units(study, lattice, located(xy), feedback.isCanceled)
    assert units.grid is not None
    counts, remarks = _counted(units, count_in(xy, units, should_stop=feedback.isCanceled))
    values = [list(row) for row in zip(*(column.tolist() for column in units.columns().values()), strict=True)]
    shapes, kind, name = cell_shapes(units.grid), Qgis.WkbType.MultiPolygon, points.sourceName()
    return CountedPlaces(counts, shapes, kind, crs, cell_fields(units.columns()), values, remarks, name)


def _counted(units: Units, found: Tally) -> tuple[np.ndarray, tuple[Remark, ...]]:
    return found.n, (*unit_remarks(units), *tally_remarks(found))


def _nearest(
    xy: np.ndarray, shapes: list[BaseGeometry], within: float, feedback: QgsProcessingFeedback
) -> tuple[np.ndarray, tuple[Remark, ...]]:
    placed = np.isfinite(xy).all(axis=1)
    unit = np.full(len(xy), -1, dtype=np.int64)
    unit[placed] = nearest_unit(xy[placed], shapes, within, feedback.isCanceled)
    near = tr("à {n} m d'un lieu, ou moins").format(n=f"{within:g}")
    far = tr("à plus de {n} m de tout lieu").format(n=f"{within:g}")
    found = tally(unit, placed, len(shapes), where=near)
    rule = tr("Chaque incident compte pour le lieu le plus proche, {near} (au carrefour, le premier de la couche).")
    told = Remark(rule.format(near=near))
    return found.n, (told, *tally_remarks(found, where=far))


def _layer(layer: QgsFeatureSource, counts: np.ndarray, remarks: tuple[Remark, ...]) -> CountedPlaces:
    """The features of the layer as they are, each with its count."""
    rows = list(features(layer, QgsFeatureRequest()))
    shapes = [bytes(row.geometry().asWkb()) if row.hasGeometry() else b"" for row in rows]
    kind = QgsWkbTypes.multiType(layer.wkbType())
    missing = int(np.isnan(counts).sum()) if counts.dtype.kind == "f" else 0
    if missing:
        remarks = (*remarks, Remark(tr("Lieux sans nombre, non comptés : {n}.").format(n=missing), warning=True))
    values = [row.attributes() for row in rows]
    return CountedPlaces(counts, shapes, kind, layer.sourceCrs(), layer.fields(), values, remarks, layer.sourceName())


def _shapes(
    layer: QgsFeatureSource, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> list[BaseGeometry]:  # fmt: skip
    """Every geometry of a layer in `crs`, curves made of segments, a missing one empty."""
    if QgsWkbTypes.geometryType(layer.wkbType()) == TABLE:
        raise LayerError(
            tr("« {name} » n'a pas de géométrie : des incidents ne peuvent pas y être comptés.").format(
                name=layer.sourceName()
            )
        )
    transform = QgsCoordinateTransform(known_crs(layer), crs, context.transformContext())
    shapes = []
    for feature in features(layer, QgsFeatureRequest().setNoAttributes()):
        if feedback.isCanceled():
            raise Cancelled()
        shapes.append(_shape(feature.geometry(), transform, layer))
    return shapes


def _shape(geometry: QgsGeometry, transform: QgsCoordinateTransform, layer: QgsFeatureSource) -> BaseGeometry:
    if geometry.isEmpty():
        return LineString()
    straight = QgsGeometry(geometry.constGet().segmentize())
    try:
        straight.transform(transform)
    except QgsCsException as error:
        raise CrsError(
            tr("Un lieu de « {name} » ne se place pas en {crs} : vérifiez le système de coordonnées.").format(
                name=layer.sourceName(), crs=transform.destinationCrs().authid()
            )
        ) from error
    return wkb.loads(bytes(straight.asWkb()))


def write_counted_places(
    algorithm, parameters: dict, places: CountedPlaces, columns: dict[str, np.ndarray],
    context: QgsProcessingContext, feedback: QgsProcessingFeedback,
) -> str:  # fmt: skip
    """Write every place with its own fields and the columns; returns the destination."""
    fields, values, added = kept_beside(places.fields, places.values, columns)
    every = cell_fields(added, fields)
    sink, destination = algorithm.sink(parameters, algorithm.OUTPUT, context, every, places.kind, places.crs)
    write_rows(places.shapes, added, sink, feedback, values, fields)
    return destination
