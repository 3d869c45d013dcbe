"""Addresses as people and police type them, split into their parts, without any base."""

import re
from dataclasses import dataclass
from functools import lru_cache

from oltp_qgis_plugin.core.places.spelling import folded, repair
from oltp_qgis_plugin.core.places.words import (
    ARTICLES,
    BREAKS,
    LOCATORS,
    LOCATORS_BEFORE_OF,
    MONTHS,
    kinds,
    spellings,
)

SUFFIXES = {"BIS": "BIS", "TER": "TER", "QUATER": "QUATER", "QUARTER": "QUATER", "QUINQUIES": "QUINQUIES",
            "QUINTER": "QUINQUIES"}  # fmt: skip
TO_THE_END = 99_999

_KIND = "|".join(sorted((re.escape(word) for word in kinds().anywhere), key=len, reverse=True))
_START = "|".join(sorted((re.escape(word) for word in kinds().start), key=len, reverse=True))
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
)  # fmt: skip
_LETTERS_THEN_POSTCODE = re.compile(r"([A-Z]{2,})(\d{5})(?=\D|$)")
_POSTCODE_THEN_LETTERS = re.compile(r"\b(\d{5})([A-Z]{2,})")
_NUMBER_THEN_LETTERS = re.compile(r"\b(\d{1,4})(?!(?:E|EME|ER|ERE|IEME|ND|NDE)\b)([A-Z]+)")
_NUMBER_WITH_E = re.compile(rf"^(\d{{1,4}})E (?=(?:{_KIND}) )")
_LETTERS_THEN_NUMBER = re.compile(r"\b([A-Z]{3,})(\d{1,4})(?= |$)")
_POSTCODE = re.compile(r"(?<![\d/])(?:F )?(\d{5}|(?:0[1-9]|[1-8]\d|9[0-8]) \d{3}(?= [A-Z]{3}))(?![\d/])"
                       r"(?: (?:CEDEX)(?: \d+)?)?")  # fmt: skip
_CEDEX = re.compile(r"\bCEDEX(?: \d{1,2})?\b")
_INVERTED = re.compile(rf"^([^()]{{2,60}})\(\s*((?:{_START})\b\.?[^()]*)\)(.*)$")
_SIDE = re.compile(r"\b(?:COTES?|NUMEROS?) (?:(?:DES )?NUMEROS? )?(?:(P|PA|PAI|PAIR|PAIRE|PAIRS|PAIRES)|"
                   r"(I|IM|IMP|IMPA|IMPAI|IMPAIR|IMPAIRE|IMPAIRS|IMPAIRES))(?= |$)|(?<=[\d,N]) (?:C|CO|COT|COTE)$")
_RANGE = re.compile(
    r"(?:\bDU N |\bDES? N |\bDE |\bDU |\bENTRE LES? |\bENTRE |\bN )?"
    r"\b(\d{1,4}) ?(?:BIS|TER|[A-F])? ?(?:A|AU|ET LE|ET) (?:N )?(\d{1,4}|FIN)(?: BIS| TER)?\b"
)
_BEFORE_KIND = rf"(?= (?:{_KIND})\b| ?,|$)"
_LEAD = re.compile(
    r"^(?:(?:LE |AU |DU )?(?:NO|NOS) |(?:LE|AU) )?0*(\d{1,4})(?= |,|/|$)"
    rf"((?: ?(?:{'|'.join(SUFFIXES)})(?: [A-Z]{_BEFORE_KIND})?)(?= |,|/|$)|(?: [A-Z]{_BEFORE_KIND}))?"
    rf"(?:(?: ?[,/&] ?| A | AU | ET | - )(\d{{1,4}})\b(?: (?:BIS|TER|[A-F](?= ,| (?:{_KIND})\b)))?)*"
    rf" ?,? ?(?!(?:{'|'.join(MONTHS)}|E|EME)\b)"
)
_NEAR = re.compile(
    r"\b(?:FACE|DEVANT|NIVEAU|HAUTEUR|DROIT|PROXIMITE|PRES)(?: (?:DE|DU|DES|D|A|AU|AUX))?"
    r"(?: (?:LE|LA|LES|L|NO|NUMERO|N)){0,2} (?=\d{1,4}\b(?! ?(?:E|EME|ER)\b))"
)
_UNIT = re.compile(
    r"\b(?:BATIMENT|BAT|BT|ESCALIER|ESC|APPARTEMENT|APPART|APPT|APT|HALL|ENTREE|ETAGE|ETG|BP|CS|TSA|LOGEMENT|LGT|CAGE)S?"
    r" ?(?:N |NO )?([A-Z]\d{0,4}|\d{1,4}[A-Z]?)(?= |$)"
    r"|\b(?:PORTE|TOUR|IMMEUBLE|IMM) (?:N |NO )?([A-Z]|\d{1,4}[A-Z]?)(?= ,|$)"
)
_FLOOR = re.compile(r"\b(?:(\d{1,2}) ?(?:ER|E|EME|ND)? (?:ETAGE|ETG)|RDC|REZ DE CHAUSSEE|SOUS SOL|INTERPHONE.*)(?= |$)")
_KILOMETRE = re.compile(r"\bP ?[KR] ?\d+(?:[ ,+]\d{1,3})?(?= |$)")
_COUNTRY = re.compile(r"(, |@ .*)FRANCE$")
_ANGLE = re.compile(
    r"\b(?:A L )?(?:ANGLES?|CROISEMENTS?|INTERSECTIONS?|CARREFOURS?(?= (?:DE |DES |DU |D |[A-Z ]+/)))"
    r"(?: (?:AVEC|FORME PAR|ENTRE|DE|DU|DES|D))?(?: (?:LA|L|LE|LES)(?= ))?(?= |$)"
)  # fmt: skip
_AND = re.compile(r" (?:ET|AVEC|X|&) (?:(?:DE|DU|DES|D|L|LA|LE|LES) )*(?=(?:" + _START + r") [A-Z0-9])")
_LISTED = re.compile(r" ?, ?(?:ET )?(?=(?:" + _START + r") [A-Z0-9])")


