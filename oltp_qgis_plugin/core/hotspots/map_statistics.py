"""Counts, rates and significance of the cells of a map."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.cells import Cells
from oltp_qgis_plugin.core.hotspots.exposure import PER
from oltp_qgis_plugin.core.hotspots.grid import count_per_cell
from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star_of
from oltp_qgis_plugin.core.hotspots.neighbourhoods import Neighbourhood
from oltp_qgis_plugin.core.hotspots.relabelling import Chance, chance_of, expected_under, permutation_p, skewed_p
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, hotspot_class, two_sided_p
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.errors import StatisticError

POINTS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Method:
    """How significance is told. permutations: random maps drawn from `seed`; 0: the normal law.

    min_exposure: cells with less than this are not tested and have no rate. robustness: also tell the share of 9 grids.
    """

    permutations: int = 0
    seed: int = 1
    min_exposure: float = 0.0
    robustness: bool = False


@dataclass(frozen=True)
class Tally:
    """Incidents by cell. cell: (m,) position of each, -1 when not counted. n: (n,) counts; value: the same, weighted.

    worth: weight of each incident counted, None when they have none. unweighted: those inside that lack one.
    """

    cell: np.ndarray
    n: np.ndarray
    value: np.ndarray
    worth: np.ndarray | None
    unweighted: int = 0

    @property
    def inside(self) -> int:
        """Incidents counted."""
        return int(self.n.sum())


def tally(
    xy: np.ndarray, weights: np.ndarray | None, cells: Cells, should_stop: Callable[[], bool] = lambda: False
) -> Tally:
    """Count incidents per cell. Raises StatisticError for a negative weight."""
    cell = np.full(len(xy), -1, dtype=np.int64)
    for first in range(0, len(xy), POINTS_AT_ONCE):
        some = xy[first : first + POINTS_AT_ONCE]
        placed = np.flatnonzero(np.isfinite(some).all(axis=1))
        cell[first + placed] = cells.of_points(some[placed], should_stop)
    if weights is None:
        n = count_per_cell(cell, len(cells))
        return Tally(cell, n, n.astype(float), None)
    if (weights < 0).any():
        raise StatisticError(
            f"Le poids de {int((weights < 0).sum())} incident(s) est négatif : corrigez le champ des poids."
        )
    lacking = (cell >= 0) & ~np.isfinite(weights)
    cell[lacking] = -1
    worth = weights[cell >= 0]
    value = np.bincount(cell[cell >= 0], worth, len(cells))
    return Tally(cell, count_per_cell(cell, len(cells)), value, worth, int(lacking.sum()))


def map_columns(
    counted: Tally, cells: Cells, amounts: np.ndarray | None, method: Method, progress: Progress = silent
) -> dict[str, np.ndarray]:
    """n, weight, exposure, rate and the columns of significance of each cell.

    amounts: exposure of each cell, or None. A cell under the minimum exposure has no rate, is not tested and is
    nobody's neighbour.
    """
    columns: dict[str, np.ndarray] = {"n": counted.n}
    if counted.worth is not None:
        columns["weight"] = counted.value
    if amounts is None:
        chance = chance_of(cells.area, _weights(counted, counted.cell >= 0))
        return columns | significance(counted.value, counted.value, cells.neighbourhood, chance, method, progress)
    tested = (amounts >= method.min_exposure) & (amounts > 0)
    if not tested.any():
        raise StatisticError(
            f"Aucune maille n'a {method.min_exposure:g} ou plus en dénominateur (au plus {amounts.max():g}) : "
            f"baissez le minimum, ou vérifiez la couche et le champ."
        )
    rate = np.full(len(cells), np.nan)
    rate[tested] = PER * counted.value[tested] / amounts[tested]
    counted_there = np.zeros(len(counted.cell), dtype=bool)
    inside = counted.cell >= 0
    counted_there[inside] = tested[counted.cell[inside]]
    chance = chance_of(amounts[tested], _weights(counted, counted_there))
    neighbourhood = cells.neighbourhood if tested.all() else cells.neighbourhood.subset(tested)
    found = significance(rate[tested], counted.value[tested], neighbourhood, chance, method, progress)
    return columns | {"exposure": amounts, "rate": rate} | _spread(found, tested)


def _weights(counted: Tally, there: np.ndarray) -> np.ndarray | int:
    """Weight of each incident at the places told, or their number."""
    if counted.worth is None:
        return int(np.count_nonzero(there))
    return counted.worth[there[counted.cell >= 0]]


def _spread(found: dict[str, np.ndarray], tested: np.ndarray) -> dict[str, np.ndarray]:
    """The columns of the tested cells laid among all of them; not tested: NaN, not_significant."""
    whole = {}
    for name, values in found.items():
        blank = hotspot_class(np.full(len(tested), np.nan), np.full(len(tested), np.nan)) if name == "class" else None
        whole[name] = np.full(len(tested), np.nan) if blank is None else blank
        whole[name][tested] = values
    return whole


def significance(
    x: np.ndarray,
    count: np.ndarray,
    neighbourhood: Neighbourhood,
    chance: Chance,
    method: Method,
    progress: Progress = silent,
) -> dict[str, np.ndarray]:
    """gi_star, p_value, q_value, q_class and class of cells; NaN and not_significant without variance.

    x: (n,) counts or rates, for Gi*. count: (n,) what fell in each cell, that chance spreads by area or exposure.
    Without permutations, p is the two-sided normal one of Gi* and q its false discovery rate; q_class, which gives the
    class, is the larger of q and of the rate found with the skewness of counts and the share of each cell, so that
    random maps stay within the rate announced. With permutations, p is theirs, and q_class is q. A class needs Gi* and
    the departure from chance to have the same sign: a cell cut by the edge of the town is not cold for being small.
    """
    local = neighbourhood.sums(count)
    z = gi_star_of(x, neighbourhood, local if x is count else None)
    if method.permutations:
        scores, p = permutation_p(count, neighbourhood, chance, method.permutations, method.seed, progress)
        p = np.where(np.isnan(z), np.nan, p)
        q_class = q = benjamini_hochberg(p)
    else:
        scores, own = skewed_p(count, local, expected_under(chance, neighbourhood))
        p = two_sided_p(z)
        q = benjamini_hochberg(p)
        q_class = np.maximum(q, benjamini_hochberg(np.where(np.isnan(z), np.nan, own)))
    sign = np.where(np.sign(scores) == np.sign(z), z, 0.0)
    return {"gi_star": z, "p_value": p, "q_value": q, "q_class": q_class, "class": hotspot_class(sign, q_class)}
