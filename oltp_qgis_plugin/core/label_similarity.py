"""Which known label a new one looks like, to suggest a category that a person then decides."""

import math
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import SequenceMatcher

from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, normalise_label

STEM = 5
EMPTY_WORDS = frozenset({
    "A", "AU", "AUX", "AVEC", "D", "DANS", "DE", "DES", "DU", "EN", "ET", "L", "LA", "LE", "LES", "OU", "PAR", "POUR",
    "SANS", "SUR", "UN", "UNE",
})  # fmt: skip
LEAST_SCORE = 0.3
WORDS_WEIGHT = 0.8


@dataclass(frozen=True)
class Suggestion:
    """A category that a label may mean, the known label that says so, and how alike they are, 0 to 1."""

    category: str
    alias: str
    score: float


class LabelIndex:
    """Known labels by their words: begun alike (5 letters), so that plurals and feminines meet; rare words weigh more.

    The score is 0.8 times the Dice coefficient of the weighted words plus 0.2 times the likeness of the letters.
    """

    def __init__(self, aliases: Mapping[str, str]) -> None:
        labels = {normalise_label(alias): (alias, category) for alias, category in aliases.items()}
        self.known = [(key, *found) for key, found in labels.items() if found[1] != TO_QUALIFY]
        self.words = [_stems(key) for key, _, _ in self.known]
        self.having: dict[str, list[int]] = defaultdict(list)
        for number, words in enumerate(self.words):
            for word in words:
                self.having[word].append(number)
        frequency = Counter(word for words in self.words for word in words)
        self.weights = {word: math.log(1 + len(self.known) / n) for word, n in frequency.items()}

    def suggest(self, label: str) -> Suggestion | None:
        """The best suggestion for a label, the first known label when several are as good; None below 0.3."""
        key = normalise_label(label)
        words = _stems(key)
        near = {number for word in words for number in self.having.get(word, ())}
        best = max(((self._score(key, words, number), -number) for number in near), default=(0.0, 0))
        if best[0] < LEAST_SCORE:
            return None
        _, alias, category = self.known[-best[1]]
        return Suggestion(category, alias, round(best[0], 2))

    def _score(self, key: str, words: frozenset[str], number: int) -> float:
        other = self.words[number]
        dice = 2 * self._weight(words & other) / (self._weight(words) + self._weight(other))
        return WORDS_WEIGHT * dice + (1 - WORDS_WEIGHT) * SequenceMatcher(None, key, self.known[number][0]).ratio()

    def _weight(self, words: frozenset[str]) -> float:
        rarest = math.log(1 + len(self.known))
        return sum(self.weights.get(word, rarest) for word in words)


def _stems(key: str) -> frozenset[str]:
    words = [word for word in key.split() if word not in EMPTY_WORDS]
    return frozenset(word[:STEM] for word in words)
