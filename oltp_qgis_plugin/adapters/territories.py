"""Points of a layer and the territories that hold them, read, announced and written."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
    QgsProcessingUtils,
)
from qgis.PyQt.QtCore import QMetaType
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.adapters.sources import features
from oltp_qgis_plugin.core.territories import Membership, PointTerritories, membership, repair, territories_of_points
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr

SUSPECT_SHARE = 0.01
"""Share of points inside under which a wrong CRS is likelier than the truth."""


@dataclass(frozen=True)
class ReadTerritories:
    """Points and territories of two layers in one CRS, and the pairs that hold; polygons valid, in the layer's order.

    columns: the wanted fields of the points, as `read_points` gives them. repaired: the codes of the polygons repaired.
    """

    crs: QgsCoordinateReferenceSystem
    xy: np.ndarray
    columns: dict[str, np.ndarray]
    polygons: list[BaseGeometry]
    codes: list[str]
    held: Membership
    repaired: tuple[str, ...]

    @property
    def placed(self) -> np.ndarray:
        return ~np.isnan(self.xy).any(axis=1)

    def of_points(self) -> PointTerritories:
        return territories_of_points(self.held, self.codes, len(self.xy))


@dataclass(frozen=True)
class Assigned:
    """What was found for the points of a layer: in order, and in numbers."""

    points: PointTerritories
    located: int
    repaired: tuple[str, ...]

    @property
    def inside(self) -> int:
        return sum(code is not None for code in self.points.first)

    @property
    def outside(self) -> int:
        return self.located - self.inside

    def fields_added_to(self, fields: QgsFields) -> QgsFields:
        """The fields of the points and those of the result, renamed when the layer already has such a name."""
        added = QgsFields()
        added.append(QgsField("territory", QMetaType.Type.QString))
        added.append(QgsField("territories", QMetaType.Type.QString))
        added.append(QgsField("on_edge", QMetaType.Type.Bool))
        return QgsProcessingUtils.combineFields(fields, added)


def read_territories(
    source: QgsProcessingFeatureSource,
    territories: QgsProcessingFeatureSource,
    code_field: str,
    tolerance: float,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    fields: Sequence[str] = (),
) -> ReadTerritories:
    """The points of a source, wanted fields included, and the territories that hold each; tolerance in metres."""
    crs = metric_crs([territories, source], context, feedback)
    polygons = read_polygons(territories, crs, context, feedback, code_field)
    points = read_points(source, crs, context, feedback, fields)
    feedback.setProgress(30)
    mended = [repair(geometry) for geometry in polygons.geometries]
    valid = [geometry for geometry, _ in mended]
    held = membership(points.xy, valid, tolerance, feedback.isCanceled)
    feedback.setProgress(50)
    repaired = tuple(code for code, (_, changed) in zip(polygons.codes, mended, strict=True) if changed)
    return ReadTerritories(crs, points.xy, points.columns, valid, polygons.codes, held, repaired)


def located_in(
    source: QgsProcessingFeatureSource,
    territories: QgsProcessingFeatureSource,
    code_field: str,
    tolerance: float,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Assigned:
    """The territories of each point of a source; tolerance in metres whatever the layers' CRS."""
    read = read_territories(source, territories, code_field, tolerance, context, feedback)
    return assigned_of(read)


def assigned_of(read: ReadTerritories) -> Assigned:
    """What `announce` tells of points read with their territories."""
    return Assigned(read.of_points(), int(np.count_nonzero(read.placed)), read.repaired)


def announce(assigned: Assigned, feedback: QgsProcessingFeedback) -> None:
    """Say how many points fell where, what was repaired, and when the coordinates are suspect."""
    total, several = len(assigned.points.first), sum(len(codes) > 1 for codes in assigned.points.all)
    feedback.pushInfo(
        tr(
            "Points dans un territoire : {inside} ; hors de tous : {outside} ; sans position : {unplaced} ; à une "
            "limite : {edges} ; dans plusieurs territoires : {several}."
        ).format(
            inside=assigned.inside,
            outside=assigned.outside,
            unplaced=total - assigned.located,
            edges=int(assigned.points.on_edge.sum()),
            several=several,
        )
    )
    warn(total, assigned.located, assigned.inside, assigned.repaired, feedback)


def warn(total: int, located: int, inside: int, repaired: Sequence[str], feedback: QgsProcessingFeedback) -> None:
    """Say which territories were repaired, and when so few points are inside that a CRS must be wrong."""
    if repaired:
        feedback.pushWarning(
            tr("Territoires non valides, réparés ({n}) : {codes}.").format(n=len(repaired), codes=", ".join(repaired))
        )
    if not total:
        feedback.pushWarning(tr("La couche de points est vide."))
    elif inside < SUSPECT_SHARE * located or not located:
        feedback.pushWarning(
            tr(
                "Moins de 1 % des points sont dans un territoire : vérifiez le système de coordonnées des deux "
                "couches, et que les territoires sont bien ceux de la ville."
            )
        )


def write_assigned(
    source: QgsProcessingFeatureSource,
    assigned: Assigned,
    fields: QgsFields,
    sink: QgsFeatureSink,
    feedback: QgsProcessingFeedback,
) -> None:
    """Write every feature of the source in order, without geometry too, with what was found for it."""
    found, total = assigned.points, max(len(assigned.points.first), 1)
    for number, feature in enumerate(features(source, QgsFeatureRequest())):
        if feedback.isCanceled():
            raise Cancelled()
        written = QgsFeature(fields)
        written.setGeometry(feature.geometry())
        result = [found.first[number], ";".join(found.all[number]) or None, bool(found.on_edge[number])]
        written.setAttributes(feature.attributes() + result)
        if not sink.addFeature(written, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr("Un point n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.").format(
                    why=sink.lastError()
                )
            )
        if number % 1000 == 0:
            feedback.setProgress(50 + 50 * number / total)
