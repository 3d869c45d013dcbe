"""Moran's I of a map and of each polygon: do neighbours look alike more than chance explains."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.sparse import csr_matrix

from oltp_qgis_plugin.core.hotspots.contiguity import Neighbours
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, two_sided_p
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import StatisticError

FEWEST = 4
"""Polygons under which the variance of I is not defined."""
DRAWS_AT_ONCE = 2_000_000
ROUNDING = 1e-9
NOT_SIGNIFICANT, ISOLATED = "not_significant", "isolated"
LEVEL = 0.05


@dataclass(frozen=True)
class GlobalMoran:
    """Moran's I of a whole map, its mean and variance under randomisation, z, two-sided p; p by permutation or NaN."""

    i: float
    expected: float
    variance: float
    z: float
    p_value: float
    p_permutation: float


@dataclass(frozen=True)
class LocalMoran:
    """Local Moran's I of each polygon, in order; (n,) arrays, NaN or "" where it has no neighbour.

    expected, variance: under conditional randomisation. p_value: by permutation when there are, else analytic.
    q_value: Benjamini and Hochberg over the map. quadrant: HH, BB, HB, BH — the polygon's own value over (H) or under
    (B) the mean, then that of its neighbours. cluster: the quadrant where q < LEVEL, else NOT_SIGNIFICANT, ISOLATED.
    """

    local_i: np.ndarray
    expected: np.ndarray
    variance: np.ndarray
    z: np.ndarray
    p_analytic: np.ndarray
    p_value: np.ndarray
    q_value: np.ndarray
    quadrant: np.ndarray
    cluster: np.ndarray
    whole: GlobalMoran


def local_moran(
    x: np.ndarray, neighbours: Neighbours, permutations: int = 0, seed: int = 0, progress: Progress = silent
) -> LocalMoran:
    """Local Moran's I (Anselin 1995) with row-standardised weights, and the global I of the same map (Moran 1950).

    x: (n,) float, finite. neighbours: of the same n; those without any count neither in the mean nor in the variance.
    Analytic moments: Sokal, Oden & Thomson (1998), conditional on the polygon's own value; Cliff & Ord (1981) for the
    global I, randomisation. permutations: 0, or how many times the other values are drawn at random around each
    polygon; every polygon meets the same draws. Their p is two-sided: 2·(1 + the rarer side)/(R + 1), ties in both.
    Raises StatisticError: fewer than FEWEST polygons with a neighbour, no variance.
    """
    linked = np.flatnonzero(neighbours.count > 0)
    values = x[linked]
    if len(values) < FEWEST:
        raise StatisticError(
            f"{len(values)} polygones ont une valeur et un voisin : il en faut au moins {FEWEST}. Choisissez une "
            f"couche qui couvre la ville, ou une distance de voisinage plus grande."
        )
    deviation = values - values.mean()
    if np.abs(deviation).max() <= ROUNDING * np.abs(values).max():
        raise StatisticError(
            f"Les {len(values)} polygones ont tous la même valeur ({values[0]:g}) : rien ne les distingue, le I de "
            f"Moran n'est pas défini. Choisissez un autre champ."
        )
    weights = neighbours.weights()[linked][:, linked]
    count = neighbours.count[linked]
    lag = weights @ deviation / count
    m2 = float((deviation**2).mean())
    local_i = deviation * lag / m2
    expected, variance = conditional_moments(deviation, count)
    z = np.full(len(values), np.nan)
    defined = variance > ROUNDING * variance.max()
    z[defined] = (local_i - expected)[defined] / np.sqrt(variance[defined])
    p_analytic = p_value = two_sided_p(z)
    whole = global_moran(deviation, lag, count, weights)
    if permutations:
        p_value, p_whole = permutation_p(deviation, weights, count, permutations, seed, progress)
        whole = GlobalMoran(whole.i, whole.expected, whole.variance, whole.z, whole.p_value, p_whole)
    q = benjamini_hochberg(p_value)
    quadrant = np.char.add(np.where(deviation > 0, "H", "B"), np.where(lag > 0, "H", "B"))
    cluster = np.where(q < LEVEL, quadrant, NOT_SIGNIFICANT)
    spread = partial(_spread, linked, len(x))
    return LocalMoran(
        local_i=spread(local_i),
        expected=spread(expected),
        variance=spread(variance),
        z=spread(z),
        p_analytic=spread(p_analytic),
        p_value=spread(p_value),
        q_value=spread(q),
        quadrant=spread(quadrant, ""),
        cluster=spread(cluster, ISOLATED),
        whole=whole,
    )


def _spread(at: np.ndarray, n: int, values: np.ndarray, missing: float | str = np.nan) -> np.ndarray:
    full = np.full(n, missing, dtype="<U15" if isinstance(missing, str) else float)
    full[at] = values
    return full


