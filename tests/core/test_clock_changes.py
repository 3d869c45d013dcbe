from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pandas as pd
import pytest

from oltp_qgis_plugin.core.clock_changes import clock_change_flag, last_sunday, paris_from_utc

PARIS, UTC = ZoneInfo("Europe/Paris"), ZoneInfo("UTC")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(2024, 3, 31), (2024, 10, 27), (2025, 3, 30), (2026, 10, 25), (1996, 10, 27), (1995, 9, 24)],
)
def test_summer_time_turns_on_a_last_sunday(year, month, day):
    assert last_sunday(year, month) == date(year, month, day)


@pytest.mark.parametrize(
    ("local", "flag"),
    [
        ("2024-03-31 01:59:59", ""), ("2024-03-31 02:00", "inexistante"), ("2024-03-31 02:59:59", "inexistante"),
        ("2024-03-31 03:00", ""), ("2024-10-27 01:59:59", ""), ("2024-10-27 02:00", "double"),
        ("2024-10-27 02:59:59", "double"), ("2024-10-27 03:00", ""), ("2024-03-30 02:30", ""), ("1970-03-29 02:30", ""),
        (None, ""),
    ],
)  # fmt: skip
def test_the_hour_that_does_not_exist_and_the_hour_that_exists_twice_are_flagged(local, flag):
    assert clock_change_flag(pd.Series(pd.to_datetime([local]))).tolist() == [flag]


def test_legal_time_agrees_with_the_time_zone_database_since_1981():
    moments = pd.Series(pd.date_range("1981-01-01", "2037-12-31", freq="3h30min"))
    moments = pd.concat([moments, pd.Series(pd.date_range("2024-03-30", "2024-04-01", freq="min"))], ignore_index=True)
    expected = [m.replace(tzinfo=UTC).astimezone(PARIS).replace(tzinfo=None) for m in moments.tolist()]
    assert (paris_from_utc(moments) == pd.Series(expected)).all()


def test_clock_changes_agree_with_the_time_zone_database_since_1981():
    days = [(year, month, day) for year in range(1981, 2038) for month in (3, 9, 10) for day in range(20, 31)]
    local = [datetime(*day, hour, 30) for day in days for hour in (1, 2, 3)]

    def expected(moment):
        if moment.replace(tzinfo=PARIS).astimezone(UTC).astimezone(PARIS).replace(tzinfo=None) != moment:
            return "inexistante"
        twice = moment.replace(tzinfo=PARIS, fold=0).utcoffset() - moment.replace(tzinfo=PARIS, fold=1).utcoffset()
        return "double" if twice == timedelta(hours=1) else ""

    assert clock_change_flag(pd.Series(local)).tolist() == [expected(moment) for moment in local]


def test_an_unknown_moment_stays_unknown():
    assert paris_from_utc(pd.Series([pd.NaT], dtype="datetime64[ns]")).isna().all()
