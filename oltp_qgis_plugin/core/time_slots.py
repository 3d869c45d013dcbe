"""Hours and days as the observatory names them: slots, day types, aoristic hours, clock changes."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING

import numpy as np

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import StatisticError

if TYPE_CHECKING:
    import pandas as pd

UNKNOWN_HOUR = "inconnue"
DAY_TYPES = ("ouvré", "samedi", "dimanche", "férié")
MINUTES_A_DAY = 1440


@dataclass(frozen=True)
class Slot:
    """A named part of the day, [start, end) in minutes since midnight; end <= start crosses midnight.

    The slot of the unknown hour has code `inconnue` and neither start nor end.
    """

    code: str
    label: str
    start: int | None
    end: int | None
    colour: str

    def minutes(self) -> np.ndarray:
        """The minutes of the day that the slot covers; none for the unknown hour."""
        if self.start is None or self.end is None:
            return np.array([], dtype=np.int64)
        length = (self.end - self.start - 1) % MINUTES_A_DAY + 1
        return (self.start + np.arange(length)) % MINUTES_A_DAY


def _minute(clock: str) -> int | None:
    return int(clock[:2]) * 60 + int(clock[3:]) if clock else None


@cache
def _preset_rows() -> tuple[dict[str, str], ...]:
    with resource_path("tables/time_slots.csv").open(encoding="utf-8", newline="") as table:
        return tuple(csv.DictReader(table, delimiter=";"))


@cache
def presets() -> dict[str, tuple[Slot, ...]]:
    """The shipped presets by name; each ends with the slot of the unknown hour."""
    return {
        name: tuple(Slot(r["code"], r["label"], _minute(r["start"]), _minute(r["end"]), r["colour"]) for r in rows)
        for name, rows in groupby(_preset_rows(), key=lambda row: row["preset"])
    }


@cache
def preset_labels() -> dict[str, str]:
    """French label of each preset."""
    return {row["preset"]: row["preset_label"] for row in _preset_rows()}


def slot_codes(began_at: pd.Series, hour_known: pd.Series, preset: str | Sequence[Slot]) -> pd.Series:
    """Code of the slot of each moment, `inconnue` where the hour is unknown or the moment is NaT.

    began_at: datetime64, local. hour_known: bool, same index. preset: a shipped name, or slots of one's own.
    Raises StatisticError when the slots leave a minute out or claim it twice, or for an unknown preset.
    """
    import pandas as pd  # only here: what reads the tables alone works without pandas

    codes = _codes_by_minute(_slots(preset))
    known = began_at.notna() & hour_known.astype(bool)
    moments = began_at.where(known, pd.Timestamp(0))
    found = codes[(moments.dt.hour * 60 + moments.dt.minute).to_numpy()]
    return pd.Series(np.where(known, found, UNKNOWN_HOUR), index=began_at.index, dtype=object)


def _slots(preset: str | Sequence[Slot]) -> Sequence[Slot]:
    if not isinstance(preset, str):
        return preset
    if preset not in presets():
        raise StatisticError(f"Découpage horaire inconnu : « {preset} ». Choisissez parmi {', '.join(presets())}.")
    return presets()[preset]


def _codes_by_minute(slots: Sequence[Slot]) -> np.ndarray:
    times_claimed = np.zeros(MINUTES_A_DAY, dtype=int)
    codes = np.empty(MINUTES_A_DAY, dtype=object)
    for slot in slots:
        minutes = slot.minutes()
        times_claimed[minutes] += 1
        codes[minutes] = slot.code
    wrong = np.flatnonzero(times_claimed != 1)
    if wrong.size:
        hour, minute = divmod(int(wrong[0]), 60)
        fault = "n'appartient à aucun créneau" if times_claimed[wrong[0]] == 0 else "appartient à plusieurs créneaux"
        raise StatisticError(f"Découpage horaire : {hour:02d}:{minute:02d} {fault}. Corrigez les bornes.")
    return codes


def easter(year: int) -> date:
    """Easter Sunday of a year (Meeus, Jones and Butcher's Gregorian algorithm)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    g = (b - (b + 8) // 25 + 1) // 3
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    weekday = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * weekday) // 451
    month, day = divmod(h + weekday - 7 * m + 114, 31)
    return date(year, month, day + 1)


def holidays(year: int) -> dict[date, str]:
    """The 11 French public holidays of a year (Code du travail, L3133-1), with their names."""
    sunday = easter(year)
    return {
        date(year, 1, 1): "Jour de l'an",
        sunday + timedelta(1): "Lundi de Pâques",
        date(year, 5, 1): "Fête du travail",
        date(year, 5, 8): "Victoire 1945",
        sunday + timedelta(39): "Ascension",
        sunday + timedelta(50): "Lundi de Pentecôte",
        date(year, 7, 14): "Fête nationale",
        date(year, 8, 15): "Assomption",
        date(year, 11, 1): "Toussaint",
        date(year, 11, 11): "Armistice 1918",
        date(year, 12, 25): "Noël",
    }


def day_types(began_at: pd.Series) -> pd.Series:
    """Day type of each moment, one of DAY_TYPES; a holiday wins over the weekend; NaT gives ''."""
    import pandas as pd  # only here: what reads the tables alone works without pandas

    years = began_at.dt.year.dropna().unique()
    off = pd.DatetimeIndex([pd.Timestamp(day) for year in years for day in holidays(int(year))])
    weekday = began_at.dt.day_of_week
    conditions = [began_at.isna(), began_at.dt.normalize().isin(off), weekday == 5, weekday == 6]
    types = np.select([c.to_numpy() for c in conditions], ["", "férié", "samedi", "dimanche"], "ouvré")
    return pd.Series(types, index=began_at.index, dtype=object)


def aoristic_hours(began: pd.Series, ended: pd.Series) -> np.ndarray:
    """Share of each interval that falls in each hour of the day, (n, 24); a row sums to 1 (Ratcliffe 2002).

    An interval longer than a day goes round the clock. Without an end, or with an end equal to the beginning,
    the hour of the beginning has all the weight. Without a beginning the row is zero.
    Raises StatisticError when an interval ends before it begins.
    """
    import pandas as pd  # only here: what reads the tables alone works without pandas

    origin = began.dt.normalize()
    start = ((began - origin) / pd.Timedelta(minutes=1)).to_numpy(dtype=float)
    stop = ((ended.fillna(began) - origin) / pd.Timedelta(minutes=1)).to_numpy(dtype=float)
    if (stop < start).any():
        raise StatisticError(
            f"Incidents qui finissent avant de commencer : {int((stop < start).sum())}. "
            f"Corrigez leurs heures de début et de fin."
        )
    length = stop - start
    weights = np.zeros((len(began), 24))
    spread = length > 0
    covered = _minutes_by_hour(stop[spread]) - _minutes_by_hour(start[spread])
    weights[spread] = covered / length[spread, None]
    instant = np.flatnonzero(length == 0)
    weights[instant, (start[instant] // 60).astype(int)] = 1
    return weights


def _minutes_by_hour(until: np.ndarray) -> np.ndarray:
    """Minutes of each hour of the day between minute 0 and `until`, (n, 24)."""
    days, rest = np.divmod(until, MINUTES_A_DAY)
    return days[:, None] * 60 + np.clip(rest[:, None] - 60 * np.arange(24), 0, 60)
