import numpy as np
import pytest

from oltp_qgis_plugin.core.hotspots.bands import parse_edges
from oltp_qgis_plugin.core.hotspots.event_dates import event_dates
from oltp_qgis_plugin.core.hotspots.near_repeat import Question, near_repeat, pair_table
from oltp_qgis_plugin.errors import LayerError, StatisticError


def question(distances="0,100,200", days="0,3,7", **other):
    return Question(parse_edges(distances, "d"), parse_edges(days, "j", whole=True), **({"runs": 19} | other))


def moments(*texts):
    return event_dates(np.array([np.datetime64(text, "ms") for text in texts]))


def texts(found, warning):
    return [remark.text for remark in found.remarks if remark.warning == warning]


def test_the_gap_of_a_pair_is_that_of_its_calendar_days_whatever_the_hours():
    dates = moments("2024-05-01T23:50", "2024-05-02T00:10", "2024-05-02T23:50")
    found = near_repeat(np.array([[0.0, 0.0], [10.0, 0.0], [500.0, 0.0]]), dates, question("0,100", "0,1,2"))
    assert found.knox.observed.tolist() == [[0, 1]]
    assert any("différence des dates du calendrier" in text for text in texts(found, False))


def test_incidents_without_place_date_or_day_are_left_out_and_said():
    dates = event_dates(
        np.array(["2024-05-01", "2024-05-02", "2024-05-04", None, "2024-05"], dtype=object)
    )
    xy = np.array([[0, 0], [9, 0], [np.nan, np.nan], [5, 0], [5, 0]], dtype=float)
    found = near_repeat(xy, dates, question())
    assert found.used.tolist() == [0, 1] and found.knox.observed[0, 0] == 1
    told = texts(found, True)
    assert "Incidents sans position, non comptés : 1." in told
    assert "Incidents sans date, non comptés : 1." in told
    assert "Incidents datés au mois ou à l'année, non comptés : 1." in told


def test_months_give_no_result_in_days():
    dates = event_dates(np.array(["2024-05", "2024-06", "2024-06"], dtype=object))
    with pytest.raises(StatisticError, match="3 incidents ne sont datés qu'au mois"):
        near_repeat(np.zeros((3, 2)), dates, question())


def test_a_layer_without_date_or_place_is_refused():
    with pytest.raises(LayerError, match="Aucun incident, sur 2"):
        near_repeat(np.full((2, 2), np.nan), moments("2024-05-01", "2024-05-02"), question())


def test_pairs_go_from_the_earlier_incident_to_its_repeat_and_sum_to_the_table():
    xy = np.array([[50.0, 0.0], [0.0, 0.0], [0.0, 0.0], [150.0, 0.0]])
    dates = moments("2024-05-03T10:00", "2024-05-01", "2024-05-03T08:00", "2024-05-05")
    asked = question("0,100,200", "0,3,7")
    found = near_repeat(xy, dates, asked)
    pairs = pair_table(found, xy, dates, asked.metric)
    assert pairs["originator"].tolist() == [2, 1, 1, 0, 2, 1]
    assert pairs["repeat"].tolist() == [0, 2, 0, 3, 3, 3]
    assert pairs["days"].tolist() == [0, 2, 2, 2, 2, 4]
    assert pairs["same_place"].tolist() == [False, True, False, False, False, False]
    assert pairs.groupby(["distance_from", "days_from"]).size().to_dict() == {
        (0.0, 0.0): 3, (100.0, 0.0): 2, (100.0, 3.0): 1
    }  # fmt: skip
    assert found.knox.observed.tolist() == [[3, 0], [2, 1]]


def test_bands_without_end_give_no_line():
    xy = np.array([[0.0, 0.0], [50.0, 0.0], [5000.0, 0.0]])
    dates = moments("2024-05-01", "2024-05-02", "2024-06-05")
    asked = question("0,100,inf", "0,7,inf")
    pairs = pair_table(near_repeat(xy, dates, asked), xy, dates, asked.metric)
    assert list(zip(pairs["originator"], pairs["repeat"], strict=True)) == [(0, 1)]


def test_stacked_places_stray_points_and_short_periods_are_warned_about():
    xy = np.concatenate([np.full((20, 2), 770_000.0), np.random.default_rng(1).uniform(770_000, 770_900, (5, 2)),
                         [[0.0, 0.0]]])  # fmt: skip
    dates = moments(*np.datetime64("2024-05-01") + np.arange(26) % 6)
    told = texts(near_repeat(xy, dates, question()), True)
    for part in ("partagent leurs coordonnées", "sans doute mal localisés : 1",
                 "La période est courte", "Moins de 30 incidents"):  # fmt: skip
        assert any(part in text for text in told), part


def test_many_bands_are_said_to_give_one_in_twenty_by_chance():
    xy = np.random.default_rng(1).uniform(0, 900, (50, 2))
    dates = moments(*np.datetime64("2024-05-01") + np.arange(50))
    edges = ",".join(map(str, range(0, 600, 100)))
    told = texts(near_repeat(xy, dates, question(edges, "0,2,4,6,8")), True)
    assert any("20 tranches sont testées" in text for text in told)
