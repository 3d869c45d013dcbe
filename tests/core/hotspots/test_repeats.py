import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.hotspots.bands import parse_edges
from oltp_qgis_plugin.core.hotspots.near_pairs import EUCLIDEAN, MANHATTAN
from oltp_qgis_plugin.core.hotspots.repeats import knox
from oltp_qgis_plugin.errors import Cancelled, StatisticError


def table(xy, day, distances, days, metric=EUCLIDEAN, runs=0, seed=1):
    edges = parse_edges(distances, "distance"), parse_edges(days, "jours", whole=True)
    return knox(np.array(xy, dtype=float), np.array(day), *edges, metric, runs, seed)


def test_a_pair_at_exactly_100_m_and_3_days_falls_in_the_bands_that_begin_there():
    for away in ([60.0, 80.0], [100.0, 0.0]):
        found = table([[0.0, 0.0], away], [10, 13], "0,100,200", "0,3,7")
        assert found.observed.tolist() == [[0, 0], [0, 1]]


def test_rounding_of_coordinates_of_the_town_does_not_move_a_pair_off_its_edge():
    start = np.array([770_123.1, 6_280_456.7])
    for angle in np.linspace(0, 2 * np.pi, 90):
        away = start + 100 * np.array([np.cos(angle), np.sin(angle)])
        assert table([start, away], [0, 1], "0,100,200", "0,7").observed.tolist() == [[0], [1]]


def test_pairs_at_one_place_count_in_the_band_that_begins_at_0_and_are_told():
    found = table([[5, 5], [5, 5], [5, 5], [300, 5]], [0, 1, 9, 9], "0,100,400", "0,7,14")
    assert found.observed.tolist() == [[1, 2], [1, 2]]
    assert found.same_place.tolist() == [1, 2]
    apart = table([[5, 5], [5, 5], [5, 5], [300, 5]], [0, 1, 9, 9], "0,0.1,400", "0,7,14")
    assert apart.observed.tolist() == [[1, 2], [1, 2]]


def test_a_first_band_that_begins_above_0_leaves_the_nearer_pairs_out():
    found = table([[0, 0], [50, 0], [150, 0]], [0, 0, 1], "100,200", "0,7")
    assert found.observed.tolist() == [[2]] and found.same_place.tolist() == [0]
    stacked = table([[0, 0], [0, 0], [150, 0]], [0, 0, 1], "100,inf", "0,7")
    assert stacked.observed.tolist() == [[2]] and stacked.same_place.tolist() == [0]


@settings(max_examples=60, deadline=None)
@given(st.integers(2, 40), st.integers(0, 10_000), st.sampled_from([EUCLIDEAN, MANHATTAN]))
def test_bands_without_end_hold_every_pair_and_expected_sums_to_it(n, seed, metric):
    rng = np.random.default_rng(seed)
    xy, day = rng.integers(0, 60, (n, 2)), rng.integers(0, 20, n)
    if (xy == xy[0]).all() or (day == day[0]).all():
        return
    found = table(xy, day, "0,5,20,inf", "0,1,4,inf", metric)
    gap = np.abs(xy[:, None] - xy[None])
    apart = gap.sum(axis=2) if metric == MANHATTAN else np.hypot(gap[..., 0], gap[..., 1])
    upper = np.triu_indices(n, 1)
    days = np.abs(day[:, None] - day[None])[upper]
    slow = np.histogram2d(apart[upper], days, [[0, 5, 20, 1e9], [0, 1, 4, 1e9]])[0]
    assert found.observed.tolist() == slow.astype(int).tolist()
    assert found.expected.sum() == pytest.approx(n * (n - 1) / 2)
    hidden = table(xy, day, "5,20,inf", "1,4", metric)
    assert hidden.observed.tolist() == found.observed[1:, 1:2].tolist()
    assert hidden.expected == pytest.approx(found.expected[1:, 1:2])


def test_expected_is_the_mean_of_all_the_permutations_of_three_incidents():
    # AB at 10 m, C far. Gaps between days 0, 1, 5: 1, 4 and 5; AB has each in a third of the permutations.
    found = table([[0, 0], [10, 0], [500, 0]], [0, 1, 5], "0,50", "0,2,5")
    assert found.observed.tolist() == [[1, 0]]
    assert found.expected == pytest.approx(np.array([[1 / 3, 1 / 3]]))
    assert found.frame()["ratio"].tolist() == pytest.approx([3, 0])


