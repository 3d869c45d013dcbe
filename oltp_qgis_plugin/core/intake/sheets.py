"""Workbooks (.xlsx .xls .ods): the cells of the right sheet as text, by the fastest engine present."""

import datetime
import importlib.util
import re
import zipfile
from collections.abc import Iterable, Sequence
from pathlib import Path

from oltp_qgis_plugin.errors import FileError

SUFFIXES = (".xlsx", ".xlsm", ".xls", ".ods")
_OLE = b"\xd0\xcf\x11\xe0"
_EXPLANATION = re.compile(r"notice|lisez|readme|aide|légende|legende|sommaire|paramètres|listes?$", re.IGNORECASE)

Cells = list[list[str]]


def read_cells(path: Path, sheet: str = "") -> tuple[Cells, list[str]]:
    """The rows of a sheet as text cells, and what was chosen. Raises FileError when it is not a workbook."""
    _check_kind(path)
    workbook = _read_workbook(path)
    if sheet and sheet not in workbook:
        raise FileError(f"Pas de feuille « {sheet} » dans « {path.name} » ; feuilles : {', '.join(workbook)}.")
    name = sheet or _best_sheet(workbook)
    if not workbook.get(name):
        raise FileError(f"Toutes les feuilles de « {path.name} » sont vides : rien à importer.")
    others = [other for other in workbook if other != name]
    note = f"Feuille : « {name} »." + (f" Feuilles laissées de côté : {', '.join(others)}." if others else "")
    return workbook[name], [note]


def _check_kind(path: Path) -> None:
    with path.open("rb") as stream:
        magic = stream.read(8)
    old = magic.startswith(_OLE)
    if old and path.suffix.lower() != ".xls":
        raise FileError(f"« {path.name} » est protégé par mot de passe ou n'est pas un vrai classeur {path.suffix} : "
                        f"ouvrez-le, ôtez le mot de passe et enregistrez-le de nouveau.")  # fmt: skip
    if not old and not zipfile.is_zipfile(path):
        raise FileError(f"« {path.name} » n'est pas un classeur : le fichier est abîmé ou d'une autre sorte. "
                        f"Ouvrez-le et enregistrez-le au format xlsx.")  # fmt: skip


def _best_sheet(workbook: dict[str, Cells]) -> str:
    """The sheet with the most filled cells, sheets of explanations last."""
    return max(workbook, key=lambda name: (not _EXPLANATION.search(name), sum(map(_filled, workbook[name]))))


def _filled(row: Sequence[str]) -> int:
    return sum(bool(cell) for cell in row)


def _read_workbook(path: Path) -> dict[str, Cells]:
    if importlib.util.find_spec("python_calamine"):
        found = _calamine(path)
        if found is not None:
            return found
    if path.suffix.lower() in (".xlsx", ".xlsm") and importlib.util.find_spec("openpyxl"):
        return _openpyxl(path)
    return _gdal(path)


def _calamine(path: Path) -> dict[str, Cells] | None:
    """None when this engine refuses the file (it refuses indented ODS, such as GDAL writes)."""
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        workbook = CalamineWorkbook.from_path(str(path))
        return {
            name: rows_to_text(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
            for name in workbook.sheet_names
        }
    except (CalamineError, ValueError):
        return None


def _openpyxl(path: Path) -> dict[str, Cells]:
    import openpyxl

    try:
        workbook = openpyxl.load_workbook(path, read_only=True, data_only=True)
        found = {}
        for worksheet in workbook.worksheets:
            worksheet.reset_dimensions()
            found[worksheet.title] = rows_to_text(worksheet.iter_rows(values_only=True))
        workbook.close()
        return found
    except (KeyError, ValueError, zipfile.BadZipFile, openpyxl.utils.exceptions.InvalidFileException) as error:
        raise FileError(f"« {path.name} » ne peut pas être lu comme un classeur ({error}) : enregistrez-le de nouveau "
                        f"au format xlsx.") from error  # fmt: skip


def _gdal(path: Path) -> dict[str, Cells]:
    from osgeo import gdal, ogr

    for driver in ("ODS", "XLSX", "XLS"):
        gdal.SetThreadLocalConfigOption(f"OGR_{driver}_HEADERS", "DISABLE")
        gdal.SetThreadLocalConfigOption(f"OGR_{driver}_FIELD_TYPES", "STRING")
    with gdal.ExceptionMgr(useExceptions=False) if hasattr(gdal, "ExceptionMgr") else _Silence(gdal):
        source = ogr.Open(str(path))
    if source is None:
        raise FileError(f"« {path.name} » ne peut pas être lu comme un classeur : enregistrez-le en xlsx ou en csv.")
    found = {}
    for index in range(source.GetLayerCount()):
        layer = source.GetLayer(index)
        n_fields = layer.GetLayerDefn().GetFieldCount()
        rows = ([feature.GetField(i) if feature.IsFieldSetAndNotNull(i) else None for i in range(n_fields)]
                for feature in layer)  # fmt: skip
        found[layer.GetName()] = rows_to_text(rows)
    return found


class _Silence:
    """Keep GDAL from raising or printing while a file is tried (GDAL before 3.7 has no ExceptionMgr)."""

    def __init__(self, gdal: object) -> None:
        self.gdal = gdal

    def __enter__(self) -> None:
        self.gdal.PushErrorHandler("CPLQuietErrorHandler")  # type: ignore[attr-defined]

    def __exit__(self, *_: object) -> None:
        self.gdal.PopErrorHandler()  # type: ignore[attr-defined]


def rows_to_text(rows: Iterable[Sequence[object]]) -> Cells:
    """Cells as text: numbers without a useless .0, dates as ISO; a date cell at midnight stays a date only
    when no cell of its column has an hour (so that a true midnight among hours is kept)."""
    table = [list(row) for row in rows]
    timed: set[int] = set()
    for row in table:
        for position, value in enumerate(row):
            if isinstance(value, datetime.datetime) and value.time() != datetime.time(0):
                timed.add(position)
    return [[cell_text(value, position in timed) for position, value in enumerate(row)] for row in table]


def cell_text(value: object, column_has_hours: bool = False) -> str:
    """One cell as text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, datetime.datetime):
        hours = column_has_hours or value.time() != datetime.time(0)
        return value.strftime("%Y-%m-%d %H:%M:%S" if hours else "%Y-%m-%d")
    if isinstance(value, datetime.date):
        return value.strftime("%Y-%m-%d 00:00:00" if column_has_hours else "%Y-%m-%d")
    if isinstance(value, datetime.time):
        return value.strftime("%H:%M:%S")
    if isinstance(value, datetime.timedelta):
        minutes = round(value.total_seconds() / 60)
        return f"{minutes // 60:02d}:{minutes % 60:02d}"
    return str(value)
