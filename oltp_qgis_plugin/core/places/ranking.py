"""The places that a text may mean, with their points, best first."""

from dataclasses import dataclass, replace

import numpy as np

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.crossings import Crossings
from oltp_qgis_plugin.core.places.explanation import Kinds
from oltp_qgis_plugin.core.places.index import PLACE, AddressIndex
from oltp_qgis_plugin.core.places.numbers import BETWEEN, BEYOND, EXACT, UNASKED, UNNUMBERED, Located, Numbering
from oltp_qgis_plugin.core.places.understanding import Asked, Choice, Understood

COMMUNE_SCORE, TIE_SCORE, NEAR_TIE = 0.3, 0.45, 0.97
STATE_FACTOR = {EXACT: 1.0, BETWEEN: 0.94, BEYOND: 0.88, UNNUMBERED: 0.92, UNASKED: 1.0}
NUMBER_OF_A_PLACE, KIND_UNSAID, ANYWHERE = 0.97, 0.75, 0.45
"""Factors: a number asked of a place; no such number on a street whose kind was not said, or whose commune was not."""
SAME_PLACE_M = 60.0


@dataclass(frozen=True)
class Candidate:
    """One possible place of a text, in the CRS of the index; thing: its number in the index, -1 for a commune."""

    label: str
    x: float
    y: float
    precision: Precision
    score: float
    reason: str
    thing: int = -1


class Ranking:
    """Points for what texts mean on an index."""

    def __init__(self, index: AddressIndex) -> None:
        self.index, self.numbering = index, Numbering(index)
        self.crossings = Crossings(index, self.numbering)
        self.several = len(index.communes) > 1
        self._centres: dict[int, tuple[float, float]] = {}

    def candidates(self, asked: Asked, limit: int) -> list[Candidate]:
        """The places of a text, best first; two that lie apart and are as good as each other are no answer."""
        understood = asked.understood
        if understood.reading.kind == "carrefour":
            return self._meetings(understood)[:limit]
        number = self._number(asked)
        scored = sorted(((choice.score * self._factor(choice, number, asked.suffix, understood), choice)
                         for choice in understood.choices), key=lambda one: -one[0])  # fmt: skip
        found = [self._candidate(score, choice, number, asked.suffix, understood) for score, choice in scored[:limit]]
        found = _without_ties(found)
        return found + self._commune(understood) if len(found) < limit else found

    def numbered(self, asked: Asked) -> bool:
        """Whether a street that the text may mean has the number asked, or others around it."""
        states = {self.numbering.state(choice.thing, asked.number) for choice in asked.understood.choices}
        return not states.isdisjoint((EXACT, BETWEEN))

    def _number(self, asked: Asked) -> int:
        """The number asked; the other end of a range, « 12-14 rue X », where the base has only that one."""
        choices = asked.understood.choices
        if asked.last and choices:
            first, last = (self.numbering.state(choices[0].thing, number) for number in (asked.number, asked.last))
            if first != EXACT and last == EXACT:
                return asked.last
        return asked.number

    def _factor(self, choice: Choice, number: int, suffix: str, understood: Understood) -> float:
        if not number:
            return 1.0
        if self.index.object_type[choice.thing] >= PLACE:
            return NUMBER_OF_A_PLACE
        state = self.numbering.state(choice.thing, number, suffix)
        factor = STATE_FACTOR[state]
        if state in (BEYOND, UNNUMBERED):
            factor *= KIND_UNSAID if choice.kinds == Kinds.UNSAID else 1.0
            factor *= ANYWHERE if state == BEYOND and self.several and understood.communes is None else 1.0
        return factor

    def _candidate(self, score: float, choice: Choice, number: int, suffix: str, understood: Understood) -> Candidate:
        reading = understood.reading
        if reading.kind == "plage" and not number:
            at = self.numbering.range_middle(choice.thing, reading.first, reading.last, reading.side)
        else:
            at = self.numbering.locate(choice.thing, number, suffix)
        if reading.near and at.precision == Precision.NUMBER:
            at = replace(at, precision=Precision.INTERPOLATED, reason="À la hauteur de ce numéro, dit le texte.")
        said = f"{at.reason} Autre genre de voie que celui du texte." if choice.kinds == Kinds.OTHER else at.reason
        return Candidate(self.label(choice.thing, at), at.x, at.y, at.precision, score, said, choice.thing)

    def _commune(self, understood: Understood) -> list[Candidate]:
        """The commune itself, when the text names it and no more; a weak candidate when it names more."""
        communes = sorted(understood.communes or ())
        if len(communes) != 1:
            return []
        x, y = self._centre(communes[0])
        alone = not understood.street_words
        said = "Commune reconnue, sans voie." if alone else "Commune reconnue, voie absente de la base."
        score = 1.0 if alone else COMMUNE_SCORE
        return [Candidate(self.index.communes[communes[0]], x, y, Precision.COMMUNE, score, said)]

    def _centre(self, commune: int) -> tuple[float, float]:
        """The middle of the streets of a commune."""
        if commune not in self._centres:
            first, last = np.searchsorted(self.index.object_commune, [commune, commune + 1])
            x, y = (np.median(axis[first:last]) for axis in (self.index.object_x, self.index.object_y))
            self._centres[commune] = float(x), float(y)
        return self._centres[commune]

    def label(self, thing: int, at: Located | None = None) -> str:
        """`12 bis Rue X 93140 Bondy`."""
        index = self.index
        first, last = index.post_first[thing], index.post_first[thing + 1]
        post = index.postcodes[index.object_posts[first]] if last > first else ""
        commune = index.communes[index.object_commune[thing]] if index.object_commune[thing] >= 0 else ""
        number = at.number if at is not None else ""
        return " ".join(part for part in (number, index.labels[thing], post, commune) if part)

    def _meetings(self, understood: Understood) -> list[Candidate]:
        return [
            Candidate(" / ".join(map(self.label, one.things)), one.x, one.y, one.precision, one.score, one.reason)
            for one in self.crossings.candidates(understood.sides)
        ]


def _without_ties(found: list[Candidate]) -> list[Candidate]:
    """The candidates, their scores lowered when another place is as good as the first."""
    tied = [one for one in found[1:] if one.score >= NEAR_TIE * found[0].score
            and np.hypot(one.x - found[0].x, one.y - found[0].y) > SAME_PLACE_M]  # fmt: skip
    if not tied or found[0].score <= TIE_SCORE:
        return found
    said = f"Plusieurs réponses aussi bonnes : {found[0].label} ; {tied[0].label}. Précisez la commune."
    return [replace(one, score=min(one.score, TIE_SCORE), reason=said) for one in found]
