"""Labels of a file that the nomenclature does not know, with the category that each most resembles."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

import pandas as pd

from oltp_qgis_plugin.core.label_similarity import LabelIndex
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, categories, resolve_labels, shipped_aliases

CLOSE = 0.5
MOST_SUGGESTED = 150


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
    """Code of the category whose known wording the label most resembles, "" when none is close enough."""
    found = _index().suggest(label)
    return found.category if found and found.score >= CLOSE else ""


@cache
def _index() -> LabelIndex:
    return LabelIndex({category.label: category.code for category in categories()} | shipped_aliases())
