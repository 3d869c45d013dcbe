"""Read .xls: by xlrd when it is there, else by GDAL."""

import io
import struct
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.core.intake.guards import Book
from oltp_qgis_plugin.core.intake.serials import NumberKind, kind_of_format, moment_of
from oltp_qgis_plugin.core.intake.workbook import SheetCells, Workbook

IN_ARCHIVE = "un .xls dans une archive"


def open_by_xlrd(book: Book) -> Workbook:
    """The workbook, by xlrd. Raises ValueError when it is damaged or protected."""
    import xlrd
    from xlrd.compdoc import CompDocError

    damaged = (xlrd.XLRDError, CompDocError, struct.error, LookupError, AssertionError, AttributeError, TypeError,
               ArithmeticError, MemoryError)  # fmt: skip
    try:
        opened = xlrd.open_workbook(
            file_contents=_content(book), logfile=io.StringIO(), formatting_info=True, on_demand=True
        )
        formats = [_kind(opened, record.format_key) for record in opened.xf_list]
    except damaged as error:
        raise ValueError(str(error)) from error

    def read(name: str) -> SheetCells:
        try:
            sheet = opened.sheet_by_name(name)
        except damaged as error:
            raise ValueError(str(error)) from error
        rows = [[_value(cell, formats, opened.datemode == 1) for cell in sheet.row(i)] for i in range(sheet.nrows)]
        spans = {(top, left): right - left for top, _, left, right in sheet.merged_cells if right - left > 1}
        opened.unload_sheet(name)
        return SheetCells(rows, spans)

    hidden = {name for name, state in zip(opened.sheet_names(), opened._sheet_visibility, strict=False) if state}
    names = opened.sheet_names()
    return Workbook(tuple(n for n in names if n not in hidden), tuple(n for n in names if n in hidden), read)


def _kind(opened: Any, key: int) -> NumberKind:
    known = opened.format_map.get(key)
    return kind_of_format(key, known.format_str if known else "")


def _value(cell: Any, formats: list[NumberKind], from_1904: bool) -> object:
    kind, value = cell.ctype, cell.value
    if kind in (2, 3):
        return moment_of(value, formats[cell.xf_index], from_1904)
    if kind == 4:
        return bool(value)
    return value if kind == 1 else None


def open_by_gdal(book: Book) -> Workbook:
    """The workbook, by GDAL: every cell as text, booleans as 1 and 0.

    Raises ValueError when it is damaged, or inside an archive: this driver reads a file only, and none is unpacked on
    the disk.
    """
    from osgeo import gdal

    if not isinstance(book, Path):
        raise ValueError(IN_ARCHIVE)
    for option, value in (("HEADERS", "DISABLE"), ("FIELD_TYPES", "STRING")):
        gdal.SetThreadLocalConfigOption(f"OGR_XLS_{option}", value)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        opened = gdal.OpenEx(str(book), gdal.OF_VECTOR, allowed_drivers=["XLS"])
        if opened is None:
            raise ValueError("GDAL ne l'ouvre pas")
        sheets = {layer.GetName(): _rows(layer) for layer in map(opened.GetLayer, range(opened.GetLayerCount()))}
    except RuntimeError as error:  # raised only where the host program switched GDAL's exceptions on
        raise ValueError(str(error)) from error
    finally:
        gdal.PopErrorHandler()
    return Workbook(tuple(sheets), (), lambda name: SheetCells(sheets[name]))


def _rows(layer: Any) -> list[list[object]]:
    n = layer.GetLayerDefn().GetFieldCount()
    return [[feature.GetField(i) for i in range(n)] for feature in layer]


def _content(book: Book) -> bytes:
    return book.read_bytes() if isinstance(book, Path) else book.getvalue()
