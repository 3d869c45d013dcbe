"""Where outlines of polygons meet: corners and edges held in common, exactly or within a tolerance."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.territories import ring_edges
from oltp_qgis_plugin.errors import Cancelled

PAIRS_AT_ONCE = 2_000_000
FINEST = 1e-9
"""Share of the whole extent under which a cell of the search is not made smaller."""


@dataclass(frozen=True)
class Rows:
    """Lists of numbers, one per key: those of key k are `member[start[k]:start[k + 1]]`."""

    start: np.ndarray
    member: np.ndarray

    @staticmethod
    def of(key: np.ndarray, member: np.ndarray, n_keys: int) -> "Rows":
        """The lists of (key, member) pairs, each pair once."""
        width = int(member.max(initial=0)) + 1
        pairs = np.unique(key * width + member)
        return Rows(np.searchsorted(pairs, np.arange(n_keys + 1) * width), pairs % width)

    def spread(self, key: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(position in `key`, member) of every member of the lists of these keys."""
        count = np.diff(self.start)[key]
        which = np.repeat(np.arange(len(key)), count)
        rank = np.arange(len(which)) - np.repeat(np.cumsum(count) - count, count)
        return which, self.member[self.start[key][which] + rank]


@dataclass(frozen=True)
class Outlines:
    """Corners and edges of polygons, each place once however many polygons hold it.

    corner: (c, 2) float. edge: (e, 2) positions of corners, the lower first.
    of_corner, of_edge: the polygons that hold each corner, each edge. box: (n, 4) x and y at least, at most, of each
    polygon; NaN for an empty one.
    """

    corner: np.ndarray
    edge: np.ndarray
    of_corner: Rows
    of_edge: Rows
    box: np.ndarray


