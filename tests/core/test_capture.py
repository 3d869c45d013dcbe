from dataclasses import replace
from datetime import date, datetime

import pytest

from oltp_qgis_plugin.core.capture import IncidentDraft

TODAY = date(2026, 3, 12)
TAPAGE = IncidentDraft(category="TRA1", day=date(2026, 3, 11), hour="22:10", place=(770000.0, 6280000.0))


def fields(draft):
    return [problem.field for problem in draft.problems(TODAY)]


def test_a_complete_draft_has_no_problem():
    assert TAPAGE.problems(TODAY) == ()
    assert TAPAGE.began_at() == datetime(2026, 3, 11, 22, 10)
    assert TAPAGE.ended_at() is None


@pytest.mark.parametrize(
    ("change", "field", "said"),
    [
        ({"category": ""}, "category", "Choisissez une catégorie"),
        ({"category": "XXX9"}, "category", "Choisissez une catégorie"),
        ({"day": None}, "day", "Indiquez la date"),
        ({"day": date(2026, 3, 13)}, "day", "13/03/2026"),
        ({"day": date(1066, 10, 14)}, "day", "14/10/1066"),
        ({"hour": ""}, "hour", "Indiquez l'heure"),
        ({"hour": "25:00"}, "hour", "25:00"),
        ({"hour": "le soir"}, "hour", "le soir"),
        ({"hour": "22:10Z"}, "hour", "22:10Z"),
        ({"hour": "24:00"}, "hour", "24:00"),
        # France passed to summer time on 30 March 2025: 02:00 became 03:00
        ({"day": date(2025, 3, 30), "hour": "02:30"}, "hour", "heure d'été"),
        ({"end_day": date(2026, 3, 11), "end_hour": "21:00"}, "end_day", "avant le début"),
        ({"end_day": date(2026, 3, 14), "end_hour": "21:00"}, "end_day", "avenir"),
        ({"end_day": date(2026, 3, 12), "end_hour": ""}, "end_hour", "heure de fin"),
        ({"place": None}, "place", "Sans lieu précis"),
        ({"place_type": "quelque part"}, "place_type", "quelque part"),
        ({"gravity": 5}, "gravity", "5"),
        ({"status": "peut-être"}, "status", "peut-être"),
    ],
)
def test_what_is_wrong_is_told_with_its_field_and_value(change, field, said):
    problems = replace(TAPAGE, **change).problems(TODAY)
    assert [problem.field for problem in problems] == [field]
    assert said in problems[0].sentence


@pytest.mark.parametrize("typed", ["22:10", "22h10", "22 h 10", "2210"])
def test_an_hour_is_read_in_the_usual_writings(typed):
    assert replace(TAPAGE, hour=typed).began_at() == datetime(2026, 3, 11, 22, 10)


def test_an_unknown_hour_is_not_an_hour_left_blank():
    assert fields(replace(TAPAGE, hour=None)) == []
    assert fields(replace(TAPAGE, hour="  ")) == ["hour"]


def test_midnight_is_an_hour_like_another():
    midnight = replace(TAPAGE, hour="00:00")
    assert fields(midnight) == []
    assert midnight.began_at() == replace(TAPAGE, hour=None).began_at()
    assert midnight.hour is not None


def test_an_end_the_same_day_is_possible_when_the_hour_of_the_start_is_unknown():
    assert fields(replace(TAPAGE, hour=None, end_day=date(2026, 3, 11), end_hour="08:00")) == []


def test_today_is_not_in_the_future_and_the_day_after_a_night_can_be_its_end():
    assert fields(replace(TAPAGE, day=TODAY)) == []
    assert fields(replace(TAPAGE, end_day=TODAY, end_hour="01:30")) == []


def test_a_place_left_out_on_purpose_is_accepted():
    assert fields(replace(TAPAGE, place=None, no_place=True)) == []


def test_problems_come_in_the_order_of_the_form():
    assert fields(IncidentDraft(day=date(2027, 1, 1), hour="")) == ["category", "day", "hour", "place"]
