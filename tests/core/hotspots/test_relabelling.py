import numpy as np
import pytest
from scipy import stats

from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star_of
from oltp_qgis_plugin.core.hotspots.map_statistics import Method, significance
from oltp_qgis_plugin.core.hotspots.neighbourhoods import LatticeNeighbourhood, WeightsNeighbourhood
from oltp_qgis_plugin.core.hotspots.relabelling import chance_of, expected_under, normal_scores, permutation_p
from oltp_qgis_plugin.errors import Cancelled


def town(side=20, cut=False, seed=0):
    """(neighbourhood, area of each cell) of a square town, or of a round one whose edge cells are cut."""
    row, column = (axis.ravel() for axis in np.mgrid[0:side, 0:side])
    area = np.ones(len(row))
    if cut:
        inside = np.hypot(row - side / 2, column - side / 2) < side / 2
        row, column, area = row[inside], column[inside], area[inside]
        edge = np.hypot(row - side / 2, column - side / 2) > side / 2 - 1.2
        area[edge] = np.random.default_rng(seed).random(edge.sum())
    return LatticeNeighbourhood(column, row), area


def maps_with_a_hot_cell(mean, n_maps, permutations=0, cut=False, level=0.05, seed=5):
    """Share of wholly random maps that show a hot cell at a level, and share by plain Gi* and its false discovery."""
    neighbourhood, area = town(cut=cut)
    chance, rng = chance_of(area, mean * len(area)), np.random.default_rng(seed)
    ours, plain = 0, 0
    for number in range(n_maps):
        x = chance.draw(rng)
        found = significance(x, x, neighbourhood, chance, Method(permutations, seed=number))
        ours += bool(((found["q_class"] < level) & np.char.startswith(found["class"], "hot")).any())
        plain += bool(((found["q_value"] < level) & (found["gi_star"] > 0)).any())
    return ours / n_maps, plain / n_maps


@pytest.mark.parametrize("mean", [1, 2, 10, 20])
@pytest.mark.parametrize("cut", [False, True])
def test_at_most_one_random_map_in_twenty_shows_a_hot_cell_of_any_class(mean, cut):
    ours, _ = maps_with_a_hot_cell(mean, 1000, cut=cut, level=0.10)
    assert ours <= 0.05


def test_plain_gi_star_shows_more_on_sparse_counts_than_it_says():
    _, plain = maps_with_a_hot_cell(2, 1000)
    assert plain > 0.06


@pytest.mark.parametrize("cut", [False, True])
def test_permutations_hold_the_rate_they_announce_on_sparse_counts(cut):
    ours, _ = maps_with_a_hot_cell(2, 300, permutations=99, cut=cut)
    assert ours <= 0.05


def test_moments_of_a_neighbourhood_are_those_of_simulated_maps():
    neighbourhood, area = town(8, cut=True)
    weights = np.random.default_rng(1).choice([0.5, 1.0, 3.0], 400)
    chance = chance_of(area, weights)
    expected, rng = expected_under(chance, neighbourhood), np.random.default_rng(2)
    sums = np.array([neighbourhood.sums(chance.draw(rng)) for _ in range(20_000)])
    assert expected.mean == pytest.approx(sums.mean(axis=0), rel=0.02)
    assert expected.deviation == pytest.approx(sums.std(axis=0), rel=0.03)
    assert expected.skewness == pytest.approx(stats.skew(sums), abs=0.1)


def test_on_cells_of_one_size_the_departure_from_chance_is_gi_star():
    neighbourhood, area = town()
    x = np.random.default_rng(3).poisson(40, 400).astype(float)
    chance = chance_of(area, int(x.sum()))
    expected = expected_under(chance, neighbourhood)
    z = gi_star_of(x, neighbourhood)
    straightened = normal_scores(x, neighbourhood.sums(x), expected)
    assert np.argsort(straightened[neighbourhood.count == 9]).tolist() == np.argsort(
        z[neighbourhood.count == 9]).tolist()  # fmt: skip
    ratio = x.std() / np.sqrt(x.sum() / 400 * (1 - 1 / 400))
    assert (neighbourhood.sums(x) - expected.mean) / (expected.deviation * ratio) == pytest.approx(z, abs=1e-9)


def test_the_straightened_score_has_the_tail_of_the_binomial_law():
    neighbourhood, area = town()
    expected = expected_under(chance_of(area, 4000), neighbourhood)
    middle = 210
    many = 140
    x = np.full(400, 10.0)
    # A map whose cells spread exactly as chance says, and one neighbourhood with 140 where 90 are expected.
    spread = np.sqrt(expected.variance / 400)
    x += np.where(np.arange(400) % 2, spread, -spread)
    local = np.where(np.arange(400) == middle, many, expected.mean)
    score = normal_scores(x, local, expected, 0.5)[middle]
    exact = stats.binom.sf(many - 1, 4000, 9 / 400)
    assert stats.norm.sf(score) == pytest.approx(exact, rel=0.15)
    plain = (many - 90) / np.sqrt(4000 * 9 / 400 * (1 - 9 / 400))
    assert stats.norm.sf(plain) < exact / 4


def test_p_of_permutations_counts_the_random_cells_at_least_as_extreme():
    neighbourhood, area = town(6)
    x = np.random.default_rng(4).poisson(3, 36).astype(float)
    chance = chance_of(area, int(x.sum()))
    scores, p = permutation_p(x, neighbourhood, chance, 19, seed=8)
    expected, rng = expected_under(chance, neighbourhood), np.random.default_rng(8)
    random = np.concatenate([
        normal_scores(values, neighbourhood.sums(values), expected)
        for values in (chance.draw(rng) for _ in range(19))
    ])  # fmt: skip
    for score, found in zip(scores, p, strict=True):
        tails = 1 + (random >= score).sum(), 1 + (random <= score).sum()
        assert found == pytest.approx(min(1, 2 * min(tails) / (1 + 19 * 36)))


def test_the_same_seed_gives_the_same_p_and_another_one_another():
    neighbourhood, area = town(10)
    x = np.random.default_rng(4).poisson(2, 100).astype(float)
    chance = chance_of(area, int(x.sum()))
    first, again, other = (permutation_p(x, neighbourhood, chance, 99, seed)[1] for seed in (1, 1, 2))
    assert first.tolist() == again.tolist() != other.tolist()


def test_incidents_drawn_keep_their_weights_and_follow_the_areas():
    area = np.array([1.0, 3.0, 0.0, 6.0])
    for weights in (5000, np.full(5000, 2.5), np.random.default_rng(6).random(5000)):
        chance = chance_of(area, weights)
        total = 5000 if isinstance(weights, int) else weights.sum()
        drawn = np.mean([chance.draw(np.random.default_rng(seed)) for seed in range(40)], axis=0)
        assert drawn.sum() == pytest.approx(total)
        assert drawn == pytest.approx(total * area / 10, rel=0.03) and drawn[2] == 0


def test_a_neighbourhood_that_is_the_whole_map_is_not_tested():
    from scipy.sparse import csr_matrix

    everyone = WeightsNeighbourhood(csr_matrix(np.ones((4, 4))))
    x = np.array([1.0, 2, 3, 4])
    scores, p = permutation_p(x, everyone, chance_of(np.ones(4), 10), 9, 1)
    assert np.isnan(scores).all() and np.isnan(p).all()


def test_drawing_stops_when_asked():
    neighbourhood, area = town(6)
    with pytest.raises(Cancelled):
        permutation_p(np.ones(36), neighbourhood, chance_of(area, 36), 99, 1, lambda percent: percent > 50)
