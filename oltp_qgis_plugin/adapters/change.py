"""What the change between two periods is computed from."""

from dataclasses import dataclass

import numpy as np
from qgis.core import QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.places_to_count import Places, announce_grid_wins, grid_places, polygon_places
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.core.hotspots.change import AFTER, BEFORE
from oltp_qgis_plugin.core.hotspots.counting import located
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import StatisticError
from oltp_qgis_plugin.i18n import tr


@dataclass(frozen=True)
class Periods:
    """Incidents of two periods, (n, 2) float, NaN without geometry; where to count them; how many days each lasted."""

    before: np.ndarray
    after: np.ndarray
    places: Places
    exposures: tuple[float, float]


def read_periods(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Periods:
    """The layers of parameters BEFORE, AFTER, GRID and STUDY_AREA of an `OltpAlgorithm`, in one CRS in metres."""
    exposures = read_exposures(algorithm, parameters, context, feedback)
    names = (algorithm.BEFORE, algorithm.AFTER)
    sources = [algorithm.source(parameters, name, context) for name in names]
    grid, area = (
        algorithm.source(parameters, name, context) if parameters.get(name) else None
        for name in (algorithm.GRID, algorithm.STUDY_AREA)
    )
    polygons = grid if grid is not None else area
    crs = metric_crs([polygons, *sources] if polygons is not None else sources, context, feedback)
    before, after = (
        read_points(source, crs, context, feedback, file=algorithm.files[name]).xy
        for name, source in zip(names, sources, strict=True)
    )
    points = np.concatenate([located(before, BEFORE), located(after, AFTER)])
    if grid is not None:
        if area is not None:
            announce_grid_wins(feedback)
        return Periods(before, after, polygon_places(grid, crs, context, feedback), exposures)
    study = read_polygons(area, crs, context, feedback).geometries if area is not None else None
    lattice = Lattice(algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context))
    return Periods(before, after, grid_places(study, lattice, points, crs, feedback), exposures)


def read_exposures(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[float, float]:
    """Days of both periods; as long as each other when neither is given, and said. Raises StatisticError when one is
    given without the other.
    """
    names = (algorithm.EXPOSURE_BEFORE, algorithm.EXPOSURE_AFTER)
    given = [parameters.get(name) not in (None, "") for name in names]
    if not any(given):
        feedback.pushWarning(
            tr(
                "Durées non données : les deux périodes sont supposées de même durée. Si ce n'est pas le cas, donnez "
                "le nombre de jours de chacune."
            )
        )
        return 1.0, 1.0
    if not all(given):
        raise StatisticError(tr("Une seule des deux durées est donnée : donnez les deux, en jours, ou aucune."))
    before, after = (algorithm.parameterAsDouble(parameters, name, context) for name in names)
    return before, after
