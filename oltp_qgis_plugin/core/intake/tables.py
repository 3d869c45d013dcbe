"""Open a partner's file: one table of text cells, whatever the format, with every automatic choice announced."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.garbage import no_collection
from oltp_qgis_plugin.core.intake import delimited, limits, sheets, vectors
from oltp_qgis_plugin.core.intake.archives import Source, open_source
from oltp_qgis_plugin.core.intake.cells import cell_text, column_text
from oltp_qgis_plugin.core.intake.headers import SAMPLE_ROWS, AskedHeader, Header, naming_notes
from oltp_qgis_plugin.core.intake.kinds import Kind, find_kind
from oltp_qgis_plugin.core.intake.rows import (
    blank_rows,
    footer_rows,
    n_empty,
    repeated_header_rows,
    rule_rows,
    some,
    title_rows,
    total_rows,
)
from oltp_qgis_plugin.core.intake.workbook import SheetCells
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.errors import FileError


@dataclass(frozen=True)
class TableOptions:
    """What the user decides in place of what would be found; what is left empty is found.

    sheet: sheet, layer, or file of an archive. encoding: of Python, as utf-8 or cp1252. separator: one character.
    quote: the character that encloses cells, or "none". header_row: number of the row that holds the names, as a user
    sees it; 0 when there is none. header_rows: 2 when titles above the names belong to them, else 1. keep_rows: take
    the rows of totals, repeated headers and text under the table for rows like the others.
    """

    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    quote: str = ""
    header_row: int | None = None
    header_rows: int | None = None
    keep_rows: bool = False

    @property
    def header(self) -> AskedHeader:
        return AskedHeader(self.header_row, self.header_rows)


@dataclass(frozen=True)
class RawTable:
    """A partner's table as it came.

    frame: one text column per header, "" for an empty cell, in file order; blank rows left out.
    rows: (n,) int, the row number of each line as a user sees it in the file (1 = first line); in a text whose cells
    hold line ends, the first physical line of the record.
    ragged: rows that have more cells than the header: row number, what is wrong with it.
    ignored: row numbers of blank and total rows.
    notes: French sentences, one per automatic choice.
    sheet, sheets: the sheet or layer read, and all those of the file; empty for a text.
    """

    path: Path
    frame: pd.DataFrame
    rows: np.ndarray
    ragged: tuple[tuple[int, str], ...] = ()
    ignored: tuple[int, ...] = ()
    notes: tuple[str, ...] = field(default=())
    sheet: str = ""
    sheets: tuple[str, ...] = ()

    @property
    def n_read(self) -> int:
        """Rows below the header, the ragged, blank and total ones included."""
        return len(self.frame) + len(self.ragged) + len(self.ignored)


def read_table(path: Path, sheet: str = "", options: TableOptions | None = None) -> RawTable:
    """The table of a file; `sheet` names the sheet, layer or member of an archive to take, "" lets us choose.

    Opens .csv .tsv .txt .xlsx .xlsm .xls .ods .dbf .shp .geojson .json .gpkg .kml .fgb, plain, .gz, or in a .zip; what
    a file is, its content tells, not its name.
    Raises FileError when the file is missing, empty, too big, or not a table.
    """
    options = options or TableOptions()
    return TableFile(path).table(replace(options, sheet=sheet) if sheet else options)


class TableFile:
    """A partner's file whose tables are asked for more than once: a sheet that was read is not read again."""

    def __init__(self, path: Path, progress: Progress = silent) -> None:
        if not path.exists():
            raise FileError(f"Le fichier « {path} » n'existe pas : vérifiez son nom et son dossier.")
        if not path.is_file():
            raise FileError(f"« {path} » est un dossier : indiquez le fichier du partenaire.")
        if path.stat().st_size == 0:
            raise FileError(f"Le fichier « {path.name} » est vide (0 octet) : redemandez-le au partenaire.")
        self.path, self.progress = path, progress
        self._workbooks: dict[str, sheets.OpenWorkbook] = {}

    def table(self, options: TableOptions | None = None) -> RawTable:
        """The table that the options ask for. Raises FileError."""
        options = options or TableOptions()
        for what, given in (("séparateur", options.separator), ("guillemet", options.quote)):
            if len(given) > 1 and given != delimited.NO_QUOTE:
                raise FileError(f"Le {what} « {given} » a plus d'un caractère : indiquez-en un seul.")
        source, left = open_source(self.path, options.sheet)
        kind, renamed = find_kind(source)
        notes = (*source.notes, *((renamed,) if renamed else ()))
        if kind is Kind.TEXT:
            return self._from_text(source, options, notes)
        if kind is Kind.VECTOR:
            frame, more, layer, layers = vectors.read_frame(source, left)
            notes = (*notes, *more)
            table = _finish(self.path, frame, np.arange(1, len(frame) + 1), notes, (), options.keep_rows)
            return replace(table, sheet=layer, sheets=tuple(layers))
        with no_collection():
            return self._from_workbook(source, kind, left, options, notes)

    def _from_workbook(self, source: Source, kind: Kind, asked: str, options: TableOptions,
                       notes: tuple[str, ...]) -> RawTable:  # fmt: skip
        workbook = self._workbooks.get(source.name)
        if workbook is None:
            workbook = self._workbooks[source.name] = sheets.open_workbook(source, kind)
        name, more = workbook.choose(asked)
        table = _from_cells(self.path, workbook.sheet(name), options, (*notes, *more))
        return replace(table, sheet=name, sheets=(*workbook.workbook.names, *workbook.workbook.hidden))

    def _from_text(self, source: Source, options: TableOptions, notes: tuple[str, ...]) -> RawTable:
        if options.encoding:
            delimited.check_encoding(options.encoding)
        asked = options.encoding, options.separator, options.quote, options.header
        layout = delimited.sniff(source, *asked, progress=part(self.progress, 0, 15))
        body = delimited.read_body(source, layout, part(self.progress, 15, 85))
        notes = (*notes, *layout.notes, *body.notes)
        left = part(self.progress, 85, 100)
        return _finish(self.path, body.frame, body.rows, notes, body.ragged, options.keep_rows, left)


