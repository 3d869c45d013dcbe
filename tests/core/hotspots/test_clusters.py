import numpy as np
import pytest
from scipy import stats
from shapely.geometry import MultiPolygon, Point, Polygon, box
from shapely.ops import unary_union

from oltp_qgis_plugin.core.hotspots.clusters import cluster_map, scale_of
from oltp_qgis_plugin.core.hotspots.random_points import random_maps, random_points
from oltp_qgis_plugin.errors import Cancelled, GridError, LayerError, StatisticError

TOWN = Point(770_000, 6_280_000).buffer(2000)


def spread(n, seed=0):
    return random_points(TOWN, n, np.random.default_rng(seed))


def planted(n=60, sd=25, at=(770_500, 6_280_400), seed=1):
    return np.random.default_rng(seed).normal(at, sd, (n, 2))


def told(result, warning=None):
    return " ".join(remark.text for remark in result.remarks if warning in (None, remark.warning))


def test_random_points_fill_every_part_of_the_area_evenly():
    hole = Polygon(box(0, 0, 10, 10).exterior.coords, [box(2, 2, 8, 8).exterior.coords])
    area = MultiPolygon([hole, box(20, 0, 22, 8)])
    xy = random_points(area, 8000, np.random.default_rng(0))
    assert xy.shape == (8000, 2)
    ring, block = xy[:, 0] <= 10, xy[:, 0] >= 20
    assert (ring | block).all() and block.mean() == pytest.approx(16 / 80, abs=0.02)
    assert not ((xy > 2) & (xy < 8)).all(axis=1).any()
    left = (xy[:, 0] < 2).sum()
    assert left == pytest.approx(8000 * 20 / 80, rel=0.1)
    counts, *_ = np.histogram2d(*xy[block].T, bins=(4, 4))
    assert stats.chisquare(counts.ravel()).pvalue > 1e-4


def test_random_maps_differ_and_come_again_from_the_same_seed():
    first, again, other = (list(random_maps(TOWN, 50, 3, seed)) for seed in (1, 1, 2))
    assert len(first) == 3 and first[0].shape == (50, 2)
    assert all((a == b).all() for a, b in zip(first, again, strict=True))
    assert (first[0] != first[1]).any() and (first[0] != other[0]).any()


def test_a_planted_cluster_is_found_where_it_is_and_chance_has_none_like_it():
    xy = np.concatenate([spread(600), planted()])
    found = cluster_map(xy, [TOWN])
    assert found.columns["n"][0] >= 60 and found.columns["class"][0] == "beyond_chance"
    assert found.shapes[0].contains(Point(770_500, 6_280_400)) and found.p_value <= 0.05
    members = found.members["cluster"]
    assert (members[600:] == 1).mean() > 0.95 and (members[:600] == 0).mean() > 0.9
    assert set(found.members["part"].tolist()) >= {"core", "outside"}
    assert (found.columns["area_ha"][0] * 1e4) == pytest.approx(found.shapes[0].area)
    assert found.columns["expected"][0] == pytest.approx(660 * found.shapes[0].area / TOWN.area)
    assert found.columns["per_ha"][0] == pytest.approx(found.columns["n"][0] / found.columns["area_ha"][0])


def test_random_maps_rarely_have_a_cluster_at_the_scale_computed():
    numbers = [len(cluster_map(spread(800, seed), [TOWN], runs=1).shapes) for seed in range(60)]
    assert np.mean([number > 0 for number in numbers]) <= 0.1


def test_p_is_the_share_of_random_maps_that_do_as_well():
    found = cluster_map(spread(400), [TOWN], radius=200, min_points=8, runs=19)
    number, sizes = len(found.shapes), found.columns["n"]
    assert found.p_value == (1 + (found.chance.clusters >= number).sum()) / 20
    for size, p in zip(sizes, found.columns["p_value"], strict=True):
        assert p == (1 + (found.chance.largest >= size).sum()) / 20
    assert f"au hasard, {found.chance.clusters.mean():.2f}".replace(".", ",") in told(found)
    assert "demandez-en 19 au moins" in told(cluster_map(spread(400), [TOWN], runs=18), True)
    assert found.p_value > 0.05 and "pas plus grands que ceux du hasard" in told(found, True)


def test_a_cluster_that_no_random_map_of_nineteen_equals_is_beyond_chance():
    found = cluster_map(np.concatenate([spread(600), planted()]), [TOWN], runs=19)
    assert found.columns["p_value"][0] == 0.05 and found.columns["class"][0] == "beyond_chance"


