"""Where two streets meet: a table of crossings, else the nearest addresses of both."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.explanation import Kinds
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.numbers import Numbering
from oltp_qgis_plugin.core.places.understanding import Choice

NEAR_M, MEETING_M = 100.0, 80.0
STREET_FACTOR, NEAREST_FACTOR = 0.6, 0.85
WEAKEST, SURE, DOUBTFUL, MET = 0.35, 0.85, 0.7, 0.1
DEEP = 6


@dataclass(frozen=True)
class Meeting:
    """A place where two streets meet, or a street of the two when they do not."""

    things: tuple[int, ...]
    x: float
    y: float
    precision: Precision
    score: float
    reason: str


class Crossings:
    """The crossings of an index."""

    def __init__(self, index: AddressIndex, numbering: Numbering) -> None:
        self.index, self.numbering = index, numbering
        self.keys = index.crossing_a.astype(np.int64) * max(len(index.names), 1) + index.crossing_b

    def points(self, a: int, b: int) -> np.ndarray:
        """(n, 2) points where the streets of two names meet."""
        low, high = min(a, b), max(a, b)
        key = low * max(len(self.index.names), 1) + high
        first, last = np.searchsorted(self.keys, [key, key + 1])
        return np.column_stack([self.index.crossing_x[first:last], self.index.crossing_y[first:last]])

    def candidates(self, sides: Sequence[Sequence[Choice]]) -> list[Meeting]:
        """Meetings of the streets that each side may be, best first. sides: choices (thing, score) best first."""
        found = []
        for one, other in combinations([side[:DEEP] for side in sides], 2):
            for a in one:
                for b in other:
                    if a.thing != b.thing and min(a.score, b.score) >= WEAKEST:
                        meeting = self._meeting(a, b)
                        if meeting is not None:
                            found.append(meeting)
        if not found:
            found = [self._street(side[0]) for side in sides if side]
        return sorted(found, key=lambda one: -one.score)

    def _meeting(self, a: Choice, b: Choice) -> Meeting | None:
        names = self.index.object_name
        points = self.points(int(names[a.thing]), int(names[b.thing]))
        score = float(np.sqrt(a.score * b.score)) * (1.0 if max(a.score, b.score) >= SURE else DOUBTFUL)
        things = (a.thing, b.thing)
        if not self._told_apart(a, b):
            return None
        if len(points):
            # Both names in one crossing is evidence in itself: it makes up for a doubt on one of them.
            score = min(1.0, score + MET)
            middle = points[np.argmin(((points - np.median(points, axis=0)) ** 2).sum(axis=1))]
            spread = float(np.ptp(points, axis=0).max())
            x, y = float(middle[0]), float(middle[1])
            if spread <= NEAR_M:
                return Meeting(things, x, y, Precision.CROSSING, score, "Croisement connu.")
            said = f"Les deux voies se croisent en {len(points)} endroits, sur {spread:.0f} m."
            return Meeting(things, x, y, Precision.STREET, score, said)
        return self._nearest(things, score)

    def _told_apart(self, a: Choice, b: Choice) -> bool:
        """Whether two streets differ by more than their kind, or each has the kind that was said."""
        keys = [self.index.names[self.index.object_name[one.thing]].partition("|")[2] for one in (a, b)]
        return keys[0] != keys[1] or a.kinds == b.kinds == Kinds.AGREE

    def _nearest(self, things: tuple[int, int], score: float) -> Meeting | None:
        index = self.index
        rows = [slice(*self.numbering.bounds(thing)) for thing in things]
        one, other = (np.column_stack([index.address_x[part], index.address_y[part]]) for part in rows)
        if not len(one) or not len(other):
            return None
        apart = np.hypot(one[:, 0, None] - other[:, 0], one[:, 1, None] - other[:, 1])
        i, j = np.unravel_index(int(np.argmin(apart)), apart.shape)
        if apart[i, j] > MEETING_M:
            return None
        x, y = (one[i] + other[j]) / 2
        said = f"Entre les adresses les plus proches des deux voies, à {apart[i, j]:.0f} m l'une de l'autre."
        return Meeting(things, float(x), float(y), Precision.CROSSING, score * NEAREST_FACTOR, said)

    def _street(self, choice: Choice) -> Meeting:
        at = self.numbering.middle(choice.thing)
        return Meeting((choice.thing,), at.x, at.y, at.precision, choice.score * STREET_FACTOR,
                       "Croisement inconnu : milieu d'une des deux voies.")  # fmt: skip
