"""Addresses to points, offline: the index of the town's addresses and its gazetteer, together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.addresses import (
    EMPTY,
    SUFFIXES,
    Reading,
    _uninverted,
    canonical,
    read_core,
    spaced,
    split_lead,
    suffix_of,
)
from oltp_qgis_plugin.core.places.build import build_index, no_sources
from oltp_qgis_plugin.core.places.cities import Cities, City
from oltp_qgis_plugin.core.places.crossings import Crossings
from oltp_qgis_plugin.core.places.gazetteer import code_key, with_places
from oltp_qgis_plugin.core.places.index import NOWHERE, PLACE, AddressIndex
from oltp_qgis_plugin.core.places.names import city_key
from oltp_qgis_plugin.core.places.numbers import BETWEEN, BEYOND, EXACT, UNASKED, UNNUMBERED, Located, Numbering
from oltp_qgis_plugin.core.places.phrases import Phrase, phrase_of
from oltp_qgis_plugin.core.places.search import SURE, Found, NameSearch
from oltp_qgis_plugin.core.places.spelling import folded
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

DEFAULT_MIN_SCORE = 0.5
MATCH_COLUMNS = ("x", "y", "precision", "score", "label", "runner_up", "reason", "number", "suffix", "street",
                 "postcode", "city", "complement", "kind")  # fmt: skip
COMMUNE_SCORE, TIE_SCORE, NEAR_TIE = 0.3, 0.45, 0.97
STATE_FACTOR = {EXACT: 1.0, BETWEEN: 0.94, BEYOND: 0.88, UNNUMBERED: 0.92, UNASKED: 1.0}
SAME_PLACE_M = 60.0
CACHED = 50_000


@dataclass(frozen=True)
class Candidate:
    """One possible place of a text, in the CRS of the index."""

    label: str
    x: float
    y: float
    precision: Precision
    score: float
    reason: str


@dataclass(frozen=True)
class Choice:
    """An object that may be the one meant: its score without its number, the words that name the commune."""

    thing: int
    score: float
    agrees: bool


@dataclass(frozen=True)
class Understood:
    """What a core (a text without its leading number) means: choices best first, and what its words say."""

    reading: Reading
    choices: tuple[Choice, ...]
    number: int = 0
    suffix: str = ""
    city: frozenset[int] | None = None
    city_words: str = ""
    street_words: str = ""
    crossing: tuple[Candidate, ...] = ()


class Geocoder:
    """Matches addresses on an index. Texts are read once: repeated streets cost nothing."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.search, self.cities, self.numbering = NameSearch(index), Cities(index), Numbering(index)
        self.crossings = Crossings(index, self.search, self.numbering)
        self.communes = list(index.communes)
        self._names_in: dict[int, frozenset[int]] = {}
        self._understood: dict[tuple[str, str, str], Understood] = {}
        self.codes = {code: thing for thing, code in enumerate(index.codes) if code}

    @classmethod
    def open(cls, path: Path, places: pd.DataFrame | None = None) -> "Geocoder":
        """A geocoder on the index of a file and on more places (gazetteer.PLACE_COLUMNS, in its CRS).

        Raises IndexFileError.
        """
        return cls.on(AddressIndex.open(path), places)

    @classmethod
    def on(cls, index: AddressIndex, places: pd.DataFrame | None = None) -> "Geocoder":
        """A geocoder on an index and on more places (gazetteer.PLACE_COLUMNS, in its CRS)."""
        return cls(with_places(index, places) if places is not None and len(places) else index)

    @classmethod
    def of_places(cls, places: pd.DataFrame, epsg: int) -> "Geocoder":
        """A geocoder that knows named places alone (gazetteer.PLACE_COLUMNS, in EPSG:`epsg`)."""
        return cls.on(build_index(no_sources(epsg)), places)

    @property
    def epsg(self) -> int:
        """The CRS of what is found."""
        return self.index.epsg

    @property
    def summary(self) -> str:
        """What the index holds, as a French sentence."""
        return self.index.summary

    def match(
        self,
        texts: Sequence[str | None],
        cities: Sequence[str | None] | None = None,
        postcodes: Sequence[str | None] | None = None,
        min_score: float = DEFAULT_MIN_SCORE,
        progress: Progress = silent,
    ) -> pd.DataFrame:
        """MATCH_COLUMNS for each text, in its order, index 0 to n-1; each distinct text is matched once.

        cities, postcodes: what columns of their own say. Under `min_score` nothing is placed, but the best candidate
        stays in `label`, `score` and `reason`.
        """
        n = len(texts)
        keys = pd.DataFrame({"text": list(texts), "city": list(cities) if cities is not None else [""] * n,
                             "post": list(postcodes) if postcodes is not None else [""] * n}, dtype=object)  # fmt: skip
        keys = keys.where(keys.notna(), "").astype(str)
        number, distinct = pd.factorize(pd.MultiIndex.from_frame(keys) if n else pd.Index([]))
        rows = []
        for done, (text, city, post) in enumerate(distinct):
            if done % 256 == 0:
                go_on(progress, 100 * done / max(len(distinct), 1))
            rows.append(self._row(text, city, post, min_score))
        table = pd.DataFrame(rows, columns=list(MATCH_COLUMNS))
        return table.iloc[number].reset_index(drop=True) if n else table

    def match_parts(
        self,
        numbers: Sequence[str | None] | None,
        streets: Sequence[str | None],
        postcodes: Sequence[str | None] | None = None,
        cities: Sequence[str | None] | None = None,
        min_score: float = DEFAULT_MIN_SCORE,
        progress: Progress = silent,
    ) -> pd.DataFrame:
        """As `match`, for addresses whose number and street are in columns of their own; 99999 is no number."""
        if numbers is None:
            return self.match(streets, cities, postcodes, min_score, progress)
        plain = ("" if number is None or str(number).strip() in ("", "0", "99999") else str(number).strip()
                 for number in numbers)  # fmt: skip
        texts = [f"{number} {street or ''}".strip() for number, street in zip(plain, streets, strict=True)]
        return self.match(texts, cities, postcodes, min_score, progress)

    def candidates(self, text: str, city: str = "", postcode: str = "", limit: int = 10) -> list[Candidate]:
        """The possible places of a text, best first, whatever their score."""
        number, suffix, understood = self._read(text, city, postcode)
        return self._ranked(number, suffix, understood, limit)

    def _row(self, text: str, city: str, post: str, min_score: float) -> tuple:
        number, suffix, understood = self._read(text, city, post)
        reading = understood.reading
        found = self._ranked(number, suffix, understood, 3) if reading.kind != "vide" else []
        parts = (str(number) if number else "", suffix, understood.street_words, reading.postcode,
                 understood.city_words, reading.complement, reading.kind)  # fmt: skip
        if not found:
            said = "Texte vide." if reading.kind == "vide" else "Aucune voie ni aucun lieu de la base n'y ressemble."
            return (np.nan, np.nan, Precision.NONE.value, 0.0, "", "", said, *parts)
        best = found[0]
        runner_up = next((one.label for one in found[1:] if one.label != best.label), "")
        if best.score < min_score:
            said = best.reason if best.score == TIE_SCORE else f"Trop peu sûr (score {best.score:.2f}) : à vérifier."
            return (np.nan, np.nan, Precision.NONE.value, round(best.score, 3), best.label, runner_up, said, *parts)
        return (best.x, best.y, best.precision.value, round(best.score, 3), best.label, runner_up, best.reason, *parts)

    def _read(self, text: str, city: str, post: str) -> tuple[int, str, Understood]:
        """Number, suffix, and what the rest means."""
        plain = spaced(folded(_uninverted(text)))
        if not plain:
            return 0, "", Understood(EMPTY, ())
        if self.codes and (coded := self._by_code(plain)) is not None:
            return 0, "", coded
        number, suffix, last, core = split_lead(plain)
        key = (core, city, post)
        understood = self._understood.get(key)
        if understood is None:
            if len(self._understood) > CACHED:
                self._understood.clear()
            understood = self._understood[key] = self._understand(core, city, post)
        if not number:
            number, suffix = understood.number, understood.suffix if understood.number else ""
        elif not suffix and not understood.number:
            suffix = understood.suffix
        del last
        return number, suffix, understood

    def _by_code(self, plain: str) -> Understood | None:
        """The place whose code the text is, or holds: « collège 0340123A »."""
        for text in (plain, *(word for word in plain.split() if len(word) >= 5 and not word.isalpha())):
            thing = self.codes.get(code_key(text))
            if thing is not None:
                return Understood(Reading("lieu", core=plain), (Choice(thing, 1.0, True),), street_words=plain)
        return None

    def _understand(self, core: str, city: str, post: str) -> Understood:
        reading = read_core(core)
        if post and not reading.postcode:
            digits = "".join(c for c in post if c.isdigit())
            reading = replace(reading, postcode=digits.zfill(5) if digits else "")
        if reading.kind == "carrefour":
            return Understood(reading, (), crossing=tuple(self._crossing(reading, city)))
        tokens = [part for word in canonical(reading.core) for part in self.search.split_glued(word)]
        tokens += [part for unit in reading.units for part in (",", f"#{unit}")]
        phrase = phrase_of(tokens, self.search.known)
        choices, how = self._choices(phrase, reading, city)
        number, suffix = reading.number, reading.suffix
        if not number:
            number, suffix = _number_within(phrase, how)
        suffix = suffix or _first_letter(phrase, how)
        taken = how.city.positions if how else frozenset()
        return Understood(
            reading, tuple(choices), number, suffix, how.city.communes if how else None,
            " ".join(phrase.words[i] for i in sorted(taken)) or city,
            " ".join(word for i, word in enumerate(phrase.words) if i not in taken),
        )  # fmt: skip

    def _choices(self, phrase: Phrase, reading: Reading, city: str) -> "tuple[list[Choice], _How | None]":
        """Objects that may be meant, best first, and how the best one reads the phrase."""
        best: dict[int, Choice] = {}
        how: _How | None = None
        top = 0.0
        for fuzzy in (False, True):
            for one in self._readings(phrase, reading.postcode, city, fuzzy):
                if fuzzy is False and top >= SURE and one.factor < 1:
                    continue
                for found in self._names(phrase, one, reading, fuzzy):
                    score = found.score * one.factor
                    for thing in self._things(found.name, one.communes):
                        if thing not in best or best[thing].score < score:
                            best[thing] = Choice(thing, score, found.explained.kind_agrees)
                    if score > top:
                        top, how = score, _How(one, found)
                if top >= 0.97 and one.known:
                    break
            if top >= SURE:
                break
        ranked = sorted(best.values(), key=lambda choice: -choice.score)
        return [choice for choice in ranked if choice.score >= 0.6 * top][:40], how

    def _readings(self, phrase: Phrase, postcode: str, city: str, fuzzy: bool) -> list[City]:
        if not city:
            return self.cities.readings(phrase, postcode, fuzzy)
        named = self.cities.named(city_key(city), True)
        if named is None:
            by_post = self.cities.readings(Phrase((), (), (), 0), postcode, False)[-1]
            return [replace(by_post, factor=by_post.factor * (0.97 if by_post.communes else 0.35))]
        communes, agrees = self.cities.agreeing(named[0], postcode)
        inside = [one for one in self.cities.readings(phrase, "", fuzzy) if one.positions and one.communes
                  and one.communes & communes]  # fmt: skip
        return [*(replace(one, communes=communes, factor=agrees * named[1]) for one in inside),
                City(frozenset(), communes, True, agrees * named[1])]  # fmt: skip

    def _names(self, phrase: Phrase, city: City, reading: Reading, fuzzy: bool) -> list[Found]:
        allowed = None
        if city.communes is not None and len(self.communes) > 1:
            allowed = frozenset().union(*(self._names_of(commune) for commune in (*city.communes, NOWHERE)))
        single = len(self.communes) <= 1
        return self.search.find(phrase, allowed, city.positions, city.known, fuzzy)[: 12 if not single else 8]

    def _names_of(self, commune: int) -> frozenset[int]:
        found = self._names_in.get(commune)
        if found is None:
            first, last = np.searchsorted(self.index.object_commune, [commune, commune + 1])
            found = self._names_in[commune] = frozenset(self.index.object_name[first:last].tolist())
        return found

    def _things(self, name: int, communes: frozenset[int] | None) -> list[int]:
        index = self.index
        things = index.name_objects[index.name_first[name] : index.name_first[name + 1]].tolist()
        if communes is None:
            return things
        return [thing for thing in things if int(index.object_commune[thing]) in communes
                or index.object_commune[thing] == NOWHERE]  # fmt: skip

    def _ranked(self, number: int, suffix: str, understood: Understood, limit: int) -> list[Candidate]:
        """The candidates of a text, best first; two that lie apart and are as good as each other are no answer."""
        if understood.crossing:
            return list(understood.crossing[:limit])
        scored = []
        for choice in understood.choices:
            factor = STATE_FACTOR[self.numbering.state(choice.thing, number)] if number else 1.0
            if number and self.index.object_type[choice.thing] >= PLACE:
                factor = 0.97
            scored.append((choice.score * factor, choice))
        scored.sort(key=lambda one: -one[0])
        found = [self._candidate(score, choice, number, suffix, understood.reading) for score, choice in scored[:limit]]
        if len(found) > 1:
            tied = [one for one in found[1:] if one.score >= NEAR_TIE * found[0].score
                    and np.hypot(one.x - found[0].x, one.y - found[0].y) > SAME_PLACE_M]  # fmt: skip
            if tied and found[0].score > TIE_SCORE:
                said = f"Plusieurs réponses aussi bonnes : {found[0].label} ; {tied[0].label}. Précisez la commune."
                found = [replace(one, score=min(one.score, TIE_SCORE), reason=said) for one in found]
        if len(found) < limit and understood.city is not None:
            found += self._commune(understood)
        return found

    def _candidate(self, score: float, choice: Choice, number: int, suffix: str, reading: Reading) -> Candidate:
        if reading.kind == "plage" and not number:
            at = self.numbering.range_middle(choice.thing, reading.first, reading.last, reading.side)
        else:
            at = self.numbering.locate(choice.thing, number, suffix)
        if reading.near and at.precision == Precision.NUMBER:
            at = replace(at, precision=Precision.INTERPOLATED, reason="À la hauteur de ce numéro, dit le texte.")
        return Candidate(self.label(choice.thing, at), at.x, at.y, at.precision, score, at.reason)

    def _commune(self, understood: Understood) -> list[Candidate]:
        """The commune itself, when the text names one and no more; a weak candidate when it names more."""
        communes = sorted(understood.city or ())
        if len(communes) != 1:
            return []
        things = np.flatnonzero(self.index.object_commune == communes[0])
        x, y = np.median(self.index.object_x[things]), np.median(self.index.object_y[things])
        alone = not understood.street_words
        said = "Commune reconnue, sans voie." if alone else "Commune reconnue, voie absente de la base."
        return [Candidate(self.communes[communes[0]], float(x), float(y), Precision.COMMUNE,
                          1.0 if alone else COMMUNE_SCORE, said)]  # fmt: skip

    def label(self, thing: int, at: Located | None = None) -> str:
        """`12 bis Rue X 93140 Bondy`."""
        index = self.index
        first, last = index.post_first[thing], index.post_first[thing + 1]
        post = index.postcodes[index.object_posts[first]] if last > first else ""
        commune = index.communes[index.object_commune[thing]] if index.object_commune[thing] >= 0 else ""
        number = at.number if at is not None else ""
        return " ".join(part for part in (number, index.labels[thing], post, commune) if part)

    def _crossing(self, reading: Reading, city: str) -> list[Candidate]:
        sides = []
        for street in reading.streets:
            number, _, _, core = split_lead(street)
            del number
            tokens = [part for word in canonical(read_core(core).core) for part in self.search.split_glued(word)]
            choices, _ = self._choices(phrase_of(tokens, self.search.known), reading, city)
            sides.append(choices)
        found = self.crossings.candidates(sides)
        return [Candidate(one.label(self.label), one.x, one.y, one.precision, one.score, one.reason) for one in found]


