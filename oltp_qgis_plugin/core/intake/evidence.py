"""What the values of a column say about the field that it may be: the share that parses, and what does not."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import PLACE_TYPES
from oltp_qgis_plugin.core.intake.coordinates import split_positions, to_numbers
from oltp_qgis_plugin.core.intake.dates import parse_moments
from oltp_qgis_plugin.core.intake.hours import parse_hours
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, normalise_label, resolve_labels

SAMPLE = 400
EXAMPLES = 3
GRAVITY_WORDS = {"VERT": "1", "JAUNE": "2", "ORANGE": "3", "ROUGE": "4",
                 "V": "1", "J": "2", "O": "3", "R": "4",
                 "FAIBLE": "1", "MOYENNE": "2", "FORTE": "3", "TRES FORTE": "4"}  # fmt: skip


@dataclass(frozen=True)
class Parsed:
    """share: of the filled values that parse as the field, 0 to 1. filled: share of filled cells.

    failing: the first few different values that do not parse.
    """

    share: float
    filled: float
    failing: tuple[str, ...]


def sample(cells: pd.Series, size: int = SAMPLE) -> pd.Series:
    """At most `size` filled cells, evenly spaced, stripped."""
    filled = cells.str.strip()
    filled = filled[filled != ""]
    if len(filled) > size:
        filled = filled.iloc[np.linspace(0, len(filled) - 1, size).astype(int)]
    return filled.reset_index(drop=True).astype(object)


def parsed(field: str, cells: pd.Series, aliases: Mapping[str, str] | None = None, crosswalk: str = "") -> Parsed:
    """How the values of a column read as `field`; judged on at most 400 of them, evenly spaced."""
    values = sample(cells)
    filled = float((cells.str.strip() != "").mean()) if len(cells) else 0.0
    if values.empty:
        return Parsed(0.0, filled, ())
    if field == "category":
        good = resolve_labels(values, aliases or {}, crosswalk=crosswalk) != TO_QUALIFY
    else:
        good = _PARSERS.get(field, _any_text)(values).astype(bool)
    failing = values[~good].drop_duplicates().head(EXAMPLES)
    return Parsed(float(good.mean()), filled, tuple(failing))


def _any_text(values: pd.Series) -> pd.Series:
    return pd.Series(True, index=values.index)


def _dates(values: pd.Series) -> pd.Series:
    return parse_moments(values)["reason"] == ""


def _hours(values: pd.Series) -> pd.Series:
    return parse_hours(values)["flag"] != "heure_illisible"


def _numbers(values: pd.Series) -> pd.Series:
    return pd.Series(~np.isnan(to_numbers(values)), index=values.index)


def _positions(values: pd.Series) -> pd.Series:
    pair = split_positions(values, "lat,lon")
    return _numbers(pair["x"]) & _numbers(pair["y"])


def _between(low: int, high: int) -> Callable[[pd.Series], pd.Series]:
    def whole_numbers(values: pd.Series) -> pd.Series:
        numbers = pd.to_numeric(values, errors="coerce")
        return numbers.between(low, high) & (numbers % 1 == 0)

    return whole_numbers


def _months(values: pd.Series) -> pd.Series:
    return (parse_moments("1/" + values + "/2024")["reason"] == "") | (
        parse_moments("1 " + values + " 2024")["reason"] == ""
    )


def _place_types(values: pd.Series) -> pd.Series:
    known = {normalise_label(name) for name in PLACE_TYPES}
    return values.map(normalise_label).isin(known)


def _gravities(values: pd.Series) -> pd.Series:
    return values.map(lambda value: normalise_label(value) in GRAVITY_WORDS or value in ("0", "1", "2", "3", "4", "5"))


_PARSERS: Mapping[str, Callable[[pd.Series], pd.Series]] = {
    "date": _dates,
    "end_date": _dates,
    "time": _hours,
    "end_time": _hours,
    "minute": _between(0, 59),
    "year": _between(1900, 2100),
    "month": _months,
    "day": _between(1, 31),
    "x": _numbers,
    "y": _numbers,
    "position": _positions,
    "place_type": _place_types,
    "gravity": _gravities,
}
