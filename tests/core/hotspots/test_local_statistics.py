import numpy as np
import pytest
from osgeo import ogr
from shapely import wkb

from oltp_qgis_plugin.core.hotspots.local_statistics import (
    band_neighbours,
    gi_star,
    gi_star_lattice,
    lattice_neighbours,
)
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, two_sided_p


def square(side):
    row, column = np.mgrid[0:side, 0:side]
    return column.ravel(), row.ravel()


def test_gi_star_of_six_points_in_a_distance_band():
    xy = np.array([(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)], dtype=float)
    z = gi_star(np.array([2, 3, 3.2, 5, 8, 7]), band_neighbours(xy, 15))
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert z == pytest.approx(expected, abs=1e-8)


def test_gi_star_of_a_five_by_five_lattice():
    column, row = square(5)
    x = np.zeros(25)
    x[(row == 2) & (column == 2)], x[(row == 2) & (column == 3)] = 10, 5
    z = gi_star_lattice(x, column, row).reshape(5, 5)
    assert z[1:4] == pytest.approx(np.tile([-0.766826, 0.871813, 1.819435, 1.819435, 0.29821], (3, 1)), abs=1e-6)
    assert z[[0, 0, 4, 4], [0, 4, 0, 4]] == pytest.approx(-0.59555, abs=1e-5)


@pytest.mark.parametrize("hexagons", [False, True])
def test_the_lattice_form_and_the_general_form_agree_on_a_ragged_outline(hexagons):
    rng = np.random.default_rng(8)
    column, row = square(30)
    kept = rng.permutation(np.flatnonzero(rng.random(900) < 0.7))
    column, row, x = column[kept] - 11, row[kept] - 7, rng.poisson(3, len(kept))
    general = gi_star(x, lattice_neighbours(column, row, hexagons))
    assert gi_star_lattice(x, column, row, hexagons) == pytest.approx(general, abs=1e-12)


def test_a_hexagon_has_the_six_neighbours_one_cell_away():
    column, row = square(9)
    place = np.stack([column + 0.5 * (row % 2), row * np.sqrt(3) / 2], axis=1)
    by_distance = band_neighbours(place, 1.0)
    assert (lattice_neighbours(column, row, hexagons=True) != by_distance).nnz == 0
    assert by_distance.sum(axis=1).max() == 7


def test_no_neighbour_is_lost_to_rounding():
    column, row = square(20)
    place = np.stack([column, row], axis=1) * 0.1 + (6_543_210.7, 812_345.3)
    assert band_neighbours(place, 0.1).sum(axis=1).max() == 5
    assert band_neighbours(place, 0.1).sum() == 400 + 2 * 2 * 19 * 20


def test_translation_and_cell_order_change_nothing():
    rng = np.random.default_rng(2)
    column, row = square(12)
    x, order = rng.poisson(4, 144), rng.permutation(144)
    moved = gi_star_lattice(x[order], column[order] + 6543, row[order] - 987)
    assert moved == pytest.approx(gi_star_lattice(x, column, row)[order], abs=1e-12)


def test_gi_star_is_not_defined_without_variance_or_beyond_the_map():
    column, row = square(4)
    assert np.isnan(gi_star_lattice(np.full(16, 3), column, row)).all()
    assert np.isnan(gi_star_lattice(np.array([1, 2, 3, 4]), *square(2))).all()
    assert np.isnan(gi_star_lattice(np.array([7]), np.array([0]), np.array([0]))).all()
    assert len(gi_star_lattice(np.array([]), np.array([], dtype=int), np.array([], dtype=int))) == 0


@pytest.mark.parametrize(("layer", "size", "cells"), [("memphis_500m", 500, 3302), ("memphis_1000m", 1000, 883)])
def test_gi_star_and_q_of_memphis_equal_those_of_spdep(shared_data, layer, size, cells):
    dataset = ogr.Open(str(shared_data / "reference" / "memphis_gistar.gpkg"))
    rows = [
        (wkb.loads(bytes(cell.GetGeometryRef().ExportToWkb())).centroid, cell["n"], cell["gistar_spdep"], cell["q_bh"],
         cell["n_voisins"])
        for cell in dataset.GetLayerByName(layer)
    ]  # fmt: skip
    place = np.array([(row[0].x, row[0].y) for row in rows])
    n, expected, expected_q, neighbours = np.array([row[1:] for row in rows], dtype=float).T
    column, row = np.rint((place - place.min(axis=0)) / size).astype(int).T
    assert len(n) == cells
    assert lattice_neighbours(column, row).sum(axis=1).A1.tolist() == neighbours.tolist()
    for z in (gi_star_lattice(n, column, row), gi_star(n, lattice_neighbours(column, row))):
        assert z == pytest.approx(expected, abs=1e-6)
        assert benjamini_hochberg(two_sided_p(z)) == pytest.approx(expected_q, abs=1e-9)
