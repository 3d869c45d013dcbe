"""Planted defects: which rows carry which, and where a user finds them in the file."""

import csv
import io
from pathlib import Path

import numpy as np
import pandas as pd

# Defects that no import may accept, and those that leave an incident without a place.
REFUSED = ("date_impossible", "date_absente", "hors_de_france")
UNLOCATED = (
    "adresse_vague_sans_xy",
    "arret_inconnu",
    "sans_arret",
    "residence_inconnue",
    "uai_inconnu",
    "ni_position_ni_adresse",
    "coordonnees_nulles",
)


class Picks:
    """Draws rows for each kind of defect: never twice the same row, never a planted incident."""

    def __init__(self, incidents: pd.DataFrame, rng: np.random.Generator):
        self.free = rng.permutation(np.flatnonzero(incidents["spot"] == ""))
        self.kinds: dict = {}

    def take(self, kind: str, count: int) -> np.ndarray:
        """`count` rows, in order, now known to have the defect `kind`."""
        self.kinds[kind], self.free = np.sort(self.free[:count]), self.free[count:]
        return self.kinds[kind]

    def also(self, kind: str, rows: np.ndarray) -> np.ndarray:
        """Name a second defect of rows that were taken already."""
        self.kinds[kind] = np.sort(rows)
        return rows


def truth(incidents: pd.DataFrame, picks: Picks, line_of: np.ndarray, **about) -> dict:
    """What is known of one file: rows, defects by kind with the line numbers that a user sees, what is refused."""
    lines = {kind: [int(line_of[row]) for row in rows] for kind, rows in picks.kinds.items()}

    def gathered(kinds):
        return sorted(line for kind in kinds for line in lines.get(kind, []))

    return {
        **about,
        "lignes": len(incidents),
        "premiere_ligne": int(line_of[0]),
        "defauts": {kind: {"n": len(numbers), "lignes": numbers} for kind, numbers in lines.items()},
        "refus_attendus": gathered(REFUSED),
        "non_localisables": gathered(UNLOCATED),
    }


def lines_after_header(incidents: pd.DataFrame) -> np.ndarray:
    """The line of each row in a file whose header is line 1."""
    return np.arange(len(incidents)) + 2


def write_csv(path: Path, header: str, rows: list, encoding: str, separator: str, newline: str = "\n") -> None:
    """Write a header (already separated) and rows of text; the bytes depend on nothing but the arguments."""
    text = io.StringIO()
    csv.writer(text, delimiter=separator, lineterminator=newline).writerows([header.split(separator), *rows])
    path.write_bytes(text.getvalue().encode(encoding))
