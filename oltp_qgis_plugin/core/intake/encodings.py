"""The encoding of a text file, found by reading it whole once, and the number of its lines."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.archives import Source
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import FileError

ENCODING_LABELS = {
    "utf-8-sig": "UTF-8 avec BOM", "utf-8": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16 sans BOM",
    "utf-16-be": "UTF-16 sans BOM (gros-boutiste)", "cp1252": "Windows-1252",
}  # fmt: skip
CHUNK = 1 << 20
# A UTF-8 file with a few bad bytes is still UTF-8: well-formed letters outweigh them at least so many times.
_OUTWEIGHS, _NO_DOUBT = 10, 50_000


@dataclass(frozen=True)
class Survey:
    """What one pass over a text file tells. lines: physical lines, the last one even without a line end (`ended`)."""

    encoding: str
    lines: int
    ended: bool
    notes: tuple[str, ...] = ()


def survey(source: Source, encoding: str = "", progress: Progress = silent) -> Survey:
    """Encoding and number of lines of a text file; an `encoding` given is taken as such.

    UTF-8 or UTF-16 by their BOM; UTF-16 without one by its zero bytes; UTF-8 when well formed, but for a few bytes;
    else Windows-1252. Raises FileError when the file cannot be read, or is too big to be a table.
    """
    head = source.head(CHUNK)
    asked = encoding
    encoding = encoding or _by_marks(head)
    if encoding.replace("_", "-").lower().startswith(("utf-16", "utf-32")):
        decoder = codecs.getincrementaldecoder(encoding)("replace")
        lines = _Lines()
        for chunk in _chunks(source, progress):
            lines.add(decoder.decode(chunk).encode("utf-8", "replace"), source.name)
        return Survey(encoding, lines.total, lines.ended)
    lines, tried = _Lines(), _Utf8()
    for chunk in _chunks(source, progress):
        lines.add(chunk, source.name)
        tried.add(chunk)
    if encoding:
        bad = encoding == "utf-8-sig" and not asked and tried.bad
        return Survey(encoding, lines.total, lines.ended, _unreadable(tried.bad) if bad else ())
    if not tried.bad:
        return Survey("utf-8", lines.total, lines.ended)
    if tried.letters > _OUTWEIGHS * tried.bad:
        return Survey("utf-8", lines.total, lines.ended, _unreadable(tried.bad))
    return Survey("cp1252", lines.total, lines.ended)


def _unreadable(n: int) -> tuple[str, ...]:
    return (f"{n} octet(s) illisible(s) en UTF-8, remplacé(s) par « \ufffd » : le fichier a été abîmé.",)


def _by_marks(head: bytes) -> str:
    if head.startswith(codecs.BOM_UTF8):
        return "utf-8-sig"
    if head.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    even, odd = head[0::2], head[1::2]
    if odd.count(0) > 0.5 * len(odd) and even.count(0) < 0.1 * len(even):
        return "utf-16-le"
    if even.count(0) > 0.5 * len(even) and odd.count(0) < 0.1 * len(odd):
        return "utf-16-be"
    return ""


def _chunks(source: Source, progress: Progress) -> Iterator[bytes]:
    read = 0
    size = source.path.stat().st_size if source.path else limits.MAX_TEXT
    with source.opener() as stream:
        while chunk := source.guarded(lambda: stream.read(CHUNK)):
            read += len(chunk)
            if read > limits.MAX_TEXT:
                raise limits.too_big(source.name, limits.MAX_TEXT)
            go_on(progress, min(100 * read / max(size, 1), 100))
            yield chunk


class _Lines:
    """Counts physical lines, ended by \\n, \\r\\n or \\r."""

    def __init__(self) -> None:
        self.ends, self.last, self.since = 0, b"", 0

    @property
    def ended(self) -> bool:
        return self.last in (b"", b"\n", b"\r")

    @property
    def total(self) -> int:
        return self.ends + (not self.ended)

    def add(self, chunk: bytes, name: str) -> None:
        if not chunk:
            return
        returns = chunk.count(b"\r")
        ends = chunk.count(b"\n") + returns - (chunk.count(b"\r\n") if returns else 0)
        ends -= self.last == b"\r" and chunk.startswith(b"\n")
        self.since = len(chunk) - 1 - max(chunk.rfind(b"\n"), chunk.rfind(b"\r")) if ends else self.since + len(chunk)
        if self.since > limits.MAX_LINE:
            raise FileError(f"« {name} » a une ligne de plus de {limits.MAX_LINE // limits.MIB} Mio : ce n'est pas un "
                            f"tableau. Redemandez-le, une ligne par fait.")  # fmt: skip
        self.ends, self.last = self.ends + ends, chunk[-1:]


class _Utf8:
    """Counts bytes that are not UTF-8, and those of well-formed letters beyond ASCII, until there is no doubt left."""

    def __init__(self) -> None:
        self.decoder = codecs.getincrementaldecoder("utf-8")()
        self.bad = self.letters = 0

    def add(self, chunk: bytes) -> None:
        if self.bad > _NO_DOUBT and self.bad > self.letters:
            return
        try:
            self.letters += len(chunk) - len(self.decoder.decode(chunk))
        except UnicodeDecodeError:
            text = chunk.decode("utf-8", "replace")
            bad = text.count("\ufffd")
            self.bad += bad
            self.letters += max(len(chunk) - len(text), 0)
            self.decoder.reset()
