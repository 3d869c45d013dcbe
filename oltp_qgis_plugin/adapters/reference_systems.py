"""Coordinate reference systems: the one to measure in, and arrays of coordinates moved between two."""

import struct
from collections.abc import Sequence

import numpy as np
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
)

from oltp_qgis_plugin.adapters.sources import features
from oltp_qgis_plugin.errors import CrsError
from oltp_qgis_plugin.i18n import tr

FRANCE = "EPSG:2154"
WGS84 = "EPSG:4326"
SAMPLE = 1000


def known_crs(source: QgsFeatureSource) -> QgsCoordinateReferenceSystem:
    """The CRS of a layer. Raises CrsError when it has none that QGIS knows."""
    crs = source.sourceCrs()
    if not crs.isValid():
        raise CrsError(
            tr(
                "Le système de coordonnées de la couche « {name} » est inconnu : indiquez-le dans les propriétés de la "
                "couche (EPSG:2154 pour du Lambert-93, EPSG:4326 pour des longitudes et latitudes)."
            ).format(name=source.sourceName())
        )
    return crs


def measures_in_metres(crs: QgsCoordinateReferenceSystem) -> bool:
    """Whether a metre of the CRS is a metre on the ground: projected, not Mercator (3857 and the like)."""
    metres = not crs.isGeographic() and crs.mapUnits() == Qgis.DistanceUnit.Meters
    return metres and crs.projectionAcronym() not in ("merc", "webmerc")


def metric_crs(
    sources: Sequence[QgsFeatureSource], context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> QgsCoordinateReferenceSystem:
    """The CRS to work in, announced: that of the first layer projected in metres, else one that fits the place.

    sources: territories or study area first, points after. None in metres: EPSG:2154 within its area of use, else the
    UTM zone of the first layer's centre. Raises CrsError when a layer's CRS is unknown.
    """
    own = [known_crs(source) for source in sources]
    chosen = next((crs for crs in own if measures_in_metres(crs)), None) or _crs_of_place(
        _centre(sources[0], own[0], context)
    )
    feedback.pushInfo(tr("Distances mesurées en {crs}.").format(crs=chosen.userFriendlyIdentifier()))
    return chosen


def _crs_of_place(centre: QgsPointXY) -> QgsCoordinateReferenceSystem:
    french = QgsCoordinateReferenceSystem(FRANCE)
    if french.bounds().contains(centre):
        return french
    zone = min(int((centre.x() + 180) // 6) + 1, 60)
    return QgsCoordinateReferenceSystem(f"EPSG:{(32600 if centre.y() >= 0 else 32700) + zone}")


def _centre(source: QgsFeatureSource, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext) -> QgsPointXY:
    """Longitude and latitude of the middle of a layer: the median of its first ones, which a stray one cannot move."""
    boxes = (feature.geometry().boundingBox() for feature in features(source, QgsFeatureRequest().setLimit(SAMPLE)))
    xy = np.array([(box.center().x(), box.center().y()) for box in boxes if not box.isNull()]).reshape(-1, 2)
    xy = transform_xy(xy, crs, QgsCoordinateReferenceSystem(WGS84), context)
    xy = xy[~np.isnan(xy).any(axis=1)]
    if not len(xy):
        return QgsPointXY(3, 46.5)
    return QgsPointXY(*np.median(xy, axis=0))


def transform_xy(
    xy: np.ndarray,
    source: QgsCoordinateReferenceSystem,
    target: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
) -> np.ndarray:
    """Coordinates in the target CRS: (n, 2) float; NaN stays, and is what a place outside the projection becomes."""
    if source == target:
        return xy
    moved = np.full_like(xy, np.nan)
    given = np.flatnonzero(np.isfinite(xy).all(axis=1))
    moved[given] = _moved(xy[given], QgsCoordinateTransform(source, target, context.transformContext()))
    return moved


def _moved(xy: np.ndarray, transform: QgsCoordinateTransform) -> np.ndarray:
    """Coordinates through QGIS all at once, as the vertices of a line; halved around those that PROJ refuses."""
    if not len(xy):
        return xy
    head = struct.pack("<BII", 1, 2, len(xy))
    line = QgsGeometry()
    line.fromWkb(head + np.ascontiguousarray(xy, dtype="<f8").tobytes())
    try:
        line.transform(transform)
    except QgsCsException:
        if len(xy) == 1:
            return np.full((1, 2), np.nan)
        half = len(xy) // 2
        return np.concatenate([_moved(xy[:half], transform), _moved(xy[half:], transform)])
    moved = np.frombuffer(bytes(line.asWkb()), dtype="<f8", offset=len(head)).reshape(-1, 2)
    return np.where(np.isfinite(moved), moved, np.nan)
