"""Neighbours of polygons: a common corner (queen), a common border (rook), or centres within a distance."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix, identity
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from oltp_qgis_plugin.core.hotspots.contacts import Outlines, edges_along, held_together, near_contacts, outlines_of
from oltp_qgis_plugin.core.hotspots.local_statistics import band_neighbours
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import StatisticError

QUEEN, ROOK, DISTANCE = CONTIGUITIES = "queen", "rook", "distance"
SLIVER_SHARE = 1e-4
"""Tolerance by default, as a share of the side of a median polygon."""
MAX_PAIRS = 50_000_000


@dataclass(frozen=True)
class Neighbours:
    """Who is whose neighbour: those of i are `indices[indptr[i]:indptr[i + 1]]`, sorted, i itself left out; symmetric.

    tolerance: how far apart two outlines may be and still touch, in units of the coordinates.
    overlapping: pairs of polygons that are neighbours because they cover one another, without touching.
    """

    indptr: np.ndarray
    indices: np.ndarray
    tolerance: float = 0.0
    overlapping: int = 0

    @property
    def count(self) -> np.ndarray:
        """Number of neighbours of each: (n,) int."""
        return np.diff(self.indptr)

    @property
    def islands(self) -> np.ndarray:
        """Positions of those that have none."""
        return np.flatnonzero(self.count == 0)

    def weights(self, with_self: bool = False) -> csr_matrix:
        """Binary weights (n, n); with_self: as Gi* wants them."""
        n = len(self.indptr) - 1
        binary = csr_matrix((np.ones(len(self.indices)), self.indices, self.indptr), shape=(n, n))
        return (binary + identity(n, format="csr")).tocsr() if with_self else binary


def polygon_neighbours(
    polygons: Sequence[BaseGeometry],
    kind: str = QUEEN,
    tolerance: float | None = None,
    progress: Progress = silent,
) -> Neighbours:
    """Neighbours of valid polygons: outlines that touch (QUEEN), or run side by side (ROOK).

    polygons: any unit, one CRS; an empty one is nobody's neighbour. Corners and edges of the same coordinates always
    count, however short the edge. Others count within the tolerance (None: `default_tolerance`): a corner on the
    other's edge, two tracings of one border; side by side means for more than twice the tolerance. Polygons that
    cover one another by more than the tolerance's square are neighbours too. progress: from 0 to 100.
    """
    n = len(polygons)
    outlines = outlines_of(polygons, lambda: progress(10))
    tolerance = default_tolerance(polygons, outlines) if tolerance is None else tolerance
    go_on(progress, 30)
    corner, edge = near_contacts(outlines, tolerance, lambda: progress(40))
    go_on(progress, 70)
    if kind == QUEEN:
        same, first, second = held_together(outlines.of_corner), outlines.of_corner.spread(corner), edge
    else:
        edge, second = edges_along(outlines, corner, edge, tolerance)
        same, first = held_together(outlines.of_edge), outlines.of_edge.spread(edge)
    which, other = outlines.of_edge.spread(second[first[0]])
    pairs = _both_ways(np.concatenate([same[0], first[1][which]]), np.concatenate([same[1], other]), n)
    go_on(progress, 80)
    covering = _overlapping_pairs(polygons, outlines.box, pairs, tolerance, progress)
    first_of, second_of = np.divmod(np.concatenate([pairs, covering]), max(n, 1))
    pairs = _both_ways(first_of, second_of, n)
    return Neighbours(*_rows(pairs, n), tolerance, len(covering))


def default_tolerance(polygons: Sequence[BaseGeometry], outlines: Outlines) -> float:
    """SLIVER_SHARE of the side of a square as large as the median polygon; at least the rounding of coordinates."""
    drawn = np.flatnonzero(~np.isnan(outlines.box[:, 0])).tolist()
    if not drawn:
        return 0.0
    side = math.sqrt(float(np.median([polygons[i].area for i in drawn])))
    return max(SLIVER_SHARE * side, 16 * float(np.finfo(float).eps * np.abs(outlines.corner).max()))


def distance_neighbours(xy: np.ndarray, band: float) -> Neighbours:
    """Places at most `band` apart, none lost to rounding; a place that is not finite is nobody's neighbour.

    xy: (n, 2) float, metres. Raises StatisticError when the band makes more than MAX_PAIRS pairs, or is not positive.
    """
    if not (math.isfinite(band) and band > 0):
        raise StatisticError(f"La distance de voisinage vaut {band:g} m : donnez un nombre de mètres plus grand que 0.")
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    tree = cKDTree(xy[placed])
    if len(placed) and tree.count_neighbors(tree, band) > MAX_PAIRS:
        raise StatisticError(
            f"Une distance de voisinage de {band:,.0f} m".replace(",", " ")
            + f" fait plus de {MAX_PAIRS // 1_000_000} millions de paires de voisins : prenez une distance plus courte."
        )
    binary = band_neighbours(xy[placed], band).tocoo()
    return Neighbours(*_rows(_both_ways(placed[binary.row], placed[binary.col], len(xy)), len(xy)))


def smallest_band(xy: np.ndarray) -> float:
    """The smallest distance at which each place has a neighbour elsewhere; 0 when all are at one place."""
    places = np.unique(xy[np.isfinite(xy).all(axis=1)], axis=0)
    if len(places) < 2:
        return 0.0
    return float(cKDTree(places).query(places, k=2)[0][:, 1].max())


def restrict(neighbours: Neighbours, kept: np.ndarray) -> Neighbours:
    """The neighbours among those kept, renumbered in order. kept: (n,) bool."""
    row = np.repeat(np.arange(len(kept)), neighbours.count)
    number = np.cumsum(kept) - 1
    both = kept[row] & kept[neighbours.indices]
    n = int(np.count_nonzero(kept))
    pairs = number[row[both]] * max(n, 1) + number[neighbours.indices[both]]
    return Neighbours(*_rows(pairs, n), neighbours.tolerance, neighbours.overlapping)


def _both_ways(first: np.ndarray, second: np.ndarray, n: int) -> np.ndarray:
    """Pairs as sorted codes first·n + second, each both ways and once, none with itself."""
    first, second = first[first != second], second[first != second]
    return np.unique(np.concatenate([first * n + second, second * n + first]))


def _rows(pairs: np.ndarray, n: int) -> tuple[np.ndarray, np.ndarray]:
    return np.searchsorted(pairs, np.arange(n + 1) * n), pairs % max(n, 1)


def _overlapping_pairs(
    polygons: Sequence[BaseGeometry], boxes: np.ndarray, known: np.ndarray, tolerance: float, progress: Progress
) -> np.ndarray:
    """Codes first·n + second, first < second, of the pairs not yet known that have an area in common."""
    candidates = _boxes_that_overlap(boxes, 2 * tolerance)
    candidates = candidates[~np.isin(candidates, known)]
    common, of, prepared = [], -1, None
    for done, code in enumerate(candidates.tolist()):
        if done % 100 == 0:
            go_on(progress, 80 + 20 * done / len(candidates))
        first, second = divmod(code, len(polygons))
        if prepared is None or of != first:
            of, prepared = first, prep(polygons[first])
        meet = prepared.intersects(polygons[second])
        common.append(polygons[first].intersection(polygons[second]).area if meet else 0.0)
    return candidates[np.array(common) > (2 * tolerance) ** 2]


def _boxes_that_overlap(boxes: np.ndarray, least: float) -> np.ndarray:
    """Codes first·n + second, sorted, of the pairs whose boxes overlap by more than `least` both ways."""
    n, order = len(boxes), np.argsort(boxes[:, 0], kind="stable")
    order = order[: np.count_nonzero(~np.isnan(boxes[:, 0]))]
    boxes = boxes[order]
    last = np.searchsorted(boxes[:, 0], boxes[:, 2] - least, "left")
    codes = [np.empty(0, dtype=np.int64)]
    for i in np.flatnonzero(last > np.arange(len(order)) + 1).tolist():
        near = slice(i + 1, last[i])
        tall = np.minimum(boxes[near, 3], boxes[i, 3]) - np.maximum(boxes[near, 1], boxes[i, 1])
        wide = np.minimum(boxes[near, 2], boxes[i, 2]) - boxes[near, 0]
        other = order[near][(tall > least) & (wide > least)]
        codes.append(np.minimum(other, order[i]) * n + np.maximum(other, order[i]))
    return np.sort(np.concatenate(codes))
