"""The hot-spot map of a town in one call: cells, count, density, Gi*, false discovery rate, class."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from oltp_qgis_plugin.core.hotspots.density import default_bandwidth, quartic_density
from oltp_qgis_plugin.core.hotspots.grid import Grid, cell_of_points, count_per_cell, make_grid, study_rectangle
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star_lattice
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, hotspot_class, two_sided_p
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.territories import repair
from oltp_qgis_plugin.errors import GridError, LayerError

SPARSE_MEAN = 5
SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class Remark:
    """A sentence that the user is told after the computation."""

    text: str
    warning: bool = False


@dataclass(frozen=True)
class HotspotMap:
    """Cells and what was computed in each.

    columns: cell_id, col, row, area_share, n, kde (incidents per km²), gi_star, p_value, q_value, class.
    bandwidth: metres. inside, outside, unplaced: numbers of incidents in the study area, out of it, without geometry.
    """

    grid: Grid
    columns: dict[str, np.ndarray]
    bandwidth: float
    inside: int
    outside: int
    unplaced: int
    remarks: tuple[Remark, ...]


def hotspot_map(
    xy: np.ndarray,
    study: Sequence[BaseGeometry] | None,
    lattice: Lattice,
    bandwidth: float = 0.0,
    progress: Progress = silent,
) -> HotspotMap:
    """Hot spots of incidents on the cells of a lattice, inside the study area.

    xy: (n, 2) float, metres, not finite without geometry. study: polygons, same CRS, invalid ones repaired; None: the
    bounding box of the incidents. bandwidth: metres; 0: computed. progress: told the percentage, answers True to stop.
    Raises LayerError without an incident, GridError when size and area do not make a grid or hold no incident.
    """
    placed = xy[np.isfinite(xy[:, 0] + xy[:, 1])]
    if not len(placed):
        raise LayerError(
            f"La couche d'incidents n'a aucun point localisé sur {len(xy)} : importez ou localisez des faits d'abord."
        )
    area, repaired = (study_rectangle(placed, lattice), 0) if study is None else study_area(study)
    grid = make_grid(area, lattice, lambda: progress(5))
    go_on(progress, 30)
    cell = cell_of_points(placed, grid, area, lambda: progress(30))
    inside = placed[cell >= 0]
    if not len(inside):
        raise GridError(
            f"Aucun incident localisé, sur {len(placed)}, n'est dans la zone d'étude : vérifiez le système de "
            f"coordonnées des deux couches et le choix de la zone."
        )
    go_on(progress, 50)
    chosen = bandwidth or default_bandwidth(inside) or lattice.size
    n = count_per_cell(cell, len(grid.column))
    density = quartic_density(
        inside, grid.place, grid.area_share * lattice.cell_area, area, chosen, lambda: progress(60)
    )
    go_on(progress, 80)
    columns = {
        "cell_id": np.arange(1, len(n) + 1),
        "col": grid.column,
        "row": grid.row,
        "area_share": grid.area_share,
        "n": n,
        "kde": density * SQUARE_METRES_PER_KM2,
        **significance_columns(n, grid),
    }
    outside, unplaced = len(placed) - len(inside), len(xy) - len(placed)
    result = HotspotMap(grid, columns, chosen, len(inside), outside, unplaced, ())
    return replace(result, remarks=tuple(remarks(result, not bandwidth, study is None, repaired)))


def study_area(polygons: Sequence[BaseGeometry]) -> tuple[BaseGeometry, int]:
    """The polygons as one valid shape, and how many had to be repaired."""
    repaired = [repair(polygon) for polygon in polygons]
    return unary_union([polygon for polygon, _ in repaired]), sum(changed for _, changed in repaired)


def significance_columns(n: np.ndarray, grid: Grid) -> dict[str, np.ndarray]:
    """gi_star, p_value, q_value and class of counts on a grid; NaN and not_significant without variance."""
    z = gi_star_lattice(n, grid.column, grid.row, grid.lattice.hexagons)
    p = two_sided_p(z)
    q = benjamini_hochberg(p)
    return {"gi_star": z, "p_value": p, "q_value": q, "class": hotspot_class(z, q)}


def remarks(result: HotspotMap, bandwidth_computed: bool, boxed: bool, repaired: int) -> Iterator[Remark]:
    """What was chosen automatically, and what weakens the result."""
    n, size = result.columns["n"], result.grid.lattice.size
    yield Remark(f"Mailles de {size:g} m : {len(n)} ; incidents comptés : {result.inside}.")
    computed = "calculé (le plus petit de la règle normale et de la distance moyenne au √n-ième voisin)"
    how = computed if bandwidth_computed else "demandé"
    yield Remark(f"Rayon de la densité : {result.bandwidth:.0f} m, {how}. Densité en incidents par km².")
    if boxed:
        yield Remark(
            "Aucune zone d'étude : le rectangle qui contient les incidents en tient lieu. Donnez le contour de la "
            "commune ou du quartier, sinon les mailles vides hors de la ville faussent les points chauds.",
            warning=True,
        )
    if repaired:
        yield Remark(f"Polygones non valides de la zone d'étude, réparés : {repaired}.", warning=True)
    if result.outside:
        yield Remark(f"Incidents hors de la zone d'étude, non comptés : {result.outside}.", warning=True)
    if result.unplaced:
        yield Remark(f"Incidents sans position, non comptés : {result.unplaced}.", warning=True)
    if result.bandwidth < size:
        yield Remark(
            f"Le rayon ({result.bandwidth:.0f} m) est plus petit que la maille ({size:g} m) : la densité ne lisse plus "
            f"rien ; prenez un rayon plus grand ou des mailles plus petites.",
            warning=True,
        )
    if np.isnan(result.columns["gi_star"]).all():
        yield Remark(
            "Toutes les mailles ont le même nombre d'incidents : Gi* n'est pas défini, aucune n'est classée.",
            warning=True,
        )
    elif n.mean() < SPARSE_MEAN:
        mean = f"{n.mean():.1f}".replace(".", ",")
        yield Remark(
            f"{mean} incidents par maille en moyenne (moins de {SPARSE_MEAN}) : Gi* n'est qu'approché, des "
            f"points chauds peuvent être dus au hasard ; prenez des mailles plus grandes ou une période plus longue.",
            warning=True,
        )