@dataclass(frozen=True)
class Reading:
    """What a text says, as far as its words tell.

    kind: adresse, voie, plage (a range of numbers), carrefour, inconnu, vide. core: the words left for names, `,`
    between groups. first, last: the range, 0 when there is none, TO_THE_END for FIN; side: P, I or "".
    near: the text says « face à », « devant ». streets: the streets of a crossing. units: bâtiment, hall…
    """

    kind: str
    number: int = 0
    suffix: str = ""
    core: str = ""
    first: int = 0
    last: int = 0
    side: str = ""
    postcode: str = ""
    near: bool = False
    streets: tuple[str, ...] = ()
    units: tuple[str, ...] = ()
    complement: str = ""


EMPTY = Reading("vide")


def text_key(text: object) -> str:
    """What two spellings of one address share: capitals, no accents or punctuation, abbreviations spelled out."""
    words = canonical(spaced(folded(_uninverted(str(text)))) if text is not None else "")
    return " ".join(word.lstrip("=") for word in words if word not in (",", "/"))


def canonical(text: str) -> list[str]:
    """The words of a folded text in their one spelling; `=` before those that are a kind of street where they stand."""
    found: list[str] = []
    words = spellings()
    sure, start = kinds().anywhere, kinds().start
    first = True
    for token in text.split():
        if token in sure and not _inside_a_name(found):
            found.append(f"={sure[token]}")
        elif first and token in start:
            found.append(f"={start[token]}")
        else:
            found.append(words.get(token, token))
        first = token in BREAKS or token in SUFFIXES or (
            first and (token.isdigit() or token in ("LE", "LA", "LES", "L") or len(token) == 1)
        )
    return found


def _inside_a_name(before: list[str]) -> bool:
    """Whether the kind that comes next is a word of a name, « rue du Chemin de Fer », after these words."""
    for n in range(len(before) - 1, -1, -1):
        if before[n] not in ARTICLES:
            return (n < len(before) - 1 or before[n][0] == "=") and not (
                before[n] in BREAKS or before[n].isdigit() or before[n] in LOCATORS or before[n] in LOCATORS_BEFORE_OF
            )
    return False


def _uninverted(text: str) -> str:
    """`BARBUSSE (AV. HENRI) DE 126` as `AV. HENRI BARBUSSE , DE 126`; another text as it is."""
    if "(" not in text:
        return text
    match = _INVERTED.match(repair(text[:400]).upper())
    if not match:
        return text
    name, kind, rest = match.groups()
    return f"{kind} {name} , {rest}"


