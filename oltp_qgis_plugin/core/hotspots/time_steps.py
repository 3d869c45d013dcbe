"""The steps of a period: calendar months and weeks, or a number of days, and the step of each incident."""

import re
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.event_dates import EventDates
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.errors import StatisticError

MOST_STEPS = 600
MONTHS = {"mois": 1, "mensuel": 1, "month": 1, "months": 1, "monthly": 1, "m": 1, "trimestre": 3, "trimestres": 3,
          "trimestriel": 3, "quarter": 3, "quarterly": 3, "semestre": 6, "semestres": 6, "semestriel": 6, "an": 12,
          "ans": 12, "annee": 12, "annees": 12, "année": 12, "années": 12, "annuel": 12, "year": 12, "years": 12,
          "yearly": 12}  # fmt: skip
DAYS = {"": 1, "j": 1, "d": 1, "jour": 1, "jours": 1, "day": 1, "days": 1}
WEEKS = ("semaine", "semaines", "hebdomadaire", "week", "weeks", "weekly", "sem")
MONDAY = np.datetime64("1970-01-05", "D")
PART_OF_STEP = 0.2
"""Share of the last step without incident at its end from which it seems to be cut short."""


@dataclass(frozen=True)
class Step:
    """A length of time: calendar months, calendar weeks (from Monday), or days counted back from the last one."""

    months: int = 0
    weeks: int = 0
    days: int = 0

    @classmethod
    def parse(cls, text: str) -> "Step":
        """The step written as « mois », « 3 mois », « trimestre », « semaine », « an », « 30 » or « 30 jours »."""
        match = re.fullmatch(r"\s*(\d{0,4})\s*([^\W\d]*)\s*", text.lower())
        number, unit = match.groups() if match else ("", "?")
        n = int(number or 1)
        if n and unit in MONTHS:
            return cls(months=n * MONTHS[unit])
        if n and unit in WEEKS:
            return cls(weeks=n)
        if n and unit in DAYS and (number or unit):
            return cls(days=n)
        raise StatisticError(
            f"Pas de temps « {text} » inconnu : donnez mois, trimestre, an, semaine, ou un nombre de jours (30)."
        )

    def words(self) -> str:
        """The step in French."""
        if self.months:
            named = {1: "un mois", 3: "un trimestre", 6: "un semestre", 12: "un an"}
            return named.get(self.months, f"{self.months} mois")
        if self.weeks:
            return "une semaine" if self.weeks == 1 else f"{self.weeks} semaines"
        return "un jour" if self.days == 1 else f"{self.days} jours"

    def per_year(self) -> float:
        """How many steps a year holds."""
        return 12 / self.months if self.months else 365.25 / (7 * self.weeks + self.days)

    @property
    def levels(self) -> tuple[DatePrecision, ...]:
        """The precisions of a date that are fine enough to tell its step."""
        if not self.months:
            return (DatePrecision.DAY,)
        if self.months % 12:
            return (DatePrecision.DAY, DatePrecision.MONTH)
        return tuple(DatePrecision)


@dataclass(frozen=True)
class Steps:
    """The steps of a period in order. starts: (t + 1,) datetime64[D], first day of each, then the day after the last.

    of: (n,) int, step of each incident, −1 for one without a date, too coarsely dated or outside the period.
    coarse, outside: their numbers. last_day: the last that the dates may be.
    """

    step: Step
    starts: np.ndarray
    of: np.ndarray
    coarse: int
    outside: int
    last_day: np.datetime64

    def __len__(self) -> int:
        return len(self.starts) - 1

    @property
    def cut_short(self) -> bool:
        """Whether the last step seems to end before its time: no incident in its last fifth, or more."""
        length = int((self.starts[-1] - self.starts[-2]).astype(int))
        empty = int((self.starts[-1] - self.last_day).astype(int)) - 1
        return empty > PART_OF_STEP * length


def time_steps(
    dates: EventDates, step: Step, start: np.datetime64 | None = None, end: np.datetime64 | None = None
) -> Steps:
    """The steps from the first incident to the last, or from `start` to `end` (days, both within), empty ones kept.

    A step of n days ends on the last day, so that the first one may be cut short. Raises StatisticError: no incident
    dated finely enough in the period, more than 600 steps.
    """
    dated = ~np.isnat(dates.began)
    fine = dates.to(*step.levels)
    day = dates.day
    within = fine & ((day >= start) if start is not None else True) & ((day <= end) if end is not None else True)
    if not within.any():
        _refuse(dates, step, fine)
    first = start if start is not None else day[within].min()
    last = end if end is not None else day[within].max()
    starts = _starts(step, first, last)
    if len(starts) - 1 > MOST_STEPS:
        raise StatisticError(
            f"Du {first} au {last}, il y a {len(starts) - 1} pas ({step.words()}), 600 au plus : prenez un pas plus "
            f"long, ou vérifiez les dates extrêmes."
        )
    of = np.where(within, np.searchsorted(starts, day, "right") - 1, -1)
    coarse, outside = int((dated & ~fine).sum()), int((fine & ~within).sum())
    return Steps(step, starts, of, coarse, outside, _known_until(dates)[within].max())


def _known_until(dates: EventDates) -> np.ndarray:
    """Last day that each date may be: the end of the month or year for one that says no more."""
    day = dates.day
    ends = {
        DatePrecision.MONTH: (day.astype("M8[M]") + 1).astype("M8[D]") - 1,
        DatePrecision.YEAR: (day.astype("M8[Y]") + 1).astype("M8[D]") - 1,
    }
    for level, end in ends.items():
        day = np.where(dates.to(level), end, day)
    return day


def _starts(step: Step, first: np.datetime64, last: np.datetime64) -> np.ndarray:
    if step.months:
        low, high = (int(day.astype("M8[M]").astype(int)) // step.months for day in (first, last))
        months = np.arange(low, high + 2) * step.months
        return months.astype("M8[M]").astype("M8[D]")
    if step.weeks:
        length = 7 * step.weeks
        low, high = (int((day - MONDAY).astype(int)) // length for day in (first, last))
        return MONDAY + np.arange(low, high + 2) * length
    n_steps = int((last - first).astype(int)) // step.days + 1
    return last + 1 - np.arange(n_steps, -1, -1) * step.days


def _refuse(dates: EventDates, step: Step, fine: np.ndarray) -> None:
    coarse = int(dates.to(*DatePrecision).sum())
    if coarse and not fine.any():
        known = "au mois" if dates.to(DatePrecision.MONTH).any() else "à l'année"
        raise StatisticError(
            f"Les {coarse} incidents ne sont datés qu'{known} : le pas ({step.words()}) est trop fin pour eux ; prenez "
            f"le mois, le trimestre ou l'an."
        )
    if not coarse:
        raise StatisticError(f"Aucun incident, sur {len(fine)}, n'a de date : vérifiez le champ de la date.")
    raise StatisticError("Aucun incident daté n'est dans la période demandée : vérifiez le début et la fin.")
