"""Codes of territory that a file declares, checked against those where its points are."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.territories import PointTerritories

PAIRS_AT_ONCE = 1_000_000


@dataclass(frozen=True)
class Disagreement:
    """The points whose declared code is not that of a territory where they are; arrays of one row each, in order.

    row: position of the point. reason: why, a value of REASONS. distance: metres from the point to the nearest edge of
    the territory declared, NaN when none or an unknown one is declared.
    """

    row: np.ndarray
    reason: list[str]
    distance: np.ndarray
    compared: int
    unplaced: int


ELSEWHERE, NOWHERE, UNDECLARED, UNKNOWN = "autre_territoire", "hors_territoire", "non_declare", "code_inconnu"
REASONS = (ELSEWHERE, NOWHERE, UNDECLARED, UNKNOWN)


def disagreements(declared: Sequence[str | None], found: PointTerritories, placed: np.ndarray,
                  known: Sequence[str]) -> Disagreement:  # fmt: skip
    """Compare what is declared of each point with what is found; `distance` is left NaN.

    declared: (n,) code, several joined by ";", None or "" when the file says none; case, spaces and punctuation do not
    count. It agrees when each code declared is one of those found, or when nothing is declared nor found.
    placed: (n,) bool; a point without place is not compared. known: the codes of the territories.
    """
    keys = {code: code_key(code) for code in known}
    all_keys, rows, reasons = set(keys.values()), [], []
    read: dict[str | None, frozenset[str]] = {}
    for row in np.flatnonzero(placed).tolist():
        text = declared[row]
        if text not in read:
            read[text] = declared_keys(text)
        reason = _reason(read[text], {keys[code] for code in found.all[row]}, all_keys)
        if reason:
            rows.append(row)
            reasons.append(reason)
    n_placed = int(placed.sum())
    return Disagreement(np.array(rows, dtype=np.int64), reasons, np.full(len(rows), np.nan), n_placed,
                        len(placed) - n_placed)  # fmt: skip


def declared_keys(text: str | None) -> frozenset[str]:
    """The codes of a cell, several joined by ";", as they are compared; none for an empty cell."""
    return frozenset(key for part in (text or "").split(";") if (key := code_key(part)))


def code_key(code: str) -> str:
    """What two spellings of one code share: letters and figures, without case."""
    return normalise_label(code).replace(" ", "")


def _reason(declared: frozenset[str], found: set[str], known: set[str]) -> str:
    """Why they differ; "" when they agree."""
    if declared <= found and bool(declared) == bool(found):
        return ""
    if not declared:
        return UNDECLARED
    if not declared <= known:
        return UNKNOWN
    return ELSEWHERE if found else NOWHERE


def distance_to_edges(xy: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """(n,) distance in metres from each point to the nearest of (m, 4) edges x1, y1, x2, y2; NaN without edge."""
    nearest = np.full(len(xy), np.nan)
    if not len(edges):
        return nearest
    x1, y1, x2, y2 = edges.T
    dx, dy = x2 - x1, y2 - y1
    length2 = np.maximum(dx * dx + dy * dy, np.finfo(float).tiny)
    step = max(1, PAIRS_AT_ONCE // len(edges))
    for start in range(0, len(xy), step):
        along_x, along_y = xy[start : start + step, :1] - x1, xy[start : start + step, 1:2] - y1
        share = np.clip((along_x * dx + along_y * dy) / length2, 0, 1)
        nearest[start : start + step] = np.hypot(along_x - share * dx, along_y - share * dy).min(axis=1)
    return nearest
