"""Find a table's header, on one row or two, and give each column a usable name of its own."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from oltp_qgis_plugin.errors import FileError

SAMPLE_ROWS = 60
GROUP_MARK = " – "
_NUMBER = re.compile(r"[\s\d.,:/+\-€%TZ]+$")
_YEAR = re.compile(r"(19|20)\d\d$")
_DATED = re.compile(r"\b(19|20)\d\d\b|:\s*\S")

Rows = Sequence[Sequence[str]]
Spans = Mapping[tuple[int, int], int]


@dataclass(frozen=True)
class Header:
    """Where the names of the columns are: rows `first` to `last`, from 0; none when `last` is before `first`."""

    first: int
    last: int
    names: tuple[str, ...]

    def note(self) -> str:
        """What was found, in French, rows counted as a user does."""
        if self.last < self.first:
            return "Aucune ligne d'en-têtes : colonnes nommées colonne_1, colonne_2…"
        if self.last > self.first:
            rows = f"{self.first + 1} et {self.last + 1}"
            return f"En-têtes sur deux lignes ({rows}), jointes en « Groupe{GROUP_MARK}Nom »."
        above = " ; les lignes au-dessus sont des titres" if self.first else ""
        return f"En-têtes : ligne {self.first + 1}{above}."


def find_header(rows: Rows, spans: Spans | None = None) -> Header | None:
    """The header among the first rows of a table; None when every cell is empty.

    spans: (row, column) → number of columns of the horizontally merged cells, when the file tells them.
    The header is the first row that fills nearly as many cells as the fullest one, with words rather than numbers; two
    rows when the second completes the first, or when merged group titles stand right above the names.
    """
    spans = spans or {}
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if not filled or max(filled) == 0:
        return None
    usual = Counter(n for n in filled if n > 1).most_common(1)
    wanted = 0.8 * max(usual[0][0] if usual else 1, 0.6 * max(filled))
    single = _first_wide_row(rows, filled, wanted)
    for index in range(min(single, len(rows) - 1)):
        if _complete_each_other(rows[index], rows[index + 1], filled[index], wanted):
            return Header(index, index + 1, _joined(rows[index], rows[index + 1], index, spans))
    if single and _is_group_row(rows, single - 1, spans):
        return Header(single - 1, single, _joined(rows[single - 1], rows[single], single - 1, spans))
    if _is_data(rows, single):
        return headerless(single, max(map(len, rows)))
    return Header(single, single, tuple(clean_headers(rows[single])))


@dataclass(frozen=True)
class AskedHeader:
    """What the user says of the header. row: that of the names, from 1; 0: none; None: to be found.

    n_rows: 2 when group titles stand right above the names, 1 when none does, None to be found.
    """

    row: int | None = None
    n_rows: int | None = None

    def among(self, name: str, rows: Rows, spans: Spans | None = None, skipped: int = 0) -> Header | None:
        """The header among the first rows of file `name`, below the `skipped` ones that are not shown.

        None when every cell is empty. Raises FileError when the row asked is not among them.
        """
        if self.row is None and self.n_rows is None:
            return find_header(rows, spans)
        if self.row is None:
            found = find_header(rows, spans)
            return header_at(rows, found.last + 1, spans, self.n_rows) if found and found.last >= found.first else found
        index = self.row - skipped
        if self.row < 0 or index > len(rows) or self.row and index < 1:
            raise FileError(f"Pas de ligne {self.row} parmi les {SAMPLE_ROWS} premières de « {name} » : indiquez le "
                            f"numéro de la ligne d'en-têtes, ou 0 s'il n'y en a pas.")  # fmt: skip
        return header_at(rows, index if self.row else 0, spans, self.n_rows)


FOUND = AskedHeader()


def header_at(rows: Rows, row: int, spans: Spans | None = None, n_rows: int | None = None) -> Header:
    """The header that the user says is at `row` (from 1), with the group titles above it; 0 for no header."""
    if row == 0:
        return headerless(0, max(map(len, rows), default=1))
    index = row - 1
    if index and (n_rows == 2 or n_rows is None and _is_group_row(rows, index - 1, spans or {})):
        return Header(index - 1, index, _joined(rows[index - 1], rows[index], index - 1, spans or {}))
    return Header(index, index, tuple(clean_headers(rows[index])))


def headerless(first: int, width: int) -> Header:
    """Columns numbered from 1, the data from row `first`."""
    return Header(first, first - 1, tuple(clean_headers([""] * width)))


def _first_wide_row(rows: Rows, filled: Sequence[int], wanted: float) -> int:
    wide = [index for index, n in enumerate(filled) if n >= wanted]
    wordy = next((index for index in wide if _wordy(rows[index]) >= 0.5), None)
    if wide and _names_and_years(rows[wide[0]]):
        return wide[0]
    if wordy is not None:
        return wordy
    return wide[0] if wide else next(index for index, n in enumerate(filled) if n)


def _wordy(row: Sequence[str]) -> float:
    """Share of the filled cells that are not mere numbers, dates or hours."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return sum(not _NUMBER.match(cell) for cell in cells) / len(cells) if cells else 0.0


