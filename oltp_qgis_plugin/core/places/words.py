"""The words of addresses: kinds of street, abbreviations, titles, articles; what each weighs in a name."""

import csv
from dataclasses import dataclass
from enum import IntEnum
from functools import cache

from oltp_qgis_plugin.core.intake.name_words import first_names
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.resources import resource_path

ARTICLES = frozenset(("DE", "DU", "DES", "D", "LA", "LE", "LES", "L", "A", "AU", "AUX", "ET", "EN"))
MONTHS = frozenset((
    "JANVIER", "FEVRIER", "MARS", "AVRIL", "MAI", "JUIN", "JUILLET", "AOUT", "SEPTEMBRE", "OCTOBRE", "NOVEMBRE",
    "DECEMBRE",
))  # fmt: skip
SUFFIXES = {"BIS": "BIS", "TER": "TER", "QUATER": "QUATER", "QUARTER": "QUATER", "QUINQUIES": "QUINQUIES",
            "QUINTER": "QUINQUIES"}  # fmt: skip
BREAKS = frozenset(",/@&+")
"""What separates the groups of words of a folded text; `@` stands for the postcode."""
LOCATORS = frozenset((
    "FACE", "DEVANT", "DERRIERE", "AUPRES", "PROCHE", "PROXIMITE", "HAUTEUR", "NIVEAU", "ABORD", "ABORDS", "ANGLE",
    "SECTEUR",
))  # fmt: skip
LOCATORS_BEFORE_OF = frozenset(("PRES", "DROIT", "SORTIE", "ENTREE", "PARVIS", "EXTREMITE", "BOUT"))
"""Words that say where one stands from a place; the latter only before « de »: streets are named with them too."""


class Role(IntEnum):
    """What a word is in the name of a street."""

    WORD, NUMBER, FIRST_NAME, TITLE, SAINT, QUALIFIER, ARTICLE, YEAR, UNIT = range(9)


@dataclass(frozen=True)
class Weight:
    """Weight of a word when both names have it, when only the base's has it, when only the text has it."""

    both: float
    missing: float
    extra: float


WEIGHTS = {
    Role.WORD: Weight(1.0, 1.0, 1.0),
    Role.NUMBER: Weight(1.0, 1.0, 0.6),
    Role.FIRST_NAME: Weight(0.6, 0.25, 0.9),
    Role.TITLE: Weight(0.4, 0.2, 0.25),
    Role.SAINT: Weight(0.4, 0.9, 0.9),
    Role.QUALIFIER: Weight(0.7, 1.6, 1.6),
    Role.ARTICLE: Weight(0.0, 0.0, 0.0),
    Role.YEAR: Weight(0.5, 0.25, 0.3),
    Role.UNIT: Weight(0.5, 0.5, 0.12),
}


@dataclass(frozen=True)
class Kinds:
    """Kinds of street and place by the ways to write them. anywhere: sure wherever it stands; start: only first."""

    anywhere: dict[str, str]
    start: dict[str, str]
    classes: dict[str, str]


@cache
def kinds() -> Kinds:
    """The table of kinds; those of several words (lieu-dit, rond-point) have been glued by `addresses.spaced`."""
    anywhere: dict[str, str] = {}
    start: dict[str, str] = {}
    classes: dict[str, str] = {}
    for row in _rows("tables/street_kinds.csv"):
        classes[row["kind"]] = row["class"]
        anywhere.update(dict.fromkeys(filter(None, row["written"].split("|")), row["kind"]))
        start.update(dict.fromkeys(filter(None, row["at_start"].split("|")), row["kind"]))
    return Kinds(anywhere, anywhere | start, classes)


@cache
def spellings() -> dict[str, str]:
    """One spelling for each word of a name that is written in several ways: abbreviations, numbers in letters."""
    found: dict[str, str] = {}
    for row in _rows("tables/address_words.csv"):
        found.update(dict.fromkeys(row["written"].split("|"), row["word"]))
    return {written: word for written, word in found.items() if written != word}


@cache
def long_spellings() -> tuple[str, ...]:
    """The spellings of four letters and more, which can be told when misspelt."""
    return tuple(written for written in spellings() if len(written) >= 4 and not written[0].isdigit())


@cache
def roles() -> dict[str, Role]:
    """Role of the words that are not plain ones."""
    known = {"titre": Role.TITLE, "saint": Role.SAINT, "qualificatif": Role.QUALIFIER}
    names = {part for name in first_names() for part in normalise_label(name).split() if len(part) > 1}
    found = dict.fromkeys(names, Role.FIRST_NAME)
    found |= {row["word"]: known[row["role"]] for row in _rows("tables/address_words.csv") if row["role"] in known}
    return found | dict.fromkeys(ARTICLES, Role.ARTICLE)


def role_of(word: str) -> Role:
    """The role of a word written in its one spelling; `#A` is a building or a hall."""
    if word[0] == "#":
        return Role.UNIT
    if word.isdigit():
        return Role.YEAR if len(word) == 4 and word[0] in "12" else Role.NUMBER
    return roles().get(word, Role.WORD)


def _rows(name: str) -> list[dict[str, str]]:
    with resource_path(name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter=";"))
