"""Moran's I of a map and of each polygon: do neighbours look alike more than chance explains."""

from dataclasses import dataclass
from functools import partial

import numpy as np
from scipy.sparse import csr_matrix

from oltp_qgis_plugin.core.hotspots.contiguity import Neighbours
from oltp_qgis_plugin.core.hotspots.moran_permutation import permutation_p
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, two_sided_p
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.errors import StatisticError

FEWEST = 4
"""Polygons under which the variance of I is not defined."""
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
    polygon. Their p is two-sided: 2·(1 + the rarer side)/(R + 1), ties in both.
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
    deviation[np.abs(deviation) <= 64 * np.finfo(float).eps * np.abs(values).max()] = 0.0
    weights = neighbours.weights()[linked][:, linked]
    count = neighbours.count[linked]
    lag = weights @ deviation / count
    m2 = float((deviation**2).mean())
    local_i = deviation * lag / m2
    expected, variance = conditional_moments(deviation, count)
    z = np.full(len(values), np.nan)
    defined = (variance > 0) & (count < len(values) - 1)
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
