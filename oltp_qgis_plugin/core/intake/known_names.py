"""Names known by their first name, or by an initial."""

import re

from oltp_qgis_plugin.core.intake import name_words as words
from oltp_qgis_plugin.core.intake.name_reader import LETTERED, SPACE, NameReader, Spans

_ROMAN = re.compile(r"[IVX]+")
_CALL_SIGN = re.compile(r" \d{1,2}\b(?! ?ans)")


def by_first_name(read: NameReader, i: int) -> Spans:
    """The name that word i, a first name or an initial, is part of."""
    token = read.tokens[i]
    if token.initial:
        return _initialled(read, i)
    if not read.is_first_name(token) or read.street_before(i, True):
        return []
    if read.has(i + 1) and _ROMAN.fullmatch(read.tokens[i + 1].text) or i and _of_a_sign(read, i):
        return []
    if _CALL_SIGN.match(read.text, token.end):
        return []
    if not token.capital:
        return _in_small_letters(read, i)
    start = _surname_before(read, i)
    found = read.name(start) or read.name(i)
    if not found:
        return []
    alone = read.text[found[0][0] : found[0][1]].strip() == token.text
    if alone and (read.shouted or words.first_names().get(token.folded, False)):
        return []
    return found


def _in_small_letters(read: NameReader, i: int) -> Spans:
    """A first name that is no other word, and what follows it, in a text typed without capitals."""
    token = read.tokens[i]
    if not read.small or len(token.text) < 4 or words.first_names().get(token.folded) is not False:
        return []
    following = read.tokens[i + 1] if read.has(i + 1) and SPACE.fullmatch(read.gap(i)) else None
    surname = following is not None and len(following.text) > 3 and not read.is_word(following)
    return [(token.start, following.end if surname and following is not None else token.end)]


def _of_a_sign(read: NameReader, i: int) -> bool:
    """Whether token i ends a brand or a public name, or is that of a restaurant: « le bar Chez Marius »."""
    before = read.tokens[i - 1]
    together = words.fold(read.text[before.start : read.tokens[i].end])
    make = before.folded in words.VEHICLES
    return make or read.joined_names(together) or before.text == "Chez" and i > 1


def _initialled(read: NameReader, i: int) -> Spans:
    """« P. Marchetti », unless it is the name of a street or of a hall."""
    initial = read.tokens[i].folded not in words.HONORIFICS | words.TITLES
    dotted = initial and read.has(i + 1) and re.fullmatch(r"\. ?", read.gap(i)) is not None
    if not dotted or read.street_before(i, True):
        return []
    before, following = read.tokens[i - 1] if i else None, read.tokens[i + 1]
    if before is not None and (before.folded in LETTERED or before.text[-1:] in "'’" or before.initial):
        return []
    named = read.name(i + 1) if following.capital else []
    surname = read.text[slice(*named[0])] if named else ""
    proper = len(surname) > 2 and not surname.isupper()
    return [(read.tokens[i].start, named[0][1])] if proper else []


def _surname_before(read: NameReader, i: int) -> int:
    """The token where the name starts: the first name, or the capitalised words right before it."""
    first = i
    while first > 0 and i - first < 2 and SPACE.fullmatch(read.gap(first - 1)):
        before = read.tokens[first - 1]
        if not before.capital or before.folded in words.COMMON or before.folded in words.THINGS:
            break
        if before.folded in words.HONORIFICS | words.TITLES | words.ROLES | words.NAMING | words.LABELS | words.KIN:
            break
        within = first > 1 and "." not in read.gap(first - 2)
        if not read.shouted and not (before.text.isupper() or read.is_first_name(before) or within):
            break
        continued = i + 1 < len(read.tokens) and _name_right_of(read, i)
        if read.shouted and continued and not _follows_a_role(read, first - 1):
            break
        first -= 1
    return first


def _follows_a_role(read: NameReader, i: int) -> bool:
    return i > 0 and read.tokens[i - 1].folded in words.ROLES | words.HONORIFICS | words.LABELS


def _name_right_of(read: NameReader, i: int) -> bool:
    following = read.tokens[i + 1]
    joined = SPACE.fullmatch(read.gap(i)) is not None
    return joined and following.folded not in words.COMMON and following.folded not in words.THINGS
