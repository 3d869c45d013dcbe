"""When incidents happened, as far as their dates really say: to the day, or only to the month or the year."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.intake.dates import parse_moments

UNDATED = ""
FIRST_DAYS_FROM = 20
"""Dates from which, all on a first of the month in two months or more, they are taken for months."""
LEVELS = {level.value for level in DatePrecision}


@dataclass(frozen=True)
class EventDates:
    """began: (n,) datetime64[s], NaT without a date that can be read. precision: (n,) text, a value of DatePrecision.

    supposed: the months were told from the dates themselves, all on a first of the month. unreadable: texts that are
    no date. converted: times in UTC moved to Paris.
    """

    began: np.ndarray
    precision: np.ndarray
    supposed: bool = False
    unreadable: int = 0
    converted: int = 0

    def to(self, *levels: DatePrecision) -> np.ndarray:
        """Whether each incident is dated at one of these levels: (n,) bool."""
        return np.isin(self.precision, [level.value for level in levels])

    @property
    def day(self) -> np.ndarray:
        """Calendar day of each incident: (n,) datetime64[D], NaT without date."""
        return self.began.astype("M8[D]")


def event_dates(values: np.ndarray, precision: np.ndarray | None = None) -> EventDates:
    """Dates of incidents from a column: datetime64 as it is, text and numbers as partners write them.

    values: (n,) datetime64, object or float; NaT, None, NaN without date. precision: (n,) text of DatePrecision, the
    observatory's `date_precision`; None where a layer has no such column. A column of at least 20 dates, all on the
    first of a month and of more than one, holds months: no day-level result may be drawn from it.
    """
    if values.dtype.kind == "M":
        began, level = values.astype("M8[s]"), np.full(len(values), DatePrecision.DAY.value, dtype=object)
        unreadable = converted = 0
    else:
        began, level, unreadable, converted = _parsed(values)
    if precision is not None:
        known = np.array([text in LEVELS for text in precision.tolist()], dtype=bool)
        level = np.where(known, precision, level)
    dated = ~np.isnat(began)
    supposed = _only_first_days(began[dated & (level == DatePrecision.DAY.value)])
    if supposed:
        level = np.where(level == DatePrecision.DAY.value, DatePrecision.MONTH.value, level)
    return EventDates(began, np.where(dated, level, UNDATED).astype("U5"), supposed, unreadable, converted)


def _parsed(values: np.ndarray) -> tuple[np.ndarray, np.ndarray, int, int]:
    texts = pd.Series([_text(value) for value in values.tolist()], dtype=object)
    read = parse_moments(texts)
    unreadable = int((read["began_at"].isna() & (texts != "")).sum())
    converted = int(read["flag"].str.contains("fuseau_converti").sum())
    return read["began_at"].to_numpy().astype("M8[s]"), read["date_precision"].to_numpy(), unreadable, converted


def _text(value: object) -> str:
    if value is None or value != value:
        return ""
    return f"{value:.0f}" if isinstance(value, float) and value.is_integer() else str(value)


def _only_first_days(began: np.ndarray) -> bool:
    days = began.astype("M8[D]")
    months = days.astype("M8[M]")
    enough = len(days) >= FIRST_DAYS_FROM and months.min() < months.max()
    return bool(enough and (days == months.astype("M8[D]")).all() and (began == days.astype("M8[s]")).all())


def date_remarks(dates: EventDates) -> Iterator[Remark]:
    """What the dates lack, and what was supposed of them."""
    undated = int(np.isnat(dates.began).sum())
    if undated:
        told = f" (dont illisibles : {dates.unreadable})" if dates.unreadable else ""
        yield Remark(f"Incidents sans date, non comptés : {undated}{told}.", warning=True)
    if dates.converted:
        yield Remark(f"Heures données en temps universel, converties à l'heure de Paris : {dates.converted}.")
    if dates.supposed:
        yield Remark(
            "Toutes les dates sont un premier du mois : elles sont prises pour des mois, sans jour connu.", warning=True
        )
