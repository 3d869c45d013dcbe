"""Half-open bands of distance and of days: how they are written, and which one holds a value."""

import math
import re

import numpy as np

from oltp_qgis_plugin.errors import StatisticError

WITHOUT_END = ("inf", "infini", "∞", "+")
ON_EDGE = 1e-6
"""Metres: nearer than this to an edge, a distance is on it, and falls in the band above."""


def parse_edges(text: str, what: str, whole: bool = False) -> np.ndarray:
    """The edges written as `0,100,200` (or with `;`, a decimal point): bands [0, 100) and [100, 200).

    The last may be `inf`: a band without end. whole: whole numbers only. what: their name in the sentence.
    Raises StatisticError: fewer than two, not a number, negative, not rising.
    """
    parts = [part for part in re.split(r"[,;\s]+", text.strip()) if part]
    edges = np.array([_number(part, what) for part in parts])
    if len(edges) < 2:
        raise StatisticError(
            f"{what} : « {text} » ne fait aucune tranche ; donnez au moins deux bornes, 0,100,200 par exemple."
        )
    if edges[0] < 0 or not (edges[1:] > edges[:-1]).all():
        raise StatisticError(f"{what} : « {text} » ; donnez des bornes de 0 ou plus, qui montent.")
    if whole and (np.isfinite(edges) & (edges != np.floor(edges))).any():
        raise StatisticError(f"{what} : « {text} » ; les écarts se comptent en jours entiers.")
    return edges


def _number(part: str, what: str) -> float:
    if part.lower() in WITHOUT_END:
        return math.inf
    try:
        value = float(part)
    except ValueError:
        value = math.nan
    if math.isnan(value):
        raise StatisticError(f"{what} : « {part} » n'est pas un nombre ; donnez des bornes comme 0,100,200.")
    return value


def band_text(low: float, high: float, unit: str) -> str:
    """« [0, 100) m », « [7, ∞) jours »."""
    return f"[{low:g}, {'∞' if math.isinf(high) else f'{high:g}'}) {unit}"
