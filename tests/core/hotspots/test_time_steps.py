import numpy as np
import pytest

from oltp_qgis_plugin.core.hotspots.event_dates import event_dates
from oltp_qgis_plugin.core.hotspots.time_steps import Step, time_steps
from oltp_qgis_plugin.errors import StatisticError


def dates(*texts):
    return event_dates(np.array(texts, dtype=object))


def day(text):
    return np.datetime64(text, "D")


@pytest.mark.parametrize(("text", "step", "words"), [
    ("mensuel", Step(months=1), "un mois"), ("1 mois", Step(months=1), "un mois"),
    ("2 ans", Step(months=24), "24 mois"), ("hebdomadaire", Step(weeks=1), "une semaine"),
    ("Trimestre", Step(months=3), "un trimestre"), ("année", Step(months=12), "un an"),
    ("semaine", Step(weeks=1), "une semaine"),
    ("2 semaines", Step(weeks=2), "2 semaines"), ("30", Step(days=30), "30 jours"), (" 7 j ", Step(days=7), "7 jours"),
    ("jour", Step(days=1), "un jour"), ("month", Step(months=1), "un mois"), ("90 days", Step(days=90), "90 jours"),
])  # fmt: skip
def test_a_step_is_read_as_people_write_it(text, step, words):
    assert Step.parse(text) == step and step.words() == words


@pytest.mark.parametrize("text", ["", "0", "0 mois", "lune", "1,5 mois", "-3", "mois 2"])
def test_what_is_no_step_is_refused(text):
    with pytest.raises(StatisticError, match="donnez mois, trimestre"):
        Step.parse(text)


def test_months_are_those_of_the_calendar_and_empty_ones_are_kept():
    steps = time_steps(dates("15/12/2023", "29/02/2024", "01/03/2024"), Step(months=1))
    assert steps.starts.astype(str).tolist() == ["2023-12-01", "2024-01-01", "2024-02-01", "2024-03-01", "2024-04-01"]
    assert steps.of.tolist() == [0, 2, 3] and len(steps) == 4


def test_quarters_and_years_begin_in_january():
    read = dates("15/05/2023", "01/07/2023", "31/12/2024")
    assert time_steps(read, Step(months=3)).starts[:2].astype(str).tolist() == ["2023-04-01", "2023-07-01"]
    assert time_steps(read, Step(months=12)).of.tolist() == [0, 0, 1]


def test_weeks_begin_on_monday():
    steps = time_steps(dates("31/12/2023", "01/01/2024", "08/01/2024"), Step(weeks=1))
    assert steps.starts.astype(str).tolist() == ["2023-12-25", "2024-01-01", "2024-01-08", "2024-01-15"]
    assert steps.of.tolist() == [0, 1, 2]


def test_steps_of_days_end_on_the_last_day():
    steps = time_steps(dates("01/01/2024", "11/01/2024", "20/01/2024"), Step(days=10))
    assert steps.starts.astype(str).tolist() == ["2024-01-01", "2024-01-11", "2024-01-21"]
    assert steps.of.tolist() == [0, 1, 1] and not steps.cut_short


def test_incidents_outside_the_days_asked_for_or_undated_have_no_step():
    read = dates("01/01/2024", "15/02/2024", "01/03/2024", None, "20/03/2024")
    steps = time_steps(read, Step(months=1), day("2024-02-01"), day("2024-03-10"))
    assert steps.of.tolist() == [-1, 0, 1, -1, -1] and steps.outside == 2 and steps.coarse == 0


def test_a_last_month_that_stops_half_way_seems_cut_short():
    assert time_steps(dates("01/01/2024", "10/02/2024"), Step(months=1)).cut_short
    assert not time_steps(dates("01/01/2024", "27/02/2024"), Step(months=1)).cut_short
    assert not time_steps(dates("01/2024", "02/2024"), Step(months=1)).cut_short
    assert time_steps(dates("01/2024", "02/2024"), Step(months=12)).cut_short


def test_months_alone_serve_steps_of_months_and_no_finer_one():
    read = dates("01/2024", "02/2024", "15/02/2024", "2023")
    steps = time_steps(read, Step(months=1))
    assert steps.of.tolist() == [0, 1, 1, -1] and steps.coarse == 1
    assert time_steps(read, Step(months=12)).of.tolist() == [1, 1, 1, 0]
    fine = time_steps(read, Step(weeks=1))
    assert fine.of.tolist() == [-1, -1, 0, -1] and fine.coarse == 3
    with pytest.raises(StatisticError, match="ne sont datés qu'au mois : le pas .une semaine. est trop fin"):
        time_steps(dates("01/2024", "02/2024"), Step(weeks=1))
    with pytest.raises(StatisticError, match="qu'à l'année"):
        time_steps(dates("2023", "2024"), Step(months=1))


@pytest.mark.parametrize(("read", "message"), [
    (dates(None, None), "Aucun incident, sur 2, n'a de date"),
    (dates("01/01/2030"), "n'est dans la période demandée"),
])  # fmt: skip
def test_a_period_without_incident_is_refused(read, message):
    with pytest.raises(StatisticError, match=message):
        time_steps(read, Step(months=1), day("2024-01-01"), day("2024-12-31"))


def test_one_wrong_year_does_not_make_a_thousand_steps():
    with pytest.raises(StatisticError, match="1969-01-01 au 2024-01-01.*vérifiez les dates extrêmes"):
        time_steps(dates("01/01/1969", "01/01/2024"), Step(months=1))
