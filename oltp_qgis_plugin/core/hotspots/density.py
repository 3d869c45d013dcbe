"""Density of incidents: quartic kernel, corrected at the edge of the study area, summing to the incidents."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
from scipy.fft import irfft2, next_fast_len, rfft2
from scipy.ndimage import map_coordinates
from scipy.spatial import cKDTree
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from oltp_qgis_plugin.core.territories import ring_edges
from oltp_qgis_plugin.errors import Cancelled, StatisticError

LEAST_STEPS, MOST_STEPS = 32, 64
"""Nodes per bandwidth: as many as one band of nodes allows, within these."""
NODES_AT_ONCE, POINTS_AT_ONCE = 4_000_000, 2_000_000
NEIGHBOUR_SAMPLE = 500
THINNED_TO = 50_000


def default_bandwidth(xy: np.ndarray) -> float:
    """Bandwidth in metres: min(normal rule, mean k-nearest distance), k = √n; 0 when all points are at one place.

    xy: (n, 2) float, metres, no NaN. Normal rule: mean over x and y of 4·1.06·min(sd, IQR/1.34)·n^(−1/5)
    (Venables & Ripley 2002); the spread is the sd alone where more than half the points share a coordinate.
    The neighbour distance is that of a systematic sample, so the order of points may change it slightly.
    """
    n = len(xy)
    if n < 2:
        return 0.0
    deviation = xy.std(axis=0, ddof=1)
    quartiles = np.percentile(xy, [25, 75], axis=0)
    robust = (quartiles[1] - quartiles[0]) / 1.34
    spread = np.where(robust > 0, np.minimum(deviation, robust), deviation)
    normal = float(np.mean(4 * 1.06 * spread * n**-0.2))
    # The k-th neighbour among n is as far as the (k/f)-th among n/f points drawn evenly.
    thinned = xy[:: max(1, n // THINNED_TO)]
    k = max(1, min(len(thinned) - 1, round(np.sqrt(n) * len(thinned) / n)))
    sample = thinned[:: max(1, len(thinned) // NEIGHBOUR_SAMPLE)]
    distance, _ = cKDTree(thinned).query(sample, k=[k + 1])
    nearest = float(distance.mean())
    return min(normal, nearest) if nearest > 0 else normal


@dataclass(frozen=True)
class _Nodes:
    """Nodes of a fine raster, `step` apart, the first at (x0, y0): `columns` × `rows` of them."""

    x0: float
    y0: float
    step: float
    columns: int
    rows: int

    def position(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return (xy[:, 0] - self.x0) / self.step, (xy[:, 1] - self.y0) / self.step


def quartic_density(
    xy: np.ndarray,
    places: np.ndarray,
    areas: np.ndarray,
    study: BaseGeometry,
    bandwidth: float,
    should_stop: Callable[[], bool] = lambda: False,
    weights: np.ndarray | None = None,
) -> np.ndarray:
    """Incidents per square metre at each place; Σ density·area is the number of incidents, or their weight.

    λ(s) = Σ 3/(πh²)(1 − d²/h²)² for d < h, over the kernel's mass inside the study area around s, then rescaled.
    xy: (n, 2) incidents inside the study area; weights: (n,), None for 1 each. places, areas: (m, 2) and (m,) centre
    and area of the cells.
    Convolution on nodes h/32 to h/64 apart, band by band of the area; within 1 % of the sum point by point.
    """
    if not bandwidth > 0:
        raise StatisticError(f"Le rayon vaut {bandwidth:g} m : donnez un nombre de mètres plus grand que 0.")
    edges, density = oriented_edges(study), np.zeros(len(places))
    by_height = np.argsort(places[:, 1], kind="stable")
    heights = places[by_height, 1]
    left, right = study.bounds[0], study.bounds[2]
    height = study.bounds[3] - study.bounds[1] + 2 * bandwidth
    steps = np.sqrt(NODES_AT_ONCE / (height * (right - left + 2 * bandwidth))) * bandwidth
    step = bandwidth / float(np.clip(steps, LEAST_STEPS, MOST_STEPS))
    columns = int((right - left + 2 * bandwidth) / step) + 4
    tall = max(bandwidth, NODES_AT_ONCE / columns * step - 2 * bandwidth)
    start = 0
    while start < len(places):
        if should_stop():
            raise Cancelled()
        bottom = heights[start]
        end = int(np.searchsorted(heights, bottom + tall, "right"))
        rows = int((heights[end - 1] - bottom + 2 * bandwidth) / step) + 4
        nodes = _Nodes(left - bandwidth - step, bottom - bandwidth - step, step, columns, rows)
        near = (xy[:, 1] > bottom - bandwidth) & (xy[:, 1] < heights[end - 1] + bandwidth)
        here = by_height[start:end]
        worth = weights if weights is None or near.all() else weights[near]
        points = xy if near.all() else xy[near]
        density[here] = _corrected(points, worth, places[here], edges, nodes, bandwidth)
        start = end
    total = float(np.sum(density * areas))
    whole = len(xy) if weights is None else float(weights.sum())
    return density * (whole / total) if total > 0 else density


def _corrected(
    xy: np.ndarray, weights: np.ndarray | None, places: np.ndarray, edges: np.ndarray, nodes: _Nodes, bandwidth: float
) -> np.ndarray:
    """Kernel sum over kernel mass inside the study area, at places of one band."""
    if not len(xy):
        return np.zeros(len(places))
    sums = _smoothed(binned(xy, nodes, weights), nodes, places, bandwidth)
    # Coverage is exact at any step and the mass is smooth: half the nodes each way are enough.
    coarse = replace(nodes, step=2 * nodes.step, columns=nodes.columns // 2 + 3, rows=nodes.rows // 2 + 3)
    mass = _smoothed(coverage(edges, coarse) * coarse.step**2, coarse, places, bandwidth)
    noise = 1e-9 / bandwidth**2
    return np.where(sums > noise, sums / np.maximum(mass, 1e-6), 0.0)


def _smoothed(surface: np.ndarray, nodes: _Nodes, places: np.ndarray, bandwidth: float) -> np.ndarray:
    """The sum at each place of the values around it, weighted by the quartic kernel, whose integral is 1."""
    reach = int(np.ceil(bandwidth / nodes.step))
    padded = tuple(next_fast_len(side + reach, real=True) for side in surface.shape)
    along, across = (np.minimum(np.arange(side), side - np.arange(side)) * nodes.step / bandwidth for side in padded)
    kernel = np.maximum(1 - along[:, None] ** 2 - across[None, :] ** 2, 0.0) ** 2
    spectrum = rfft2(kernel, workers=-1)
    smooth = irfft2(rfft2(surface, padded, workers=-1) * spectrum, padded, workers=-1)
    at = np.stack(nodes.position(places)[::-1])
    return map_coordinates(smooth, at, order=1) / (kernel.sum() * nodes.step**2)


def binned(xy: np.ndarray, nodes: _Nodes, weights: np.ndarray | None = None) -> np.ndarray:
    """Incidents, or their weights, shared between the four nodes around each by nearness: (rows, columns)."""
    size = nodes.rows * nodes.columns
    total = np.zeros(size)
    for first in range(0, len(xy), POINTS_AT_ONCE):
        some = slice(first, first + POINTS_AT_ONCE)
        x, y = nodes.position(xy[some])
        column, row = np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        fx, fy = x - column, y - row
        worth = 1.0 if weights is None else weights[some]
        flat = row * nodes.columns + column
        total += np.bincount(flat, (1 - fx) * (1 - fy) * worth, size)
        total += np.bincount(flat + 1, fx * (1 - fy) * worth, size)
        total += np.bincount(flat + nodes.columns, (1 - fx) * fy * worth, size)
        total += np.bincount(flat + nodes.columns + 1, fx * fy * worth, size)
    return total.reshape(nodes.rows, nodes.columns)


def oriented_edges(study: BaseGeometry) -> np.ndarray:
    """Edges of the study area with its inside on their left: (m, 4)."""
    parts = [orient(part) for part in getattr(study, "geoms", [study]) if not part.is_empty]
    return np.concatenate([np.empty((0, 4)), *(ring_edges(part) for part in parts)])


def coverage(edges: np.ndarray, nodes: _Nodes) -> np.ndarray:
    """Exact share of the square around each node that lies inside the edges: (rows, columns).

    Signed areas: each edge is cut at the sides of the squares it crosses; each piece adds, to its square and all
    those to its right, the area between it and their right sides.
    """
    x1, y1 = nodes.position(edges[:, :2])
    x2, y2 = nodes.position(edges[:, 2:])
    pieces = np.stack([x1, y1, x2, y2], axis=1) + 0.5
    for axis in (0, 1):
        pieces = _cut_at_integers(_clip_rows(pieces, nodes.rows), axis)
    middle = (pieces[:, :2] + pieces[:, 2:]) / 2
    rise = pieces[:, 1] - pieces[:, 3]
    column, row = np.floor(middle[:, 0]).astype(np.int64), np.floor(middle[:, 1]).astype(np.int64)
    column, row = np.clip(column, 0, nodes.columns - 2), np.clip(row, 0, nodes.rows - 1)
    flat, size = row * nodes.columns + column, nodes.rows * nodes.columns
    into = np.clip(middle[:, 0] - column, 0, 1)
    area = np.bincount(flat, rise * (1 - into), size) + np.bincount(flat + 1, rise * into, size)
    return np.clip(np.cumsum(area.reshape(nodes.rows, nodes.columns), axis=1), 0, 1)


def _clip_rows(pieces: np.ndarray, rows: int) -> np.ndarray:
    """The part of each piece between heights 0 and `rows`; level pieces, which bound no area, left out."""
    pieces = pieces[pieces[:, 1] != pieces[:, 3]]
    height = pieces[:, 3] - pieces[:, 1]
    ends = np.clip(np.sort(np.stack([-pieces[:, 1], rows - pieces[:, 1]]) / height, axis=0), 0, 1)
    return _between(pieces, ends[0], ends[1])[ends[1] > ends[0]]


def _cut_at_integers(pieces: np.ndarray, axis: int) -> np.ndarray:
    """Each piece cut wherever its x (axis 0) or y (axis 1) is an integer."""
    begin, end = pieces[:, axis], pieces[:, axis + 2]
    low, high = np.minimum(begin, end), np.maximum(begin, end)
    cuts = np.maximum(np.ceil(high) - np.floor(low) - 1, 0).astype(np.int64)
    which = np.repeat(np.arange(len(pieces)), cuts + 1)
    rank = np.arange(len(which)) - np.repeat(np.cumsum(cuts + 1) - cuts - 1, cuts + 1)
    forward = (end >= begin)[which]
    lines = [np.where(forward, np.floor(low)[which] + k, np.ceil(high)[which] - k) for k in (rank, rank + 1)]
    length = np.where(end == begin, 1.0, end - begin)[which]
    first = np.where(rank == 0, 0.0, (lines[0] - begin[which]) / length)
    last = np.where(rank == cuts[which], 1.0, (lines[1] - begin[which]) / length)
    return _between(pieces[which], first, last)


def _between(pieces: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """The part of each piece between two shares of its length."""
    along = pieces[:, 2:] - pieces[:, :2]
    return np.hstack([pieces[:, :2] + along * first[:, None], pieces[:, :2] + along * last[:, None]])
