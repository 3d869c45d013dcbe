"""Hours as partners write them, turned into seconds since midnight."""

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.intervals import hour_ends

UNKNOWN_WORDS = frozenset((
    "", "?", "??", "???", "-", "--", "---", "/", "x", "xx:xx", "??:??", "--:--", "nan", "nat", "none", "null", "na",
    "n/a", "n.a.", "nc", "n.c.", "n.c", "n/c", "nr", "n.r.", "ns", "inconnu", "inconnue", "inconnus", "inconnues",
    "non renseigne", "non renseignee", "non connu", "non connue", "non precise", "non precisee", "indetermine",
    "indeterminee", "sans", "neant", "heure inconnue", "date inconnue",
))  # fmt: skip

_APPROXIMATE = r"(?:vers|environ|env\.?|aux environs de|aux alentours de|autour de|~)\s*"
_AROUND = rf"^{_APPROXIMATE}|\s*\b(?:environ|env\.?)$"
_CLOCK = (
    r"^(?P<hour>\d{1,2})\s*(?:h(?:rs?|eures?)?|:)\s*"
    r"(?:(?P<minute>\d{1,2})\s*(?:m|mn|min|minutes?)?"
    r"(?:\s*[:\s.]?\s*(?P<second>\d{1,2}(?:[.,]\d+)?)\s*s?)?)?"
    r"\s*(?P<half>[ap]m)?\s*(?P<zone>z|utc|\+\d{2}(?::?\d{2})?|-(?:0\d|1[0-2])(?::?\d{2})?)?$"
)
_HALF_DAY = r"^(?P<hour>\d{1,2})(?:[:.](?P<minute>\d{2}))?\s*(?P<half>[ap]m)$"
_DOTTED = r"^(?P<hour>0\d|[1-9]|1\d|2[0-4])\.(?P<minute>[0-5]\d)$"
_DIGITS = r"^(\d{1,6})(?:[.,]0+)?$"
_DAY_FRACTION = r"^(?:\d{5}|0)?[.,](\d+)$"
_SCIENTIFIC = r"^(\d+(?:[.,]\d+)?e-\d+)$"
_SPOKEN = {"midi": "12:00", "minuit": "00:00"} | {
    f"{name} {said}": f"{hour}:{minute}"
    for name, hour in (("midi", "12"), ("minuit", "00"))
    for said, minute in (("et demi", "30"), ("et demie", "30"), ("trente", "30"), ("et quart", "15"), ("quinze", "15"))
}
_COARSE_DECIMALS = 4  # 0.0001 day is 8.6 s: such a fraction only tells the minute
_ROUNDED_DECIMALS = 5  # 0.00001 day is 0.9 s: so near to a minute, it is that minute cut short
LAST_SECOND = 86_399
_DRIFT_SHARE = 0.95


def plain_text(cells: pd.Series) -> pd.Series:
    """The cells in lower case without accents, spaces folded."""
    text = cells.str.lower().str.replace("≈", "~", regex=False).str.replace("[–—−→]", "-", regex=True)
    text = text.str.normalize("NFKD")
    text = text.str.encode("ascii", "ignore").str.decode("ascii")
    return text.str.replace(r"\s+", " ", regex=True).str.strip().astype(object)


def is_unknown(plain: pd.Series) -> pd.Series:
    """Whether each plain text says that the value is not known."""
    return plain.isin(UNKNOWN_WORDS)


def parse_hours(cells: pd.Series) -> pd.DataFrame:
    """Read a column of hours; meant for its unique values, since some rules look at the whole column.

    Returns, on the same index: `seconds` since midnight (NaN when unknown; 86400 for 24:00), `flag`
    ('', 'environ', 'intervalle', 'minuit_24h', 'minuit', 'derive_seconde', 'heure_illisible'),
    `utc_offset` in minutes (NaN when none is written), `until`: seconds of the other end of an interval such as
    « 22h-2h », past 86400 when it falls on the next day (NaN when there is none).
    Bare numbers read as HHMM or HHMMSS; with one or two digits, as hours, unless the column also holds
    longer numbers: then 5 is 00:05. Seconds of 59 or 01 go to the minute when 95 % of the column is within a
    second of it: that is drift, not measure.
    """
    plain = plain_text(cells)
    unknown = is_unknown(plain)
    ends = hour_ends(plain)
    text, flag = _strip_words(plain.where(ends["last"] == "", ends["first"]))
    flag = flag.mask(ends["last"] != "", "intervalle")
    parts = _clock_parts(text)
    seconds = _seconds(parts).fillna(_from_numbers(text)).fillna(_from_fraction(text))
    seconds = seconds.where((seconds >= 0) & (seconds <= 86400))
    until = _until(ends["last"], seconds)
    seconds = seconds.where((ends["last"] == "") | until.notna() | (flag != "intervalle"))
    settled = _settle_drift(seconds, parts["second"].notna())
    flag = flag.mask((settled != seconds) & seconds.notna(), "derive_seconde")
    flag = flag.mask(text.isin(["24:00", "24:00:00"]) | ((settled == 86400) & (parts["hour"] == "24")), "minuit_24h")
    flag = flag.mask(text.isin(["2400", "240000", "24"]) & (settled == 86400), "minuit_24h")
    flag = flag.mask(settled.isna() & ~unknown, "heure_illisible").mask(unknown, "")
    offset = _utc_offset(parts["zone"])
    return pd.DataFrame({"seconds": settled, "flag": flag, "utc_offset": offset, "until": until.where(until > settled)})


