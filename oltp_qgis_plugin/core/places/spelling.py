"""Texts in one spelling: capitals without accents, abbreviations spelled out, damaged letters repaired."""

import re
import unicodedata
from functools import lru_cache

MAX_TEXT = 400
"""Letters of an address that are read; what follows is no address."""

_HALF = "[\u0080-\u00bf\u0152-\u0178\u0192\u02c6\u02dc\u2013-\u203a\u20ac\u2122]"
_DAMAGED = re.compile(f"[ÃÂ]{_HALF}|â{_HALF}{_HALF}")
_LIGATURES = str.maketrans({"œ": "oe", "Œ": "OE", "æ": "ae", "Æ": "AE", "ß": "ss", "ø": "o", "Ø": "O", "°": " ",
                            "º": " "})  # fmt: skip
_APOSTROPHES = str.maketrans(dict.fromkeys("'’‘ʼ`´′\"«»“”.", " "))
_BREAKS = re.compile(r"\s+[-–—]+\s+|[,;:|\n\r\t()\[\]]+|\s*[–—]\s*")
_NUMERO = re.compile(r"\bN\s*[°º]\s*(?=\d)|\bN(?:UM|UMERO)\.?\s+(?=\d)")
_NUMBERS = re.compile(r"(\d[A-Z]?)\s*-\s*(?=\d)")
_REST = re.compile(r"[^0-9A-Z/|,&+]+")


def repair(text: str) -> str:
    """The text with the letters of a UTF-8 file read as Windows-1252 put right: `AllÃ©e` becomes `Allée`.

    A text that would not come out whole is returned as it is.
    """
    if not _DAMAGED.search(text):
        return text
    try:
        return text.encode("cp1252").decode("utf-8")
    except UnicodeError:
        return _DAMAGED.sub(_repair_pair, text)


def _repair_pair(match: re.Match[str]) -> str:
    try:
        return match.group().encode("cp1252").decode("utf-8")
    except UnicodeError:
        return match.group()


def unaccented(text: str) -> str:
    """The text in capitals, without accents nor ligatures."""
    text = text.translate(_LIGATURES).upper()
    if text.isascii():
        return text
    return "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c))


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Capitals without accents; `, ` between what commas, brackets and dashes separate; `/` and `&` kept.

    At most MAX_TEXT letters.
    """
    text = repair(text[:MAX_TEXT])
    text = _BREAKS.sub(" , ", text).upper()
    if "°" in text or "º" in text or "NUM" in text:
        text = _NUMERO.sub(" NO ", text)
    if "-" in text:
        text = _NUMBERS.sub(r"\1/", text)
    text = unaccented(text)
    return " ".join(_REST.sub(" ", text.translate(_APOSTROPHES)).split()).strip(" ,")
