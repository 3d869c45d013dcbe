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
    for lines in _blocks(stream, skipped):
        cells = _cells(lines, separator, quote or "\0", width)
        if cells is None or done + len(lines) > n_rows:
            return None
        for position, column in enumerate(columns):
            column[done : done + len(lines)], remembered[position] = _shared(cells[position::width],
                                                                             remembered[position])  # fmt: skip
        done += len(lines)
        go_on(progress, 100 * done / max(n_rows, 1))
    return columns if done == n_rows else None


def _blocks(stream: IO[str], skipped: int) -> Iterator[list[str]]:
    """Lines without their ends, a few megabytes at a time; those that a parser must read hold a quote."""
    left = ""
    while text := stream.read(CHARS):
        returned = text.endswith("\r")
        *lines, left = (left + text + (stream.read(1) if returned else "")).replace("\r\n", "\n").split("\n")
        lines, skipped = lines[skipped:], max(skipped - len(lines), 0)
        if lines:
            yield lines
    if left and not skipped:
        yield [left]


def _cells(lines: list[str], separator: str, quote: str, width: int) -> list[str] | None:
    """The cells of lines one after another, `width` a line; None when a line has more, or may be quoted."""
    joined = separator.join(lines)
    if any(sign in joined for sign in f"\r\0{quote}"):
        return None
    cells = joined.split(separator)
    if len(cells) == width * len(lines) and all(line.count(separator) == width - 1 for line in lines):
        return cells
    counts = [line.count(separator) for line in lines]
    if max(counts) >= width:
        return None
    return separator.join([line + separator * (width - 1 - n) for line, n in zip(lines, counts, strict=True)]).split(
        separator
    )


def _shared(cells: list[str], known: dict[str, str] | None) -> tuple[list[str], dict[str, str] | None]:
    """The cells, equal ones being one object while they repeat enough; `known` is None once they do not."""
    if known is None:
        return cells, None
    if not known and len(set(cells)) > REPEATED_SHARE * len(cells):
        return cells, None
    return list(map(known.setdefault, cells, cells)), known if len(known) <= MOST_REMEMBERED else None
