"""Spreadsheet serial numbers as dates, hours and durations, by their number format."""

import datetime
import re
from enum import Enum

EPOCH_1900, EPOCH_1904 = datetime.datetime(1899, 12, 30), datetime.datetime(1904, 1, 1)
LAST_SERIAL = 2_958_466
_LITERAL = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_DURATION = re.compile(r"\[(h+|m+|s+)\]", re.IGNORECASE)
_BUILT_IN_DATES = frozenset((*range(14, 23), *range(27, 37), 45, 47, *range(50, 59)))
_BUILT_IN_DURATION = 46

Moment = datetime.datetime | datetime.date | datetime.time | datetime.timedelta


class NumberKind(Enum):
    """What a number format makes of a number."""

    NUMBER, MOMENT, DURATION = range(3)


def kind_of_format(identifier: int, code: str = "") -> NumberKind:
    """What a number format shows; `code` is that of a custom format."""
    if not code:
        if identifier == _BUILT_IN_DURATION:
            return NumberKind.DURATION
        return NumberKind.MOMENT if identifier in _BUILT_IN_DATES else NumberKind.NUMBER
    plain = _LITERAL.sub("", code.split(";")[0])
    if _DURATION.search(plain):
        return NumberKind.DURATION
    plain = re.sub(r"general|standard|AM/PM|A/P|e[+-]", "", plain, flags=re.IGNORECASE)
    return NumberKind.MOMENT if re.search("[dmyhsaj]", plain, re.IGNORECASE) else NumberKind.NUMBER


def moment_of(serial: float, kind: NumberKind, from_1904: bool = False) -> Moment | float:
    """The date, hour or duration that a serial number stands for; the number itself when it stands for none."""
    if kind is NumberKind.NUMBER or not -LAST_SERIAL < serial < LAST_SERIAL:
        return serial
    if kind is NumberKind.DURATION:
        return datetime.timedelta(milliseconds=round(serial * 86_400_000))
    if serial < 0:
        return serial
    if not from_1904 and 1 <= serial < 60:
        serial += 1  # the 29th of February 1900, which never was
    moment = (EPOCH_1904 if from_1904 else EPOCH_1900) + datetime.timedelta(milliseconds=round(serial * 86_400_000))
    return moment.time() if serial < 1 else moment
