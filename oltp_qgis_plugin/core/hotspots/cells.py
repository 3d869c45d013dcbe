"""Where incidents are counted: cells of a lattice, or polygons of a layer, clipped to the study area."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union
from shapely.prepared import prep

from oltp_qgis_plugin.core.hotspots.contiguity import QUEEN, Neighbours, distance_neighbours, polygon_neighbours
from oltp_qgis_plugin.core.hotspots.grid import Grid, cell_of_points, make_grid
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.neighbourhoods import (
    LatticeNeighbourhood,
    Neighbourhood,
    WeightsNeighbourhood,
    lattice_band,
    rings,
)
from oltp_qgis_plugin.core.territories import membership, polygon_parts, repair
from oltp_qgis_plugin.errors import Cancelled, GridError, StatisticError


@dataclass(frozen=True)
class Around:
    """Who is a cell's neighbour: within `distance` metres when it is not 0, else `n_rings` steps away."""

    n_rings: int = 1
    distance: float = 0.0

    def words(self) -> str:
        """The choice, in French."""
        if self.distance:
            return f"mailles dont le centre est à {self.distance:g} m au plus"
        return "mailles qui se touchent" if self.n_rings == 1 else f"mailles jusqu'au {self.n_rings}e anneau"


@dataclass(frozen=True)
class Cells:
    """Cells in order. study: all of them together. grid: the lattice they come from, None for polygons of a layer.

    place: (n, 2) centroid of the part in the study area. area: (n,) m² of that part; share: its part of the cell.
    shapes: polygons of a layer, in the study area; source: their positions in the layer. islands: cells with no
    neighbour. overlap: share of their area that several polygons cover. repaired: invalid polygons.
    """

    study: BaseGeometry
    place: np.ndarray
    area: np.ndarray
    share: np.ndarray
    neighbourhood: Neighbourhood
    grid: Grid | None = None
    shapes: tuple[BaseGeometry, ...] = ()
    source: np.ndarray | None = None
    overlap: float = 0.0
    repaired: int = 0

    def __len__(self) -> int:
        return len(self.area)

    @property
    def islands(self) -> int:
        """Cells that have no neighbour."""
        return int(np.count_nonzero(self.neighbourhood.count <= 1))

    @property
    def side(self) -> float:
        """Metres: the size of the lattice's cells, or the side of a square as large as the median polygon."""
        return self.grid.lattice.size if self.grid is not None else float(np.sqrt(np.median(self.area)))

    def columns(self) -> dict[str, np.ndarray]:
        """What names each cell: cell_id (from 1), col and row of a lattice, area_share."""
        named = {"cell_id": np.arange(1, len(self) + 1)}
        if self.grid is not None:
            named |= {"col": self.grid.column, "row": self.grid.row}
        return named | {"area_share": self.share}

    def of_points(self, xy: np.ndarray, should_stop: Callable[[], bool] = lambda: False) -> np.ndarray:
        """Position of the cell of each point, -1 outside all: (n,) int; a point is in one cell at most."""
        if self.grid is not None:
            return cell_of_points(xy, self.grid, self.study, should_stop)
        return polygon_of_points(xy, self.shapes, should_stop)


    def shapes_of(self, positions: np.ndarray) -> Iterator[BaseGeometry]:
        """The shapes of some cells, in the study area."""
        if self.grid is None:
            yield from (self.shapes[position] for position in positions.tolist())
            return
        outlines = self.grid.lattice.corners(self.grid.column[positions], self.grid.row[positions])
        for position, outline in zip(positions.tolist(), outlines, strict=True):
            yield self.grid.cut[position] if position in self.grid.cut else Polygon(outline)


def study_area(polygons: Sequence[BaseGeometry]) -> tuple[BaseGeometry, int]:
    """The polygons as one valid shape, and how many had to be repaired."""
    repaired = [repair(polygon) for polygon in polygons]
    return unary_union([polygon for polygon, _ in repaired]), sum(changed for _, changed in repaired)


