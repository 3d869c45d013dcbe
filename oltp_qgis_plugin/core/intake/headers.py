"""Find a table's header row, and give each column a usable name."""

import re
from collections import Counter
from collections.abc import Sequence

_NUMBER = re.compile(r"[\s\d.,:/+\-€%]+$")


def find_header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """Index of the header among the first rows of a table; None when every cell is empty.

    The header is the first row that fills nearly as many cells as the fullest one, with words rather than numbers.
    """
    filled = [sum(bool(cell.strip()) for cell in row) for row in rows]
    if not filled or max(filled) == 0:
        return None
    usual = Counter(n for n in filled if n > 1).most_common(1)
    wanted = max(usual[0][0] if usual else 1, 0.6 * max(filled))
    for index, row in enumerate(rows):
        if filled[index] >= 0.8 * wanted and _wordy(row) >= 0.5:
            return index
    return next(index for index, n in enumerate(filled) if n)


def _wordy(row: Sequence[str]) -> float:
    """Share of the filled cells that are not mere numbers, dates or hours."""
    cells = [cell.strip() for cell in row if cell.strip()]
    return sum(not _NUMBER.match(cell) for cell in cells) / len(cells) if cells else 0.0


def clean_headers(cells: Sequence[str]) -> list[str]:
    """Names without line breaks; an empty one becomes `colonne_3`, a repeated one gets ` (2)`."""
    seen: Counter[str] = Counter()
    names = []
    for position, cell in enumerate(cells, start=1):
        name = " ".join(cell.split()) or f"colonne_{position}"
        seen[name] += 1
        names.append(name if seen[name] == 1 else f"{name} ({seen[name]})")
    return names
