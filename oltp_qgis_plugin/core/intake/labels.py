"""Labels of a file that the nomenclature does not know, with the category that each most resembles."""

import difflib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from oltp_qgis_plugin.core.nomenclature import (
    TO_QUALIFY,
    categories,
    normalise_label,
    resolve_labels,
    shipped_aliases,
)

CLOSE = 0.72
MOST_SUGGESTED = 150
_EMPTY_WORDS = frozenset((
    "DE", "DU", "DES", "LA", "LE", "LES", "L", "D", "UN", "UNE", "ET", "OU", "EN", "SUR", "DANS", "AU", "AUX", "A",
    "PAR", "AVEC",
))  # fmt: skip


@dataclass(frozen=True)
class UnknownLabel:
    """A label as the file writes it, how many rows bear it, and the code it resembles, "" when none does."""

    label: str
    n: int
    suggested: str


def unknown_labels(labels: pd.Series, aliases: Mapping[str, str], crosswalk: str = "") -> tuple[UnknownLabel, ...]:
    """The labels that lead to no category, the most frequent first; empty ones are left out.

    Only the 150 most frequent come with a suggestion.
    """
    counts = labels[labels.str.strip() != ""].value_counts()
    unique = pd.Series(counts.index.astype(str), dtype=object)
    unknown = unique[(resolve_labels(unique, aliases, crosswalk=crosswalk) == TO_QUALIFY).to_numpy()]
    return tuple(
        UnknownLabel(label, int(counts[label]), suggest_category(label) if place < MOST_SUGGESTED else "")
        for place, label in enumerate(unknown)
    )


def suggest_category(label: str) -> str:
    """Code of the category whose known wording is closest to the label, "" when none is close."""
    words = _words(normalise_label(label))
    if not words:
        return ""
    best_code, best = "", CLOSE
    for known in dict.fromkeys(wording for word in words for wording in _by_first_letters().get(word[:2], ())):
        score = _likeness(words, known)
        if score > best:
            best_code, best = _known()[known], score
    return best_code


def _likeness(words: frozenset[str], known: frozenset[str]) -> float:
    """Share of the words that are the same, or nearly, in both wordings."""
    shared = sum(any(_alike(word, other) for other in known) for word in words)
    return 2 * shared / (len(words) + len(known)) if shared else 0.0


def _alike(word: str, other: str) -> bool:
    if word == other or word.rstrip("SX") == other.rstrip("SX"):
        return True
    near = min(len(word), len(other)) >= 5 and abs(len(word) - len(other)) <= 2 and word[0] == other[0]
    return near and difflib.SequenceMatcher(None, word, other).ratio() >= 0.85


def _words(text: str) -> frozenset[str]:
    return frozenset(word for word in text.split() if word not in _EMPTY_WORDS)


@cache
def _known() -> dict[frozenset[str], str]:
    known = {_words(normalise_label(alias)): code for alias, code in shipped_aliases().items()}
    known |= {_words(normalise_label(category.label)): category.code for category in categories()}
    return {words: code for words, code in known.items() if words and code != TO_QUALIFY}


@cache
def _by_first_letters() -> dict[str, list[frozenset[str]]]:
    """The known wordings by the first two letters of each of their words."""
    found: dict[str, list[frozenset[str]]] = {}
    for wording in _known():
        for letters in sorted({word[:2] for word in wording}):
            found.setdefault(letters, []).append(wording)
    return found
