import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial import cKDTree

from oltp_qgis_plugin.core.hotspots.near_pairs import EUCLIDEAN, MANHATTAN, near_pairs
from oltp_qgis_plugin.errors import Cancelled


def pairs(xy, reach, metric=EUCLIDEAN):
    blocks = list(near_pairs(xy, reach, metric))
    return sorted((min(a, b), max(a, b)) for i, j, _ in blocks for a, b in zip(i.tolist(), j.tolist(), strict=True))


@pytest.mark.parametrize(("metric", "p"), [(EUCLIDEAN, 2), (MANHATTAN, 1)])
def test_the_pairs_are_those_of_a_search_tree(metric, p):
    xy = np.random.default_rng(1).normal(0, 300, (800, 2)) + (770_000, 6_280_000)
    assert pairs(xy, 120, metric) == sorted(cKDTree(xy).query_pairs(120, p=p))


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 40)), min_size=2, max_size=40), st.integers(1, 30))
def test_pairs_at_exactly_the_reach_and_at_one_place_are_kept_once(places, reach):
    xy = np.array(places, dtype=float)
    gap = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    i, j = np.nonzero(np.triu(gap <= reach, 1))
    assert pairs(xy, reach) == sorted(zip(i.tolist(), j.tolist(), strict=True))


def test_fewer_than_two_points_have_no_pair():
    assert pairs(np.empty((0, 2)), 10) == pairs(np.zeros((1, 2)), 10) == []


def test_the_search_stops_when_asked():
    xy = np.random.default_rng(1).uniform(0, 1000, (50, 2))
    with pytest.raises(Cancelled):
        list(near_pairs(xy, 100, EUCLIDEAN, lambda: True))
