"""Names of the index that explain a phrase, best first."""

import heapq
from collections.abc import Iterable
from dataclasses import dataclass

from oltp_qgis_plugin.core.places.explanation import Explained, Hits, Name, explain, parse_name
from oltp_qgis_plugin.core.places.fuzzy import Lexicon, distance
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.phrases import Phrase
from oltp_qgis_plugin.core.places.words import ARTICLES, WEIGHTS, kinds, long_spellings, role_of, spellings

DEEP, LONG_POSTING = 30, 3_000
SURE = 0.8
"""A name that explains the phrase so well without any misspelling stops the search for misspellings."""
ALIKE = {(1, True): 0.93, (1, False): 0.88, (2, True): 0.78, (2, False): 0.7}
SHORT_WORD = 0.82
KIND_ALIKE, KIND_WORD = 0.99, 0.3
"""A kind may also be a word of the name, « rue du Chemin Vert »; it is no reason to prefer such a name."""


@dataclass(frozen=True)
class Found:
    """A name of the index and how it explains the phrase."""

    name: int
    explained: Explained

    @property
    def score(self) -> float:
        """Its score, 0–1."""
        return self.explained.score


class NameSearch:
    """The names of an index, searched by their words, misspelt ones too."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.lexicon = Lexicon(index.words, index.word_hashes, index.word_owners)
        self.known = frozenset(index.words) | frozenset(index.city_words)
        self._names: dict[int, Name] = {}
        self._postings: dict[int, list[int]] = {}
        self._longest = max(map(len, index.words), default=0)

    def name(self, number: int) -> Name:
        """A name taken apart."""
        found = self._names.get(number)
        if found is None:
            found = self._names[number] = parse_name(self.index.names[number])
        return found

    def posting(self, word: int) -> list[int]:
        """The names that have a word."""
        found = self._postings.get(word)
        if found is None:
            first, last = self.index.word_first[word], self.index.word_first[word + 1]
            found = self._postings[word] = self.index.word_names[first:last].tolist()
        return found

    def find(self, phrase: Phrase, allowed: frozenset[int] | None, city: frozenset[int], city_known: bool,
             fuzzy: bool) -> list[Found]:  # fmt: skip
        """The names, best first, at most DEEP. allowed: only these; None for all. city: positions of the commune."""
        hits = self.hits(phrase, city, fuzzy)
        if not hits:
            return []
        gathered = self._gather(hits, allowed)
        if not gathered:
            return []
        best = max(gathered.values())
        chosen = heapq.nlargest(DEEP, (item for item in gathered.items() if item[1] >= 0.55 * best),
                                key=lambda item: item[1])  # fmt: skip
        found = []
        for number, _ in chosen:
            explained = explain(phrase, self.name(number), hits, city, city_known)
            if explained is not None:
                found.append(Found(number, explained))
        found.sort(key=lambda one: -one.explained.score)
        return found

    def hits(self, phrase: Phrase, city: frozenset[int], fuzzy: bool) -> Hits:
        """For each word of the base that the phrase has, where and how alike."""
        words = phrase.words
        free = [i for i in phrase.free if i not in city]
        if not free:
            free = [i for i, word in enumerate(words) if i not in city and i not in phrase.kind_at]
        found: Hits = {}
        numbers = self.lexicon.number
        for i in free:
            if words[i] in numbers:
                found.setdefault(words[i], []).append((i, 1.0, 1))
            for width in (2, 3):
                span = words[i : i + width]
                if len(span) == width and i + width - 1 not in city and phrase.run[i] == phrase.run[i + width - 1]:
                    glued = "".join(span)
                    if glued in numbers and not glued.isdigit():
                        found.setdefault(glued, []).append((i, 0.97, width))
        for i, word in enumerate(words):
            if len(word) <= 3 and (len(word) == 1 or word[0].isdigit()) and f"#{word}" in numbers and i not in city:
                found.setdefault(f"#{word}", []).append((i, 0.95, 1))
        for i in phrase.kind_at:
            if words[i] in numbers and i not in city:
                found.setdefault(words[i], []).append((i, KIND_ALIKE, 1))
        if fuzzy:
            self._add_alike(phrase, free, found)
        return found

    def _add_alike(self, phrase: Phrase, free: Iterable[int], found: Hits) -> None:
        for i in free:
            word = phrase.words[i]
            known = word in self.known
            for spelling in () if known else self._misspelt(word):
                found.setdefault(spelling, []).append((i, ALIKE[1, False], 1))
            for number, between in self.lexicon.alike(word):
                alike = ALIKE[between, len(word) >= 7] if len(word) > 4 else SHORT_WORD
                found.setdefault(self.index.words[number], []).append((i, alike - 0.08 * known, 1))
        for i in free:
            if i + 1 < len(phrase.words) and phrase.run[i] == phrase.run[i + 1]:
                glued = phrase.words[i] + phrase.words[i + 1]
                if len(glued) >= 6:
                    for number, between in self.lexicon.alike(glued):
                        if between == 1:
                            found.setdefault(self.index.words[number], []).append((i, 0.85, 2))

    def _misspelt(self, word: str) -> list[str]:
        """The words that a misspelt number or abbreviation stands for, among those of the index: PEMIERE for 1."""
        if len(word) < 4:
            return []
        near = {spellings()[other] for other in long_spellings() if distance(word, other, 1) == 1}
        return [found for found in near if found in self.lexicon.number]

    def _gather(self, hits: Hits, allowed: frozenset[int] | None) -> dict[int, float]:
        """Weight of the words that each name shares with the phrase."""
        gathered: dict[int, float] = {}
        postings = sorted(((self.lexicon.number[word], word, max(alike for _, alike, _ in where))
                           for word, where in hits.items()),
                          key=lambda one: len(self.posting(one[0])))  # fmt: skip
        for number, word, alike in postings:
            names = self.posting(number)
            weight = WEIGHTS[role_of(word)].both * alike * (KIND_WORD if alike == KIND_ALIKE else 1.0)
            if allowed is not None:
                names = [n for n in names if n in allowed]
            if len(names) > LONG_POSTING and gathered:
                for n in names if len(names) < len(gathered) else [n for n in gathered if n in set(names)]:
                    if n in gathered:
                        gathered[n] += weight
                continue
            for n in names:
                gathered[n] = gathered.get(n, 0.0) + weight
        return gathered

    def split_glued(self, word: str) -> list[str]:
        """A word unknown to the index as the known words that make it up, fewest first; itself when there are none."""
        if len(word) < 5 or word[0] == "=" or word in self.known or word.isdigit() or self.lexicon.alike(word):
            return [word]
        small = kinds().anywhere
        best: list[list[str] | None] = [[]] + [None] * len(word)
        for end in range(1, len(word) + 1):
            for start in range(max(0, end - max(self._longest, 12)), end):
                before, piece = best[start], word[start:end]
                if before is None or not (
                    (len(piece) >= 3 and (piece in self.known or piece in small)) or piece in ARTICLES
                    and (end < len(word) or (before and before[0] in small)) or (piece.isdigit() and len(piece) <= 4)
                ):  # fmt: skip
                    continue
                ahead = best[end]
                if ahead is None or len(before) + 1 < len(ahead):
                    best[end] = [*before, piece]
        parts = best[len(word)]
        if parts is None or len(parts) > 5 or sum(part in ARTICLES for part in parts) > 2:
            return [word]
        if parts[0] not in small and not any(len(part) >= 4 and part in self.known for part in parts):
            return [word]
        return [f"={small[part]}" if part in small else part for part in parts]
