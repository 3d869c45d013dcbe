"""The street or place nearest to each incident."""

from collections.abc import Callable, Sequence

import numpy as np
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.errors import Cancelled, StatisticError

FIRST_LOOK = 8
POINTS_AT_ONCE = 50_000
SAME = 1e-6
"""Metres: two streets this equally near are as near; the first in their order holds the incident."""


def nearest_unit(
    xy: np.ndarray,
    units: Sequence[BaseGeometry],
    within: float,
    should_stop: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Position of the nearest line or point of each incident, −1 when none is `within` metres: (n,) int.

    xy: (n, 2) float, metres, no NaN. units: lines or points, multiple or single, same CRS, empty ones nobody's.
    Exact: pieces of lines no longer than twice the distance are looked up by their middle, as many as it takes.
    """
    if not within > 0:
        raise StatisticError(f"La distance au lieu vaut {within:g} m : donnez un nombre plus grand que 0.")
    pieces, unit = _pieces(units, 2 * within)
    found = np.full(len(xy), -1, dtype=np.int64)
    if not len(pieces):
        return found
    tree = cKDTree((pieces[:, :2] + pieces[:, 2:]) / 2)
    for start in range(0, len(xy), POINTS_AT_ONCE):
        if should_stop():
            raise Cancelled()
        block = slice(start, start + POINTS_AT_ONCE)
        found[block] = _nearest(xy[block], tree, pieces, unit, within)
    return found


def _pieces(units: Sequence[BaseGeometry], longest: float) -> tuple[np.ndarray, np.ndarray]:
    """(m, 4) pieces of lines, x1 y1 x2 y2, none longer than `longest`, and the unit of each; a point is a piece."""
    pieces, owner = [np.empty((0, 4))], [np.empty(0, dtype=np.int64)]
    for number, geometry in enumerate(units):
        for part in getattr(geometry, "geoms", [geometry]):
            if part.is_empty:
                continue
            xy = np.asarray(part.coords)[:, :2]
            ends = np.hstack([xy[:-1], xy[1:]]) if len(xy) > 1 else np.hstack([xy, xy])
            count = np.maximum(1, np.ceil(np.hypot(*(ends[:, 2:] - ends[:, :2]).T) / longest)).astype(np.int64)
            of = np.repeat(np.arange(len(ends)), count)
            step = np.arange(len(of)) - np.repeat(np.cumsum(count) - count, count)
            along = (ends[of, 2:] - ends[of, :2]) / count[of, None]
            first = ends[of, :2] + along * step[:, None]
            pieces.append(np.hstack([first, first + along]))
            owner.append(np.full(len(of), number))
    return np.concatenate(pieces), np.concatenate(owner)


def _nearest(xy: np.ndarray, tree: cKDTree, pieces: np.ndarray, unit: np.ndarray, within: float) -> np.ndarray:
    found = np.full(len(xy), -1, dtype=np.int64)
    asked, look = np.arange(len(xy)), min(FIRST_LOOK, len(pieces))
    while len(asked):
        # A piece within reach has its middle at most its half length further.
        middle, near = tree.query(xy[asked], k=np.arange(1, look + 1), distance_upper_bound=2 * within * (1 + 1e-9))
        known = near < len(pieces)
        apart = np.full(near.shape, np.inf)
        row = np.nonzero(known)[0]
        apart[known] = _distance(xy[asked][row], pieces[near[known]])
        best = apart.min(axis=1)
        equal = apart <= (best + SAME)[:, None]
        owner = np.where(equal & known, unit[np.where(known, near, 0)], np.iinfo(np.int64).max).min(axis=1)
        held = best <= within
        found[asked[held]] = owner[held]
        # Unseen pieces have their middles beyond the last one seen: could one be nearer than the best?
        unsure = known[:, -1] & (middle[:, -1] - within <= best) & (look < len(pieces))
        asked, look = asked[unsure], min(4 * look, len(pieces))
    return found


def _distance(xy: np.ndarray, pieces: np.ndarray) -> np.ndarray:
    along = pieces[:, 2:] - pieces[:, :2]
    to = xy - pieces[:, :2]
    length2 = np.maximum((along**2).sum(axis=1), np.finfo(float).tiny)
    share = np.clip((to * along).sum(axis=1) / length2, 0, 1)
    return np.hypot(*(to - share[:, None] * along).T)
