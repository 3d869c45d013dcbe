import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.hotspots.concentration import (
    adjusted_gini,
    concentration,
    concentration_remarks,
    fewest_share,
    gini,
    top_share,
)
from oltp_qgis_plugin.errors import Cancelled, StatisticError


@pytest.mark.parametrize(("counts", "expected", "adjusted"), [
    # By hand: G = Σ(2i − c − 1)x_i / (c Σx), sorted upwards; G′ = max(1, c/n)(G − 1) + 1.
    ([5, 5, 5, 5], 0, 0),
    ([0, 0, 0, 8], 0.75, 0.75),
    ([1, 2, 3, 4], 0.25, 0.25),
    ([0, 0, 1, 1], 0.5, 0),
    ([0, 0, 0, 2], 0.75, 0.5),
    ([0] * 90 + [1] * 10, 0.9, 0),
    ([0] * 95 + [2] * 5, 0.95, 0.5),
])  # fmt: skip
def test_gini_and_its_adjustment_for_few_events(counts, expected, adjusted):
    counts = np.array(counts)
    assert gini(counts) == pytest.approx(expected)
    assert adjusted_gini(counts) == pytest.approx(adjusted)


def test_the_fewest_places_that_hold_80_percent_and_what_the_top_20_percent_hold():
    counts = np.array([1, 50, 1, 30, 1, 10, 1, 4, 1, 1])
    assert fewest_share(counts) == pytest.approx(0.2) and top_share(counts) == pytest.approx(0.8)
    assert fewest_share(np.array([79, 21])) == 1 and fewest_share(np.array([80, 20])) == 0.5
    assert top_share(np.array([60, 20, 20])) == pytest.approx(0.6 * 0.6)


@settings(max_examples=80, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=2, max_size=60).filter(any), st.integers(0, 99))
def test_whatever_the_counts_order_changes_nothing_and_figures_stay_in_their_bounds(counts, seed):
    counts = np.array(counts)
    mixed = np.random.default_rng(seed).permutation(counts)
    assert gini(mixed) == pytest.approx(gini(counts)) and fewest_share(mixed) == fewest_share(counts)
    assert -1e-9 <= adjusted_gini(counts) <= gini(counts) + 1e-9 <= 1
    slow = np.abs(counts[:, None] - counts[None]).sum() / (2 * len(counts) * counts.sum())
    assert gini(counts) == pytest.approx(slow)
    assert 0 < fewest_share(counts) <= 1 and top_share(counts) >= 0.2 - 1e-9


def test_each_place_has_its_rank_its_share_and_the_share_it_brings():
    columns = concentration(np.array([3, 0, 5, 2])).columns
    assert columns["rank"].tolist() == [2, 4, 1, 3]
    assert columns["share"] == pytest.approx([0.3, 0, 0.5, 0.2])
    assert columns["cumulated"] == pytest.approx([0.8, 1, 0.5, 1])
    assert columns["class"].tolist() == ["top_80", "empty", "top_50", "other"]


def test_a_place_without_a_number_is_left_out():
    found = concentration(np.array([3, np.nan, 5, 2, 0]))
    assert found.n == 4 and found.gini == pytest.approx(gini(np.array([3, 5, 2, 0])))
    assert found.columns["rank"].tolist() == [2, 0, 1, 3, 4]
    assert found.columns["class"].tolist() == ["top_80", "", "top_50", "other", "empty"]


def test_the_curve_goes_from_nothing_to_all():
    curve = concentration(np.random.default_rng(1).poisson(2, 5000)).curve
    assert curve[0].tolist() == [0, 0] and curve[-1] == pytest.approx([1, 1]) and len(curve) == 400
    assert (np.diff(curve, axis=0) >= 0).all()


def test_incidents_thrown_at_random_are_said_to_be_no_more_concentrated_than_chance():
    rng = np.random.default_rng(2)
    even = concentration(rng.multinomial(600, np.full(200, 1 / 200)))
    told = [remark.text for remark in concentration_remarks(even) if remark.warning]
    assert even.adjusted == pytest.approx(even.by_chance, abs=0.05)
    clustered = concentration(np.concatenate([np.zeros(180), np.full(20, 30.0)]))
    assert clustered.adjusted > clustered.highest_by_chance
    assert not any("celle du hasard" in remark.text for remark in concentration_remarks(clustered))
    assert any("celle du hasard" in text for text in told) == (even.adjusted <= even.highest_by_chance)


def test_few_incidents_are_warned_about():
    few = concentration(np.array([0] * 50 + [3, 2]))
    told = [remark.text for remark in concentration_remarks(few) if remark.warning]
    assert any("moins d'incidents que de lieux" in text for text in told)
    assert any("Moins de 30 incidents" in text for text in told)


@pytest.mark.parametrize(("counts", "message"), [
    ([5], "au moins deux lieux"), ([], "au moins deux lieux"), ([3, -1], "nombre négatif"), ([0, 0], "Aucun incident"),
])  # fmt: skip
def test_counts_that_cannot_be_shared_out_are_refused(counts, message):
    with pytest.raises(StatisticError, match=message):
        concentration(np.array(counts, dtype=float))


def test_a_cancelled_run_stops():
    with pytest.raises(Cancelled):
        concentration(np.array([1, 2]), progress=lambda _: True)
