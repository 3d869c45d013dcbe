import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import Point, Polygon, box

from oltp_qgis_plugin.core.hotspots.grid import (
    MAX_CELLS,
    cell_of_points,
    check_size_fits,
    count_per_cell,
    make_grid,
    study_rectangle,
)
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.errors import Cancelled, GridError

SQUARES, HEXAGONS = Lattice(100.0), Lattice(100.0, hexagons=True)
LAKE = Point(5003, 4001).buffer(800).difference(Point(4900, 4100).buffer(250))


@pytest.mark.parametrize("lattice", [SQUARES, HEXAGONS])
def test_cells_cover_the_study_area_exactly_once(lattice):
    grid = make_grid(LAKE, lattice)
    assert (grid.area_share * lattice.cell_area).sum() == pytest.approx(LAKE.area, rel=1e-9)
    assert len(set(zip(grid.column.tolist(), grid.row.tolist(), strict=True))) == len(grid.column)
    whole = [Polygon(outline) for outline in grid.outlines()]
    for position, share in enumerate(grid.area_share):
        assert whole[position].intersection(LAKE).area / lattice.cell_area == pytest.approx(share, abs=1e-9)
    assert sorted(grid.cut) == np.flatnonzero(grid.area_share < 1).tolist()


def test_squares_sit_on_multiples_of_the_cell_size():
    grid = make_grid(box(30, 130, 170, 250), SQUARES)
    assert grid.column.tolist() == [0, 1, 0, 1]
    assert grid.row.tolist() == [1, 1, 2, 2]
    assert grid.area_share.tolist() == pytest.approx([0.49, 0.49, 0.35, 0.35])
    assert grid.outlines()[3].tolist() == [[100, 200], [200, 200], [200, 300], [100, 300], [100, 200]]
    assert grid.place[0].tolist() == [65, 165]


def test_an_area_on_the_lattice_has_whole_cells_only():
    grid = make_grid(box(0, 0, 1000, 500), SQUARES)
    assert len(grid.column) == 50 and not grid.cut and (grid.area_share == 1).all()


def test_a_hexagon_is_as_wide_as_the_cell_size_and_regular():
    outline = HEXAGONS.corners(np.array([3]), np.array([5]))[0]
    assert np.ptp(outline[:, 0]) == pytest.approx(100)
    assert np.hypot(*np.diff(outline, axis=0).T) == pytest.approx(100 / np.sqrt(3))
    assert Polygon(outline).area == pytest.approx(HEXAGONS.cell_area)
    assert Polygon(outline).centroid.coords[0] == pytest.approx((350, 5 * 50 * np.sqrt(3)))


def test_neighbouring_hexagons_share_their_corners_to_the_last_bit():
    column, row = (part.ravel() for part in np.meshgrid(np.arange(7600, 7640), np.arange(72000, 72040)))
    corners = HEXAGONS.corners(column, row)[:, :-1].reshape(-1, 2)
    assert len(np.unique(corners, axis=0)) == len(np.unique(np.round(corners, 3), axis=0))


def test_an_empty_cell_is_kept():
    study = box(0, 0, 300, 300)
    grid = make_grid(study, SQUARES)
    counts = count_per_cell(cell_of_points(np.array([[150.0, 150.0]]), grid, study), len(grid.column))
    assert counts.tolist() == [0, 0, 0, 0, 1, 0, 0, 0, 0]


def test_a_point_on_a_shared_edge_belongs_to_the_cell_to_its_right_or_above():
    column, row = SQUARES.locate(np.array([[100.0, 50.0], [50.0, 100.0], [100.0, 100.0], [-100.0, -0.5]]))
    assert column.tolist() == [1, 0, 1, -1]
    assert row.tolist() == [0, 1, 1, -1]


@pytest.mark.parametrize("lattice", [SQUARES, HEXAGONS])
def test_every_incident_inside_falls_in_exactly_one_cell_that_holds_it(lattice):
    xy = np.random.default_rng(5).uniform((4100, 3100), (5900, 4900), (3000, 2))
    grid = make_grid(LAKE, lattice)
    cell = cell_of_points(xy, grid, LAKE)
    inside = np.array([LAKE.covers(Point(place)) for place in xy])
    assert ((cell >= 0) == inside).all()
    assert count_per_cell(cell, len(grid.column)).sum() == inside.sum()
    outlines = grid.outlines()
    assert all(Polygon(outlines[c]).distance(Point(p)) < 1e-9 for c, p in zip(cell, xy, strict=True) if c >= 0)


def test_incidents_on_the_edge_of_the_study_area_are_counted():
    study = box(0, 0, 1000, 1000)
    edge = np.array([[0, 0], [1000, 1000], [1000, 0], [0, 1000], [500, 1000], [1000, 550]], dtype=float)
    assert cell_of_points(edge, make_grid(study, SQUARES), study).tolist() == [0, 99, 9, 90, 95, 59]
    assert (cell_of_points(edge, make_grid(study, HEXAGONS), study) >= 0).all()
    assert cell_of_points(np.array([[1000.01, 500.0]]), make_grid(study, SQUARES), study).tolist() == [-1]


@settings(max_examples=40, deadline=None)
@given(st.integers(0, 2**32 - 1), st.floats(20, 400), st.booleans())
def test_counts_sum_to_the_incidents_inside_whatever_the_area_and_the_size(seed, size, hexagons):
    rng = np.random.default_rng(seed)
    study = Polygon(rng.uniform(0, 1000, (3, 2)))
    xy = rng.uniform(0, 1000, (200, 2))
    grid = make_grid(study, Lattice(size, hexagons))
    counts = count_per_cell(cell_of_points(xy, grid, study), len(grid.column))
    assert counts.sum() == sum(study.covers(Point(place)) for place in xy)


def test_without_study_area_the_rectangle_is_rounded_out_to_cells():
    rectangle = study_rectangle(np.array([[130.0, 250.0], [400.0, 20.0]]), SQUARES)
    assert rectangle.bounds == (100, 0, 500, 300)
    assert study_rectangle(np.array([[100.0, 100.0]]), SQUARES).bounds == (100, 100, 200, 200)


@pytest.mark.parametrize("size", [0, -5, float("nan"), float("inf")])
def test_a_cell_size_that_is_not_positive_is_refused(size):
    with pytest.raises(GridError, match="taille de maille"):
        make_grid(LAKE, Lattice(size))


def test_too_many_cells_are_refused_before_anything_is_allocated_with_a_size_that_fits():
    france = box(0, 6_000_000, 1_000_000, 7_000_000)
    with pytest.raises(GridError, match=r"1 000 \d{3} \d{3} mailles|1 000 000 000 000|choisissez (\d+) m") as refusal:
        make_grid(france, Lattice(1.0))
    fits = float(str(refusal.value).split("choisissez ")[1].split(" m")[0])
    check_size_fits(france.bounds, Lattice(fits))
    assert (1_000_000 / fits) ** 2 > MAX_CELLS / 2


def test_an_area_without_polygon_is_refused():
    with pytest.raises(GridError, match="zone d'étude est vide"):
        make_grid(Polygon(), SQUARES)


def test_a_stopped_run_is_cancelled():
    with pytest.raises(Cancelled):
        make_grid(LAKE, SQUARES, lambda: True)
