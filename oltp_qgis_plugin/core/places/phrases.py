"""A phrase: the words of a text by position, and which of them are kinds of street."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from oltp_qgis_plugin.core.places.fuzzy import distance
from oltp_qgis_plugin.core.places.tokens import plain_word
from oltp_qgis_plugin.core.places.words import ARTICLES, BREAKS, LOCATORS, LOCATORS_BEFORE_OF

USUAL_KINDS = ("RUE", "AVENUE", "ALLEE", "PLACE", "BOULEVARD", "CHEMIN", "ROUTE", "IMPASSE", "SQUARE", "QUAI",
               "PASSAGE", "RESIDENCE", "LOTISSEMENT", "PROMENADE", "ESPLANADE", "COURS", "SENTIER", "HAMEAU",
               "QUARTIER", "CITE", "VILLA", "DOMAINE", "FAUBOURG", "TRAVERSE", "MONTEE", "RUELLE", "VOIE")  # fmt: skip

@dataclass(frozen=True)
class Phrase:
    """The words of a text by position. run: number of the group between breaks; kind_at: the kinds by position.

    after_post: first position after the postcode. maybe_kind: the kinds that a misspelt word may stand for.
    small: positions of misspelt articles.
    """

    words: tuple[str, ...]
    run: tuple[int, ...]
    kind_at: dict[int, str]
    after_post: int
    maybe_kind: dict[int, tuple[str, ...]] = field(default_factory=dict)
    small: frozenset[int] = frozenset()

    @property
    def free(self) -> list[int]:
        """Positions of what may belong to a name: neither kinds nor articles."""
        return [i for i, word in enumerate(self.words) if i not in self.kind_at and word not in ARTICLES]


def phrase_of(tokens: Sequence[str], known: Collection[str] = frozenset()) -> Phrase:
    """Canonical tokens as a phrase: breaks begin a run, `@` is the postcode. known: the words of the base."""
    words: list[str] = []
    runs: list[int] = []
    kind_at: dict[int, str] = {}
    maybe: dict[int, tuple[str, ...]] = {}
    small: list[int] = []
    run, after_post = 0, 10_000
    begins = True
    for n, token in enumerate(tokens):
        if token in BREAKS:
            run, begins = run + 1, True
            if token == "@":
                after_post = min(after_post, len(words))
            continue
        here = len(words)
        if token[0] == "=":
            if not (here - 1 in maybe and runs[-1] == run):
                kind_at[here] = token[1:].partition(":")[0]
            token, begins = plain_word(token), False
        elif _locates(token, tokens[n + 1 : n + 2]) and not (
            words and runs[-1] == run and (words[-1] in ARTICLES or here - 1 in kind_at or here - 1 in small)
        ):
            words.append(token)
            runs.append(run + 1)
            run, begins = run + 2, True
            continue
        elif begins:
            begins = token.isdigit() or len(token) == 1 or token in ("LE", "LA", "LES")
            alike = () if begins or token in ARTICLES else misspelt_kind(token)
            if alike:
                maybe[here] = alike
        elif (token not in known or here - 1 in kind_at) and token not in ARTICLES and misspelt_article(token):
            small.append(here)
        words.append(token)
        runs.append(run)
    return Phrase(tuple(words), tuple(runs), kind_at, after_post, maybe, frozenset(small))


def _locates(token: str, following: Sequence[str]) -> bool:
    """Whether a word says where one stands from what follows: « devant », « près de »."""
    return token in LOCATORS or (token in LOCATORS_BEFORE_OF and following[:1] in (["DE"], ["DU"], ["DES"], ["D"]))


@lru_cache(maxsize=20_000)
def misspelt_kind(word: str) -> tuple[str, ...]:
    """The kinds of street that a word misspells by one letter."""
    if not 2 <= len(word) <= 12 or any(c.isdigit() for c in word):
        return ()
    return tuple(kind for kind in USUAL_KINDS if distance(word, kind, 1) == 1)


@lru_cache(maxsize=20_000)
def misspelt_article(word: str) -> bool:
    """Whether a short word is an article but for one letter: `dne`, `ds`, `mla`."""
    return 2 <= len(word) <= 4 and any(distance(word, article, 1) == 1 for article in ("DE", "DU", "DES", "LA", "LES"))
