from datetime import date

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from oltp_qgis_plugin.core.time_slots import (
    Slot,
    aoristic_hours,
    day_types,
    easter,
    holidays,
    preset_labels,
    presets,
    slot_codes,
)
from oltp_qgis_plugin.errors import StatisticError


def slot_at(clock: str, preset) -> str:
    return slot_codes(pd.Series([pd.Timestamp(f"2024-03-01 {clock}")]), pd.Series([True]), preset)[0]


def weights(began: str, ended: str | None) -> np.ndarray:
    return aoristic_hours(pd.Series(pd.to_datetime([began])), pd.Series(pd.to_datetime([ended])))[0]


def test_the_six_presets_are_there_and_each_ends_with_the_unknown_hour():
    assert list(presets()) == ["6x4h", "4x6h", "tapage", "vacations_pm", "usages", "scolaire"]
    assert {name: len(slots) for name, slots in presets().items()} == {
        "6x4h": 7, "4x6h": 5, "tapage": 3, "vacations_pm": 4, "usages": 9, "scolaire": 7,
    }  # fmt: skip
    assert all(slots[-1].code == "inconnue" and slots[-1].start is None for slots in presets().values())
    assert set(preset_labels()) == set(presets())


@pytest.mark.parametrize("name", presets())
def test_each_minute_of_the_day_has_one_slot(name):
    minutes = np.concatenate([slot.minutes() for slot in presets()[name]])
    assert sorted(minutes) == list(range(1440))
    assert len({slot.colour for slot in presets()[name]}) == len(presets()[name])


@pytest.mark.parametrize(
    ("preset", "clock", "code"),
    [
        ("6x4h", "00:00", "h00_04"), ("6x4h", "03:59:59", "h00_04"), ("6x4h", "04:00", "h04_08"),
        ("6x4h", "23:59", "h20_24"),
        ("4x6h", "05:59", "nuit"), ("4x6h", "06:00", "matin"), ("4x6h", "12:00", "apres_midi"),
        ("4x6h", "18:00", "soiree"),
        ("tapage", "06:59", "nuit"), ("tapage", "07:00", "jour"), ("tapage", "21:59", "jour"),
        ("tapage", "22:00", "nuit"),
        ("vacations_pm", "05:59", "nuit"), ("vacations_pm", "06:00", "matin"), ("vacations_pm", "14:00", "apres_midi"),
        ("vacations_pm", "22:00", "nuit"), ("vacations_pm", "00:00", "nuit"),
        ("usages", "23:30", "h23_02"), ("usages", "01:59", "h23_02"), ("usages", "02:00", "h02_06"),
        ("usages", "20:00", "h20_23"),
        ("scolaire", "11:29", "h09_1130"), ("scolaire", "11:30", "h1130_14"), ("scolaire", "18:59", "h16_19"),
        ("scolaire", "19:00", "hors_temps_scolaire"), ("scolaire", "06:59", "hors_temps_scolaire"),
        ("scolaire", "00:00", "hors_temps_scolaire"),
    ],
)  # fmt: skip
def test_an_hour_falls_in_its_slot_and_a_bound_in_the_next(preset, clock, code):
    assert slot_at(clock, preset) == code


def test_an_unknown_hour_is_its_own_class_and_never_midnight():
    began_at = pd.Series(pd.to_datetime(["2024-03-01 00:00", "2024-03-01 00:00", None]), index=[5, 6, 7])
    codes = slot_codes(began_at, pd.Series([True, False, True], index=[5, 6, 7]), "4x6h")
    assert codes.to_dict() == {5: "nuit", 6: "inconnue", 7: "inconnue"}


def test_a_town_s_own_slots_may_cross_midnight():
    own = (Slot("marche", "Marché", 420, 840, "#000000"), Slot("reste", "Reste", 840, 420, "#FFFFFF"))
    found = [slot_at(clock, own) for clock in ("07:00", "13:59", "14:00", "02:00")]
    assert found == ["marche", "marche", "reste", "reste"]


