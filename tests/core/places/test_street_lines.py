import numpy as np
import pytest

from oltp_qgis_plugin.core.places.street_lines import line_crossings, middle_points
from oltp_qgis_plugin.errors import Cancelled


def lines(*points):
    return [np.array(line, dtype=float) for line in points]


def crossed(names, *points):
    table = line_crossings(names, lines(*points))
    return [(row["first"], row["second"], round(row["x"]), round(row["y"])) for _, row in table.iterrows()]


def test_two_lines_cross_where_they_meet_without_a_common_vertex():
    assert crossed(["A", "B"], [(0, 0), (100, 0)], [(40, -50), (40, 50)]) == [("A", "B", 40, 0)]


def test_a_street_that_ends_on_another_meets_it():
    assert crossed(["A", "B"], [(0, 0), (100, 0)], [(40, 1.5), (40, 80)]) == [("A", "B", 40, 2)]


def test_streets_that_stay_apart_or_bear_one_name_do_not_cross():
    assert crossed(["A", "B"], [(0, 0), (100, 0)], [(40, 10), (40, 80)]) == []
    assert crossed(["A", "A"], [(0, 0), (100, 0)], [(40, -50), (40, 50)]) == []


def test_the_pieces_of_a_street_cut_at_the_crossing_give_one_crossing():
    pieces = [(0, 0), (40, 0)], [(40, 0), (90, 0)], [(40, 0), (40, 50)], [(40, -9), (40, 0)]
    found = crossed(["A", "A", "B", "B"], *pieces)
    assert found == [("A", "B", 40, 0)]


def test_streets_that_cross_twice_have_two_crossings():
    assert len(crossed(["A", "B"], [(0, 0), (400, 0)], [(40, -50), (40, 50), (300, 50), (300, -50)])) == 2


def test_the_point_of_a_street_is_in_the_middle_of_its_lines():
    drawn = lines([(0, 0), (10, 0), (20, 0), (30, 0)], [(30, 0), (40, 0)], [(0, 9), (4, 9)])
    table = middle_points(["A", "A", "B"], drawn)
    assert table.set_index("street").loc["A", "x"] == pytest.approx(15, abs=10)
    assert table.set_index("street").loc["B"].tolist() == [2.0, 9.0]


def test_the_search_can_be_stopped():
    with pytest.raises(Cancelled):
        line_crossings(["A", "B"], lines([(0, 0), (9, 0)], [(4, -5), (4, 5)]), lambda percent: True)
