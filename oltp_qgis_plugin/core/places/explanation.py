"""How well the name of a street explains a phrase."""

from dataclasses import dataclass
from enum import Enum

from oltp_qgis_plugin.core.places.fuzzy import distance
from oltp_qgis_plugin.core.places.phrases import Phrase
from oltp_qgis_plugin.core.places.words import (
    ARTICLES,
    LOCATORS,
    LOCATORS_BEFORE_OF,
    MONTHS,
    WEIGHTS,
    Role,
    kinds,
    role_of,
)

DEFINITE = frozenset(("DU", "DES", "LA", "LES", "AU", "AUX"))
POWER = 1.5
KIND_IMPLIED, KIND_UNSAID, KIND_ONLY_SAID, KIND_LIKE, KIND_MISSPELT, KIND_OTHER = 0.95, 0.65, 0.48, 0.95, 0.96, 0.45
UNSAID_WITH_ARTICLE, ARTICLE_DIFFERS = 0.6, 0.94
BEFORE, ELSEWHERE, OTHER_TOWN, OTHER_STREET, TWO_STREETS = 0.05, 0.04, 0.5, 0.4, 0.8
GLUED_ALIKE, GLUED_FROM = 0.88, 6
NOT_AN_ARTICLE, SHORT, OTHER_TITLE = 0.1, 0.15, 0.6


@dataclass(frozen=True)
class Name:
    """The name of a street or place: its kind, its words with their roles, whether a definite article begins it.

    glued: all its words in one.
    """

    kind: str
    words: tuple[str, ...]
    roles: tuple[Role, ...]
    definite: bool
    glued: str
    implied: bool = False
    """The kind is that of the layer, and not part of the name."""


def parse_name(key: str) -> Name:
    """A canonical name taken apart.

    A first name is a plain word where it ends the name, follows « du » or « de la », or is one of two persons.
    """
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
        at = tokens.index(word)
        if found[n] == Role.FIRST_NAME and (DEFINITE.intersection(tokens[max(at - 1, 0) : at])
                                            or "ET" in tokens[max(at - 1, 0) : at + 2]):  # fmt: skip
            found[n] = Role.WORD
        after_month = n > 0 and words[n - 1] in MONTHS
        if found[n] == Role.NUMBER and len(word) == 2 and after_month:
            found[n] = Role.YEAR
        elif found[n] == Role.YEAR and not after_month:
            found[n] = Role.NUMBER
    definite = bool(DEFINITE.intersection(tokens[:2]))
    return Name(kind.lstrip("~"), tuple(words), tuple(found), definite, "".join(tokens), implied)


Hits = dict[str, list[tuple[int, float, int]]]
"""For a word of the base: the positions where the phrase has it, how alike (0–1), how many positions it takes."""


class Kinds(Enum):
    """What the phrase says of the kind of the name."""

    AGREE, UNSAID, OTHER = range(3)


@dataclass(frozen=True)
class Explained:
    """How a name explains a phrase: score 0–1, positions it takes, position of its kind (-1), what is said of it."""

    score: float
    taken: frozenset[int]
    kind_position: int
    kinds: Kinds


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
    extra, outside, other_title = _left_over(phrase, taken, city, kind_position, start, end, city_known)
    if other_title and any(role == Role.TITLE for role in name.roles):
        extra += OTHER_TITLE
    if kinds().classes.get(name.kind) == "residence" or Role.UNIT in name.roles:
        units = sum(word[0] == "#" and i not in taken for i, word in enumerate(phrase.words))
        extra += units * WEIGHTS[Role.UNIT].extra
    factor, agree = _kind_factor(phrase, name, kind_position, taken)
    share = agreed / (denominator + extra)
    if share < GLUED_ALIKE and len(name.glued) >= GLUED_FROM:
        share = max(share, _glued_alike(phrase, name, city, kind_position, start))
    score = share**POWER * outside * factor
    articles = phrase.words[kind_position + 1 : start] if -1 < kind_position < start else phrase.words[:start][-1:]
    definite = not DEFINITE.isdisjoint(articles)
    if first_missing and definite:
        score *= UNSAID_WITH_ARTICLE
    elif definite != name.definite and (definite or start == kind_position + 1):
        score *= ARTICLE_DIFFERS
    return Explained(score, frozenset(taken), kind_position, agree)