def test_slots_with_a_gap_or_an_overlap_are_refused_with_the_minute():
    with pytest.raises(StatisticError, match="08:00 n'appartient à aucun créneau"):
        slot_at("07:00", (Slot("a", "A", 0, 480, "#000000"), Slot("b", "B", 540, 1440, "#000000")))
    with pytest.raises(StatisticError, match="08:00 appartient à plusieurs créneaux"):
        slot_at("07:00", (Slot("a", "A", 0, 540, "#000000"), Slot("b", "B", 480, 1440, "#000000")))


def test_an_unknown_preset_is_refused_with_the_choices():
    with pytest.raises(StatisticError, match="tapage"):
        slot_at("07:00", "nuits")


@pytest.mark.parametrize(
    ("year", "month", "day"),
    [(1961, 4, 2), (2000, 4, 23), (2008, 3, 23), (2011, 4, 24), (2016, 3, 27), (2019, 4, 21), (2024, 3, 31),
     (2025, 4, 20), (2026, 4, 5), (2038, 4, 25)],
)  # fmt: skip
def test_easter_falls_where_the_calendar_says(year, month, day):
    assert easter(year) == date(year, month, day)


def test_the_eleven_holidays_of_2024_are_the_official_ones():
    assert sorted(holidays(2024)) == [
        date(2024, 1, 1), date(2024, 4, 1), date(2024, 5, 1), date(2024, 5, 8), date(2024, 5, 9), date(2024, 5, 20),
        date(2024, 7, 14), date(2024, 8, 15), date(2024, 11, 1), date(2024, 11, 11), date(2024, 12, 25),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("day", "kind"),
    [("2024-03-01", "ouvré"), ("2024-03-02", "samedi"), ("2024-03-03", "dimanche"), ("2024-04-01 23:59", "férié"),
     ("2024-07-14", "férié"), ("2025-11-01", "férié"), ("2024-12-24", "ouvré"), (None, "")],
)  # fmt: skip
def test_a_holiday_wins_over_the_weekend(day, kind):
    assert day_types(pd.Series(pd.to_datetime([day]))).tolist() == [kind]


def test_an_interval_is_shared_between_hours_as_ratcliffe_does():
    shares = weights("2024-03-01 10:55", "2024-03-01 11:55")
    assert shares[10] == pytest.approx(5 / 60)
    assert shares[11] == pytest.approx(55 / 60)
    assert np.count_nonzero(shares) == 2


def test_an_interval_across_midnight_goes_on_the_next_morning():
    shares = weights("2024-03-01 23:00", "2024-03-02 01:00")
    assert {hour: shares[hour] for hour in np.flatnonzero(shares)} == {23: 0.5, 0: 0.5}


def test_an_interval_longer_than_a_day_goes_round_the_clock():
    shares = weights("2024-03-01 10:00", "2024-03-02 12:00")
    assert shares[10] == shares[11] == pytest.approx(2 / 26)
    assert shares[0] == shares[9] == shares[12] == pytest.approx(1 / 26)


@pytest.mark.parametrize("ended", ["2024-03-01 10:55", None])
def test_an_instant_or_an_unknown_end_weighs_on_its_own_hour(ended):
    assert weights("2024-03-01 10:55", ended).tolist() == [float(hour == 10) for hour in range(24)]


def test_an_unknown_beginning_weighs_nothing():
    assert not aoristic_hours(pd.Series([pd.NaT]), pd.Series([pd.NaT])).any()


def test_an_interval_that_ends_before_it_begins_is_refused():
    with pytest.raises(StatisticError, match="finissent avant de commencer : 1"):
        weights("2024-03-01 10:55", "2024-03-01 10:54")


INTERVAL = st.tuples(st.integers(0, 2_000_000_000), st.one_of(st.just(0), st.integers(0, 10_000_000)))


@given(st.lists(INTERVAL, min_size=1, max_size=50))
def test_aoristic_weights_sum_to_the_incidents(intervals):
    began = pd.Series(pd.to_datetime([start for start, _ in intervals], unit="s"))
    ended = began + pd.to_timedelta(pd.Series([length for _, length in intervals]), unit="s")
    shares = aoristic_hours(began, ended)
    assert shares.shape == (len(intervals), 24)
    assert (shares >= 0).all()
    assert shares.sum(axis=1) == pytest.approx(np.ones(len(intervals)))
