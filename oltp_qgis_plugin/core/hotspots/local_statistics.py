"""Local statistics of cells and their neighbours: Gi* on any neighbour structure, and fast on a lattice."""

from collections.abc import Iterator

import numpy as np
from scipy.sparse import csr_matrix, identity
from scipy.spatial import cKDTree

ROUNDING = 1e-9
SQUARE_NEIGHBOURS = ((-1, 0), (1, 0), (-1, -1), (0, -1), (1, -1), (-1, 1), (0, 1), (1, 1))
# Rows of hexagons: odd ones are shifted half a cell to the right.
HEXAGON_NEIGHBOURS = {
    0: ((-1, 0), (1, 0), (-1, -1), (0, -1), (-1, 1), (0, 1)),
    1: ((-1, 0), (1, 0), (0, -1), (1, -1), (0, 1), (1, 1)),
}


def band_neighbours(xy: np.ndarray, band: float) -> csr_matrix:
    """Binary weights (n, n), self included, of the places at most `band` apart; no neighbour is lost to rounding."""
    tree = cKDTree(xy)
    rounding = ROUNDING * band + 8 * np.finfo(float).eps * float(np.abs(xy).max(initial=0))
    pairs = tree.query_pairs(band + rounding, output_type="ndarray")
    ones = np.ones(2 * len(pairs))
    both = (np.concatenate([pairs[:, 0], pairs[:, 1]]), np.concatenate([pairs[:, 1], pairs[:, 0]]))
    return csr_matrix((ones, both), shape=(len(xy), len(xy))) + identity(len(xy), format="csr")


def lattice_neighbours(column: np.ndarray, row: np.ndarray, hexagons: bool = False) -> csr_matrix:
    """Binary weights (n, n), self included: the 8 cells around a square (queen), the 6 around a hexagon.

    column, row: (n,) int, each cell once, in any order; cells absent from the list are nobody's neighbour.
    """
    canvas, at = _canvas(np.arange(len(column)) + 1, column, row)
    first, second = [np.arange(len(column))], [np.arange(len(column))]
    for cells, shift in _shifts(row, hexagons):
        other = canvas.reshape(-1)[at[cells] + shift[1] * canvas.shape[1] + shift[0]]
        first.append(cells[other > 0])
        second.append(other[other > 0] - 1)
    pairs = (np.concatenate(first), np.concatenate(second))
    return csr_matrix((np.ones(len(pairs[0])), pairs), shape=(len(column), len(column)))


def gi_star(x: np.ndarray, weights: csr_matrix) -> np.ndarray:
    """Gi* of each cell as a z-score (Ord & Getis 1995), general form.

    x: (n,) counts or rates. weights: (n, n), the cell itself included.
    NaN where it is not defined: no variance in x, or a neighbourhood that is the whole map.
    """
    ones = np.ones(len(x))
    return _z_score(x, weights @ x, weights @ ones, weights.multiply(weights) @ ones)


def gi_star_lattice(x: np.ndarray, column: np.ndarray, row: np.ndarray, hexagons: bool = False) -> np.ndarray:
    """Gi* on squares (queen) or hexagons, as `gi_star` with `lattice_neighbours`, by sums of shifted arrays."""
    canvas, at = _canvas(x.astype(float), column, row)
    mask, _ = _canvas(np.ones(len(x)), column, row)
    local, count = _neighbourhood_sum(canvas, hexagons, row), _neighbourhood_sum(mask, hexagons, row)
    w = count.reshape(-1)[at]
    return _z_score(x, local.reshape(-1)[at], w, w)


def _z_score(x: np.ndarray, local: np.ndarray, w: np.ndarray, s1: np.ndarray) -> np.ndarray:
    n = len(x)
    z = np.full(n, np.nan)
    if n < 2:
        return z
    mean, deviation = float(np.mean(x)), float(np.std(x))
    spread = n * s1 - w**2
    defined = (spread > ROUNDING * n * s1) & (deviation > ROUNDING * abs(mean))
    z[defined] = (local - mean * w)[defined] / (deviation * np.sqrt(spread[defined] / (n - 1)))
    return z


def _canvas(values: np.ndarray, column: np.ndarray, row: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """The cells laid in an array with a margin of one, 0 where there is no cell, and the flat position of each."""
    if not len(row):
        return np.zeros((2, 2), dtype=values.dtype), np.zeros(0, dtype=np.int64)
    first_row, first_column = row.min() - 1, column.min() - 1
    shape = (int(row.max() - first_row) + 2, int(column.max() - first_column) + 2)
    at = (row - first_row) * shape[1] + (column - first_column)
    canvas = np.zeros(shape, dtype=values.dtype)
    canvas.reshape(-1)[at] = values
    return canvas, at


def _shifts(row: np.ndarray, hexagons: bool) -> Iterator[tuple[np.ndarray, tuple[int, int]]]:
    """(cells, (column shift, row shift)) of each direction; for hexagons even and odd rows in turn."""
    if not hexagons:
        yield from ((np.arange(len(row)), shift) for shift in SQUARE_NEIGHBOURS)
        return
    for parity, shifts in HEXAGON_NEIGHBOURS.items():
        yield from ((np.flatnonzero(row % 2 == parity), shift) for shift in shifts)


def _neighbourhood_sum(canvas: np.ndarray, hexagons: bool, row: np.ndarray) -> np.ndarray:
    """Sum of each cell and its neighbours over the whole canvas."""
    total = _three_in_a_row(canvas)
    if not hexagons:
        return total + _rows_around(total)
    sums = _rows_around(canvas)
    left, right = np.zeros_like(sums), np.zeros_like(sums)
    left[:, 1:], right[:, :-1] = sums[:, :-1], sums[:, 1:]
    first_parity = (int(row.min()) - 1) % 2 if len(row) else 0
    odd = (np.arange(len(canvas)) + first_parity) % 2 == 1
    return total + sums + np.where(odd[:, None], right, left)


def _three_in_a_row(canvas: np.ndarray) -> np.ndarray:
    total = canvas.copy()
    total[:, 1:] += canvas[:, :-1]
    total[:, :-1] += canvas[:, 1:]
    return total


def _rows_around(canvas: np.ndarray) -> np.ndarray:
    """Row above plus row below; the margins have none to give."""
    total = np.zeros_like(canvas)
    total[1:-1] = canvas[:-2] + canvas[2:]
    return total