def lattice_cells(
    study: BaseGeometry, lattice: Lattice, around: Around, should_stop: Callable[[], bool] = lambda: False
) -> Cells:
    """The cells of a lattice in a study area. Raises GridError, StatisticError (a distance that reaches no cell)."""
    reach = (
        lattice_band(around.distance, lattice.size, lattice.hexagons)
        if around.distance
        else rings(around.n_rings, lattice.hexagons)
    )
    grid = make_grid(study, lattice, should_stop)
    neighbourhood = LatticeNeighbourhood(grid.column, grid.row, lattice.hexagons, reach)
    return Cells(study, grid.place, grid.area_share * lattice.cell_area, grid.area_share, neighbourhood, grid)


def polygon_cells(
    polygons: Sequence[BaseGeometry],
    study: BaseGeometry | None,
    around: Around,
    should_stop: Callable[[], bool] = lambda: False,
) -> Cells:
    """The polygons of a layer as cells, their part in the study area; those without area or outside it left out.

    Neighbours touch, by an edge or a corner (queen), n_rings steps away; or have their centroids within the distance.
    Raises GridError when nothing is left.
    """
    valid = [repair(polygon) for polygon in polygons]
    repaired = sum(changed for _, changed in valid)
    whole = [polygon for polygon, _ in valid]
    parts = whole if study is None else _clipped(whole, study, should_stop)
    source = np.array([i for i, part in enumerate(parts) if part.area > 0], dtype=np.int64)
    if not len(source):
        raise GridError(
            "Aucun polygone de la grille n'est dans la zone d'étude : vérifiez le système de coordonnées des deux "
            "couches et le choix de la zone."
        )
    shapes = tuple(parts[i] for i in source)
    place = np.array([shape.centroid.coords[0] for shape in shapes])
    area = np.array([shape.area for shape in shapes])
    share = area / np.array([whole[i].area for i in source])
    found = distance_neighbours(place, around.distance) if around.distance else polygon_neighbours(
        [whole[i] for i in source], QUEEN, None, lambda _: should_stop()
    )  # fmt: skip
    neighbourhood = WeightsNeighbourhood(_steps(found, 1 if around.distance else around.n_rings))
    union = unary_union(shapes)
    overlap = max(0.0, float(area.sum()) / union.area - 1)
    return Cells(union, place, area, share, neighbourhood, None, shapes, source, overlap, repaired)


def _steps(found: Neighbours, steps: int) -> csr_matrix:
    """Binary weights, self included, of the places at most `steps` neighbours away."""
    if steps < 1:
        raise StatisticError(f"Le nombre d'anneaux de voisins vaut {steps} : donnez 1 ou plus.")
    once = found.weights(with_self=True)
    weights = once
    for _ in range(steps - 1):
        weights = weights @ once
        weights.data[:] = 1.0
    return weights


def _clipped(polygons: list[BaseGeometry], study: BaseGeometry, should_stop: Callable[[], bool]) -> list[BaseGeometry]:
    prepared, parts = prep(study), []
    for number, polygon in enumerate(polygons):
        if number % 100 == 0 and should_stop():
            raise Cancelled()
        inside = polygon.is_empty or prepared.contains(polygon)
        parts.append(polygon if inside else polygon_parts(polygon.intersection(study)))
    return parts


def polygon_of_points(
    xy: np.ndarray, polygons: Sequence[BaseGeometry], should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """Position of the polygon of each point, -1 in none: (n,) int; so a point counts once.

    xy: (n, 2) float, no NaN. polygons: valid, same CRS. A point strictly inside one wins over an edge; on a shared
    edge, or where polygons overlap, the first in their order.
    """
    held = membership(xy, polygons, 0.0, should_stop)
    found = np.full(len(xy), -1, dtype=np.int64)
    point, first = np.unique(held.point, return_index=True)
    found[point] = held.polygon[first]
    return found
