"""The names of persons in a text: found by what announces them and by their first names, streets and schools spared."""

import re
from dataclasses import dataclass

from oltp_qgis_plugin.core.intake import name_words as words
from oltp_qgis_plugin.core.intake.personal_values import PersonalKind

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_TOKEN = re.compile(rf"(?:[ldjsncmtLDJSC]|[Qq]u)['’](?=[{_LETTER}])|[{_LETTER}]+(?:['’-][{_LETTER}]+)*")
_JOINED = re.compile(r" ?-? ?|\. ?| ?/ ?")
_SPACE = re.compile(r"[ \u00a0\u202f]{1,2}")
_ANNOUNCED = re.compile(r"[ \u00a0]*[:=,(]?[ \u00a0]*[«\"“(]?[ \u00a0]*")
_LETTERED = ("ligne", "bus", "tram", "metro", "batiment", "bat", "hall", "escalier", "porte", "bloc", "taille")
_ROMAN = re.compile(r"[IVX]+")
_INITIALLED = re.compile(r"\b[A-ZÀ-Þ]\. ?[A-ZÀ-Þ][a-zà-ÿ]{2}")
_CALL_SIGN = re.compile(r" \d{1,2}\b(?! ?ans)")
_SHOUTED, _FEW_CAPITALS = 0.75, 0.05
_LONGEST = 4


@dataclass(frozen=True)
class _Token:
    start: int
    end: int
    text: str
    folded: str

    @property
    def capital(self) -> bool:
        return self.text[0].isupper()

    @property
    def initial(self) -> bool:
        return len(self.text) == 1 and self.capital


def replace_names(text: str, present: frozenset[str], first_names: bool = True) -> tuple[str, bool]:
    """A text with a mark instead of each person's name, and whether there was one.

    present: `words_of` the text. A name is known by what announces it (M., Mme, nommé, requérant :) or, unless
    `first_names` is False, by its first name. The name of a street, a school, a stop, a building is kept. In a text
    all in capitals one word follows « M. ».
    """
    if words.triggers(first_names).isdisjoint(present) and not (first_names and _INITIALLED.search(text)):
        return text, False
    spans = _Finder(text, first_names).spans()
    for start, end in reversed(spans):
        text = text[:start] + PersonalKind.NAME.mark + text[end:]
    return text, bool(spans)


