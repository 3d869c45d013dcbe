"""Grids of squares or hexagons with a fixed origin, clipped to a study area, and the incidents counted in them."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon, box
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.territories import membership, polygon_parts
from oltp_qgis_plugin.errors import Cancelled, GridError

MAX_CELLS = 5_000_000
SMALLEST_CELL = 0.01
SLIVER = 1e-9
"""Share of a cell under which its overlap with the study area is rounding, not a cell."""


@dataclass(frozen=True)
class Grid:
    """Cells of a lattice inside a study area, by row then column.

    column, row: (n,) int. area_share: (n,) float, 0–1, part of the cell inside the study area.
    place: (n, 2) float, centroid of that part. cut: shape of the cells that the study area's edge crosses, by position.
    """

    lattice: Lattice
    column: np.ndarray
    row: np.ndarray
    area_share: np.ndarray
    place: np.ndarray
    cut: dict[int, BaseGeometry]

    def outlines(self) -> np.ndarray:
        """Closed outline of every whole cell: (n, 5 or 7, 2)."""
        return self.lattice.corners(self.column, self.row)


def study_rectangle(xy: np.ndarray, lattice: Lattice) -> BaseGeometry:
    """The bounding box of the points, at least one and no NaN, rounded out to whole squares of the lattice's size."""
    size = checked_size(lattice.size)
    x, y = xy.T
    low, high = np.array([x.min(), y.min()]), np.array([x.max(), y.max()])
    low, high = np.floor(low / size), np.floor(high / size) + 1
    return box(*(low * size), *(high * size))


def checked_size(size: float) -> float:
    """The cell size, when it is one. Raises GridError."""
    if not (math.isfinite(size) and size >= SMALLEST_CELL):
        raise GridError(
            f"La taille de maille vaut {size:g} m : donnez un nombre de mètres plus grand que 0, 200 par exemple."
        )
    return size


def check_size_fits(bounds: tuple[float, float, float, float], lattice: Lattice) -> None:
    """Raise GridError when the cells that cover the box are more than MAX_CELLS; nothing is allocated."""
    width, height = bounds[2] - bounds[0], bounds[3] - bounds[1]
    n_cells = (width / lattice.size + 1) * (height / lattice.size + 1) * lattice.size**2 / lattice.cell_area
    if n_cells <= MAX_CELLS:
        return
    fits = lattice.size
    while (width / fits + 2) * (height / fits + 2) * lattice.size**2 / lattice.cell_area > MAX_CELLS:
        fits *= 1.05
    step = 10.0 ** max(math.floor(math.log10(fits)) - 1, -2)
    fits = math.ceil(fits / step) * step
    raise GridError(
        f"Des mailles de {lattice.size:g} m feraient {n_cells:,.0f} mailles".replace(",", " ")
        + f" sur {width / 1000:,.1f} km × {height / 1000:,.1f} km".replace(",", " ").replace(".", ",")
        + f" (5 millions au plus) : choisissez {fits:g} m ou plus, ou vérifiez qu'aucun incident ne sort de la commune."
    )


def make_grid(study: BaseGeometry, lattice: Lattice, should_stop: Callable[[], bool] = lambda: False) -> Grid:
    """The cells of the lattice that overlap the study area, empty ones included.

    study: valid polygon or multipolygon, metres. Raises GridError: size ≤ 0, no area, more than MAX_CELLS.
    """
    checked_size(lattice.size)
    if study.is_empty or study.area <= 0:
        raise GridError("La zone d'étude est vide : choisissez une couche qui contient au moins un polygone.")
    check_size_fits(study.bounds, lattice)
    blocks, parts = [np.empty((0, 2), dtype=np.int64)], []
    for span, part in _cells_of(study, lattice.span(study.bounds), lattice, should_stop):
        if part is None:
            row, column = np.mgrid[span[1] : span[3], span[0] : span[2]]
            blocks.append(np.stack([row.ravel(), column.ravel()], axis=1))
        else:
            parts.append((span[1], span[0], part))
    cut = np.array([part[:2] for part in parts], dtype=np.int64).reshape(-1, 2)
    cells = np.concatenate([*blocks, cut])
    order = np.lexsort((cells[:, 1], cells[:, 0]))
    rank = np.argsort(order)[len(cells) - len(cut) :]
    row, column = cells[order].T
    outlines = lattice.corners(column, row)
    share, place = np.ones(len(cells)), (outlines.min(axis=1) + outlines.max(axis=1)) / 2
    for position, (_, _, shape) in zip(rank.tolist(), parts, strict=True):
        share[position] = shape.area / lattice.cell_area
        place[position] = shape.centroid.coords[0]
    shapes = {position: part[2] for position, part in zip(rank.tolist(), parts, strict=True)}
    return Grid(lattice, column, row, share, place, shapes)


