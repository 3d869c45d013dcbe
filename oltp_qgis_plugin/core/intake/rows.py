"""Rows of a table that are no incident: blank, totals, headers said again, text under the table."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

TOTAL_LABEL = r"(?i)\s*(sous[- ])?tota(l|ux)( g[ée]n[ée]ral)?\s*[:=]?\s*$"
# With a month, a sector or the figure itself: a total only where nothing else but figures stands on the row.
LONG_TOTAL = r"(?i)\s*(?:(?:sous[- ])?tota(?:l|ux)\b|nb\.? (?:de |d')?\w+ ?:|nombre (?:de |d')\w+ ?:).*"
FIGURE = re.compile(r"[\d\s.,%€]*")
RULE = re.compile(r"[-+=_*|. ]*")
_MONTH = "janvier|f[ée]vrier|mars|avril|mai|juin|juillet|ao[ûu]t|septembre|octobre|novembre|d[ée]cembre"
PART = (
    rf"(?i)\s*(?:(?:semaine|sem\.?|page|p\.)\s*(?:n ?°)?\s*\d.*|(?:mois d[e']\s*)?(?:{_MONTH})\s*(?:20\d\d)?\s*:?\s*|"
    r"(?:1er|[2-4]e|[2-4][èe]me) (?:trimestre|semestre).*)$"
)
LAST_ROWS = 3
FOOTER_COLUMNS = 4


def blank_rows(frame: pd.DataFrame) -> np.ndarray:
    """Whether each row has nothing but spaces."""
    left = np.arange(len(frame))
    for name in frame.columns:
        cells = frame[name].to_numpy()[left] if len(left) < len(frame) else frame[name].to_numpy()
        if all(map(str.strip, cells)):
            return np.zeros(len(frame), dtype=bool)
        left = left[[not cell.strip() for cell in cells]]
    return np.isin(np.arange(len(frame)), left)


def n_empty(frame: pd.DataFrame) -> np.ndarray:
    """Number of empty cells of each row."""
    empty = np.zeros(len(frame), dtype=int)
    for name in frame.columns:
        empty += frame[name].to_numpy() == ""
    return empty


def total_rows(frame: pd.DataFrame, empty: np.ndarray) -> np.ndarray:
    """Rows whose first filled cell is a total's label; looked for at the end, and among the rows mostly empty.

    empty: `n_empty` of the frame.
    """
    asked = (empty * 2 >= frame.shape[1]) | (np.arange(len(frame)) >= len(frame) - LAST_ROWS) & (empty > 0)
    total, undecided = np.zeros(len(frame), dtype=bool), asked.copy()
    for name in frame.columns:
        if not undecided.any():
            break
        cells = frame.loc[undecided, name]
        total[undecided] = cells.str.match(TOTAL_LABEL).to_numpy(dtype=bool)
        for row in cells.index[cells.str.match(LONG_TOTAL).to_numpy(dtype=bool)]:
            total[row] = all(map(FIGURE.fullmatch, frame.loc[row].drop(name)))
        undecided[undecided] = (cells == "").to_numpy()
    return total


def repeated_header_rows(frame: pd.DataFrame) -> np.ndarray:
    """Rows that say the headers again, as a file pasted under another has them."""
    left = np.arange(len(frame) if frame.shape[1] > 1 else 0)
    for name in frame.columns:
        cells = frame[name].to_numpy()[left].tolist()
        if name not in "\n".join(cells):
            return np.zeros(len(frame), dtype=bool)
        left = left[[cell.strip() == name for cell in cells]]
    return np.isin(np.arange(len(frame)), left)


def footer_rows(frame: pd.DataFrame) -> np.ndarray:
    """Last rows that hold one cell of words where the table has four columns or more: « Édité le… »."""
    footer = np.zeros(len(frame), dtype=bool)
    if frame.shape[1] < FOOTER_COLUMNS:
        return footer
    for position in range(len(frame) - 1, max(len(frame) - 1 - LAST_ROWS, -1), -1):
        filled = [cell for cell in frame.iloc[position] if cell.strip()]
        if len(filled) > 1 or (filled and not any(map(str.isalpha, filled[0]))):
            break
        footer[position] = bool(filled)
    return footer


def rule_rows(frame: pd.DataFrame) -> np.ndarray:
    """Rows of nothing but dashes and the like, drawn under the headers or at the end."""
    drawn = np.zeros(len(frame), dtype=bool)
    for row in {*range(min(LAST_ROWS, len(frame))), *range(max(len(frame) - LAST_ROWS, 0), len(frame))}:
        drawn[row] = all(map(RULE.fullmatch, frame.iloc[row])) and any(map(str.strip, frame.iloc[row]))
    return drawn


def title_rows(frame: pd.DataFrame, empty: np.ndarray, edge: np.ndarray) -> np.ndarray:
    """Rows of one cell of words that part the table: a page, a month, a week, or what stands beside an edge of it.

    empty: `n_empty` of the frame. edge: (n,) bool, the blank rows and the headers said again.
    """
    title = np.zeros(len(frame), dtype=bool)
    if frame.shape[1] < FOOTER_COLUMNS:
        return title
    alone = np.flatnonzero(frame.shape[1] - empty == 1)
    texts = pd.Series("", index=alone, dtype=object)
    for name in frame.columns:
        texts += frame[name].to_numpy()[alone]
    edges = np.concatenate([[False], edge, [False]])
    beside = (edges[:-2] | edges[2:])[alone]
    worded = texts.str.contains(r"[^\W\d_]").to_numpy(dtype=bool)
    title[alone] = worded & (beside | texts.str.match(PART).to_numpy(dtype=bool))
    return title


def some(rows: Sequence[int] | np.ndarray) -> str:
    """The first row numbers, for a sentence."""
    return ", ".join(str(row) for row in rows[:5]) + (", …" if len(rows) > 5 else "")
