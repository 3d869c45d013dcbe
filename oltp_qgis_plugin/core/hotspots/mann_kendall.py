"""Whether a series rises or falls: the Mann–Kendall test, on many series at once."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.significance import two_sided_p
from oltp_qgis_plugin.errors import Cancelled


@dataclass(frozen=True)
class Trend:
    """Of each series: S, its variance, z and two-sided p; without variance z is 0 and p 1."""

    s: np.ndarray
    variance: np.ndarray
    z: np.ndarray
    p_value: np.ndarray


def mann_kendall(series: np.ndarray, should_stop: Callable[[], bool] = lambda: False) -> Trend:
    """The Mann–Kendall test of each row (Mann 1945; Kendall 1975), ties allowed for, with continuity correction.

    series: (n, t) float, no NaN, in the order of time. S = Σ over i < j of sign(x_j − x_i);
    Var = (t(t−1)(2t+5) − Σ over ties of u(u−1)(2u+5))/18; z = (S ∓ 1)/√Var. Supposes independent values: a series
    that keeps the memory of its past gives too small a p.
    """
    n, t = series.shape
    s = np.zeros(n, dtype=np.int64)
    for lag in range(1, t):
        if should_stop():
            raise Cancelled()
        later, earlier = series[:, lag:], series[:, :-lag]
        s += np.count_nonzero(later > earlier, axis=1) - np.count_nonzero(later < earlier, axis=1)
    variance = (t * (t - 1) * (2 * t + 5) - _tie_terms(series)) / 18
    z = np.zeros(n)
    np.divide(s - np.sign(s), np.sqrt(variance), out=z, where=variance > 0)
    return Trend(s, variance, z, two_sided_p(z))


def _tie_terms(series: np.ndarray) -> np.ndarray:
    """Σ u(u−1)(2u+5) over the groups of u equal values of each row."""
    n, t = series.shape
    if not series.size:
        return np.zeros(n)
    ordered = np.sort(series, axis=1)
    begins = np.ones((n, t), dtype=bool)
    begins[:, 1:] = ordered[:, 1:] != ordered[:, :-1]
    first = np.flatnonzero(begins)
    size = np.diff(np.append(first, n * t))
    return np.bincount(first // t, size * (size - 1) * (2 * size + 5), n)
