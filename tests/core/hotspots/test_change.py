import numpy as np
import pytest
from shapely.geometry import Polygon, box

from oltp_qgis_plugin.core.hotspots.change import change_class, change_map, change_percent
from oltp_qgis_plugin.core.hotspots.counting import grid_units, polygon_units
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg
from oltp_qgis_plugin.errors import GridError, StatisticError

TOWN = box(0, 0, 1000, 1000)


def town_units(size=200):
    return grid_units([TOWN], Lattice(size), np.zeros((1, 2)))


def texts(result, warning):
    return [remark.text for remark in result.remarks if remark.warning == warning]


def test_classes_follow_the_sign_of_the_change_and_the_strict_levels_of_q():
    q = np.array([0.009, 0.01, 0.049, 0.05, 0.099, 0.1, 0.001, 0.02, 0.07, 0.001])
    up = np.array([1, 1, 1, 1, 1, 1, -1, -1, -1, 0.0])
    assert change_class(up, q).tolist() == [
        "increase_99", "increase_95", "increase_95", "increase_90", "increase_90", "not_significant",
        "decrease_99", "decrease_95", "decrease_90", "not_significant",
    ]  # fmt: skip


def test_no_percentage_is_given_under_10_and_lengths_are_allowed_for():
    percent = change_percent(np.array([9, 10, 40, 20]), np.array([30, 15, 9, 20]), 365, 365)
    assert np.isnan(percent[[0, 2]]).all() and percent[1] == pytest.approx(50) and percent[3] == pytest.approx(0)
    assert change_percent(np.array([20]), np.array([20]), 200, 100)[0] == pytest.approx(100)


def test_counts_p_and_q_of_each_cell_are_those_of_its_incidents():
    before = np.array([[100, 100]] * 6 + [[300, 100]] * 1 + [[500, 500]] * 4)
    after = np.array([[100, 100]] * 2 + [[500, 500]] * 4 + [[900, 900]] * 3)
    result = change_map(before.astype(float), after.astype(float), town_units())
    n_before, n_after, p = (result.columns[name] for name in ("n_before", "n_after", "p_value"))
    assert len(p) == 25 and n_before.sum() == 11 and n_after.sum() == 9
    assert (n_before[0], n_after[0]) == (6, 2) and p[0] == pytest.approx(0.17487, abs=5e-6)
    assert (n_before[24], n_after[24]) == (0, 3) and p[24] == pytest.approx(0.08838, abs=5e-6)
    assert (p[(n_before == 0) & (n_after == 0)] == 1).all()
    assert result.columns["q_value"] == pytest.approx(benjamini_hochberg(p))


def test_a_planted_rise_is_found_and_the_rest_of_the_town_is_not():
    rng = np.random.default_rng(2)
    before, after = rng.uniform(0, 1000, (400, 2)), rng.uniform(0, 1000, (400, 2))
    planted = np.concatenate([after, np.full((60, 2), 500.0)])
    result = change_map(before, planted, town_units())
    assert np.flatnonzero(result.columns["class"] != "not_significant").tolist() == [12]
    assert result.columns["class"][12] == "increase_99" and (result.increases, result.decreases) == (1, 0)
    assert any("hausse peu compatible avec le hasard (q < 0,10) : 1" in text for text in texts(result, False))


def test_twice_the_incidents_in_twice_the_days_is_no_change():
    rng = np.random.default_rng(3)
    xy = rng.uniform(0, 1000, (300, 2))
    result = change_map(xy, np.concatenate([xy, xy]), town_units(), 100, 200)
    assert result.increases == result.decreases == 0
    assert result.columns["expected_after"] == pytest.approx(2 * result.columns["n_before"])
    assert any("mêmes mois" in text for text in texts(result, True))


def test_an_incident_on_a_shared_edge_or_in_overlapping_polygons_counts_once():
    units = polygon_units([box(0, 0, 10, 10), box(10, 0, 20, 10), box(15, 0, 30, 10)])
    xy = np.array([[10.0, 5.0], [10.0, 10.0], [16.0, 5.0], [25.0, 5.0], [20.0, 5.0]])
    found, several = units.of_points(xy)
    assert found.tolist() == [0, 0, 1, 2, 2] and several == 1
    result = change_map(xy, xy, units)
    assert result.columns["n_before"].tolist() == [2, 1, 2]
    told = "Incidents d'avant dans plusieurs polygones qui se recouvrent, comptés dans le premier de la couche : 1."
    assert told in texts(result, True)


def test_what_is_outside_unplaced_or_repaired_is_counted_and_said():
    bowtie = Polygon([(0, 0), (10, 10), (10, 0), (0, 10)])
    xy = np.array([[1.0, 5.0], [50.0, 50.0], [np.nan, np.nan]])
    told = texts(change_map(xy, xy, polygon_units([bowtie])), True)
    assert "Incidents d'avant hors de la zone d'étude, non comptés : 1." in told
    assert "Incidents d'après sans position, non comptés : 1." in told
    assert "Polygones non valides, réparés : 1." in told
    assert any("une liste en dira plus" in text for text in told)


def test_a_period_without_incident_inside_is_refused_by_its_name():
    inside, outside = np.array([[5.0, 5.0]]), np.array([[5000.0, 5000.0]])
    with pytest.raises(GridError, match="« après » n'a aucun incident, sur 1 localisé"):
        change_map(inside, outside, town_units())


def test_a_length_of_0_days_is_refused():
    with pytest.raises(StatisticError):
        change_map(np.array([[5.0, 5.0]]), np.array([[5.0, 5.0]]), town_units(), 0, 10)
