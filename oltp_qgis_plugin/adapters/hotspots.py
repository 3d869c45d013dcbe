"""What the hot-spot algorithms read: incidents and a study area in one CRS that measures in metres."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.reference_systems import metric_crs


@dataclass(frozen=True)
class Incidents:
    """xy: (n, 2) float, NaN without geometry; study: polygons or None; both in `crs`, in metres."""

    xy: np.ndarray
    study: list[BaseGeometry] | None
    crs: QgsCoordinateReferenceSystem


def read_incidents(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Incidents:
    """The layers of parameters INCIDENTS and STUDY_AREA of an `OltpAlgorithm`; the latter may be absent."""
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    area = algorithm.source(parameters, algorithm.STUDY_AREA, context) if parameters.get(algorithm.STUDY_AREA) else None
    crs = metric_crs([area, source] if area is not None else [source], context, feedback)
    study = read_polygons(area, crs, context, feedback).geometries if area is not None else None
    return Incidents(read_points(source, crs, context, feedback, file=algorithm.incident_file).xy, study, crs)
