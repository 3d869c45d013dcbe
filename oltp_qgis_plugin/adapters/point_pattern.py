"""What the algorithms on the pattern of incidents read."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.dated_incidents import read_dated
from oltp_qgis_plugin.adapters.hotspots import read_study, working_crs
from oltp_qgis_plugin.adapters.layers import read_points
from oltp_qgis_plugin.core.hotspots.event_dates import EventDates


@dataclass(frozen=True)
class Pattern:
    """xy: (n, 2) float, NaN without geometry; study: polygons or None; both in `crs`, in metres."""

    xy: np.ndarray
    study: list[BaseGeometry] | None
    crs: QgsCoordinateReferenceSystem


def read_pattern(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Pattern:
    """The layers of parameters INCIDENTS and STUDY_AREA of an `OltpAlgorithm`; the latter may be absent."""
    crs = working_crs(algorithm, parameters, context, feedback, (algorithm.STUDY_AREA, algorithm.INCIDENTS))
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    xy = read_points(source, crs, context, feedback, file=algorithm.files.get(algorithm.INCIDENTS)).xy
    return Pattern(xy, read_study(algorithm, parameters, crs, context, feedback), crs)


def read_dated_pattern(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[Pattern, EventDates]:
    """The same, with the moments of parameter DATE_FIELD. Raises LayerError when the layer lacks the field."""
    crs = working_crs(algorithm, parameters, context, feedback, (algorithm.STUDY_AREA, algorithm.INCIDENTS))
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    read = read_dated(algorithm, parameters, source, crs, context, feedback)
    return Pattern(read.xy, read_study(algorithm, parameters, crs, context, feedback), crs), read.dates
