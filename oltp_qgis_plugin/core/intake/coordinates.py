"""Coordinates as partners write them: found out row by row, repaired when certain, else refused with a reason."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.coordinate_systems import Guess, guess_systems
from oltp_qgis_plugin.core.intake.coordinate_text import is_nothing, numbers_and_axes, split_positions, to_numbers
from oltp_qgis_plugin.core.intake.projections import (
    area_of_use,
    epsg_number,
    in_france_or_near,
    inside_box,
    transform,
)
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent

__all__ = [
    "CoordinateReason",
    "Located",
    "epsg_number",
    "in_france_or_near",
    "locate",
    "split_positions",
    "to_numbers",
    "transform",
]


class CoordinateReason(Enum):
    """Why a row's coordinates cannot be believed; the values are those of the `reason` column."""

    UNREADABLE = "coordonnees_illisibles"
    HALF = "coordonnees_incompletes"
    AMBIGUOUS = "coordonnees_ambigues"
    UNCERTAIN = "coordonnees_incertaines"
    OUTSIDE_FRANCE = "coordonnees_hors_france"
    OUTSIDE_STORE = "coordonnees_hors_emprise"
    OUTSIDE_TERRITORIES = "coordonnees_hors_territoires"

    @property
    def sentence(self) -> str:
        """What the user reads about a refused row."""
        return _SENTENCES[self]


_SENTENCES = {
    CoordinateReason.UNREADABLE: "Coordonnées illisibles : corrigez-les, ou videz-les pour importer sans lieu.",
    CoordinateReason.HALF: "Une seule des deux coordonnées est remplie : complétez-la, ou videz les deux.",
    CoordinateReason.AMBIGUOUS: "Deux systèmes de coordonnées conviennent : dites lequel dans le profil "
    "(coordinates, crs), ou videz-les pour importer sans lieu.",
    CoordinateReason.UNCERTAIN: "Coordonnées d'un système que rien ne confirme (loin des territoires de "
    "l'observatoire, ou seules de leur sorte dans le fichier) : corrigez-les, ou dites leur système dans le profil "
    "(coordinates, crs).",
    CoordinateReason.OUTSIDE_FRANCE: "Coordonnées hors de France : corrigez-les (signe, ordre, décimales), ou "
    "videz-les pour importer sans lieu.",
    CoordinateReason.OUTSIDE_STORE: "Coordonnées hors de l'emprise du système de l'observatoire : corrigez-les, ou "
    "importez ce territoire dans un observatoire à lui.",
    CoordinateReason.OUTSIDE_TERRITORIES: "Coordonnées à plus de 10 km des territoires de l'observatoire : "
    "corrigez-les, videz-les pour importer sans lieu, ou laissez de côté ce fait d'une autre commune.",
}
# Metres around the observatory's territories where a point is expected.
NEAR_M = 10_000.0
SWAPPED = "latitude et longitude remises dans l'ordre"


@dataclass(frozen=True)
class Located:
    """x, y: (n,) float in the CRS asked, NaN where there is none. reason: (n,) object, None or a CoordinateReason.

    repaired: number of rows per repair, named in French. systems: number of rows per system found, named in French.
    """

    x: np.ndarray
    y: np.ndarray
    reason: np.ndarray
    repaired: Mapping[str, int]
    systems: Mapping[str, int] = field(default_factory=dict)


