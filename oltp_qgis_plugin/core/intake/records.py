"""Records of a delimited text, each with the number of its first physical line; a quote never closed eats one line."""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from itertools import islice

MAX_LINES = 200  # of one cell; beyond, its quote was never meant to open it
_ENDS = "\r\n"


@dataclass(frozen=True)
class Record:
    """The cells of a record. line: number of its first physical line, from 1; n_lines: how many it takes."""

    line: int
    n_lines: int
    cells: tuple[str, ...] | list[str]
    unclosed: bool = False


def records(lines: Iterable[str], separator: str, skipped: int = 0, quote: str = '"') -> Iterator[Record]:
    """Cut physical lines into records, from the line after the `skipped` first ones.

    quote: the character that may enclose a cell; "" when none does. A cell so enclosed may hold separators, doubled
    quotes and line ends. When its quote is closed nowhere, or closed in the middle of another cell, the quote is a mere
    character and the record ends with its line: the rows below are not swallowed.
    """
    csv.field_size_limit(1 << 27)
    source = iter(lines)
    number = sum(1 for _ in islice(source, skipped))
    waiting: list[str] = []
    while True:
        line = waiting.pop(0) if waiting else next(source, None)
        if line is None:
            return
        number += 1
        text = line.rstrip(_ENDS)
        if not quote or quote not in text:
            yield Record(number, 1, text.split(separator))
            continue
        cells = _parse(text + "\n", separator, quote)
        if not _open(cells):
            yield Record(number, 1, cells)
            continue
        taken = _rest_of_cell(line, waiting, source, separator, quote)
        if taken == 0:
            yield Record(number, 1, _bare(text, separator), unclosed=True)
            continue
        whole = text + "\n" + "\n".join(part.rstrip(_ENDS) for part in waiting[:taken]) + "\n"
        del waiting[:taken]
        yield Record(number, taken + 1, _parse(whole, separator, quote))
        number += taken


def _rest_of_cell(first: str, waiting: list[str], source: Iterator[str], separator: str, quote: str) -> int:
    """How many of the next lines complete the open cell; 0 when none does. Lines read ahead stay in `waiting`."""
    text = first.rstrip(_ENDS) + "\n"
    for index in range(MAX_LINES):
        if index == len(waiting):
            line = next(source, None)
            if line is None:
                return 0
            waiting.append(line)
        part = waiting[index].rstrip(_ENDS) + "\n"
        text += part
        if quote in part:
            state = _state(text, separator, quote)
            if state is not _State.OPEN:
                return index + 1 if state is _State.CLOSED else 0
    return 0


class _State(Enum):
    CLOSED, OPEN, MISPLACED = range(3)


def _state(text: str, separator: str, quote: str) -> _State:
    """Whether the quotes of a text are closed, one is still open, or one closes in the middle of a cell."""
    try:
        next(csv.reader([text], delimiter=separator, quotechar=quote, strict=True), None)
    except csv.Error as error:
        return _State.MISPLACED if "expected after" in str(error) else _State.OPEN
    return _State.CLOSED


def _parse(text: str, separator: str, quote: str) -> list[str]:
    return next(csv.reader([text], delimiter=separator, quotechar=quote), [""])


def _open(cells: list[str]) -> bool:
    """Whether the last cell is still within quotes: the reader then keeps its line end."""
    return bool(cells) and cells[-1].endswith("\n")


def _bare(text: str, separator: str) -> list[str]:
    return next(csv.reader([text + "\n"], delimiter=separator, quoting=csv.QUOTE_NONE), [""])