def test_the_scale_is_computed_where_nothing_is_given():
    # 3 incidents by chance: √(3 × 20e6 / (π × 3000)) = 79.79 m; 2 + isf(0.05/3000) of Poisson(2.999) = 14.
    scale = scale_of(3000, 20e6)
    assert scale.radius == pytest.approx(79.788, abs=1e-3) and scale.min_points == 14
    assert (scale_of(30, 20e6).radius, scale_of(300_000, 20e6).radius) == (300, 50)
    assert scale_of(30, 20e6).min_points == 5
    given = scale_of(3000, 20e6, 120.0, 9)
    assert (given.radius, given.min_points, given.radius_computed, given.points_computed) == (120, 9, False, False)
    narrow = scale_of(3000, 20e6, min_points=8)
    within = 3000 * np.pi * narrow.radius**2 / 20e6
    assert 3000 * stats.poisson.sf(6, within) == pytest.approx(0.05, rel=1e-6) and narrow.radius < 79
    with pytest.raises(StatisticError, match="Le rayon vaut -1 m"):
        scale_of(10, 1e6, -1.0)


def test_the_scale_computed_or_asked_is_announced():
    xy = np.concatenate([spread(300), planted()])
    computed, asked = cluster_map(xy, [TOWN], runs=9), cluster_map(xy, [TOWN], 90, 12, runs=9)
    assert f"Rayon : {computed.scale.radius:.0f} m, calculé" in told(computed)
    assert "Rayon : 90 m, demandé" in told(asked) and "rayon : 12, demandé" in told(asked)


def test_outlines_stay_in_the_town_and_a_single_address_has_one_too():
    edge = planted(30, 1, (771_990, 6_280_000))
    single = np.tile([[769_000.0, 6_280_000.0]], (20, 1))
    found = cluster_map(np.concatenate([spread(200), edge, single]), [TOWN], 60, 10, runs=9)
    assert len(found.shapes) == 2 and unary_union(found.shapes).difference(TOWN.buffer(1e-6)).area == 0
    alone = found.shapes[int(np.flatnonzero(found.columns["positions"] == 1)[0])]
    assert alone.area == pytest.approx(np.pi * 30**2, rel=0.02)


def test_what_weakens_clusters_is_said():
    snapped = np.repeat(spread(40), 5, axis=0)
    found = cluster_map(np.concatenate([snapped, [[0.0, 0.0]], [[np.nan, np.nan]]]), [TOWN], 100, 5, runs=9)
    assert "position exacte d'un autre : 160" in told(found, True)
    assert "hors de la zone d'étude, non comptés : 1" in told(found, True) and "sans position" in told(found, True)
    assert found.members["cluster"][-2:].tolist() == [0, 0] and found.members["part"][-1] == "outside"
    everything = cluster_map(spread(300), [TOWN], 1500, 5, runs=9)
    assert "trop grand" in told(everything, True) and everything.columns["n"].tolist() == [300]
    nothing = cluster_map(spread(20), [TOWN], 5, 10, runs=9)
    assert "la couche de sortie est vide" in told(nothing, True) and "faites plutôt une liste" in told(nothing, True)
    assert not nothing.shapes and nothing.p_value == 1


@pytest.mark.parametrize(
    ("xy", "study", "error", "message"),
    [
        (np.empty((0, 2)), [TOWN], LayerError, "aucun point localisé sur 0"),
        (np.array([[0.0, 0.0]]), [TOWN], GridError, "n'est dans la zone d'étude"),
        (np.array([[770_000.0, 6_280_000.0]]), [TOWN], StatisticError, r"\(1\) sont tous à la même position"),
        (np.full((9, 2), 5.0), [box(0, 0, 10, 10)], StatisticError, r"\(9\) sont tous à la même position"),
        (np.full((9, 2), 5.0), None, GridError, "n'a pas de surface"),
    ],
)
def test_what_has_no_cluster_is_refused_in_one_sentence(xy, study, error, message):
    with pytest.raises(error, match=message):
        cluster_map(xy, study)


@pytest.mark.parametrize("stop_at", [0, 20, 40])
def test_a_search_of_clusters_stops_when_asked(stop_at):
    with pytest.raises(Cancelled):
        cluster_map(spread(300), [TOWN], progress=lambda percent: percent >= stop_at)
