"""SQLite's R-tree written whole: points packed into its nodes, instead of inserted one by one.

Layout of the nodes: SQLite's R*Tree module, "Shadow Tables". A node is 4 bytes (depth, in the root only; number of
cells) and up to 51 cells of 24 bytes (id or child; min x, max x, min y, max y as 4-byte floats), big-endian.
"""

import sqlite3

import numpy as np

CELLS = 51
NODE_BYTES = 4 + 24 * CELLS
ROOT = 1
CELL = np.dtype([("id", ">i8"), ("box", ">f4", 4)])


def can_pack(connection: sqlite3.Connection, tree: str) -> bool:
    """Whether the tree's nodes have the size written here; files of small pages have smaller ones."""
    row = connection.execute(f"SELECT length(data) FROM {tree}_node WHERE nodeno = {ROOT}").fetchone()
    return row is not None and row[0] == NODE_BYTES


def pack_points(connection: sqlite3.Connection, tree: str, ids: np.ndarray, xy: np.ndarray) -> None:
    """Replace the content of R-tree `tree` by points: ids (n,) int, xy (n, 2) float without NaN.

    Sort-tile-recursive packing (Leutenegger et al. 1997). Call it inside a transaction.
    """
    for shadow in ("node", "parent", "rowid"):
        connection.execute(f"DELETE FROM {tree}_{shadow}")
    order = _tiles(xy)
    cells = np.zeros(len(ids), dtype=CELL)
    cells["id"] = ids[order]
    cells["box"] = _boxes(xy[order])
    levels = _levels(cells)
    numbers = _node_numbers([len(level) for level in levels])
    for depth, (level, own) in enumerate(zip(levels, numbers, strict=True)):
        if depth:
            children = numbers[depth - 1]
            parents = own[np.arange(len(children)) // CELLS]
            connection.executemany(
                f"INSERT INTO {tree}_parent VALUES (?, ?)", zip(children.tolist(), parents.tolist(), strict=True)
            )
            for block, first in zip(level, range(0, len(children), CELLS), strict=True):
                block["id"] = children[first : first + CELLS]
        blobs = [_node(block, len(levels) - 1 if len(level) == 1 else 0) for block in level]
        connection.executemany(f"INSERT INTO {tree}_node VALUES (?, ?)", zip(own.tolist(), blobs, strict=True))
    leaf = numbers[0][np.arange(len(ids)) // CELLS]
    by_id = np.argsort(cells["id"], kind="stable")
    rows = zip(cells["id"][by_id].tolist(), leaf[by_id].tolist(), strict=True)
    connection.executemany(f"INSERT INTO {tree}_rowid VALUES (?, ?)", rows)


def _tiles(xy: np.ndarray) -> np.ndarray:
    """Order of the points: vertical slices of about the square root of the number of leaves, each by y."""
    slices = max(1, int(np.ceil(np.sqrt(len(xy) / CELLS))))
    by_x = np.argsort(xy[:, 0], kind="stable")
    number = np.empty(len(xy), dtype=np.int64)
    number[by_x] = np.arange(len(xy)) * slices // max(len(xy), 1)
    return np.lexsort((xy[:, 1], number))


def _boxes(xy: np.ndarray) -> np.ndarray:
    """(n, 4) single-precision boxes that hold the points, rounded outwards as SQLite does."""
    near = xy.astype(np.float32)
    low = np.where(near > xy, np.nextafter(near, np.float32(-np.inf)), near)
    high = np.where(near < xy, np.nextafter(near, np.float32(np.inf)), near)
    return np.column_stack([low[:, 0], high[:, 0], low[:, 1], high[:, 1]])


def _levels(cells: np.ndarray) -> list[list[np.ndarray]]:
    """Nodes of each level, leaves first, as blocks of cells; the last level is the root alone."""
    levels = [_blocks(cells)]
    while len(levels[-1]) > 1:
        parents = np.zeros(len(levels[-1]), dtype=CELL)
        for parent, block in zip(parents, levels[-1], strict=True):
            box = block["box"]
            parent["box"] = box[:, 0].min(), box[:, 1].max(), box[:, 2].min(), box[:, 3].max()
        levels.append(_blocks(parents))
    return levels


def _blocks(cells: np.ndarray) -> list[np.ndarray]:
    return [cells[first : first + CELLS] for first in range(0, max(len(cells), 1), CELLS)]


def _node_numbers(sizes: list[int]) -> list[np.ndarray]:
    """Node numbers of each level: the root is 1, the others follow from the leaves up."""
    numbers, following = [], ROOT + 1
    for size in sizes[:-1]:
        numbers.append(np.arange(following, following + size))
        following += size
    return [*numbers, np.array([ROOT])]


def _node(block: np.ndarray, depth: int) -> bytes:
    content = depth.to_bytes(2, "big") + len(block).to_bytes(2, "big") + block.tobytes()
    return content.ljust(NODE_BYTES, b"\0")
