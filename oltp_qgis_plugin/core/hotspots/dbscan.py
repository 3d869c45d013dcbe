"""Clusters of points by density (DBSCAN, Ester et al. 1996), in memory that does not grow with the radius."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import Delaunay, QhullError, cKDTree

from oltp_qgis_plugin.errors import Cancelled

NOISE = -1
ROUNDING = 1e-9
NEIGHBOURS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class Clusters:
    """label: (n,) int, from 0 for the cluster of most points, NOISE outside. core: (n,) bool, in the dense part."""

    label: np.ndarray
    core: np.ndarray

    @property
    def sizes(self) -> np.ndarray:
        """Number of points of each cluster, from the largest."""
        return np.bincount(self.label[self.label >= 0])


def density_clusters(
    xy: np.ndarray, radius: float, min_points: int, should_stop: Callable[[], bool] = lambda: False
) -> Clusters:
    """Clusters of points: a core point has `min_points` points, itself included, within the radius, its edge included.

    xy: (n, 2) float, no NaN. Core points within the radius of one another share a cluster; a point that is not core
    joins the cluster of the nearest core point within the radius, so that the order of points changes nothing. Core
    points are linked along a Delaunay triangulation, which holds their shortest spanning tree.
    """
    places, place, count = np.unique(xy[:, 0] + 1j * xy[:, 1], return_inverse=True, return_counts=True)
    middle = places[len(places) // 2] if len(places) else 0
    where = np.stack([(places - middle).real, (places - middle).imag], axis=1)
    reach = float(radius * (1 + ROUNDING) + 8 * np.finfo(float).eps * np.abs(xy).max(initial=0))
    label = np.full(len(where), NOISE)
    core = _dense(where, count, reach, min_points, should_stop) if len(where) else label > NOISE
    dense = np.flatnonzero(core)
    if len(dense):
        label[dense] = _linked(where[dense], reach)
        apart, nearest = cKDTree(where[dense]).query(where[~core], distance_upper_bound=np.nextafter(reach, np.inf))
        near = np.isfinite(apart)
        label[np.flatnonzero(~core)[near]] = label[dense[nearest[near]]]
    return Clusters(_by_size(label, count)[place], core[place])


def _dense(
    where: np.ndarray, count: np.ndarray, reach: float, min_points: int, should_stop: Callable[[], bool]
) -> np.ndarray:
    """Whether each place has enough points within reach; `count` points at each place."""
    dense = count >= min_points
    doubtful = np.flatnonzero(~dense & (_around(where, count, reach) >= min_points))
    nearest = min(min_points, len(where))
    if not len(doubtful):
        return dense
    tree, limit = cKDTree(where), np.nextafter(reach, np.inf)
    counts = np.append(count, 0)
    at_once = max(1, NEIGHBOURS_AT_ONCE // nearest)
    for start in range(0, len(doubtful), at_once):
        if should_stop():
            raise Cancelled()
        some = doubtful[start : start + at_once]
        _, neighbour = tree.query(where[some], k=range(1, nearest + 1), distance_upper_bound=limit)
        dense[some] = counts[neighbour].sum(axis=1) >= min_points
    return dense


def _around(where: np.ndarray, count: np.ndarray, reach: float) -> np.ndarray:
    """Number of points in the square of 3 × 3 cells around each place, which holds the circle of that radius."""
    cell = np.floor((where - where.min(axis=0)) / max(reach, ROUNDING * float(np.ptp(where, axis=0).max()), 1e-300))
    width = int(cell[:, 1].max()) + 3
    key = (cell[:, 0].astype(np.int64) + 1) * width + cell[:, 1].astype(np.int64) + 1
    known, number = np.unique(key, return_inverse=True)
    held = np.bincount(number, count, minlength=len(known))
    total = np.zeros(len(known))
    for right in (-width, 0, width):
        for up in (-1, 0, 1):
            at = np.minimum(np.searchsorted(known, known + right + up), len(known) - 1)
            total += np.where(known[at] == known + right + up, held[at], 0)
    return total[number]


def _linked(where: np.ndarray, reach: float) -> np.ndarray:
    """Number of the component of each place, when those within reach of one another are linked."""
    first, second = _spanning_links(where)
    near = np.hypot(*(where[first] - where[second]).T) <= reach
    links = coo_matrix((np.ones(near.sum()), (first[near], second[near])), shape=(len(where), len(where)))
    return connected_components(links, directed=False)[1]


def _spanning_links(where: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of places that hold the shortest spanning tree of all."""
    try:
        if len(where) < 4:
            raise QhullError
        found = Delaunay(where)
    except QhullError:  # a few places, or all on one line
        if len(where) < 4:
            first, second = np.triu_indices(len(where), 1)
            return first, second
        along = np.argsort(where @ np.ptp(where, axis=0), kind="stable")
        return along[:-1], along[1:]
    corners = found.simplices
    first = np.concatenate([corners[:, 0], corners[:, 1], corners[:, 2], found.coplanar[:, 0]])
    second = np.concatenate([corners[:, 1], corners[:, 2], corners[:, 0], found.coplanar[:, 2]])
    return first, second


def _by_size(label: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The labels renumbered from the cluster of most points; on a tie, the one that begins more to the west."""
    held = np.flatnonzero(label >= 0)
    known, first, number = np.unique(label[held], return_index=True, return_inverse=True)
    order = np.lexsort((first, -np.bincount(number, count[held], minlength=len(known))))
    rank = np.empty(len(known), dtype=np.int64)
    rank[order] = np.arange(len(known))
    renumbered = np.full(len(label), NOISE)
    renumbered[held] = rank[number]
    return renumbered
