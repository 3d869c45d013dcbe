"""Points whose declared territory is not the one found: read, announced, written."""

from dataclasses import replace

import numpy as np
from qgis.core import (
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QMetaType

from oltp_qgis_plugin.adapters.sources import features
from oltp_qgis_plugin.adapters.territories import ReadTerritories
from oltp_qgis_plugin.adapters.texts import as_texts
from oltp_qgis_plugin.core.declared_territories import (
    ELSEWHERE,
    NOWHERE,
    UNDECLARED,
    UNKNOWN,
    Disagreement,
    code_key,
    declared_keys,
    disagreements,
    distance_to_edges,
)
from oltp_qgis_plugin.core.territories import ring_edges
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr


def compared(read: ReadTerritories, declared_field: str, feedback: QgsProcessingFeedback) -> Disagreement:
    """The points of `read` whose declared code is not one of those found, with the distance to the one declared."""
    declared = as_texts(read.columns[declared_field])
    found = disagreements(declared, read.of_points(), read.placed, read.codes)
    distance = np.full(len(found.row), np.nan)
    keys = [declared_keys(declared[row]) for row in found.row.tolist()]
    for code in dict.fromkeys(read.codes):
        if feedback.isCanceled():
            raise Cancelled()
        cited = np.array([code_key(code) in key for key in keys], dtype=bool)
        if cited.any():
            own = [polygon for polygon, other in zip(read.polygons, read.codes, strict=True) if other == code]
            edges = np.concatenate([ring_edges(polygon) for polygon in own])
            distance[cited] = np.fmin(distance[cited], distance_to_edges(read.xy[found.row[cited]], edges))
    return replace(found, distance=distance)


def announce_disagreements(found: Disagreement, on_edge: np.ndarray, feedback: QgsProcessingFeedback) -> None:
    """Say how many points were compared, how many differ, and why."""
    feedback.pushInfo(
        tr(
            "{n} point(s) sur {compared} ont un code déclaré autre que celui trouvé, dont {edges} à une limite ; "
            "{unplaced} point(s) sans position, non comparé(s)."
        ).format(n=len(found.row), compared=found.compared, edges=int(on_edge[found.row].sum()),
                 unplaced=found.unplaced)
    )  # fmt: skip
    for reason, sentence in (
        (ELSEWHERE, tr("{n} dans un autre territoire que celui déclaré.")),
        (NOWHERE, tr("{n} hors de tout territoire, alors qu'un code est déclaré.")),
        (UNDECLARED, tr("{n} dans un territoire, alors qu'aucun code n'est déclaré.")),
        (UNKNOWN, tr("{n} avec un code déclaré que la couche de territoires ne connaît pas : autre génération ?")),
    ):
        n = found.reason.count(reason)
        if n:
            feedback.pushInfo(sentence.format(n=n))


def disagreement_fields(fields: QgsFields) -> QgsFields:
    """The fields of the points, then declared, found, reason, on_edge and distance_m."""
    added = QgsFields()
    for name in ("declared", "found", "reason"):
        added.append(QgsField(name, QMetaType.Type.QString))
    added.append(QgsField("on_edge", QMetaType.Type.Bool))
    added.append(QgsField("distance_m", QMetaType.Type.Double))
    return QgsProcessingUtils.combineFields(fields, added)


def write_disagreements(
    source: QgsProcessingFeatureSource,
    read: ReadTerritories,
    found: Disagreement,
    declared_field: str,
    sink: QgsFeatureSink,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write the points that differ, in their order, with both codes."""
    fields, codes = disagreement_fields(source.fields()), read.of_points()
    rows = {row: number for number, row in enumerate(found.row.tolist())}
    declared = as_texts(read.columns[declared_field])
    for number, feature in enumerate(features(source, QgsFeatureRequest())):
        if feedback.isCanceled():
            raise Cancelled()
        if number not in rows:
            continue
        position = rows[number]
        distance = float(found.distance[position])
        written = QgsFeature(fields)
        written.setGeometry(feature.geometry())
        written.setAttributes([
            *feature.attributes(), declared[number] or None, ";".join(codes.all[number]) or None,
            found.reason[position], bool(codes.on_edge[number]), None if distance != distance else round(distance, 2),
        ])  # fmt: skip
        if not sink.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr("Un point n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.").format(
                    why=sink.lastError()
                )
            )
