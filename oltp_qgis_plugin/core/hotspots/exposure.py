"""What incidents are related to: inhabitants, dwellings… shared among the cells, and the rates that follow."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.prepared import prep

from oltp_qgis_plugin.core.hotspots.cells import Cells
from oltp_qgis_plugin.core.hotspots.grid import Grid
from oltp_qgis_plugin.core.territories import membership, repair
from oltp_qgis_plugin.errors import Cancelled, StatisticError

PER = 1000
"""Rates are given per this many inhabitants (or other unit of exposure)."""


@dataclass(frozen=True)
class Exposure:
    """Amounts of polygons or of points: one of `polygons` and `xy` is given. what: their name, for sentences."""

    amounts: np.ndarray
    polygons: Sequence[BaseGeometry] | None = None
    xy: np.ndarray | None = None
    what: str = "Population"

    def of_cells(self, cells: Cells, should_stop: Callable[[], bool] = lambda: False) -> np.ndarray:
        """Amount of each cell: (n,) float. Raises StatisticError when no cell has any."""
        amounts = checked_amounts(self.amounts, self.what)
        if self.polygons is not None:
            total = exposure_by_area(self.polygons, amounts, cells, should_stop)
        else:
            assert self.xy is not None
            total = exposure_of_points(self.xy, amounts, cells)
        return self._some(total)

    def of_shapes(
        self, shapes: Sequence[BaseGeometry], should_stop: Callable[[], bool] = lambda: False
    ) -> np.ndarray:
        """Amount of each shape: (n,) float; shapes may overlap, what they share counts in each."""
        amounts = checked_amounts(self.amounts, self.what)
        if self.polygons is not None:
            return self._some(shared_by_area(self.polygons, amounts, shapes, should_stop))
        assert self.xy is not None
        placed = np.isfinite(self.xy).all(axis=1)
        held = membership(self.xy[placed], shapes, 0.0, should_stop)
        return self._some(np.bincount(held.polygon, amounts[placed][held.point], len(shapes)))

    def _some(self, total: np.ndarray) -> np.ndarray:
        if not total.sum() > 0:
            raise StatisticError(
                f"{self.what} : rien n'en tombe dans les mailles. Vérifiez le système de coordonnées de cette couche "
                f"et celui de la zone d'étude."
            )
        return total


def checked_amounts(amounts: np.ndarray, what: str) -> np.ndarray:
    """The amounts, NaN as 0. Raises StatisticError when one is negative or all are 0."""
    known = np.where(np.isfinite(amounts), amounts, 0.0)
    if (known < 0).any():
        raise StatisticError(
            f"{what} : {int((known < 0).sum())} valeur(s) négative(s), la plus petite {known.min():g}. "
            f"Remplacez-les (un code comme -99 pour « inconnu » se met à vide)."
        )
    if not known.sum() > 0:
        raise StatisticError(f"{what} : aucune valeur plus grande que 0. Vérifiez le champ choisi.")
    return known


def exposure_of_points(xy: np.ndarray, amounts: np.ndarray, cells: Cells) -> np.ndarray:
    """Sum, in each cell, of the amounts of the points inside: (n,) float. xy: (m, 2), NaN without position."""
    placed = np.isfinite(xy).all(axis=1)
    cell = cells.of_points(xy[placed])
    return np.bincount(cell[cell >= 0], amounts[placed][cell >= 0], len(cells))


def exposure_by_area(
    polygons: Sequence[BaseGeometry],
    amounts: np.ndarray,
    cells: Cells,
    should_stop: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """Amount of each cell when that of each polygon is spread evenly over its area: (n,) float.

    polygons: any, invalid ones repaired, same CRS as the cells. What falls outside the cells is nobody's.
    """
    if cells.grid is None:
        return shared_by_area(polygons, amounts, cells.shapes, should_stop)
    return _shared(polygons, amounts, _LatticeCells(cells.grid, cells.area), should_stop)


def shared_by_area(
    polygons: Sequence[BaseGeometry],
    amounts: np.ndarray,
    shapes: Sequence[BaseGeometry],
    should_stop: Callable[[], bool] = lambda: False,
) -> np.ndarray:
    """As `exposure_by_area`, for any shapes."""
    return _shared(polygons, amounts, _Shapes(shapes), should_stop)


def _shared(
    polygons: Sequence[BaseGeometry],
    amounts: np.ndarray,
    near: "_LatticeCells | _Shapes",
    should_stop: Callable[[], bool],
) -> np.ndarray:
    total = np.zeros(len(near.area))
    for polygon, amount in zip(polygons, amounts.tolist(), strict=True):
        if should_stop():
            raise Cancelled()
        shape = repair(polygon)[0]
        if not amount or shape.area <= 0:
            continue
        held = prep(shape)
        for cell in near.of(shape.bounds):
            other = near.shape(cell)
            common = near.area[cell] if held.contains(other) else shape.intersection(other).area
            total[cell] += amount * common / shape.area
    return total


class _LatticeCells:
    """Cells of a lattice, those whose boxes meet a box, and their shapes."""

    def __init__(self, grid: Grid, area: np.ndarray) -> None:
        self.grid, self.area, self.first = grid, area, (int(grid.row.min()), int(grid.column.min()))
        shape = int(grid.row.max()) - self.first[0] + 1, int(grid.column.max()) - self.first[1] + 1
        self.table = np.full(shape, -1)
        self.table[grid.row - self.first[0], grid.column - self.first[1]] = np.arange(len(grid.row))

    def of(self, bounds: tuple[float, float, float, float]) -> list[int]:
        left, low, right, high = self.grid.lattice.span(bounds)
        rows = slice(max(0, low - self.first[0]), max(0, high - self.first[0]))
        columns = slice(max(0, left - self.first[1]), max(0, right - self.first[1]))
        found = self.table[rows, columns]
        return found[found >= 0].tolist()

    def shape(self, cell: int) -> BaseGeometry:
        if cell in self.grid.cut:
            return self.grid.cut[cell]
        at = slice(cell, cell + 1)
        return Polygon(self.grid.lattice.corners(self.grid.column[at], self.grid.row[at])[0])


class _Shapes:
    """Polygons, and those whose boxes meet a box."""

    def __init__(self, polygons: Sequence[BaseGeometry]) -> None:
        self.polygons = polygons
        self.area = np.array([polygon.area for polygon in polygons])
        empty = (np.inf, np.inf, -np.inf, -np.inf)
        self.bounds = np.array([empty if polygon.is_empty else polygon.bounds for polygon in polygons])

    def of(self, bounds: tuple[float, float, float, float]) -> list[int]:
        west, south, east, north = self.bounds.T
        meet = (west < bounds[2]) & (east > bounds[0]) & (south < bounds[3]) & (north > bounds[1])
        return np.flatnonzero(meet).tolist()

    def shape(self, cell: int) -> BaseGeometry:
        return self.polygons[cell]
