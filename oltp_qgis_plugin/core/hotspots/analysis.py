"""The hot-spot map of a town in one call: cells, count, density, rate, Gi*, false discovery rate, class."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.cells import Around, Cells, lattice_cells, polygon_cells, study_area
from oltp_qgis_plugin.core.hotspots.defaults import check_not_degrees, default_cell_size, strays
from oltp_qgis_plugin.core.hotspots.density import default_bandwidth, quartic_density
from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.core.hotspots.grid import check_size_fits, study_rectangle
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.located import check_some_inside, check_some_placed
from oltp_qgis_plugin.core.hotspots.map_remarks import remarks
from oltp_qgis_plugin.core.hotspots.map_statistics import Method, Tally, map_columns, tally
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.hotspots.robustness import robustness
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.errors import GridError

__all__ = ["HotspotMap", "Remark", "Where", "hotspot_map", "study_area"]
SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class Where:
    """Where incidents are counted: on a lattice (size 0: computed) or in polygons; study: polygons or None.

    Without a study area, the bounding box of the incidents, or the polygons themselves. repaired: how many of the
    polygons had to be repaired before.
    """

    lattice: Lattice
    study: Sequence[BaseGeometry] | None = None
    polygons: Sequence[BaseGeometry] | None = None
    around: Around = field(default_factory=Around)
    repaired: int = 0


@dataclass(frozen=True)
class HotspotMap:
    """Cells and what was computed in each.

    columns: cell_id, col and row (of a lattice), area_share, n, weight (when incidents have one), kde (incidents per
    km²), exposure and rate (when asked), gi_star, p_value, q_value, q_class, class, robustness (when asked).
    bandwidth: metres. inside, outside, unplaced: numbers of incidents in the study area, out of it, without geometry.
    """

    cells: Cells
    counted: Tally
    columns: dict[str, np.ndarray]
    bandwidth: float
    inside: int
    outside: int
    unplaced: int
    method: Method
    remarks: tuple[Remark, ...] = ()

    @property
    def hot(self) -> int:
        """Cells of a hot class, at 90 % or better."""
        return int(np.char.startswith(self.columns["class"], "hot").sum())


def hotspot_map(
    xy: np.ndarray,
    where: Where,
    bandwidth: float = 0.0,
    weights: np.ndarray | None = None,
    exposure: Exposure | None = None,
    method: Method | None = None,
    progress: Progress = silent,
) -> HotspotMap:
    """Hot spots of incidents on cells, inside the study area.

    xy: (n, 2) float, metres, not finite without geometry; weights: (n,) ≥ 0, NaN for an incident that has none and is
    left out. Polygons in the same CRS, invalid ones repaired. bandwidth: metres; 0: computed. progress: told the
    percentage, answers True to stop. Raises LayerError without an incident, GridError when size and area do not make a
    grid or hold no incident, CrsError for degrees said to be metres.
    """
    method = method or Method()
    placed = np.isfinite(xy).all(axis=1)
    check_some_placed(int(placed.sum()), len(xy))
    cells, repaired = _cells(xy if placed.all() else xy[placed], where, part(progress, 0, 30))
    go_on(progress, 30)
    counted = tally(xy, weights, cells, lambda: progress(40))
    check_some_inside(counted.inside, int(placed.sum()))
    go_on(progress, 45)
    inside, worth = xy if counted.inside == len(xy) else xy[counted.cell >= 0], counted.worth
    chosen = bandwidth or default_bandwidth(inside) or cells.side
    density = quartic_density(inside, cells.place, cells.area, cells.study, chosen, lambda: progress(50), worth)
    go_on(progress, 60)
    amounts = None if exposure is None else exposure.of_cells(cells, lambda: progress(65))
    end = 85 if method.robustness else 100
    columns = cells.columns() | map_columns(counted, cells, amounts, method, part(progress, 70, end))
    columns = _with_density(columns, density * SQUARE_METRES_PER_KM2)
    if method.robustness and cells.grid is not None:
        columns["robustness"] = robustness(xy, weights, exposure, cells, where.around, method, part(progress, 85, 100))
    result = HotspotMap(cells, counted, columns, chosen, counted.inside, *_left_out(counted, placed), method)
    return replace(result, remarks=tuple(remarks(result, where, not bandwidth, repaired, counted)))


def _cells(placed: np.ndarray, where: Where, progress: Progress) -> tuple[Cells, int]:
    """The cells, and how many polygons of the study area had to be repaired."""
    area, repaired = (None, 0) if where.study is None else study_area(where.study)
    if where.polygons is not None:
        return polygon_cells(where.polygons, area, where.around, lambda: progress(50)), repaired
    lattice = where.lattice
    if not lattice.size:
        extent = area.area if area is not None else float(np.prod(np.maximum(np.ptp(placed, axis=0), 100.0)))
        lattice = replace(lattice, size=default_cell_size(_about_inside(placed, area), extent))
    check_not_degrees(placed, lattice.size)
    if area is None:
        area = study_rectangle(placed, lattice)
        check_no_stray(placed, area, lattice)
    return lattice_cells(area, lattice, where.around, lambda: progress(50)), repaired


def _about_inside(placed: np.ndarray, area: BaseGeometry | None) -> int:
    """Number of points in the box of the area."""
    if area is None or area.is_empty:
        return len(placed)
    west, south, east, north = area.bounds
    x, y = placed.T
    return int(np.count_nonzero((x >= west) & (x <= east) & (y >= south) & (y <= north)))


def check_no_stray(placed: np.ndarray, area: BaseGeometry, lattice: Lattice) -> None:
    """Raises GridError when the box has too many cells, naming the incidents that stretch it."""
    try:
        check_size_fits(area.bounds, lattice)
    except GridError as error:
        n, far = strays(placed)
        if not n:
            raise
        raise GridError(
            f"{error} {n} incident(s) sont à {decimal(far, 0)} km ou plus des autres (une position à 0,0 ?) : donnez "
            f"une zone d'étude, ils seront comptés à part."
        ) from error


def _left_out(counted: Tally, placed: np.ndarray) -> tuple[int, int]:
    """Incidents outside the study area, and without position."""
    return int(placed.sum()) - counted.inside - counted.unweighted, int((~placed).sum())


def _with_density(columns: dict[str, np.ndarray], density: np.ndarray) -> dict[str, np.ndarray]:
    """The columns with kde after the counts."""
    names = list(columns)
    after = names.index("weight" if "weight" in columns else "n") + 1
    ordered = {name: columns[name] for name in names[:after]} | {"kde": density}
    return ordered | {name: columns[name] for name in names[after:]}
