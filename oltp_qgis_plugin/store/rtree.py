"""SQLite's R-tree written whole: points packed into its nodes, instead of inserted one by one.

Layout of the nodes: SQLite's R*Tree module, "Shadow Tables". A node is 4 bytes (depth, in the root only; number of
cells) and up to 51 cells of 24 bytes (id or child; min x, max x, min y, max y as 4-byte floats), big-endian.
"""

import sqlite3
import struct
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store.bulk import Values, write_columns

CELLS = 51
NODE_BYTES = 4 + 24 * CELLS
ROOT = 1
CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])


def can_pack(connection: sqlite3.Connection, tree: str) -> bool:
    """Whether the tree's nodes have the size written here; files of small pages have smaller ones."""
    row = connection.execute(f"SELECT length(data) FROM {tree}_node WHERE nodeno = {ROOT}").fetchone()
    return row is not None and row[0] == NODE_BYTES


@dataclass(frozen=True)
class PackedTree:
    """The rows of the three tables of an R-tree, by column: those of the nodes and of their parents level by level."""

    nodes: tuple[dict[str, np.ndarray], ...]
    parents: tuple[dict[str, np.ndarray], ...]
    rows: dict[str, np.ndarray]


def pack_points(ids: np.ndarray, xy: np.ndarray) -> PackedTree:
    """The R-tree of points: ids (n,) int, xy (n, 2) float without NaN.

    Sort-tile-recursive packing (Leutenegger et al. 1997).
    """
    order = _tiles(xy)
    cells = np.zeros(len(ids), dtype=CELL)
    cells["id"] = ids[order]
    cells["box"] = _boxes(xy[order])
    levels = _levels(cells)
    numbers = _node_numbers([_n_nodes(level) for level in levels])
    nodes, parents = [], []
    for depth, (level, own) in enumerate(zip(levels, numbers, strict=True)):
        if depth:
            children = numbers[depth - 1]
            level["id"] = children
            parents.append({"nodeno": children, "parentnode": own[np.arange(len(children)) // CELLS]})
        nodes.append({"nodeno": own, "data": _nodes(level, len(levels) - 1 if len(own) == 1 else 0)})
    by_id = np.argsort(cells["id"], kind="stable")
    leaf = numbers[0][np.arange(len(ids)) // CELLS][by_id]
    return PackedTree(tuple(nodes), tuple(parents), {"rowid": cells["id"][by_id], "nodeno": leaf})


def write_tree(connection: sqlite3.Connection, tree: str, packed: PackedTree, progress: Progress = silent) -> None:
    """Replace the content of R-tree `tree`. Call it inside a transaction."""
    for shadow in ("node", "parent", "rowid"):
        connection.execute(f"DELETE FROM {tree}_{shadow}")
    for level in packed.parents:
        _write(connection, f"{tree}_parent", level)
    for level in packed.nodes:
        _write(connection, f"{tree}_node", level)
    go_on(progress, 10)
    _write(connection, f"{tree}_rowid", packed.rows, part(progress, 10, 100))


def tree_extent(connection: sqlite3.Connection, tree: str) -> tuple[float, float, float, float] | None:
    """Min x, min y, max x, max y of all that an R-tree holds, read in its root; None when it is empty."""
    row = connection.execute(f"SELECT data FROM {tree}_node WHERE nodeno = {ROOT}").fetchone()
    n = struct.unpack_from(">H", row[0], 2)[0] if row else 0
    if not n:
        return None
    box = np.frombuffer(row[0], dtype=CELL, offset=4, count=n)["box"].astype(float)
    low, high = box.min(axis=0), box.max(axis=0)
    return float(low[0]), float(low[2]), float(high[1]), float(high[3])


def _write(connection: sqlite3.Connection, shadow: str, columns: dict[str, np.ndarray],
           progress: Progress = silent) -> None:  # fmt: skip
    def taken(values: np.ndarray) -> Values:
        return lambda start, end: values[start:end].tolist()

    n = len(next(iter(columns.values())))
    write_columns(connection, shadow, {name: taken(values) for name, values in columns.items()}, n, progress=progress)


def _tiles(xy: np.ndarray) -> np.ndarray:
    """Order of the points: vertical slices of about the square root of the number of leaves, each by y."""
    slices = max(1, int(np.ceil(np.sqrt(len(xy) / CELLS))))
    by_x = np.argsort(xy[:, 0], kind="stable")
    parts = np.array_split(by_x, slices)
    return np.concatenate([some[np.argsort(xy[some, 1], kind="stable")] for some in parts])


def _boxes(xy: np.ndarray) -> np.ndarray:
    """(n, 4) single-precision boxes that hold the points, rounded outwards as SQLite does."""
    near = xy.astype(np.float32)
    low = np.where(near > xy, np.nextafter(near, np.float32(-np.inf)), near)
    high = np.where(near < xy, np.nextafter(near, np.float32(np.inf)), near)
    return np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])


def _levels(cells: np.ndarray) -> list[np.ndarray]:
    """Cells of each level, leaves first: those of the next one hold the boxes of its nodes, until one node is left."""
    levels = [cells]
    while len(levels[-1]) > CELLS:
        box = levels[-1]["box"].astype(np.float32)
        starts = np.arange(0, len(box), CELLS)
        parents = np.zeros(len(starts), dtype=CELL)
        low, high = np.minimum.reduceat(box, starts), np.maximum.reduceat(box, starts)
        parents["box"] = np.column_stack([low[:, 0], high[:, 1], low[:, 2], high[:, 3]])
        levels.append(parents)
    return levels


def _n_nodes(cells: np.ndarray) -> int:
    return max(1, -(-len(cells) // CELLS))


def _node_numbers(sizes: list[int]) -> list[np.ndarray]:
    """Node numbers of each level: the root is 1, the others follow from the leaves up."""
    numbers, following = [], ROOT + 1
    for size in sizes[:-1]:
        numbers.append(np.arange(following, following + size))
        following += size
    return [*numbers, np.array([ROOT])]


def _nodes(cells: np.ndarray, depth: int) -> np.ndarray:
    """The nodes of a level as SQLite stores them, the last one completed by zeros."""
    n = _n_nodes(cells)
    filled = np.zeros(n * CELLS, dtype=CELL)
    filled[: len(cells)] = cells
    nodes = np.zeros((n, NODE_BYTES), dtype=np.uint8)
    nodes[:, :4] = np.frombuffer(depth.to_bytes(2, "big") + CELLS.to_bytes(2, "big"), dtype=np.uint8)
    nodes[-1, 3] = len(cells) - (n - 1) * CELLS
    nodes[:, 4:] = filled.view(np.uint8).reshape(n, -1)
    return nodes.view(f"V{NODE_BYTES}").ravel().astype(object)
