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
    return pd.Series(["" if reason is None else reason.value for reason in reasons], dtype=object)


def refused_rows(rows: np.ndarray, column: str, reasons: pd.Series, values: pd.Series | None) -> pd.DataFrame:
    """The rows that have a reason, as REFUSED_COLUMNS; `column` is the one to correct, values what it holds."""
    hit = (reasons != "").to_numpy()
    received = values[hit].to_numpy() if values is not None else ""
    return pd.DataFrame({"row": rows[hit], "column": column, "reason": reasons[hit].to_numpy(), "value": received},
                        columns=list(REFUSED_COLUMNS))  # fmt: skip


def ragged_rows(table: RawTable) -> pd.DataFrame:
    """The rows of a table that have too many cells, their text left out: it may name a person."""
    return pd.DataFrame([(row, "", RowReason.RAGGED.value, what) for row, what in table.ragged],
                        columns=list(REFUSED_COLUMNS))  # fmt: skip