def conditional_moments(deviation: np.ndarray, count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of each local I when the other values are shuffled around it (Sokal, Oden & Thomson 1998)."""
    n, m2 = len(deviation), float((deviation**2).mean())
    expected = -(deviation**2) / ((n - 1) * m2)
    spread = (deviation / m2) ** 2 * n / (n - 2) * (m2 - deviation**2 / (n - 1))
    return expected, spread * (1 / count - 1 / (n - 1))


def global_moran(deviation: np.ndarray, lag: np.ndarray, count: np.ndarray, weights: csr_matrix) -> GlobalMoran:
    """Moran's I, its moments under randomisation (Cliff & Ord 1981) and two-sided p; weights binary, symmetric."""
    n, total = len(deviation), float((deviation**2).sum())
    share = 1 / count
    # Row-standardised: w_ij = share_i, so that S1 = ½ Σ (w_ij + w_ji)² and S2 = Σ (row sum + column sum)².
    s0, s1 = float(n), float((share**2 * count).sum() + (share * (weights @ share)).sum())
    s2 = float(((1 + weights @ share) ** 2).sum())
    kurtosis = n * float((deviation**4).sum()) / total**2
    expected = -1 / (n - 1)
    free = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    shape = kurtosis * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    variance = (free - shape) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2
    i = float((deviation * lag).sum()) / total
    z = (i - expected) / variance**0.5 if variance > ROUNDING * expected**2 else float("nan")
    return GlobalMoran(i, expected, variance, z, float(two_sided_p(np.array([z]))[0]), float("nan"))


def permutation_p(
    deviation: np.ndarray,
    weights: csr_matrix,
    count: np.ndarray,
    permutations: int,
    seed: int,
    progress: Progress,
) -> tuple[np.ndarray, float]:
    """Two-sided p of each local I under conditional permutation, and of the global I under permutation.

    The first k of a shuffled map, the polygon itself skipped, are k other values drawn without replacement: one shuffle
    serves every polygon, and those with as many neighbours share all their sums but the few they are in themselves.
    """
    n = len(deviation)
    rounding = ROUNDING * float(np.abs(deviation).max())
    observed = weights @ deviation
    products = float((deviation * observed / count).sum())
    more, less = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    more_whole = less_whole = 0
    for done, order in _shuffles(n, permutations, seed):
        go_on(progress, 100 * done / permutations)
        over, under = _extremes(deviation, observed, count, order, rounding)
        more, less = more + over, less + under
        drawn = deviation[order].T
        simulated = (drawn * (weights @ drawn) / count[:, None]).sum(axis=0)
        more_whole += int((simulated >= products - rounding * abs(products)).sum())
        less_whole += int((simulated <= products + rounding * abs(products)).sum())
    p = np.minimum(1, 2 * (np.minimum(more, less) + 1) / (permutations + 1))
    return p, min(1.0, 2 * (min(more_whole, less_whole) + 1) / (permutations + 1))


def _shuffles(n: int, permutations: int, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """(shuffles done before, (r, n) shuffled positions), a bounded number at a time."""
    rng = np.random.default_rng(seed)
    at_once = max(1, DRAWS_AT_ONCE // n)
    for done in range(0, permutations, at_once):
        rows = min(at_once, permutations - done)
        yield done, rng.permuted(np.tile(np.arange(n), (rows, 1)), axis=1)


def _extremes(
    value: np.ndarray, observed: np.ndarray, count: np.ndarray, order: np.ndarray, rounding: float
) -> tuple[np.ndarray, np.ndarray]:
    """Of the shuffles, how many give each polygon a sum of neighbours at least, and at most, the one observed."""
    n, longest = len(value), int(count.max())
    drawn = order[:, : longest + 1]
    sums = np.cumsum(value[drawn], axis=1)
    more, less = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    for k in np.unique(count).tolist():
        some = np.flatnonzero(count == k)
        ranked = np.sort(sums[:, k - 1])
        more[some] = len(ranked) - np.searchsorted(ranked, observed[some] - rounding, "left")
        less[some] = np.searchsorted(ranked, observed[some] + rounding, "right")
    shuffle, place = np.nonzero(np.arange(longest) < count[drawn[:, :longest]])
    self = drawn[shuffle, place]
    wrong = sums[shuffle, count[self] - 1]
    right = sums[shuffle, count[self]] - value[self]
    low, high = observed[self] - rounding, observed[self] + rounding
    more += _tally(self, right >= low, n) - _tally(self, wrong >= low, n)
    less += _tally(self, right <= high, n) - _tally(self, wrong <= high, n)
    return more, less


def _tally(self: np.ndarray, held: np.ndarray, n: int) -> np.ndarray:
    return np.bincount(self[held], minlength=n)
