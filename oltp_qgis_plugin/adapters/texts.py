"""Columns of a layer as texts and moments."""

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.dates import parse_moments


def as_texts(values: np.ndarray) -> list[str | None]:
    """Texts of a column read by `read_points`; a whole number without decimals, NaN, NaT and None as None."""
    if values.dtype.kind == "f":
        return [None if v != v else str(int(v)) if v.is_integer() else str(v) for v in values.tolist()]
    if values.dtype.kind == "M":
        return [None if np.isnat(v) else str(v) for v in values]
    return [None if v is None else str(v).strip() for v in values.tolist()]


def as_moments(values: np.ndarray) -> np.ndarray:
    """(n,) datetime64[ms]; texts are read as an import reads them, day first; what is no date is NaT."""
    if values.dtype.kind == "M":
        return values.astype("datetime64[ms]")
    texts = pd.Series([text or "" for text in as_texts(values)], dtype=object)
    return parse_moments(texts)["began_at"].to_numpy("datetime64[ms]")
