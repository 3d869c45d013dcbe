"""Columns of text with or without missing cells."""

from collections.abc import Sequence

import pandas as pd


def all_texts(cells: Sequence[object]) -> bool:
    """Whether every cell is text, none missing; joining them asks it at once, far faster than one by one."""
    try:
        "".join(cells)  # type: ignore[arg-type]
    except TypeError:
        return False
    return True


def filled_texts(cells: pd.Series) -> list[str]:
    """The cells, "" where one is missing."""
    listed: list[str] = cells.tolist()
    return listed if all_texts(listed) else ["" if cell is None or cell != cell else cell for cell in listed]
