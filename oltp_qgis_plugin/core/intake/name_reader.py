"""A text cut into words, and the name that starts at one of them: what streets and schools bear is none."""

import re
from dataclasses import dataclass

from oltp_qgis_plugin.core.intake import name_words as words

_LETTER = "A-Za-zÀ-ÖØ-öø-ÿŒœ"
_TOKEN = re.compile(rf"(?:[ldjsncmtLDJSC]|[Qq]u)['’](?=[{_LETTER}])|[{_LETTER}]+(?:['’-][{_LETTER}]+)*")
_JOINED = re.compile(r" ?-? ?|\. ?| ?/ ?")
SPACE = re.compile(r"[ \u00a0\u202f]{1,2}")
LETTERED = ("ligne", "bus", "tram", "metro", "batiment", "bat", "hall", "escalier", "porte", "bloc", "taille")
_SHOUTED, _FEW_CAPITALS = 0.75, 0.05
_LONGEST = 4
Spans = list[tuple[int, int]]
"""First and last position of each name in a text."""


@dataclass(frozen=True)
class Token:
    """A word. folded: in small letters without accents."""

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


class NameReader:
    """One text cut into words. shouted: typed in capitals. small: typed without any. spoken: sentences, no label."""

    def __init__(self, text: str, spoken: bool = True) -> None:
        self.text, self.spoken = text, spoken
        self.tokens = [Token(m.start(), m.end(), m.group(), words.fold(m.group()))
                       for m in _TOKEN.finditer(text)]  # fmt: skip
        letters = [c for c in text if c.isalpha()]
        capitals = sum(token.capital for token in self.tokens[1:])
        self.small = capitals <= _FEW_CAPITALS * len(self.tokens)
        self.shouted = len(letters) > 6 and sum(c.isupper() for c in letters) >= _SHOUTED * len(letters)

    def gap(self, i: int) -> str:
        return self.text[self.tokens[i].end : self.tokens[i + 1].start]

    def has(self, i: int) -> bool:
        return 0 <= i < len(self.tokens)

    def is_first_name(self, token: Token) -> bool:
        known = words.first_names()
        return token.folded in known or all(part in known for part in token.folded.split("-"))

    def is_word(self, token: Token) -> bool:
        """Whether a lower-case word means something else than a name: « mme le locataire »."""
        return token.folded in words.NO_SURNAME

    def street_before(self, i: int, over_titles: bool) -> bool:
        """Whether the words before token i make it the name of a street, a school, a stop, a building."""
        j = i - 1
        chained = False
        while j >= 0 and i - j <= 7:
            token, gap = self.tokens[j], self.gap(j)
            if not re.fullmatch(r"[ \u00a0./'’-]{0,3}|(?: \d+ )", gap):
                return False
            if token.folded in (words.THINGS if over_titles else words.STREETS):
                return True
            chained = chained or token.folded == "et" or "/" in gap
            passed = token.folded in (words.BETWEEN if over_titles else words.PARTICLES)
            passed = passed or (over_titles and token.capital and self.is_first_name(token))
            if not passed and not (chained and (token.capital or token.folded == "et")):
                return False
            j -= 1
        return False

    def of_a_thing(self, i: int) -> bool:
        """Whether a bar or a dog stands right before what announces a name."""
        before = {token.folded for token in self.tokens[max(0, i - 4) : i]}
        return not before.isdisjoint(words.THINGS | words.ANIMALS)

    def name(self, i: int, any_word: bool = False, after_honorific: bool = False) -> Spans:
        """The name that starts with token i: capitalised words that follow one another, particles between them."""
        last, n, j = -1, 0, i
        while self.has(j) and n < _LONGEST:
            token = self.tokens[j]
            if j > i and not _JOINED.fullmatch(self.gap(j - 1)):
                break
            if j > i and "." in self.gap(j - 1) and not self.tokens[j - 1].initial:
                break
            too = last == j - 1 >= i and token.folded in words.NAMES_TOO and not self.shouted
            common = token.folded in words.COMMON and not too
            named = token.capital and (not common or token.initial or (any_word and j == i))
            if token.folded in words.PARTICLES and not (last >= 0 and token.initial) and self.particle_of_name(j):
                pass
            elif named and not self.too_far(last, token, n):
                last, n = j, n + 1
            else:
                break
            j += 1
        if last < 0 or (after_honorific and self.tokens[i].folded in words.FUNCTIONS):
            return []
        if self.joined_names(words.fold(self.text[self.tokens[i].start : self.tokens[last].end])):
            return []
        end = self.tokens[last].end
        if self.tokens[last].initial and self.text[end : end + 1] == ".":
            end += 1
        return [(self.tokens[i].start, end)]

    def particle_of_name(self, j: int) -> bool:
        following = self.tokens[j + 1] if self.has(j + 1) else None
        if following is None or _JOINED.fullmatch(self.gap(j)) is None or not following.capital:
            return False
        if following.folded in words.PARTICLES:
            return self.particle_of_name(j + 1)
        return following.folded not in words.COMMON

    def too_far(self, last: int, token: Token, n: int) -> bool:
        """Whether a word no longer belongs to the name: in capitals throughout, only a first name lengthens it."""
        if last < 0:
            return False
        if token.folded in words.THINGS and token.folded not in words.first_names():
            return True
        return (
            self.shouted
            and n > 0
            and not self.is_first_name(token)
            and not (self.tokens[last].initial or self.is_first_name(self.tokens[last]) and n == 1)
        )

    def joined_names(self, folded: str) -> bool:
        plain = " ".join(folded.replace("-", " ").replace("’", "'").split())
        return plain in words.public_names()
