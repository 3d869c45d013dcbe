"""Dates and hours as partners write them, turned into local moments whose hour is known or not."""

import re
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.clock_changes import clock_change_flag, paris_from_utc
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.intake.days import DateReason, parse_days
from oltp_qgis_plugin.core.intake.hours import parse_hours
from oltp_qgis_plugin.core.intake.intervals import day_ends

__all__ = ["DateReason", "parse_moments"]

_TYPED_AS_DATETIME_SHARE, _TYPED_AS_DATETIME_ROWS = 0.99, 20


_LONGEST = 200
_HOUR_COLUMNS = ("seconds", "flag", "utc_offset", "until")
_TIME = r"(?:(?:vers|environ|env\.?|entre|de|~)\s*)?\d{1,2}\s*(?:[:h]|[ap]\.?m\b).*|(?:midi|minuit)(?: et .*)?"
# no hour that could be counted
_PART_OF_DAY = (
    r"(?:\(?heure |h\.? )(?:inc(?:onnue?|\.)?|non \w+)\.?\)?|nuit|soir(?:ée)?|matin(?:ée)?|apr[èe]s[- ]midi|journ[ée]e"
)
_SPLITS = (
    r"^(?P<day>\d{5})[.,](?P<fraction>\d+)$",
    r"^(?P<day>\d{8})[T_ ]?(?P<time>\d{4}(?:\d\d)?)(?:[.,]0+)?Z?$",
    r"^(?P<day>\d{1,2}/\d{1,2}/\d{4})-?(?P<time>\d{1,2}[:hH].*)$",
    r"^(?P<day>\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4})\s+"
    rf"(?P<time>\d{{3,4}}|\d{{6}}|\d{{1,2}}\.\d\d|\?+|inconnue?|nc|{_PART_OF_DAY})$",
    r"^(?P<day>\d{1,2}[ -]?[a-zéèûô]{3,9}\.?[ -]?\d{2,4})\s+(?P<time>\d{3,4}|\d{6})$",
    r"^(?P<time>\d{1,2}\s*[h:]\s*(?:\d\d)?|midi|minuit),?\s+le\s+(?P<day>\d.*)$",
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
    (99 % of at least 20) are those of dates typed as date-times: unknown. `ended_at`: the other end where the cells
    hold both, as in « 22h-2h » or « du 5 au 7 juin 2023 »; NaT elsewhere.
    """
    codes, unique = _distinct(date)
    texts = _split(unique)
    ranges = _ranges(unique, day_first)
    texts.loc[ranges.index, ["day", "time"]] = _split(ranges["first"])
    days = _by_unique(texts["day"], lambda cells: parse_days(cells, day_first))
    hours = _without_typed_midnights(_Hours.of(_by_unique(texts["time"], parse_hours), codes))
    if time is not None:
        cells, unique = _distinct(time)
        column = _Hours.of(_by_unique(_time_of_cell(unique)["time"], parse_hours), cells)
        hours = _prefer(_without_typed_midnights(column), hours)
    moments = _assemble(days, codes, hours)
    _add_ranges(moments, codes, ranges)
    moments.index = date.index
    return moments


def _ranges(unique: pd.Series, day_first: bool) -> pd.DataFrame:
    """first, ended_at, of the distinct cells that hold two dates, both readable."""
    ends = day_ends(unique)
    if ends.empty:
        return ends.assign(ended_at=pd.Series(dtype="datetime64[ns]"))
    last = parse_moments(ends["last"], day_first=day_first)
    return ends.assign(ended_at=last["began_at"])[last["reason"] == ""]


def _add_ranges(moments: pd.DataFrame, codes: np.ndarray, ranges: pd.DataFrame) -> None:
    if ranges.empty:
        return
    rows = np.flatnonzero(np.isin(codes, ranges.index.to_numpy()))
    ended = moments["ended_at"].to_numpy(copy=True)
    ended[rows] = ranges["ended_at"].loc[codes[rows]].to_numpy()
    moments["ended_at"] = ended
    flags = moments["flag"].to_numpy(object, copy=True)
    _add_flag(flags, rows, "intervalle")
    moments["flag"] = flags


def _distinct(cells: pd.Series) -> tuple[np.ndarray, pd.Series]:
    """The distinct cells, and the position among them of each; NULL is ''."""
    codes, unique = pd.factorize(cells.astype(object).where(cells.notna(), "") if cells.hasnans else cells)
    texts = pd.Series(np.asarray(unique, dtype=object), dtype=object)
    # no moment is so long, and patterns are slow on a page of spaces
    return codes, texts.astype(str).str.slice(0, _LONGEST) if _longest(texts) > _LONGEST else texts


def _longest(texts: pd.Series) -> int:
    return max((len(text) for text in texts.tolist() if isinstance(text, str)), default=0)


def _by_unique(cells: pd.Series, parse: Callable[[pd.Series], pd.DataFrame]) -> pd.DataFrame:
    """What `parse` says of each cell, asked once per distinct cell. The index is 0, 1, 2…"""
    codes, unique = _distinct(cells)
    return parse(unique).take(codes).reset_index(drop=True)


@dataclass(frozen=True)
class _Hours:
    """One of each row: seconds since midnight and minutes from UTC (n,) float, NaN when unknown; flag (n,) text.

    until: (n,) float, the seconds of the other end of an interval.
    """

    seconds: np.ndarray
    flag: np.ndarray
    utc_offset: np.ndarray
    until: np.ndarray

    @classmethod
    def of(cls, parsed: pd.DataFrame, codes: np.ndarray) -> "_Hours":
        """The hours parsed from distinct cells, given to the rows that hold them."""
        return cls(*(parsed[name].to_numpy()[codes] for name in _HOUR_COLUMNS))


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
    separated = cells.str[4].isin(["-", "/"]) | cells.str[2].isin(["/", "-", "."])
    aligned = cells.str[10].isin([" ", "T"]) & (cells.str[8] != " ") & separated
    day[aligned], hour[aligned] = cells[aligned].str[:10], cells[aligned].str[11:].str.strip()
    aligned |= cells.str.len() <= 4
    for pattern in _SPLITS:
        left = cells[~aligned]
        found = left.str.extract(pattern, flags=re.IGNORECASE)
        found = found[found["day"].notna()]
        if "fraction" in found:
            whole = found["fraction"].str.strip("0") == ""
            found["time"] = ("0." + found["fraction"]).mask(whole, "")
        day[found.index], hour[found.index] = found["day"], found["time"]
        aligned[found.index] = True
    return pd.DataFrame({"day": day, "time": hour})


def _without_typed_midnights(hours: _Hours) -> _Hours:
    midnight = hours.seconds == 0
    known = np.count_nonzero(~np.isnan(hours.seconds))
    if known < _TYPED_AS_DATETIME_ROWS or np.count_nonzero(midnight) < _TYPED_AS_DATETIME_SHARE * known:
        return hours
    return _Hours(
        np.where(midnight, np.nan, hours.seconds),
        np.where(midnight, "date_sans_heure", hours.flag),
        np.where(midnight, np.nan, hours.utc_offset),
        np.where(midnight, np.nan, hours.until),
    )


def _prefer(column: _Hours, own: _Hours) -> _Hours:
    """The hour of the column; where it is unknown, that of the date cell unless it is midnight."""
    falls_back = np.isnan(column.seconds) & (own.seconds > 0)
    if not falls_back.any():
        return column
    return _Hours(*(np.where(falls_back, getattr(own, name), getattr(column, name)) for name in _HOUR_COLUMNS))


def _assemble(days: pd.DataFrame, codes: np.ndarray, hours: _Hours) -> pd.DataFrame:
    """The moments of the rows: `codes` tells the day of each among the distinct ones."""
    precise = days["precision"] == DatePrecision.DAY.value
    of_day = precise.to_numpy()[codes]
    known = of_day & ~np.isnan(hours.seconds)
    seconds = np.where(known, hours.seconds, 0).astype("timedelta64[s]")
    moments = days["day"].to_numpy("datetime64[ns]")[codes] + seconds
    zoned = np.flatnonzero(known & ~np.isnan(hours.utc_offset))
    if len(zoned):
        offset = hours.utc_offset[zoned].astype("timedelta64[m]")
        moments[zoned] = paris_from_utc(pd.Series(moments[zoned] - offset)).to_numpy()
    ended = np.full(len(codes), np.datetime64("NaT", "ns"))
    both = np.flatnonzero(known & ~np.isnan(hours.until) & np.isnan(hours.utc_offset))
    ended[both] = days["day"].to_numpy("datetime64[ns]")[codes[both]] + hours.until[both].astype("timedelta64[s]")
    flags = days["flag"].to_numpy()[codes]
    _add_flag(flags, np.arange(len(codes)), np.where(of_day, hours.flag, ""))
    _add_flag(flags, zoned, "fuseau_converti")
    changing = (clock_change_flag(days["day"] + pd.Timedelta(2, "h")) != "").to_numpy()[codes]
    changing[zoned] = False
    rows = np.flatnonzero(changing & known)
    clock = clock_change_flag(pd.Series(moments[rows]))
    _add_flag(flags, rows, clock.replace({"inexistante": "heure_inexistante", "double": "heure_double"}).to_numpy())
    return pd.DataFrame({
        "began_at": moments,
        "ended_at": ended,
        "hour_known": known,
        "date_precision": days["precision"].to_numpy()[codes],
        "flag": flags,
        "reason": days["reason"].to_numpy()[codes],
    })  # fmt: skip


def _add_flag(flags: np.ndarray, rows: np.ndarray, more: np.ndarray | str) -> None:
    """Add a flag to those of some rows, after a comma, unless it is the one they have."""
    more = np.broadcast_to(np.asarray(more, dtype=object), rows.shape)
    some = np.flatnonzero(more != "")
    some = some[more[some] != flags[rows[some]]]
    added = zip(flags[rows[some]], more[some], strict=True)
    flags[rows[some]] = [f"{flag},{new}".strip(",") for flag, new in added]
