import csv
import zipfile

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from osgeo import ogr
from shapely import wkb
from shapely.affinity import rotate, translate
from shapely.geometry import MultiPoint, MultiPolygon, Polygon, box
from shapely.ops import voronoi_diagram

from oltp_qgis_plugin.core.hotspots.contiguity import (
    QUEEN,
    ROOK,
    distance_neighbours,
    polygon_neighbours,
    restrict,
    smallest_band,
)
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star, lattice_neighbours
from oltp_qgis_plugin.errors import Cancelled, StatisticError


def lists(neighbours):
    return [part.tolist() for part in np.split(neighbours.indices, neighbours.indptr[1:-1])]


def squares(columns, rows, side=1.0):
    return [box(i * side, j * side, (i + 1) * side, (j + 1) * side) for j in range(rows) for i in range(columns)]


def layer(path):
    dataset = ogr.Open(str(path))
    return [wkb.loads(bytes(f.GetGeometryRef().ExportToWkb())) for f in dataset.GetLayer(0)]


def test_nine_squares_have_the_neighbours_drawn_on_paper():
    queen, rook = (lists(polygon_neighbours(squares(3, 3), kind)) for kind in (QUEEN, ROOK))
    assert queen == [[1, 3, 4], [0, 2, 3, 4, 5], [1, 4, 5], [0, 1, 4, 6, 7], [0, 1, 2, 3, 5, 6, 7, 8], [1, 2, 4, 7, 8],
                     [3, 4, 7], [3, 4, 5, 6, 8], [4, 5, 7]]  # fmt: skip
    assert rook == [[1, 3], [0, 2, 4], [1, 5], [0, 4, 6], [1, 3, 5, 7], [2, 4, 8], [3, 7], [4, 6, 8], [5, 7]]


def test_columbus_has_the_neighbours_that_spdep_counts(shared_data, tmp_path):
    with zipfile.ZipFile(shared_data / "reference" / "columbus_shp.zip") as archive:
        archive.extractall(tmp_path)
    polygons = layer(next(tmp_path.rglob("*.shp")))
    with (shared_data / "reference" / "columbus_crime_locaux.csv").open() as rows:
        expected = [int(row["voisins"]) for row in csv.DictReader(rows)]
    queen = polygon_neighbours(polygons)
    assert queen.count.tolist() == expected and not queen.overlapping
    # 236 and 200 links: Anselin (1988), the columbus.gal files of GeoDa and PySAL.
    assert len(queen.indices) == 236 and len(polygon_neighbours(polygons, ROOK).indices) == 200


def test_the_gi_star_and_the_c_of_geary_of_columbus_on_these_neighbours_are_those_of_spdep(shared_data, tmp_path):
    with zipfile.ZipFile(shared_data / "reference" / "columbus_shp.zip") as archive:
        archive.extractall(tmp_path)
    with (shared_data / "reference" / "columbus_crime_locaux.csv").open() as rows:
        expected = list(csv.DictReader(rows))
    x, queen = (
        np.array([float(row["valeur"]) for row in expected]),
        polygon_neighbours(layer(next(tmp_path.rglob("*.shp")))),
    )
    assert gi_star(x, queen.weights(True)) == pytest.approx([float(row["G_i_star"]) for row in expected], abs=1e-6)
    weights = queen.weights().toarray() / queen.count[:, None]
    geary = 48 * (weights * (x[:, None] - x) ** 2).sum() / (2 * 49 * ((x - x.mean()) ** 2).sum())
    assert geary == pytest.approx(0.5405282, abs=1e-7)


@pytest.mark.parametrize("hexagons", [False, True])
@pytest.mark.parametrize("size", [200.0, 70.3, 1 / 3])
def test_cells_of_a_lattice_have_the_neighbours_that_the_lattice_gives(hexagons, size):
    row, column = (values.ravel() + 12_345 for values in np.mgrid[0:12, 0:15])
    cells = [Polygon(outline) for outline in Lattice(size, hexagons).corners(column, row)]
    expected = lattice_neighbours(column, row, hexagons).toarray() - np.eye(len(cells))
    assert (polygon_neighbours(cells).weights().toarray() == expected).all()
    assert (polygon_neighbours(cells).weights(True).toarray() == expected + np.eye(len(cells))).all()
    if hexagons:
        assert (polygon_neighbours(cells, ROOK).weights().toarray() == expected).all()


