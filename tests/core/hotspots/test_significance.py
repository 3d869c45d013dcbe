import numpy as np
import pytest

from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, hotspot_class, two_sided_p

# Benjamini & Hochberg (1995), the 15 p-values of their worked example.
P = [0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1]
Q = [0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714, 0.06385714, 0.0645, 0.0765, 0.486, 0.58118182, 0.714875,
     0.75323077, 0.81321429, 1]  # fmt: skip


def test_q_of_the_worked_example_of_benjamini_and_hochberg():
    assert benjamini_hochberg(np.array(P)) == pytest.approx(Q, abs=1e-8)


def test_q_does_not_depend_on_the_order_of_cells():
    order = np.random.default_rng(1).permutation(len(P))
    assert benjamini_hochberg(np.array(P)[order]) == pytest.approx(np.array(Q)[order], abs=1e-8)


def test_an_untested_cell_has_no_q_and_does_not_count_among_the_tests():
    q = benjamini_hochberg(np.array([0.01, np.nan, 0.04]))
    assert q[[0, 2]] == pytest.approx([0.02, 0.04])
    assert np.isnan(q[1])


def test_two_sided_p_of_known_scores():
    assert two_sided_p(np.array([0.0, 1.959963985, -2.575829304])) == pytest.approx([1, 0.05, 0.01], abs=1e-9)


def test_a_class_says_the_sign_and_the_finest_level_reached():
    z = np.array([3.0, 3, 3, 3, -3, -3, -3, np.nan])
    q = np.array([0.009, 0.01, 0.05, 0.10, 0.009, 0.049, 0.09, np.nan])
    assert hotspot_class(z, q).tolist() == [
        "hot_99", "hot_95", "hot_90", "not_significant", "cold_99", "cold_95", "cold_90", "not_significant",
    ]  # fmt: skip
