"""Delimited text files: encoding, separator and header row found; every cell read as text."""

import codecs
import csv
import gzip
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import IO, cast

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.headers import clean_headers, find_header_row
from oltp_qgis_plugin.errors import FileError

SAMPLE_BYTES = 262_144
SEPARATORS = {";": "point-virgule", ",": "virgule", "\t": "tabulation", "|": "barre verticale"}
ENCODING_LABELS = {"utf-8-sig": "UTF-8 avec BOM", "utf-8": "UTF-8", "utf-16": "UTF-16", "cp1252": "Windows-1252"}
# The first bytes of files that are often renamed .csv, or sent in place of one.
OTHER_KINDS = {
    b"PK\x03\x04": "une archive ou un classeur (xlsx, ods, zip)",
    b"\xd0\xcf\x11\xe0": "un classeur Excel ancien (xls) ou protégé par mot de passe",
    b"%PDF": "un document PDF",
    b"SQLite format 3": "une base SQLite ou un GeoPackage",
    b"\x89PNG": "une image",
    b"\xff\xd8\xff": "une image",
    b"{\\rtf": "un document RTF",
    b"7z\xbc\xaf": "une archive 7z",
}


@dataclass(frozen=True)
class Layout:
    """How a delimited file is written; `header_row` counts from 0."""

    encoding: str
    separator: str
    header_row: int
    headers: tuple[str, ...]

    def notes(self) -> Iterator[str]:
        """The choices made, in French."""
        yield f"Encodage : {ENCODING_LABELS[self.encoding]}. Séparateur : {SEPARATORS[self.separator]}."
        if self.header_row:
            yield f"En-têtes : ligne {self.header_row + 1} ; les lignes au-dessus sont des titres."


def sniff(path: Path) -> Layout:
    """Encoding, separator and header row of a delimited file. Raises FileError when it is not text in columns."""
    with open_bytes(path) as stream:
        sample = read_sample(path, stream)
    for magic, kind in OTHER_KINDS.items():
        if sample.startswith(magic):
            raise FileError(f"« {path.name} » n'est pas un fichier texte, mais {kind} : demandez un CSV.")
    encoding = find_encoding(path, sample)
    text = codecs.getincrementaldecoder(encoding)(errors="replace").decode(sample)
    if "\x00" in text or not text.strip():
        raise FileError(f"« {path.name} » n'est pas un tableau en texte : ouvrez-le et enregistrez-le en CSV.")
    separator = find_separator(text)
    rows = _sample_rows(text, separator, whole=len(sample) < SAMPLE_BYTES)
    header = find_header_row(rows)
    if header is None:
        raise FileError(f"Aucune ligne d'en-têtes trouvée dans « {path.name} ».")
    return Layout(encoding, separator, header, tuple(clean_headers(rows[header])))


def open_bytes(path: Path) -> IO[bytes]:
    """The file's bytes, unpacked when the name ends in .gz."""
    if path.name.lower().endswith(".gz"):
        return cast(IO[bytes], gzip.open(path, "rb"))
    return path.open("rb")


def read_sample(path: Path, stream: IO[bytes]) -> bytes:
    """The first bytes, or a FileError when the archive is broken or the file cannot be read."""
    try:
        return stream.read(SAMPLE_BYTES)
    except (OSError, EOFError) as error:
        raise FileError(f"« {path.name} » ne peut pas être lu ({error}) : redemandez-le au partenaire.") from error


def find_encoding(path: Path, sample: bytes) -> str:
    """UTF-8 (with or without BOM), UTF-16 with BOM, else Windows-1252; the whole file is tried as UTF-8."""
    if sample.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if sample.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        with open_bytes(path) as stream:
            while chunk := stream.read(1 << 20):
                decoder.decode(chunk)
            decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return "cp1252"
    except (OSError, EOFError) as error:
        raise FileError(f"« {path.name} » est coupé ou abîmé ({error}) : redemandez-le au partenaire.") from error
    return "utf-8"


def find_separator(text: str) -> str:
    """The separator that cuts the first lines into the most columns, the same number on most lines."""
    lines = [line for line in text.splitlines()[:200] if line.strip()]

    def score(separator: str) -> float:
        widths = [len(row) for row in csv.reader(lines, delimiter=separator)]
        usual = max(set(widths), key=lambda width: (widths.count(width), width)) if widths else 1
        return (usual - 1) * widths.count(usual) / max(len(widths), 1)

    return max(SEPARATORS, key=score)


def _sample_rows(text: str, separator: str, whole: bool) -> list[list[str]]:
    lines = text.splitlines(keepends=True)
    return list(csv.reader(lines[:60] if whole else lines[: min(60, len(lines) - 1)], delimiter=separator))


def read_frame(path: Path, layout: Layout) -> tuple[pd.DataFrame, tuple[tuple[int, str], ...]]:
    """Every cell as text, "" when empty, and the rows that have more cells than the header."""
    with open_bytes(path) as raw, io.TextIOWrapper(raw, layout.encoding, errors="replace", newline="") as stream:
        try:
            frame = pd.read_csv(
                stream,
                sep=layout.separator,
                header=None,
                names=list(layout.headers),
                index_col=False,
                skiprows=layout.header_row + 1,
                dtype=str,
                keep_default_na=False,
                skip_blank_lines=False,
                on_bad_lines="error",
            )
        except pd.errors.EmptyDataError:
            return pd.DataFrame(columns=list(layout.headers), dtype=object), ()
        except pd.errors.ParserError:
            return _read_ragged(path, layout)
        except (OSError, EOFError) as error:
            raise FileError(f"« {path.name} » est coupé ou abîmé ({error}) : redemandez-le au partenaire.") from error
    return frame.fillna(""), ()


def _read_ragged(path: Path, layout: Layout) -> tuple[pd.DataFrame, tuple[tuple[int, str], ...]]:
    """The slow way, for files in which some rows do not have the header's number of cells."""
    width = len(layout.headers)
    good: list[Sequence[str]] = []
    ragged: list[tuple[int, str]] = []
    csv.field_size_limit(1 << 27)
    with open_bytes(path) as raw, io.TextIOWrapper(raw, layout.encoding, errors="replace", newline="") as stream:
        for number, row in enumerate(csv.reader(stream, delimiter=layout.separator), start=1):
            if number <= layout.header_row + 1:
                continue
            if len(row) > width and any(cell.strip() for cell in row[width:]):
                ragged.append((number, f"{len(row)} cellules au lieu de {width}"))
            else:
                good.append((row + [""] * (width - len(row)))[:width])
    return pd.DataFrame(good, columns=list(layout.headers), dtype=object), tuple(ragged)


def row_numbers(first: int, n: int, ragged: Sequence[tuple[int, str]]) -> np.ndarray:
    """Row numbers of the n good rows, those of the ragged ones left out."""
    numbers = np.arange(first, first + n + len(ragged))
    return numbers[~np.isin(numbers, [row for row, _ in ragged])]
