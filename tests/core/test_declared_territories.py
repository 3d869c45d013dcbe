import numpy as np
import pytest
from shapely.geometry import Point, box

from oltp_qgis_plugin.core.declared_territories import (
    ELSEWHERE,
    NOWHERE,
    UNDECLARED,
    UNKNOWN,
    disagreements,
    distance_to_edges,
)
from oltp_qgis_plugin.core.territories import PointTerritories, ring_edges

CODES = ("QP034001", "QP034002")


def compare(*pairs, placed=None):
    """Pairs (declared, codes found); returns (row, reason) of those that differ."""
    found = [codes for _, codes in pairs]
    given = PointTerritories([codes[0] if codes else None for codes in found], found, np.zeros(len(found), dtype=bool))
    hit = disagreements([text for text, _ in pairs], given, np.array(placed or [True] * len(pairs)), CODES)
    return list(zip(hit.row.tolist(), hit.reason, strict=True)), hit


def test_the_same_code_agrees_however_it_is_written():
    rows, hit = compare(("QP034001", CODES[:1]), (" qp 034-001 ", CODES[:1]), ("", ()), (None, ()))
    assert rows == [] and (hit.compared, hit.unplaced) == (4, 0)


def test_a_point_of_two_territories_agrees_with_either_and_with_both():
    assert compare(("QP034001", CODES), ("QP034002", CODES), ("QP034002;QP034001", CODES))[0] == []


def test_each_way_of_differing_has_its_reason():
    rows, _ = compare(("QP034002", CODES[:1]), ("QP034001", ()), ("", CODES[:1]), ("QN03401M", CODES[:1]),
                      ("QP034001;QP034002", CODES[:1]))  # fmt: skip
    assert rows == [(0, ELSEWHERE), (1, NOWHERE), (2, UNDECLARED), (3, UNKNOWN), (4, ELSEWHERE)]


def test_a_point_without_place_is_not_compared():
    rows, hit = compare(("QP034001", ()), ("QP034001", ()), placed=[False, True])
    assert rows == [(1, NOWHERE)] and (hit.compared, hit.unplaced) == (1, 1)


def test_the_distance_to_the_edge_is_that_of_shapely(monkeypatch):
    monkeypatch.setattr("oltp_qgis_plugin.core.declared_territories.PAIRS_AT_ONCE", 50)
    shape = Point(0, 0).buffer(50).difference(box(-5, -5, 5, 5))
    xy = np.random.default_rng(1).uniform(-80, 80, (200, 2))
    found = distance_to_edges(xy, ring_edges(shape))
    assert found.tolist() == pytest.approx([shape.boundary.distance(Point(place)) for place in xy])
    assert np.isnan(distance_to_edges(xy[:2], np.empty((0, 4)))).all()
