import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, Polygon, box

from oltp_qgis_plugin.core.hotspots.cells import Around, lattice_cells, polygon_cells, polygon_of_points
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import Cancelled, GridError, StatisticError

LAKE = Point(500, 400).buffer(300, 32).difference(Point(450, 420).buffer(70))


def squares(side=5, size=100.0):
    return [box(x * size, y * size, (x + 1) * size, (y + 1) * size) for y in range(side) for x in range(side)]


def test_a_layer_of_squares_has_the_neighbours_of_the_lattice_it_copies():
    lattice = lattice_cells(box(0, 0, 500, 500), Lattice(100), Around())
    layer = polygon_cells(squares(), None, Around())
    assert layer.neighbourhood.count.tolist() == lattice.neighbourhood.count.tolist()
    assert layer.place.tolist() == lattice.place.tolist() and layer.area.tolist() == lattice.area.tolist()


@pytest.mark.parametrize("around", [Around(2), Around(distance=200), Around(distance=250)])
def test_rings_and_distances_mean_the_same_in_a_layer_and_on_a_lattice(around):
    lattice = lattice_cells(box(0, 0, 700, 700), Lattice(100), around)
    layer = polygon_cells(squares(7), None, around)
    assert layer.neighbourhood.count.tolist() == lattice.neighbourhood.count.tolist()


def test_cells_cut_by_the_edge_keep_their_neighbours_and_the_distance_between_whole_cells():
    cells = lattice_cells(LAKE, Lattice(50), Around(distance=50))
    inner = np.flatnonzero(cells.share == 1)
    assert set(cells.neighbourhood.count[inner]) <= {3, 4, 5} and cells.neighbourhood.count.max() == 5


def test_polygons_are_cut_by_the_study_area_and_those_outside_are_left_out():
    cells = polygon_cells(squares(), box(50, 0, 250, 300), Around())
    assert len(cells) == 9 and cells.source.tolist() == [0, 1, 2, 5, 6, 7, 10, 11, 12]
    assert cells.share.tolist() == [0.5, 1, 0.5] * 3
    assert cells.area.sum() == 200 * 300 == cells.study.area


def test_empty_invalid_and_lonely_polygons_are_told():
    bow_tie = Polygon([(0, 0), (100, 100), (100, 0), (0, 100)])
    cells = polygon_cells([bow_tie, MultiPolygon(), box(100, 0, 200, 100), box(900, 900, 950, 950)], None, Around())
    assert len(cells) == 3 and cells.repaired == 1 and cells.islands == 1
    assert cells.source.tolist() == [0, 2, 3]


def test_a_point_counts_once_in_polygons_that_share_an_edge_or_overlap():
    polygons = [box(0, 0, 100, 100), box(100, 0, 200, 100), box(150, 0, 300, 100)]
    xy = np.array([[100.0, 50], [160, 50], [250, 50], [999, 0], [0, 0]])
    assert polygon_of_points(xy, polygons).tolist() == [0, 1, 2, -1, 0]
    assert polygon_cells(polygons, None, Around()).overlap == pytest.approx(50 / 300)


def test_a_lattice_may_start_anywhere():
    shifted = lattice_cells(box(30, 40, 530, 540), Lattice(100, origin=(30, 40)), Around())
    assert len(shifted) == 25 and (shifted.share == 1).all()
    assert shifted.of_points(np.array([[30.0, 40], [129.9, 40], [130, 40], [529, 539]])).tolist() == [0, 0, 1, 24]
    hexagons = lattice_cells(LAKE, Lattice(60, True, (17.0, 23.0)), Around())
    assert hexagons.area.sum() == pytest.approx(LAKE.area)


def test_what_makes_no_cells_is_refused():
    with pytest.raises(GridError, match="système de coordonnées"):
        polygon_cells(squares(), box(9000, 9000, 9100, 9100), Around())
    with pytest.raises(StatisticError, match="anneaux"):
        polygon_cells(squares(), None, Around(0))
    with pytest.raises(StatisticError, match="distance"):
        lattice_cells(LAKE, Lattice(100), Around(distance=60))
    with pytest.raises(Cancelled):
        polygon_cells(squares(), LAKE, Around(), lambda: True)