def test_a_corner_on_the_middle_of_another_border_makes_neighbours():
    above, left, right = box(0, 10, 20, 20), box(0, 0, 10, 10), box(10, 0, 20, 10)
    for kind in (QUEEN, ROOK):
        assert lists(polygon_neighbours([above, left, right], kind)) == [[1, 2], [0, 2], [0, 1]]
    tip = Polygon([(5, 10), (8, 5), (2, 5)])
    assert lists(polygon_neighbours([above, tip], QUEEN)) == [[1], [0]]
    assert lists(polygon_neighbours([above, tip], ROOK)) == [[], []]


@pytest.mark.parametrize("shift", [1e-9, -1e-9, 0.001, -0.001, 0.09, -0.09])
def test_rounding_and_slivers_under_the_tolerance_lose_no_neighbour_and_make_none(shift):
    exact = squares(4, 4, 1000.0)
    moved = [translate(square, shift * (i % 3), -shift * (i % 2)) for i, square in enumerate(exact)]
    for kind in (QUEEN, ROOK):
        found = polygon_neighbours(moved, kind, tolerance=0.3)
        assert lists(found) == lists(polygon_neighbours(exact, kind)) and found.tolerance == 0.3


def test_the_tolerance_by_default_is_a_ten_thousandth_of_the_side_of_a_median_polygon():
    near, far = ([box(0, 0, 1000, 1000), box(1000 + gap, 0, 2000 + gap, 1000)] for gap in (0.09, 0.11))
    assert polygon_neighbours(near).tolerance == pytest.approx(0.1)
    assert lists(polygon_neighbours(near)) == [[1], [0]] and lists(polygon_neighbours(far)) == [[], []]


def test_a_border_traced_twice_with_other_corners_is_one_border():
    x = np.linspace(0, 1000, 41)
    left = Polygon([(0, -500), *zip(x, 3 * np.sin(x / 90), strict=True), (1000, -500)])
    fine = np.linspace(0, 1000, 67)
    edge = np.interp(fine, x, 3 * np.sin(x / 90))
    right = Polygon([(1000, 500), *zip(fine[::-1], edge[::-1], strict=True), (0, 500)])
    assert lists(polygon_neighbours([left, right], ROOK)) == [[1], [0]]


def test_a_border_shorter_than_the_tolerance_counts_when_it_is_the_same_on_both_sides():
    left = Polygon([(0, 0), (5, 5), (5, 5.0001), (0, 10)])
    right = Polygon([(10, 0), (10, 10), (5, 5.0001), (5, 5)])
    assert lists(polygon_neighbours([left, right], ROOK, tolerance=0.5)) == [[1], [0]]


def test_two_edges_that_leave_a_corner_at_a_small_angle_share_only_that_corner():
    flat, low = Polygon([(0, 0), (100, 0), (100, 50)]), Polygon([(0, 0), (100, -2), (100, -50)])
    assert lists(polygon_neighbours([flat, low], QUEEN)) == [[1], [0]]
    assert lists(polygon_neighbours([flat, low], ROOK)) == [[], []]


def test_a_hole_and_what_fills_it_are_neighbours_and_polygons_that_cover_one_another_are_counted():
    ring = Polygon(box(0, 0, 30, 30).exterior.coords, [box(10, 10, 20, 20).exterior.coords])
    filled = polygon_neighbours([ring, box(10, 10, 20, 20)], ROOK)
    assert lists(filled) == [[1], [0]] and not filled.overlapping
    crossing = polygon_neighbours([box(0, 0, 30, 30), box(12, 12, 17, 17), box(25, -9, 50, 15)], ROOK)
    assert lists(crossing) == [[1, 2], [0], [0]] and crossing.overlapping == 2


