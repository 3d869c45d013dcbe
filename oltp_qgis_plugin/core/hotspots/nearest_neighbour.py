"""Nearest neighbour index of Clark and Evans: are incidents nearer to one another than chance explains."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.located import Located, locate, located_remarks
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.hotspots.significance import two_sided_p
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.reports.sentences import number, probability, share
from oltp_qgis_plugin.errors import StatisticError

STANDARD_ERROR = 0.26136
FEW_POINTS = 30
SNAPPED_SHARE = 0.1
"""Share of incidents at the position of another past which positions are taken to be rounded."""
LEVEL = 0.05


@dataclass(frozen=True)
class NearestNeighbour:
    """Mean distance to the nearest incident, seen and expected, in metres; their ratio, its z and two-sided p."""

    observed: float
    expected: float
    index: float
    z: float
    p_value: float


@dataclass(frozen=True)
class NearestNeighbourReport:
    """The index of all incidents, corrected for the edge, and of the distinct positions; what the user is told."""

    whole: NearestNeighbour
    corrected: NearestNeighbour
    distinct: NearestNeighbour | None
    n: int
    remarks: tuple[Remark, ...]


def nearest_neighbour(xy: np.ndarray, area: float) -> NearestNeighbour:
    """Index of Clark & Evans (1954): d̄ / (0.5 √(A/n)), standard error 0.26136 / √(n²/A).

    xy: (n, 2) float, metres, at least two points, no NaN; a point on another is at 0 m. area: of the study area, m².
    """
    n, observed = len(xy), _mean_distance(xy)
    return _result(observed, 0.5 * math.sqrt(area / n), STANDARD_ERROR / math.sqrt(n**2 / area))


def edge_corrected(xy: np.ndarray, area: float, perimeter: float) -> NearestNeighbour:
    """The same index with the mean and variance of Donnelly (1978), for a study area of simple outline.

    Near the edge the nearest incident may be outside, so that distances are longer than Clark & Evans expect.
    """
    n, observed = len(xy), _mean_distance(xy)
    expected = 0.5 * math.sqrt(area / n) + (0.0514 + 0.041 / math.sqrt(n)) * perimeter / n
    return _result(observed, expected, math.sqrt(0.0703 * area / n**2 + 0.037 * perimeter * math.sqrt(area / n**5)))


def _mean_distance(xy: np.ndarray) -> float:
    return float(cKDTree(xy).query(xy, k=2)[0][:, 1].mean())


def _result(observed: float, expected: float, error: float) -> NearestNeighbour:
    z = (observed - expected) / error
    return NearestNeighbour(observed, expected, observed / expected, z, float(two_sided_p(np.array([z]))[0]))


def nearest_neighbour_report(
    xy: np.ndarray, study: Sequence[BaseGeometry] | None, progress: Progress = silent
) -> NearestNeighbourReport:
    """The index of the incidents inside the study area, and what the user must know to read it.

    xy: (n, 2) float, metres, not finite without position. study: polygons, invalid ones repaired; None: the rectangle
    of the incidents. Raises LayerError, GridError when no incident is left, StatisticError with fewer than two, or
    when all are at one place.
    """
    found = locate(xy, study, lambda: progress(20))
    go_on(progress, 40)
    n, places = len(found.inside), np.unique(found.inside, axis=0)
    if n < 2:
        raise StatisticError(f"{n} incident dans la zone d'étude : il en faut au moins 2 pour mesurer une distance.")
    if len(places) < 2:
        raise StatisticError(
            f"Les {number(n)} incidents sont tous à la même position : l'indice vaudrait 0 sans rien apprendre. "
            f"Vérifiez leur géolocalisation (centre de la commune ?)."
        )
    area, perimeter = found.study.area, found.study.length
    whole, corrected = nearest_neighbour(found.inside, area), edge_corrected(found.inside, area, perimeter)
    go_on(progress, 80)
    distinct = nearest_neighbour(places, area) if len(places) < n else None
    remarks = [*located_remarks(found), *_remarks(found, whole, corrected, distinct, len(places))]
    return NearestNeighbourReport(whole, corrected, distinct, n, tuple(remarks))


def _remarks(
    found: Located,
    whole: NearestNeighbour,
    corrected: NearestNeighbour,
    distinct: NearestNeighbour | None,
    n_places: int,
) -> Iterator[Remark]:
    yield Remark(
        f"Distance moyenne à l'incident le plus proche : {decimal(whole.observed)} m ; au hasard : "
        f"{decimal(whole.expected)} m. Indice {decimal(whole.index, 3)}, z = {decimal(whole.z, 2)}, p "
        f"{probability(whole.p_value)} : {_reading(whole)}."
    )
    gap = "" if (whole.p_value < LEVEL) == (corrected.p_value < LEVEL) else " Les deux ne concluent pas de même."
    yield Remark(
        f"Bord de la zone : près de lui, le voisin le plus proche peut être dehors. Corrigé (Donnelly, 1978), l'indice "
        f"est {decimal(corrected.index, 3)}, z = {decimal(corrected.z, 2)}, p {probability(corrected.p_value)}.{gap}",
        warning=bool(gap),
    )
    n, same = len(found.inside), len(found.inside) - n_places
    if distinct is not None:
        rounded = same > SNAPPED_SHARE * n
        advice = (
            " : des positions arrondies (adresse, carrefour, centre de quartier) suffisent à faire baisser l'indice, "
            "lisez plutôt celui-ci"
        )
        yield Remark(
            f"Incidents à la position exacte d'un autre : {number(same)} ({share(same, n)}). Sur les "
            f"{number(n_places)} positions, l'indice est {decimal(distinct.index, 3)}, z = "
            f"{decimal(distinct.z, 2)}{advice if rounded else ''}.",
            warning=rounded,
        )
    if n < FEW_POINTS:
        yield Remark(f"{n} incidents (moins de {FEW_POINTS}) : l'indice est fragile.", warning=True)


def _reading(result: NearestNeighbour) -> str:
    if result.p_value >= LEVEL:
        return "compatible avec le hasard"
    kind = "plus regroupés" if result.index < 1 else "plus régulièrement espacés"
    return f"incidents {kind} que le hasard ne l'explique"
