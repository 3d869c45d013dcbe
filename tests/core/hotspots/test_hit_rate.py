import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from oltp_qgis_plugin.core.hotspots.hit_rate import (
    best_scored,
    binomial_interval,
    held_by,
    held_by_share,
    hit_curve,
    measured,
    most_on,
)

ONES = np.ones(10)
BEFORE = np.array([10.0, 6, 2, 2, 0, 0, 0, 0, 0, 0])
AFTER = np.array([5.0, 1, 3, 0, 1, 0, 0, 0, 0, 0])


def test_two_cells_of_ten_by_hand():
    # Cells 10 and 6: 16 of 20 before, 6 of 10 after; PAI = 0.6 / 0.2; best two hold 5 + 3; RRI = (6/16) / (10/20).
    held = held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.2)
    assert (held.cells, held.area, held.before, held.after) == (2, 2, 16, 6)
    rate = measured(held, ONES, BEFORE, AFTER)
    assert (rate.area_share, rate.hit_rate) == (0.2, 0.6)
    assert rate.pai == pytest.approx(3) and rate.pei == pytest.approx(6 / 8) and rate.rri == pytest.approx(0.75)
    # Clopper-Pearson for 6 of 10: 0.2624 to 0.8784 (Clopper & Pearson 1934; R's binom.test).
    assert (rate.pai_low, rate.pai_high) == pytest.approx((0.26238 / 0.2, 0.87845 / 0.2), abs=5e-5)


def test_a_share_takes_whole_cells_and_one_at_least():
    assert held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.29).cells == 2
    assert held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.3 - 1e-12).cells == 3
    assert held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.001).cells == 1


def test_of_cells_of_one_score_that_do_not_all_fit_each_counts_in_part():
    # The third cell is one of two of score 2, which hold 3 and 0 afterwards: 1.5 on average.
    held = held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.3)
    assert (held.cells, held.before, held.after) == (3, 18, 7.5)
    swapped = [0, 1, 3, 2, 4, 5, 6, 7, 8, 9]
    assert held_by_share(BEFORE[swapped], ONES, BEFORE[swapped], AFTER[swapped], 0.3) == held


def test_cells_cut_by_the_edge_count_for_their_surface():
    area = np.array([1.0, 0.5, 0.25, 1.0])
    held = held_by_share(np.array([4.0, 3, 2, 1]), area, np.array([4.0, 3, 2, 1]), np.array([2.0, 2, 2, 2]), 0.6)
    assert (held.cells, held.area, held.after) == (2, 1.5, 4)
    assert most_on(area, np.array([2.0, 2, 2, 2]), 1.25) == pytest.approx(2 + 2 + 1)


def test_cells_that_cannot_be_scored_come_last():
    score = np.array([np.nan, 1.0, 2.0])
    assert best_scored(score, np.ones(3), 0.67).tolist() == [2, 1]
    assert held_by_share(score, np.ones(3), np.ones(3), np.ones(3), 1.0).cells == 3


def test_what_is_not_defined_is_nan():
    nothing = measured(held_by(np.zeros(10, dtype=bool), ONES, BEFORE, AFTER), ONES, BEFORE, AFTER)
    assert nothing.area_share == 0 and np.isnan(nothing.pai) and np.isnan(nothing.pei)
    fresh = measured(held_by(np.arange(10) == 4, ONES, BEFORE, AFTER), ONES, BEFORE, AFTER)
    assert fresh.pai == pytest.approx(1) and np.isnan(fresh.rri)
    assert binomial_interval(0, 10)[0] == 0 and binomial_interval(10, 10)[1] == 1


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.floats(0.01, 0.99))
def test_measures_are_those_of_the_definitions(seed, share):
    rng = np.random.default_rng(seed)
    n = 40
    before, after, area = rng.poisson(2, n) + 0.0, rng.poisson(2, n) + 0.0, np.ones(n)
    after[0] += 1
    score = before + rng.uniform(0, 0.5, n)
    chosen = sorted(range(n), key=lambda i: -score[i])[: max(1, int(share * n * (1 + 1e-9)))]
    hits, best = after[chosen].sum(), np.sort(after)[::-1][: len(chosen)].sum()
    rate = measured(held_by_share(score, area, before, after, share), area, before, after)
    assert rate.pai == pytest.approx(hits / after.sum() / (len(chosen) / n))
    assert rate.pei == pytest.approx(hits / best) and rate.pei <= 1 + 1e-12
    assert rate.pai_low <= rate.pai <= rate.pai_high
    low, high = stats.binomtest(int(hits), int(after.sum())).proportion_ci(method="exact")
    assert (rate.pai_low, rate.pai_high) == pytest.approx((low * n / len(chosen), high * n / len(chosen)))
    x, y = hit_curve(score, area, after)
    assert np.interp(len(chosen) / n, x, y) == pytest.approx(rate.hit_rate)


def test_the_whole_surface_holds_everything_and_has_a_pai_of_one():
    rate = measured(held_by_share(BEFORE, ONES, BEFORE, AFTER, 0.9999999999), ONES, BEFORE, AFTER)
    assert (rate.hit_rate, rate.pai, rate.pei, rate.rri) == pytest.approx((1, 1, 1, 1))
    x, y = hit_curve(BEFORE, ONES, AFTER)
    assert (x[0], y[0], x[-1], y[-1]) == (0, 0, 1, 1) and (np.diff(x) > 0).all() and (np.diff(y) >= 0).all()