def test_islands_and_empty_polygons_have_no_neighbour_and_are_told():
    found = polygon_neighbours([box(0, 0, 1, 1), MultiPolygon(), box(1, 0, 2, 1), box(50, 0, 51, 1)])
    assert lists(found) == [[2], [], [0], []] and found.islands.tolist() == [1, 3]
    assert len(polygon_neighbours([]).indices) == 0 and len(polygon_neighbours([MultiPolygon()]).indices) == 0


def test_polygons_drawn_several_times_are_neighbours_of_one_another():
    assert lists(polygon_neighbours([box(0, 0, 1, 1)] * 3, ROOK)) == [[1, 2], [0, 2], [0, 1]]


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000), st.floats(0, 360), st.floats(-1e7, 1e7), st.permutations(range(12)))
def test_turning_moving_and_ordering_change_no_neighbour(seed, angle, shift, order):
    rng = np.random.default_rng(seed)
    corner = np.stack(np.meshgrid(np.arange(5.0), np.arange(4.0)), axis=2) * 100 + rng.uniform(-30, 30, (4, 5, 2))
    polygons = [
        Polygon([corner[j, i], corner[j, i + 1], corner[j + 1, i + 1], corner[j + 1, i]])
        for j in range(3) for i in range(4)
    ]  # fmt: skip
    moved = [translate(rotate(polygons[i], angle, origin=(0, 0)), shift, -shift) for i in order]
    for kind in (QUEEN, ROOK):
        expected = polygon_neighbours(polygons, kind).weights().toarray()[np.ix_(order, order)]
        assert (polygon_neighbours(moved, kind).weights().toarray() == expected).all()


@settings(max_examples=30, deadline=None)
@given(st.integers(0, 10_000))
def test_queen_neighbours_are_the_polygons_that_shapely_says_intersect(seed):
    rng = np.random.default_rng(seed)
    xy = rng.uniform(0, 1000, (25, 2)).round(2)
    cells = list(voronoi_diagram(MultiPoint(xy)).geoms)
    expected = [[j for j in range(len(cells)) if j != i and cells[i].distance(cells[j]) < 1e-6] for i in range(25)]
    assert lists(polygon_neighbours(cells, tolerance=1e-6)) == expected


def test_a_layer_with_long_and_short_edges_is_searched_whole():
    step = np.linspace(0, 5, 400)
    coast = Polygon([(0, 0), *zip(step, 10 + 0.01 * np.sin(40 * step), strict=True), (5, 0)])
    sea = box(-1000, 10.005, 1000, 1000).difference(coast)
    quarter = box(5, -1000, 1000, 9.9)
    assert lists(polygon_neighbours([coast, sea, quarter], tolerance=0.02)) == [[1, 2], [0], [0]]


def test_places_at_the_very_distance_are_neighbours():
    xy = np.array([[0.1, 0.1], [0.3, 0.1], [0.1, 0.3], [np.nan, 0.0], [5.0, 5.0]])
    assert lists(distance_neighbours(xy, 0.2)) == [[1, 2], [0], [0], [], []]
    assert smallest_band(xy[:4]) == pytest.approx(0.2) and smallest_band(xy[:1]) == 0
    assert not len(distance_neighbours(xy, smallest_band(xy)).islands[1:])
    for band in (0.0, -1.0, np.nan, np.inf):
        with pytest.raises(StatisticError, match="distance de voisinage"):
            distance_neighbours(xy, band)


def test_a_distance_that_makes_too_many_neighbours_is_refused_before_it_fills_the_memory():
    with pytest.raises(StatisticError, match="50 millions de paires"):
        distance_neighbours(np.random.default_rng(1).uniform(0, 1, (8000, 2)), 10.0)


def test_neighbours_restricted_to_some_polygons_are_renumbered():
    kept = np.array([True, False, True, True])
    assert lists(restrict(polygon_neighbours(squares(4, 1)), kept)) == [[], [2], [1]]


def test_a_search_of_neighbours_stops_when_asked():
    with pytest.raises(Cancelled):
        polygon_neighbours(squares(3, 3), progress=lambda percent: percent >= 30)
