"""Where incidents are counted: the cells of a grid or the polygons of a layer, each incident once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.analysis import check_no_stray
from oltp_qgis_plugin.core.hotspots.cells import study_area
from oltp_qgis_plugin.core.hotspots.defaults import check_not_degrees, strays
from oltp_qgis_plugin.core.hotspots.grid import Grid, cell_of_points, count_per_cell, make_grid, study_rectangle
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.located import check_some_placed
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.reports.sentences import number
from oltp_qgis_plugin.core.territories import membership, repair
from oltp_qgis_plugin.errors import GridError

INSIDE, OUTSIDE = "dans la zone d'étude", "hors de la zone d'étude"
FEW = 30
"""Incidents under which a list says more than a map."""


@dataclass(frozen=True)
class Units:
    """The places of a map, in order: cells of `grid` inside `study`, or `polygons`.

    repaired: how many polygons, of the study area or of the layer, had to be repaired. boxed: the study area is but
    the rectangle of the incidents.
    """

    grid: Grid | None
    study: BaseGeometry | None
    polygons: tuple[BaseGeometry, ...] = ()
    repaired: int = 0
    boxed: bool = False

    def __len__(self) -> int:
        return len(self.grid.row) if self.grid is not None else len(self.polygons)

    def columns(self) -> dict[str, np.ndarray]:
        """What names each place: cell_id (from 1), and for a grid col, row, area_share."""
        number = {"cell_id": np.arange(1, len(self) + 1)}
        if self.grid is None:
            return number
        return number | {"col": self.grid.column, "row": self.grid.row, "area_share": self.grid.area_share}

    def of_points(self, xy: np.ndarray, should_stop: Callable[[], bool] = lambda: False) -> tuple[np.ndarray, int]:
        """Position of the place of each point, −1 outside all: (n,) int; and how many are strictly inside several.

        xy: (n, 2) float, no NaN. A point counts once: strictly inside one polygon rather than on an edge; on a shared
        edge, or where polygons overlap, the first of them in their order. The cells of a grid never overlap.
        """
        if self.grid is not None and self.study is not None:
            return cell_of_points(xy, self.grid, self.study, should_stop), 0
        held = membership(xy, self.polygons, 0.0, should_stop)
        found = np.full(len(xy), -1, dtype=np.int64)
        point, first = np.unique(held.point, return_index=True)
        found[point] = held.polygon[first]
        return found, int(np.count_nonzero(np.bincount(held.point[held.inside], minlength=1) > 1))


def polygon_units(polygons: Sequence[BaseGeometry]) -> Units:
    """The polygons of a layer as places, repaired where they had to be."""
    valid = [repair(polygon) for polygon in polygons]
    return Units(None, None, tuple(shape for shape, _ in valid), sum(changed for _, changed in valid))


def grid_units(
    study: Sequence[BaseGeometry] | None,
    lattice: Lattice,
    xy: np.ndarray,
    should_stop: Callable[[], bool] = lambda: False,
) -> Units:
    """The cells of a lattice in the study area; without one, in the rectangle of the points (at least one, no NaN).

    Raises GridError when size and area do not make a grid, CrsError when metres can only be degrees.
    """
    check_not_degrees(xy, lattice.size)
    area, repaired = (study_rectangle(xy, lattice), 0) if study is None else study_area(study)
    if study is None:
        check_no_stray(xy, area, lattice)
    return Units(make_grid(area, lattice, should_stop), area, (), repaired, study is None)


@dataclass(frozen=True)
class Tally:
    """Incidents of one layer: the place of each (-1: outside or without position), and their numbers."""

    unit: np.ndarray
    n: np.ndarray
    inside: int
    outside: int
    unplaced: int
    in_several: int = 0


def located(xy: np.ndarray, what: str = "La couche d'incidents") -> np.ndarray:
    """The points that have a position. Raises LayerError when there is none; what: its name in the sentence."""
    placed = xy[np.isfinite(xy).all(axis=1)]
    check_some_placed(len(placed), len(xy), what)
    return placed


def count_in(
    xy: np.ndarray,
    units: Units,
    what: str = "La couche d'incidents",
    should_stop: Callable[[], bool] = lambda: False,
) -> Tally:
    """Count the points of each place. xy: (n, 2) float, NaN without position.

    Raises GridError when no point is inside; what: name of the layer in the sentence.
    """
    placed = np.isfinite(xy).all(axis=1)
    unit = np.full(len(xy), -1, dtype=np.int64)
    unit[placed], several = units.of_points(xy[placed], should_stop)
    return replace(tally(unit, placed, len(units), what), in_several=several)


def tally(
    unit: np.ndarray, placed: np.ndarray, n_units: int, what: str = "La couche d'incidents", where: str = INSIDE
) -> Tally:
    """The numbers of incidents whose place is known: unit (n,) int, −1 in none; placed (n,) bool, with a position.

    Raises GridError when no incident is in a place; what, where: words of the sentence.
    """
    inside, n_placed = int(np.count_nonzero(unit >= 0)), int(np.count_nonzero(placed))
    if not inside:
        raise GridError(
            f"{what} n'a aucun incident, sur {n_placed} localisé(s), {where} : vérifiez le système de coordonnées des "
            f"couches et le choix de la zone."
        )
    return Tally(unit, count_per_cell(unit, n_units), inside, n_placed - inside, len(unit) - n_placed)


def unit_remarks(units: Units) -> Iterator[Remark]:
    """What was chosen or repaired to make the places."""
    if units.grid is not None:
        shape = "Hexagones" if units.grid.lattice.hexagons else "Carrés"
        yield Remark(f"{shape} de {units.grid.lattice.size:g} m : {number(len(units))} mailles.")
    else:
        yield Remark(f"Polygones où compter : {number(len(units))}.")
    if units.boxed:
        yield Remark(
            "Aucune zone d'étude : le rectangle qui contient les incidents en tient lieu. Donnez le contour de la "
            "commune ou du quartier, sinon des mailles vides hors de la ville comptent.",
            warning=True,
        )
    if units.repaired:
        yield Remark(f"Polygones non valides, réparés : {units.repaired}.", warning=True)


def tally_remarks(tally: Tally, what: str = "Incidents", where: str = OUTSIDE) -> Iterator[Remark]:
    """How many incidents were counted, and those that were not. what: their name, plural; where: why they were not."""
    yield Remark(f"{what} comptés : {number(tally.inside)}.")
    if tally.outside:
        yield Remark(f"{what} {where}, non comptés : {number(tally.outside)}.", warning=True)
    if tally.unplaced:
        yield Remark(f"{what} sans position, non comptés : {number(tally.unplaced)}.", warning=True)
    if tally.in_several:
        yield Remark(
            f"{what} dans plusieurs polygones qui se recouvrent, comptés dans le premier de la couche : "
            f"{number(tally.in_several)}.",
            warning=True,
        )


def stray_remark(xy: np.ndarray) -> Iterator[Remark]:
    """A warning when some points are very far from all the others, as one at 0, 0 is."""
    n, far = strays(xy[np.isfinite(xy).all(axis=1)])
    if n:
        yield Remark(
            f"Incidents très loin de tous les autres ({decimal(far, 0)} km ou plus), sans doute mal localisés : {n} ; "
            f"corrigez-les ou écartez-les.",
            warning=True,
        )
