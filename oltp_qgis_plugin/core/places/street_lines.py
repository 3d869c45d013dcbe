"""Streets known by their lines: a point on each, and where they cross."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.progress import Progress, go_on, silent

CELL_M = 60.0
TOUCHING_M = 2.0
SAME_CROSSING_M = 15.0
PAIRS_AT_ONCE = 2_000_000


def segments_of(lines: Sequence[np.ndarray]) -> tuple[np.ndarray, np.ndarray]:
    """Segments (m, 4) x1, y1, x2, y2 of lines of (n, 2) vertices, and the line of each."""
    parts = [np.hstack([xy[:-1], xy[1:]]) for xy in lines]
    owner = np.repeat(np.arange(len(parts)), [len(part) for part in parts]) if parts else np.empty(0, int)
    return (np.concatenate(parts) if parts else np.empty((0, 4))), owner


def middle_points(names: Sequence[str], lines: Sequence[np.ndarray]) -> pd.DataFrame:
    """street, x, y: for each name, the vertex nearest to the middle of its lines, weighed by length."""
    segments, owner = segments_of(lines)
    table = pd.DataFrame({"street": np.array(names, dtype=object)[owner],
                          "x": segments[:, [0, 2]].mean(axis=1), "y": segments[:, [1, 3]].mean(axis=1)})  # fmt: skip
    table["w"] = np.hypot(segments[:, 2] - segments[:, 0], segments[:, 3] - segments[:, 1]) + 1e-9
    table = table.assign(wx=table["x"] * table["w"], wy=table["y"] * table["w"])
    total = table.groupby("street")[["w", "wx", "wy"]].transform("sum")
    away = np.hypot(table["x"] - total["wx"] / total["w"], table["y"] - total["wy"] / total["w"])
    nearest = table.assign(away=away).sort_values("away", kind="stable").drop_duplicates("street")
    return nearest.sort_index()[["street", "x", "y"]].reset_index(drop=True)


def line_crossings(names: Sequence[str], lines: Sequence[np.ndarray], progress: Progress = silent) -> pd.DataFrame:
    """first, second, x, y: where lines of different names meet, to TOUCHING_M; near points of a pair are one.

    lines: (n, 2) vertices in metres.
    """
    segments, owner = segments_of(lines)
    number, distinct = pd.factorize(np.array(names, dtype=object))
    name = number[owner]
    found = [np.empty((0, 4))]
    for one, other in _neighbours(segments, name):
        go_on(progress, 0)
        at, meets = _meeting(segments[one], segments[other])
        pair = np.sort(np.column_stack([name[one[meets]], name[other[meets]]]), axis=1)
        found.append(np.column_stack([pair, at[meets]]))
    table = pd.DataFrame(np.concatenate(found), columns=["a", "b", "x", "y"])
    cell = (table[["x", "y"]] / SAME_CROSSING_M).round()
    table = table.groupby([table["a"], table["b"], cell["x"], cell["y"]], sort=True)[["x", "y"]].mean()
    table.index.names = ["a", "b", "cx", "cy"]
    rows = table.reset_index()
    return pd.DataFrame({"first": distinct[rows["a"].astype(int)], "second": distinct[rows["b"].astype(int)],
                         "x": rows["x"], "y": rows["y"]})  # fmt: skip


def _neighbours(segments: np.ndarray, name: np.ndarray):  # type: ignore[no-untyped-def]
    """Yield pairs (one, other) of segments of different names that share a cell, a bounded number at a time."""
    low = np.floor((np.minimum(segments[:, :2], segments[:, 2:]) - TOUCHING_M) / CELL_M).astype(np.int64)
    high = np.floor((np.maximum(segments[:, :2], segments[:, 2:]) + TOUCHING_M) / CELL_M).astype(np.int64)
    width, height = (high - low + 1).T if len(segments) else (np.empty(0, int), np.empty(0, int))
    count = width * height
    segment = np.repeat(np.arange(len(segments)), count)
    rank = np.arange(int(count.sum())) - np.repeat(np.cumsum(count) - count, count)
    column, row = low[segment, 0] + rank % width[segment], low[segment, 1] + rank // width[segment]
    key = column * (1 << 31) + row
    order = np.argsort(key, kind="stable")
    key, segment = key[order], segment[order]
    ends = np.flatnonzero(np.diff(key, append=key[-1:] + 1)) + 1 if len(key) else np.empty(0, int)
    starts = np.concatenate([[0], ends[:-1]]) if len(ends) else ends
    pairs = np.cumsum((ends - starts) ** 2)
    begin = 0
    while begin < len(starts):
        stop = max(begin + 1, int(np.searchsorted(pairs, (pairs[begin - 1] if begin else 0) + PAIRS_AT_ONCE)))
        size = (ends - starts)[begin:stop]
        cell = np.repeat(np.arange(begin, stop), size * size)
        at = np.arange(int((size * size).sum())) - np.repeat(np.cumsum(size * size) - size * size, size * size)
        one, other = starts[cell] + at // (ends - starts)[cell], starts[cell] + at % (ends - starts)[cell]
        kept = (segment[one] < segment[other]) & (name[segment[one]] != name[segment[other]])
        yield segment[one[kept]], segment[other[kept]]
        begin = stop


def _meeting(one: np.ndarray, other: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Points (n, 2) where pairs of segments meet, and which do: they cross, or an end is within TOUCHING_M."""
    at = np.full((len(one), 2), np.nan)
    d, e = one[:, 2:] - one[:, :2], other[:, 2:] - other[:, :2]
    cross = d[:, 0] * e[:, 1] - d[:, 1] * e[:, 0]
    start = other[:, :2] - one[:, :2]
    with np.errstate(divide="ignore", invalid="ignore"):
        t = (start[:, 0] * e[:, 1] - start[:, 1] * e[:, 0]) / cross
        u = (start[:, 0] * d[:, 1] - start[:, 1] * d[:, 0]) / cross
    crosses = (t >= 0) & (t <= 1) & (u >= 0) & (u <= 1)
    at[crosses] = one[crosses, :2] + t[crosses, None] * d[crosses]
    for points, line in ((one[:, :2], other), (one[:, 2:], other), (other[:, :2], one), (other[:, 2:], one)):
        along = line[:, 2:] - line[:, :2]
        length2 = np.maximum((along**2).sum(axis=1), 1e-12)
        share = np.clip(((points - line[:, :2]) * along).sum(axis=1) / length2, 0, 1)
        near = np.hypot(*(line[:, :2] + share[:, None] * along - points).T) <= TOUCHING_M
        fresh = near & np.isnan(at[:, 0])
        at[fresh] = points[fresh]
    return at, ~np.isnan(at[:, 0])
