"""What is checked of a packed workbook before an engine opens it: sizes, cells, places of cells, XML entities."""

import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.archives import BROKEN
from oltp_qgis_plugin.errors import FileError

CHUNK = 1 << 20
# Under this size a sheet cannot hold too many cells, at 16 bytes at least for a cell with a value.
_SMALL = limits.MAX_SHEET_CELLS * 16
# Letters to A, digits to 0: without such a reference a sheet has 26 columns and a million rows at most, and its cells
# need not be looked at one by one.
_SHAPES = bytes(0x41 if 0x41 <= b <= 0x5A else 0x30 if 0x30 <= b <= 0x39 else b for b in range(256))
_FAR = (b'r="AA', b'0000000"')
_LONGEST = 32
_COLUMNS, _ROWS = re.compile(rb'r="([A-Z]+)\d'), re.compile(rb'r="[A-Z]*(\d{1,9})"')
_ROW = b"<table:table-row"
_REPEATED = re.compile(rb'number-(?:rows|columns)-repeated="(\d+)"')
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-cell([^>]*)>")
Book = Path | io.BytesIO


def check_xlsx(name: str, book: Book) -> None:
    """Raises FileError for a workbook that would not fit in memory, or that declares entities."""
    with _opened(name, book) as archive:
        for info in archive.infolist():
            if not info.filename.endswith((".xml", ".rels")):
                continue
            is_sheet = "worksheets/" in info.filename and not info.filename.endswith(".rels")
            height, width, n_cells, before = 1, 1, 0, b""
            for number, chunk in enumerate(_chunks(name, archive, info)):
                _refuse_entities(name, chunk if number == 0 else b"")
                if is_sheet:
                    whole = before + chunk  # a reference may lie across two chunks
                    before = chunk[-_LONGEST:]
                    shapes = whole.translate(_SHAPES)
                    if any(far in shapes for far in _FAR):
                        height = max((height, *map(int, set(_ROWS.findall(whole)))))
                        width = max((width, *map(column_number, set(_COLUMNS.findall(whole)))))
                    n_cells += chunk.count(b"<c ") + chunk.count(b"<c>") if info.file_size > _SMALL else 0
            limits.check_cells(name, n_cells, limits.MAX_SHEET_CELLS)
            if height > limits.MAX_ROWS or width > limits.MAX_COLUMNS or height * width > limits.MAX_SHEET_CELLS:
                raise FileError(f"« {name} » a des cellules très loin des autres (ligne {height}, colonne {width}) : "
                                f"copiez le tableau dans un classeur neuf.")  # fmt: skip


def check_ods(name: str, book: Book) -> None:
    """Raises FileError for a workbook that would not fit in memory, or that declares entities."""
    with _opened(name, book) as archive:
        for info in archive.infolist():
            if info.filename.endswith(".xml"):
                n_cells, left = 0, b""
                for number, chunk in enumerate(_chunks(name, archive, info)):
                    _refuse_entities(name, chunk if number == 0 else b"")
                    if info.filename == "content.xml":
                        *rows, left = (left + chunk).split(_ROW)
                        n_cells += sum(map(_cells_of_row, rows))
                        limits.check_cells(name, n_cells, limits.MAX_SHEET_CELLS)
                        if len(left) > limits.MAX_LINE:
                            raise FileError(f"« {name} » est abîmé (une ligne de plus de 16 Mio) : enregistrez-le de "
                                            f"nouveau, en xlsx.")  # fmt: skip
                limits.check_cells(name, n_cells + _cells_of_row(left), limits.MAX_SHEET_CELLS)


def column_number(letters: bytes) -> int:
    """1 for A, 27 for AA."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number


def _cells_of_row(row: bytes) -> int:
    """Cells that one row element stands for, its repetitions included; 0 when it holds nothing."""
    cells = row.count(b"table-cell")
    if b"-repeated=" not in row:
        return cells
    if b"value-type" not in row and b"<text:p" not in row:
        return 0
    times = int(found[1][:9]) if (found := _REPEATED.search(row[: row.find(b">")])) else 1
    wide = [int(repeat[1][:9]) for cell in _ODS_CELL.finditer(row)
            if (repeat := _REPEATED.search(cell[1])) and not cell[1].endswith(b"/")]  # fmt: skip
    return times * (cells + sum(wide))


def _opened(name: str, book: Book) -> zipfile.ZipFile:
    try:
        archive = zipfile.ZipFile(book)
    except BROKEN as error:
        raise _broken(name, error) from error
    limits.check_declared(name, (info.file_size for info in archive.infolist()), limits.MAX_MEMBER)
    if any(info.flag_bits & 1 for info in archive.infolist()):
        raise FileError(f"« {name} » est protégé par mot de passe : ouvrez-le, ôtez le mot de passe et enregistrez-le.")
    return archive


def _chunks(name: str, archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> Iterator[bytes]:
    """The real bytes of a member, whatever size it declares."""
    read = 0
    try:
        stream: IO[bytes] = archive.open(info)
        while chunk := stream.read(CHUNK):
            read += len(chunk)
            if read > limits.MAX_MEMBER:
                raise limits.too_big(name, limits.MAX_MEMBER)
            yield chunk
    except BROKEN as error:
        raise _broken(name, error) from error


def _broken(name: str, error: Exception) -> FileError:
    return FileError(f"« {name} » est un classeur coupé ou abîmé : redemandez-le au partenaire.")


def _refuse_entities(name: str, start: bytes) -> None:
    if b"<!DOCTYPE" in start or b"<!ENTITY" in start:
        raise FileError(f"« {name} » contient des déclarations XML qu'aucun tableur n'écrit (DOCTYPE) : par prudence, "
                        f"il n'est pas lu. Enregistrez-le de nouveau depuis Excel ou LibreOffice.")  # fmt: skip
