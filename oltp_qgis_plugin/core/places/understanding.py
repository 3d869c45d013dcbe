"""What a text means on an index: the streets and places that it may name, best first, and its number."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np

from oltp_qgis_plugin.core.places.addresses import EMPTY, Reading, read_core, split_lead, suffix_of
from oltp_qgis_plugin.core.places.cities import Cities, City
from oltp_qgis_plugin.core.places.explanation import Kinds
from oltp_qgis_plugin.core.places.fuzzy import distance
from oltp_qgis_plugin.core.places.gazetteer import code_key
from oltp_qgis_plugin.core.places.index import NOWHERE, AddressIndex
from oltp_qgis_plugin.core.places.names import city_key
from oltp_qgis_plugin.core.places.phrases import Phrase, phrase_of
from oltp_qgis_plugin.core.places.search import SURE, Found, NameSearch
from oltp_qgis_plugin.core.places.tokens import canonical, words_of
from oltp_qgis_plugin.core.places.words import SUFFIXES

CACHED = 50_000
DEEP, NEAR_THE_BEST = 40, 0.6
PERFECT = 0.97
CITY_UNKNOWN, UNSURE_ANYWHERE, SURE_ANYWHERE = 0.35, 0.8, 0.95
"""Without a commune among several: what is not quite the name said is less likely the one meant."""


@dataclass(frozen=True)
class Choice:
    """A street or place that may be the one meant: its score without its number, what is said of its kind."""

    thing: int
    score: float
    kinds: Kinds


@dataclass(frozen=True)
class Understood:
    """What a core (a text without its leading number) means: choices best first, and what its words say.

    communes: those that the text names, None when it names none. sides: the choices of each street of a crossing.
    """

    reading: Reading
    choices: tuple[Choice, ...] = ()
    number: int = 0
    suffix: str = ""
    communes: frozenset[int] | None = None
    city_words: str = ""
    street_words: str = ""
    sides: tuple[tuple[Choice, ...], ...] = ()


@dataclass(frozen=True)
class Asked:
    """A text as asked: its leading number and suffix, the last number of a leading range, what the rest means."""

    number: int
    suffix: str
    last: int
    understood: Understood


@dataclass(frozen=True)
class _How:
    """How the best name reads a phrase."""

    city: City
    found: Found


class Understanding:
    """Reads texts on an index; each core is read once."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.search, self.cities = NameSearch(index), Cities(index)
        self.several = len(index.communes) > 1
        self.codes = {code: thing for thing, code in enumerate(index.codes) if code}
        self._first, self._commune_of = index.name_first.tolist(), index.object_commune.tolist()
        self._names_in: dict[frozenset[int], frozenset[int]] = {}
        self._known: dict[tuple[str, str, str, bool], Understood] = {}

    def read(self, text: str, city: str = "", post: str = "", deep: bool = False) -> Asked:
        """What a text means. city, post: what columns of their own say. deep: look for misspellings in any case."""
        plain = words_of(text)
        if not plain:
            return Asked(0, "", 0, Understood(EMPTY))
        if self.codes and (coded := self._by_code(plain)) is not None:
            return Asked(0, "", 0, coded)
        number, suffix, last, core = split_lead(plain)
        understood = self._remembered((core, city, post, deep), self._understand)
        if not number:
            return Asked(understood.number, understood.suffix if understood.number else "", 0, understood)
        if not suffix and not understood.number:
            suffix = understood.suffix
        return Asked(number, suffix, last, understood)

    def _remembered(self, key: tuple[str, str, str, bool], make: Callable[..., Understood]) -> Understood:
        found = self._known.get(key)
        if found is None:
            if len(self._known) > CACHED:
                self._known.clear()
            found = self._known[key] = make(*key)
        return found

    def _by_code(self, plain: str) -> Understood | None:
        """The place whose code the text is, or holds: « collège 0340123A »."""
        for text in (plain, *(word for word in plain.split() if len(word) >= 5 and not word.isalpha())):
            thing = self.codes.get(code_key(text))
            if thing is not None:
                return Understood(Reading("lieu", core=plain), (Choice(thing, 1.0, Kinds.AGREE),), street_words=plain)
        return None

    def _understand(self, core: str, city: str, post: str, deep: bool) -> Understood:
        reading = read_core(core)
        if post and not reading.postcode:
            digits = "".join(c for c in post if c.isdigit())
            reading = replace(reading, postcode=digits.zfill(5) if digits else "")
        if reading.kind == "carrefour":
            sides = (self._choices(self._phrase(split_lead(street)[3]), reading, city, deep)[0]
                     for street in reading.streets)  # fmt: skip
            return Understood(reading, sides=tuple(map(tuple, sides)), street_words=" / ".join(reading.streets))
        phrase = self._phrase(reading.core, reading.units)
        choices, how = self._choices(phrase, reading, city, deep)
        number, suffix = (reading.number, reading.suffix) if reading.number else _number_within(phrase, how)
        place = how.city if how else self._named_city(phrase, reading.postcode, city)
        return Understood(
            reading, tuple(choices), number, suffix or _first_suffix(phrase, how), place.communes if place else None,
            " ".join(phrase.words[i] for i in sorted(place.positions)) or city if place else city,
            " ".join(word for i, word in enumerate(phrase.words)
                     if word[0] != "#" and (not place or i not in place.positions)),
        )  # fmt: skip

    def _named_city(self, phrase: Phrase, postcode: str, city: str) -> City | None:
        """The commune of a text that names no street that is known."""
        return next((one for one in self._readings(phrase, postcode, city, True) if one.communes), None)

    def _phrase(self, core: str, units: tuple[str, ...] = ()) -> Phrase:
        """The words of a core, those glued together taken apart, its buildings and halls after it."""
        whole = self.cities.lexicon
        tokens: list[str] = []
        for word in canonical(core):
            known = word in whole.number or bool(whole.alike(word))
            tokens += [word] if known else self.search.split_glued(word)
        tokens += [part for unit in units for part in (",", f"#{unit}")]
        return phrase_of(tokens, self.search.known)

    def _choices(self, phrase: Phrase, reading: Reading, city: str, deep: bool) -> tuple[list[Choice], _How | None]:
        """Streets and places that may be meant, best first, and how the best one reads the phrase.

        First as it is written; then misspelt, unless a name explains it well enough.
        """
        best: dict[int, Choice] = {}
        how: _How | None = None
        top = 0.0
        for fuzzy in (False, True):
            for one in self._readings(phrase, reading.postcode, city, fuzzy):
                if not fuzzy and top >= SURE and one.factor < 1:
                    continue
                for found in self.search.find(phrase, self._names_of(one.communes), one.positions, one.known, fuzzy):
                    score = found.score * one.factor
                    if self.several and not one.known and score < SURE_ANYWHERE:
                        score *= UNSURE_ANYWHERE
                    for thing in self._things(found.name, one.communes):
                        if thing not in best or best[thing].score < score:
                            best[thing] = Choice(thing, score, found.explained.kinds)
                    if score > top:
                        top, how = score, _How(one, found)
                if top >= PERFECT and one.known:
                    break
            if top >= SURE and not deep:
                break
        ranked = sorted(best.values(), key=lambda choice: -choice.score)
        return [choice for choice in ranked if choice.score >= NEAR_THE_BEST * top][:DEEP], how

    def _readings(self, phrase: Phrase, postcode: str, city: str, fuzzy: bool) -> list[City]:
        """The ways to understand the commune, from the phrase or from the column `city`."""
        if not city:
            return self.cities.readings(phrase, postcode, fuzzy)
        named = self.cities.named(city_key(city), True)
        if named is None:
            by_post = self.cities.by_postcode(postcode)
            return [replace(by_post, factor=by_post.factor * (PERFECT if by_post.communes else CITY_UNKNOWN))]
        communes, agrees = self.cities.agreeing(named[0], postcode)
        inside = [one for one in self.cities.readings(phrase, "", fuzzy)
                  if one.positions and one.communes and one.communes & communes]  # fmt: skip
        factor = agrees * named[1]
        return [*(replace(one, communes=communes, factor=factor) for one in inside),
                City(frozenset(), communes, True, factor)]  # fmt: skip

    def _names_of(self, communes: frozenset[int] | None) -> frozenset[int] | None:
        """The names that are in one of the communes, or in none that is known; None for any."""
        if communes is None or not self.several:
            return None
        found = self._names_in.get(communes)
        if found is None:
            rows = [np.searchsorted(self.index.object_commune, [commune, commune + 1])
                    for commune in (*communes, NOWHERE)]  # fmt: skip
            names = np.concatenate([self.index.object_name[first:last] for first, last in rows])
            found = self._names_in[communes] = frozenset(names.tolist())
        return found

    def _things(self, name: int, communes: frozenset[int] | None) -> list[int]:
        things = self.index.name_objects[self._first[name] : self._first[name + 1]].tolist()
        if communes is None:
            return things
        where = self._commune_of
        return [thing for thing in things if where[thing] in communes or where[thing] == NOWHERE]


