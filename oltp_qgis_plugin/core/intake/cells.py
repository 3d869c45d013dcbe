"""Cells of workbooks and layers as text, the same from whatever engine read them."""

import datetime
from collections.abc import Sequence

import numpy as np

_NIGHT = datetime.time(0)
_NONE = type(None)
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
        return _moments(values)
    if bool not in kinds and kinds <= {float, str, _NONE} and len(few := set(values)) * 4 < len(values):
        texts = {value: cell_text(value) for value in few}
        return [texts[value] for value in values]
    return [cell_text(value) for value in values]


def _numbers(values: Sequence[object]) -> list[str]:
    texts = list(map(repr, values))
    numbers = np.array(values, dtype=float)
    if (numbers == np.floor(numbers)).any():
        return [text[:-2] if text.endswith(".0") else text for text in texts]
    return texts


def _moments(values: Sequence[object]) -> list[str]:
    """Moments to the second, days only when all are at midnight, among other cells."""
    texts = [
        (value.isoformat(" ") if not value.microsecond else (value + _HALF_SECOND).isoformat(" ", "seconds"))
        if value.__class__ is datetime.datetime and value.year < datetime.MAXYEAR  # type: ignore[attr-defined]
        else _with_hour(value)
        for value in values
    ]  # fmt: skip
    dated = [isinstance(value, datetime.date) for value in values]
    if all(text.endswith(" 00:00:00") for text, is_date in zip(texts, dated, strict=True) if is_date):
        return [text[:10] if is_date else text for text, is_date in zip(texts, dated, strict=True)]
    return texts


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
