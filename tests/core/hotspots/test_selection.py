import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.hotspots.selection import Wanted, select
from oltp_qgis_plugin.errors import LayerError, StatisticError


def moments(*texts):
    return np.array(texts, dtype="M8[ms]")


def texts(*values):
    return np.array(values, dtype=object)


def day(text):
    return pd.Timestamp(text)


def test_both_ends_of_a_period_are_counted_to_the_last_minute():
    dates = moments("2023-12-31T23:59", "2024-01-01", "2024-06-01T12:00", "2024-12-31T23:59:59", "2025-01-01")
    kept = select(5, Wanted(day("2024-01-01"), day("2024-12-31")), dates, None, None)
    assert kept.kept.tolist() == [False, True, True, True, False]
    assert (kept.first, kept.last) == (day("2024-01-01"), day("2024-12-31"))


def test_one_end_is_enough():
    dates = moments("2023-01-01", "2024-01-01")
    assert select(2, Wanted(start=day("2023-06-01")), dates, None, None).kept.tolist() == [False, True]
    assert select(2, Wanted(end=day("2023-06-01")), dates, None, None).kept.tolist() == [True, False]


def test_an_incident_without_a_date_is_left_out_of_a_period_and_said():
    chosen = select(2, Wanted(start=day("2023-01-01")), moments("2023-05-01", "NaT"), None, None)
    assert chosen.kept.tolist() == [True, False]
    assert "sans date" in chosen.remarks[0].text and chosen.remarks[0].warning
    assert select(2, Wanted(), moments("2023-05-01", "NaT"), None, None).kept.all()


def test_an_incident_dated_to_the_month_is_kept_only_when_its_whole_month_is():
    dates = moments("2024-03-01", "2024-04-01", "2024-04-10", "2024-01-01")
    precision = texts("mois", "mois", "jour", "annee")
    chosen = select(4, Wanted(day("2024-03-15"), day("2024-04-30")), dates, precision, None)
    assert chosen.kept.tolist() == [False, True, True, False] and chosen.months_only == 1
    assert "à cheval sur le bord de la période, laissés de côté : 2." in chosen.remarks[0].text
    assert select(4, Wanted(end=day("2024-12-31")), dates, precision, None).kept.all()


def test_dates_that_all_fall_on_the_first_of_a_month_are_taken_for_months_and_said():
    dates = np.array([f"2020-{month:02d}-01" for month in range(1, 13)] * 2, dtype="M8[ms]")
    chosen = select(24, Wanted(end=day("2020-06-15")), dates, None, None)
    assert chosen.kept.sum() == 10 and chosen.months_only == 10
    assert "ne disent que le mois" in chosen.remarks[0].text


def test_dates_written_as_text_are_read_as_french_ones():
    dates = texts("05/03/2024", "2024-03", "31/12/2023 23:10", None)
    chosen = select(4, Wanted(day("2024-03-01"), day("2024-03-31")), dates, None, None)
    assert chosen.kept.tolist() == [True, True, False, False] and chosen.months_only == 1


def test_categories_are_codes_whole_families_or_plain_words():
    categories = texts("TRA1", "TRA3", "DEG4", None, "Tapage nocturne", "tra1 ")
    assert select(6, Wanted(categories=("TRA",)), None, None, categories).kept.tolist() == [1, 1, 0, 0, 0, 1]
    assert select(6, Wanted(categories=("tra1", "DEG4")), None, None, categories).kept.tolist() == [1, 0, 1, 0, 0, 1]
    assert select(6, Wanted(categories=("tapage nocturne",)), None, None, categories).kept.tolist() == [0] * 4 + [1, 0]


def test_a_category_that_nobody_has_is_refused_with_those_that_exist():
    with pytest.raises(LayerError, match=r"« XYZ ».*présents : deg4, tra1"):
        select(2, Wanted(categories=("TRA1", "XYZ")), None, None, texts("TRA1", "DEG4"))


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(StatisticError, match="finit avant de commencer"):
        select(1, Wanted(day("2024-05-01"), day("2024-01-01")), moments("2024-02-01"), None, None)
