"""Workbooks (.xlsx .xls .ods): the cells of the right sheet, by the fastest engine present."""

import importlib.util
import io
import re
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from xml.parsers import expat

from oltp_qgis_plugin.core.intake import guards, limits, ods
from oltp_qgis_plugin.core.intake.archives import BROKEN, Source
from oltp_qgis_plugin.core.intake.kinds import Kind
from oltp_qgis_plugin.core.intake.workbook import SheetCells, Workbook
from oltp_qgis_plugin.core.intake.xls import IN_ARCHIVE, open_by_gdal, open_by_xlrd
from oltp_qgis_plugin.core.intake.xlsx import open_xlsx
from oltp_qgis_plugin.errors import FileError

_EXPLANATION = re.compile(r"notice|lisez|readme|aide|légende|legende|sommaire|paramètres|listes?$", re.IGNORECASE)
_DAMAGED = (*BROKEN, expat.ExpatError, TypeError, AttributeError, OverflowError)
Opener = Callable[[guards.Book], Workbook]


@dataclass
class OpenWorkbook:
    """A workbook whose sheets are read once each, when they are needed."""

    source: Source
    workbook: Workbook
    cells: dict[str, SheetCells] = field(default_factory=dict)

    def sheet(self, name: str) -> SheetCells:
        """The cells of a sheet. Raises FileError when they cannot be read."""
        if name not in self.cells:
            try:
                self.cells[name] = self.workbook.read(name)
            except _DAMAGED as error:
                raise unreadable(self.source.name, error) from error
        return self.cells[name]

    def choose(self, asked: str) -> tuple[str, list[str]]:
        """The sheet asked, else the one with the most filled cells, sheets of explanations last; and a note."""
        names = (*self.workbook.names, *self.workbook.hidden)
        if not names:
            raise FileError(f"« {self.source.name} » n'a aucune feuille de cellules (des graphiques seulement ?) : "
                            f"demandez le tableau lui-même.")  # fmt: skip
        if asked:
            found = next((name for name in names if name.strip().lower() == asked.strip().lower()), None)
            if found is None:
                raise FileError(f"Pas de feuille « {asked} » dans « {self.source.name} » ; feuilles : "
                                f"{', '.join(names)}.")  # fmt: skip
            return found, [self._note(found, names)]
        candidates = self.workbook.names or names
        chosen = max(candidates, key=self._rank) if len(candidates) > 1 else candidates[0]
        if not n_filled(self.sheet(chosen).rows[: limits.MAX_ROWS], 1):
            raise FileError(f"Toutes les feuilles de « {self.source.name} » sont vides : rien à importer.")
        return chosen, [self._note(chosen, names)]

    def _rank(self, name: str) -> tuple[bool, bool, int]:
        n = n_filled(self.sheet(name).rows)
        return n > 0, not _EXPLANATION.search(name), n

    def _note(self, chosen: str, names: Sequence[str]) -> str:
        left = [f"{name} (masquée)" if name in self.workbook.hidden else name for name in names if name != chosen]
        return f"Feuille : « {chosen} »." + (f" Feuilles laissées de côté : {', '.join(left)}." if left else "")


def n_filled(rows: Sequence[Sequence[object]], enough: int = 1 << 62) -> int:
    """Number of filled cells, counted up to `enough`."""
    n = 0
    for row in rows:
        n += sum(cell is not None and cell != "" for cell in row)
        if n >= enough:
            break
    return n


def open_workbook(source: Source, kind: Kind) -> OpenWorkbook:
    """The workbook, by the fastest engine that opens it. Raises FileError when none does."""
    book: guards.Book = source.path if source.path else io.BytesIO(source.whole())
    if kind is Kind.XLSX:
        guards.check_xlsx(source.name, book)
    elif kind is Kind.ODS:
        guards.check_ods(source.name, book)
    error: Exception | None = None
    for opener in engines(kind):
        try:
            return OpenWorkbook(source, opener(book))
        except _DAMAGED as found:
            error = error or found
    raise unreadable(source.name, error or ValueError()) from error


def engines(kind: Kind) -> list[Opener]:
    """The engines present for a kind of workbook, fastest first.

    Not calamine for an .xls: a damaged one makes it panic, or fill the memory.
    """
    if kind is Kind.XLS:
        return [open_by_xlrd, open_by_gdal] if importlib.util.find_spec("xlrd") else [open_by_gdal]
    found: list[Opener] = [open_by_calamine] if importlib.util.find_spec("python_calamine") else []
    return [*found, open_xlsx if kind is Kind.XLSX else ods.open_ods]


def open_by_calamine(book: guards.Book) -> Workbook:
    """The workbook, by python-calamine. Raises ValueError when it refuses it, as it does indented ODS."""
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        opened = CalamineWorkbook.from_object(book if isinstance(book, io.BytesIO) else str(book))
    except CalamineError as error:
        raise ValueError(str(error)) from error

    is_ods = zipfile.is_zipfile(book) and ods.CONTENT in zipfile.ZipFile(book).namelist()

    def read(name: str) -> SheetCells:
        try:
            sheet = opened.get_sheet_by_name(name)
            merged = getattr(sheet, "merged_cell_ranges", None) or []
            spans = {first: last[1] - first[1] + 1 for first, last in merged if last[1] > first[1]}
            rows = sheet.to_python(skip_empty_area=False)
            return SheetCells([[_long_duration(cell) for cell in row] for row in rows] if is_ods else rows, spans)
        except CalamineError as error:
            raise ValueError(str(error)) from error

    sheets = [sheet for sheet in opened.sheets_metadata if sheet.typ == SheetTypeEnum.WorkSheet]
    visible = SheetVisibleEnum.Visible
    return Workbook(tuple(sheet.name for sheet in sheets if sheet.visible == visible),
                    tuple(sheet.name for sheet in sheets if sheet.visible != visible), read)  # fmt: skip


def _long_duration(cell: object) -> object:
    """This engine leaves the durations of a day and more of an .ods as PT30H05M00S."""
    return ods.time_of(cell) if cell.__class__ is str and cell[:2] == "PT" else cell  # type: ignore[index]


def unreadable(name: str, error: Exception) -> FileError:
    """What is said of a workbook that no engine reads."""
    said = str(error).lower()
    if "password" in said or "encrypt" in said:
        return FileError(f"« {name} » est protégé par mot de passe : ouvrez-le, ôtez-le et enregistrez-le.")
    if said == IN_ARCHIVE:
        return FileError(f"« {name} » : sur ce poste, {IN_ARCHIVE} ne se lit pas ; sortez-le de l'archive, ou "
                         f"enregistrez-le en xlsx.")  # fmt: skip
    return FileError(f"« {name} » ne peut pas être lu comme un classeur : ouvrez-le dans Excel ou "
                     f"LibreOffice et enregistrez-le de nouveau, en xlsx.")  # fmt: skip
