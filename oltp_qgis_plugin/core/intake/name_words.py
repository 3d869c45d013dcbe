"""The words that announce a person's name, and those that announce a place or a thing that bears one."""

import csv
import re
from functools import cache

from oltp_qgis_plugin.core.resources import resource_path

_ACCENTS = dict(zip("àâäáãåçéèêëíìîïñóòôöõúùûüýÿ", "aaaaaaceeeeiiiinooooouuuuyy", strict=True))
_PLAIN = str.maketrans(_ACCENTS | {"œ": "oe", "’": "'"})
_WORD = re.compile(r"[a-z]+")


def fold(word: str) -> str:
    """Lower case without accents: what two spellings of one word share."""
    return word.lower().translate(_PLAIN)


def words_of(text: str) -> frozenset[str]:
    """The folded words of a text, compound ones cut at their hyphens."""
    return frozenset(_WORD.findall(fold(text)))


@cache
def _lists() -> dict[str, frozenset[str]]:
    with resource_path("tables/person_words.csv").open(encoding="utf-8", newline="") as table:
        return {row["list"]: frozenset(row["words"].split()) for row in csv.DictReader(table, delimiter=";")}


@cache
def word_list(*names: str) -> frozenset[str]:
    """The folded words of one or more lists of resources/tables/person_words.csv."""
    return frozenset().union(*(_lists()[name] for name in names))


@cache
def first_names() -> dict[str, bool]:
    """Folded first names, and whether each is also a common word, a family name or a month."""
    with resource_path("tables/first_names.csv").open(encoding="utf-8", newline="") as table:
        return {fold(row["first_name"]): row["also_a_word"] == "oui" for row in csv.DictReader(table, delimiter=";")}


@cache
def public_names() -> frozenset[str]:
    """Folded names that streets, schools and stops bear."""
    with resource_path("tables/public_names.csv").open(encoding="utf-8", newline="") as table:
        return frozenset(" ".join(fold(row["name"]).replace("-", " ").split()) for row in csv.DictReader(table))


HONORIFICS = word_list("honorifics")
TITLES = word_list("titles")
"""Titles that streets and surgeries bear too."""
SEVERAL = word_list("several")
FUNCTIONS = word_list("functions")
NAMING = word_list("naming")
LABELS = word_list("labels")
ROLES = word_list("roles")
AFTER_ROLE = word_list("after_role")
KIN = word_list("kin")
ANIMALS = word_list("animals")
NAMES_TOO = word_list("names_too")
"""Common words that are a name right after one: « Ghislaine Toussaint »."""
VEHICLES = word_list("vehicles")
DISPUTES = word_list("disputes")
"""What two neighbours have, and are named after: « conflit Petit / Moreau »."""
PARTICLES = word_list("particles")
STREETS = word_list("streets")
THINGS = word_list("streets", "things")
BETWEEN = word_list("particles", "between")
"""What may stand between « collège » and the name that it bears."""
COMMON = word_list("common")
"""Capitalised or shouted, never a name."""
AFTER_HONORIFIC = word_list("common", "functions", "after_honorific")
"""What follows « Monsieur » or « Mme » without being a name."""

NO_SURNAME = AFTER_HONORIFIC | ROLES | THINGS | KIN
"""Words in small letters that mean something else than a name."""


@cache
def triggers(by_first_name: bool) -> frozenset[str]:
    """Folded words without one of which a text names no one."""
    announcing = HONORIFICS | TITLES | NAMING | LABELS | ROLES | KIN | DISPUTES
    if not by_first_name:
        return announcing
    return announcing | {part for name in first_names() for part in name.split("-")}
