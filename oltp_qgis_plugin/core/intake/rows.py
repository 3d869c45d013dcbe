"""Blank rows and total rows at the foot or in the middle of a table."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

TOTAL_LABEL = r"(?i)\s*(sous[- ])?tota(l|ux)( g[ée]n[ée]ral)?\s*[:=]?\s*$"
LAST_ROWS = 3


def blank_rows(frame: pd.DataFrame) -> np.ndarray:
    """Whether each row has nothing but spaces."""
    blank = np.ones(len(frame), dtype=bool)
    for name in frame.columns:
        left = np.flatnonzero(blank)
        if not len(left):
            break
        cells = frame[name].to_numpy()[left]
        blank[left] = [not cell or cell.isspace() for cell in cells]
    return blank


def total_rows(frame: pd.DataFrame) -> np.ndarray:
    """Rows whose first filled cell is a total's label; looked for at the end, and among the rows mostly empty."""
    empty = np.zeros(len(frame), dtype=int)
    for name in frame.columns:
        empty += frame[name].to_numpy() == ""
    asked = (empty * 2 >= frame.shape[1]) | (np.arange(len(frame)) >= len(frame) - LAST_ROWS) & (empty > 0)
    total, undecided = np.zeros(len(frame), dtype=bool), asked.copy()
    for name in frame.columns:
        if not undecided.any():
            break
        cells = frame.loc[undecided, name]
        total[undecided] = cells.str.match(TOTAL_LABEL).to_numpy(dtype=bool)
        undecided[undecided] = (cells == "").to_numpy()
    return total


def some(rows: Sequence[int] | np.ndarray) -> str:
    """The first row numbers, for a sentence."""
    return ", ".join(str(row) for row in rows[:5]) + (", …" if len(rows) > 5 else "")
