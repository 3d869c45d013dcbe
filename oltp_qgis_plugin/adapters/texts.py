"""Columns of a layer as texts and moments."""

import numpy as np
import pandas as pd


def as_texts(values: np.ndarray) -> list[str | None]:
    """Texts of a column read by `read_points`; a whole number without decimals, NaN, NaT and None as None."""
    if values.dtype.kind == "f":
        return [None if v != v else str(int(v)) if v.is_integer() else str(v) for v in values.tolist()]
    if values.dtype.kind == "M":
        return [None if np.isnat(v) else str(v) for v in values]
    return [None if v is None else str(v).strip() for v in values.tolist()]


def as_moments(values: np.ndarray) -> np.ndarray:
    """(n,) datetime64[ms]; texts are read as ISO dates (`2026-03-01`, `2026-03-01T22:10`), anything else is NaT."""
    if values.dtype.kind == "M":
        return values.astype("datetime64[ms]")
    texts = pd.Series(as_texts(values), dtype=object).str.slice(0, 19).str.replace(" ", "T", regex=False)
    days = pd.to_datetime(texts.str.slice(0, 10), format="%Y-%m-%d", errors="coerce")
    moments = pd.to_datetime(texts, format="%Y-%m-%dT%H:%M:%S", errors="coerce").fillna(
        pd.to_datetime(texts, format="%Y-%m-%dT%H:%M", errors="coerce"))  # fmt: skip
    return moments.fillna(days).to_numpy("datetime64[ms]")