@dataclass(frozen=True)
class _How:
    city: City
    found: Found


def _number_within(phrase: Phrase, how: _How | None) -> tuple[int, str]:
    """The house number among the words that the name leaves: the one before the kind, else the last one."""
    if how is None:
        return 0, ""
    left = [i for i, word in enumerate(phrase.words) if word.isdigit() and len(word) <= 4 and int(word) > 0
            and i not in how.found.explained.taken and i not in how.city.positions]  # fmt: skip
    if not left:
        return 0, ""
    kind = how.found.explained.kind_position
    start = kind if kind >= 0 else min(how.found.explained.taken)
    just_before = [i for i in left if i < start and start - i <= 2]
    chosen = just_before[-1] if just_before else left[-1]
    after = phrase.words[chosen + 1] if chosen + 1 < len(phrase.words) else ""
    suffix = suffix_of(after) if after in SUFFIXES or (len(after) == 1 and chosen + 2 == start) else ""
    return int(phrase.words[chosen]), suffix


def _first_letter(phrase: Phrase, how: "_How | None") -> str:
    """The suffix that begins a core, « 12 B les Oliviers »: a letter that the name leaves."""
    first = phrase.words[0] if phrase.words else ""
    if len(first) != 1 or not first.isalpha() or how is None or 0 in how.found.explained.taken:
        return ""
    return first


__all__ = ["DEFAULT_MIN_SCORE", "MATCH_COLUMNS", "Candidate", "Geocoder"]
