"""Incidents parted in two periods by their dates."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.event_dates import EventDates, date_remarks
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.reports.sentences import count, day, number
from oltp_qgis_plugin.errors import LayerError, StatisticError

FIRST_SHARE = 0.75
"""Share of the time that makes the first period, when no date parts the two."""
SHORT_DAYS = 62
"""Days under which periods are not rounded to months."""
YEAR_DAYS = 365


@dataclass(frozen=True)
class Split:
    """first_day: of the second period. begin, end: first and last day of all; datetime64[D].

    used: (n,) bool, dated well enough to be in one period; second: (n,) bool, among them, in the second.
    computed: the day was not asked. straddling: dated to the month of the first day, which begins within it.
    yearly: dated to the year only.
    """

    first_day: np.datetime64
    begin: np.datetime64
    end: np.datetime64
    used: np.ndarray
    second: np.ndarray
    computed: bool
    straddling: int
    yearly: int
    dates: EventDates


def split_dates(dates: EventDates, first_day: np.datetime64 | None = None) -> Split:
    """Part incidents in those before `first_day` and those from it on.

    None: the first of the month nearest to FIRST_SHARE of the time; the very day when all lasts under SHORT_DAYS.
    Raises LayerError without a date, StatisticError when no day parts them.
    """
    monthly = dates.to(DatePrecision.MONTH)
    dated = dates.to(DatePrecision.DAY) | monthly
    if not dated.any():
        raise LayerError(
            f"Aucun des {number(len(dated))} incidents n'a de date au jour ou au mois : choisissez le champ de la date."
        )
    days = dates.day
    begin, end = days[dated].min(), _last_days(days, monthly)[dated].max()
    if begin == end:
        raise StatisticError(
            f"Tous les incidents sont datés du {day(pd.Timestamp(begin))} : il faut deux périodes pour mesurer."
        )
    chosen = _computed(begin, end, bool(monthly.any())) if first_day is None else first_day.astype("M8[D]")
    if not begin < chosen <= end:
        raise StatisticError(
            f"Le début de la seconde période, {day(pd.Timestamp(chosen))}, laisse une période vide : les incidents "
            f"vont du {day(pd.Timestamp(begin))} au {day(pd.Timestamp(end))}."
        )
    starts_month = chosen == chosen.astype("M8[M]").astype("M8[D]")
    straddling = monthly & (days.astype("M8[M]") == chosen.astype("M8[M]")) & (not starts_month)
    used = dated & ~straddling
    numbers = int(straddling.sum()), int(dates.to(DatePrecision.YEAR).sum())
    return Split(chosen, begin, end, used, used & (days >= chosen), first_day is None, *numbers, dates)


def _last_days(days: np.ndarray, monthly: np.ndarray) -> np.ndarray:
    """The last day that each incident may be of: the last of its month when only the month is known."""
    last = (days.astype("M8[M]") + 1).astype("M8[D]") - np.timedelta64(1, "D")
    return np.where(monthly, last, days)


def _computed(begin: np.datetime64, end: np.datetime64, monthly: bool) -> np.datetime64:
    length = int((end - begin).astype(int)) + 1
    target = begin + np.timedelta64(round(FIRST_SHARE * length), "D")
    if length < SHORT_DAYS and not monthly:
        return target
    month = target.astype("M8[M]")
    nearest = min((month, month + 1), key=lambda first: abs(int((first.astype("M8[D]") - target).astype(int))))
    chosen = nearest.astype("M8[D]")
    return chosen if begin < chosen <= end else (month + (begin >= month.astype("M8[D]"))).astype("M8[D]")


def split_remarks(split: Split) -> Iterator[Remark]:
    """The two periods, who chose them, and the incidents that fit in neither."""
    how = "calculé : le mois le plus proche des trois quarts de la durée" if split.computed else "demandé"
    first, last = pd.Timestamp(split.first_day), pd.Timestamp(split.end)
    yield Remark(
        f"Première période : du {day(pd.Timestamp(split.begin))} au {day(first - pd.Timedelta(days=1))} ; seconde : du "
        f"{day(first)} au {day(last)} (début {how})."
    )
    yield from date_remarks(split.dates)
    if split.yearly:
        yield Remark(f"Incidents datés à l'année seulement, non comptés : {number(split.yearly)}.", warning=True)
    if split.straddling:
        yield Remark(
            f"{count(split.straddling, 'incident')} du mois où commence la seconde période, datés au mois, ne sont "
            "d'aucune des deux : faites-la commencer un premier du mois.",
            warning=True,
        )
    if int((split.end - split.first_day).astype(int)) + 1 < YEAR_DAYS:
        yield Remark(
            "La seconde période dure moins d'un an : si les lieux changent avec la saison, le résultat en dépend ; "
            "comparez des mois semblables."
        )
