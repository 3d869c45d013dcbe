"""Days as partners write them, with how finely each is known or why it is not."""

from enum import Enum

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.intake.hours import is_unknown, plain_text

FIRST_YEAR, LAST_YEAR = 1900, 2100
EXCEL_ORIGIN = pd.Timestamp("1899-12-30")
EXCEL_SERIALS = (20000, 80000)
FEW_YEARS = 3


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
            "janvier janv jan", "fevrier fevr fev", "mars mar", "avril avr", "mai", "juin", "juillet juill juil",
            "aout aou",
            "septembre sept sep", "octobre oct", "novembre nov", "decembre dec",
        ),  # fmt: skip
        start=1,
    )
    for name in names.split()
}
_MONTHS |= {"jun": 6, "jul": 7, "feb": 2, "apr": 4, "may": 5, "aug": 8}  # of a spreadsheet in English
_MONTH = "(?P<name>" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + r")\.?"
_WEEKDAY = r"^(?:lun|mar|mer|jeu|ven|sam|dim)(?:di|credi|dredi|edi|anche)?\.?,?\s+(?=(?:le\s+)?\d{1,2}\D)"
_CENTURY = r"(?P<year>(?:19|20)\d\d)"
_DAY_MONTH_YEAR = r"(?:0[1-9]|[12]\d|3[01])(?:0[1-9]|1[0-2])\d\d"
_YEAR_MONTH = r"(?:19|20)\d\d(?:0[1-9]|1[0-2])"
_DAY_PATTERNS = (
    r"^(?P<year>\d{4})[-/.](?P<month>\d{1,2})[-/.](?P<day>\d{1,2})$",
    r"^(?P<day>\d{1,2}) ?[-/. ] ?(?P<month>\d{1,2}) ?[-/. ] ?(?P<year>\d{4}|\d\d)$",
    rf"^(?P<day>\d{{1,2}})(?:er)?[-/ ]?{_MONTH}[-/ ]?(?P<year>\d{{4}}|\d\d)$",
    rf"^{_CENTURY}(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:[.,]0+)?$",
    rf"^(?P<day>\d\d)(?P<month>\d\d){_CENTURY}(?:[.,]0+)?$",
    rf"^{_MONTH}[-/ ]?(?P<year>\d{{4}})$",
    r"^(?P<month>\d{1,2})[-/](?P<year>\d{4})$",
    r"^(?P<year>\d{4})[-/](?P<month>\d{1,2})$",
    rf"^{_CENTURY}(?:[.,]0+)?$",
)


def parse_days(cells: pd.Series, day_first: bool) -> pd.DataFrame:
    """Read dates without hours; meant for unique values.

    Returns, on the same index: `day` (datetime64, the first of the month or of the year when no more is written;
    NaT when refused), `precision` (values of DatePrecision, '' when refused), `flag` ('' or 'environ', for
    "début 2019"), `reason` (value of a DateReason, '' when fine). Years are 1900–2100; numbers from 20000 to
    80000 are spreadsheet serials.
    """
    plain = plain_text(cells).str.replace("^'", "", regex=True).str.replace(_WEEKDAY, "", regex=True)
    plain = plain.str.replace(r"^le\s+(?=\d)", "", regex=True)
    plain = _six_digits_cut(plain)
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


def _six_digits_cut(plain: pd.Series) -> pd.Series:
    """Six digits as day/month/year or as year-month, whichever all of them can be; left alone where both, or neither.

    200612 alone is the 20th of June 2012 as well as December 2006. Days that hardly vary are years: 240105, 240219…
    """
    six = plain[plain.str.fullmatch(r"\d{6}")].astype(object)
    days, months = six.str.fullmatch(_DAY_MONTH_YEAR), six.str.fullmatch(_YEAR_MONTH)
    year_first = six.str[:2].nunique() <= FEW_YEARS < six.str[4:].nunique()
    if six.empty or days.all() == months.all() or days.all() and year_first:
        return plain
    cut = six.str.replace(*((r"(..)(..)(..)", r"\1/\2/\3") if days.all() else (r"(....)(..)", r"\1-\2")), regex=True)
    return plain.where(~plain.index.isin(six.index), cut.reindex(plain.index))


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
