"""Which incidents are counted: those of a period and of some categories."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.event_dates import EventDates, event_dates
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.nomenclature import UNITS, categories_by_code, families
from oltp_qgis_plugin.core.reports.sentences import day
from oltp_qgis_plugin.errors import LayerError, StatisticError

ONE_DAY = pd.Timedelta(days=1)


@dataclass(frozen=True)
class Wanted:
    """start, end: first and last day, both counted, None without limit. categories: codes, families or values."""

    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None
    categories: tuple[str, ...] = ()


@dataclass(frozen=True)
class Selection:
    """kept: (n,) bool. first, last: days of those kept, None without dates. months_only: dates known to the month.

    dates: of all the incidents, None without a date field.
    """

    kept: np.ndarray
    first: pd.Timestamp | None
    last: pd.Timestamp | None
    months_only: int
    remarks: tuple[Remark, ...]
    dates: EventDates | None = None

    def days(self, positions: np.ndarray) -> list[str]:
        """What the dates of some incidents say: a day, a month, a year (2024-03-01, 2024-03, 2024), or nothing."""
        if self.dates is None:
            return [""] * len(positions)
        began, level = self.dates.day[positions], self.dates.precision[positions]
        length = np.select([level == DatePrecision.MONTH.value, level == DatePrecision.YEAR.value], [7, 4], 10)
        texts = np.where(np.isnat(began), "", np.datetime_as_string(began)).tolist()
        return [text[:end] for text, end in zip(texts, length.tolist(), strict=True)]


def select(
    n: int, wanted: Wanted, dates: np.ndarray | None, precision: np.ndarray | None, categories: np.ndarray | None
) -> Selection:
    """The incidents of the period and the categories wanted.

    dates: (n,) datetime64 or text, None without a date field. precision: (n,) values of DatePrecision, or None.
    An incident dated to the month or the year is kept when all of it lies in the period: its day is not known.
    Raises StatisticError when the period ends before it begins, LayerError when a category is in no incident.
    """
    if wanted.start is not None and wanted.end is not None and wanted.end < wanted.start:
        raise StatisticError(f"La période finit avant de commencer : du {day(wanted.start)} au {day(wanted.end)}.")
    kept = np.ones(n, dtype=bool) if not wanted.categories else _of_categories(categories, wanted.categories)
    if dates is None:
        return Selection(kept, None, None, 0, ())
    read = event_dates(dates, precision)
    first, last, coarse, remarks = _spans(read)
    if wanted.start is not None or wanted.end is not None:
        kept, more = _of_period(kept, first, last, coarse, wanted)
        remarks += more
    days = first[kept].dropna()
    ends = last[kept].dropna()
    earliest, latest = (days.min(), ends.max() - ONE_DAY) if len(days) else (None, None)
    return Selection(kept, earliest, latest, int((coarse & kept).sum()), tuple(remarks), read)


def _of_categories(values: np.ndarray | None, wanted: Sequence[str]) -> np.ndarray:
    assert values is not None
    texts = pd.Series(values, dtype=object).map(lambda value: "" if value is None else str(value).strip().casefold())
    family_codes = {family.code.casefold() for family in families()}
    kept = np.zeros(len(texts), dtype=bool)
    missing = []
    for name in wanted:
        key = name.strip().casefold()
        found = (texts == key) | (texts.str.startswith(key) & (texts.str.len() == len(key) + 1)
                                  if key in family_codes else False)  # fmt: skip
        if not found.any():
            missing.append(name)
        kept |= found.to_numpy()
    if missing:
        present = ", ".join(sorted(set(texts) - {""})[:15]) or "aucune"
        raise LayerError(
            f"Aucun incident de catégorie « {' », « '.join(missing)} » : vérifiez le champ et les codes "
            f"(présents : {present})."
        )
    return kept


def _spans(read: EventDates) -> tuple[pd.Series, pd.Series, np.ndarray, list[Remark]]:
    """First moment and end (excluded) of what each date says, whether it says a month or a year, and remarks."""
    first = pd.Series(read.began.astype("M8[ns]"))
    months, years = read.to(DatePrecision.MONTH), read.to(DatePrecision.YEAR)
    end = first.dt.normalize() + ONE_DAY
    end = end.mask(months, first + pd.DateOffset(months=1)).mask(years, first + pd.DateOffset(years=1))
    remarks = [] if not read.supposed else [Remark(
        "Toutes les dates tombent le premier d'un mois, sans heure : elles ne disent que le mois. Aucun résultat "
        "par jour ou par heure ne peut en être tiré.", warning=True,
    )]  # fmt: skip
    return first, end, months | years, remarks


def _of_period(
    kept: np.ndarray, first: pd.Series, end: pd.Series, coarse: np.ndarray, wanted: Wanted
) -> tuple[np.ndarray, list[Remark]]:
    start = wanted.start.normalize() if wanted.start is not None else pd.Timestamp.min
    stop = wanted.end.normalize() + ONE_DAY if wanted.end is not None else pd.Timestamp.max
    begins, ends = (first >= start).to_numpy(), ((end <= stop) | (~coarse & (first < stop))).to_numpy()
    meets = (first < stop).to_numpy() & (end > start).to_numpy()
    unsure = int((kept & coarse & meets & ~(begins & ends)).sum())
    undated = int((kept & first.isna().to_numpy()).sum())
    return kept & begins & ends, list(_period_remarks(undated, unsure))


def _period_remarks(undated: int, unsure: int) -> Iterator[Remark]:
    if undated:
        yield Remark(f"Incidents sans date, laissés de côté par le choix d'une période : {undated}.", warning=True)
    if unsure:
        yield Remark(
            f"Incidents datés au mois ou à l'année, à cheval sur le bord de la période, laissés de côté : {unsure}.",
            warning=True,
        )


def blend_remarks(categories: np.ndarray | None, partners: np.ndarray | None) -> Iterator[Remark]:
    """What a total of these incidents adds up that does not add up: units of count, sources. (n,) texts, or None."""
    known = categories_by_code()
    units = {known[code].unit for code in _distinct(categories) if code in known}
    if len(units) > 1:
        names = ", ".join(sorted(UNITS[unit] for unit in units))
        yield Remark(
            f"Des unités de compte différentes sont additionnées ({names}) : "
            f"choisissez des catégories de même unité (CATEGORIES).",
            warning=True,
        )
    sources = _distinct(partners)
    if len(sources) > 1:
        yield Remark(
            f"{len(sources)} sources sont additionnées, qui ne comptent pas la même chose et peuvent dire deux fois un "
            f"même fait : filtrez la couche sur un partenaire pour les lire côte à côte.",
            warning=True,
        )


def _distinct(texts: np.ndarray | None) -> set[str]:
    return set() if texts is None else {str(text) for text in pd.unique(texts) if text is not None}
