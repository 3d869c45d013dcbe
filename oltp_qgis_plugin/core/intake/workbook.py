"""What every workbook engine gives: sheets of typed cells, read one at a time."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

Row = Sequence[object]
Spans = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class SheetCells:
    """The cells of a sheet, from its first row and column; None or "" when empty; rows may differ in length.

    Numbers are float, dates datetime or date, hours of the day time, durations timedelta; errors are empty.
    spans: (row, column), from 0 → number of columns of a horizontally merged cell.
    """

    rows: Sequence[Row]
    spans: Spans = field(default_factory=dict)


@dataclass(frozen=True)
class Workbook:
    """Names of the visible sheets that hold cells, in order, and how to read one of them."""

    names: tuple[str, ...]
    hidden: tuple[str, ...]
    read: Callable[[str], SheetCells]
