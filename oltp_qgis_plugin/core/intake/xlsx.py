"""Read .xlsx with the standard library alone, streamed: several times faster than openpyxl, and nothing is expanded."""

import re
import zipfile
from collections.abc import Callable, Mapping
from posixpath import join, normpath
from xml.parsers import expat

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.guards import Book, column_number
from oltp_qgis_plugin.core.intake.serials import NumberKind, kind_of_format, moment_of
from oltp_qgis_plugin.core.intake.workbook import SheetCells, Workbook

Attributes = Mapping[str, str]
_REFERENCE = re.compile(r"([A-Z]+)(\d+)$")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def open_xlsx(book: Book) -> Workbook:
    """The workbook. Raises expat.ExpatError, or what `archives.BROKEN` lists, when it is damaged."""
    archive = zipfile.ZipFile(book)
    listed, from_1904 = _sheets(archive)
    targets = {name: target for name, target, hidden in listed}
    shared: list[list[str]] = []
    kinds = _formats(archive)

    def read(name: str) -> SheetCells:
        if not shared:
            shared.append(_shared_strings(archive))
        reader = _SheetReader(shared[0], kinds, from_1904)
        parse(archive, targets[name], reader.start, reader.end, reader.text)
        return SheetCells(reader.rows, reader.spans)

    return Workbook(tuple(name for name, _, hidden in listed if not hidden),
                    tuple(name for name, _, hidden in listed if hidden), read)  # fmt: skip


def parse(archive: zipfile.ZipFile, member: str, start: Callable[[str, Attributes], None],
          end: Callable[[str], None] | None = None, text: Callable[[str], None] | None = None) -> None:  # fmt: skip
    """Run a member through expat; names of elements come with their prefix, if any."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler, parser.CharacterDataHandler = start, end, text
    parser.StartDoctypeDeclHandler = _no_doctype
    with archive.open(member) as stream:
        parser.ParseFile(stream)


def _no_doctype(*_: object) -> None:
    raise ValueError("DOCTYPE")


def local(name: str) -> str:
    """The name of an element without its prefix."""
    return name.rpartition(":")[2]


def _sheets(archive: zipfile.ZipFile) -> tuple[list[tuple[str, str, bool]], bool]:
    """(name, member, hidden) of each sheet of cells, and whether dates are counted from 1904."""
    listed: list[tuple[str, str, bool]] = []
    flags: list[bool] = []
    targets: dict[str, str] = {}

    def relation(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship" and attributes.get("Type", "").endswith("/worksheet"):
            targets[attributes["Id"]] = attributes["Target"]

    def sheet(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            key = next((value for key, value in attributes.items() if local(key) == "id" and ":" in key), "")
            if key in targets:
                target = targets[key]
                member = target[1:] if target.startswith("/") else normpath(join("xl", target))
                listed.append((attributes["name"], member, attributes.get("state", "visible") != "visible"))
        elif local(name) == "workbookPr":
            flags.append(attributes.get("date1904", "0") in ("1", "true"))

    parse(archive, "xl/_rels/workbook.xml.rels", relation)
    parse(archive, "xl/workbook.xml", sheet)
    return listed, any(flags)


def _formats(archive: zipfile.ZipFile) -> list[NumberKind]:
    """What each cell style makes of a number."""
    codes: dict[int, str] = {}
    kinds: list[NumberKind] = []
    within = []

    def start(name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "numFmt":
            codes[int(attributes["numFmtId"])] = attributes.get("formatCode", "")
        elif name == "cellXfs":
            within.append(name)
        elif name == "xf" and within:
            identifier = int(attributes.get("numFmtId", "0"))
            kinds.append(kind_of_format(identifier, codes.get(identifier, "")))

    def end(name: str) -> None:
        if local(name) == "cellXfs":
            within.clear()

    if "xl/styles.xml" in archive.namelist():
        parse(archive, "xl/styles.xml", start, end)
    return kinds


def _shared_strings(archive: zipfile.ZipFile) -> list[str]:
    member = next((name for name in archive.namelist() if name.lower() == "xl/sharedstrings.xml"), None)
    strings: list[str] = []
    parts: list[str] = []
    state = {"text": False, "phonetic": False}

    def start(name: str, _: Attributes) -> None:
        name = local(name)
        if name == "rPh":
            state["phonetic"] = True
        elif name == "t":
            state["text"] = not state["phonetic"]

    def end(name: str) -> None:
        name = local(name)
        if name == "t":
            state["text"] = False
        elif name == "rPh":
            state["phonetic"] = False
        elif name == "si":
            strings.append(unescaped("".join(parts)))
            parts.clear()

    def text(data: str) -> None:
        if state["text"]:
            parts.append(data)

    if member:
        parse(archive, member, start, end, text)
    return strings


def unescaped(text: str) -> str:
    """Text whose control characters were written as _x000D_."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text) if "_x" in text else text


class _SheetReader:
    """Handlers that gather the rows of one sheet."""

    def __init__(self, strings: list[str], kinds: list[NumberKind], from_1904: bool) -> None:
        self.strings, self.kinds, self.from_1904 = strings, kinds, from_1904
        self.rows: list[list[object]] = []
        self.spans: dict[tuple[int, int], int] = {}
        self.cells: list[object] = []
        self.attributes: Attributes = {}
        self.parts: list[str] = []
        self.reading = self.phonetic = False
        self.columns: dict[str, int] = {}

    def start(self, name: str, attributes: Attributes) -> None:
        name = local(name)
        if name == "v" or name == "t":
            self.reading = not self.phonetic
        elif name == "c":
            self.attributes, self.parts = attributes, []
        elif name == "row":
            row = int(attributes.get("r", len(self.rows) + 1))
            if not len(self.rows) < row <= limits.MAX_ROWS:
                raise ValueError(f"ligne {row}")
            self.rows.extend([] for _ in range(row - len(self.rows)))
            self.cells = self.rows[-1]
        elif name == "rPh":
            self.phonetic = True
        elif name == "mergeCell":
            self._merge(attributes.get("ref", ""))

    def end(self, name: str) -> None:
        name = local(name)
        if name == "c":
            if self.parts:
                self._add("".join(self.parts))
        elif name == "v" or name == "t":
            self.reading = False
        elif name == "rPh":
            self.phonetic = False

    def text(self, data: str) -> None:
        if self.reading:
            self.parts.append(data)

    def _add(self, text: str) -> None:
        reference = self.attributes.get("r", "")
        letters = reference.rstrip("0123456789")
        column = self.columns.get(letters)
        if column is None:
            column = column_number(letters.encode()) if letters else len(self.cells) + 1
            if not 0 < column <= limits.MAX_COLUMNS:
                raise ValueError(f"colonne {letters}")
            if letters:
                self.columns[letters] = column
        if len(self.cells) < column:
            self.cells.extend([None] * (column - len(self.cells)))
        self.cells[column - 1] = self._value(text)

    def _value(self, text: str) -> object:
        kind = self.attributes.get("t", "n")
        if kind == "s":
            return self.strings[int(text)]
        if kind == "n":
            style = int(self.attributes.get("s", "0"))
            number = float(text)
            return moment_of(number, self.kinds[style], self.from_1904) if style < len(self.kinds) else number
        if kind == "b":
            return text.strip() == "1"
        if kind == "e":
            return None
        return unescaped(text)

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _REFERENCE.match(first), _REFERENCE.match(last)
        if start and end and (width := column_number(end[1].encode()) - column_number(start[1].encode()) + 1) > 1:
            self.spans[int(start[2]) - 1, column_number(start[1].encode()) - 1] = width