def _names_and_years(row: Sequence[str]) -> bool:
    """Whether a row is made of words and of distinct years, as the header of yearly columns is."""
    cells = [cell.strip() for cell in row if cell.strip()]
    numbers = [cell for cell in cells if _NUMBER.match(cell)]
    return (0 < len(numbers) < len(cells) and len(set(numbers)) == len(numbers)
            and all(_YEAR.match(cell) for cell in numbers))  # fmt: skip


def _is_data(rows: Rows, index: int) -> bool:
    """Whether the row found is a line of data: a number wherever the rows below have numbers."""
    below = rows[index + 1 :]
    if len(below) < 3 or _names_and_years(rows[index]):
        return _wordy(rows[index]) == 0 and bool(below)
    numeric = []
    for position, cell in enumerate(rows[index]):
        cells = [row[position] for row in below if position < len(row) and row[position].strip()]
        if len(cells) >= 3 and sum(bool(_NUMBER.match(c)) for c in cells) >= 0.8 * len(cells) and cell.strip():
            numeric.append(bool(_NUMBER.match(cell)))
    return bool(numeric) and all(numeric)


def _complete_each_other(top: Sequence[str], names: Sequence[str], n_top: int, wanted: float) -> bool:
    """Whether two rows make one header: neither is full, together they are, in words only."""
    n_names = sum(bool(cell.strip()) for cell in names)
    if n_top < 2 or n_names < 2 or _wordy(top) < 1 or _wordy(names) < 1:
        return False
    width = max(len(top), len(names))
    padded = [list(row) + [""] * (width - len(row)) for row in (top, names)]
    together = sum(bool(a.strip() or b.strip()) for a, b in zip(*padded, strict=True))
    under_a_gap = sum(bool(b.strip() and not a.strip()) for a, b in zip(*padded, strict=True))
    return together >= wanted and together > max(n_top, n_names) and under_a_gap > 0 and n_names < together


def _is_group_row(rows: Rows, index: int, spans: Spans) -> bool:
    """Whether a row holds group titles over the names right below it."""
    names = [cell.strip() for cell in rows[index + 1]]
    labels = [cell.strip() for cell in rows[index] if cell.strip()]
    if not labels or any(_NUMBER.match(label) or _DATED.search(label) for label in labels):
        return False
    widths = [n for (row, _), n in spans.items() if row == index]
    if widths:
        return any(1 < n < len(names) for n in widths)
    plain = [name for name in names if name]
    return len(labels) > 1 and len(set(plain)) < len(plain)


def _joined(top: Sequence[str], names: Sequence[str], index: int, spans: Spans) -> tuple[str, ...]:
    width = max(len(top), len(names))
    cells = [list(row) + [""] * (width - len(row)) for row in (top, names)]
    merged = {column: n for (row, column), n in spans.items() if row == index}
    joined, group, left = [], "", 0
    for column, (title, name) in enumerate(zip(*cells, strict=True)):
        title, name = " ".join(title.split()), " ".join(name.split())
        if title:
            group, left = title, merged.get(column, 1 if merged else width)
        joined.append(GROUP_MARK.join(filter(None, (group if left > 0 and name else title, name))))
        left -= 1
    return tuple(clean_headers(joined))


def clean_headers(cells: Sequence[str]) -> list[str]:
    """Names without line breaks; an empty one becomes `colonne_3`, a repeated one gets ` (2)`, or the next free."""
    taken: set[str] = set()
    last: Counter[str] = Counter()
    names = []
    for position, cell in enumerate(cells, start=1):
        plain = " ".join(cell.replace("\x00", "").split()) or f"colonne_{position}"
        name = plain
        while name in taken:
            last[plain] += 1
            name = f"{plain} ({last[plain] + 1})"
        taken.add(name)
        names.append(name)
    return names


def naming_notes(cells: Sequence[str], names: Sequence[str]) -> list[str]:
    """What was done for columns without a name, or named like another."""
    plain = [" ".join(cell.split()) for cell in cells]
    unnamed = [name for cell, name in zip(plain, names, strict=False) if not cell]
    renamed = [name for cell, name in zip(plain, names, strict=False) if cell and name != cell]
    notes = []
    if unnamed:
        notes.append(f"Colonnes sans nom : {', '.join(unnamed[:5])}{', …' if len(unnamed) > 5 else ''}.")
    if renamed:
        notes.append(f"Colonnes de même nom, numérotées : {', '.join(renamed[:5])}{', …' if len(renamed) > 5 else ''}.")
    return notes
