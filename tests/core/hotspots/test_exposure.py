import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import rotate
from shapely.geometry import MultiPolygon, Point, box

from oltp_qgis_plugin.core.hotspots.cells import Around, lattice_cells, polygon_cells
from oltp_qgis_plugin.core.hotspots.exposure import Exposure, exposure_by_area, exposure_of_points
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import Cancelled, StatisticError

TOWN = box(0, 0, 1000, 1000)


def test_inhabitants_are_shared_in_proportion_to_the_area_in_each_cell():
    cells = lattice_cells(TOWN, Lattice(500), Around())
    amounts = exposure_by_area([box(0, 0, 1000, 500), box(400, 500, 600, 700)], np.array([100.0, 80]), cells)
    assert amounts == pytest.approx([50, 50, 40, 40])


def test_what_lives_outside_the_study_area_is_nobody_s():
    cells = lattice_cells(TOWN, Lattice(500), Around())
    assert exposure_by_area([box(500, 0, 1500, 1000)], np.array([200.0]), cells) == pytest.approx([0, 50, 0, 50])


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 10_000), st.sampled_from(["squares", "hexagons", "polygons"]), st.floats(0, 89))
def test_the_shares_of_tilted_squares_inside_the_town_sum_to_their_population(seed, kind, angle):
    rng = np.random.default_rng(seed)
    town = Point(500, 500).buffer(480, 16)
    if kind == "polygons":
        cells = polygon_cells([box(x, y, x + 125, y + 125) for x in range(0, 1000, 125) for y in range(0, 1000, 125)],
                              town, Around())  # fmt: skip
    else:
        cells = lattice_cells(town, Lattice(110, kind == "hexagons"), Around())
    squares = [rotate(box(x, y, x + 200, y + 200), angle) for x, y in rng.uniform(-100, 1000, (6, 2))]
    people = rng.integers(0, 500, 6).astype(float)
    expected = sum(n * shape.intersection(town).area / shape.area for n, shape in zip(people, squares, strict=True))
    assert exposure_by_area(squares, people, cells).sum() == pytest.approx(expected, rel=1e-9)


def test_points_of_population_count_in_the_cell_that_holds_them():
    cells = lattice_cells(TOWN, Lattice(500), Around())
    xy = np.array([[10.0, 10], [20, 20], [600, 600], [np.nan, np.nan], [5000, 0]])
    assert exposure_of_points(xy, np.array([1.0, 2, 5, 100, 1000]), cells).tolist() == [3, 0, 0, 5]


def test_an_unknown_population_is_none_and_a_negative_one_is_refused():
    cells = lattice_cells(TOWN, Lattice(500), Around())
    squares = [box(0, 0, 500, 500), box(500, 500, 1000, 1000), MultiPolygon()]
    assert Exposure(np.array([7.0, np.nan, 3]), squares).of_cells(cells).tolist() == [7, 0, 0, 0]
    with pytest.raises(StatisticError, match="négative"):
        Exposure(np.array([7.0, -99, 3]), squares).of_cells(cells)
    with pytest.raises(StatisticError, match="plus grande que 0"):
        Exposure(np.zeros(3), squares).of_cells(cells)
    with pytest.raises(StatisticError, match="système de coordonnées"):
        Exposure(np.array([5.0]), [box(1e6, 1e6, 2e6, 2e6)]).of_cells(cells)


def test_sharing_stops_when_asked():
    with pytest.raises(Cancelled):
        exposure_by_area([TOWN], np.ones(1), lattice_cells(TOWN, Lattice(500), Around()), lambda: True)
