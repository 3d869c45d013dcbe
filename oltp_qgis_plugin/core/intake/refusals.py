"""Rows that cannot be imported: why, in which column, with the value received."""

from enum import Enum

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.coordinates import CoordinateReason
from oltp_qgis_plugin.core.intake.dates import DateReason
from oltp_qgis_plugin.core.intake.tables import RawTable


class RowReason(Enum):
    """Why a row is refused, beyond its dates and coordinates; the values are those of the `reason` column."""

    RAGGED = "cellules_en_trop"
    DUPLICATE_REFERENCE = "reference_en_double"
    ENDS_BEFORE = "fin_avant_debut"

    @property
    def sentence(self) -> str:
        """What the user reads about a refused row."""
        return _SENTENCES[self]


_SENTENCES = {
    RowReason.RAGGED: "La ligne a plus de cellules que d'en-têtes : un séparateur en trop l'a décalée.",
    RowReason.DUPLICATE_REFERENCE: "Cette référence figure déjà plus haut dans le fichier, avec un autre contenu.",
    RowReason.ENDS_BEFORE: "La fin est avant le début : corrigez l'une des deux dates.",
}
REASON_SENTENCES: dict[str, str] = {
    reason.value: reason.sentence for kind in (RowReason, CoordinateReason, DateReason) for reason in kind
}
REFUSED_COLUMNS = ("row", "column", "reason", "value")


def reason_values(reasons: np.ndarray) -> pd.Series:
    """The text of each reason, "" where there is none."""
    values = np.full(len(reasons), "", dtype=object)
    for position in np.flatnonzero(reasons != None):  # noqa: E711 - element by element
        values[position] = reasons[position].value
    return pd.Series(values, dtype=object)


def refused_rows(rows: np.ndarray, column: str, reasons: pd.Series, *values: pd.Series | None) -> pd.DataFrame:
    """The rows that have a reason, as REFUSED_COLUMNS; `column` is the one to correct, values what it holds.

    The values of two columns are joined by « ; ».
    """
    hit = (reasons != "").to_numpy()
    held = [cells[hit] for cells in values if cells is not None]
    received = " ; ".join(["{}"] * len(held)).format if held else None
    texts = list(map(received, *held)) if received else ""
    return pd.DataFrame({"row": rows[hit], "column": column, "reason": reasons[hit].to_numpy(), "value": texts},
                        columns=list(REFUSED_COLUMNS))  # fmt: skip


def pick_rows(frame: pd.DataFrame, kept: np.ndarray) -> pd.DataFrame:
    """The rows to keep, numbered anew; column by column, which takes half of the memory."""
    return pd.DataFrame({name: frame[name].to_numpy()[kept] for name in frame.columns}, copy=False)


def ragged_rows(table: RawTable) -> pd.DataFrame:
    """The rows of a table that have too many cells, their text left out: it may name a person."""
    return pd.DataFrame([(row, "", RowReason.RAGGED.value, what) for row, what in table.ragged],
                        columns=list(REFUSED_COLUMNS))  # fmt: skip
