"""The nomenclature, version 1: families, categories, and the labels that lead to them."""

from __future__ import annotations

import csv
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import ProfileError

if TYPE_CHECKING:
    import pandas as pd

VERSION = 1
TO_QUALIFY = "AUT1"
OUT_OF_SCOPE = "AUT9"
UNITS = {"F": "faits", "V": "victimes", "H": "véhicules", "M": "mis en cause"}
DIFFUSION_LEVELS = ("public", "partenaires", "restreint")

_LEADING_INDEX = re.compile(r"(?:INDEX )?0*([1-9][0-9]{0,2})(?: 0+)?(?: [A-Z].*)?")


@dataclass(frozen=True)
class Family:
    """A family of categories. `colour` is that of its first category; `symbol` a QGIS simple-marker shape."""

    code: str
    label: str
    label_en: str
    colour: str
    symbol: str


@dataclass(frozen=True)
class Category:
    """A category: unit of count (a key of UNITS), SSMSI classes and état-4001 indices that it gathers."""

    code: str
    family: str
    family_label: str
    label: str
    label_en: str
    unit: str
    ssmsi: tuple[str, ...]
    indices_4001: tuple[int, ...]
    diffusion: str
    colour: str
    symbol: str


def _rows(name: str) -> list[dict[str, str]]:
    with resource_path(f"tables/{name}").open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter=";"))


@cache
def categories() -> tuple[Category, ...]:
    """Every category, in the order of the nomenclature."""
    return tuple(_category(row) for row in _rows("categories.csv"))


def _category(row: dict[str, str]) -> Category:
    lists: dict[str, Any] = {
        "ssmsi": tuple(filter(None, row["ssmsi"].split("|"))),
        "indices_4001": tuple(int(index) for index in row["indices_4001"].split()),
    }
    return Category(**row | lists)


@cache
def categories_by_code() -> dict[str, Category]:
    """The categories by code."""
    return {category.code: category for category in categories()}


@cache
def families() -> tuple[Family, ...]:
    """The eleven families, in the order of the nomenclature."""
    first = {category.family: category for category in reversed(categories())}
    return tuple(Family(**row, colour=first[row["code"]].colour) for row in _rows("families.csv"))


@cache
def crosswalk_4001() -> dict[int, str]:
    """Category of each of the 107 indices of état 4001."""
    return {int(row["index"]): row["category"] for row in _rows("crosswalk_4001.csv")}


@cache
def crosswalk_ssmsi() -> dict[str, tuple[str, ...]]:
    """Categories that each SSMSI class covers."""
    return {row["ssmsi_class"]: tuple(row["categories"].split("|")) for row in _rows("crosswalk_ssmsi.csv")}


@cache
def shipped_aliases() -> dict[str, str]:
    """Category of each partner's label that the plugin knows, as written; labels of état 4001 included."""
    official = {row["label"]: row["category"] for row in _rows("crosswalk_4001.csv")}
    return official | {row["alias"]: row["category"] for row in _rows("aliases.csv")}


def normalise_label(text: str) -> str:
    """The text in capitals without accents, punctuation and runs of spaces folded into one space."""
    capitals = text.upper().replace("Œ", "OE").replace("Æ", "AE")
    plain = "".join(c for c in unicodedata.normalize("NFKD", capitals) if not unicodedata.combining(c))
    return re.sub("[^0-9A-Z]+", " ", plain).strip()


def resolve_labels(labels: pd.Series, aliases: Mapping[str, str], *, crosswalk: str = "") -> pd.Series:
    """Category code of each label, on the same index.

    Tried in this order: code of a category, its French label, `aliases` (the town's or the profile's own),
    shipped aliases and labels of état 4001. With `crosswalk="4001"`, a label that is or starts with a number
    is first read as an index of état 4001; otherwise a number is never guessed.
    NULL, empty and unknown labels give AUT1, the queue to qualify.
    Raises ProfileError when an alias leads to no category, or for an unknown crosswalk.
    """
    import pandas as pd  # only here: what reads the tables alone works without pandas

    if crosswalk not in ("", "4001"):
        raise ProfileError(f"Table de passage inconnue : « {crosswalk} ». Laissez vide ou indiquez « 4001 ».")
    known = _known_labels(aliases)
    codes, uniques = pd.factorize(labels)
    resolved = [_resolve(normalise_label(str(label)), known, crosswalk) for label in uniques]
    resolved.append(TO_QUALIFY)  # factorize gives -1 to NULL: the last one
    of_row = pd.Series(resolved, dtype=object).to_numpy()[codes]
    return pd.Series(of_row, index=labels.index, dtype=object, name=labels.name)


def _resolve(label: str, known: Mapping[str, str], crosswalk: str) -> str:
    numbered = _LEADING_INDEX.fullmatch(label) if crosswalk == "4001" else None
    if numbered:
        return crosswalk_4001().get(int(numbered[1]), TO_QUALIFY)
    return known.get(label, TO_QUALIFY)


@cache
def _shipped_labels() -> dict[str, str]:
    return {normalise_label(alias): code for alias, code in shipped_aliases().items()}


def _known_labels(aliases: Mapping[str, str]) -> dict[str, str]:
    """Normalised label → code; the later entries win."""
    for alias, code in aliases.items():
        if code not in categories_by_code():
            raise ProfileError(
                f"L'alias « {alias} » mène à « {code} », qui n'est pas une catégorie de la nomenclature. "
                f"Corrigez la table des alias : un code s'écrit comme TRA3."
            )
    own = {normalise_label(alias): code for alias, code in aliases.items()}
    official = {normalise_label(category.label): category.code for category in categories()}
    return _shipped_labels() | own | official | {code: code for code in categories_by_code()}
