"""Dates and hours as partners write them, turned into local moments whose hour is known or not."""

from collections.abc import Callable
from enum import Enum

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.clock_changes import clock_change_flag, paris_from_utc
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.intake.hours import is_unknown, parse_hours, plain_text

FIRST_YEAR, LAST_YEAR = 1900, 2100
EXCEL_ORIGIN = pd.Timestamp("1899-12-30")
EXCEL_SERIALS = (20000, 80000)
_TYPED_AS_DATETIME_SHARE, _TYPED_AS_DATETIME_ROWS = 0.99, 20


class DateReason(Enum):
    """Why a row has no date; the values are those of the `reason` column."""

    MISSING = "date_manquante"
    UNREADABLE = "date_illisible"
    IMPOSSIBLE = "date_impossible"

    @property
    def sentence(self) -> str:
        """What the user reads about a refused row."""
        return _SENTENCES[self]


_SENTENCES = {
    DateReason.MISSING: "La date manque ou est dite inconnue : complétez-la.",
    DateReason.UNREADABLE: "La date n'est pas écrite d'une façon reconnue : écrivez-la jour/mois/année.",
    DateReason.IMPOSSIBLE: "La date n'existe pas au calendrier (le jour vient avant le mois) : corrigez-la.",
}

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin", "juillet juil", "aout aou",
            "septembre sept sep", "octobre oct", "novembre nov", "decembre dec",
        ),  # fmt: skip
        start=1,
    )
    for name in names.split()
}
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"^(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?\.?,?\s+(?=(?:le\s+)?\d{1,2}\D)"
_CENTURY = r"(?P<year>(?:19|20)\d\d)"
_DAY_PATTERNS = (
    r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$",
    r"^(?P<day>\d{1,2})[-/. ](?P<month>\d{1,2})[-/. ](?P<year>\d{4}|\d\d)$",
    rf"^(?P<day>\d{{1,2}})(?:er)?[-/ ]?{_MONTH}[-/ ]?(?P<year>\d{{4}}|\d\d)$",
    rf"^{_CENTURY}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:[.,]0+)?$",
    rf"^(?P<day>\d\d)(?P<month>\d\d){_CENTURY}(?:[.,]0+)?$",
    rf"^{_MONTH}[-/ ]?(?P<year>\d{{4}})$",
    r"^(?P<month>\d{1,2})[-/](?P<year>\d{4})$",
    r"^(?P<year>\d{4})[-/](?P<month>\d{1,2})$",
    rf"^{_CENTURY}(?:[.,]0+)?$",
)
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
    days = _by_unique(texts["day"], lambda unique: _parse_days(unique, day_first))
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


def _parse_days(cells: pd.Series, day_first: bool) -> pd.DataFrame:
    """Day, precision, flag and reason of each unique text of a date."""
    plain = plain_text(cells).str.replace(_WEEKDAY, "", regex=True).str.replace(r"^le\s+(?=\d)", "", regex=True)
    about = plain.str.extract(r"^(?:debut|mi|fin|courant)[- ](?P<rest>.+)$")["rest"]
    parts = _day_parts(plain.where(about.isna(), about), day_first)
    serial = pd.to_numeric(plain.str.extract(r"^(\d{5})$")[0]).astype(float)
    serial = serial.where(serial.between(*EXCEL_SERIALS))
    of_serial = EXCEL_ORIGIN + pd.to_timedelta(serial.fillna(0), unit="D")
    day = _calendar_day(parts).where(serial.isna(), of_serial)
    precision = np.select(
        [serial.notna() | parts["day"].notna(), parts["month"].notna()],
        [DatePrecision.DAY.value, DatePrecision.MONTH.value],
        DatePrecision.YEAR.value,
    )
    reason = np.select(
        [day.notna(), is_unknown(plain), parts["year"].notna()],
        ["", DateReason.MISSING.value, DateReason.IMPOSSIBLE.value],
        DateReason.UNREADABLE.value,
    )
    precision = np.where(reason == "", precision, "")
    flag = np.where(about.notna() & (reason == ""), "environ", "")
    return pd.DataFrame({"day": day, "precision": precision, "flag": flag, "reason": reason}).astype(
        {"precision": object, "flag": object, "reason": object}
    )


def _day_parts(text: pd.Series, day_first: bool) -> pd.DataFrame:
    """Year, month and day as written, as numbers; NaN for what is not written."""
    parts = pd.DataFrame(index=text.index, columns=["year", "month", "day", "name"], dtype=object)
    for number, pattern in enumerate(_DAY_PATTERNS):
        left = text[parts["year"].isna()]
        found = left.str.extract(pattern)
        found = found[found["year"].notna()]
        if number == 1 and not day_first:
            found = found.rename(columns={"day": "month", "month": "day"})
        parts.loc[found.index, found.columns] = found
    month = pd.to_numeric(parts["month"]).fillna(parts["name"].map(_MONTHS))
    year = pd.to_numeric(parts["year"]).astype(float)
    short = parts["year"].str.len() == 2
    year = year.mask(short, year + np.where(year <= 68, 2000, 1900))
    return pd.DataFrame({"year": year, "month": month.astype(float), "day": pd.to_numeric(parts["day"]).astype(float)})


def _calendar_day(parts: pd.DataFrame) -> pd.Series:
    """The day, the first of the month or of the year when no more is written; NaT when the calendar has none."""
    month, day = parts["month"].fillna(1), parts["day"].fillna(1)
    possible = parts["year"].between(FIRST_YEAR, LAST_YEAR) & month.between(1, 12) & (day >= 1)
    months = ((parts["year"] - 1970) * 12 + month - 1).where(possible, 0).to_numpy().astype(np.int64)
    first = months.astype("datetime64[M]").astype("datetime64[D]")
    days = first + day.where(possible, 1).to_numpy().astype(np.int64) - 1
    possible &= days.astype("datetime64[M]") == first.astype("datetime64[M]")
    return pd.Series(days.astype("datetime64[ns]"), index=parts.index).where(possible)


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