def outlines_of(polygons: Sequence[BaseGeometry], should_stop: Callable[[], bool] = lambda: False) -> Outlines:
    """The corners and edges of all rings, holes included; an empty polygon has none."""
    edges = []
    for polygon in polygons:
        if should_stop():
            raise Cancelled()
        edges.append(ring_edges(polygon))
    count = np.array([len(rings) for rings in edges], dtype=np.int64)
    owner = np.repeat(np.arange(len(edges)), count)
    ends = np.concatenate([np.empty((0, 4)), *edges])
    places, position = np.unique(
        np.concatenate([ends[:, 0] + 1j * ends[:, 1], ends[:, 2] + 1j * ends[:, 3]]), return_inverse=True
    )
    pair = np.sort(position.reshape(2, -1), axis=0)
    long = pair[0] != pair[1]
    code, which = np.unique(pair[0, long] * len(places) + pair[1, long], return_inverse=True)
    edge = np.stack([code // max(len(places), 1), code % max(len(places), 1)], axis=1)
    of_corner = Rows.of(position, np.tile(owner, 2), len(places))
    of_edge = Rows.of(which, owner[long], len(edge))
    return Outlines(np.stack([places.real, places.imag], axis=1), edge, of_corner, of_edge, _boxes(ends, count))


def _boxes(ends: np.ndarray, count: np.ndarray) -> np.ndarray:
    """The box of each run of `count` edges."""
    boxes = np.full((len(count), 4), np.nan)
    full = np.flatnonzero(count)
    first = (np.cumsum(count) - count)[full]
    if len(full):
        boxes[full, :2] = np.minimum.reduceat(ends[:, :2], first)
        boxes[full, 2:] = np.maximum.reduceat(ends[:, :2], first)
    return boxes


def held_together(rows: Rows) -> tuple[np.ndarray, np.ndarray]:
    """Ordered pairs (polygon, other) that hold one same corner, or edge."""
    key = np.repeat(np.arange(len(rows.start) - 1), np.diff(rows.start))
    which, other = rows.spread(key)
    return rows.member[which], other


def near_contacts(
    outlines: Outlines, tolerance: float, should_stop: Callable[[], bool] = lambda: False
) -> tuple[np.ndarray, np.ndarray]:
    """(corner, edge) pairs at most `tolerance` apart, an edge's own two ends left out.

    Edges are searched with those of about their length, so that the cost is linear where details are uneven.
    """
    corner, edge = outlines.corner, outlines.edge
    if not len(edge):
        return np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64)
    found = [np.empty(0, dtype=np.int64)]
    for near, candidate in _candidates(corner, edge, tolerance):
        if should_stop():
            raise Cancelled()
        apart = distances(corner[near], corner[edge[candidate, 0]], corner[edge[candidate, 1]])
        held = (apart <= tolerance) & (near != edge[candidate, 0]) & (near != edge[candidate, 1])
        found.append(near[held] * len(edge) + candidate[held])
    code = np.unique(np.concatenate(found))
    return code // len(edge), code % len(edge)


def distances(point: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Distance of each point to the segment beside it; all (n, 2)."""
    along, offset = end - start, point - start
    length2 = np.maximum((along**2).sum(axis=1), np.finfo(float).tiny)
    share = np.clip((along * offset).sum(axis=1) / length2, 0, 1)
    return np.hypot(*(offset - share[:, None] * along).T)


def _candidates(corner: np.ndarray, edge: np.ndarray, tolerance: float) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(corner, edge) pairs that share a cell of a grid as fine as the edge, a bounded number at a time."""
    start, end = corner[edge[:, 0]], corner[edge[:, 1]]
    length = np.hypot(*(end - start).T)
    low, extent = corner.min(axis=0), float(np.ptp(corner, axis=0).max())
    n_pieces = np.ceil(length / length.mean()).astype(np.int64)
    smallest = max(4 * tolerance, FINEST * extent)
    level = np.ceil(np.log2(np.maximum(length / n_pieces, smallest)))
    for size in np.unique(level).tolist():
        some = np.flatnonzero(level == size)
        of = np.repeat(some, n_pieces[some])
        rank = np.arange(len(of)) - np.repeat(np.cumsum(n_pieces[some]) - n_pieces[some], n_pieces[some])
        step = (end - start)[of] / n_pieces[of][:, None]
        first = start[of] + step * rank[:, None]
        for near, piece in _same_cell(corner - low, first - low, first + step - low, 2.0**size, tolerance):
            yield near, of[piece]


def _same_cell(
    point: np.ndarray, start: np.ndarray, end: np.ndarray, cell: float, tolerance: float
) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """(point, segment) pairs in one cell of side `cell`; no segment is longer than that."""
    column, row = np.floor(point / cell).astype(np.int64).T
    width = int(row.max()) + 4
    key = column * width + row
    order = np.argsort(key, kind="stable")
    key = key[order]
    low = np.floor((np.minimum(start, end) - tolerance) / cell).astype(np.int64)
    high = np.floor((np.maximum(start, end) + tolerance) / cell).astype(np.int64)
    for right in range(3):
        for up in range(3):
            at = low + (right, up)
            inside = np.flatnonzero((at <= high).all(axis=1) & (at >= 0).all(axis=1))
            wanted = at[inside, 0] * width + at[inside, 1]
            first = np.searchsorted(key, wanted, "left")
            count = np.searchsorted(key, wanted, "right") - first
            for some in _blocks(count):
                segment = np.repeat(inside[some], count[some])
                rank = np.arange(len(segment)) - np.repeat(np.cumsum(count[some]) - count[some], count[some])
                yield order[np.repeat(first[some], count[some]) + rank], segment


def _blocks(count: np.ndarray) -> Iterator[slice]:
    """Slices whose counts sum to a bounded number, or hold a single one."""
    before = np.concatenate([[0], np.cumsum(count)])
    start = 0
    while start < len(count):
        end = max(start + 1, int(np.searchsorted(before, before[start] + PAIRS_AT_ONCE, "right")) - 1)
        yield slice(start, end)
        start = end


def edges_along(outlines: Outlines, corner: np.ndarray, edge: np.ndarray, tolerance: float) -> tuple[np.ndarray, ...]:
    """(edge, other edge) pairs that run side by side, within the tolerance, for more than twice its length.

    corner, edge: the contacts of `near_contacts`. Two edges that only meet at a corner do not run side by side.
    """
    n_edges = len(outlines.edge)
    ends = np.concatenate([outlines.edge[:, 0], outlines.edge[:, 1]])
    of_corner = Rows.of(ends, np.tile(np.arange(n_edges), 2), len(outlines.corner))
    contacts = np.sort(corner * n_edges + edge)

    def touches(place: np.ndarray, line: np.ndarray) -> np.ndarray:
        code = place * n_edges + line
        at = np.minimum(np.searchsorted(contacts, code), max(len(contacts) - 1, 0))
        return (contacts[at] == code) | (outlines.edge[line] == place[:, None]).any(axis=1)

    def far(place: np.ndarray, other: np.ndarray) -> np.ndarray:
        return np.hypot(*(outlines.corner[place] - outlines.corner[other]).T) > 2 * tolerance

    which, along = of_corner.spread(corner)
    if not len(which):
        return which, along
    here, line = corner[which], edge[which]
    opposite = outlines.edge[along].sum(axis=1) - here
    side_by_side = touches(opposite, line) & far(here, opposite)
    for end in (0, 1):
        place = outlines.edge[line, end]
        side_by_side |= touches(place, along) & far(here, place)
    return along[side_by_side], line[side_by_side]
