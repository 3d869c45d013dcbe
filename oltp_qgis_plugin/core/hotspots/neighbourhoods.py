"""Who counts as the neighbourhood of a cell: rings or a distance on a lattice, any binary weights elsewhere."""

import math
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
from scipy.sparse import csr_matrix

from oltp_qgis_plugin.core.hotspots.lattice import HEXAGON_ROW
from oltp_qgis_plugin.errors import StatisticError

ROUNDING = 1e-9
MOST_REACH = 200
"""Cells: a wider neighbourhood is the whole town, and no longer a local statistic."""


class Neighbourhood(Protocol):
    """What a local statistic asks of a map: sums over each cell and its neighbours, with weights 0 or 1."""

    count: np.ndarray
    """Cells of each neighbourhood, the cell itself included: (n,) float."""

    def sums(self, values: np.ndarray) -> np.ndarray:
        """Sum of the values of each cell and its neighbours: (n,) float."""

    def subset(self, kept: np.ndarray) -> "Neighbourhood":
        """The same among the cells kept, (n,) bool: the others are nobody's neighbour."""


@dataclass(frozen=True)
class Reach:
    """Neighbours of a lattice's cell, itself included: per row shift, first and last column shift, as integers.

    even, odd: for cells of even and odd rows; they differ only for hexagons, whose odd rows are shifted.
    """

    even: tuple[tuple[int, int, int], ...]
    odd: tuple[tuple[int, int, int], ...]

    @property
    def rows(self) -> int:
        """Rows reached above and below."""
        return max(abs(shift) for shift, _, _ in self.even)

    @property
    def columns(self) -> int:
        """Columns reached left and right."""
        return max(max(abs(first), abs(last)) for _, first, last in (*self.even, *self.odd))


def rings(n_rings: int, hexagons: bool = False) -> Reach:
    """The cells at most `n_rings` steps away: 1 gives the 8 squares (queen) or the 6 hexagons around."""
    if not 1 <= n_rings <= MOST_REACH:
        raise StatisticError(f"Le nombre d'anneaux de voisins vaut {n_rings} : donnez un nombre de 1 à {MOST_REACH}.")
    shifts = range(-n_rings, n_rings + 1)
    if not hexagons:
        same = tuple((shift, -n_rings, n_rings) for shift in shifts)
        return Reach(same, same)
    return _hexagon_reach([(shift, 2 * n_rings - abs(shift)) for shift in shifts])


def lattice_band(distance: float, size: float, hexagons: bool = False) -> Reach:
    """The cells whose centres are at most `distance` apart, told with integers so that none is lost to rounding.

    distance, size: metres. Raises StatisticError when the distance reaches no neighbour, or further than MOST_REACH.
    """
    steps = distance / size * (1 + ROUNDING)
    if not (math.isfinite(steps) and 1 <= steps <= MOST_REACH):
        raise StatisticError(
            f"La distance de voisinage vaut {distance:g} m pour des mailles de {size:g} m : donnez de {size:g} à "
            f"{MOST_REACH * size:g} m, pour que chaque maille ait des voisines sans prendre toute la ville."
        )
    height = HEXAGON_ROW if hexagons else 1.0
    reach = math.floor(steps / height)
    if not hexagons:
        widths = [(dy, math.isqrt(max(0, math.floor(steps**2) - dy * dy))) for dy in range(-reach, reach + 1)]
        same = tuple((dy, -width, width) for dy, width in widths)
        return Reach(same, same)
    # Twice the distance between centres, squared, is an integer: (2dx)² + 3dy².
    limit = math.floor(4 * steps**2)
    halves = [(dy, math.isqrt(limit - 3 * dy * dy)) for dy in range(-reach, reach + 1) if 3 * dy * dy <= limit]
    # 2dx has the parity of dy.
    return _hexagon_reach([(dy, half - (half + dy) % 2) for dy, half in halves if half - (half + dy) % 2 >= 0])


