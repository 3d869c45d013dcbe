"""Which of many texts are worth reading for persons: those with a word or the digits of a personal value."""

import re
import unicodedata
from collections.abc import Sequence
from functools import cache

from oltp_qgis_plugin.core.intake.name_words import fold, triggers, word_list
from oltp_qgis_plugin.core.intake.personal_values import FEWEST_DIGITS, FEWEST_DIGITS_OF_TELEPHONES

_SEPARATOR = "\x1e"
_DIGIT, _AT = b"0", b"@"
_INITIAL_LIKE = re.compile(rb"(?:^| )[a-z]  ?[a-z]{3}")
_PLATE_LIKE = re.compile(rb"[a-z]{2} ?000 ?[a-z]{2}|0 ?[a-z]{2,3} ?0[0a-b]")


@cache
def _folding() -> bytes:
    """Each byte of cp1252 as a plain lower-case letter, 0 for any digit, @, the separator, or a space."""
    table = bytearray(b" " * 256)
    for code in range(256):
        letter = fold(bytes([code]).decode("cp1252", "replace"))[:1]
        table[code] = ord(letter) if letter.isascii() and letter.isalpha() else ord(" ")
    table[ord("0") : ord("9") + 1] = _DIGIT * 10
    table[ord("@")], table[ord(_SEPARATOR)] = ord("@"), ord(_SEPARATOR)
    return bytes(table)


@cache
def _words(by_first_name: bool) -> frozenset[bytes]:
    """The words that make a text worth reading; œ is one byte, folded to its o."""
    announcing = triggers(by_first_name) | word_list("living", "announcing_value")
    announcing |= word_list("vehicles") if by_first_name else frozenset()
    return frozenset(word.replace("oe", "o").encode() for word in announcing) | {w.encode() for w in announcing}


def worth_reading(texts: Sequence[str], by_first_name: bool) -> list[int]:
    """Positions of the texts that may hold a personal value; the others surely hold none that could be found."""
    lines = _folded(unicodedata.normalize("NFC", _SEPARATOR.join(texts)))
    if len(lines) != len(texts):
        return list(range(len(texts)))
    # digits being all alike, many texts are one once folded
    asked = {line: _may_name(line, _words(by_first_name)) for line in set(lines)}
    return [i for i, line in enumerate(lines) if asked[line]] if any(asked.values()) else []


def surely_impersonal(cells: Sequence[object], by_first_name: bool) -> bool:
    """Whether no cell can hold a personal value, told without looking for the distinct ones: references differ all.

    False where it would take as long to tell: cells that are no text, or hold more than ASCII.
    """
    try:
        joined = _SEPARATOR.join(cells)  # type: ignore[arg-type]
    except TypeError:
        return False
    if not joined.isascii() or joined.count(_SEPARATOR) != max(len(cells) - 1, 0):
        return False
    words = _words(by_first_name)
    return not any(_may_name(line, words) for line in set(_folded(joined)))


def _folded(joined: str) -> list[bytes]:
    return joined.encode("cp1252", "replace").translate(_folding()).split(_SEPARATOR.encode())


def _may_name(line: bytes, words: frozenset[bytes]) -> bool:
    """Whether a folded text holds a word that announces a person, an @, or the digits of a telephone or a plate."""
    digits = line.count(_DIGIT)
    if digits >= FEWEST_DIGITS_OF_TELEPHONES or _AT in line or not words.isdisjoint(line.split()):
        return True
    if b"  " in line and _INITIAL_LIKE.search(line):
        return True
    return digits >= FEWEST_DIGITS and _PLATE_LIKE.search(line) is not None
