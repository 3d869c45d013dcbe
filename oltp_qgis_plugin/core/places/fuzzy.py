"""Words that look alike: found by the letter one deletes from both (symmetric deletion, Garbe 2012)."""

import zlib
from collections.abc import Iterable, Iterator, Sequence

import numpy as np

LONGEST = 24
TWO_FROM, ENDS = 9, 3
"""A word of TWO_FROM letters may have two wrong; it is then looked for among those of the same ENDS letters."""
BLOOM_BITS = 22
CACHED = 200_000


def deletions(word: str) -> Iterator[str]:
    """The word, and what is left of it when one letter is deleted."""
    word = word[:LONGEST]
    yield word
    yield from {word[:i] + word[i + 1 :] for i in range(len(word))}


def neighbourhoods(words: Sequence[str]) -> tuple[np.ndarray, np.ndarray]:
    """Sorted hashes of what deletion leaves of each word of 3 letters and more, and the numbers of the words."""
    hashes: list[int] = []
    owners: list[int] = []
    for number, word in enumerate(words):
        if len(word) < 3 or word.isdigit():
            continue
        found = [zlib.crc32(left.encode()) for left in deletions(word)]
        hashes += found
        owners += [number] * len(found)
    keys = np.array(hashes, dtype=np.uint32)
    order = np.argsort(keys, kind="stable")
    return keys[order], np.array(owners, dtype=np.int32)[order]


def allowed_distance(word: str) -> int:
    """How many letters may be wrong in a word: none in short ones and numbers, two in long ones."""
    n = len(word)
    if n < 3 or word.isdigit() or (n < 5 and any(c.isdigit() for c in word)):
        return 0
    return 1 if n < TWO_FROM else 2


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

    def __init__(self, words: Sequence[str], hashes: np.ndarray, owners: np.ndarray, farthest: int = 2) -> None:
        self.farthest = farthest
        self.words, self.hashes, self.owners = words, hashes, owners
        self.number = {word: number for number, word in enumerate(words)}
        self._known: dict[str, tuple[tuple[int, int], ...]] = {}
        seen = np.zeros(1 << BLOOM_BITS, dtype=np.uint8)
        seen[hashes & ((1 << BLOOM_BITS) - 1)] = 1
        self._maybe = seen.tobytes()
        self._by_ends: dict[str, list[int]] | None = None

    def alike(self, word: str) -> tuple[tuple[int, int], ...]:
        """(number, distance) of the other words within the distance allowed for this one."""
        found = self._known.get(word)
        if found is None:
            if len(self._known) > CACHED:
                self._known.clear()
            found = self._known[word] = self._search(word)
        return found

    def _search(self, word: str) -> tuple[tuple[int, int], ...]:
        limit = min(allowed_distance(word), self.farthest)
        if not limit:
            return ()
        mask, maybe = (1 << BLOOM_BITS) - 1, self._maybe
        candidates: set[int] = set()
        for left in deletions(word):
            key = zlib.crc32(left.encode())
            if maybe[key & mask]:
                first = int(np.searchsorted(self.hashes, key))
                while first < len(self.hashes) and self.hashes[first] == key:
                    candidates.add(int(self.owners[first]))
                    first += 1
        found = self._within(word, candidates, 1)
        return found if found or limit < 2 else self._within(word, self._same_ends(word), 2)

    def _within(self, word: str, candidates: Iterable[int], limit: int) -> tuple[tuple[int, int], ...]:
        measured = ((number, distance(word, self.words[number], limit)) for number in candidates)
        return tuple((number, between) for number, between in measured if 0 < between <= limit)

    def _same_ends(self, word: str) -> list[int]:
        """Long words of about the same length that begin or end with the same letters."""
        if self._by_ends is None:
            self._by_ends = {}
            for number, other in enumerate(self.words):
                if len(other) >= TWO_FROM - 1:
                    for end in (f"{other[:ENDS]}-", f"-{other[-ENDS:]}"):
                        self._by_ends.setdefault(end, []).append(number)
        ends = self._by_ends.get(f"{word[:ENDS]}-", []) + self._by_ends.get(f"-{word[-ENDS:]}", [])
        return [number for number in dict.fromkeys(ends) if abs(len(self.words[number]) - len(word)) <= 2]
