import numpy as np
import pytest

from oltp_qgis_plugin.core.hotspots.event_dates import date_remarks, event_dates
from oltp_qgis_plugin.core.incident import DatePrecision


def text(*values):
    return np.array(values, dtype=object)


def test_texts_are_read_day_first_with_the_precision_that_they_have():
    read = event_dates(text("01/03/2004", "2019-12-31T23:30:00", "2020-03", "mars 2020", "2019", None, "hier"))
    assert read.day.astype(str).tolist() == [
        "2004-03-01", "2019-12-31", "2020-03-01", "2020-03-01", "2019-01-01", "NaT", "NaT"
    ]  # fmt: skip
    assert read.precision.tolist() == ["jour", "jour", "mois", "mois", "annee", "", ""]
    assert read.unreadable == 1 and not read.supposed


def test_a_time_in_utc_is_told_in_paris_and_may_change_the_day():
    read = event_dates(text("2019-07-14T22:30:00Z"))
    assert str(read.began[0]) == "2019-07-15T00:30:00" and read.converted == 1


def test_numbers_are_read_as_partners_write_days():
    assert event_dates(np.array([20240229.0, np.nan])).day.astype(str).tolist() == ["2024-02-29", "NaT"]


def test_the_column_of_precision_wins_where_it_says_something():
    began = np.array(["2024-03-01", "2024-03-01", "NaT"], dtype="M8[ms]")
    read = event_dates(began, text("mois", None, "jour"))
    assert read.precision.tolist() == ["mois", "jour", ""]
    assert read.to(DatePrecision.DAY).tolist() == [False, True, False]


@pytest.mark.parametrize(("days", "months"), [
    (np.arange("2020-01", "2022-01", dtype="M8[M]").astype("M8[ms]"), True),
    (np.append(np.arange("2020-01", "2022-01", dtype="M8[M]"), np.datetime64("2020-02-02")).astype("M8[ms]"), False),
    (np.arange("2020-01", "2022-01", dtype="M8[M]").astype("M8[ms]") + np.timedelta64(1, "h"), False),
    (np.repeat(np.datetime64("2020-01-01", "ms"), 40), False),
    (np.arange("2020-01", "2021-01", dtype="M8[M]").astype("M8[ms]"), False),
])  # fmt: skip
def test_dates_that_are_all_a_first_of_the_month_are_taken_for_months(days, months):
    read = event_dates(days)
    assert read.supposed == months
    assert set(read.precision.tolist()) == {"mois" if months else "jour"}


def test_what_the_dates_lack_is_said():
    read = event_dates(text("hier", None, "2024-05-02T10:00:00Z"))
    told = [remark.text for remark in date_remarks(read)]
    assert told == [
        "Incidents sans date, non comptés : 2 (dont illisibles : 1).",
        "Heures données en temps universel, converties à l'heure de Paris : 1.",
    ]
