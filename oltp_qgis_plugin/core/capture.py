"""One incident captured by hand: what was typed, and what is wrong with it."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache

import pandas as pd

from oltp_qgis_plugin.core.clock_changes import MISSING_HOUR, clock_change_flag
from oltp_qgis_plugin.core.incident import PLACE_TYPES
from oltp_qgis_plugin.core.intake.hours import parse_hours
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.core.nomenclature import categories_by_code
from oltp_qgis_plugin.errors import OltpError

DIRECT_ENTRY = Partner("saisie", "Saisie directe", "saisie")
STATUSES = ("à traiter", "en cours", "traité", "sans suite")
GRAVITIES = (1, 2, 3, 4)
DAY_SECONDS = 86400
FIRST_YEAR = 1900


class CaptureError(OltpError):
    """An incident captured by hand cannot be saved as it is."""


@dataclass(frozen=True)
class Problem:
    """What is wrong in a draft: the name of its field, and the sentence that the user reads."""

    field: str
    sentence: str


@dataclass(frozen=True)
class IncidentDraft:
    """What was typed. `hour` is None when unknown; `end_day` None without an end; `place` is x, y in the store's CRS.

    `no_place` says that the place is left out on purpose.
    """

    category: str = ""
    day: date | None = None
    hour: str | None = None
    end_day: date | None = None
    end_hour: str = ""
    partner: Partner = DIRECT_ENTRY
    place_type: str = ""
    place_label: str = ""
    place: tuple[float, float] | None = None
    no_place: bool = False
    gravity: int | None = None
    status: str = ""

    def began_at(self) -> datetime | None:
        """Local start; the day alone (at 00:00) when the hour is unknown. None when the day or hour cannot be read."""
        return _moment(self.day, "00:00" if self.hour is None else self.hour)

    def ended_at(self) -> datetime | None:
        """Local end; None without an end, or when it cannot be read."""
        return _moment(self.end_day, self.end_hour)

    def problems(self, today: date) -> tuple[Problem, ...]:
        """Everything that forbids saving, in the order of the form; empty when the draft is valid."""
        return (
            *self._category_problems(),
            *_moment_problems("day", self.day, self.hour, today),
            *(_moment_problems("end_day", self.end_day, self.end_hour, today) if self.end_day else ()),
            *self._order_problems(),
            *self._partner_problems(),
            *self._place_problems(),
            *self._follow_up_problems(),
        )

    def _category_problems(self) -> Iterator[Problem]:
        if self.category not in categories_by_code():
            yield Problem("category", "Choisissez une catégorie de la liste.")

    def _order_problems(self) -> Iterator[Problem]:
        start, end = self.began_at(), self.ended_at()
        if start and end and end < start and not (self.hour is None and end.date() >= start.date()):
            yield Problem("end_day", f"La fin ({end:%d/%m/%Y %H:%M}) est avant le début : corrigez l'une des deux.")

    def _partner_problems(self) -> Iterator[Problem]:
        if not self.partner.code:
            yield Problem("partner", "Choisissez le partenaire qui signale le fait, ou « Saisie directe ».")

    def _place_problems(self) -> Iterator[Problem]:
        if self.place_type and self.place_type not in PLACE_TYPES:
            yield Problem("place_type", f"« {self.place_type} » n'est pas un type de lieu : choisissez dans la liste.")
        if self.place is None and not self.no_place:
            yield Problem("place", "Placez le fait sur la carte, ou cochez « Sans lieu précis ».")

    def _follow_up_problems(self) -> Iterator[Problem]:
        if self.gravity is not None and self.gravity not in GRAVITIES:
            yield Problem("gravity", f"La gravité va de 1 à 4 ; reçu : {self.gravity}.")
        if self.status and self.status not in STATUSES:
            yield Problem("status", f"« {self.status} » n'est pas une suite connue : choisissez dans la liste.")


def _moment(day: date | None, hour: str) -> datetime | None:
    seconds = _seconds(hour)
    if day is None or seconds is None:
        return None
    return datetime(day.year, day.month, day.day) + timedelta(seconds=seconds)


@lru_cache(maxsize=256)  # asked again at every keystroke anywhere in the form
def _seconds(hour: str) -> int | None:
    """Seconds since midnight of an hour as typed (22:10, 22h10, 7h); None when unreadable, with a zone, or 24:00.

    Two hours (20h-22h) are no hour either: the end has its own field.
    """
    read = parse_hours(pd.Series([hour], dtype=object)).iloc[0]
    readable = pd.notna(read["seconds"]) and read["seconds"] < DAY_SECONDS and pd.isna(read["utc_offset"])
    readable = readable and read["flag"] != "intervalle"
    return int(read["seconds"]) if readable else None


def _moment_problems(field: str, day: date | None, hour: str | None, today: date) -> Iterator[Problem]:
    what = "date de fin" if field == "end_day" else "date"
    if day is None:
        yield Problem(field, f"Indiquez la {what}.")
    elif day > today:
        yield Problem(field, f"La {what} ({day:%d/%m/%Y}) est dans l'avenir : corrigez-la.")
    elif day.year < FIRST_YEAR:
        yield Problem(field, f"La {what} ({day:%d/%m/%Y}) est avant {FIRST_YEAR} : corrigez l'année.")
    if hour is not None:
        yield from _hour_problems(field.replace("day", "hour"), day, hour)


def _hour_problems(field: str, day: date | None, hour: str) -> Iterator[Problem]:
    unknown = "indiquez l'heure de fin" if field == "end_hour" else "indiquez l'heure, ou décochez « Heure connue »"
    if not hour.strip():
        yield Problem(field, f"{unknown[0].upper()}{unknown[1:]} (par exemple 22:10).")
    elif _seconds(hour) is None:
        yield Problem(field, f"« {hour.strip()} » n'est pas une heure : écrivez 22:10 ou 22h10.")
    elif day and day.year >= FIRST_YEAR and _skipped_by_the_clock(day, hour):
        yield Problem(field, f"{hour.strip()} n'existe pas le {day:%d/%m/%Y} (passage à l'heure d'été) : corrigez.")


@lru_cache(maxsize=256)
def _skipped_by_the_clock(day: date, hour: str) -> bool:
    """Whether the moment falls in the hour that does not exist on the night of summer time."""
    moment = pd.to_datetime(pd.Series([f"{_moment(day, hour)}"]))
    return bool(clock_change_flag(moment).iloc[0] == MISSING_HOUR)
