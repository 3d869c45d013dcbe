"""Cells of workbooks and layers as text, the same from whatever engine read them."""

import datetime
from collections.abc import Sequence

import numpy as np

_NIGHT = datetime.time(0)
_NONE = type(None)
_MIDNIGHT = " 00:00:00"
_HALF_SECOND = datetime.timedelta(microseconds=500_000)


def column_text(values: Sequence[object]) -> list[str]:
    """One column as text: numbers without a useless .0, dates as ISO, empty cells as "".

    A date at midnight is a date only, unless a cell of the column has an hour: a true midnight among hours is kept.
    """
    kinds = set(map(type, values))
    if kinds == {str}:
        return list(map(str.strip, values))  # type: ignore[arg-type]
    if kinds == {float}:
        return _numbers(values)
    if datetime.datetime in kinds:
        return _moments_alone(values) if kinds <= {datetime.datetime, datetime.date} else _moments(values)
    if bool not in kinds and kinds <= {float, str, _NONE} and len(few := set(values)) * 4 < len(values):
        texts = {value: cell_text(value) for value in few}
        return [texts[value] for value in values]
    return [cell_text(value) for value in values]


def _numbers(values: Sequence[object]) -> list[str]:
    texts = list(map(repr, values))
    numbers = np.array(values, dtype=float)
    for position in np.flatnonzero(numbers == np.floor(numbers)).tolist():
        texts[position] = texts[position].removesuffix(".0")
    return texts


def _moments(values: Sequence[object]) -> list[str]:
    """Moments to the second, days only when all are at midnight, among other cells."""
    texts = [_with_hour(value) for value in values]
    dated = [isinstance(value, datetime.date) for value in values]
    if all(text.endswith(_MIDNIGHT) for text, is_date in zip(texts, dated, strict=True) if is_date):
        return [text[:10] if is_date else text for text, is_date in zip(texts, dated, strict=True)]
    return texts


def _moments_alone(values: Sequence[object]) -> list[str]:
    """The same where there are only dates and moments: each day and each hour is spelled out once."""
    moments = [_at_night(value) if value.__class__ is datetime.date else value for value in values]
    days, hours = list(map(datetime.datetime.date, moments)), list(map(datetime.datetime.time, moments))  # type: ignore[arg-type]
    of_day, of_hour = {day: str(day) for day in set(days)}, {hour: f" {hour}" for hour in set(hours)}
    if of_hour.keys() == {_NIGHT}:
        return [of_day[day] for day in days]
    if any(hour.microsecond for hour in of_hour):
        return _moments(values)
    return [of_day[day] + of_hour[hour] for day, hour in zip(days, hours, strict=True)]


def _at_night(day: object) -> datetime.datetime:
    return datetime.datetime.combine(day, _NIGHT)  # type: ignore[arg-type]


def _with_hour(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return _rounded(value).isoformat(" ")
    return f"{value} 00:00:00" if isinstance(value, datetime.date) else cell_text(value)


def cell_text(value: object) -> str:
    """One cell as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, int | float):
        text = repr(value)
        return text[:-2] if text.endswith(".0") else text
    if isinstance(value, datetime.datetime):
        value = _rounded(value)
        return value.isoformat(" ") if value.time() != _NIGHT else value.date().isoformat()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, datetime.time):
        return value.replace(microsecond=0).isoformat()
    if isinstance(value, datetime.timedelta):
        return _duration(value)
    return str(value)


def _rounded(value: datetime.datetime) -> datetime.datetime:
    """To the nearest second: spreadsheets keep 01:00:00 as 00:59:59.99."""
    if not value.microsecond or value.year == datetime.MAXYEAR:
        return value.replace(microsecond=0)
    return (value + _HALF_SECOND).replace(microsecond=0)


def _duration(value: datetime.timedelta) -> str:
    """Hours, past 24 too, minutes and seconds."""
    total = round(value.total_seconds())
    sign, total = "-" if total < 0 else "", abs(total)
    return f"{sign}{total // 3600:02d}:{total // 60 % 60:02d}:{total % 60:02d}"
