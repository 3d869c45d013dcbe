"""p of Moran's I, local and global, by permutation of the values over the map."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix

from oltp_qgis_plugin.core.progress import Progress, go_on

ROUNDING = 1e-9
GROUPS = 32
"""Polygons that do not read the same row of a shuffle, so that luck does not push the whole map one way."""
SHUFFLED_AT_ONCE, DRAWS_KEPT = 200_000, 2_000_000
"""Positions shuffled at once, few enough for the processor's cache; and kept until they are compared."""


def permutation_p(
    deviation: np.ndarray,
    weights: csr_matrix,
    count: np.ndarray,
    permutations: int,
    seed: int,
    progress: Progress,
) -> tuple[np.ndarray, float]:
    """Two-sided p of each local I under conditional permutation, and of the global I under permutation.

    k values in a row of a shuffled map, the polygon itself skipped, are k others drawn without replacement: one shuffle
    serves every polygon. One in GROUPS reads the same row, and of those the ones with as many neighbours share all
    their sums but the few they are in themselves.
    """
    n, width = len(deviation), int(count.max()) + 1
    groups = max(1, min(GROUPS, n // width))
    rounding = ROUNDING * float(np.abs(deviation).max())
    observed = weights @ deviation
    products = float((deviation * observed / count).sum())
    more, less = np.zeros(n, dtype=np.int64), np.zeros(n, dtype=np.int64)
    more_whole, less_whole, rows = 0, 0, []
    for done, order in _shuffles(n, permutations, seed):
        go_on(progress, 100 * done / permutations)
        drawn = deviation[order].T
        simulated = (drawn * (weights @ drawn) / count[:, None]).sum(axis=0)
        more_whole += int((simulated >= products - rounding * abs(products)).sum())
        less_whole += int((simulated <= products + rounding * abs(products)).sum())
        rows.append(order[:, : groups * width].copy())
        if sum(map(np.size, rows)) >= DRAWS_KEPT or done + len(order) == permutations:
            drawn, rows = np.concatenate(rows), []
            for group in range(groups):
                some = np.arange(group, n, groups)
                row = drawn[:, group * width : (group + 1) * width]
                over, under = _extremes(deviation, observed, count, row, some, rounding)
                more[some] += over
                less[some] += under
    p = np.minimum(1, 2 * (np.minimum(more, less) + 1) / (permutations + 1))
    return p, min(1.0, 2 * (min(more_whole, less_whole) + 1) / (permutations + 1))


def _shuffles(n: int, permutations: int, seed: int) -> Iterator[tuple[int, np.ndarray]]:
    """(shuffles done before, (r, n) shuffled positions), a few at a time."""
    rng = np.random.default_rng(seed)
    at_once = max(1, SHUFFLED_AT_ONCE // n)
    for done in range(0, permutations, at_once):
        rows = min(at_once, permutations - done)
        yield done, rng.permuted(np.tile(np.arange(n), (rows, 1)), axis=1)


def _extremes(
    value: np.ndarray, observed: np.ndarray, count: np.ndarray, drawn: np.ndarray, some: np.ndarray, rounding: float
) -> tuple[np.ndarray, np.ndarray]:
    """Of the draws, how many give each of some polygons a sum of neighbours at least, and at most, the one observed.

    drawn: (r, most neighbours + 1) positions. some: positions of the polygons, in order.
    """
    sums = np.cumsum(value[drawn], axis=1)
    low, high, of_some = observed[some] - rounding, observed[some] + rounding, count[some]
    more, less = np.zeros(len(some), dtype=np.int64), np.zeros(len(some), dtype=np.int64)
    for k in np.unique(of_some).tolist():
        alike = np.flatnonzero(of_some == k)
        ranked = np.sort(sums[:, k - 1])
        more[alike] = len(ranked) - np.searchsorted(ranked, low[alike], "left")
        less[alike] = np.searchsorted(ranked, high[alike], "right")
    number = np.full(len(value), -1)
    number[some] = np.arange(len(some))
    held = number[drawn[:, :-1]]
    draw, place = np.nonzero((held >= 0) & (np.arange(held.shape[1]) < count[drawn[:, :-1]]))
    own = held[draw, place]
    wrong = sums[draw, of_some[own] - 1]
    right = sums[draw, of_some[own]] - value[some[own]]
    more += _tally(own, right >= low[own], len(some)) - _tally(own, wrong >= low[own], len(some))
    less += _tally(own, right <= high[own], len(some)) - _tally(own, wrong <= high[own], len(some))
    return more, less


def _tally(own: np.ndarray, held: np.ndarray, n: int) -> np.ndarray:
    return np.bincount(own[held], minlength=n)
