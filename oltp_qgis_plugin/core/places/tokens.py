"""The words of a text in one spelling: what is glued taken apart, abbreviations spelled out, kinds of street marked."""

import re

from oltp_qgis_plugin.core.places.spelling import MAX_TEXT, folded, repair, unaccented
from oltp_qgis_plugin.core.places.words import (
    ARTICLES,
    BREAKS,
    LOCATORS,
    LOCATORS_BEFORE_OF,
    SUFFIXES,
    kinds,
    spellings,
)

KIND = "|".join(sorted((re.escape(word) for word in kinds().anywhere), key=len, reverse=True))
KIND_AT_START = "|".join(sorted((re.escape(word) for word in kinds().start), key=len, reverse=True))
_GLUED = (
    (re.compile(r"\bROND ?(?:S )?POINTS?\b|\bRD PT\b|\bR P\b(?= )"), "RONDPOINT"),
    (re.compile(r"\bLIEU ?X? ?DITS?\b"), "LIEUDIT"),
    (re.compile(r"\bZONE (?:D )?(?:INDUSTRIELLE|ARTISANALE|COMMERCIALE|ACTIVITES?|AMENAGEMENT CONCERTE)\b|"
                r"\bZ ?(?:A ?C|A ?E|I|A)\b(?= [A-Z]{2})"), "ZONE"),
    (re.compile(r"\bCENTRE COMMERCIAL\b|\bC CIAL\b|\bCTRE (?:CCIAL|COMMERCIAL|CIAL)\b"), "CCIAL"),
    (re.compile(r"\bGROUPE SCOLAIRE\b|\bGPE SCOL(?:AIRE)?\b"), "ECOLE"),
    (re.compile(r"\b(?:ROUTE DEPARTEMENTALE|RTE DEPARTEMENTALE|DEPARTEMENTALE|R ?D|D) ?(\d{1,4})(?= |$)"), r"D\1"),
    (re.compile(r"\b(?:ROUTE NATIONALE|RTE NATIONALE|NATIONALE|R ?N|N) ?(\d{1,3})"
                r"(?= (?!BIS|TER|RUE|AV|BD)|$)"), r"N\1"),
    (re.compile(r"\bAUTOROUTE ?A? ?(\d{1,3})\b"), r"A\1"),
    (re.compile(r"\bN ?D\b(?= (?:DE|DU|DES|D|LA|[A-Z]{4}))"), "NOTRE DAME"),
)  # fmt: skip
_MAY_BE_GLUED = re.compile(
    r"RO?N?D ?S? ?P|R P |LIEU|ZONE|\bZ|CIAL|CENTRE C|GROUPE S|GPE S|DEPARTEM|NATIONALE|AUTOROUTE|"
    r"\b(?:R ?)?[DN] ?\d|\bN ?D\b"
)
_GLUED_NUMBER = re.compile(r"\d[A-Z]|[A-Z]\d")
_NUMBER_WITH_E = re.compile(rf"^(\d{{1,4}})E (?=(?:{KIND}) )")
_LETTERS_THEN_POSTCODE = re.compile(r"([A-Z]{2,})(\d{5})(?=\D|$)")
_POSTCODE_THEN_LETTERS = re.compile(r"\b(\d{5})([A-Z]{2,})")
_NUMBER_THEN_LETTERS = re.compile(r"\b(\d{1,4})(?!(?:E|EME|ER|ERE|IEME|ND|NDE)\b)([A-Z]+)")
_LETTERS_THEN_NUMBER = re.compile(r"\b([A-Z]{3,})(\d{1,4})(?= |$)")
_INVERTED = re.compile(
    r"^\s*(\d{1,4}\s?(?:BIS|TER|QUATER|[A-F]\b)?[\s,]\s*)?([^()]{2,60})"
    rf"\(\s*((?:{KIND_AT_START})\b\.?[^()]*)\)(.*)$"
)


def words_of(text: str) -> str:
    """A text as typed, folded, put in order and taken apart: what the readings work on."""
    return spaced(folded(uninverted(text)))


def uninverted(text: str) -> str:
    """`BARBUSSE (AV. HENRI) DE 126` as `AV. HENRI BARBUSSE , DE 126`; another text as it is."""
    if "(" not in text:
        return text
    match = _INVERTED.match(unaccented(repair(text[:MAX_TEXT])))
    if not match:
        return text
    number, name, kind, rest = match.groups()
    return f"{number or ''}{kind} {name} , {rest}"


def spaced(text: str) -> str:
    """Glued numbers and words taken apart, kinds of several words made one."""
    if _GLUED_NUMBER.search(text):
        text = _NUMBER_WITH_E.sub(r"\1 E ", text)
        text = _LETTERS_THEN_POSTCODE.sub(r"\1 \2", text)
        text = _POSTCODE_THEN_LETTERS.sub(r"\1 \2", text)
        text = _LETTERS_THEN_NUMBER.sub(r"\1 \2", text)
        text = _NUMBER_THEN_LETTERS.sub(r"\1 \2", text)
    if _MAY_BE_GLUED.search(text):
        for pattern, replaced in _GLUED:
            text = pattern.sub(replaced, text)
    return text


def canonical(text: str) -> list[str]:
    """The words of a folded text in their one spelling; `=` before those that are a kind of street where they stand.

    Inside a name a kind keeps its own word: « rue du Tram ».
    """
    found: list[str] = []
    words = spellings()
    sure, start = kinds().anywhere, kinds().start
    first, named = True, False
    for token in text.split():
        if token in sure and not _inside_a_name(found):
            found.append(_kind(sure[token], token))
        elif first and token in start:
            found.append(_kind(start[token], token))
        else:
            found.append(words.get(token, token))
        named = token not in BREAKS and (named or found[-1][0] == "=")
        first = token in BREAKS or token in SUFFIXES or (not named and token.isdigit()) or (
            first and found[-1][0] != "=" and (token in ("LE", "LA", "LES", "L") or len(token) == 1)
        )
    return found


def _kind(kind: str, token: str) -> str:
    """A kind marked as such, and after a `:` the word that told it when it is another one: `=ARRET:TRAM`."""
    return f"={kind}" if token == kind or token[0] == kind[0] else f"={kind}:{token}"


def plain_word(token: str) -> str:
    """A canonical token as the word it is in a name: `CHEMIN`, `TRAM`."""
    return token.partition(":")[2] or token[1:] if token[0] == "=" else token


def _inside_a_name(before: list[str]) -> bool:
    """Whether the kind that comes next is a word of a name, « rue du Chemin de Fer », after these words."""
    for n in range(len(before) - 1, -1, -1):
        if before[n] not in ARTICLES:
            return (n < len(before) - 1 or before[n][0] == "=") and not (
                before[n] in BREAKS or before[n].isdigit() or before[n] in LOCATORS or before[n] in LOCATORS_BEFORE_OF
            )
    return False
