"""All the pairs of points nearer than a distance, without a matrix of them all."""

from collections.abc import Callable, Iterator

import numpy as np

from oltp_qgis_plugin.errors import Cancelled

PAIRS_AT_ONCE = 1_000_000
EUCLIDEAN, MANHATTAN = "euclidean", "manhattan"


def distance(a: np.ndarray, b: np.ndarray, metric: str = EUCLIDEAN) -> np.ndarray:
    """Distance of each pair of points: (m,) float. a, b: (m, 2). manhattan: |dx| + |dy|, along the axes of the CRS."""
    dx, dy = np.abs(a[:, 0] - b[:, 0]), np.abs(a[:, 1] - b[:, 1])
    return dx + dy if metric == MANHATTAN else np.hypot(dx, dy)


def near_pairs(
    xy: np.ndarray, reach: float, metric: str = EUCLIDEAN, should_stop: Callable[[], bool] = lambda: False
) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Pairs at most `reach` apart, each once, a bounded number at a time: (i, j, distance).

    xy: (n, 2) float, metres, no NaN. reach: metres, > 0. Points are laid in strips as high as the reach; a point is
    measured against those of its own strip and of the next that are near enough along it.
    """
    if len(xy) < 2:
        return
    x, y = (xy - xy.min(axis=0)).T
    strip = np.floor(y / reach).astype(np.int64)
    # Strips end to end on one line, too far apart for a reach along one to touch the next.
    along = x + strip * (x.max() + 3 * reach)
    order = np.argsort(along, kind="stable")
    line = along[order]
    own = np.arange(1, len(xy) + 1), np.searchsorted(line, line + reach * (1 + 1e-9), "right")
    over = line + (x.max() + 3 * reach)
    upper = tuple(np.searchsorted(line, over + side * reach * (1 + 1e-9)) for side in (-1, 1))
    for first, last in (own, upper):
        for i, j in _ranges(first, last):
            if should_stop():
                raise Cancelled()
            i, j = order[i], order[j]
            apart = distance(xy[i], xy[j], metric)
            near = apart <= reach
            yield i[near], j[near], apart[near]


def _ranges(first: np.ndarray, last: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(position, each of first … last − 1) of every position, a bounded number at a time."""
    count = np.maximum(last - first, 0)
    before = np.concatenate([[0], np.cumsum(count)])
    start = 0
    while start < len(first):
        end = max(start + 1, int(np.searchsorted(before, before[start] + PAIRS_AT_ONCE, "right")) - 1)
        i = np.repeat(np.arange(start, end), count[start:end])
        yield i, np.arange(before[start], before[end]) - before[i] + first[i]
        start = end