def _hexagon_reach(half_widths: Sequence[tuple[int, int]]) -> Reach:
    """half_widths: (row shift, twice the furthest distance along the row), the latter of the former's parity."""
    ranges = {
        parity: tuple(
            (shift, (-twice + parity - (parity + shift) % 2) // 2, (twice + parity - (parity + shift) % 2) // 2)
            for shift, twice in half_widths
        )
        for parity in (0, 1)
    }
    return Reach(ranges[0], ranges[1])


class LatticeNeighbourhood:
    """Neighbourhoods on a lattice, by sums of shifted arrays: cost linear in the cells, whatever the reach.

    column, row: (n,) int, each cell once, in any order; cells absent from the list are nobody's neighbour.
    """

    def __init__(self, column: np.ndarray, row: np.ndarray, hexagons: bool = False, reach: Reach | None = None) -> None:
        self.column, self.row, self.hexagons = column, row, hexagons
        self.reach = reach or rings(1, hexagons)
        first = np.array([_least(row), _least(column)]) - (self.reach.rows, self.reach.columns)
        last = np.array([-_least(-row), -_least(-column)]) + (self.reach.rows, self.reach.columns)
        self._parity, self._shape = int(first[0]) % 2, tuple(last - first + 1)
        self._at = (row - first[0]) * self._shape[1] + (column - first[1])
        self.count = self.sums(np.ones(len(row)))

    def sums(self, values: np.ndarray) -> np.ndarray:
        canvas = np.zeros(self._shape)
        canvas.reshape(-1)[self._at] = values
        total = np.zeros(self._shape)
        if not self.hexagons:
            _add_rows(canvas, self.reach.even, total, slice(None))
        else:
            _add_rows(canvas, self.reach.even, total, slice(self._parity, None, 2))
            _add_rows(canvas, self.reach.odd, total, slice(1 - self._parity, None, 2))
        return total.reshape(-1)[self._at]

    def subset(self, kept: np.ndarray) -> "LatticeNeighbourhood":
        return LatticeNeighbourhood(self.column[kept], self.row[kept], self.hexagons, self.reach)

    def weights(self) -> csr_matrix:
        """The same as binary weights (n, n), self included."""
        position = np.full(self._shape, -1)
        position.reshape(-1)[self._at] = np.arange(len(self.row))
        first, second = [], []
        for parity, ranges in enumerate((self.reach.even, self.reach.odd)):
            cells = np.flatnonzero(self.row % 2 == parity)
            for down, left, right in ranges:
                for across in range(left, right + 1):
                    other = position.reshape(-1)[self._at[cells] + down * self._shape[1] + across]
                    first.append(cells[other >= 0])
                    second.append(other[other >= 0])
        pairs = np.concatenate(first), np.concatenate(second)
        return csr_matrix((np.ones(len(pairs[0])), pairs), shape=(len(self.row), len(self.row)))


def _least(positions: np.ndarray) -> int:
    return int(positions.min()) if len(positions) else 0


def _add_rows(
    canvas: np.ndarray, ranges: tuple[tuple[int, int, int], ...], total: np.ndarray, target: slice
) -> None:
    """Add to the target rows, for each row shift, the window of columns around each cell."""
    by_window = defaultdict(list)
    for shift, first, last in ranges:
        by_window[first, last].append(shift)
    rows = np.arange(len(canvas))[target]
    for (first, last), shifts in by_window.items():
        window = _window_sums(canvas, first, last)
        for shift in shifts:
            # The margins hold no cell: what falls out of the canvas is never looked up.
            held = rows[(rows + shift >= 0) & (rows + shift < len(canvas))]
            if len(held):
                step = target.step or 1
                into = slice(held[0], held[-1] + 1, step)
                total[into] += window[held[0] + shift : held[-1] + shift + 1 : step]


def _window_sums(canvas: np.ndarray, first: int, last: int) -> np.ndarray:
    """Sum of columns c + first to c + last at each column c; zero outside the canvas."""
    width = canvas.shape[1]
    if last - first < 8:
        total = np.zeros_like(canvas)
        for shift in range(first, last + 1):
            low, high = max(0, -shift), min(width, width - shift)
            total[:, low:high] += canvas[:, low + shift : high + shift]
        return total
    running = np.zeros((len(canvas), width + 1))
    np.cumsum(canvas, axis=1, out=running[:, 1:])
    at = np.arange(width)
    return running[:, np.clip(at + last + 1, 0, width)] - running[:, np.clip(at + first, 0, width)]


class WeightsNeighbourhood:
    """Neighbourhoods told by binary weights (n, n), self included: contiguity, distance between centres."""

    def __init__(self, weights: csr_matrix) -> None:
        self.weights = weights
        self.count = self.sums(np.ones(weights.shape[0]))

    def sums(self, values: np.ndarray) -> np.ndarray:
        return self.weights @ values

    def subset(self, kept: np.ndarray) -> "WeightsNeighbourhood":
        return WeightsNeighbourhood(self.weights[kept][:, kept])