def test_p_counts_the_permutations_at_least_as_close_and_the_observed_one():
    rng = np.random.default_rng(3)
    xy, day = rng.uniform(0, 1000, (60, 2)), rng.integers(0, 60, 60)
    found = table(xy, day, "0,150,300", "0,5,10", runs=99, seed=7)
    again = np.random.default_rng(7)
    shift = day - day.min()
    at_least = sum(table(xy, again.permutation(shift), "0,150,300", "0,5,10").observed >= found.observed
                   for _ in range(99))  # fmt: skip
    assert found.p_value == pytest.approx((1 + at_least) / 100)


@pytest.mark.parametrize("span", [32_766, 32_767, 40_000])
def test_a_century_between_two_incidents_is_counted_as_a_week_is(span):
    found = table([[0, 0], [10, 0], [20, 0]], [0, 3, span], "0,50", "0,7,60000,inf")
    assert found.observed.tolist() == [[1, 2, 0]]


def test_planted_repeats_are_found_and_independent_dates_are_not():
    rng = np.random.default_rng(4)
    xy, day = rng.uniform(0, 5000, (400, 2)), rng.integers(0, 365, 400)
    repeats = xy[:60] + rng.normal(0, 30, (60, 2)), day[:60] + rng.integers(0, 5, 60)
    both = np.concatenate([xy, repeats[0]]), np.concatenate([day, repeats[1]])
    planted = table(*both, "0,100,200", "0,7,14", runs=199)
    assert planted.p_value[0, 0] == 1 / 200 and planted.p_value[1, 1] > 0.05
    p = [table(xy, rng.permutation(day), "0,200", "0,14", runs=39, seed=k).p_value[0, 0] for k in range(200)]
    assert 0.01 <= np.mean(np.array(p) <= 0.05) <= 0.1


@pytest.mark.parametrize(("xy", "day", "message"), [
    ([[0, 0]], [1], "au moins deux incidents"),
    ([[0, 0], [0, 0]], [1, 2], "tous au même endroit"),
    ([[0, 0], [9, 0]], [1, 1], "tous du même jour"),
])  # fmt: skip
def test_incidents_that_cannot_be_compared_are_refused(xy, day, message):
    with pytest.raises(StatisticError, match=message):
        table(xy, day, "0,100", "0,7")


def test_a_cancelled_run_stops():
    edges = np.array([0.0, 100.0])
    with pytest.raises(Cancelled):
        knox(np.array([[0.0, 0.0], [9.0, 0.0]]), np.array([1, 2]), edges, edges, runs=9, progress=lambda _: True)


@pytest.fixture(scope="module")
def arson(shared_data):
    rows = pd.read_csv(shared_data / "reference" / "chicago_arson_2016.csv", header=None, names=["x", "y", "date"])
    return rows[["x", "y"]].to_numpy(), pd.to_datetime(rows["date"]).to_numpy().astype("M8[D]").astype(np.int64)


@pytest.mark.parametrize("name", ["chicago_arson_2016_knox_observe.csv", "chicago_arson_2016_knox_observe_7j.csv"])
@pytest.mark.parametrize(("metric", "of_file"), [(MANHATTAN, "cityblock"), (EUCLIDEAN, "euclidean")])
def test_the_fires_of_chicago_are_counted_exactly_as_in_the_reference(arson, shared_data, name, metric, of_file):
    reference = pd.read_csv(shared_data / "reference" / name, sep=";")
    reference = reference[reference["distance"] == of_file]
    distances, days = (
        ",".join(str(edge) for edge in reference[column].unique()) + ",inf"
        for column in ("s_min_inclus", "t_min_inclus_jours")
    )
    found = table(*arson, distances, days, metric).frame()
    assert found["observed"].tolist() == reference["paires_observees"].tolist()


def test_the_near_repeat_calculator_counts_one_pair_otherwise_as_it_rounds_coordinates_to_the_decimetre(arson):
    # The pair is 399.96 m apart: in [200, 400); NRC 1.3 counts 140 and 234 from 3 days on, it in [400, 600).
    xy, day = arson
    ours = table(xy, day, "0,0.1,200,400,600", "0,1,2,3,inf", MANHATTAN).observed
    assert ours.tolist() == [[0, 2, 0, 8], [9, 1, 1, 45], [4, 0, 0, 141], [6, 0, 0, 233]]
    theirs = table(np.round(xy, 1), day, "0,0.1,200,400,600", "0,1,2,3,inf", MANHATTAN).observed
    assert theirs.tolist() == [[0, 2, 0, 8], [9, 1, 1, 45], [4, 0, 0, 140], [6, 0, 0, 234]]
