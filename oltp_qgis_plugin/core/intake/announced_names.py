"""Names that a word announces: M. and Mme, nommé, requérant, the son of, a quarrel between."""

import re

from oltp_qgis_plugin.core.intake import name_words as words
from oltp_qgis_plugin.core.intake.name_reader import LETTERED, SPACE, NameReader, Spans

_ANNOUNCED = re.compile(r"[ \u00a0]*[:=,(]?[ \u00a0]*[«\"“(]?[ \u00a0]*")


def announced(read: NameReader, i: int) -> Spans:
    """The names that word i announces."""
    folded = read.tokens[i].folded
    if not read.has(i + 1):
        return []
    if folded in words.HONORIFICS or folded in words.TITLES:
        return _after_honorific(read, i)
    gap = read.gap(i)
    if folded in words.NAMING and _ANNOUNCED.fullmatch(gap):
        return [] if read.of_a_thing(i) else read.name(i + 1, any_word=True)
    if folded in words.DISPUTES and read.spoken:
        return _two_parties(read, i)
    if folded in words.LABELS and re.fullmatch(r" ?[:=] ?", gap):
        return read.name(i + 1, any_word=True)
    if folded == "nom" and i > 0 and read.tokens[i - 1].folded == "au" and read.has(i + 2):
        return read.name(i + 2) if read.tokens[i + 1].folded in ("de", "d'") and not read.of_a_thing(i) else []
    if folded in words.ROLES:
        return _after_role(read, i)
    if folded in words.KIN and not read.shouted and not read.street_before(i, True):
        if read.has(i + 2) and read.tokens[i + 1].folded in ("de", "d'", "a"):
            return read.name(i + 2)
        following = read.tokens[i + 1].text
        acronym = following.isupper() and len(following) <= 4
        named = read.spoken and SPACE.fullmatch(gap) is not None and not acronym and folded not in words.ANIMALS
        return read.name(i + 1) if named else []
    return []


def _two_parties(read: NameReader, i: int) -> Spans:
    """Both names of « conflit de voisinage Petit / Moreau », of « litige entre Faure et Leblanc »."""
    j = i + 1
    while read.has(j) and j < i + 4 and read.tokens[j].folded in ("de", "entre", "voisinage", "le"):
        j += 1
    first = read.name(j) if read.has(j) and not read.shouted else []
    if not first:
        return []
    end = first[0][1]
    if "/" in read.text[first[0][0] : end]:
        return first
    parted = re.match(r" ?/ ?| (?:et|contre|c/) ", read.text[end:])
    after = end + parted.end() if parted else -1
    second = next((k for k in range(j + 1, len(read.tokens)) if read.tokens[k].start == after), None)
    found = read.name(second) if second is not None else []
    return first + found if found else []


def _after_honorific(read: NameReader, i: int) -> Spans:
    token, gap = read.tokens[i], read.gap(i)
    if not re.fullmatch(r"\.?[ \u00a0\u202f]{0,2}", gap) or read.street_before(i, token.folded in words.TITLES):
        return []
    if token.folded in ("m", "mm", "me", "pr", "dr") and not token.capital and "." not in gap:
        return []
    if token.folded in ("m", "me") and "." not in gap and (token.text == "ME" or _letter_of_a_line(read, i)):
        return []
    j = i + 1
    if read.tokens[j].text in ("X", "Y", "Z"):  # nobody is named
        return []
    function = False
    while read.has(j) and j - i < 6 and (
        read.tokens[j].folded in words.FUNCTIONS
        or read.tokens[j].folded in ("le", "la", "l'", "de", "du", "adjoint") and read.has(j + 1)
        and read.tokens[j + 1].folded in words.FUNCTIONS
    ):  # fmt: skip
        function = function or read.tokens[j].folded in words.FUNCTIONS
        j += 1
    if not read.has(j):
        return []
    if j > i + 1 and not SPACE.fullmatch(read.gap(j - 1)):
        return []
    any_word = not read.shouted and not function and read.tokens[j].folded not in words.PARTICLES
    short = len(read.tokens[j].text) < 2 or len(read.tokens[j].text) == 2 and read.tokens[j].text.isupper()
    named = read.name(j, any_word and not short, after_honorific=True)
    if named:
        named = [(named[0][0], _with_lower_first_names(read, named[0][1]))]
    if named and token.folded in words.SEVERAL:
        named += _after_and(read, named[0][1])
    if named or function or token.folded in words.TITLES:
        return named
    following = read.tokens[j]
    if token.folded in ("mme", "mlle", "mr") and following.folded in words.PARTICLES:
        k = j
        while read.has(k) and read.tokens[k].folded in words.PARTICLES:
            k += 1
        last = read.tokens[k] if read.has(k) else following
        article = following.folded in ("de", "la", "l'", "les", "d'", "du", "des")
        if not article and not last.capital and len(last.text) > 2 and not read.is_word(last):
            return [(following.start, last.end)]
    if following.folded in words.NAMES_TOO and not following.capital and token.folded in ("mme", "mlle", "mr"):
        return [(following.start, following.end)]
    lower = not following.capital and len(following.text) > 2 and following.folded not in words.AFTER_HONORIFIC
    if not lower or following.folded in words.PARTICLES:
        return []
    end = following.end
    if read.is_first_name(following) and read.has(j + 1) and SPACE.fullmatch(read.gap(j)):
        surname = read.tokens[j + 1]
        if len(surname.text) > 3 and not surname.capital and not read.is_word(surname):
            end = surname.end
    return [(following.start, end)]


def _with_lower_first_names(read: NameReader, end: int) -> int:
    """The end of a name with the first names in small letters that follow it: « Mr Ali mohamed ali »."""
    for i, token in enumerate(read.tokens[:-1]):
        following = read.tokens[i + 1]
        first_name = words.first_names().get(following.folded) is False and not following.capital
        if token.end == end and first_name and SPACE.fullmatch(read.gap(i)):
            end = following.end
    return end


def _after_and(read: NameReader, end: int) -> Spans:
    """The second of « MM. Faure et Leblanc »."""
    for i in range(len(read.tokens) - 1):
        if read.tokens[i].start == end + 1 and read.tokens[i].folded == "et":
            return read.name(i + 1)
    return []


def _letter_of_a_line(read: NameReader, i: int) -> bool:
    return i > 0 and read.tokens[i - 1].folded in LETTERED


def _after_role(read: NameReader, i: int) -> Spans:
    j, gaps = i + 1, read.gap(i)
    while read.has(j + 1) and read.tokens[j].folded in words.AFTER_ROLE and not read.tokens[j].capital:
        gaps, j = read.gap(j), j + 1
    if not _ANNOUNCED.fullmatch(gaps) or read.shouted and not re.search("[:=]", gaps):
        return []
    following = read.tokens[j]
    acronym = following.text.isupper() and len(following.text) <= 3 and not following.initial
    acronym = acronym and following.folded not in words.PARTICLES
    if read.tokens[i].folded == "chez" and (read.tokens[i].capital and i > 0 or read.of_a_thing(i)):
        return []
    if acronym or read.street_before(i, True) or read.street_before(j, True):
        return []
    if following.folded in words.HONORIFICS | words.TITLES:
        return []  # what follows it is looked at then
    if "," in gaps and following.folded not in words.first_names():
        return []
    return read.name(j)
