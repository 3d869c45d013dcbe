"""Whether two counts differ more than chance explains: the E-test of two Poisson means."""

from collections.abc import Callable

import numpy as np
from scipy.special import gammaln, pdtr, pdtrc, xlogy

from oltp_qgis_plugin.errors import Cancelled, StatisticError

DEVIATIONS, AT_LEAST = 10.0, 40.0
"""How far from the mean the first count is summed: what lies further weighs less than 1e-20."""
TERMS_AT_ONCE = 1_000_000
NEAR, TIE = 1e-4, 1e-9
"""How near a root must be to a count for it to be tried, and T² to the observed one for them to be equal."""


def e_test(
    before: np.ndarray,
    after: np.ndarray,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    should_stop: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Two-sided p that two Poisson counts have one rate: the E-test (Krishnamoorthy & Thomson 2004).

    before, after: (n,) int, ≥ 0. exposures: > 0, in one unit (days); 1 and 1 when the two periods are as long.
    Both counts at 0: 1, nothing tells them apart. Each distinct pair is computed once, exactly: the probability,
    under the pooled rate, of all pairs whose |T| is at least the observed one, ties included.
    Raises StatisticError when an exposure is not positive.
    """
    for exposure in (exposure_before, exposure_after):
        if not (np.isfinite(exposure) and exposure > 0):
            raise StatisticError(
                f"Une période dure {exposure:g} jour(s) : donnez deux durées en jours plus grandes que 0."
            )
    pairs, position = np.unique(np.stack([before, after], axis=1), axis=0, return_inverse=True)
    p = np.ones(len(pairs))
    asked = np.flatnonzero(_statistic(pairs[:, 0], pairs[:, 1], exposure_before, exposure_after) != 0)
    terms = _reach(_pooled(pairs[asked], exposure_before, exposure_after)[0])
    for block in _blocks(asked, terms[1] - terms[0] + 1):
        if should_stop():
            raise Cancelled()
        p[block] = _p_of_pairs(pairs[block], exposure_before, exposure_after)
    return p[position.reshape(-1)]


def _pooled(pairs: np.ndarray, first: float, second: float) -> tuple[np.ndarray, np.ndarray]:
    """Expected counts of both periods under one rate."""
    rate = pairs.sum(axis=1) / (first + second)
    return rate * first, rate * second


def _reach(mean: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """First and last count that weigh in the sum around each mean."""
    width = np.maximum(AT_LEAST, DEVIATIONS * np.sqrt(mean))
    return np.maximum(0, np.floor(mean - width)), np.ceil(mean + width)


def _blocks(asked: np.ndarray, terms: np.ndarray) -> list[np.ndarray]:
    """The pairs in blocks of a bounded number of terms."""
    return np.split(asked, np.flatnonzero(np.diff(np.cumsum(terms) // TERMS_AT_ONCE)) + 1) if len(asked) else []


def _statistic(x: np.ndarray, y: np.ndarray, first: float, second: float) -> np.ndarray:
    """T of two counts: difference of the rates over its estimated deviation; 0 when both counts are 0."""
    spread = np.sqrt(x / first**2 + y / second**2)
    return (x / first - y / second) / np.where(spread > 0, spread, 1.0)


def _p_of_pairs(pairs: np.ndarray, first: float, second: float) -> np.ndarray:
    """For each first count in reach, its probability times that of the second counts too far from it on either side.

    T falls as the second count y grows, so |T| ≥ t outside an interval, whose ends are the roots of
    (x/e₁ − y/e₂)² = t² (x/e₁² + y/e₂²).
    """
    mean_x, mean_y = _pooled(pairs, first, second)
    low, high = _reach(mean_x)
    length = (high - low + 1).astype(np.int64)
    pair = np.repeat(np.arange(len(pairs)), length)
    x = np.arange(len(pair)) - np.repeat(np.cumsum(length) - length, length) + low[pair]
    t2 = (_statistic(pairs[:, 0], pairs[:, 1], first, second) ** 2)[pair]
    rate, mean_x, mean_y = x / first, mean_x[pair], mean_y[pair]
    middle = rate + t2 / (2 * second)
    half = np.sqrt(np.maximum(middle**2 - rate**2 + t2 * rate / first, 0.0))
    under = np.floor((middle - half) * second + NEAR)
    under -= _statistic(x, np.maximum(under, 0), first, second) ** 2 < t2 * (1 - TIE)
    over = np.ceil((middle + half) * second - NEAR)
    over += _statistic(x, np.maximum(over, 0), first, second) ** 2 < t2 * (1 - TIE)
    weight = np.exp(xlogy(x, mean_x) - mean_x - gammaln(x + 1))
    # (0, 0) has no deviation and T = 0: it is never as far as a pair that differs.
    far_under = np.where((under >= 0) & (x > 0), pdtr(np.maximum(under, 0), mean_y), 0.0)
    far_over = np.where(over >= 1, pdtrc(np.maximum(over - 1, 0), mean_y), 1.0)
    return np.minimum(np.bincount(pair, weight * (far_under + far_over), len(pairs)), 1.0)
