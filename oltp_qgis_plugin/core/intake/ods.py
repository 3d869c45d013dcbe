"""Read .ods with the standard library alone, streamed: the cells of one sheet in memory, and nothing else."""

import datetime
import re
import zipfile

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.guards import Book
from oltp_qgis_plugin.core.intake.workbook import SheetCells, Workbook
from oltp_qgis_plugin.core.intake.xlsx import Attributes, parse

CONTENT = "content.xml"
_DURATION = re.compile(r"(-?)P(?:(\d+)D)?T?(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)(?:[.,](\d+))?S)?$")
_DAY = datetime.timedelta(days=1)


def open_ods(book: Book) -> Workbook:
    """The workbook. Raises expat.ExpatError, or what `archives.BROKEN` lists, when it is damaged."""
    archive = zipfile.ZipFile(book)
    names: list[str] = []
    hidden_styles: set[str] = set()
    hidden: list[str] = []
    style = [""]

    def start(name: str, attributes: Attributes) -> None:
        if name == "style:style":
            style[0] = attributes.get("style:name", "")
        elif name == "style:table-properties" and attributes.get("table:display") == "false":
            hidden_styles.add(style[0])
        elif name == "table:table":
            is_hidden = attributes.get("table:style-name", "") in hidden_styles
            (hidden if is_hidden else names).append(attributes.get("table:name", ""))

    def read(name: str) -> SheetCells:
        reader = _SheetReader(name)
        parse(archive, CONTENT, reader.start, reader.end, reader.text)
        return SheetCells(reader.rows, reader.spans)

    parse(archive, CONTENT, start)
    return Workbook(tuple(names), tuple(hidden), read)


class _SheetReader:
    """Handlers that gather the rows of the sheet of one name."""

    def __init__(self, sheet: str) -> None:
        self.sheet, self.inside = sheet, False
        self.rows: list[list[object]] = []
        self.spans: dict[tuple[int, int], int] = {}
        self.n_cells = self.blank_rows = self.blank_cells = 0
        self.cells: list[object] = []
        self.attributes: Attributes = {}
        self.parts: list[str] = []
        self.paragraphs = 0
        self.reading = self.annotation = False
        self.repeated_row = 1

    def start(self, name: str, attributes: Attributes) -> None:
        if name == "table:table":
            self.inside = attributes.get("table:name", "") == self.sheet
        if not self.inside:
            return
        if name == "table:table-cell" or name == "table:covered-table-cell":
            self.attributes, self.parts, self.paragraphs = attributes, [], 0
        elif name == "text:p" and not self.annotation:
            if self.paragraphs:
                self.parts.append("\n")
            self.paragraphs += 1
            self.reading = True
        elif name == "table:table-row":
            self.cells, self.blank_cells = [], 0
            self.repeated_row = int(attributes.get("table:number-rows-repeated", "1"))
        elif name == "office:annotation":
            self.annotation = True
        elif self.reading:
            if name == "text:s":
                self.parts.append(" " * min(int(attributes.get("text:c", "1")), 1000))
            elif name == "text:tab":
                self.parts.append("\t")
            elif name == "text:line-break":
                self.parts.append("\n")

    def end(self, name: str) -> None:
        if not self.inside:
            return
        if name == "table:table-cell" or name == "table:covered-table-cell":
            self._add_cell()
        elif name == "text:p":
            self.reading = False
        elif name == "table:table-row":
            self._add_row()
        elif name == "office:annotation":
            self.annotation = False
        elif name == "table:table":
            self.inside = False

    def text(self, data: str) -> None:
        if self.reading and not self.annotation:
            self.parts.append(data)

    def _add_cell(self) -> None:
        times = int(self.attributes.get("table:number-columns-repeated", "1"))
        value = self._value()
        if value is None or value == "":
            self.blank_cells += times
            return
        if len(self.cells) + self.blank_cells + times > limits.MAX_COLUMNS:
            raise ValueError(f"plus de {limits.MAX_COLUMNS} colonnes")
        self.cells.extend([None] * self.blank_cells)
        self.blank_cells = 0
        width = int(self.attributes.get("table:number-columns-spanned", "1"))
        if width > 1:
            self.spans[len(self.rows) + self.blank_rows, len(self.cells)] = width
        self.cells.extend([value] * times)

    def _add_row(self) -> None:
        times = self.repeated_row
        if not self.cells:
            self.blank_rows += times
            return
        if len(self.rows) + self.blank_rows + times > limits.MAX_ROWS:
            raise ValueError(f"plus de {limits.MAX_ROWS} lignes")
        self.n_cells += times * len(self.cells)
        limits.check_cells(self.sheet, self.n_cells, limits.MAX_SHEET_CELLS)
        self.rows.extend([] for _ in range(self.blank_rows))
        self.blank_rows = 0
        self.rows.extend([self.cells] * times)

    def _value(self) -> object:
        kind = self.attributes.get("office:value-type")
        if kind is None:
            return "".join(self.parts)
        if kind in ("float", "percentage", "currency"):
            if self.attributes.get("calcext:value-type") == "error":
                return None
            return float(self.attributes["office:value"])
        if kind == "date":
            return _date(self.attributes["office:date-value"])
        if kind == "time":
            return time_of(self.attributes["office:time-value"])
        if kind == "boolean":
            return self.attributes["office:boolean-value"] == "true"
        if self.attributes.get("calcext:value-type") == "error":
            return None
        return self.attributes.get("office:string-value") or "".join(self.parts)


def _date(text: str) -> object:
    """A date as written in the file; the text itself when it is not ISO."""
    try:
        return datetime.datetime.fromisoformat(text) if "T" in text else datetime.date.fromisoformat(text)
    except ValueError:
        return text


def time_of(text: str) -> object:
    """An hour of the day, or a duration when it is longer; the text itself when it is neither."""
    found = _DURATION.match(text)
    if not found:
        return text
    sign, days, hours, minutes, seconds, _ = (part or "0" for part in found.groups())
    length = datetime.timedelta(days=int(days[:6]), hours=int(hours[:6]), minutes=int(minutes[:6]),
                                seconds=int(seconds[:6]))  # fmt: skip
    if sign == "-":
        return -length
    return (datetime.datetime.min + length).time() if length < _DAY else length
