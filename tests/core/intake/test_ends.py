import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.dates import parse_moments
from tests.core.intake.test_mapping import map_rows, profile, table

# date, hour, beginning, end; worked out by hand
INTERVALS = [
    ("12/09/2024", "22h-2h", "2024-09-12 22:00", "2024-09-13 02:00"),
    ("12/09/2024", "de 8h30 à 9h", "2024-09-12 08:30", "2024-09-12 09:00"),
    ("12/09/2024", "entre 8 et 9h", "2024-09-12 08:00", "2024-09-12 09:00"),
    ("12/09/2024", "23h – 24h", "2024-09-12 23:00", "2024-09-13 00:00"),
    ("12/09/2024", "14:00/15:30", "2024-09-12 14:00", "2024-09-12 15:30"),
    ("12/09/2024 14:00-16:30", "", "2024-09-12 14:00", "2024-09-12 16:30"),
    ("12/09/2024 de 22h à 1h", "", "2024-09-12 22:00", "2024-09-13 01:00"),
    ("12/09/2024 au 14/09/2024", "", "2024-09-12 00:00", "2024-09-14 00:00"),
    ("du 12/09/2024 20h au 13/09/2024 07h15", "", "2024-09-12 20:00", "2024-09-13 07:15"),
    ("entre le 12/09/2024 20:00 et le 13/09/2024 07:30", "", "2024-09-12 20:00", "2024-09-13 07:30"),
    ("du 12 au 14 septembre 2024", "", "2024-09-12 00:00", "2024-09-14 00:00"),
    ("du 30 août au 2 septembre 2024", "", "2024-08-30 00:00", "2024-09-02 00:00"),
    ("nuit du 30/08 au 31/08/2024", "", "2024-08-30 00:00", "2024-08-31 00:00"),
    ("12/09/2024", "vers 21h-22h", "2024-09-12 21:00", "2024-09-12 22:00"),
    ("12/09/2024-14/09/2024", "", "2024-09-12 00:00", "2024-09-14 00:00"),
    ("2024-09-12 18:00/2024-09-13 08:00", "", "2024-09-12 18:00", "2024-09-13 08:00"),
    ("nuit du vendredi 13 au samedi 14 septembre 2024", "", "2024-09-13 00:00", "2024-09-14 00:00"),
    ("week-end du 14 au 15 septembre 2024", "", "2024-09-14 00:00", "2024-09-15 00:00"),
    ("12 sept. 2024 - 14 sept. 2024", "", "2024-09-12 00:00", "2024-09-14 00:00"),
]
NO_INTERVALS = [
    ("12/09/2024 - 14h05", "", "2024-09-12 14:05"),
    ("jeudi 12 septembre 2024 à 14 h 05", "", "2024-09-12 14:05"),
    ("2024-09-12 14:05:00-04:00", "", "2024-09-12 20:05"),
    ("12/09/2024", "14h-14h", "2024-09-12 14:00"),
]


@pytest.mark.parametrize(("date", "hour", "began", "ended"), INTERVALS)
def test_an_interval_written_in_one_cell_keeps_both_ends(date, hour, began, ended):
    found = parse_moments(pd.Series([date], dtype=object), pd.Series([hour], dtype=object)).iloc[0]
    assert (str(found["began_at"])[:16], str(found["ended_at"])[:16]) == (began, ended)
    assert found["flag"] == "intervalle" and found["reason"] == ""


@pytest.mark.parametrize(("date", "hour", "began"), NO_INTERVALS)
def test_one_moment_is_not_taken_for_an_interval(date, hour, began):
    found = parse_moments(pd.Series([date], dtype=object), pd.Series([hour], dtype=object)).iloc[0]
    assert str(found["began_at"])[:16] == began and pd.isna(found["ended_at"])


def test_an_hour_of_end_without_its_date_is_the_first_one_after_the_beginning():
    rows = map_rows(
        table(
            Nature=["Tags"] * 5,
            Date=["01/03/2024"] * 5,
            Heure=["20:00", "22:00", "20:00", "", "22h-23h"],
            HeureFin=["22:30", "1h", "", "10:00", "23h30"],
        ),
        profile({"time": "Heure", "end_time": "HeureFin"}),
        2154,
    )
    ended = rows.incidents["ended_at"].dt.strftime("%d %H:%M").fillna("").tolist()
    assert ended == ["01 22:30", "02 01:00", "", "", "01 23:30"]


def test_an_empty_date_of_end_leaves_the_hour_of_end():
    rows = map_rows(
        table(
            Nature=["Tags"] * 3,
            Date=["01/03/2024"] * 3,
            Heure=["20:00"] * 3,
            Fin=["", "02/03/2024", "30/02/2024"],
            HeureFin=["22:30", "01:00", "02:00"],
        ),
        profile({"time": "Heure", "end_date": "Fin", "end_time": "HeureFin"}),
        2154,
    )
    assert rows.incidents["ended_at"].dt.strftime("%d %H:%M").tolist() == ["01 22:30", "02 01:00"]
    assert rows.refused["reason"].tolist() == ["date_impossible"]


def test_an_interval_of_one_cell_that_ends_before_it_begins_is_refused():
    rows = map_rows(table(Nature=["Tags"], Date=["du 05/03/2024 au 02/03/2024"]), profile(), 2154)
    assert rows.refused["reason"].tolist() == ["fin_avant_debut"]
