"""What the words of a header say about the role of its column."""

import csv
import re
from functools import cache

from oltp_qgis_plugin.core.intake.header_labels import header_label
from oltp_qgis_plugin.core.resources import resource_path

# A header that says the words and something else says them less surely.
AMONG_OTHERS = 0.75
# A word that means it only alone, as « À » or « H », or alone under a title: « Appel – H ».
WHOLE = "="
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-Z])")


@cache
def _vocabulary() -> tuple[tuple[str, str, float], ...]:
    with resource_path("tables/header_words.csv").open(encoding="utf-8", newline="") as table:
        return tuple((row["role"], row["words"], float(row["weight"])) for row in csv.DictReader(table, delimiter=";"))


def header_scores(header: str) -> dict[str, float]:
    """Role → how much the header says it, 0 to 1; roles that it does not speak of, or denies, are left out.

    `dateConvention` and `date_convention` are two words.
    """
    words, last = (header_label(_CAMEL.sub(" ", text)) for text in (header, header.rpartition(" – ")[2]))
    padded = f" {words} "
    best: dict[str, float] = {}
    denied: dict[str, float] = {}
    for role, phrase, weight in _vocabulary():
        if phrase.startswith(WHOLE):
            if phrase[1:] in (words, last):
                best[role] = max(best.get(role, 0.0), weight)
            continue
        if f" {phrase} " not in padded:
            continue
        if weight < 0:
            denied[role] = min(denied.get(role, 0.0), weight)
        else:
            said = weight if words == phrase else weight * _share(phrase, words)
            best[role] = max(best.get(role, 0.0), said)
    scores = {role: score + denied.get(role, 0.0) for role, score in best.items()}
    return {role: score for role, score in scores.items() if score > 0}


def denies(header: str, role: str) -> bool:
    """Whether the header says that its column is not of this role."""
    padded = f" {header_label(_CAMEL.sub(' ', header))} "
    return any(r == role and w < 0 and f" {phrase} " in padded for r, phrase, w in _vocabulary())


def _share(phrase: str, words: str) -> float:
    """Less when the phrase is a small part of the header, more when it opens it."""
    opens = 1.0 if words.startswith(phrase + " ") else 0.9
    part = len(phrase.split()) / len(words.split())
    return opens * (AMONG_OTHERS + (1 - AMONG_OTHERS) * part - 0.1)