@lru_cache(maxsize=1 << 16)
def read_core(text: str) -> Reading:
    """The reading of a folded text whose leading number has been taken away."""
    complement: list[str] = []
    text, postcode = _take_postcode(text)
    text, units = _take_units(text, complement)
    text, found = _take(_KILOMETRE, text)
    complement += found
    text, first, last, side = _take_range(text)
    streets = crossing_streets(text)
    if len(streets) > 1:
        return Reading("carrefour", core=text, postcode=postcode, streets=streets, units=units,
                       complement=" ".join(complement))  # fmt: skip
    text = _COUNTRY.sub(r"\1", text).strip(" ,")
    near = _NEAR.search(text)
    number, suffix = 0, ""
    if near:
        before, after = text[: near.start()].strip(" ,"), text[near.end() :]
        number, suffix, _, rest = split_lead(after)
        text = f"{before} , {rest}".strip(" ,")
    kind = "plage" if first or side else "voie"
    return Reading(kind, number, suffix, text.strip(" ,"), first, last, side, postcode, bool(near), (), units,
                   " ".join(complement))  # fmt: skip


def split_lead(text: str) -> tuple[int, str, int, str]:
    """Leading number, suffix, last number of a leading range (0), and the rest of a folded text; 0 without number."""
    match = _LEAD.match(text)
    if match is None:
        return 0, "", 0, text
    rest = text[match.end():]
    if not rest and not match[2]:
        return int(match[1]), "", 0, ""
    return int(match[1]), suffix_of(match[2]), int(match[3] or 0), rest


def suffix_of(text: object) -> str:
    """A suffix in its one spelling: BIS, TER, QUATER, a letter; "" for none."""
    plain = folded(str(text)) if text else ""
    head, _, letter = plain.partition(" ")
    return f"{SUFFIXES.get(head, head)} {letter}".strip()


def spaced(text: str) -> str:
    """Glued numbers and words taken apart, kinds of several words made one."""
    if any(c.isdigit() for c in text):
        text = _NUMBER_WITH_E.sub(r"\1 E ", text)
        text = _LETTERS_THEN_POSTCODE.sub(r"\1 \2", text)
        text = _POSTCODE_THEN_LETTERS.sub(r"\1 \2", text)
        text = _LETTERS_THEN_NUMBER.sub(r"\1 \2", text)
        text = _NUMBER_THEN_LETTERS.sub(r"\1 \2", text)
    for pattern, replaced in _GLUED:
        text = pattern.sub(replaced, text)
    return text


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, list[str]]:
    found = [match.group().strip() for match in pattern.finditer(text)]
    return (" ".join(pattern.sub(" , ", text).split()), found) if found else (text, [])


def _take_postcode(text: str) -> tuple[str, str]:
    """The text with `@` where its last postcode was, and the postcode."""
    found = list(_POSTCODE.finditer(text))
    if not found:
        return _CEDEX.sub(" , ", text), ""
    last = found[-1]
    return f"{text[:last.start()]} @ {_CEDEX.sub(' ', text[last.end():])}", last[1].replace(" ", "")


def _take_units(text: str, complement: list[str]) -> tuple[str, tuple[str, ...]]:
    units = []
    text, floors = _take(_FLOOR, text)
    complement += floors
    for match in _UNIT.finditer(text):
        units.append(match[1] or match[2])
        complement.append(match.group())
    if units:
        text = _UNIT.sub(" , ", text)
    return " ".join(text.split()), tuple(units)


def _take_range(text: str) -> tuple[str, int, int, str]:
    side = ""
    if (match := _SIDE.search(text)) and match.start() > 0:
        side = "P" if match[1] else "I" if match[2] else ""
        text = f"{text[:match.start()]} , {text[match.end():]}".strip()
    match = _RANGE.search(text)
    if match is None or not re.search("[A-Z]{3}", text[: match.start()]):
        return text, 0, 0, side
    last = TO_THE_END if match[2] == "FIN" else int(match[2])
    return f"{text[:match.start()]} , {text[match.end():]}", int(match[1]), last, side


def crossing_streets(text: str) -> tuple[str, ...]:
    """The streets of a crossing: « angle A et B », « A / B », « rue A et rue B », « rue A, rue B »; else ()."""
    body, angle = _ANGLE.subn(" / ", text)
    if angle:
        body = _AND.sub(" / ", body)
        parts = _named(body.split("/"))
        if len(parts) == 1:
            parts = _named(re.split(r" (?:ET|AVEC|X|&) |,", parts[0]))
    else:
        parts = _named(body.split("/"))
        if len(parts) == 1:
            parts = _named(_AND.split(body))
        if len(parts) == 1 and body.split(" ", 1)[0] in kinds().start:
            parts = _named(_LISTED.split(body))
    return tuple(parts[:4]) if len(parts) > 1 else ()


def _named(parts: list[str]) -> list[str]:
    stripped = [part.strip(" ,@&+") for part in parts]
    return [part for part in stripped if any(len(word) > 1 and not word.isdigit() and word not in ARTICLES
                                             for word in part.split())]  # fmt: skip
