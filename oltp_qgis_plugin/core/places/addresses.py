"""Addresses as people and police type them, split into their parts, without any base."""

import re
from dataclasses import dataclass
from functools import lru_cache

from oltp_qgis_plugin.core.places.spelling import folded
from oltp_qgis_plugin.core.places.tokens import KIND, KIND_AT_START, canonical, plain_word, words_of
from oltp_qgis_plugin.core.places.words import ARTICLES, MONTHS, SUFFIXES, kinds

TO_THE_END = 99_999

_POSTCODE = re.compile(r"(?<![\d/])(?:\bF )?(\d{5}|(?:0[1-9]|[1-8]\d|9[0-8]) \d{3}(?= [A-Z]{3}))(?![\d/])"
                       r"(?: (?:CEDEX)(?: \d+)?)?")  # fmt: skip
_CEDEX = re.compile(r"\bCEDEX(?: \d{1,2})?\b")
_SIDE = re.compile(r"\b(?:COTES?|NUMEROS?) (?:(?:DES )?NUMEROS? )?(?:(P|PA|PAI|PAIR|PAIRE|PAIRS|PAIRES)|"
                   r"(I|IM|IMP|IMPA|IMPAI|IMPAIR|IMPAIRE|IMPAIRS|IMPAIRES))(?= |$)|(?<=[\d,N]) (?:C|CO|COT|COTE)$")
_RANGE = re.compile(
    r"(?:\bDU N |\bDES? N |\bDE |\bDU |\bENTRE LES? |\bENTRE |\bN )?"
    r"\b(\d{1,4}) ?(?:BIS|TER|[A-F])? ?(?:A|AU|ET LE|ET) (?:N )?(\d{1,4}|FIN)(?: BIS| TER)?\b"
)
_BEFORE_KIND = rf"(?= (?:{KIND})\b| ?,|$)"
_LEAD = re.compile(
    r"^(?:(?:LE |AU |DU |DE |LES |ENTRE LES? )?(?:NOS? )?)?0*(\d{1,4})(?= |,|/|$)"
    rf"((?: ?(?:{'|'.join(SUFFIXES)})(?: [A-Z]{_BEFORE_KIND})?)(?= |,|/|$)|(?: [A-Z]{_BEFORE_KIND}))?"
    rf"(?:(?: ?[,/&] ?| A | AU | ET (?:LE )?)(\d{{1,4}})\b(?: (?:BIS|TER|[A-F](?= ,| (?:{KIND})\b)))?)*"
    rf"(?! ?,? ?(?:{'|'.join(MONTHS)}|E|EME)\b) ?,? ?"
)
_NEAR = re.compile(
    r"\b(?:FACE|DEVANT|NIVEAU|HAUTEUR|DROIT|PROXIMITE|PRES)(?: (?:DE|DU|DES|D|A|AU|AUX))?"
    r"(?: (?:LE|LA|LES|L|NO|NUMERO|N)){0,2} (?=\d{1,4}\b(?! ?(?:E|EME|ER)\b))"
)
_NOT_OF = r"(?<!\bD )(?<!\bDE )(?<!\bDU )(?<!\bLA )"
_UNIT = re.compile(
    rf"{_NOT_OF}\b(?:BATIMENT|BAT|BT|ESCALIER|ESC|APPARTEMENT|APPART|APPT|APT|HALL|ENTREE|ETAGE|ETG|BP|CS|TSA|LOGEMENT|LGT|"
    r"CAGE)S? ?(?:N |NO )?([ABCE-KM-Z]\d{0,4}|[DL]\d{1,4}|\d{1,4}[A-Z]?)(?= |$)"
    rf"|{_NOT_OF}\b(?:PORTE|TOUR|IMMEUBLE|IMM) (?:N |NO )?([A-Z]|\d{{1,4}}[A-Z]?)(?= ,|$)"
)
_FLOOR = re.compile(r"\b(?:(\d{1,2}) ?(?:ER|E|EME|ND)? (?:ETAGE|ETG)|RDC|REZ DE CHAUSSEE|SOUS SOL|INTERPHONE.*)(?= |$)")
_KILOMETRE = re.compile(r"\bP ?[KR] ?\d+(?:[ ,+]\d{1,3})?(?= |$)")
_COUNTRY = re.compile(r"(, |@ .*)FRANCE$")
_ANGLE = re.compile(
    r"\b(?:A L )?(?:ANGLES?|CROISEMENTS?|INTERSECTIONS?|CARREFOURS?(?= (?:DE |DES |DU |D |[A-Z ]+/)))"
    r"(?: (?:AVEC|FORME PAR|ENTRE|DE|DU|DES|D))?(?: (?:LA|L|LE|LES)(?= ))?(?= |$)"
)  # fmt: skip
_AND = re.compile(r" (?:ET|AVEC|X|&) (?:(?:DE|DU|DES|D|L|LA|LE|LES) )*(?=(?:" + KIND_AT_START + r") [A-Z0-9])")
_LISTED = re.compile(r" ?, ?(?:ET )?(?=(?:" + KIND_AT_START + r") [A-Z0-9])")


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
    words = canonical(words_of(str(text)) if text is not None else "")
    return " ".join(plain_word(word) for word in words if word not in (",", "/"))


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
