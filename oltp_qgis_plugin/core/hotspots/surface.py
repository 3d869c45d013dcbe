"""The density as a picture: one value per pixel of the study area."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.cells import Cells
from oltp_qgis_plugin.core.hotspots.density import quartic_density
from oltp_qgis_plugin.core.hotspots.grid import make_grid
from oltp_qgis_plugin.core.hotspots.lattice import Lattice

MOST_PIXELS = 4_000_000
SMALLEST = 5.0


@dataclass(frozen=True)
class Surface:
    """values: (rows, columns) float per km², the first row the northernmost, NaN outside the study area.

    corner: x and y of the upper left corner. pixel: metres.
    """

    values: np.ndarray
    corner: tuple[float, float]
    pixel: float


def density_surface(
    xy: np.ndarray,
    weights: np.ndarray | None,
    cells: Cells,
    bandwidth: float,
    should_stop: Callable[[], bool] = lambda: False,
) -> Surface:
    """The density of the map's incidents on pixels of an eighth of the bandwidth, a quarter of the cell at most.

    xy, weights: incidents inside the study area. Pixels of 5 m or more, 4 millions at most; those that the edge cuts
    hold the density of their part inside.
    """
    west, south, east, north = cells.study.bounds
    pixel = max(min(bandwidth / 8, cells.side / 4), SMALLEST, np.sqrt((east - west) * (north - south) / MOST_PIXELS))
    lattice = Lattice(float(np.ceil(pixel)))
    grid = make_grid(cells.study, lattice, should_stop)
    area = grid.area_share * lattice.cell_area
    density = quartic_density(xy, grid.place, area, cells.study, bandwidth, should_stop, weights)
    first_column, last_row = int(grid.column.min()), int(grid.row.max())
    values = np.full((last_row - int(grid.row.min()) + 1, int(grid.column.max()) - first_column + 1), np.nan)
    values[last_row - grid.row, grid.column - first_column] = density * 1e6
    return Surface(values, (first_column * lattice.size, (last_row + 1) * lattice.size), lattice.size)
