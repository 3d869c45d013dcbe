import numpy as np
import pytest

from oltp_qgis_plugin.core.rates import poisson_interval, rates


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
