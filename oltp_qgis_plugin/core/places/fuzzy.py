"""Words that look alike: found by the letters one deletes from both (symmetric deletion, Garbe 2012)."""

import zlib
from collections.abc import Iterator, Sequence

import numpy as np

TWO_FROM = 8
"""Words of so many letters are also known with two letters deleted."""
LONGEST = 24


def deletions(word: str, twice: bool) -> Iterator[str]:
    """The word, and what is left of it when one letter is deleted; two when `twice`."""
    word = word[:LONGEST]
    once = {word[:i] + word[i + 1 :] for i in range(len(word))}
    yield word
    yield from once
    if twice:
        yield from {left[:i] + left[i + 1 :] for left in once for i in range(len(left))} - once


def neighbourhoods(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Sorted hashes of what deletion leaves of each word of 3 letters and more, and the numbers of the words."""
    hashes: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        if len(word) < 3 or word.isdigit():
            continue
        found = [zlib.crc32(left.encode()) for left in deletions(word, len(word) >= TWO_FROM)]
        hashes += found
        owners += [number] * len(found)
    keys = np.array(hashes, dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    return keys[order], np.array(owners, dtype=np.int32)[order]


def allowed_distance(word: str) -> int:
    """How many letters may be wrong in a word: none in short ones and numbers, two in long ones."""
    n = len(word)
    if n < 3 or any(c.isdigit() for c in word):
        return 1 if n >= 5 and not word.isdigit() else 0
    return 1 if n <= 8 else 2


def distance(a: str, b: str, at_most: int) -> int:
    """Letters inserted, deleted, replaced or swapped with their neighbour between two words; at_most + 1 beyond.

    Optimal string alignment (Damerau 1964).
    """
    if a == b:
        return 0
    if abs(len(a) - len(b)) > at_most:
        return at_most + 1
    start = 0
    shortest = min(len(a), len(b))
    while start < shortest and a[start] == b[start]:
        start += 1
    end = 0
    while end < shortest - start and a[-1 - end] == b[-1 - end]:
        end += 1
    a, b = a[start : len(a) - end], b[start : len(b) - end]
    if not a or not b:
        return min(len(a) + len(b), at_most + 1)
    before: list[int] = []
    row = list(range(len(b) + 1))
    for i, letter in enumerate(a, 1):
        following = [i]
        for j, other in enumerate(b, 1):
            cost = min(row[j] + 1, following[j - 1] + 1, row[j - 1] + (letter != other))
            if i > 1 and j > 1 and letter == b[j - 2] and a[i - 2] == other:
                cost = min(cost, before[j - 2] + 1)
            following.append(cost)
        if min(following) > at_most:
            return at_most + 1
        before, row = row, following
    return min(row[-1], at_most + 1)


class Lexicon:
    """Words by number, and those that look like a word given."""

    def __init__(self, words: Sequence[str], hashes: np.ndarray, owners: np.ndarray) -> None:
        self.words, self.hashes, self.owners = words, hashes, owners
        self.number = {word: number for number, word in enumerate(words)}
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}

    def alike(self, word: str) -> tuple[tuple[int, int], ...]:
        """(number, distance) of the other words within the distance allowed for this one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > 200_000:
                self._known.clear()
            found = self._known[word] = self._search(word)
        return found

    def _search(self, word: str) -> tuple[tuple[int, int], ...]:
        limit = allowed_distance(word)
        if not limit or not len(self.hashes):
            return ()
        keys = np.fromiter((zlib.crc32(left.encode()) for left in deletions(word, limit > 1)), dtype=np.uint32)
        low = np.searchsorted(self.hashes, keys, "left")
        high = np.searchsorted(self.hashes, keys, "right")
        candidates = {int(n) for a, b in zip(low.tolist(), high.tolist(), strict=True) if b > a
                      for n in self.owners[a:b].tolist()}  # fmt: skip
        found = []
        for number in candidates:
            other = self.words[number]
            between = distance(word, other, min(limit, allowed_distance(other) or 1))
            if 0 < between <= limit:
                found.append((number, between))
        return tuple(found)
