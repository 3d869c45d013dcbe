"""Where an algorithm counts: a layer of polygons with its fields, or a grid made over a study area; and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.cells import cell_fields, cell_shapes, write_rows
from oltp_qgis_plugin.adapters.layers import read_polygons
from oltp_qgis_plugin.adapters.sources import features
from oltp_qgis_plugin.core.hotspots.counting import Units, grid_units, polygon_units
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.i18n import tr

ATTRIBUTES_ONLY = Qgis.FeatureRequestFlag.NoGeometry


@dataclass(frozen=True)
class Places:
    """Places to count in, in `crs`; for those of a layer, its fields and values, which the output keeps."""

    units: Units
    crs: QgsCoordinateReferenceSystem
    fields: QgsFields
    values: list[list]


def kept_beside(
    own: QgsFields, rows: list[list], columns: Mapping[str, np.ndarray]
) -> tuple[QgsFields, list[list], dict[str, np.ndarray]]:
    """(fields, values) of a layer that no column replaces, and the columns; its own cell_id wins over ours."""
    names = [field.name().lower() for field in own]
    added = {name: values for name, values in columns.items() if name != "cell_id" or name not in names}
    # A feature id of the layer would clash with that of a GeoPackage written from it.
    left = [i for i, name in enumerate(names) if name not in {*added, "fid"}]
    fields = QgsFields()
    for i in left:
        fields.append(own[i])
    return fields, [[row[i] for i in left] for row in rows], added


def polygon_places(
    source: QgsFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Places:
    """The polygons of a layer and their values. Raises LayerError when there is no polygon."""
    polygons = read_polygons(source, crs, context, feedback).geometries
    values = [f.attributes() for f in features(source, QgsFeatureRequest().setFlags(ATTRIBUTES_ONLY))]
    return Places(polygon_units(polygons), crs, source.fields(), values)


def grid_places(
    study: Sequence[BaseGeometry] | None,
    lattice: Lattice,
    xy: np.ndarray,
    crs: QgsCoordinateReferenceSystem,
    feedback: QgsProcessingFeedback,
) -> Places:
    """The cells of a lattice in a study area, or in the rectangle of points (n, 2) that all have a position."""
    return Places(grid_units(study, lattice, xy, feedback.isCanceled), crs, QgsFields(), [])


def write_places(
    algorithm,
    parameters: dict,
    output: str,
    places: Places,
    columns: Mapping[str, np.ndarray],
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> str:
    """Write every place with its columns into the sink of a parameter; returns the destination."""
    fields, values, added = kept_beside(places.fields, places.values, columns)
    kind = Qgis.WkbType.MultiPolygon
    sink, destination = algorithm.sink(parameters, output, context, cell_fields(added, fields), kind, places.crs)
    grid = places.units.grid
    shapes = cell_shapes(grid) if grid is not None else (shape.wkb for shape in places.units.polygons)
    write_rows(shapes, added, sink, feedback, values, fields)
    return destination


def announce_grid_wins(feedback: QgsProcessingFeedback) -> None:
    """Say that a layer of polygons makes the study area and the cell size useless."""
    feedback.pushInfo(tr("Comptage dans les polygones donnés : la zone d'étude et la taille de maille ne servent pas."))
