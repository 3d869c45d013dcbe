import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.hotspots.local_statistics import band_neighbours, gi_star, gi_star_lattice
from oltp_qgis_plugin.core.hotspots.neighbourhoods import (
    LatticeNeighbourhood,
    WeightsNeighbourhood,
    lattice_band,
    rings,
)
from oltp_qgis_plugin.errors import StatisticError


def ragged(seed, side=25, share=0.7):
    rng = np.random.default_rng(seed)
    row, column = np.divmod(rng.permutation(np.flatnonzero(rng.random(side * side) < share)), side)
    return column - 9, row - 14


def centres(column, row, size, hexagons):
    if not hexagons:
        return np.stack([column, row], axis=1) * size
    return np.stack([column + 0.5 * (row % 2), row * np.sqrt(3) / 2], axis=1) * size


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 999), st.floats(1, 7), st.booleans())
def test_a_band_on_a_lattice_holds_the_cells_whose_centres_are_within_it(seed, steps, hexagons):
    column, row = ragged(seed)
    lattice = LatticeNeighbourhood(column, row, hexagons, lattice_band(steps * 100, 100, hexagons))
    by_distance = band_neighbours(centres(column, row, 100.0, hexagons), steps * 100)
    assert (lattice.weights() != by_distance).nnz == 0
    x = np.random.default_rng(seed).poisson(4, len(row)).astype(float)
    assert lattice.sums(x).tolist() == (by_distance @ x).tolist()


@pytest.mark.parametrize("hexagons", [False, True])
@pytest.mark.parametrize("steps", [1, 3**0.5, 2, 2**0.5 * 3, 5, 7**0.5])
def test_a_cell_exactly_at_the_distance_is_a_neighbour_far_from_the_origin_too(hexagons, steps):
    row, column = (axis.ravel() for axis in np.mgrid[0:15, 0:15])
    near = LatticeNeighbourhood(column, row, hexagons, lattice_band(steps * 0.1, 0.1, hexagons))
    far = LatticeNeighbourhood(column + 65_432_107, row + 8_123_458, hexagons, lattice_band(steps * 0.1, 0.1, hexagons))
    exact = band_neighbours(centres(column, row, 1.0, hexagons), steps).sum(axis=1).A1
    assert near.count.tolist() == far.count.tolist() == exact.tolist()


@pytest.mark.parametrize(("n_rings", "squares", "hexagons"), [(1, 9, 7), (2, 25, 19), (3, 49, 37), (6, 169, 127)])
def test_rings_count_the_cells_that_many_steps_away(n_rings, squares, hexagons):
    row, column = (axis.ravel() for axis in np.mgrid[0:15, 0:15])
    middle = np.flatnonzero((row == 7) & (column == 7))[0]
    assert LatticeNeighbourhood(column, row, False, rings(n_rings)).count[middle] == squares
    assert LatticeNeighbourhood(column, row, True, rings(n_rings, True)).count[middle] == hexagons


def test_two_rings_of_hexagons_are_the_neighbours_of_neighbours():
    column, row = (axis.ravel() for axis in np.mgrid[0:12, 0:12])
    once = LatticeNeighbourhood(column, row, True).weights()
    twice = LatticeNeighbourhood(column, row, True, rings(2, True)).weights()
    assert (((once @ once) > 0) != (twice > 0)).nnz == 0


@pytest.mark.parametrize("hexagons", [False, True])
def test_wide_neighbourhoods_are_summed_without_a_rounding_that_shows(hexagons):
    column, row = ragged(4, 40)
    reach = rings(9, hexagons)
    lattice = LatticeNeighbourhood(column, row, hexagons, reach)
    rates = np.random.default_rng(5).gamma(0.3, 9, len(row))
    assert lattice.sums(rates) == pytest.approx(lattice.weights() @ rates, rel=1e-12)
    general = gi_star(rates, lattice.weights())
    assert gi_star_lattice(rates, column, row, hexagons, reach) == pytest.approx(general, abs=1e-9)


def test_cells_left_out_are_nobody_s_neighbour():
    column, row = ragged(6)
    kept = np.random.default_rng(6).random(len(row)) < 0.5
    whole = LatticeNeighbourhood(column, row)
    assert (whole.subset(kept).weights() != whole.weights()[kept][:, kept]).nnz == 0
    some = WeightsNeighbourhood(whole.weights()).subset(kept)
    assert some.count.tolist() == whole.subset(kept).count.tolist()


def test_a_map_without_cell_has_no_neighbourhood():
    nothing = np.array([], dtype=int)
    assert len(LatticeNeighbourhood(nothing, nothing).sums(np.array([]))) == 0


@pytest.mark.parametrize("distance", [99, 0, -5, float("nan"), 1e9])
def test_a_distance_that_reaches_no_cell_or_the_whole_country_is_refused(distance):
    with pytest.raises(StatisticError, match="distance de voisinage"):
        lattice_band(distance, 100)


def test_a_number_of_rings_that_is_not_one_is_refused():
    with pytest.raises(StatisticError, match="anneaux"):
        rings(0)
