"""Delimited text without quotes, the usual export: cut by the separator a few megabytes at a time."""

from collections.abc import Iterator
from typing import IO

import numpy as np

from oltp_qgis_plugin.core.progress import Progress, go_on, silent

CHARS = 4 << 20
# A column with fewer distinct cells than this share of its first lines keeps one copy of each: memory, and hashing.
REPEATED_SHARE, MOST_REMEMBERED = 0.5, 300_000


def plain_columns(stream: IO[str], separator: str, quote: str, width: int, skipped: int, n_rows: int,
                  progress: Progress = silent) -> list[np.ndarray] | None:  # fmt: skip
    """The cells of each column, (n_rows,) text, "" where a line is short.

    quote: what may enclose a cell, "" when nothing does. skipped: lines above the first one. None when a line has too
    many cells, or when quotes, lone returns or zeros ask for a real parser, or when there are not n_rows lines.
    """
    columns = [np.empty(n_rows, dtype=object) for _ in range(width)]
    remembered: list[dict[str, str] | None] = [{} for _ in range(width)]
    done = 0
    for text in _blocks(stream, skipped):
        cells = _cells(text, separator, quote or "\0", width)
        if cells is None or done + len(cells[0]) > n_rows:
            return None
        until = done + len(cells[0])
        for position, column in enumerate(columns):
            column[done:until], remembered[position] = _shared(cells[position], remembered[position])
        done = until
        go_on(progress, 100 * done / max(n_rows, 1))
    return columns if done == n_rows else None


def _blocks(stream: IO[str], skipped: int) -> Iterator[str]:
    """Whole lines, the end of the last one left out, a few megabytes at a time; their ends are \\n."""
    left = ""
    while text := stream.read(CHARS):
        returned = text.endswith("\r")
        whole, end, left = (left + text + (stream.read(1) if returned else "")).replace("\r\n", "\n").rpartition("\n")
        while end and skipped:
            _, end, whole = whole.partition("\n")
            skipped -= 1
        if end:
            yield whole
    if left and not skipped:
        yield left


def _cells(text: str, separator: str, quote: str, width: int) -> list[list[str]] | None:
    """The cells of each column; None when a line has more of them than there are columns, or may be quoted."""
    if any(sign in text for sign in f"\r\0{quote}"):
        return None
    # one cut for all: a line begins where a cell begins with a line end, and that must be in the first column only
    cells = text.replace("\n", f"{separator}\n").split(separator)
    first = "".join(cells[::width]).split("\n")
    if len(cells) == width * len(first) and len(first) == text.count("\n") + 1:
        return [first, *(cells[position::width] for position in range(1, width))]
    lines = text.split("\n")
    missing = [width - 1 - line.count(separator) for line in lines]
    if min(missing) < 0:
        return None
    filled = separator.join([line + separator * n for line, n in zip(lines, missing, strict=True)]).split(separator)
    return [filled[position::width] for position in range(width)]


def _shared(cells: list[str], known: dict[str, str] | None) -> tuple[list[str], dict[str, str] | None]:
    """The cells, equal ones being one object while they repeat enough; `known` is None once they do not."""
    if known is None:
        return cells, None
    if not known and len(set(cells)) > REPEATED_SHARE * len(cells):
        return cells, None
    return list(map(known.setdefault, cells, cells)), known if len(known) <= MOST_REMEMBERED else None
