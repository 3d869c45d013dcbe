import math
from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import poisson_means_test

from oltp_qgis_plugin.core.hotspots.poisson_change import e_test
from oltp_qgis_plugin.errors import StatisticError


def p_of(before, after, *exposures):
    return float(e_test(np.array([before]), np.array([after]), *exposures)[0])


def by_hand(k1, k2, e1, e2, most):
    """The definition, pair by pair, |T| compared as exact squares of fractions."""
    def squared(x, y):
        spread = Fraction(x, e1 * e1) + Fraction(y, e2 * e2)
        return (Fraction(x, e1) - Fraction(y, e2)) ** 2 / spread if spread else Fraction(0)

    rate = (k1 + k2) / (e1 + e2)
    weights = [
        [math.exp(i * math.log(rate * e) - rate * e - math.lgamma(i + 1)) for i in range(most)] for e in (e1, e2)
    ]
    observed = squared(k1, k2)
    return math.fsum(weights[0][x] * weights[1][y] for x in range(most) for y in range(most)
                     if squared(x, y) >= observed)  # fmt: skip


@pytest.mark.parametrize(("pair", "p"), [((6, 2), 0.17487), ((0, 3), 0.08838)])
def test_the_published_values_are_found_whichever_period_comes_first(pair, p):
    assert p_of(*pair) == pytest.approx(p, abs=5e-6)
    assert p_of(*pair[::-1]) == pytest.approx(p, abs=5e-6)


@pytest.mark.parametrize("pair", [(1, 0), (2, 9), (19, 34), (30, 12), (40, 41), (120, 160)])
def test_two_periods_of_one_length_give_the_p_of_scipy(pair):
    assert p_of(*pair) == pytest.approx(poisson_means_test(pair[0], 1, pair[1], 1).pvalue, abs=1e-8)


@pytest.mark.parametrize(
    "counts",
    [(35, 34, 365, 365), (17, 4, 365, 180), (31, 18, 90, 31), (18, 38, 31, 90), (2, 0, 28, 365), (0, 2, 2236, 1)],
)
def test_unequal_lengths_and_ties_give_the_p_of_the_definition_in_exact_fractions(counts):
    assert p_of(*counts) == pytest.approx(by_hand(*counts, most=130), abs=1e-12)


def test_nothing_in_either_period_or_one_rate_has_p_1():
    assert e_test(np.array([0, 5]), np.array([0, 5])).tolist() == [1, 1]
    assert p_of(10, 5, 60, 30) == 1


def test_only_the_ratio_of_the_lengths_counts():
    assert p_of(35, 20, 365, 730) == pytest.approx(p_of(35, 20, 1, 2), abs=1e-12)


def test_counts_of_thousands_are_exact_and_tend_to_the_normal_test():
    assert p_of(3000, 3200) == pytest.approx(poisson_means_test(3000, 1, 3200, 1).pvalue, abs=1e-9)
    assert p_of(100_000, 101_000) == pytest.approx(math.erfc(1000 / math.sqrt(2 * 201_000)), rel=2e-3)
    assert 0 <= p_of(5000, 100) < 1e-100


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 200), st.integers(0, 200), st.floats(0.01, 1000), st.floats(0.01, 1000))
def test_p_is_a_probability_and_swapping_the_periods_changes_nothing(before, after, first, second):
    p = p_of(before, after, first, second)
    assert 0 <= p <= 1
    assert p_of(after, before, second, first) == pytest.approx(p, rel=1e-6, abs=1e-9)


def test_under_one_rate_few_pairs_seem_to_differ():
    rng = np.random.default_rng(5)
    p = e_test(rng.poisson(8, 20_000), rng.poisson(4, 20_000), 2, 1)
    assert 0.03 < (p < 0.05).mean() < 0.06


@pytest.mark.parametrize("lengths", [(0, 10), (10, -1), (math.nan, 10), (10, math.inf)])
def test_a_length_that_is_none_is_refused(lengths):
    with pytest.raises(StatisticError, match="deux durées en jours plus grandes que 0"):
        p_of(1, 2, *lengths)
