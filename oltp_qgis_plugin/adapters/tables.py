"""Frames to tables, with a point for each row where there is one."""

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QMetaType

from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr

TYPES = {"i": QMetaType.Type.Int, "f": QMetaType.Type.Double, "b": QMetaType.Type.Bool, "O": QMetaType.Type.QString}


def table_fields(frame: pd.DataFrame) -> QgsFields:
    """Fields for the columns of a frame, typed after them; text for what is neither number nor boolean."""
    fields = QgsFields()
    for name in frame.columns:
        fields.append(QgsField(str(name), TYPES.get(frame[name].dtype.kind, QMetaType.Type.QString)))
    return fields


def write_table(
    frame: pd.DataFrame, sink: QgsFeatureSink, feedback: QgsProcessingFeedback, xy: np.ndarray | None = None
) -> None:
    """Write each row as a feature; NaN and None are NULL. Raises OutputError when the sink refuses one.

    xy: (n, 2) a point for each row, NaN for none.
    """
    fields = table_fields(frame)
    plain = frame.astype(object).where(frame.notna(), None)
    for number, row in enumerate(plain.itertuples(index=False, name=None)):
        if feedback.isCanceled():
            raise Cancelled()
        feature = QgsFeature(fields)
        feature.setAttributes(list(row))
        if xy is not None and not np.isnan(xy[number]).any():
            feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*xy[number])))
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr("La table n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre.").format(
                    why=sink.lastError()
                )
            )


def write_frame(
    algorithm,
    parameters: dict,
    output: str,
    frame: pd.DataFrame,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> str:
    """Write a frame as a table without geometry into the sink of a parameter; returns the destination."""
    fields, kind, nowhere = table_fields(frame), Qgis.WkbType.NoGeometry, QgsCoordinateReferenceSystem()
    sink, destination = algorithm.sink(parameters, output, context, fields, kind, nowhere)
    write_table(frame, sink, feedback)
    return destination