def _number_within(phrase: Phrase, how: _How | None) -> tuple[int, str]:
    """The house number among the words that the name leaves: the one before the kind, else the last one."""
    if how is None:
        return 0, ""
    explained = how.found.explained
    left = [i for i, word in enumerate(phrase.words) if word.isdigit() and len(word) <= 4 and int(word) > 0
            and i not in explained.taken and i not in how.city.positions]  # fmt: skip
    if not left:
        return 0, ""
    start = explained.kind_position if explained.kind_position >= 0 else min(explained.taken)
    just_before = [i for i in left if i < start and start - i <= 2]
    chosen = just_before[-1] if just_before else left[-1]
    after = phrase.words[chosen + 1] if chosen + 1 < len(phrase.words) else ""
    suffix = suffix_of(after) if after in SUFFIXES or (len(after) == 1 and chosen + 2 == start) else ""
    return int(phrase.words[chosen]), suffix


def _first_suffix(phrase: Phrase, how: _How | None) -> str:
    """The suffix that begins a core, « 12 B les Oliviers », « 12 bos rue Pasteur »: a word that the name leaves."""
    first = phrase.words[0] if phrase.words else ""
    if how is None or 0 in how.found.explained.taken or 0 in phrase.kind_at or not first.isalpha():
        return ""
    if len(first) == 1:
        return first
    alike = [suffix for suffix in ("BIS", "TER", "QUATER") if distance(first, suffix, 1) == 1]
    return alike[0] if len(alike) == 1 and 0 not in phrase.maybe_kind else ""