def _cells_of(
    study: BaseGeometry, span: tuple[int, int, int, int], lattice: Lattice, should_stop: Callable[[], bool]
) -> Iterator[tuple[tuple[int, int, int, int], BaseGeometry | None]]:
    """Blocks of whole cells (with None) and single cut cells (with their part), by halving the span."""
    if should_stop():
        raise Cancelled()
    whole = lattice.box(span)
    part = polygon_parts(study.intersection(whole))
    if part.area <= SLIVER * lattice.cell_area:
        return
    if part.area >= whole.area * (1 - SLIVER / max(1, (span[2] - span[0]) * (span[3] - span[1]))):
        yield span, None
    elif (span[2] - span[0], span[3] - span[1]) == (1, 1):
        yield from _one_cell(part, span, lattice)
    elif span[2] - span[0] >= span[3] - span[1]:
        middle = (span[0] + span[2]) // 2
        yield from _cells_of(part, (span[0], span[1], middle, span[3]), lattice, should_stop)
        yield from _cells_of(part, (middle, span[1], span[2], span[3]), lattice, should_stop)
    else:
        middle = (span[1] + span[3]) // 2
        yield from _cells_of(part, (span[0], span[1], span[2], middle), lattice, should_stop)
        yield from _cells_of(part, (span[0], middle, span[2], span[3]), lattice, should_stop)


def _one_cell(
    part: BaseGeometry, span: tuple[int, int, int, int], lattice: Lattice
) -> Iterator[tuple[tuple[int, int, int, int], BaseGeometry | None]]:
    if lattice.hexagons:
        hexagon = Polygon(lattice.corners(np.array([span[0]]), np.array([span[1]]))[0])
        part = polygon_parts(part.intersection(hexagon))
    if part.area >= lattice.cell_area * (1 - SLIVER):
        yield span, None
    elif part.area > SLIVER * lattice.cell_area:
        yield span, part


def cell_of_points(
    xy: np.ndarray, grid: Grid, study: BaseGeometry, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Position in the grid of the cell of each point inside the study area, its edge included; else -1: (n,) int.

    xy: (n, 2) float, no NaN.
    A point on the study area's own edge, whose cell lies outside, belongs to the nearest cell that touches it.
    """
    column, row = grid.lattice.locate(xy)
    positions, low = _position_table(grid)
    cell = _look_up(positions, column - low[0], row - low[1])
    sure = (cell >= 0) & ~np.isin(np.arange(len(grid.column)), list(grid.cut))[cell]
    unsure = np.flatnonzero(~sure)
    inside = unsure[np.unique(membership(xy[unsure], [study], 0.0, should_stop).point)]
    outside = np.setdiff1d(unsure, inside, assume_unique=True)
    cell[outside] = -1
    lost = inside[cell[inside] < 0]
    for reach in (1e-6, 1e-3):
        for shift in ((0, -1), (-1, 0), (-1, -1), (1, 0), (0, 1), (-1, 1), (1, -1), (1, 1)):
            lost = lost[cell[lost] < 0]
            nudged = grid.lattice.locate(xy[lost] + reach * np.array(shift))
            cell[lost] = _look_up(positions, nudged[0] - low[0], nudged[1] - low[1])
    return cell


def _position_table(grid: Grid) -> tuple[np.ndarray, tuple[int, int]]:
    low = int(grid.column.min()), int(grid.row.min())
    table = np.full((int(grid.row.max()) - low[1] + 1, int(grid.column.max()) - low[0] + 1), -1)
    table[grid.row - low[1], grid.column - low[0]] = np.arange(len(grid.column))
    return table, low


def _look_up(table: np.ndarray, column: np.ndarray, row: np.ndarray) -> np.ndarray:
    known = (column >= 0) & (column < table.shape[1]) & (row >= 0) & (row < table.shape[0])
    found = np.full(len(column), -1)
    found[known] = table[row[known], column[known]]
    return found


def count_per_cell(cell: np.ndarray, n_cells: int) -> np.ndarray:
    """Number of incidents of each cell: (n_cells,) int; incidents outside (-1) left out."""
    return np.bincount(cell[cell >= 0], minlength=n_cells)
