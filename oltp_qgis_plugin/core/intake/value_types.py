"""What kind of values a column holds, as a user would say it."""

from enum import Enum

import pandas as pd

from oltp_qgis_plugin.core.intake.evidence import parsed, sample

ENOUGH = 0.8
SAMPLED = 100


class ValueType(Enum):
    """Kinds of values; the value is the word shown."""

    EMPTY = "vide"
    MOMENT = "date et heure"
    DATE = "date"
    HOUR = "heure"
    POSITION = "coordonnées"
    NUMBER = "nombre"
    TEXT = "texte"


def value_type(cells: pd.Series) -> ValueType:
    """The kind that at least 80 % of the filled cells have, judged on at most 100 of them, evenly spaced.

    A code with leading zeros is a text: read as a number, it would lose them.
    """
    values = sample(cells, SAMPLED)
    if values.empty:
        return ValueType.EMPTY
    if values.str.contains(r"\d").mean() < ENOUGH or values.str.match(r"^0\d+$").mean() > 1 - ENOUGH:
        return ValueType.TEXT
    if _reads(values, "x"):
        return ValueType.NUMBER
    if _reads(values, "date"):
        return ValueType.MOMENT if values.str.contains(r"\d\s*(?:[:hHT]|\s\d)\s*\d?").mean() >= 0.5 else ValueType.DATE
    if _reads(values, "time"):
        return ValueType.HOUR
    return ValueType.POSITION if _reads(values, "position") else ValueType.TEXT


def _reads(values: pd.Series, field: str) -> bool:
    return parsed(field, values).share >= ENOUGH
