import csv
import re
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.intake.dates import DateReason, parse_moments

with (Path(__file__).parent / "moments.csv").open(encoding="utf-8", newline="") as table:
    MOMENTS = list(csv.DictReader(table, delimiter=";"))


def parsed(dates, times=None, **options) -> pd.DataFrame:
    hours = None if times is None else pd.Series(times, dtype=object)
    return parse_moments(pd.Series(dates, dtype=object), hours, **options)


@pytest.mark.parametrize("row", MOMENTS, ids=lambda row: f"{row['date']} | {row['time']}")
def test_each_way_of_writing_a_moment_is_read_as_specified(row):
    found = parsed([row["date"]], [row["time"]] if row["time"] else None).iloc[0]
    began_at = "" if pd.isna(found["began_at"]) else str(found["began_at"])
    read = [began_at, str(int(found["hour_known"])), found["date_precision"], found["flag"], found["reason"]]
    assert read == [row[name] for name in ("began_at", "hour_known", "date_precision", "flag", "reason")]


def test_the_table_of_examples_is_large_enough_to_be_a_specification():
    assert len({(row["date"], row["time"]) for row in MOMENTS}) == len(MOMENTS) >= 200


def test_the_examples_read_together_keep_their_index_and_types():
    rows = [row for row in MOMENTS if "59" not in row["time"] and ":01" not in row["time"]]
    rows = [row for row in rows if not re.fullmatch(r"\d{6}", row["date"])]  # what these are, the column tells
    index = pd.RangeIndex(1000, 1000 + len(rows))
    moments = parse_moments(
        pd.Series([r["date"] for r in rows], index=index), pd.Series([r["time"] for r in rows], index=index)
    )
    assert moments.index.equals(index)
    assert moments["began_at"].dtype == "datetime64[ns]"
    assert moments["hour_known"].dtype == bool
    assert moments["reason"].tolist() == [row["reason"] for row in rows]


def test_an_unknown_hour_is_never_midnight():
    moments = parsed(["01/03/2024"] * 3, ["inconnue", "00:00", None])
    assert moments["hour_known"].tolist() == [False, True, False]


def test_a_column_of_dates_typed_as_date_times_has_no_hours():
    typed = parsed([f"2024-03-{day:02d} 00:00:00" for day in range(1, 21)])
    assert not typed["hour_known"].any()
    assert set(typed["flag"]) == {"date_sans_heure"}
    too_few = parsed([f"2024-03-{day:02d} 00:00:00" for day in range(1, 20)])
    assert too_few["hour_known"].all()


def test_a_true_midnight_among_other_hours_is_known():
    moments = parsed(["2024-03-01 00:00:00"] * 97 + ["2024-03-01 22:10:00"] * 3)
    assert moments["hour_known"].all()


def test_one_real_hour_in_a_hundred_dates_typed_as_date_times_stays_known():
    moments = parsed(["2024-03-01 00:00:00"] * 99 + ["2024-03-01 22:10:00"])
    assert moments["hour_known"].tolist() == [False] * 99 + [True]


def test_dates_exported_as_utc_midnights_stay_on_their_day():
    moments = parsed(["2024-07-01T00:00:00Z"] * 20)
    assert set(moments["began_at"]) == {pd.Timestamp("2024-07-01")}
    assert not moments["hour_known"].any()


def test_small_numbers_are_minutes_where_the_column_writes_hours_and_minutes_as_one_number():
    assert parsed(["01/03/2024"] * 3, ["5", "340", "1505"])["began_at"].dt.strftime("%H:%M").tolist() == [
        "00:05", "03:40", "15:05",
    ]  # fmt: skip
    assert parsed(["01/03/2024"] * 2, ["5", "22"])["began_at"].dt.strftime("%H:%M").tolist() == ["05:00", "22:00"]


def test_seconds_that_were_measured_are_kept():
    times = [f"22:10:{second:02d}" for second in range(60)]
    assert parsed(["01/03/2024"] * 60, times)["began_at"].dt.second.tolist() == list(range(60))


def test_month_first_is_read_only_when_asked():
    assert parsed(["03/04/2024"])["began_at"][0] == pd.Timestamp("2024-04-03")
    assert parsed(["03/04/2024"], day_first=False)["began_at"][0] == pd.Timestamp("2024-03-04")


