import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from shapely.geometry import box

from oltp_qgis_plugin.core.territories import membership
from oltp_qgis_plugin.core.territory_counts import OUTSIDE, TERRITORY, TWICE, UNPLACED, count_points

WEST, EAST, MIDDLE = box(0, 0, 100, 100), box(100, 0, 200, 100), box(50, 0, 150, 100)


def counts(xy, polygons, codes, population=(), group=None, categories=("",)):
    xy = np.array(xy, dtype=float).reshape(-1, 2)
    people = np.array(population or [np.nan] * len(set(codes)), dtype=float)
    placed, group = ~np.isnan(xy).any(axis=1), np.array([0] * len(xy) if group is None else group, dtype=int)
    return count_points(membership(xy, polygons), codes, people, placed, group, categories)


def lines(found):
    return [(kind, int(n)) for kind, n in zip(found.kind, found.n, strict=True)]


def test_points_are_counted_where_they_are_or_nowhere_or_unplaced():
    found = counts([[20, 50], [30, 50], [180, 50], [500, 50], [np.nan, np.nan]], [WEST, EAST], ["A", "B"], [1000, 500])
    assert lines(found) == [(TERRITORY, 2), (TERRITORY, 1), (OUTSIDE, 1), (UNPLACED, 1), (TWICE, 0)]
    assert found.rate[:2].tolist() == [2.0, 2.0]
    assert np.isnan(found.rate[2:]).all()


def test_a_point_in_two_territories_counts_in_both_and_is_taken_off_once():
    found = counts([[75, 50], [75, 60], [20, 50]], [WEST, MIDDLE], ["A", "B"])
    assert lines(found) == [(TERRITORY, 3), (TERRITORY, 2), (OUTSIDE, 0), (UNPLACED, 0), (TWICE, -2)]
    assert found.n.sum() == 3
    assert np.isnan(found.low[-1]) and found.high[2] == pytest.approx(3.688879, abs=1e-6)


def test_polygons_of_one_code_are_one_territory():
    found = counts([[100, 50], [20, 50]], [WEST, EAST], ["A", "A"], [1000])
    assert lines(found) == [(TERRITORY, 2), (OUTSIDE, 0), (UNPLACED, 0), (TWICE, 0)]


def test_twelve_events_among_six_thousand_have_the_exact_interval_of_their_rate():
    found = counts([[20, 50]] * 12, [WEST], ["A"], [6000])
    assert (found.low[0], found.high[0]) == (pytest.approx(6.200575, abs=1e-6), pytest.approx(20.96159, abs=1e-5))
    assert found.rate_low[0] == pytest.approx(6.200575 / 6, abs=1e-6)
    assert found.rate_high[0] == pytest.approx(20.96159 / 6, abs=1e-5)


def test_each_category_has_its_own_lines_and_a_point_not_asked_for_has_none():
    found = counts([[20, 50], [75, 50], [500, 50], [20, 20]], [WEST, MIDDLE], ["A", "B"], group=[0, 1, 1, -1],
                   categories=("DEG4", "TRA1"))  # fmt: skip
    assert lines(found) == [(TERRITORY, 1), (TERRITORY, 0), (OUTSIDE, 0), (UNPLACED, 0), (TWICE, 0),
                            (TERRITORY, 1), (TERRITORY, 1), (OUTSIDE, 1), (UNPLACED, 0), (TWICE, -1)]  # fmt: skip
    assert found.category.tolist() == [0] * 5 + [1] * 5
    assert found.territory.tolist() == [0, 1, -1, -1, -1] * 2


def test_no_point_gives_lines_of_zeros():
    assert lines(counts([], [WEST], ["A"])) == [(TERRITORY, 0), (OUTSIDE, 0), (UNPLACED, 0), (TWICE, 0)]


coordinate = st.one_of(st.floats(-50, 250), st.just(float("nan")))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.tuples(coordinate, coordinate, st.integers(-1, 2)), max_size=40))
def test_the_lines_always_add_up_to_the_points_counted(points):
    xy, group = [point[:2] for point in points], [point[2] for point in points]
    found = counts(xy, [WEST, EAST, MIDDLE, box(0, 0, 200, 40)], ["A", "B", "C", "A"], group=group,
                   categories=("x", "y", "z"))  # fmt: skip
    assert found.n.sum() == sum(number >= 0 for number in group)
    assert (found.n[found.kind != TWICE] >= 0).all() and (found.n[found.kind == TWICE] <= 0).all()
