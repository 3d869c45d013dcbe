import numpy as np
import pytest
from shapely.geometry import LineString, MultiPolygon, Point, Polygon, box

from oltp_qgis_plugin.core.territories import membership, repair, ring_edges, territories_of_points
from oltp_qgis_plugin.errors import Cancelled

WEST, EAST = box(0, 0, 100, 100), box(100, 0, 200, 100)
BOW_TIE = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])


def pairs(held):
    return list(zip(held.point.tolist(), held.polygon.tolist(), strict=True))


def test_a_point_is_in_the_polygon_that_contains_it_and_in_no_other():
    held = membership(np.array([[50.0, 50.0], [150.0, 50.0]]), [WEST, EAST])
    assert pairs(held) == [(0, 0), (1, 1)]
    assert held.inside.all() and not held.on_edge.any()


def test_a_point_outside_all_polygons_is_given_none_and_never_the_nearest():
    assert pairs(membership(np.array([[50.0, 101.5], [-1.01, 50.0]]), [WEST, EAST], tolerance=1)) == []


def test_a_point_within_the_tolerance_of_an_edge_is_inside_and_flagged():
    xy = np.array([[50.0, 100.99], [50.0, 101.0], [50.0, 101.01], [-0.6, -0.6], [-0.8, -0.8], [50.0, 99.5]])
    held = membership(xy, [WEST], tolerance=1)
    assert held.point.tolist() == [0, 1, 3, 5]  # (-0.8, -0.8) is 1.13 m from the corner
    assert held.on_edge.all()
    assert held.inside.tolist() == [False, False, False, True]


def test_a_point_on_a_shared_edge_belongs_to_both_in_polygon_order():
    held = membership(np.array([[100.0, 50.0], [100.0, 100.0]]), [WEST, EAST], tolerance=0)
    assert pairs(held) == [(0, 0), (0, 1), (1, 0), (1, 1)]
    assert not held.inside.any() and held.on_edge.all()


def test_the_strictly_containing_polygon_comes_before_the_one_held_by_its_edge():
    held = membership(np.array([[100.4, 50.0]]), [WEST, EAST], tolerance=1)
    assert pairs(held) == [(0, 1), (0, 0)]
    assert held.inside.tolist() == [True, False]


def test_overlapping_polygons_are_all_kept():
    held = membership(np.array([[50.0, 50.0]]), [WEST, box(40, 40, 60, 60), box(49, 0, 51, 80)])
    assert pairs(held) == [(0, 0), (0, 1), (0, 2)]


def test_a_hole_is_outside_and_its_edge_inside():
    ring = Polygon([(0, 0), (30, 0), (30, 30), (0, 30)], [[(10, 10), (20, 10), (20, 20), (10, 20)]])
    held = membership(np.array([[15.0, 15.0], [5.0, 15.0], [10.5, 15.0]]), [ring], tolerance=1)
    assert held.point.tolist() == [1, 2]


def test_vertices_at_the_height_of_a_point_are_crossed_once():
    diamond = Polygon([(0, 0), (10, 10), (0, 20), (-10, 10)])
    held = membership(np.array([[0.0, 10.0], [-20.0, 10.0], [20.0, 10.0], [-20.0, 0.0], [-20.0, 20.0]]), [diamond], 0)
    assert held.point.tolist() == [0]


def test_a_point_without_place_and_an_empty_polygon_hold_nothing():
    held = membership(np.array([[np.nan, np.nan], [50.0, 50.0]]), [MultiPolygon(), WEST])
    assert pairs(held) == [(1, 1)]
    assert pairs(membership(np.empty((0, 2)), [WEST])) == []


def test_membership_agrees_with_shapely_on_random_points_and_a_curved_shape():
    shape = Point(0, 0).buffer(50).difference(Point(10, 0).buffer(20)).union(Point(90, 0).buffer(15))
    xy = np.random.default_rng(3).uniform(-70, 120, (4000, 2))
    held = membership(xy, [shape], tolerance=2)
    expected = [i for i, place in enumerate(xy) if shape.distance(Point(place)) <= 2]
    assert held.point.tolist() == expected
    assert [bool(shape.boundary.distance(Point(xy[i])) <= 2) for i in expected] == held.on_edge.tolist()


def test_the_answer_does_not_depend_on_how_many_pairs_are_weighed_at_once(monkeypatch):
    xy, shape = np.random.default_rng(4).uniform(-60, 60, (500, 2)), Point(0, 0).buffer(50)
    whole = membership(xy, [shape])
    monkeypatch.setattr("oltp_qgis_plugin.core.territories.PAIRS_AT_ONCE", 7)
    assert pairs(membership(xy, [shape])) == pairs(whole)


def test_an_invalid_polygon_is_repaired_into_its_polygon_parts():
    shape, changed = repair(BOW_TIE)
    assert changed and shape.is_valid
    assert shape.area == pytest.approx(50)
    assert repair(WEST) == (WEST, False)


def test_what_is_no_polygon_is_left_out_of_a_repair():
    spike = Polygon([(0, 0), (10, 0), (10, 10), (10, 20), (10, 10), (0, 10)])
    shape, changed = repair(spike)
    assert changed and "Polygon" in shape.geom_type and shape.area == pytest.approx(100)
    assert repair(None)[0].is_empty and repair(Polygon())[0].is_empty
    assert repair(LineString([(0, 0), (0, 0)]))[0].area == 0


def test_ring_edges_hold_every_ring_of_every_part():
    assert len(ring_edges(MultiPolygon([WEST, EAST]))) == 8


def test_a_territory_of_several_polygons_is_named_once():
    xy = np.array([[100.0, 50.0], [300.0, 50.0]])
    held = membership(xy, [WEST, EAST, box(0, 0, 200, 100)], tolerance=1)
    found = territories_of_points(held, ["A", "A", "B"], len(xy))
    assert found.first == ["B", None]
    assert found.all == [("B", "A"), ()]
    assert found.on_edge.tolist() == [True, False]


def test_a_stopped_run_is_cancelled():
    with pytest.raises(Cancelled):
        membership(np.array([[50.0, 50.0]]), [WEST], should_stop=lambda: True)
