import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.hotspots.dbscan import NOISE, density_clusters
from oltp_qgis_plugin.errors import Cancelled


def plain(xy, radius, min_points):
    """Core points and their components by the definition, one pair at a time."""
    apart = np.hypot(*(xy[:, None] - xy[None]).transpose(2, 0, 1))
    near = apart <= radius * (1 + 1e-9)
    core = near.sum(axis=1) >= min_points
    label = np.full(len(xy), NOISE)
    for start in np.flatnonzero(core):
        if label[start] != NOISE:
            continue
        label[start] = start
        waiting = [start]
        while waiting:
            for other in np.flatnonzero(near[waiting.pop()] & core & (label == NOISE)):
                label[other] = start
                waiting.append(other)
    return core, label, apart


def same_groups(first, second):
    pairs = set(zip(first.tolist(), second.tolist(), strict=True))
    return len(pairs) == len({a for a, _ in pairs}) == len({b for _, b in pairs})


def test_two_groups_a_border_point_and_a_lone_point_by_hand():
    xy = np.array([[0, 0], [1, 0], [0, 1], [1, 1], [2.2, 0.5], [10, 10], [10, 11], [11, 10], [50, 50]])
    found = density_clusters(xy, 1.5, 3)
    assert found.label.tolist() == [0, 0, 0, 0, 0, 1, 1, 1, NOISE]
    assert found.core.tolist() == [True] * 5 + [True] * 3 + [False]
    border = density_clusters(xy, 1.35, 4)
    assert border.label.tolist() == [0] * 5 + [NOISE] * 4
    assert border.core.tolist() == [False, True, False, True] + [False] * 5
    assert found.sizes.tolist() == [5, 3]


def test_a_point_at_the_very_radius_counts_and_one_beyond_does_not():
    xy = np.array([[0.1, 0.0], [0.3, 0.0], [0.5, 0.0]])
    assert density_clusters(xy, 0.2, 2).label.tolist() == [0, 0, 0]
    assert density_clusters(xy, 0.1999, 2).label.tolist() == [NOISE] * 3


def test_incidents_at_one_place_count_each_and_only_there():
    xy = np.array([[0.0, 0.0]] * 6 + [[100.0, 0.0]] * 3 + [[103.0, 0.0]])
    assert density_clusters(xy, 5, 4).label.tolist() == [0] * 6 + [1] * 4
    assert density_clusters(xy, 2, 4).label.tolist() == [0] * 6 + [NOISE] * 4


def test_a_straight_street_is_one_cluster():
    street = np.stack([np.arange(500) * 10.0 + 770_000, np.arange(500) * 3.0 + 6_280_000], axis=1)
    assert density_clusters(np.random.default_rng(0).permutation(street), 10.5, 2).sizes.tolist() == [500]
    assert density_clusters(street, 10.4, 2).sizes.tolist() == []


def test_a_border_point_joins_the_nearest_core_point_whatever_the_order():
    left = [[0.0, 0], [-1, 0], [-1, 1], [-1, -1], [-2, 0]]
    right = [[10.0, 0], [11, 0], [11, 1], [11, -1], [12, 0]]
    xy = np.array([*left, *right, [4.6, 0.0]])
    for turn in range(11):
        found = density_clusters(np.roll(xy, turn, axis=0), 5.5, 5)
        lone, near, far = (found.label[(turn + i) % 11] for i in (10, 0, 5))
        assert lone == near != far and not found.core[(turn + 10) % 11]


@pytest.mark.parametrize("n", [0, 1, 2, 3])
def test_a_few_points_are_no_trouble(n):
    found = density_clusters(np.arange(2.0 * n).reshape(n, 2), 10, 1)
    assert found.label.tolist() == [0] * n and found.core.all()
    assert density_clusters(np.arange(2.0 * n).reshape(n, 2), 10, 9).label.tolist() == [NOISE] * n


@settings(max_examples=120, deadline=None)
@given(st.integers(0, 100_000), st.integers(1, 9), st.sampled_from([1.0, 3.0, 8.0, 40.0]), st.booleans())
def test_clusters_are_those_of_the_definition(seed, min_points, radius, snapped):
    rng = np.random.default_rng(seed)
    xy = np.concatenate([rng.uniform(0, 60, (60, 2)), rng.normal(30, 3, (40, 2))]) + (770_000, 6_280_000)
    xy = np.round(xy) if snapped else xy
    found = density_clusters(xy, radius, min_points)
    core, label, apart = plain(xy, radius, min_points)
    assert (found.core == core).all()
    assert same_groups(found.label[core], label[core])
    apart[:, ~core] = np.inf
    nearest = apart.min(axis=1, initial=np.inf) <= radius * (1 + 1e-9)
    assert ((found.label >= 0) == nearest).all()
    for i in np.flatnonzero(nearest & ~core):
        candidates = np.flatnonzero(np.isclose(apart[i], apart[i].min()))
        assert found.label[i] in found.label[candidates]
    assert (np.diff(found.sizes) <= 0).all()


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 1000), st.floats(-1e6, 1e6), st.floats(0.1, 100))
def test_moving_enlarging_and_ordering_points_change_no_cluster(seed, shift, unit):
    rng = np.random.default_rng(seed)
    xy, order = rng.uniform(0, 100, (150, 2)), rng.permutation(150)
    found, moved = density_clusters(xy, 8.0, 4), density_clusters(xy[order] * unit + shift, 8.0 * unit, 4)
    assert (moved.core == found.core[order]).all() and same_groups(moved.label, found.label[order])


def test_a_search_stops_when_asked():
    with pytest.raises(Cancelled):
        density_clusters(np.random.default_rng(0).uniform(0, 10, (100, 2)), 2, 5, lambda: True)
