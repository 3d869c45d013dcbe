"""How much a hot spot depends on where the grid lies and on the size of its cells."""

import functools
from dataclasses import replace

import numpy as np

from oltp_qgis_plugin.core.hotspots.cells import Around, Cells, lattice_cells
from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.core.hotspots.map_statistics import Method, map_columns, tally
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent

SIZES = (0.75, 1.0, 1.25)
OFFSETS = (0.0, 1 / 3, 2 / 3)


def robustness(
    xy: np.ndarray,
    weights: np.ndarray | None,
    exposure: Exposure | None,
    cells: Cells,
    around: Around,
    method: Method,
    progress: Progress = silent,
) -> np.ndarray:
    """Share (0–1) of 9 grids in which the centre of each cell lies in a hot cell: 3 sizes × 3 offsets along both axes.

    cells: those of a lattice. The nine grids are tested without permutations, by the class that accounts for skewness,
    with a minimum exposure in proportion to their area.
    NaN for a cell whose centre is in no cell of any of them.
    """
    assert cells.grid is not None
    lattice = cells.grid.lattice
    hot, found = np.zeros(len(cells)), np.zeros(len(cells))
    for number, (size, offset) in enumerate((s, o) for s in SIZES for o in OFFSETS):
        step = part(progress, 100 * number / 9, 100 * (number + 1) / 9)
        go_on(step, 0)
        shifted = replace(lattice, size=lattice.size * size, origin=(offset * lattice.size * size,) * 2)
        reach = replace(around, distance=max(around.distance, shifted.size)) if around.distance else around
        other = lattice_cells(cells.study, shifted, reach, functools.partial(step, 20))
        counted = tally(xy, weights, other, functools.partial(step, 40))
        amounts = None if exposure is None else exposure.of_cells(other, functools.partial(step, 60))
        quick = replace(method, permutations=0, min_exposure=method.min_exposure * size**2)
        classes = map_columns(counted, other, amounts, quick)["class"]
        at = other.of_points(cells.place)
        found += at >= 0
        hot += np.where(at >= 0, np.char.startswith(classes, "hot")[at], False)
    return np.divide(hot, found, out=np.full(len(cells), np.nan), where=found > 0)
