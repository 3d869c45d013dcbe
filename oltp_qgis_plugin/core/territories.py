"""Which territories hold each point: QPV, territorial groups, any set of polygons."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.validation import make_valid

from oltp_qgis_plugin.errors import Cancelled

TOUCHING = 1e-6
"""Metres: nearer than this to an edge, a point is on it, and no side can be told."""
PAIRS_AT_ONCE = 2_000_000


@dataclass(frozen=True)
class PointsByHeight:
    """Points sorted by y once, for several sets of polygons. order: positions in what was given; NaN left out.

    x, y: (m,) float, in that order.
    """

    order: np.ndarray
    x: np.ndarray
    y: np.ndarray

    @classmethod
    def of(cls, xy: np.ndarray) -> "PointsByHeight":
        """(n, 2) points, NaN where there is no place."""
        order = np.argsort(xy[:, 1], kind="stable")
        order = order[: np.count_nonzero(~np.isnan(xy[:, 1]))]
        return cls(order, np.ascontiguousarray(xy[order, 0]), np.ascontiguousarray(xy[order, 1]))


@dataclass(frozen=True)
class Membership:
    """Pairs (point, polygon) that hold, sorted by point, the strictly containing polygons first, then polygon order.

    point, polygon: (m,) int, positions in what was given. inside: strictly inside, not on an edge.
    on_edge: within the tolerance of an edge, on either side of it.
    """

    point: np.ndarray
    polygon: np.ndarray
    inside: np.ndarray
    on_edge: np.ndarray


def repair(geometry: BaseGeometry | None) -> tuple[BaseGeometry, bool]:
    """The polygon parts of a geometry made valid, and whether it had to be repaired; none is an empty MultiPolygon."""
    if geometry is None or geometry.is_empty:
        return MultiPolygon(), False
    if geometry.is_valid:
        return geometry, False
    return polygon_parts(make_valid(geometry)), True


def polygon_parts(geometry: BaseGeometry) -> BaseGeometry:
    """The polygons of a geometry, its stray lines and points left out."""
    if geometry.geom_type in ("Polygon", "MultiPolygon"):
        return geometry
    parts = [part for part in getattr(geometry, "geoms", ()) if "Polygon" in part.geom_type and not part.is_empty]
    return unary_union(parts) if parts else MultiPolygon()


def ring_edges(geometry: BaseGeometry) -> np.ndarray:
    """Edges of all the rings of a polygon or multipolygon: (m, 4) x1, y1, x2, y2; holes included."""
    edges = [np.empty((0, 4))]
    for polygon in getattr(geometry, "geoms", [geometry]):
        for ring in [] if polygon.is_empty else [polygon.exterior, *polygon.interiors]:
            xy = np.asarray(ring.coords)[:, :2]
            edges.append(np.hstack([xy[:-1], xy[1:]]))
    return np.concatenate(edges)


def membership(
    xy: np.ndarray | PointsByHeight,
    polygons: Sequence[BaseGeometry],
    tolerance: float = 1.0,
    should_stop: Callable[[], bool] = lambda: False,
) -> Membership:
    """All the polygons that hold each point, several kept; a point near none has no pair, never the nearest.

    xy: (n, 2) float, metres, NaN where there is no place (then in no polygon). polygons: valid, same CRS.
    tolerance: metres, ≥ 0; a point this near to an edge of a polygon, or nearer, is in it.
    A point on an edge shared by two polygons belongs to both, neither strictly.
    """
    points = xy if isinstance(xy, PointsByHeight) else PointsByHeight.of(xy)
    pairs = [np.empty((0, 4), dtype=np.int64)]
    for number, polygon in enumerate(polygons):
        if should_stop():
            raise Cancelled()
        edges = ring_edges(polygon)
        if not len(edges):
            continue
        near, inside, on_edge = _points_of_one(points.x, points.y, edges, max(tolerance, TOUCHING), should_stop)
        held = inside | on_edge
        rows = np.stack([points.order[near], np.full(len(near), number), inside, on_edge], axis=1)
        pairs.append(rows[held])
    table = np.concatenate(pairs)
    rank = (2 * table[:, 0] + 1 - table[:, 2]) * len(polygons) + table[:, 1]  # by point, then inside first, then order
    table = table[np.argsort(rank)]
    return Membership(table[:, 0], table[:, 1], table[:, 2].astype(bool), table[:, 3].astype(bool))


def _points_of_one(
    x: np.ndarray, y: np.ndarray, edges: np.ndarray, tolerance: float, should_stop: Callable[[], bool]
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """For one polygon, points sorted by y: (positions in its box, strictly inside, on an edge)."""
    low, high = edges.reshape(-1, 2).min(axis=0) - tolerance, edges.reshape(-1, 2).max(axis=0) + tolerance
    first, last = np.searchsorted(y, low[1], "left"), np.searchsorted(y, high[1], "right")
    in_box = (x[first:last] >= low[0]) & (x[first:last] <= high[0])
    near = first + np.flatnonzero(in_box)
    px, py = x[near], y[near]
    crossings = np.zeros(len(near), dtype=np.int64)
    on_edge, touching = np.zeros(len(near), dtype=bool), np.zeros(len(near), dtype=bool)
    for edge, point in _candidates(py, edges, tolerance):
        if should_stop():
            raise Cancelled()
        x1, y1, x2, y2 = edges[edge].T
        dx, dy, along_x, along_y = x2 - x1, y2 - y1, px[point] - x1, py[point] - y1
        # Multiplied out instead of divided, so that a flat edge needs no case of its own.
        left = (along_x * dy < along_y * dx) == (dy > 0)
        crossed = ((along_y >= 0) != (py[point] >= y2)) & left
        crossings += np.bincount(point[crossed], minlength=len(near))
        length2 = np.maximum(dx * dx + dy * dy, np.finfo(float).tiny)
        share = np.clip((along_x * dx + along_y * dy) / length2, 0, 1)
        distance = np.hypot(along_x - share * dx, along_y - share * dy)
        on_edge[point[distance <= tolerance]] = True
        touching[point[distance <= TOUCHING]] = True
    return near, (crossings % 2 == 1) & ~touching, on_edge


def _candidates(y: np.ndarray, edges: np.ndarray, tolerance: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(edge, point) pairs whose heights meet, a bounded number at a time; y sorted."""
    first = np.searchsorted(y, edges[:, [1, 3]].min(axis=1) - tolerance, "left")
    count = np.searchsorted(y, edges[:, [1, 3]].max(axis=1) + tolerance, "right") - first
    before = np.concatenate([[0], np.cumsum(count)])
    start = 0
    while start < len(edges):
        end = max(start + 1, int(np.searchsorted(before, before[start] + PAIRS_AT_ONCE, "right")) - 1)
        edge = np.repeat(np.arange(start, end), count[start:end])
        point = np.arange(before[start], before[end]) - before[edge] + first[edge]
        yield edge, point
        start = end


@dataclass(frozen=True)
class PointTerritories:
    """What each point is given: the first code or None, all its codes in order, whether it is on an edge."""

    first: list[str | None]
    all: list[tuple[str, ...]]
    on_edge: np.ndarray


def territories_of_points(held: Membership, codes: Sequence[str], n_points: int) -> PointTerritories:
    """Codes of the territories of each point; a territory in several polygons of one code is named once."""
    names: list[tuple[str, ...]] = [()] * n_points
    for point, polygon in zip(held.point.tolist(), held.polygon.tolist(), strict=True):
        if codes[polygon] not in names[point]:
            names[point] += (codes[polygon],)
    on_edge = np.zeros(n_points, dtype=bool)
    on_edge[held.point[held.on_edge]] = True
    return PointTerritories([name[0] if name else None for name in names], names, on_edge)
