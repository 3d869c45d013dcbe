"""Delimited text files: encoding, separator and header found; every cell read as text."""

import csv
import io
import re
import warnings
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import IO

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.archives import Source
from oltp_qgis_plugin.core.intake.encodings import ENCODING_LABELS, Survey, survey
from oltp_qgis_plugin.core.intake.headers import FOUND, SAMPLE_ROWS, AskedHeader, Header, naming_notes
from oltp_qgis_plugin.core.intake.plain_text import plain_columns
from oltp_qgis_plugin.core.intake.records import Record, records
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.errors import FileError

SAMPLE_CHARS = 262_144
SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
NO_QUOTE = "none"
_APOSTROPHES = re.compile(r"(?:^|[;,\t|])'(?:[^']|'')*'(?:[;,\t|]|\s*$)")
CHUNK = 50_000


@dataclass(frozen=True)
class Layout:
    """How a delimited file is written. `skipped`: 1 when its first line is Excel's `sep=;`.

    quote: the character that may enclose a cell, "" when none does.
    """

    survey: Survey
    separator: str
    header: Header
    skipped: int
    notes: tuple[str, ...]
    quote: str = '"'

    @property
    def first_row(self) -> int:
        """Number of lines above the first line of data."""
        return self.skipped + self.header.last + 1


@dataclass(frozen=True)
class Body:
    """The lines under the header. rows: their numbers in the file; ragged: those with too many cells."""

    frame: pd.DataFrame
    rows: np.ndarray
    ragged: tuple[tuple[int, str], ...] = ()
    notes: tuple[str, ...] = ()


def sniff(source: Source, encoding: str = "", separator: str = "", quote: str = "", asked: AskedHeader = FOUND,
          progress: Progress = silent) -> Layout:  # fmt: skip
    """How the file is written; what is given is taken as such. Raises FileError when it is not text in columns."""
    found = survey(source, encoding, progress)
    with source.opener() as raw, text_of(raw, found.encoding) as stream:
        text = stream.read(SAMPLE_CHARS)
    if _is_binary(text):
        raise FileError(f"« {source.name} » n'est pas un tableau en texte : ouvrez-le et enregistrez-le en CSV.")
    lines = list(io.StringIO(text, newline=""))
    if len(text) == SAMPLE_CHARS and len(lines) > 1:
        lines.pop()
    told = _told_separator(lines[0])
    quoting = "" if quote == NO_QUOTE else quote or find_quote(lines[bool(told) :])
    chosen = separator or told or find_separator(lines[bool(told) :], quoting)
    rows = [list(record.cells) for record in _first_records(lines[bool(told) :], chosen, quoting)]
    header = _header(source.name, rows, asked, int(bool(told)))
    limits.check_columns(source.name, len(header.names))
    limits.check_cells(source.name, found.lines * len(header.names))
    kind = SEPARATORS.get(chosen, f"« {chosen} »")
    said = f"Séparateur : {kind}." if len(header.names) > 1 else "Une seule colonne : aucun séparateur trouvé."
    label = ENCODING_LABELS.get(found.encoding, found.encoding)
    if quoting != '"':
        said += f" Cellules entourées de {quoting}." if quoting else " Guillemets lus comme de simples caractères."
    names = naming_notes(rows[header.last], header.names) if header.last == header.first else []
    shifted = replace(header, first=header.first + bool(told), last=header.last + bool(told))
    about_header = (shifted.note(),) if shifted.last != 0 or header.last != header.first else ()
    return Layout(found, chosen, header, int(bool(told)),
                  (f"Encodage : {label}. {said}", *found.notes, *about_header, *names), quoting)  # fmt: skip


def text_of(raw: IO[bytes], encoding: str) -> io.TextIOWrapper:
    """The text of a stream, line ends kept, unreadable bytes replaced."""
    return io.TextIOWrapper(raw, encoding, errors="replace", newline="")


def _is_binary(text: str) -> bool:
    """Whether a text is empty or holds control characters as no table does; a few flipped ones are let through."""
    start = text[:SAMPLE_CHARS]
    control = sum(start.count(chr(code)) for code in (*range(0, 9), *range(14, 27)))
    return not start.strip("\ufeff\x00 \t\r\n\x0b\x0c") or control * 100 > len(start)


def _told_separator(line: str) -> str:
    text = line.strip("\ufeff\r\n ").strip('"').lower()
    return text[4] if text.startswith("sep=") and len(text) == 5 else ""


def _header(name: str, rows: list[list[str]], asked: AskedHeader, skipped: int) -> Header:
    header = asked.among(name, rows, skipped=skipped)
    if header is None:
        raise FileError(f"Aucune ligne d'en-têtes trouvée dans « {name} » : indiquez son numéro.")
    return header


def find_quote(lines: list[str]) -> str:
    """The character that encloses cells: the apostrophe when most lines have one so enclosed and none a quote."""
    filled = [line for line in lines[:200] if line.strip()]
    enclosed = sum(bool(_APOSTROPHES.search(line)) for line in filled)
    return "'" if enclosed >= 0.8 * len(filled) > 0 and not any('"' in line for line in filled) else '"'


