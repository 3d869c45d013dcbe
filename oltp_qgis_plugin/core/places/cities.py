"""Communes named in a text: by their name, a former one, or the postcode."""

from dataclasses import dataclass

from oltp_qgis_plugin.core.places.fuzzy import Lexicon, distance
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.phrases import Phrase
from oltp_qgis_plugin.core.places.words import ARTICLES

LONGEST_NAME, LONGEST_KEY, MANY = 7, 50, 200
POSTCODE_OTHER, POSTCODE_ONLY_OTHER, SPELT_OTHERWISE = 0.9, 0.35, 0.97


NONE: frozenset[int] = frozenset()


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
        self.lexicon = Lexicon(index.cities, index.city_hashes, index.city_owners, 1)
        self.of_postcode: dict[str, set[int]] = {}
        commune_of = index.object_commune.tolist()
        owners = [i for i, (a, b) in enumerate(zip(index.post_first[:-1].tolist(), index.post_first[1:].tolist(),
                                                    strict=True)) for _ in range(b - a)]  # fmt: skip
        self._names: list[list[str]] | None = None
        self._without: dict[str, frozenset[int]] | None = None
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
            named = self.named(key, False) or (self._alike(key, postcode) if fuzzy else None)
            if named is not None:
                communes, factor = named
                within, agrees = self.agreeing(communes, postcode)
                found.append(City(frozenset(positions), within, True, factor * agrees))
        found.append(self.by_postcode(postcode))
        return found

    def agreeing(self, communes: frozenset[int], postcode: str) -> tuple[frozenset[int], float]:
        """Those of the communes that have the postcode; all, with a factor, when none has."""
        if not postcode:
            return communes, 1.0
        same = communes & self.of_postcode.get(postcode, set())
        if same:
            return frozenset(same), 1.0
        without = communes & self._unposted(postcode)
        return (without, 1.0) if without else (communes, POSTCODE_OTHER)

    def by_postcode(self, postcode: str) -> City:
        """What a postcode alone tells of the commune."""
        if not postcode:
            return City(NONE, None, False)
        communes = self.of_postcode.get(postcode, set())
        without = self._unposted(postcode)
        if communes or without:
            return City(NONE, frozenset(communes | without), True)
        if not any(self.postcodes) and not any(self.index.insee):
            return City(NONE, None, True)
        return City(NONE, None, False, POSTCODE_ONLY_OTHER)

    def _unposted(self, postcode: str) -> frozenset[int]:
        """The communes whose postcode the base does not tell, in the department of this one."""
        if self._without is None:
            self._without = {}
            for commune, posts in enumerate(self.postcodes):
                if not posts:
                    department = _department(self.index.insee[commune])
                    self._without[department] = self._without.get(department, NONE) | {commune}
        own = NONE if len(postcode) < 5 else self._without.get(_department(postcode), NONE)
        return own | self._without.get("", NONE)

    def _alike(self, key: str, postcode: str) -> tuple[frozenset[int], float] | None:
        """Communes whose name looks like a key: those of the postcode first, then all."""
        if not 3 <= len(key) <= LONGEST_KEY:
            return None
        communes = self.of_postcode.get(postcode, set()) | self._unposted(postcode) if postcode else set()
        if not communes or len(communes) > MANY:
            return self.named(key, True)
        limit = 1 + (len(key) > 9)
        near = frozenset(c for c in communes if any(distance(key, name, limit) <= limit for name in self.names_of(c)))
        return (near, SPELT_OTHERWISE) if near else None

    def names_of(self, commune: int) -> list[str]:
        """The glued names of a commune."""
        if self._names is None:
            self._names = [[] for _ in self.index.communes]
            for city, name in enumerate(self.index.cities):
                for c in self.communes_of(city):
                    self._names[c].append(name)
        return self._names[commune]

    def _spans(self, phrase: Phrase) -> list[tuple[range, str]]:
        """Runs of words that may name a commune: after the postcode, at the end or the beginning of a group."""
        n = len(phrase.words)
        country = n > 1 and phrase.words[-1] == "FRANCE"
        spans: dict[tuple[int, int], int] = {}
        for end in range(n, 0, -1):
            goes_on = end < n and phrase.run[end] == phrase.run[end - 1]
            if goes_on and end not in phrase.kind_at and not phrase.words[end].isdigit() and not (
                country and end == n - 1
            ):
                continue
            for start in range(max(0, end - LONGEST_NAME), end):
                if phrase.run[start] == phrase.run[end - 1]:
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


def _department(code: str) -> str:
    """The department of a postcode or of the code of a commune: 34, 2A and 2B as 20, 974; "" without a code."""
    if code.startswith(("97", "98")):
        return code[:3]
    return "20" if code[:2] in ("2A", "2B") else code[:2]
