"""Incidents with their dates, and pairs of them, between layers and arrays."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsFeatureSource,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QDate, QMetaType

from oltp_qgis_plugin.adapters.layers import read_points
from oltp_qgis_plugin.adapters.sources import require_field
from oltp_qgis_plugin.core.hotspots.event_dates import EventDates, event_dates
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr

PRECISION_FIELD = "date_precision"
PAIR_FIELDS = {
    "distance_from": QMetaType.Type.Double, "distance_to": QMetaType.Type.Double, "days_from": QMetaType.Type.Int,
    "days_to": QMetaType.Type.Int, "p_value": QMetaType.Type.Double, "distance": QMetaType.Type.Double,
    "days": QMetaType.Type.Int, "same_place": QMetaType.Type.Bool, "first_on": QMetaType.Type.QDate,
    "second_on": QMetaType.Type.QDate,
}  # fmt: skip
PAIRS_AT_ONCE = 10_000


@dataclass(frozen=True)
class DatedIncidents:
    """xy: (n, 2) float in a CRS in metres, NaN without geometry; dates: as far as the layer tells them."""

    xy: np.ndarray
    dates: EventDates


def read_dated(
    algorithm,
    parameters: dict,
    source: QgsFeatureSource,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> DatedIncidents:
    """The incidents of parameter INCIDENTS with the moments of DATE_FIELD; `date_precision` is read when it is there.

    Raises LayerError when the layer lacks the field.
    """
    name = algorithm.parameterAsString(parameters, algorithm.DATE_FIELD, context)
    require_field(source, name)
    precise = source.fields().lookupField(PRECISION_FIELD) >= 0 and name != PRECISION_FIELD
    fields = [name, PRECISION_FIELD] if precise else [name]
    read = read_points(source, crs, context, feedback, fields, algorithm.files.get(algorithm.INCIDENTS))
    return DatedIncidents(read.xy, event_dates(read.columns[name], read.columns.get(PRECISION_FIELD)))


def pair_fields() -> QgsFields:
    """Fields of the layer of pairs."""
    fields = QgsFields()
    for name, kind in PAIR_FIELDS.items():
        fields.append(QgsField(name, kind))
    return fields


def write_pairs(
    pairs: pd.DataFrame, incidents: DatedIncidents, sink: QgsFeatureSink, feedback: QgsProcessingFeedback
) -> None:
    """Write each pair as a line from the originator to its repeat, with both days; at one place, of no length."""
    fields, days = pair_fields(), incidents.dates.day
    values = [pairs[name].tolist() for name in list(PAIR_FIELDS)[:8]]
    ends = [pairs[name].to_numpy(dtype=np.int64) for name in ("originator", "repeat")]
    places = [incidents.xy[end].tolist() for end in ends]
    dated = [[QDate(day.year, day.month, day.day) for day in days[end].tolist()] for end in ends]
    for number, (first, second, *row) in enumerate(zip(*places, *values, *dated, strict=True)):
        if number % PAIRS_AT_ONCE == 0 and feedback.isCanceled():
            raise Cancelled()
        feature = QgsFeature(fields)
        feature.setGeometry(QgsGeometry.fromPolylineXY([QgsPointXY(*first), QgsPointXY(*second)]))
        feature.setAttributes(row)
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr("Une paire n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie.").format(
                    why=sink.lastError()
                )
            )