def find_separator(lines: list[str], quote: str = '"') -> str:
    """The separator that cuts the first lines into the most columns, the same number on most lines."""
    filled = [line for line in lines[:200] if line.strip()]

    def score(separator: str) -> float:
        widths = [len(record.cells) for record in records(filled, separator, quote=quote)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        return (usual - 1) * widths.count(usual) / max(len(widths), 1)

    return max(SEPARATORS, key=score)


def _first_records(lines: list[str], separator: str, quote: str) -> Iterator[Record]:
    """One record per physical line, so that an index among them is a line number."""
    for record in records(lines[:SAMPLE_ROWS], separator, quote=quote):
        yield record
        for _ in range(record.n_lines - 1):
            yield Record(record.line, 1, ())


def read_body(source: Source, layout: Layout, progress: Progress = silent) -> Body:
    """Every line under the header as text cells, "" when empty."""
    body = _read_plain(source, layout, progress) or _read_fast(source, layout) or _read_slow(source, layout)
    if not layout.survey.ended and len(body.rows) and len(layout.header.names) > 1 and not body.frame.iloc[-1, -1]:
        cut = f"La dernière ligne ({body.rows[-1]}) s'arrête avant sa fin : le fichier est peut-être coupé."
        return replace(body, notes=(*body.notes, cut))
    return body


def _read_plain(source: Source, layout: Layout, progress: Progress) -> Body | None:
    """Without a parser; None when the text needs one."""
    names, first = list(layout.header.names), layout.first_row
    n_rows = layout.survey.lines - first
    if len(layout.separator) != 1 or layout.separator in f" {layout.quote}" or n_rows <= 0:
        return None
    with source.opener() as raw, text_of(raw, layout.survey.encoding) as stream:
        columns = plain_columns(stream, layout.separator, layout.quote, len(names), first, n_rows, progress)
    if columns is None:
        return None
    frame = pd.DataFrame(dict(zip(names, columns, strict=True)), copy=False)
    return Body(frame, np.arange(first + 1, first + 1 + n_rows))


def _read_fast(source: Source, layout: Layout) -> Body | None:
    """By pandas; None when a row has too many cells, or when a cell holds line ends."""
    names, first = list(layout.header.names), layout.first_row
    if len(layout.separator) != 1 or layout.separator in f" {layout.quote}":
        return None
    # One more column, and warnings taken for errors: pandas drops what is past the last column on the first line.
    with source.opener() as raw, text_of(raw, layout.survey.encoding) as stream, warnings.catch_warnings():
        warnings.simplefilter("error", pd.errors.ParserWarning)
        try:
            frame = pd.read_csv(
                stream,
                sep=layout.separator,
                quotechar=layout.quote or '"',
                quoting=csv.QUOTE_MINIMAL if layout.quote else csv.QUOTE_NONE,
                header=None,
                names=[*names, "\x00"],
                index_col=False,
                skiprows=first,
                dtype=str,
                keep_default_na=False,
                na_values=[],
                skip_blank_lines=False,
                on_bad_lines="error",
            )
        except pd.errors.EmptyDataError:
            return Body(pd.DataFrame(columns=names, dtype=object), np.arange(0))
        except (pd.errors.ParserError, pd.errors.ParserWarning, ValueError):
            return None
    if len(frame) + first != layout.survey.lines or frame["\x00"].fillna("").ne("").any():
        return None
    rows = np.arange(first + 1, first + 1 + len(frame))
    return Body(frame[names].fillna(""), rows)


def _read_slow(source: Source, layout: Layout) -> Body:
    """Line by line, for files in which some rows have too many cells or some cells hold line ends."""
    names = list(layout.header.names)
    width, frames, rows, good = len(names), [], [], []
    ragged: list[tuple[int, str]] = []
    several, unclosed = 0, []
    with source.opener() as raw, text_of(raw, layout.survey.encoding) as stream:
        for record in records(stream, layout.separator, layout.first_row, layout.quote):
            cells = list(record.cells)
            several += record.n_lines > 1
            if record.unclosed:
                unclosed.append(record.line)
            if len(cells) > width and any(cell.strip() for cell in cells[width:]):
                ragged.append((record.line, f"{len(cells)} cellules au lieu de {width}"))
                continue
            good.append((cells + [""] * (width - len(cells)))[:width])
            rows.append(record.line)
            if len(good) == CHUNK:
                frames.append(pd.DataFrame(good, columns=names, dtype=object))
                good = []
    frames.append(pd.DataFrame(good, columns=names, dtype=object))
    notes = [f"{several} ligne(s) ont une cellule sur plusieurs lignes : leur numéro est celui de la première."]
    notes = notes if several else []
    if unclosed:
        notes.append(f"Guillemet jamais refermé, lu comme un simple caractère : ligne(s) {_some(unclosed)}.")
    return Body(pd.concat(frames, ignore_index=True), np.array(rows, dtype=np.int64), tuple(ragged), tuple(notes))


def _some(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")


def check_encoding(encoding: str) -> None:
    """Raises FileError when Python knows no such text encoding."""
    try:
        "".encode(encoding)
    except (LookupError, ValueError) as error:
        raise FileError(f"L'encodage « {encoding} » est inconnu ; par exemple utf-8, cp1252, utf-16.") from error
