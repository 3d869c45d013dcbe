import numpy as np
import pytest
from shapely.geometry import MultiPolygon, Point, box

from oltp_qgis_plugin.core.hotspots.by_territory import HotCells, Territories, territory_figures
from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.errors import Cancelled

TOWN = box(0, 0, 4000, 4000)
NO_CELL = MultiPolygon()


def figures(xy, shapes, study=TOWN, hot=(), exposure=None, population=None, **more):
    codes = [f"QP{i}" for i in range(len(shapes))]
    holds = np.array([any(cell.covers(Point(place)) for cell in hot) for place in xy], dtype=bool)
    territories = Territories(shapes, codes, codes, population)
    return territory_figures(np.array(xy, dtype=float), territories, study, HotCells(hot, holds), 300, exposure, **more)


def at(place, n):
    return [place] * n


def test_the_rate_is_compared_with_the_ring_and_with_the_rest_of_the_town_by_area():
    square = box(1000, 1000, 2000, 2000)
    xy = at((1500, 1500), 40) + at((2100, 1500), 10) + at((3500, 3500), 50)
    row = figures(xy, [square]).columns
    ring_area = square.buffer(300).area - 1e6
    assert (row["n"], row["n_ring"], row["n_rest"]) == (40, 10, 60)
    assert row["ratio_ring"] == pytest.approx(40 / 1e6 / (10 / ring_area))
    assert row["ratio_rest"] == pytest.approx((40 / 1) / (60 / 15))
    # R: binom.test(40, 100)$conf.int = 0.3032948 0.5027908, times the ratio of areas.
    assert row["ratio_rest_low"] == pytest.approx(15 * 0.3032948 / (1 - 0.3032948), rel=1e-5)
    assert row["ratio_rest_high"] == pytest.approx(15 * 0.5027908 / (1 - 0.5027908), rel=1e-5)
    assert row["class"] == "above"


def test_numbers_and_rates_have_exact_intervals():
    row = figures(at((1500, 1500), 12), [box(1000, 1000, 2000, 2000)], population=np.array([6000.0])).columns
    assert (row["n_low"], row["n_high"]) == (pytest.approx(6.200575), pytest.approx(20.96159))
    assert row["rate"] == pytest.approx(2) and row["rate_low"] == pytest.approx(6.200575 / 6)


def test_with_people_rates_are_per_inhabitant_everywhere():
    people = Exposure(np.array([900.0, 100]), [box(1000, 1000, 2000, 2000), box(2000, 1000, 4000, 4000)])
    xy = at((1500, 1500), 90) + at((3500, 3500), 10)
    found = figures(xy, [box(1000, 1000, 2000, 2000)], exposure=people)
    assert found.columns["population"] == pytest.approx(900) and found.columns["rate"] == pytest.approx(100)
    assert found.columns["ratio_rest"] == pytest.approx(1) and found.columns["class"] == "alike"
    assert found.by_people


def test_under_thirty_incidents_there_is_a_list_and_no_share_of_hot_cells():
    squares = [box(0, 0, 1000, 1000), box(2000, 2000, 3000, 3000)]
    xy = at((500, 500), 29) + at((2500, 2500), 30)
    hot = [box(0, 0, 600, 600), box(2400, 2000, 3000, 3000)]
    found = figures(xy, squares, hot=hot)
    assert found.columns["class"].tolist()[0] == "list"
    assert np.isnan(found.columns["hot_area"][0]) and np.isnan(found.columns["hot_incidents"][0])
    assert found.columns["hot_area"][1] == pytest.approx(0.6) and found.columns["hot_incidents"][1] == 1
    assert found.listed.tolist() == [[0, i] for i in range(29)]
    assert "moins de 30 incidents : 1." in found.remarks[0].text


def test_nothing_is_compared_beyond_the_town():
    outer = box(3500, 0, 4500, 1000)
    xy = at((3700, 500), 40) + at((4200, 500), 500) + at((3400, 500), 5)
    found = figures(xy, [outer])
    assert found.columns["n"] == 40 and found.columns["area_km2"] == pytest.approx(0.5)
    assert found.columns["n_rest"] == 5
    assert any("sortent de la zone d'étude : 1" in remark.text for remark in found.remarks)


def test_without_a_town_the_rest_is_not_known():
    found = figures(at((1500, 1500), 40), [box(1000, 1000, 2000, 2000)], study=None)
    assert np.isnan(found.columns["ratio_rest"]) and found.columns["class"] == "not_compared"
    assert found.columns["n_ring"] == 0 and np.isnan(found.columns["ratio_ring"])
    assert found.columns["ratio_ring_low"] > 0


def test_territories_that_overlap_each_count_what_they_hold():
    xy = at((1400, 1500), 35)
    found = figures(xy, [box(1000, 1000, 1500, 2000), box(1300, 1000, 2000, 2000)])
    assert found.columns["n"].tolist() == [35, 35]


def test_a_territory_that_falls_outside_the_town_has_nothing():
    found = figures(at((1500, 1500), 40), [box(9000, 9000, 9500, 9500), NO_CELL])
    assert found.columns["n"].tolist() == [0, 0] and found.columns["class"].tolist() == ["list", "list"]
    assert np.isnan(found.columns["ratio_rest"]).all()


def test_it_stops_when_asked():
    with pytest.raises(Cancelled):
        figures(at((1500, 1500), 40), [box(1000, 1000, 2000, 2000)], progress=lambda percent: percent >= 40)
