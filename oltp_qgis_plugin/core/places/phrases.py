"""A phrase of words, and how well the name of a street explains it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from oltp_qgis_plugin.core.places.fuzzy import distance
from oltp_qgis_plugin.core.places.words import (
    ARTICLES,
    BREAKS,
    LOCATORS,
    LOCATORS_BEFORE_OF,
    MONTHS,
    WEIGHTS,
    Role,
    kinds,
    role_of,
)

DEFINITE = frozenset(("DU", "DES", "LA", "LES", "AU", "AUX"))
USUAL_KINDS = ("RUE", "AVENUE", "ALLEE", "PLACE", "BOULEVARD", "CHEMIN", "ROUTE", "IMPASSE", "SQUARE", "QUAI",
               "PASSAGE", "RESIDENCE", "LOTISSEMENT", "PROMENADE", "ESPLANADE", "COURS", "SENTIER", "HAMEAU",
               "QUARTIER", "CITE", "VILLA", "DOMAINE", "FAUBOURG", "TRAVERSE", "MONTEE", "RUELLE", "VOIE")  # fmt: skip
POWER = 1.5
KIND_IMPLIED, KIND_UNSAID, KIND_ONLY_SAID, KIND_LIKE, KIND_MISSPELT, KIND_OTHER = 0.95, 0.65, 0.48, 0.95, 0.96, 0.45
UNSAID_WITH_ARTICLE, ARTICLE_DIFFERS = 0.6, 0.94
BEFORE, ELSEWHERE, OTHER_TOWN, OTHER_STREET, TWO_STREETS = 0.05, 0.04, 0.5, 0.4, 0.8
NOT_AN_ARTICLE, SHORT = 0.1, 0.15


@dataclass(frozen=True)
class Name:
    """The name of a street or place: its kind, its words with their roles, whether a definite article begins it."""

    kind: str
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    definite: bool
    implied: bool = False
    """The kind is that of the layer, and not part of the name."""


def parse_name(key: str) -> Name:
    """A canonical name taken apart; a first name that ends it is a plain word."""
    kind, _, rest = key.partition("|")
    tokens = rest.split()
    implied = kind.startswith("~")
    words = [word for word in tokens if word not in ARTICLES] or tokens
    found = [role_of(word) for word in words]
    if all(word in ARTICLES for word in words):
        found = [Role.WORD] * len(words)
    if found and (found[-1] in (Role.FIRST_NAME, Role.TITLE) or found == [Role.QUALIFIER]):
        found[-1] = Role.WORD
    for n, word in enumerate(words):
        after_month = n > 0 and words[n - 1] in MONTHS
        if found[n] == Role.NUMBER and len(word) == 2 and after_month:
            found[n] = Role.YEAR
        elif found[n] == Role.YEAR and not after_month:
            found[n] = Role.NUMBER
    return Name(kind.lstrip("~"), tuple(words), tuple(found), bool(DEFINITE.intersection(tokens[:2])), implied)


@dataclass(frozen=True)
class Phrase:
    """The words of a text by position. run: number of the group between breaks; kind_at: positions of kinds.

    after_post: first position after the postcode. maybe_kind: the kinds that a misspelt word may stand for.
    small: positions of misspelt articles.
    """

    words: tuple[str, ...]
    run: tuple[int, ...]
    kind_at: tuple[int, ...]
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
    kind_at: list[int] = []
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
            kind_at.append(here)
            token, begins = token[1:], False
        elif _locates(token, tokens[n + 1 : n + 2]) and not (
            words and runs[-1] == run and (words[-1] in ARTICLES or here - 1 in kind_at)
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
        elif token not in known and token not in ARTICLES and misspelt_article(token):
            small.append(here)
        words.append(token)
        runs.append(run)
    return Phrase(tuple(words), tuple(runs), tuple(kind_at), after_post, maybe, frozenset(small))


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


Hits = dict[str, list[tuple[int, float, int]]]
"""For a word of the base: the positions where the phrase has it, how alike (0–1), how many positions it takes."""


@dataclass(frozen=True)
class Explained:
    """How a name explains a phrase: score 0–1, positions it takes, position of its kind (-1), kinds agree or not."""

    score: float
    taken: frozenset[int]
    kind_position: int
    kind_agrees: bool


def explain(phrase: Phrase, name: Name, hits: Hits, city: frozenset[int], city_known: bool) -> Explained | None:
    """Score a name against the phrase; None when not a word of it is there.

    city: positions that name the commune. city_known: whether the commune is known, by them or by the postcode.
    """
    taken: set[int] = set()
    agreed = denominator = 0.0
    first_missing = False
    for word, role in zip(name.words, name.roles, strict=True):
        best = None
        for position, alike, width in hits.get(word, ()):
            if (best is None or alike > best[1]) and not any(
                i in taken or i in city for i in range(position, position + width)
            ):
                best = (position, alike, width)
        weight = WEIGHTS[role]
        if best is None:
            initial = _initial(phrase, word, taken, city) if role != Role.WORD or len(word) == 1 else -1
            if initial < 0:
                denominator += weight.missing
                first_missing |= role == Role.FIRST_NAME
                continue
            best = (initial, 0.85, 1)
        taken.update(range(best[0], best[0] + best[2]))
        agreed += weight.both * best[1]
        denominator += weight.both
    if not agreed:
        return None
    plain = [i for i in taken if phrase.words[i][0] != "#"]
    if not plain:
        return None
    start, end = min(plain), max(plain)
    kind_position = _governing(phrase, start, end, taken)
    extra, outside = _left_over(phrase, taken, city, kind_position, start, end, city_known)
    if kinds().classes.get(name.kind) == "residence" or Role.UNIT in name.roles:
        units = sum(word[0] == "#" and i not in taken for i, word in enumerate(phrase.words))
        extra += units * WEIGHTS[Role.UNIT].extra
    factor, agrees = _kind_factor(phrase, name, kind_position, taken)
    score = (agreed / (denominator + extra)) ** POWER * outside * factor
    articles = phrase.words[kind_position + 1 : start] if -1 < kind_position < start else phrase.words[:start][-1:]
    definite = not DEFINITE.isdisjoint(articles)
    if first_missing and definite:
        score *= UNSAID_WITH_ARTICLE
    elif definite != name.definite and (definite or start == kind_position + 1):
        score *= ARTICLE_DIFFERS
    return Explained(score, frozenset(taken), kind_position, agrees)


def _initial(phrase: Phrase, word: str, taken: set[int], city: frozenset[int]) -> int:
    """Position of the initial that stands for a word, or of the word that an initial of the base stands for; -1."""
    for i in phrase.free:
        other = phrase.words[i]
        if other[0] == word[0] and i not in taken and i not in city and (len(other) == 1) != (len(word) == 1):
            return i
    return -1


def _governing(phrase: Phrase, start: int, end: int, taken: set[int]) -> int:
    """Position of the kind that goes with the words taken: the last one before them in their group, else the next."""
    run = phrase.run[start]
    if start in phrase.kind_at:
        return start
    before = [i for i in phrase.kind_at if i < start and phrase.run[i] == run]
    if before:
        return before[-1]
    maybe = [i for i in phrase.maybe_kind if i < start and phrase.run[i] == run]
    if maybe:
        return maybe[-1]
    within = [i for i in phrase.kind_at if start < i <= end + 3 and phrase.run[i] == run and i not in taken]
    return within[0] if within else -1


def _left_over(phrase: Phrase, taken: set[int], city: frozenset[int], kind_position: int, start: int, end: int,
               city_known: bool) -> tuple[float, float]:  # fmt: skip
    """Weight of the words of the same group that the name lacks, and the factor for what stands elsewhere."""
    extra = before = elsewhere = 0.0
    other_town = other_street = False
    run = phrase.run[start]
    first = kind_position if 0 <= kind_position < start else -1
    following = [i for i in phrase.kind_at if i > end and i != kind_position]
    last = following[0] if following else len(phrase.words)
    for i, word in enumerate(phrase.words):
        if i in taken or i in city or i == kind_position or word in ARTICLES or word == "NO" or word[0] == "#":
            continue
        if i in phrase.kind_at:
            other_street |= kinds().classes[word] == "voie" or kind_position < 0
        elif i >= phrase.after_post and city_known:
            elsewhere += ELSEWHERE
        elif phrase.run[i] == run and first <= i < last:
            extra += NOT_AN_ARTICLE if i in phrase.small else _extra(word)
        elif word.isdigit() or word in LOCATORS or word in LOCATORS_BEFORE_OF:
            continue
        elif i < start:
            before += BEFORE
        elif i >= phrase.after_post or (phrase.run[i] > run and not city_known and not _in_kind(phrase, i)):
            other_town = True
        else:
            elsewhere += ELSEWHERE
    factor = max(0.7, 1.0 - before - elsewhere) * (OTHER_TOWN if other_town else 1.0)
    if start >= phrase.after_post and any(i not in city for i in phrase.free if i < phrase.after_post):
        factor *= 1.0 if kind_position >= phrase.after_post else OTHER_STREET
    if other_street:
        factor *= TWO_STREETS if kind_position >= 0 else OTHER_STREET
    return extra, factor


def _extra(word: str) -> float:
    if word.isdigit():
        return 0.0 if len(word) <= 4 else 0.3
    return SHORT if len(word) <= 2 else WEIGHTS[role_of(word)].extra


def _in_kind(phrase: Phrase, i: int) -> bool:
    """Whether a kind governs this position: « , résidence Les Lilas », or it follows « devant », « face à »."""
    return any(k < i and phrase.run[k] == phrase.run[i] for k in phrase.kind_at) or any(
        word in LOCATORS for word in phrase.words[:i]
    )


def _kind_factor(phrase: Phrase, name: Name, kind_position: int, taken: set[int]) -> tuple[float, bool]:
    if name.implied and (kind_position < 0 or kind_position in taken):
        return KIND_IMPLIED, True
    if kind_position in phrase.maybe_kind:
        alike = name.kind in phrase.maybe_kind[kind_position]
        return (KIND_MISSPELT if alike else KIND_OTHER), alike
    said = phrase.words[kind_position] if kind_position >= 0 else ""
    if said == name.kind:
        return 1.0, True
    if not said:
        return (KIND_OTHER if phrase.words[0] in ("LE", "LA", "LES") else KIND_UNSAID), True
    if not name.kind:
        return KIND_ONLY_SAID, True
    classes = kinds().classes
    if classes[said] == classes[name.kind] and classes[said] not in ("voie", "espace_vert"):
        return KIND_LIKE, True
    return KIND_OTHER, False
