"""Decisions about places, from the parameters of an algorithm."""

from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.store.place_decisions import PlaceChoice


def choice_of(algorithm, parameters: dict, context: QgsProcessingContext, epsg: int) -> PlaceChoice:
    """The decision that the parameters of `decide_place` state; without a point, « nulle part »."""
    label, partner = (
        algorithm.parameterAsString(parameters, name, context) for name in (algorithm.LABEL, algorithm.PARTNER)
    )
    if not parameters.get(algorithm.POINT):
        return PlaceChoice(label, Precision.NONE, partner=partner)
    crs = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    point = algorithm.parameterAsPoint(parameters, algorithm.POINT, context, crs)
    precision = Precision(algorithm.parameterAsEnumString(parameters, algorithm.PRECISION, context))
    return PlaceChoice(label, precision, point.x(), point.y(), partner=partner)