def test_non_breaking_spaces_are_spaces():
    moments = parsed(["\u00a01er\u00a0mars\u202f2024 "], ["22\u00a0h\u202f10"])
    assert moments["began_at"][0] == pd.Timestamp("2024-03-01 22:10")


def test_an_empty_column_gives_an_empty_table():
    moments = parsed([], [])
    assert len(moments) == 0
    assert list(moments.columns) == ["began_at", "ended_at", "hour_known", "date_precision", "flag", "reason"]


def test_missing_cells_are_missing_dates():
    assert parsed([None, np.nan])["reason"].tolist() == ["date_manquante", "date_manquante"]


def test_every_reason_has_its_sentence():
    assert {reason.value for reason in DateReason} >= {row["reason"] for row in MOMENTS if row["reason"]}
    assert all(reason.sentence.endswith(".") for reason in DateReason)


def test_a_year_of_distinct_minutes_is_read_exactly():
    moments = pd.Series(pd.date_range("2023-01-01", "2023-12-31 23:59", freq="7min"))
    for written in ("%Y-%m-%d %H:%M:%S", "%d/%m/%Y %H:%M", "%d/%m/%Y à %Hh%M", "%Y%m%d%H%M"):
        assert (parsed(moments.dt.strftime(written))["began_at"] == moments).all(), written


NUMERIC = st.from_regex(r"[0-9/:. hT+-]{0,20}", fullmatch=True)
CELL = st.one_of(st.text(), NUMERIC, st.sampled_from([row["date"] for row in MOMENTS]))


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL), min_size=1, max_size=30))
def test_no_cell_breaks_the_reading_and_each_row_has_a_date_or_a_reason(cells):
    moments = parsed([date for date, _ in cells], [time for _, time in cells])
    assert len(moments) == len(cells)
    assert (moments["began_at"].notna() == (moments["reason"] == "")).all()
    assert (moments.loc[moments["hour_known"], "date_precision"] == "jour").all()
    unknown = moments.loc[~moments["hour_known"] & moments["began_at"].notna(), "began_at"]
    assert (unknown == unknown.dt.normalize()).all()


def test_public_dates_in_words_are_all_read(shared_data):
    file = shared_data / "imports_reels" / "csvdetective_dates_fr.csv"
    cells = pd.read_csv(file, sep=";", dtype=str)["date_francaise"]
    expected = ["1996-02-13", "2020-01-01", "2024-12-15", "1985-03-03", "2010-06-28", "2015-04-07", "2000-09-21",
                "1999-11-30", "2023-07-12", "2018-10-05"]  # fmt: skip
    assert parsed(cells)["began_at"].dt.strftime("%Y-%m-%d").tolist() == expected


def test_the_hours_of_the_accident_file_are_read_as_hours_and_minutes(shared_data):
    file = shared_data / "incidents" / "baac_caracteristiques_2018_modifie.csv.gz"
    hours = pd.read_csv(file, dtype=str, usecols=["hrmn"])["hrmn"]
    moments = parsed(["01/01/2018"] * len(hours), hours)
    assert moments["hour_known"].all()
    minutes = moments["began_at"].dt.hour * 100 + moments["began_at"].dt.minute
    assert (minutes == hours.astype(int)).all()


def test_a_cell_as_long_as_a_page_is_no_date_and_costs_nothing():
    page = "du 1 " + " " * 30_000 + "au 3"
    assert parsed([page], [page])["reason"].tolist() == [DateReason.UNREADABLE.value]


def test_six_digits_are_read_as_the_whole_column_can_be():
    months = parsed(["200612", "201701", "202312"])
    assert months["began_at"].dt.strftime("%Y-%m").tolist() == ["2006-12", "2017-01", "2023-12"]
    assert set(months["date_precision"]) == {"mois"}
    days = parsed(["200612", "310124", "010224"])
    assert days["began_at"].dt.strftime("%d/%m/%Y").tolist() == ["20/06/2012", "31/01/2024", "01/02/2024"]
    assert set(parsed(["200612", "201109"])["reason"]) == {"date_illisible"}
    assert set(parsed(["240105", "240219", "240326", "240427"])["reason"]) == {"date_illisible"}
    assert parsed(["310124", "202313"])["reason"].tolist() == ["date_illisible"] * 2
