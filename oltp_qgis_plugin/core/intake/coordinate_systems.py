"""Which coordinate system each pair is in, found when only one can be meant."""

from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.intake.projections import in_france_or_near, inside_box, nearly_lonlat
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class CoordinateSystem:
    """A system that partners use. box: west, south, east, north of what its numbers can be. scale: divides them.

    regional: seen in few files, so believed only near the observatory's own territories or for a good share of rows.
    """

    label: str
    epsg: int
    box: Box
    scale: float = 1.0
    regional: bool = False
    integers: bool = False


def _zone_box(zone: int) -> Box:
    """What the numbers of a conformal conic zone can be: its false northing is at its own latitude."""
    northing = (zone - 41) * 1e6 + 200_000
    return 1_000_000.0, northing - 140_000, 2_400_000.0, northing + 140_000


WGS84 = CoordinateSystem("degrés WGS 84", 4326, (-180.0, -90.0, 180.0, 90.0))
SYSTEMS = (
    WGS84,
    CoordinateSystem("Lambert-93 (EPSG:2154)", 2154, (-200_000.0, 6_000_000.0, 1_350_000.0, 7_250_000.0)),
    *(
        CoordinateSystem(f"CC{zone} (EPSG:{3900 + zone})", 3900 + zone, _zone_box(zone), regional=True)
        for zone in range(42, 51)
    ),
    CoordinateSystem(
        "Lambert II étendu (EPSG:27572)", 27572, (0.0, 1_600_000.0, 1_250_000.0, 2_720_000.0), regional=True
    ),
    CoordinateSystem("UTM 20 N, Antilles (EPSG:5490)", 5490, (450_000.0, 1_550_000.0, 800_000.0, 2_020_000.0)),
    CoordinateSystem("UTM 22 N, Guyane (EPSG:2972)", 2972, (50_000.0, 200_000.0, 850_000.0, 680_000.0)),
    CoordinateSystem("UTM 40 S, La Réunion (EPSG:2975)", 2975, (280_000.0, 7_600_000.0, 420_000.0, 7_720_000.0)),
    CoordinateSystem("UTM 38 S, Mayotte (EPSG:4471)", 4471, (480_000.0, 8_540_000.0, 560_000.0, 8_620_000.0)),
    CoordinateSystem("degrés × 100 000", 4326, (-6_300_000.0, -2_200_000.0, 5_700_000.0, 5_200_000.0), 1e5, True, True),
)  # fmt: skip
# Share of the rows of a file that a regional system must explain where no territory vouches for it.
COMMON_SHARE = 0.2
# Degrees: nearer than some ten metres, two systems say the same place.
SAME_PLACE = 1e-4
LARGEST_DEGREE = 180.0


@dataclass(frozen=True)
class Guess:
    """system: (n,) int, position in `systems`, -1 where none. lonlat: (n, 2). swapped, ambiguous, uncertain: (n,) bool.

    systems: what was tried, the observatory's own among them.
    """

    systems: tuple[CoordinateSystem, ...]
    system: np.ndarray
    lonlat: np.ndarray
    swapped: np.ndarray
    ambiguous: np.ndarray
    uncertain: np.ndarray


def guess_systems(xy: np.ndarray, known_axis: np.ndarray, own_epsg: int, near: Box, vouched: bool,
                  only: int | None = None, progress: Progress = silent) -> Guess:  # fmt: skip
    """The system of each pair of (n, 2) numbers; NaN pairs have none.

    known_axis: (n,) bool, the pair tells its own order and is not swapped. near: degrees, where points are expected.
    vouched: `near` comes from the observatory's own territories, not from its CRS.
    only: the EPSG code of the system that the file is known to be in, its order alone being in question.
    The order given is tried first; within it, systems that fall near are preferred; two that fit are ambiguous.
    """
    systems = _with_own(own_epsg) if only is None else (_anywhere(f"EPSG:{only}", only),)
    n = len(xy)
    guess = Guess(systems, np.full(n, -1), np.full((n, 2), np.nan), *(np.zeros(n, dtype=bool) for _ in range(3)))
    open_rows = ~(np.isnan(xy[:, 0]) | np.isnan(xy[:, 1]))
    for everywhere in (False, True):
        for swap in (False, True):
            rows = np.flatnonzero(open_rows & ~(swap & known_axis))
            if not len(rows):
                continue
            some = xy[rows][:, ::-1] if swap else xy[rows]
            decided = _decide(guess, some, rows, None if everywhere else near, swap, progress)
            open_rows[decided] = False
    _doubt_regional(guess, near, vouched)
    return guess