def _from_cells(path: Path, cells: SheetCells, options: TableOptions, notes: tuple[str, ...]) -> RawTable:
    sample = [[cell_text(cell) for cell in row] for row in cells.rows[:SAMPLE_ROWS]]
    header = _header(path, sample, cells, options.header)
    body = cells.rows[header.last + 1 :]
    width = max(map(len, body), default=0)
    limits.check_columns(path.name, width)
    names = header.names[: max(width, _last_named(sample, header) + 1)]
    columns = {name: column_text(values) for name, values in zip(names, _columns(body, len(names)), strict=True)}
    unnamed = {name for position, name in enumerate(names) if name == f"colonne_{position + 1}"}
    kept = {name: text for name, text in columns.items() if name not in unnamed or any(text)}
    rows = np.arange(header.last + 2, header.last + 2 + len(body))
    said = naming_notes(sample[header.last], names) if header.last == header.first else []
    dropped = [note for note in said if not unnamed or unnamed & set(kept) or not note.startswith("Colonnes sans nom")]
    frame = pd.DataFrame({name: _objects(texts) for name, texts in kept.items()}, index=range(len(body)), copy=False)
    return _finish(path, frame, rows, (*notes, header.note(), *dropped), (), options.keep_rows)


def _objects(texts: list[str]) -> np.ndarray:
    cells = np.empty(len(texts), dtype=object)
    cells[:] = texts
    return cells


def _header(path: Path, sample: list[list[str]], cells: SheetCells, asked: AskedHeader) -> Header:
    width = max(map(len, cells.rows), default=0)
    sample = [row + [""] * (width - len(row)) for row in sample]
    header = asked.among(path.name, sample, cells.spans)
    if header is None:
        raise FileError(f"Aucune ligne d'en-têtes trouvée dans « {path.name} » : les {SAMPLE_ROWS} premières lignes de "
                        f"la feuille sont vides.")  # fmt: skip
    return header


def _last_named(sample: list[list[str]], header: Header) -> int:
    named = [i for row in sample[header.first : header.last + 1] for i, cell in enumerate(row) if cell]
    return max(named, default=-1)


def _columns(rows: Sequence[Sequence[object]], width: int) -> list[Sequence[object]]:
    """The rows turned into columns, short rows completed."""
    if not rows:
        return [[]] * width
    if min(map(len, rows)) < width:
        rows = [row if len(row) >= width else [*row, *[None] * (width - len(row))] for row in rows]
    return list(islice(zip(*rows, strict=False), width))


def _no_incidents(frame: pd.DataFrame, blank: np.ndarray, progress: Progress) -> Iterator[tuple[str, np.ndarray]]:
    """The rows to leave out, by what they hold, in French: each time (n,) bool."""
    empty = n_empty(frame)
    go_on(progress, 30)
    yield "de total", total_rows(frame, empty)
    repeated = repeated_header_rows(frame)
    go_on(progress, 70)
    yield "d'en-têtes répétés", repeated
    yield "de tirets", rule_rows(frame)
    yield "de texte sous le tableau", footer_rows(frame)
    yield "de titre ou de page", title_rows(frame, empty, blank | repeated)
    go_on(progress, 100)


def _finish(
    path: Path,
    frame: pd.DataFrame,
    rows: np.ndarray,
    notes: tuple[str, ...],
    ragged: tuple[tuple[int, str], ...],
    keep_rows: bool = False,
    progress: Progress = silent,
) -> RawTable:
    blank = blank_rows(frame)
    go_on(progress, 25)
    used = np.flatnonzero(~blank)
    last = used[-1] + 1 if len(used) else 0
    frame, rows, blank = frame.iloc[:last], rows[:last], blank[:last]
    ignored = blank.copy()
    for what, found in () if keep_rows else _no_incidents(frame, blank, part(progress, 25, 95)):
        hit = found & ~ignored
        if hit.any():
            notes += (f"{int(hit.sum())} ligne(s) {what} ignorée(s) : {some(rows[hit])}.",)
        ignored |= hit
    if blank.any():
        notes += (f"{int(blank.sum())} ligne(s) vide(s) ignorée(s).",)
    if ragged:
        notes += (f"{len(ragged)} ligne(s) de plus de cellules que d'en-têtes : {some([row for row, _ in ragged])}.",)
    if not len(frame) and not ragged:
        raise FileError(f"Le fichier « {path.name} » n'a aucune ligne sous ses en-têtes : rien à importer.")
    kept = frame[~ignored].reset_index(drop=True) if ignored.any() else frame
    return RawTable(path, kept, rows[~ignored], ragged, tuple(int(r) for r in rows[ignored]), notes)
