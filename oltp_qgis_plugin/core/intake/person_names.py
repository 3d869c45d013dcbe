"""The names of persons in a text: found by what announces them and by their first names, streets and schools spared."""

import re

from oltp_qgis_plugin.core.intake import name_words as words
from oltp_qgis_plugin.core.intake.announced_names import announced
from oltp_qgis_plugin.core.intake.known_names import by_first_name
from oltp_qgis_plugin.core.intake.name_reader import NameReader, Spans
from oltp_qgis_plugin.core.intake.personal_values import PersonalKind

_INITIALLED = re.compile(r"\b[A-ZÀ-Þ]\. ?[A-ZÀ-Þ][a-zà-ÿ]{2}")


def replace_names(text: str, present: frozenset[str], first_names: bool = True) -> tuple[str, bool]:
    """A text with a mark instead of each person's name, and whether there was one.

    present: `words_of` the text. A name is known by what announces it (M., Mme, nommé, requérant :) or, unless
    `first_names` is False, by its first name. The name of a street, a school, a stop, a building is kept. In a text
    all in capitals one word follows « M. ».
    """
    if words.triggers(first_names).isdisjoint(present) and not (first_names and _INITIALLED.search(text)):
        return text, False
    spans = _spans(NameReader(text, spoken=first_names), first_names)
    for start, end in reversed(spans):
        text = text[:start] + PersonalKind.NAME.mark + text[end:]
    return text, bool(spans)


def _spans(read: NameReader, first_names: bool) -> Spans:
    """Positions of the names, in order, none overlapping another."""
    found = []
    for i in range(len(read.tokens)):
        found += announced(read, i)
        if first_names:
            found += by_first_name(read, i)
    merged: Spans = []
    for start, end in sorted(found):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