def _glued_alike(phrase: Phrase, name: Name, city: frozenset[int], kind_position: int, start: int) -> float:
    """GLUED_ALIKE when the words after the kind are the name but for a letter or a space astray, else 0."""
    begins = next(i for i, run in enumerate(phrase.run) if run == phrase.run[start])
    first = kind_position + 1 if -1 < kind_position <= start else begins
    group = (i for i, run in enumerate(phrase.run) if i >= first and run == phrase.run[start] and i not in city)
    said = "".join(phrase.words[i] for i in group if phrase.words[i][0] != "#")
    return GLUED_ALIKE if distance(said, name.glued, 1) <= 1 else 0.0


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
               city_known: bool) -> tuple[float, float, bool]:  # fmt: skip
    """Weight of the words of the group that the name lacks, factor for the words elsewhere, whether one is a title."""
    extra = before = elsewhere = 0.0
    other_town = other_street = other_title = False
    run = phrase.run[start]
    first = kind_position if 0 <= kind_position < start else -1
    following = [i for i in phrase.kind_at if i > end and i != kind_position]
    last = following[0] if following else len(phrase.words)
    for i, word in enumerate(phrase.words):
        if i in taken or i in city or i == kind_position or word in ARTICLES or word == "NO" or word[0] == "#":
            continue
        if i in phrase.kind_at:
            other_street |= kinds().classes[phrase.kind_at[i]] == "voie" or kind_position < 0
        elif city_known and (i >= phrase.after_post or (city and i > max(city) and i > end)):
            elsewhere += ELSEWHERE
        elif phrase.run[i] == run and first <= i < last:
            extra += NOT_AN_ARTICLE if i in phrase.small else _extra(word)
            other_title |= role_of(word) == Role.TITLE
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
    return extra, factor, other_title


def _extra(word: str) -> float:
    if word.isdigit():
        return 0.0 if len(word) <= 4 else 0.3
    return SHORT if len(word) <= 2 else WEIGHTS[role_of(word)].extra


def _in_kind(phrase: Phrase, i: int) -> bool:
    """Whether a kind governs this position: « , résidence Les Lilas », or it follows « devant », « face à »."""
    return any(k < i and phrase.run[k] == phrase.run[i] for k in phrase.kind_at) or any(
        word in LOCATORS for word in phrase.words[:i]
    )


def _kind_factor(phrase: Phrase, name: Name, kind_position: int, taken: set[int]) -> tuple[float, Kinds]:
    if name.implied and (kind_position < 0 or kind_position in taken):
        return KIND_IMPLIED, Kinds.AGREE
    if kind_position in taken and not name.kind:
        return 1.0, Kinds.AGREE
    if kind_position in phrase.maybe_kind:
        alike = name.kind in phrase.maybe_kind[kind_position]
        return (KIND_MISSPELT, Kinds.AGREE) if alike else (KIND_OTHER, Kinds.OTHER)
    said = phrase.kind_at.get(kind_position, "")
    if said == name.kind:
        return 1.0, Kinds.AGREE
    if not said:
        return (KIND_OTHER, Kinds.OTHER) if phrase.words[0] in ("LE", "LA", "LES") else (KIND_UNSAID, Kinds.UNSAID)
    if not name.kind:
        return KIND_ONLY_SAID, Kinds.OTHER
    classes = kinds().classes
    if classes[said] == classes[name.kind] and classes[said] not in ("voie", "espace_vert"):
        return KIND_LIKE, Kinds.AGREE
    return KIND_OTHER, Kinds.OTHER
