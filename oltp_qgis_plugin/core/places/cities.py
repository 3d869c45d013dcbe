"""Communes named in a text: by their name, a former one, or the postcode."""

from dataclasses import dataclass

from oltp_qgis_plugin.core.places.fuzzy import Lexicon
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.phrases import Phrase
from oltp_qgis_plugin.core.places.words import ARTICLES

LONGEST_NAME = 7
POSTCODE_OTHER, POSTCODE_ONLY_OTHER, SPELT_OTHERWISE = 0.9, 0.35, 0.97


@dataclass(frozen=True)
class City:
    """A way to understand where a text is: the positions that name the commune, the communes (None for any),

    whether anything tells the commune, and the factor of the score for what does not agree.
    """

    positions: frozenset[int]
    communes: frozenset[int] | None
    known: bool
    factor: float = 1.0


class Cities:
    """The communes of an index."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.lexicon = Lexicon(index.cities, index.city_hashes, index.city_owners)
        self.of_postcode: dict[str, set[int]] = {}
        commune_of = index.object_commune.tolist()
        owners = [i for i, (a, b) in enumerate(zip(index.post_first[:-1].tolist(), index.post_first[1:].tolist(),
                                                    strict=True)) for _ in range(b - a)]  # fmt: skip
        self.postcodes: list[set[str]] = [set() for _ in index.communes]
        for thing, post in set(zip((commune_of[o] for o in owners), index.object_posts.tolist(), strict=True)):
            if thing >= 0:
                self.of_postcode.setdefault(index.postcodes[post], set()).add(thing)
                self.postcodes[thing].add(index.postcodes[post])

    def communes_of(self, city: int) -> frozenset[int]:
        """The communes that bear a name of city."""
        first, last = self.index.city_first[city], self.index.city_first[city + 1]
        return frozenset(self.index.city_communes[first:last].tolist())

    def named(self, key: str, fuzzy: bool) -> tuple[frozenset[int], float] | None:
        """Communes of a glued name and the factor of its spelling; None when there are none."""
        number = self.lexicon.number.get(key)
        if number is not None:
            return self.communes_of(number), 1.0
        if fuzzy and len(key) >= 3:
            alike = [n for n, between in self.lexicon.alike(key) if between == 1 or len(key) >= 9]
            if alike:
                return frozenset().union(*(self.communes_of(n) for n in alike)), SPELT_OTHERWISE
        return None

    def readings(self, phrase: Phrase, postcode: str, fuzzy: bool) -> list[City]:
        """The ways to understand the commune of a phrase, the most telling first; the last takes no word for it."""
        found = []
        for positions, key in self._spans(phrase):
            named = self.named(key, fuzzy)
            if named is not None:
                communes, factor = named
                within, agrees = self.agreeing(communes, postcode)
                found.append(City(frozenset(positions), within, True, factor * agrees))
        found.append(self._by_postcode(postcode))
        return found

    def agreeing(self, communes: frozenset[int], postcode: str) -> tuple[frozenset[int], float]:
        """Those of the communes that have the postcode; all, with a factor, when none has."""
        if not postcode:
            return communes, 1.0
        same = communes & self.of_postcode.get(postcode, set())
        if same:
            return frozenset(same), 1.0
        without = frozenset(c for c in communes if not self.postcodes[c] and self._in_department(c, postcode))
        return (without, 1.0) if without else (communes, POSTCODE_OTHER)

    def _by_postcode(self, postcode: str) -> City:
        none: frozenset[int] = frozenset()
        if not postcode:
            return City(none, None, False)
        communes = self.of_postcode.get(postcode, set())
        without = {c for c, posts in enumerate(self.postcodes) if not posts and self._in_department(c, postcode)}
        if communes or without:
            return City(none, frozenset(communes | without), True)
        if not any(self.postcodes) and not any(self.index.insee):
            return City(none, None, True)
        return City(none, None, False, POSTCODE_ONLY_OTHER)

    def _in_department(self, commune: int, postcode: str) -> bool:
        insee = self.index.insee[commune]
        width = 3 if postcode.startswith(("97", "98")) else 2
        return not insee or insee[:width] == postcode[:width] or (insee[:2] in ("2A", "2B") and postcode[:2] == "20")

    def _spans(self, phrase: Phrase) -> list[tuple[range, str]]:
        """Runs of words that may name a commune: after the postcode, at the end or the beginning of a group."""
        n = len(phrase.words)
        spans: dict[tuple[int, int], int] = {}
        for end in range(n, 0, -1):
            if end < n and phrase.run[end] == phrase.run[end - 1] and end not in phrase.kind_at \
                    and not phrase.words[end].isdigit():
                continue
            for start in range(max(0, end - LONGEST_NAME), end):
                if phrase.run[start] == phrase.run[end - 1] and not any(start < k < end for k in phrase.kind_at):
                    spans[start, end] = (phrase.after_post <= start) * 100 + end - start
        for start in (i for i in range(n) if i == 0 or phrase.run[i] != phrase.run[i - 1] or i == phrase.after_post):
            for end in range(start + 1, min(start + LONGEST_NAME, n) + 1):
                if phrase.run[start] == phrase.run[end - 1]:
                    spans.setdefault((start, end), end - start)
        ordered = sorted(spans, key=lambda span: -spans[span])
        return [(range(*span), self._key(phrase, *span)) for span in ordered
                if phrase.words[span[0]] not in ("DE", "D", "A", "ET", "EN") or span[0] == 0]  # fmt: skip

    @staticmethod
    def _key(phrase: Phrase, start: int, end: int) -> str:
        words = phrase.words[start:end]
        if words[-1] in ARTICLES:
            return ""
        return "".join(words)
