import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.geometry import LineString, MultiLineString, MultiPoint, Point

from oltp_qgis_plugin.core.hotspots.nearest_units import nearest_unit
from oltp_qgis_plugin.errors import Cancelled, StatisticError


def slow(xy, units, within):
    apart = np.array([[unit.distance(Point(place)) if not unit.is_empty else np.inf for unit in units] for place in xy])
    best = apart.min(axis=1)
    return [int(np.argmax(row <= low + 1e-6)) if low <= within else -1 for row, low in zip(apart, best, strict=True)]


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 10_000), st.integers(1, 60))
def test_the_street_found_is_the_nearest_of_all_however_many_meet(seed, within):
    rng = np.random.default_rng(seed)
    streets = [LineString(rng.uniform(0, 300, (rng.integers(2, 6), 2))) for _ in range(30)]
    xy = np.concatenate([rng.uniform(-30, 330, (60, 2)), [street.coords[0] for street in streets[:5]]])
    assert nearest_unit(xy, streets, within).tolist() == slow(xy, streets, within)


def test_places_streets_in_parts_and_empty_ones_are_told_apart():
    parts = MultiLineString([[(50, 0), (60, 0)], [(100, 0), (110, 0)]])
    units = [Point(0, 0), LineString(), parts, MultiPoint([(200, 0)])]
    xy = np.array([[1.0, 0], [105, 5], [200, 9], [150, 0]])
    assert nearest_unit(xy, units, 10).tolist() == [0, 2, 3, -1]


def test_at_a_crossing_the_first_street_holds_the_incident():
    cross = [LineString([(0, -50), (0, 50)]), LineString([(-50, 0), (50, 0)])]
    assert nearest_unit(np.array([[3.0, 3.0], [0.0, 0.0], [9.0, 1.0]]), cross, 20).tolist() == [0, 0, 1]


def test_the_distance_itself_is_within_it():
    street = [LineString([(0, 0), (500, 0)])]
    assert nearest_unit(np.array([[200.0, 30.0], [200.0, 30.01]]), street, 30).tolist() == [0, -1]


def test_nothing_to_look_for_or_a_distance_of_0():
    assert nearest_unit(np.zeros((2, 2)), [LineString()], 10).tolist() == [-1, -1]
    with pytest.raises(StatisticError, match="plus grand que 0"):
        nearest_unit(np.zeros((2, 2)), [Point(0, 0)], 0)
    with pytest.raises(Cancelled):
        nearest_unit(np.zeros((2, 2)), [Point(0, 0)], 5, lambda: True)