class _Finder:
    """One text cut into words."""

    def __init__(self, text: str, first_names: bool) -> None:
        self.text, self.by_first_name = text, first_names
        self.tokens = [_Token(m.start(), m.end(), m.group(), words.fold(m.group()))
                       for m in _TOKEN.finditer(text)]  # fmt: skip
        letters = [c for c in text if c.isalpha()]
        capitals = sum(token.capital for token in self.tokens[1:])
        self.small = capitals <= _FEW_CAPITALS * len(self.tokens)
        self.shouted = len(letters) > 6 and sum(c.isupper() for c in letters) >= _SHOUTED * len(letters)

    def spans(self) -> list[tuple[int, int]]:
        """Positions of the names, in order, none overlapping another."""
        found = []
        for i in range(len(self.tokens)):
            found += self._announced(i)
            if self.by_first_name:
                found += self._first_name(i)
        merged: list[tuple[int, int]] = []
        for start, end in sorted(found):
            if merged and start <= merged[-1][1]:
                merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
            else:
                merged.append((start, end))
        return merged

    def _gap(self, i: int) -> str:
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def _has(self, i: int) -> bool:
        return 0 <= i < len(self.tokens)

    def _announced(self, i: int) -> list[tuple[int, int]]:
        folded = self.tokens[i].folded
        if not self._has(i + 1):
            return []
        if folded in words.HONORIFICS or folded in words.TITLES:
            return self._after_honorific(i)
        gap = self._gap(i)
        if folded in words.NAMING and _ANNOUNCED.fullmatch(gap):
            return [] if self._of_a_thing(i) else self._name(i + 1, any_word=True)
        if folded in words.DISPUTES:
            return self._two_parties(i)
        if folded in words.LABELS and re.fullmatch(r" ?[:=] ?", gap):
            return self._name(i + 1, any_word=True)
        if folded == "nom" and i > 0 and self.tokens[i - 1].folded == "au" and self._has(i + 2):
            return self._name(i + 2) if self.tokens[i + 1].folded in ("de", "d'") and not self._of_a_thing(i) else []
        if folded in words.ROLES:
            return self._after_role(i)
        if folded in words.KIN and not self.shouted:
            if self._has(i + 2) and self.tokens[i + 1].folded in ("de", "d'", "a"):
                return self._name(i + 2)
            following = self.tokens[i + 1].text
            acronym = following.isupper() and len(following) <= 4
            named = _SPACE.fullmatch(gap) is not None and not acronym and folded not in words.ANIMALS
            return self._name(i + 1) if named and not self._street_before(i, True) else []
        return []

    def _of_a_thing(self, i: int) -> bool:
        """Whether a bar or a dog stands right before what announces a name."""
        before = {token.folded for token in self.tokens[max(0, i - 4) : i]}
        return not before.isdisjoint(words.THINGS | words.ANIMALS)

    def _two_parties(self, i: int) -> list[tuple[int, int]]:
        """Both names of « conflit de voisinage Petit / Moreau », of « litige entre Faure et Leblanc »."""
        j = i + 1
        while self._has(j) and j < i + 4 and self.tokens[j].folded in ("de", "entre", "voisinage", "le"):
            j += 1
        first = self._name(j) if self._has(j) and not self.shouted else []
        if not first:
            return []
        end = first[0][1]
        if "/" in self.text[first[0][0] : end]:
            return first
        parted = re.match(r" ?/ ?| (?:et|contre|c/) ", self.text[end:])
        after = end + parted.end() if parted else -1
        second = next((k for k in range(j + 1, len(self.tokens)) if self.tokens[k].start == after), None)
        found = self._name(second) if second is not None else []
        return first + found if found else []

    def _after_honorific(self, i: int) -> list[tuple[int, int]]:
        token, gap = self.tokens[i], self._gap(i)
        if not re.fullmatch(r"\.?[ \u00a0\u202f]{0,2}", gap) or self._street_before(i, token.folded in words.TITLES):
            return []
        if token.folded in ("m", "mm", "me", "pr", "dr") and not token.capital and "." not in gap:
            return []
        if token.folded in ("m", "me") and "." not in gap and (token.text == "ME" or self._letter_of_a_line(i)):
            return []
        j = i + 1
        if self.tokens[j].text in ("X", "Y", "Z"):  # nobody is named
            return []
        function = False
        while self._has(j) and j - i < 6 and (
            self.tokens[j].folded in words.FUNCTIONS
            or self.tokens[j].folded in ("le", "la", "l'", "de", "du", "adjoint") and self._has(j + 1)
            and self.tokens[j + 1].folded in words.FUNCTIONS
        ):  # fmt: skip
            function = function or self.tokens[j].folded in words.FUNCTIONS
            j += 1
        if not self._has(j):
            return []
        if j > i + 1 and not _SPACE.fullmatch(self._gap(j - 1)):
            return []
        any_word = not self.shouted and not function and self.tokens[j].folded not in words.PARTICLES
        short = len(self.tokens[j].text) < 2 or len(self.tokens[j].text) == 2 and self.tokens[j].text.isupper()
        named = self._name(j, any_word and not short, after_honorific=True)
        if named:
            named = [(named[0][0], self._with_lower_first_names(named[0][1]))]
        if named and token.folded in words.SEVERAL:
            named += self._after_and(named[0][1])
        if named or function or token.folded in words.TITLES:
            return named
        following = self.tokens[j]
        if token.folded in ("mme", "mlle", "mr") and following.folded in words.PARTICLES:
            k = j
            while self._has(k) and self.tokens[k].folded in words.PARTICLES:
                k += 1
            last = self.tokens[k] if self._has(k) else following
            article = following.folded in ("de", "la", "l'", "les", "d'", "du", "des")
            if not article and not last.capital and len(last.text) > 2 and not self._is_word(last):
                return [(following.start, last.end)]
        if following.folded in words.NAMES_TOO and not following.capital and token.folded in ("mme", "mlle", "mr"):
            return [(following.start, following.end)]
        lower = not following.capital and len(following.text) > 2 and following.folded not in words.AFTER_HONORIFIC
        if not lower or following.folded in words.PARTICLES:
            return []
        end = following.end
        if self._is_first_name(following) and self._has(j + 1) and _SPACE.fullmatch(self._gap(j)):
            surname = self.tokens[j + 1]
            if len(surname.text) > 3 and not surname.capital and not self._is_word(surname):
                end = surname.end
        return [(following.start, end)]

    def _with_lower_first_names(self, end: int) -> int:
        """The end of a name with the first names in small letters that follow it: « Mr Ali mohamed ali »."""
        for i, token in enumerate(self.tokens[:-1]):
            following = self.tokens[i + 1]
            first_name = words.first_names().get(following.folded) is False and not following.capital
            if token.end == end and first_name and _SPACE.fullmatch(self._gap(i)):
                end = following.end
        return end

    def _is_word(self, token: _Token) -> bool:
        """Whether a lower-case word means something else than a name: « mme le locataire »."""
        return token.folded in words.AFTER_HONORIFIC | words.ROLES | words.THINGS | words.KIN

    def _after_and(self, end: int) -> list[tuple[int, int]]:
        """The second of « MM. Faure et Leblanc »."""
        for i in range(len(self.tokens) - 1):
            if self.tokens[i].start == end + 1 and self.tokens[i].folded == "et":
                return self._name(i + 1)
        return []

    def _letter_of_a_line(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].folded in _LETTERED

    def _after_role(self, i: int) -> list[tuple[int, int]]:
        j, gaps = i + 1, self._gap(i)
        while self._has(j + 1) and self.tokens[j].folded in words.AFTER_ROLE and not self.tokens[j].capital:
            gaps, j = self._gap(j), j + 1
        if not _ANNOUNCED.fullmatch(gaps) or self.shouted and not re.search("[:=]", gaps):
            return []
        following = self.tokens[j]
        acronym = following.text.isupper() and len(following.text) <= 3 and not following.initial
        acronym = acronym and following.folded not in words.PARTICLES
        if self.tokens[i].folded == "chez" and (self.tokens[i].capital and i > 0 or self._of_a_thing(i)):
            return []
        if acronym or self._street_before(i, True) or self._street_before(j, True):
            return []
        if following.folded in words.HONORIFICS | words.TITLES:
            return []  # what follows it is looked at then
        if "," in gaps and following.folded not in words.first_names():
            return []
        return self._name(j)

    def _name(self, i: int, any_word: bool = False, after_honorific: bool = False) -> list[tuple[int, int]]:
        """The name that starts with token i: capitalised words that follow one another, particles between them."""
        last, n, j = -1, 0, i
        while self._has(j) and n < _LONGEST:
            token = self.tokens[j]
            if j > i and not _JOINED.fullmatch(self._gap(j - 1)):
                break
            if j > i and "." in self._gap(j - 1) and not self.tokens[j - 1].initial:
                break
            too = last == j - 1 >= i and token.folded in words.NAMES_TOO and not self.shouted
            common = token.folded in words.COMMON and not too
            named = token.capital and (not common or token.initial or (any_word and j == i))
            if token.folded in words.PARTICLES and not (last >= 0 and token.initial) and self._particle_of_name(j):
                pass
            elif named and not self._too_far(last, token, n):
                last, n = j, n + 1
            else:
                break
            j += 1
        if last < 0 or (after_honorific and self.tokens[i].folded in words.FUNCTIONS):
            return []
        if self._joined_names(words.fold(self.text[self.tokens[i].start : self.tokens[last].end])):
            return []
        end = self.tokens[last].end
        if self.tokens[last].initial and self.text[end : end + 1] == ".":
            end += 1
        return [(self.tokens[i].start, end)]

    def _particle_of_name(self, j: int) -> bool:
        following = self.tokens[j + 1] if self._has(j + 1) else None
        if following is None or _JOINED.fullmatch(self._gap(j)) is None or not following.capital:
            return False
        if following.folded in words.PARTICLES:
            return self._particle_of_name(j + 1)
        return following.folded not in words.COMMON

    def _too_far(self, last: int, token: _Token, n: int) -> bool:
        """Whether a word no longer belongs to the name: in capitals throughout, only a first name lengthens it."""
        if last < 0:
            return False
        if token.folded in words.THINGS and token.folded not in words.first_names():
            return True
        return (
            self.shouted
            and n > 0
            and not self._is_first_name(token)
            and not (self.tokens[last].initial or self._is_first_name(self.tokens[last]) and n == 1)
        )

    def _is_first_name(self, token: _Token) -> bool:
        known = words.first_names()
        return token.folded in known or all(part in known for part in token.folded.split("-"))

    def _first_name(self, i: int) -> list[tuple[int, int]]:
        token = self.tokens[i]
        if token.initial:
            return self._initialled(i)
        if not self._is_first_name(token) or self._street_before(i, True):
            return []
        if self._has(i + 1) and _ROMAN.fullmatch(self.tokens[i + 1].text) or i and self._of_a_sign(i):
            return []
        if _CALL_SIGN.match(self.text, token.end):
            return []
        if not token.capital:
            return self._in_small_letters(i)
        start = self._surname_before(i)
        found = self._name(start) or self._name(i)
        if not found:
            return []
        alone = self.text[found[0][0] : found[0][1]].strip() == token.text
        if alone and (self.shouted or words.first_names().get(token.folded, False)):
            return []
        return found

    def _in_small_letters(self, i: int) -> list[tuple[int, int]]:
        """A first name that is no other word, and what follows it, in a text typed without capitals."""
        token = self.tokens[i]
        if not self.small or len(token.text) < 4 or words.first_names().get(token.folded) is not False:
            return []
        following = self.tokens[i + 1] if self._has(i + 1) and _SPACE.fullmatch(self._gap(i)) else None
        surname = following is not None and len(following.text) > 3 and not self._is_word(following)
        return [(token.start, following.end if surname and following is not None else token.end)]

    def _of_a_sign(self, i: int) -> bool:
        """Whether token i ends a brand or a public name, or is that of a restaurant: « le bar Chez Marius »."""
        before = self.tokens[i - 1]
        together = words.fold(self.text[before.start : self.tokens[i].end])
        make = before.folded in words.VEHICLES
        return make or self._joined_names(together) or before.text == "Chez" and i > 1

    def _initialled(self, i: int) -> list[tuple[int, int]]:
        """« P. Marchetti », unless it is the name of a street or of a hall."""
        initial = self.tokens[i].folded not in words.HONORIFICS | words.TITLES
        dotted = initial and self._has(i + 1) and re.fullmatch(r"\. ?", self._gap(i)) is not None
        if not dotted or self._street_before(i, True):
            return []
        before, following = self.tokens[i - 1] if i else None, self.tokens[i + 1]
        if before is not None and (before.folded in _LETTERED or before.text[-1:] in "'’" or before.initial):
            return []
        named = self._name(i + 1) if following.capital else []
        surname = self.text[slice(*named[0])] if named else ""
        proper = len(surname) > 2 and not surname.isupper()
        return [(self.tokens[i].start, named[0][1])] if proper else []

    def _surname_before(self, i: int) -> int:
        """The token where the name starts: the first name, or the capitalised words right before it."""
        first = i
        while first > 0 and i - first < 2 and _SPACE.fullmatch(self._gap(first - 1)):
            before = self.tokens[first - 1]
            if not before.capital or before.folded in words.COMMON or before.folded in words.THINGS:
                break
            if before.folded in words.HONORIFICS | words.TITLES | words.ROLES | words.NAMING | words.LABELS | words.KIN:
                break
            within = first > 1 and "." not in self._gap(first - 2)
            if not self.shouted and not (before.text.isupper() or self._is_first_name(before) or within):
                break
            continued = i + 1 < len(self.tokens) and self._name_right_of(i)
            if self.shouted and continued and not self._follows_a_role(first - 1):
                break
            first -= 1
        return first

    def _follows_a_role(self, i: int) -> bool:
        return i > 0 and self.tokens[i - 1].folded in words.ROLES | words.HONORIFICS | words.LABELS

    def _name_right_of(self, i: int) -> bool:
        following = self.tokens[i + 1]
        joined = _SPACE.fullmatch(self._gap(i)) is not None
        return joined and following.folded not in words.COMMON and following.folded not in words.THINGS

    def _street_before(self, i: int, over_titles: bool) -> bool:
        """Whether the words before token i make it the name of a street, a school, a stop, a building."""
        j = i - 1
        chained = False
        while j >= 0 and i - j <= 7:
            token, gap = self.tokens[j], self._gap(j)
            if not re.fullmatch(r"[ \u00a0./'’-]{0,3}|(?: \d+ )", gap):
                return False
            if token.folded in (words.THINGS if over_titles else words.STREETS):
                return True
            chained = chained or token.folded == "et" or "/" in gap
            passed = token.folded in (words.BETWEEN if over_titles else words.PARTICLES)
            passed = passed or (over_titles and token.capital and self._is_first_name(token))
            if not passed and not (chained and (token.capital or token.folded == "et")):
                return False
            j -= 1
        return False

    def _joined_names(self, folded: str) -> bool:
        plain = " ".join(folded.replace("-", " ").replace("’", "'").split())
        return plain in words.public_names()