def _with_own(own_epsg: int) -> tuple[CoordinateSystem, ...]:
    if any(system.epsg == own_epsg for system in SYSTEMS):
        return SYSTEMS
    return (_anywhere(f"le système de l'observatoire (EPSG:{own_epsg})", own_epsg), *SYSTEMS)


def _anywhere(label: str, epsg: int) -> CoordinateSystem:
    return WGS84 if epsg == WGS84.epsg else CoordinateSystem(label, epsg, (-1e8, -1e8, 1e8, 1e8))


def _decide(guess: Guess, xy: np.ndarray, rows: np.ndarray, near: Box | None, swap: bool,
            progress: Progress) -> np.ndarray:  # fmt: skip
    """Give their system to the rows that one fits; returns the rows settled, the ambiguous ones included."""
    fits = np.zeros(len(rows), dtype=int)
    x, y = xy[:, 0], xy[:, 1]
    box = (x.min(), y.min(), x.max(), y.max())
    for number, system in enumerate(guess.systems):
        if not _meet(system.box, box):
            continue
        maybe = np.flatnonzero(_possible(xy, system))
        if not len(maybe):
            continue
        lonlat = nearly_lonlat(xy[maybe] / system.scale, system.epsg)
        go_on(progress, 100 * number / len(guess.systems))
        good = in_france_or_near(lonlat)
        if near is not None:
            good &= inside_box(lonlat, near)
        hit, lonlat = maybe[good], lonlat[good]
        first = fits[hit] == 0
        # two names of one system, such as RGR92 and WGS 84 in UTM 40 S, agree on the place
        elsewhere = np.zeros(len(hit), dtype=bool)
        elsewhere[~first] = np.abs(guess.lonlat[rows[hit[~first]]] - lonlat[~first]).max(axis=1, initial=0) > SAME_PLACE
        guess.system[rows[hit[first]]] = number
        guess.lonlat[rows[hit[first]]] = lonlat[first]
        fits[hit[first | elsewhere]] += 1
    settled = fits > 0
    guess.swapped[rows[settled]] = swap
    guess.ambiguous[rows[fits > 1]] = True
    return rows[settled]


def _possible(xy: np.ndarray, system: CoordinateSystem) -> np.ndarray:
    possible = inside_box(xy, system.box)
    if system.epsg == WGS84.epsg and not system.integers or not possible.any():
        return possible
    x, y = xy[:, 0], xy[:, 1]
    beyond_x, beyond_y = np.abs(x) > LARGEST_DEGREE, np.abs(y) > LARGEST_DEGREE
    if system.integers:
        return possible & beyond_x & beyond_y & (x == np.floor(x)) & (y == np.floor(y))
    return possible & (beyond_x | beyond_y)


def _meet(box: Box, other: Box) -> bool:
    return box[0] <= other[2] and other[0] <= box[2] and box[1] <= other[3] and other[1] <= box[3]


def _doubt_regional(guess: Guess, near: Box, vouched: bool) -> None:
    found = guess.system[guess.system >= 0]
    counts = np.bincount(found, minlength=len(guess.systems))
    for number, system in enumerate(guess.systems):
        if not system.regional or not counts[number]:
            continue
        rows = guess.system == number
        if vouched:
            guess.uncertain[rows] = ~inside_box(guess.lonlat[rows], near)
        elif counts[number] < COMMON_SHARE * len(found):
            guess.uncertain[rows] = True
