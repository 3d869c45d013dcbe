"""Open a partner's file: one table of text cells, whatever the format, with every automatic choice announced."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake import delimited, sheets, vectors
from oltp_qgis_plugin.core.intake.headers import clean_headers, find_header_row
from oltp_qgis_plugin.errors import FileError

TOTAL_LABEL = r"(?i)\s*(sous[- ])?tota(l|ux)( g[ée]n[ée]ral)?\s*[:=]?\s*$"
LAST_ROWS = 3


@dataclass(frozen=True)
class RawTable:
    """A partner's table as it came.

    frame: one text column per header, "" for an empty cell, in file order; blank rows left out.
    rows: (n,) int, the row number of each line as a user sees it in the file (1 = first line).
    ragged: rows that have more cells than the header: row number, what is wrong with it.
    ignored: row numbers of blank and total rows.
    notes: French sentences, one per automatic choice.
    """

    path: Path
    frame: pd.DataFrame
    rows: np.ndarray
    ragged: tuple[tuple[int, str], ...] = ()
    ignored: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())

    @property
    def n_read(self) -> int:
        """Rows below the header, the ragged, blank and total ones included."""
        return len(self.frame) + len(self.ragged) + len(self.ignored)


def read_table(path: Path, sheet: str = "") -> RawTable:
    """The table of a file; `sheet` names the sheet or layer to take, "" lets us choose.

    Opens .csv .tsv .txt (plain or .gz), .xlsx .xls .ods, and what GDAL reads as a vector table.
    Raises FileError when the file is missing, empty, or not a table.
    """
    if not path.exists():
        raise FileError(f"Le fichier « {path} » n'existe pas : vérifiez son nom et son dossier.")
    if path.is_dir():
        raise FileError(f"« {path} » est un dossier : indiquez le fichier du partenaire.")
    if path.stat().st_size == 0:
        raise FileError(f"Le fichier « {path.name} » est vide (0 octet) : redemandez-le au partenaire.")
    suffix = Path(path.name.lower().removesuffix(".gz")).suffix
    if suffix in sheets.SUFFIXES:
        cells, notes = sheets.read_cells(path, sheet)
        return _from_cells(path, cells, notes)
    if suffix in vectors.SUFFIXES:
        return _from_frame(path, *vectors.read_frame(path, sheet))
    return _from_delimited(path)


def _from_delimited(path: Path) -> RawTable:
    layout = delimited.sniff(path)
    frame, ragged = delimited.read_frame(path, layout)
    first = layout.header_row + 2
    rows = np.arange(first, first + len(frame)) if not ragged else delimited.row_numbers(first, len(frame), ragged)
    return _finish(path, frame, rows, tuple(layout.notes()), ragged)


def _from_cells(path: Path, cells: Sequence[Sequence[str]], notes: Sequence[str]) -> RawTable:
    header = find_header_row(cells[:60])
    if header is None:
        raise FileError(f"Aucune ligne d'en-têtes trouvée dans « {path.name} » : la première feuille utile est vide.")
    width = max(len(row) for row in cells)
    padded = [list(row) + [""] * (width - len(row)) for row in cells[header:]]
    frame = pd.DataFrame(padded[1:], columns=clean_headers(padded[0]), dtype=object)
    frame = frame.loc[:, [not (name.startswith("colonne_") and (frame[name] == "").all()) for name in frame.columns]]
    rows = np.arange(header + 2, header + 2 + len(frame))
    notes = [*notes, f"En-têtes : ligne {header + 1}."]
    return _finish(path, frame, rows, tuple(notes), ())


def _from_frame(path: Path, frame: pd.DataFrame, notes: Sequence[str]) -> RawTable:
    return _finish(path, frame, np.arange(1, len(frame) + 1), tuple(notes), ())


def _finish(
    path: Path, frame: pd.DataFrame, rows: np.ndarray, notes: tuple[str, ...], ragged: tuple[tuple[int, str], ...]
) -> RawTable:
    blank = _blank_rows(frame)
    used = np.flatnonzero(~blank)
    last = used[-1] + 1 if len(used) else 0
    frame, rows, blank = frame.iloc[:last], rows[:last], blank[:last]
    total = _total_rows(frame) & ~blank
    ignored = blank | total
    if total.any():
        notes += (f"{int(total.sum())} ligne(s) de total ignorée(s) : {_some(rows[total])}.",)
    if blank.any():
        notes += (f"{int(blank.sum())} ligne(s) vide(s) ignorée(s).",)
    if not len(frame) and not ragged:
        raise FileError(f"Le fichier « {path.name} » n'a aucune ligne sous ses en-têtes : rien à importer.")
    kept = frame[~ignored].reset_index(drop=True)
    return RawTable(path, kept, rows[~ignored], ragged, tuple(int(r) for r in rows[ignored]), notes)


def _blank_rows(frame: pd.DataFrame) -> np.ndarray:
    blank = np.ones(len(frame), dtype=bool)
    for name in frame.columns:
        cells = frame[name]
        blank &= (cells == "").to_numpy() | (cells.str.strip() == "").to_numpy() if blank.any() else False
    return blank


def _total_rows(frame: pd.DataFrame) -> np.ndarray:
    """Rows whose first filled cell is a total's label; looked for at the end, and among the rows mostly empty."""
    empty = np.zeros(len(frame), dtype=int)
    for name in frame.columns:
        empty += (frame[name] == "").to_numpy()
    asked = (empty * 2 >= frame.shape[1]) | (np.arange(len(frame)) >= len(frame) - LAST_ROWS) & (empty > 0)
    total, undecided = np.zeros(len(frame), dtype=bool), asked.copy()
    for name in frame.columns:
        cells = frame.loc[undecided, name]
        total[undecided] = cells.str.match(TOTAL_LABEL).to_numpy(dtype=bool)
        undecided[undecided] = (cells == "").to_numpy()
    return total


def _some(rows: np.ndarray) -> str:
    shown = ", ".join(str(row) for row in rows[:5])
    return shown + (", …" if len(rows) > 5 else "")
