"""House numbers on a street: the address itself, its neighbours, the middle of a range."""

from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.addresses import TO_THE_END
from oltp_qgis_plugin.core.places.index import PLACE, QUARTER, AddressIndex

FARTHEST_NEIGHBOURS_M = 250.0
LIKE_SUFFIXES = ({"B", "BIS"}, {"T", "TER"}, {"Q", "QUATER"})
EXACT, BETWEEN, BEYOND, UNNUMBERED, UNASKED = range(5)


@dataclass(frozen=True)
class Located:
    """A point, its precision, the sentence that says why, and the label of the number, `12 bis`."""

    x: float
    y: float
    precision: Precision
    reason: str
    number: str = ""
    state: int = UNASKED


class Numbering:
    """The numbers of every street of an index."""

    def __init__(self, index: AddressIndex) -> None:
        self.index = index
        self.first = index.object_first.tolist()
        self.numbers = array("i", index.address_number.astype(np.intc).tobytes())

    def bounds(self, thing: int) -> tuple[int, int]:
        """First and last row of the addresses of an object."""
        return self.first[thing], self.first[thing + 1]

    def state(self, thing: int, number: int, suffix: str = "") -> int:
        """How a street knows a number: EXACT, BETWEEN two others, BEYOND them, UNNUMBERED, UNASKED (number 0).

        A number known under other suffixes only is BETWEEN.
        """
        first, last = self.bounds(thing)
        if not number:
            return UNASKED
        if first == last:
            return UNNUMBERED
        numbers = self.numbers
        row = bisect_left(numbers, number, first, last)
        if row < last and numbers[row] == number:
            return EXACT if not suffix or self._suffixed(row, last, number, suffix) else BETWEEN
        return BETWEEN if first < row < last else BEYOND

    def _suffixed(self, row: int, last: int, number: int, suffix: str) -> bool:
        """Whether the number is there with this suffix, or one like it, from `row` on."""
        like = next((alike for alike in LIKE_SUFFIXES if suffix in alike), {suffix})
        while row < last and self.numbers[row] == number:
            if self.index.suffixes[self.index.address_suffix[row]] in like:
                return True
            row += 1
        return False

    def middle(self, thing: int, reason: str = "") -> Located:
        """The middle address of a street, or the point of a place."""
        index = self.index
        kind = int(index.object_type[thing])
        precision = Precision.QUARTER if kind == QUARTER else Precision.PLACE if kind >= PLACE else Precision.STREET
        said = {Precision.QUARTER: "Quartier reconnu.", Precision.PLACE: "Lieu connu du répertoire.",
                Precision.STREET: "Milieu de la voie."}  # fmt: skip
        return Located(float(index.object_x[thing]), float(index.object_y[thing]), precision, reason or said[precision])

    def locate(self, thing: int, number: int, suffix: str) -> Located:
        """The address of a number; between its neighbours when it is missing; the middle of the street beyond them."""
        state = self.state(thing, number)
        if state == UNASKED:
            return self.middle(thing)
        if state == UNNUMBERED:
            street = self.middle(thing)
            said = f"La base n'a aucun numéro sur cette voie : {street.reason[0].lower()}{street.reason[1:]}"
            return Located(street.x, street.y, street.precision, said, "", UNNUMBERED)
        if state == EXACT:
            return self._exact(thing, number, suffix)
        return self._between(thing, number)

    def _exact(self, thing: int, number: int, suffix: str) -> Located:
        index = self.index
        first, last = self.bounds(thing)
        rows = range(bisect_left(self.numbers, number, first, last), bisect_right(self.numbers, number, first, last))
        own = {index.suffixes[index.address_suffix[row]]: row for row in rows}
        asked = next((set_ for set_ in LIKE_SUFFIXES if suffix in set_), {suffix})
        found = own.get(suffix, next((own[like] for like in asked if like in own), None))
        if found is not None:
            said = f"{number} {suffix.lower()}".strip()
            return Located(float(index.address_x[found]), float(index.address_y[found]), Precision.NUMBER,
                           "Numéro trouvé dans la base.", said, EXACT)  # fmt: skip
        row = own.get("", rows[0])
        label = f"{number} {index.suffixes[index.address_suffix[row]].lower()}".strip()
        missing = f"{number} {suffix.lower()}".strip()
        return Located(float(index.address_x[row]), float(index.address_y[row]), Precision.INTERPOLATED,
                       f"Le {missing} manque à la base : placé au {label}.", label, BETWEEN)  # fmt: skip

    def _between(self, thing: int, number: int) -> Located:
        index = self.index
        first, last = self.bounds(thing)
        numbers = index.address_number[first:last]
        same = np.flatnonzero(numbers % 2 == number % 2)
        for rows in (same, np.arange(last - first)):
            below, above = rows[numbers[rows] < number], rows[numbers[rows] > number]
            if len(below) and len(above):
                low, high = first + int(below[-1]), first + int(above[0])
                return self._interpolated(thing, number, low, high)
        known = f"{numbers[0]} à {numbers[-1]}"
        return self.middle(thing, f"Le {number} est hors des numéros connus ({known}) : milieu de la voie.")

    def _interpolated(self, thing: int, number: int, low: int, high: int) -> Located:
        index = self.index
        a, b = int(index.address_number[low]), int(index.address_number[high])
        share = (number - a) / (b - a)
        ends = [(float(index.address_x[row]), float(index.address_y[row])) for row in (low, high)]
        x, y = (one + share * (two - one) for one, two in zip(*ends, strict=True))
        length = float(np.hypot(ends[1][0] - ends[0][0], ends[1][1] - ends[0][1]))
        said = f"Le {number} manque à la base : placé entre le {a} et le {b}"
        if length <= FARTHEST_NEIGHBOURS_M:
            return Located(x, y, Precision.INTERPOLATED, f"{said}.", str(number), BETWEEN)
        return Located(x, y, Precision.STREET, f"{said}, distants de {length:.0f} m.", str(number), BETWEEN)

    def range_middle(self, thing: int, first_number: int, last_number: int, side: str) -> Located:
        """The middle address of a range of numbers of a street, on one side of it when `side` is P or I.

        Two ends of one side, « de 111 à 175 », mean that side.
        """
        index = self.index
        first, last = self.bounds(thing)
        numbers = index.address_number[first:last]
        parity = {"P": 0, "I": 1}.get(side)
        if parity is None and first_number and last_number != TO_THE_END and first_number % 2 == last_number % 2:
            parity = first_number % 2
        inside = numbers >= min(first_number, last_number or TO_THE_END)
        inside &= numbers <= (max(first_number, last_number) or TO_THE_END)
        for rows in (np.flatnonzero(inside & (numbers % 2 == parity)) if parity is not None else np.empty(0, int),
                     np.flatnonzero(inside)):  # fmt: skip
            if len(rows):
                row = first + int(rows[len(rows) // 2])
                said = f"Milieu des numéros {numbers[rows[0]]} à {numbers[rows[-1]]} de la voie."
                return Located(float(index.address_x[row]), float(index.address_y[row]), Precision.STREET, said)
        return self.middle(thing)
