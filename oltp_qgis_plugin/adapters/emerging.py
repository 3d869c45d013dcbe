"""What emerging hot spots are computed from, and the cube that is written."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.dated_incidents import DatedIncidents, read_dated
from oltp_qgis_plugin.adapters.layers import read_polygons
from oltp_qgis_plugin.adapters.places_to_count import Places, grid_places
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.adapters.tables import write_frame
from oltp_qgis_plugin.core.hotspots.counting import located
from oltp_qgis_plugin.core.hotspots.emerging_map import EmergingMap
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.time_steps import Step

Day = np.datetime64 | None


@dataclass(frozen=True)
class Cube(DatedIncidents):
    """Dated incidents, the cells to count them in, the step and the first and last day asked for."""

    places: Places
    steps: tuple[Step, Day, Day]


def read_cube(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Cube:
    """The layers of parameters INCIDENTS and STUDY_AREA of an `OltpAlgorithm`, and how to cut space and time."""
    step = Step.parse(algorithm.parameterAsString(parameters, algorithm.STEP, context))
    start, end = (_day(algorithm, parameters, name, context) for name in (algorithm.START, algorithm.END))
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    given = parameters.get(algorithm.STUDY_AREA)
    area = algorithm.source(parameters, algorithm.STUDY_AREA, context) if given else None
    crs = metric_crs([area, source] if area is not None else [source], context, feedback)
    read = read_dated(algorithm, parameters, source, crs, context, feedback)
    study = read_polygons(area, crs, context, feedback).geometries if area is not None else None
    size = algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context)
    lattice = Lattice(size, algorithm.choice(parameters, algorithm.CELL_TYPE, context) == "hexagon")
    places = grid_places(study, lattice, located(read.xy), crs, feedback)
    return Cube(read.xy, read.dates, places, (step, start, end))


def _day(algorithm, parameters: dict, name: str, context: QgsProcessingContext) -> Day:
    moment = algorithm.parameterAsDateTime(parameters, name, context)
    return np.datetime64(moment.date().toString("yyyy-MM-dd"), "D") if moment.isValid() else None


def write_cube(
    algorithm, parameters: dict, result: EmergingMap, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> str | None:
    """Write the cube as a table where it is asked for; returns the destination."""
    if not parameters.get(algorithm.CUBE):
        return None
    return write_frame(algorithm, parameters, algorithm.CUBE, result.cube(), context, feedback)
