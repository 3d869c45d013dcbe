import numpy as np
import pytest

from oltp_qgis_plugin.core.rates import poisson_interval, rates, ratio_interval


def test_twelve_events_have_their_exact_interval():
    low, high = poisson_interval(np.array([12]))
    assert (low[0], high[0]) == (pytest.approx(6.200575, abs=1e-6), pytest.approx(20.96159, abs=1e-5))


def test_no_event_goes_from_zero_to_three_point_seven():
    low, high = poisson_interval(np.array([0, 1]))
    assert low.tolist() == [0.0, pytest.approx(0.02531781, abs=1e-8)]
    assert high.tolist() == [pytest.approx(3.688879, abs=1e-6), pytest.approx(5.571643, abs=1e-6)]


def test_a_rate_is_per_thousand_inhabitants_and_none_where_nobody_lives():
    assert rates(np.array([12, 12, 12, 0]), np.array([6000, 0, np.nan, 100])).tolist() == [
        2.0, pytest.approx(np.nan, nan_ok=True), pytest.approx(np.nan, nan_ok=True), 0.0]  # fmt: skip


@pytest.mark.parametrize(
    ("first", "second", "expected"),
    [
        # poisson.test(c(11, 21), c(800, 3011)) of R 4.2, and so on.
        ((11, 800), (21, 3011), (1.971488095, 0.858426403, 4.277265944)),
        ((0, 10), (5, 10), (0.0, 0.0, 1.09127911)),
        ((5, 10), (0, 10), (np.inf, 0.916355857, np.inf)),
        ((0, 10), (0, 10), (np.nan, np.nan, np.nan)),
        ((5, 0), (3, 10), (np.nan, np.nan, np.nan)),
    ],
)
def test_the_ratio_of_two_rates_has_its_exact_interval(first, second, expected):
    found = ratio_interval(*(np.array([value]) for value in (*first, *second)))
    assert [value[0] for value in found] == pytest.approx(expected, rel=1e-8, nan_ok=True)