def locate(
    x_cells: pd.Series,
    y_cells: pd.Series,
    source_crs: str,
    target_epsg: int,
    extent: tuple[float, float, float, float] | None = None,
    progress: Progress = silent,
) -> Located:
    """Coordinates in the target CRS. `source_crs` is "auto" or an EPSG code such as "EPSG:3946".

    "auto" finds the system of each row, and swaps pairs that only make sense swapped. extent: west, south, east, north
    of the observatory's territories in the target CRS, when it has any; it settles between two systems, and a point
    more than 10 km out of it is refused.
    An empty pair, or 0,0, is no coordinates: NaN and no reason. Raises CrsError when a CRS is unknown.
    """
    x, x_axis = numbers_and_axes(x_cells)
    go_on(progress, 20)
    y, y_axis = numbers_and_axes(y_cells)
    go_on(progress, 40)
    x_filled, y_filled = _filled(x_cells, x), _filled(y_cells, y)
    reason = np.full(len(x), None, dtype=object)
    zero = (x == 0) & (y == 0)
    reason[(x_filled & np.isnan(x)) | (y_filled & np.isnan(y))] = CoordinateReason.UNREADABLE
    reason[x_filled ^ y_filled] = CoordinateReason.HALF
    said_swapped = ((x_axis == "y") | (y_axis == "x")) & (x_axis != y_axis)
    x[said_swapped], y[said_swapped] = y[said_swapped], x[said_swapped]
    ready = ~np.isnan(x) & ~np.isnan(y) & ~zero & (reason == None)  # noqa: E711 - element by element
    xy = np.where(ready[:, None], np.column_stack([x, y]), np.nan)
    known_axis = (x_axis != "") | (y_axis != "")
    go_on(progress, 50)
    guess = _guess(xy, known_axis, source_crs, target_epsg, extent, part(progress, 50, 80))
    go_on(progress, 80)
    _refuse(reason, ready, guess, target_epsg, extent)
    planar = _planar(xy, guess, (ready & (reason == None)), target_epsg)  # noqa: E711
    repaired = {"0,0 pris pour une absence de coordonnées": int(zero.sum()),
                SWAPPED: int((guess.swapped & ready).sum() + said_swapped.sum())}  # fmt: skip
    systems = {system.label: int((guess.system[ready] == i).sum()) for i, system in enumerate(guess.systems)}
    return Located(
        planar[:, 0], planar[:, 1], reason,
        {what: n for what, n in repaired.items() if n},
        {what: n for what, n in systems.items() if n} if source_crs == "auto" else {},
    )  # fmt: skip


def _filled(cells: pd.Series, numbers: np.ndarray) -> np.ndarray:
    filled = ~np.isnan(numbers)
    others = np.flatnonzero(~filled)
    filled[others] = [not is_nothing(cell) for cell in cells.iloc[others]]
    return filled


def _guess(xy: np.ndarray, known_axis: np.ndarray, source_crs: str, target_epsg: int,
           extent: tuple[float, float, float, float] | None, progress: Progress) -> Guess:  # fmt: skip
    near = area_of_use(target_epsg) if extent is None else _in_degrees(extent, target_epsg)
    if source_crs == "auto":
        return guess_systems(xy, known_axis, target_epsg, near, vouched=extent is not None, progress=progress)
    only = epsg_number(source_crs)
    return guess_systems(xy, known_axis, target_epsg, near, vouched=True, only=only, progress=progress)


def _in_degrees(extent: tuple[float, float, float, float], epsg: int) -> tuple[float, float, float, float]:
    west, south, east, north = extent
    corners = [(x, y) for x in (west - NEAR_M, east + NEAR_M) for y in (south - NEAR_M, north + NEAR_M)]
    lonlat = transform(np.array(corners), epsg, 4326)
    return (*lonlat.min(axis=0), *lonlat.max(axis=0))


def _refuse(reason: np.ndarray, ready: np.ndarray, guess: Guess, target_epsg: int,
            extent: tuple[float, float, float, float] | None) -> None:  # fmt: skip
    """Say why the rows that are ready cannot be placed."""
    found = guess.system >= 0
    if extent is not None:
        far = ~inside_box(guess.lonlat, _in_degrees(extent, target_epsg))
        reason[ready & found & far] = CoordinateReason.OUTSIDE_TERRITORIES
    in_store = inside_box(guess.lonlat, area_of_use(target_epsg))
    reason[ready & ~found] = CoordinateReason.OUTSIDE_FRANCE
    reason[ready & found & ~in_store] = CoordinateReason.OUTSIDE_STORE
    reason[ready & guess.uncertain] = CoordinateReason.UNCERTAIN
    reason[ready & guess.ambiguous] = CoordinateReason.AMBIGUOUS


def _planar(xy: np.ndarray, guess: Guess, wanted: np.ndarray, target_epsg: int) -> np.ndarray:
    """The points wanted in the target CRS, straight from their own; those given in it keep their numbers."""
    planar = np.full(xy.shape, np.nan)
    ordered = np.where(guess.swapped[:, None], xy[:, ::-1], xy)
    for number in np.unique(guess.system[wanted]):
        rows = wanted & (guess.system == number)
        system = guess.systems[number]
        planar[rows] = transform(ordered[rows] / system.scale, system.epsg, target_epsg)
    return planar
