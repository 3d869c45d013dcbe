"""Dates and hours as partners write them, turned into local moments whose hour is known or not."""

from collections.abc import Callable

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.clock_changes import clock_change_flag, paris_from_utc
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.intake.days import DateReason, parse_days
from oltp_qgis_plugin.core.intake.hours import parse_hours

__all__ = ["DateReason", "parse_moments"]

_TYPED_AS_DATETIME_SHARE, _TYPED_AS_DATETIME_ROWS = 0.99, 20


_TIME = r"(?:(?:vers|environ|env\.?|entre|~)\s*)?\d{1,2}\s*(?:[:hH]|[aApP]\.?[mM]\b).*|midi|minuit"
_SPLITS = (
    r"^(?P<day>\d{5})[.,](?P<fraction>\d+)$",
    r"^(?P<day>\d{8})(?P<time>\d{4}(?:\d\d)?)(?:[.,]0+)?$",
    r"^(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s+(?P<time>\d{3,4}|\d{6}|\d{1,2}\.\d\d|\?+|(?i:inconnue?|nc))$",
    rf"^(?P<day>.+?)(?:[Tt](?=\d)|[\s,]+(?:(?:à|a|-)\s+)?)(?P<time>{_TIME})$",
)


def parse_moments(date: pd.Series, time: pd.Series | None = None, *, day_first: bool = True) -> pd.DataFrame:
    """Read the moments of a column of dates, with or without a column of hours; cells are text.

    Returns, on the same index: `began_at` (datetime64[ns], naive, legal time in mainland France), `hour_known`,
    `date_precision` (values of DatePrecision, '' on a refused row), `flag` (announced repairs, comma-separated:
    'minuit_24h', 'environ', 'intervalle', 'derive_seconde', 'fuseau_converti', 'date_sans_heure',
    'heure_illisible', 'heure_inexistante', 'heure_double'…), `reason` (value of a DateReason, '' when fine).
    An unknown hour is 00:00 with `hour_known` False. The day comes first in 01/03/2004. A year of two digits is
    2000–2068 or 1969–1999. The column of hours wins over the hour in the date cell. Hours that are all midnight
    (99 % of at least 20) are those of dates typed as date-times: unknown.
    """
    texts = _by_unique(date, _split)
    days = _by_unique(texts["day"], lambda unique: parse_days(unique, day_first))
    hours = _without_typed_midnights(_by_unique(texts["time"], parse_hours))
    if time is not None:
        column = _by_unique(_by_unique(time, _time_of_cell)["time"], parse_hours)
        hours = _prefer(_without_typed_midnights(column), hours)
    moments = _assemble(days, hours)
    moments.index = date.index
    return moments


def _by_unique(cells: pd.Series, parse: Callable[[pd.Series], pd.DataFrame]) -> pd.DataFrame:
    """What `parse` says of each cell, asked once per distinct cell; NULL is ''. The index is 0, 1, 2…"""
    codes, unique = pd.factorize(cells.astype(object).where(cells.notna(), ""))
    return parse(pd.Series(unique, dtype=object)).take(codes).reset_index(drop=True)


def _text(cells: pd.Series) -> pd.Series:
    return cells.astype(str).astype(object).str.replace("[\u00a0\u202f]", " ", regex=True).str.strip()


def _time_of_cell(unique: pd.Series) -> pd.DataFrame:
    """The hour of a cell of an hour column; 1899-12-30 22:10:00 gives 22:10:00."""
    cells = _text(unique)
    dated = cells.str.match(r"^\d{1,4}[-/]\d{1,2}[-/]\d{1,4}[T ]")
    return pd.DataFrame({"time": cells.where(~dated, cells.str.replace(r"^[^T ]+[T ]\s*", "", regex=True))})


def _split(unique: pd.Series) -> pd.DataFrame:
    """The text of the day and that of the time of each cell, '' when the cell has none."""
    cells = _text(unique)
    day, hour = cells.copy(), pd.Series("", index=cells.index, dtype=object)
    aligned = cells.str[10].isin([" ", "T"]) & (cells.str[4].isin(["-", "/"]) | cells.str[2].isin(["/", "-", "."]))
    day[aligned], hour[aligned] = cells[aligned].str[:10], cells[aligned].str[11:].str.strip()
    aligned |= cells.str.len() <= 4
    for pattern in _SPLITS:
        left = cells[~aligned]
        found = left.str.extract(pattern)
        found = found[found["day"].notna()]
        if "fraction" in found:
            whole = found["fraction"].str.strip("0") == ""
            found["time"] = ("0." + found["fraction"]).mask(whole, "")
        day[found.index], hour[found.index] = found["day"], found["time"]
        aligned[found.index] = True
    return pd.DataFrame({"day": day, "time": hour})


def _without_typed_midnights(hours: pd.DataFrame) -> pd.DataFrame:
    seconds = hours["seconds"]
    midnight = seconds == 0
    known = int(seconds.notna().sum())
    if known < _TYPED_AS_DATETIME_ROWS or midnight.sum() < _TYPED_AS_DATETIME_SHARE * known:
        return hours
    return hours.assign(
        seconds=seconds.mask(midnight),
        flag=hours["flag"].mask(midnight, "date_sans_heure"),
        utc_offset=hours["utc_offset"].mask(midnight),
    )


def _prefer(column: pd.DataFrame, own: pd.DataFrame) -> pd.DataFrame:
    """The hour of the column; where it is unknown, that of the date cell unless it is midnight."""
    falls_back = column["seconds"].isna() & (own["seconds"] > 0)
    return column.where(~falls_back, own)


def _assemble(days: pd.DataFrame, hours: pd.DataFrame) -> pd.DataFrame:
    of_day = days["precision"] == DatePrecision.DAY.value
    known = of_day & hours["seconds"].notna()
    moments = days["day"] + pd.to_timedelta(hours["seconds"].where(known, 0), unit="s")
    zoned = known & hours["utc_offset"].notna()
    if zoned.any():
        offset = pd.to_timedelta(hours.loc[zoned, "utc_offset"], unit="m")
        moments[zoned] = paris_from_utc(moments[zoned] - offset)
    flags = [days["flag"], hours["flag"].where(of_day, "")]
    flags.append(pd.Series(np.where(zoned, "fuseau_converti", ""), dtype=object))
    clock = clock_change_flag(moments).where(known & ~zoned, "")
    flags.append(clock.replace({"inexistante": "heure_inexistante", "double": "heure_double"}))
    return pd.DataFrame(
        {
            "began_at": moments.astype("datetime64[ns]"),
            "hour_known": known,
            "date_precision": days["precision"],
            "flag": _joined(flags),
            "reason": days["reason"],
        }
    )


def _joined(flags: list[pd.Series]) -> pd.Series:
    joined = flags[0].copy()
    for more in flags[1:]:
        some = (more != "") & (more != joined)
        if some.any():
            joined[some] = (joined[some] + "," + more[some]).str.strip(",")
    return joined
