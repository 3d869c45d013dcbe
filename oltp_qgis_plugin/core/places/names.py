"""Canonical names of streets and communes, and the words they are found by."""

from collections.abc import Sequence

import numpy as np

from oltp_qgis_plugin.core.places.spelling import folded
from oltp_qgis_plugin.core.places.tokens import canonical, plain_word, spaced
from oltp_qgis_plugin.core.places.words import ARTICLES

CITY_LINKS = ("SUR", "SOUS", "EN", "LE", "LA", "LES", "LEZ", "DE", "DU", "DES", "D", "L", "AUX", "PRES", "ET", "SAINT")


def name_key(text: str) -> str:
    """The canonical name of a street or place: its kind, `|`, its words; no kind when it has none."""
    words = [word for word in canonical(spaced(folded(text))) if word not in (",", "/", "&")]
    first = next((n for n, word in enumerate(words) if word not in ARTICLES), 0)
    if len(words) > first + 1 and words[first][0] == "=":
        kind = words[first][1:].partition(":")[0]
        return f"{kind}|{' '.join(map(plain_word, words[first + 1 :]))}"
    return f"|{' '.join(map(plain_word, words))}"


def city_key(text: str) -> str:
    """What the spellings of a commune share: its words glued, the arrondissement left out."""
    words = city_words(text)
    if "ARRONDISSEMENT" in words:
        words = [word for word in words[: words.index("ARRONDISSEMENT")] if not word[0].isdigit()]
    return "".join(word for word in words if word not in (",", "/", "CEDEX"))


def city_words(text: str) -> list[str]:
    """The canonical words of the name of a commune."""
    return [plain_word(word) for word in canonical(folded(text))]


def city_keys(text: str) -> list[str]:
    """The key of a commune, and those of the short forms in use: without its article, without what follows `sur`."""
    found, words = [city_key(text)], city_words(text)
    if len(words) > 1 and words[0] in ("LE", "LA", "LES", "L"):
        words = words[1:]
        found.append("".join(words))
    cut = next((n for n, word in enumerate(words) if n and word in CITY_LINKS), 0)
    if cut and len("".join(words[:cut])) >= 5 and words[:cut] not in (["SAINT"], ["SAINTE"]):
        found.append("".join(words[:cut]))
    return list(dict.fromkeys(found))


def number_words(names: Sequence[str], before: Sequence[str] = ()) -> tuple[list[str], np.ndarray, np.ndarray]:
    """The words of canonical names, and for each the names that have it: offsets and numbers.

    Articles are left out unless a name has nothing else. before: words that keep their numbers.
    """
    numbers = {word: n for n, word in enumerate(before)}
    pairs: list[tuple[int, int]] = []
    for n, name in enumerate(names):
        tokens = name.partition("|")[2].split()
        wanted = [word for word in tokens if word not in ARTICLES] or tokens
        pairs += [(numbers.setdefault(word, len(numbers)), n) for word in dict.fromkeys(wanted)]
    table = np.array(pairs, dtype=np.int32).reshape(-1, 2)
    table = table[np.lexsort((table[:, 1], table[:, 0]))]
    return list(numbers), offsets(table[:, 0], len(numbers)), table[:, 1].copy()


def offsets(numbers: np.ndarray, n: int) -> np.ndarray:
    """(n + 1) int32: where the rows of each number 0 to n-1 begin once sorted; negative numbers are left out."""
    counts = np.bincount(numbers[numbers >= 0], minlength=n)
    return np.concatenate([[0], np.cumsum(counts)]).astype(np.int32)
