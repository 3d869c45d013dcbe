import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import kendalltau

from oltp_qgis_plugin.core.hotspots.mann_kendall import mann_kendall
from oltp_qgis_plugin.errors import Cancelled


@pytest.mark.parametrize(("series", "s", "variance", "z"), [
    ([1, 2, 3, 4, 5], 10, 50 / 3, 2.2045408),
    ([1, 1, 2, 2, 3, 3, 3, 5], 23, 179 / 3, 2.8481102),
])  # fmt: skip
def test_the_published_series_are_found(series, s, variance, z):
    found = mann_kendall(np.array([series, series[::-1]], dtype=float))
    assert found.s.tolist() == [s, -s]
    assert found.variance == pytest.approx([variance] * 2)
    assert found.z == pytest.approx([z, -z], abs=5e-8)


def test_p_is_two_sided():
    assert mann_kendall(np.array([[1.0, 2, 3, 4, 5]])).p_value[0] == pytest.approx(0.0274863, abs=5e-8)


def test_a_flat_or_a_single_value_has_no_trend():
    for series in (np.ones((2, 6)), np.ones((2, 1)), np.ones((0, 4))):
        found = mann_kendall(series)
        assert found.z.tolist() == [0] * len(series) and found.p_value.tolist() == [1] * len(series)


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(st.integers(0, 6), min_size=7, max_size=7), min_size=1, max_size=5))
def test_s_is_kendall_s_tau_unscaled_and_the_variance_that_of_the_ties(rows):
    series = np.array(rows, dtype=float)
    found = mann_kendall(series)
    for row, s, variance in zip(series, found.s, found.variance, strict=True):
        _, ties = np.unique(row, return_counts=True)
        assert variance == pytest.approx((7 * 6 * 19 - sum(u * (u - 1) * (2 * u + 5) for u in ties)) / 18)
        pairs = np.sqrt(21 * (21 - sum(u * (u - 1) / 2 for u in ties)))
        tau = kendalltau(np.arange(7), row).statistic if hasattr(kendalltau([1, 2], [1, 2]), "statistic") else (
            kendalltau(np.arange(7), row)[0]
        )
        assert s == pytest.approx(0 if np.isnan(tau) else tau * pairs)


def test_the_test_stops_when_asked():
    with pytest.raises(Cancelled):
        mann_kendall(np.ones((1, 3)), lambda: True)
