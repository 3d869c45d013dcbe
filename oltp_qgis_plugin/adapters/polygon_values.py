"""Polygons with a value each, and what was computed for them written beside their own fields."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsFeatureSource,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import NULL
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.cells import cell_fields, nullable
from oltp_qgis_plugin.adapters.layers import read_polygons
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.adapters.sources import features, require_field
from oltp_qgis_plugin.errors import Cancelled, LayerError, OutputError
from oltp_qgis_plugin.i18n import tr


@dataclass(frozen=True)
class ValuedPolygons:
    """Polygons as they are in the layer, a missing one empty, and the value of each, NaN for NULL."""

    geometries: list[BaseGeometry]
    values: np.ndarray


def read_valued_polygons(
    source: QgsFeatureSource,
    field: str,
    in_metres: bool,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> ValuedPolygons:
    """The polygons of a layer and the numbers of a field. in_metres: in a CRS in metres, else in the layer's own.

    Raises LayerError: no polygon, no such field, a field of texts.
    """
    values = read_numbers(source, field, feedback)
    crs = metric_crs([source], context, feedback) if in_metres else None
    return ValuedPolygons(read_polygons(source, crs, context, feedback).geometries, values)


def read_numbers(source: QgsFeatureSource, field: str, feedback: QgsProcessingFeedback) -> np.ndarray:
    """The numbers of a field in the layer's order: (n,) float, NaN for NULL. Raises LayerError when it holds none."""
    index = require_field(source, field)
    if not source.fields().at(index).isNumeric():
        raise LayerError(
            tr(
                "Le champ « {field} » de « {layer} » ne contient pas des nombres : choisissez un champ numérique, ou "
                "convertissez-le (« Refactoriser les champs »)."
            ).format(field=field, layer=source.sourceName())
        )
    request = QgsFeatureRequest().setSubsetOfAttributes([index]).setFlags(QgsFeatureRequest.Flag.NoGeometry)
    numbers = []
    for feature in features(source, request):
        if feedback.isCanceled():
            raise Cancelled()
        value = feature[index]
        numbers.append(np.nan if value is None or value == NULL else float(value))
    return np.array(numbers)


def fields_with(fields: QgsFields, columns: Mapping[str, np.ndarray]) -> QgsFields:
    """The fields of a layer, then one per column, renamed when the layer already has such a name."""
    return QgsProcessingUtils.combineFields(fields, cell_fields(columns))


def write_beside(
    source: QgsFeatureSource,
    fields: QgsFields,
    columns: Mapping[str, np.ndarray],
    sink: QgsFeatureSink,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write every feature of a source in order, its columns after its own attributes; NaN is NULL."""
    rows = zip(*(nullable(column) for column in columns.values()), strict=True)
    for feature, row in zip(features(source, QgsFeatureRequest()), rows, strict=True):
        if feedback.isCanceled():
            raise Cancelled()
        written = QgsFeature(fields)
        written.setGeometry(feature.geometry())
        written.setAttributes([*feature.attributes(), *row])
        if not sink.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr(
                    "Un polygone n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie et l'espace libre."
                ).format(why=sink.lastError())
            )
