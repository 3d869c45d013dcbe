"""Moran's I of a map and of each polygon: do neighbours look alike more than chance explains."""

from dataclasses import dataclass, replace

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

    x: (n,) float, finite. neighbours: of the same n; those without any are not tested, but count in the mean and the
    variance. Analytic moments: Sokal, Oden & Thomson (1998), conditional on the polygon's own value; Cliff & Ord (1981)
    for the global I, randomisation. permutations: 0, or how many times the other values are drawn at random around each
    polygon. Their p is two-sided: 2·(1 + the rarer side)/(R + 1), ties in both.
    Raises StatisticError: fewer than FEWEST polygons with a neighbour, no variance.
    """
    count, weights = neighbours.count, neighbours.weights()
    linked = count > 0
    deviation = _deviations(x, int(linked.sum()))
    lag = weights @ deviation / np.maximum(count, 1)
    local_i = deviation * lag / (deviation**2).mean()
    expected, variance = conditional_moments(deviation, np.maximum(count, 1))
    z = np.full(len(x), np.nan)
    defined = linked & (variance > 0) & (count < len(x) - 1)
    z[defined] = (local_i - expected)[defined] / np.sqrt(variance[defined])
    p_analytic = p_value = two_sided_p(z)
    whole = global_moran(deviation, lag, count, weights)
    if permutations:
        p_value, p_whole = permutation_p(deviation, weights, np.maximum(count, 1), permutations, seed, progress)
        whole = replace(whole, p_permutation=p_whole)
    tested = np.where(linked, 1.0, np.nan)
    q = benjamini_hochberg(p_value * tested)
    quadrant = np.char.add(np.where(deviation > 0, "H", "B"), np.where(lag > 0, "H", "B"))
    return LocalMoran(
        local_i=local_i * tested,
        expected=expected * tested,
        variance=variance * tested,
        z=z,
        p_analytic=p_analytic,
        p_value=p_value * tested,
        q_value=q,
        quadrant=np.where(linked, quadrant, ""),
        cluster=np.where(linked, np.where(q < LEVEL, quadrant, NOT_SIGNIFICANT), ISOLATED),
        whole=whole,
    )


def _deviations(x: np.ndarray, n_linked: int) -> np.ndarray:
    """Values less their mean, rounding taken for 0. Raises StatisticError."""
    if n_linked < FEWEST:
        raise StatisticError(
            f"{n_linked} polygones ont une valeur et un voisin : il en faut au moins {FEWEST}. Choisissez une couche "
            f"qui couvre la ville, ou une distance de voisinage plus grande."
        )
    deviation, largest = x - x.mean(), float(np.abs(x).max())
    if np.abs(deviation).max() <= ROUNDING * largest:
        raise StatisticError(
            f"Les {len(x)} polygones ont tous la même valeur ({x[0]:g}) : rien ne les distingue, le I de Moran n'est "
            f"pas défini. Choisissez un autre champ."
        )
    deviation[np.abs(deviation) <= 64 * np.finfo(float).eps * largest] = 0.0
    return deviation


def conditional_moments(deviation: np.ndarray, count: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Mean and variance of each local I when the other values are shuffled around it (Sokal, Oden & Thomson 1998)."""
    n, m2 = len(deviation), float((deviation**2).mean())
    expected = -(deviation**2) / ((n - 1) * m2)
    spread = (deviation / m2) ** 2 * n / (n - 2) * (m2 - deviation**2 / (n - 1))
    return expected, spread * (1 / count - 1 / (n - 1))


def global_moran(deviation: np.ndarray, lag: np.ndarray, count: np.ndarray, weights: csr_matrix) -> GlobalMoran:
    """Moran's I, its moments under randomisation (Cliff & Ord 1981) and two-sided p; weights binary, symmetric.

    Those without neighbour count in the mean, the variance and the kurtosis, not in their number, as in spdep.
    """
    linked = count > 0
    n, total = int(linked.sum()), float((deviation**2).sum())
    share = np.where(linked, 1 / np.maximum(count, 1), 0.0)
    # Row-standardised: w_ij = share_i, so that S1 = ½ Σ (w_ij + w_ji)² and S2 = Σ (row sum + column sum)².
    s0, s1 = float(n), float((share**2 * count).sum() + (share * (weights @ share)).sum())
    s2 = float(((1 + weights @ share)[linked] ** 2).sum())
    kurtosis = len(deviation) * float((deviation**4).sum()) / total**2
    expected = -1 / (n - 1)
    free = n * ((n**2 - 3 * n + 3) * s1 - n * s2 + 3 * s0**2)
    shape = kurtosis * ((n**2 - n) * s1 - 2 * n * s2 + 6 * s0**2)
    variance = (free - shape) / ((n - 1) * (n - 2) * (n - 3) * s0**2) - expected**2
    i = float((deviation * lag).sum()) / total
    z = (i - expected) / variance**0.5 if variance > ROUNDING * expected**2 else float("nan")
    return GlobalMoran(i, expected, variance, z, float(two_sided_p(np.array([z]))[0]), float("nan"))