def _until(last: pd.Series, seconds: pd.Series) -> pd.Series:
    """Seconds of the end of an interval, from the midnight before its beginning; NaN when there is none."""
    until = pd.Series(np.nan, index=last.index)
    some = last != ""
    if some.any():
        until[some] = parse_hours(last[some])["seconds"]
        until = until.where(until >= seconds, until + 86400)
    return until


def _strip_words(plain: pd.Series) -> tuple[pd.Series, pd.Series]:
    """The hour alone, and the flag that the words around it call for."""
    flag = pd.Series("", index=plain.index, dtype=object)
    text = plain.str.replace(r"^(?:a|-) (?=\d|environ)", "", regex=True)
    approximate = text.str.contains(_AROUND, regex=True)
    flag = flag.mask(approximate, "environ")
    text = text.str.replace(_AROUND, "", regex=True)
    flag = flag.mask(text == "minuit", "minuit")
    text = text.replace(_SPOKEN)
    return text.str.replace(r"\b([ap])\.m\.?$", r"\1m", regex=True), flag


def _clock_parts(text: pd.Series) -> pd.DataFrame:
    parts = text.str.extract(_CLOCK)
    for pattern in (_HALF_DAY, _DOTTED):
        left = parts["hour"].isna()
        if left.any():
            found = text[left].str.extract(pattern)
            parts.loc[left, found.columns] = found
    return parts.astype(object)


def _seconds(parts: pd.DataFrame) -> pd.Series:
    """Seconds since midnight, fractions of a second rounded; NaN for 25:00, 12:60 or 24:01."""
    hour = pd.to_numeric(parts["hour"])
    minute = pd.to_numeric(parts["minute"]).fillna(0)
    second = pd.to_numeric(parts["second"].str.replace(",", ".", regex=False)).fillna(0)
    half_day = parts["half"].notna()
    possible = (hour <= 24) & (minute <= 59) & (second < 60) & ~(half_day & ((hour > 12) | (hour == 0)))
    hour = hour.mask(half_day, hour % 12 + 12 * (parts["half"] == "pm"))
    total = (hour * 3600 + minute * 60 + second).round()
    return total.where(possible & ((hour < 24) | (minute + second == 0))).astype(float)


def _from_numbers(text: pd.Series) -> pd.Series:
    digits = text.str.extract(_DIGITS)[0].astype(object)
    length = digits.str.len()
    number = pd.to_numeric(digits).astype(float)
    # 5 in a column that also says 1505 is 00:05; alone it is 5 o'clock
    short_is_minutes = bool((length >= 3).any())
    hhmm = number.where((length >= 3) | short_is_minutes, number * 100).where(length <= 4)
    hhmmss = (hhmm * 100).fillna(number)
    hour, minute, second = hhmmss // 10000, hhmmss // 100 % 100, hhmmss % 100
    possible = (minute <= 59) & (second <= 59)
    return (hour * 3600 + minute * 60 + second).where(possible)


def _from_fraction(text: pd.Series) -> pd.Series:
    """Seconds of a fraction of a day, as spreadsheets store hours."""
    decimals = text.str.extract(_DAY_FRACTION)[0].astype(object)
    fraction = pd.to_numeric("0." + decimals)
    small = text.str.extract(_SCIENTIFIC)[0].astype(object).str.replace(",", ".", regex=False)
    seconds = fraction.fillna(pd.to_numeric(small)) * 86400
    exact = (seconds - seconds.round()).abs() < 1e-6
    off = (seconds - (seconds / 60).round() * 60).abs()
    length = decimals.str.len()
    coarse = ((length <= _COARSE_DECIMALS) | (length == _ROUNDED_DECIMALS) & (off < 1)) & ~exact
    return (seconds / 60).round().mul(60).where(coarse, seconds.round()).astype(float)


def _settle_drift(seconds: pd.Series, written: pd.Series) -> pd.Series:
    of_minute = seconds[written & seconds.notna()] % 60
    if of_minute.empty or of_minute.isin([59, 0, 1]).mean() < _DRIFT_SHARE:
        return seconds
    drifting = written & (seconds % 60).isin([59, 1])
    # The last second of a day stays in it: rounded up it would change the day, and at the year's end the year.
    return seconds.mask(drifting & (seconds < LAST_SECOND), (seconds / 60).round() * 60)


def _utc_offset(zone: pd.Series) -> pd.Series:
    parts = zone.astype(object).str.extract(r"^([+-])(\d{2}):?(\d{2})?$")
    minutes = pd.to_numeric(parts[1]) * 60 + pd.to_numeric(parts[2]).fillna(0)
    signed = minutes * np.where(parts[0] == "-", -1, 1)
    return signed.mask(zone.isin(["z", "utc"]), 0.0).astype(float)
