"""The plane cut in squares or hexagons, from a fixed origin."""

import math
from dataclasses import dataclass

import numpy as np
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

HEXAGON_ROW = math.sqrt(3) / 2
HEXAGON_CORNERS = np.array([(0.0, -1.0), (0.5, -0.5), (0.5, 0.5), (0.0, 1.0), (-0.5, 0.5), (-0.5, -0.5), (0.0, -1.0)])
SQUARE_CORNERS = np.array([(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0)])


@dataclass(frozen=True)
class Lattice:
    """The plane cut in cells; the origin is a corner of square (0, 0), or the centre of hexagon (0, 0).

    size: metres; side of a square, or distance between two opposite sides of a hexagon (pointing up, odd rows
    shifted half a cell to the right). origin: in the CRS; its own unless another is wanted.
    """

    size: float
    hexagons: bool = False
    origin: tuple[float, float] = (0.0, 0.0)

    @property
    def cell_area(self) -> float:
        return self.size**2 * (HEXAGON_ROW if self.hexagons else 1.0)

    def locate(self, xy: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """(column, row) of the cell of each point; on a shared edge, the cell to its right or above."""
        x, y = (xy[:, 0] - self.origin[0]) / self.size, (xy[:, 1] - self.origin[1]) / self.size
        if not self.hexagons:
            return np.floor(x).astype(np.int64), np.floor(y).astype(np.int64)
        row = np.floor(y / HEXAGON_ROW).astype(np.int64)
        column = np.floor(x - 0.5 * (row % 2) + 0.5).astype(np.int64)
        above = np.floor(x - 0.5 * ((row + 1) % 2) + 0.5).astype(np.int64)
        here = (x - column - 0.5 * (row % 2)) ** 2 + (y - row * HEXAGON_ROW) ** 2
        there = (x - above - 0.5 * ((row + 1) % 2)) ** 2 + (y - (row + 1) * HEXAGON_ROW) ** 2
        higher = there <= here
        return np.where(higher, above, column), row + higher

    def corners(self, column: np.ndarray, row: np.ndarray) -> np.ndarray:
        """Closed outline of each cell, counter-clockwise: (n, 5 or 7, 2). Neighbours share their corners exactly."""
        if not self.hexagons:
            return (np.stack([column, row], axis=1)[:, None, :] + SQUARE_CORNERS) * self.size + self.origin
        half_column = 2 * column + row % 2
        x = (half_column[:, None] + 2 * HEXAGON_CORNERS[:, 0]) * (0.5 * self.size)
        # Corners sit on thirds of a row, so that two rows compute the same number.
        y = (3 * row[:, None] + 2 * HEXAGON_CORNERS[:, 1]) * (self.size * HEXAGON_ROW / 3)
        return np.stack([x, y], axis=2) + self.origin

    def span(self, bounds: tuple[float, float, float, float]) -> tuple[int, int, int, int]:
        """First column, first row, last column + 1, last row + 1 of the cells that cover a box."""
        x, y = self.origin
        bounds = bounds[0] - x, bounds[1] - y, bounds[2] - x, bounds[3] - y
        first = math.floor(bounds[0] / self.size), math.floor(bounds[1] / self.size)
        last = math.ceil(bounds[2] / self.size), math.ceil(bounds[3] / self.size)
        if not self.hexagons:
            return *first, max(last[0], first[0] + 1), max(last[1], first[1] + 1)
        height = self.size * HEXAGON_ROW
        # A row of hexagons reaches two thirds of a row below and above its centres.
        low, high = math.floor(bounds[1] / height + 1 / 3), math.ceil(bounds[3] / height - 1 / 3) + 1
        return first[0] - 1, low, last[0] + 1, high

    def box(self, span: tuple[int, int, int, int]) -> BaseGeometry:
        """The rectangle that holds the cells of a span."""
        outlines = self.corners(
            np.array([span[0], span[2] - 1, span[0], span[2] - 1]),
            np.array([span[1], span[3] - 1, span[3] - 1, span[1]]),
        )
        low, high = outlines.min(axis=(0, 1)), outlines.max(axis=(0, 1))
        margin = self.size / 2 if self.hexagons else 0.0
        return box(low[0] - margin, low[1], high[0] + margin, high[1])
