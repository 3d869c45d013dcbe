"""The refused rows as a workbook that a technician corrects and sends back."""

import os
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.intake.columns import ProfiledColumns
from oltp_qgis_plugin.core.intake.free_text import clean_label, clean_text
from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.errors import OutputError

ROW, COLUMN, REASON, VALUE = "Ligne refusée", "Colonne à corriger", "Motif du refus", "Valeur reçue"
HEADERS = (ROW, COLUMN, REASON, VALUE)
TITLE = "Lignes refusées"
TEXT_FORMAT = "@"
WIDEST = 60
# Where a name is no place's: anything found there that names a person is masked.
SPOKEN = ("date", "time", "end_date", "end_time", "year", "month", "day", "x", "y", "position", "note")


def refused_table(table: RawTable, profile: Profile, refused: pd.DataFrame) -> pd.DataFrame:
    """Each refused row: HEADERS, then the cells of the file's own columns that the profile reads, no one named.

    refused: row, column, reason, value. A row of too many cells, whose columns are not known, comes without its cells.
    """
    reader = ProfiledColumns(table, profile)
    read = {normalise_label(name) for name in profile.columns()}
    own = [name for name in table.frame.columns if normalise_label(name) in read and name not in reader.personal]
    cells = table.frame[own].set_index(pd.Index(table.rows)).reindex(refused["row"]).fillna("").reset_index(drop=True)
    spoken = {normalise_label(name) for target in SPOKEN for name in reader.columns_of(target)}
    for name in own:
        clean = clean_text if normalise_label(name) in spoken else clean_label
        cells[name] = [clean(str(cell))[0] for cell in cells[name]]
    told = pd.DataFrame({
        ROW: refused["row"].astype(int).to_numpy(),
        COLUMN: refused["column"].fillna("").to_numpy(),
        REASON: [REASON_SENTENCES.get(reason, reason) for reason in refused["reason"]],
        VALUE: refused["value"].fillna("").astype(str).to_numpy(),
    })  # fmt: skip
    return pd.concat([told, cells], axis=1)


def write_refused(path: Path, rows: pd.DataFrame) -> None:
    """Write the table to an .xlsx, whole or not at all; every cell but the row number is text, as it was received.

    Raises OutputError when the file cannot be written.
    """
    from openpyxl import Workbook
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    book = Workbook()
    page = book.active
    page.title = TITLE
    for column, header in enumerate(rows.columns, start=1):
        values = [str(header), *rows[header].tolist()]
        for row, value in enumerate(values, start=1):
            _put(page.cell(row, column), value)
        page.cell(1, column).font = Font(bold=True)
        longest = max(len(str(value)) for value in values)
        page.column_dimensions[get_column_letter(column)].width = min(longest + 2, WIDEST)
    page.freeze_panes = "B2"
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        book.save(draft)
        draft.replace(path)
    except OSError as error:
        raise OutputError(f"La table des lignes refusées ne peut pas être écrite à « {path} » ({error.strerror}) : "
                          f"fermez-la si elle est ouverte, ou choisissez un autre dossier.") from error  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)


def _put(cell, value: object) -> None:  # type: ignore[no-untyped-def]
    """Text stays text, whatever it begins with: neither a formula nor a number."""
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if isinstance(value, str):
        cell.value = ILLEGAL_CHARACTERS_RE.sub("", value) or None
        cell.data_type, cell.number_format = "s", TEXT_FORMAT
        cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
