"""Incidents inside the study area, and what is said of those that are not."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import box
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.cells import study_area
from oltp_qgis_plugin.core.hotspots.defaults import strays
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.reports.sentences import number
from oltp_qgis_plugin.core.territories import membership
from oltp_qgis_plugin.errors import CrsError, GridError, LayerError

SMALLEST_AREA = 1.0
"""Square metres under which a study area is no town: its coordinates are degrees, or all are on a line."""


@dataclass(frozen=True)
class Located:
    """Incidents in a study area.

    inside: (k, 2) float; position: (k,) int, where each was in the layer. study: one valid shape; boxed: it is but the
    rectangle of the incidents. outside, unplaced, repaired: numbers of incidents out of it, of incidents without
    position, of polygons repaired.
    """

    inside: np.ndarray
    position: np.ndarray
    study: BaseGeometry
    boxed: bool
    outside: int
    unplaced: int
    repaired: int
    stray: int


def locate(
    xy: np.ndarray, study: Sequence[BaseGeometry] | None, should_stop: Callable[[], bool] = lambda: False
) -> Located:
    """The incidents inside the study area, its edge included.

    xy: (n, 2) float, metres, not finite without position. study: polygons, invalid ones repaired; None: the rectangle
    of the incidents. Raises LayerError without a position, GridError when no incident is inside, when the area has no
    surface, CrsError when it can only be in degrees.
    """
    placed = np.flatnonzero(np.isfinite(xy).all(axis=1))
    check_some_placed(len(placed), len(xy))
    points = xy[placed]
    area, repaired = (_rectangle(points), 0) if study is None else study_area(study)
    _check_area(area, study is None)
    held = np.unique(membership(points, [area], 0.0, should_stop).point)
    check_some_inside(len(held), len(placed))
    left = len(placed) - len(held), len(xy) - len(placed)
    return Located(points[held], placed[held], area, study is None, *left, repaired, strays(points)[0])


def check_some_placed(placed: int, n: int, what: str = "La couche d'incidents") -> None:
    """Raises LayerError when none of the n points of a layer, named `what`, has a position."""
    if not placed:
        raise LayerError(f"{what} n'a aucun point localisé sur {number(n)} : importez ou localisez des faits d'abord.")


def check_some_inside(inside: int, placed: int) -> None:
    """Raises GridError when none of the placed incidents is in the study area."""
    if not inside:
        raise GridError(
            f"Aucun incident localisé, sur {number(placed)}, n'est dans la zone d'étude : vérifiez le système de "
            f"coordonnées des deux couches et le choix de la zone."
        )


def _rectangle(points: np.ndarray) -> BaseGeometry:
    return box(*points.min(axis=0), *points.max(axis=0))


def _check_area(area: BaseGeometry, boxed: bool) -> None:
    if area.area >= SMALLEST_AREA:
        return
    if not area.is_empty and max(abs(value) for value in area.bounds) <= 360 and area.area > 0:
        raise CrsError(
            "La zone d'étude fait moins d'un mètre carré : ses coordonnées sont sans doute des degrés déclarés en "
            "mètres. Donnez à la couche le bon système (EPSG:4326 pour des longitudes et latitudes), puis recommencez."
        )
    if boxed:
        raise GridError(
            "Les incidents sont à une seule position ou sur une seule ligne : leur rectangle n'a pas de surface. "
            "Donnez le contour de la commune dans « Zone d'étude »."
        )
    raise GridError("La zone d'étude est vide : choisissez une couche qui contient au moins un polygone.")


def located_remarks(found: Located) -> Iterator[Remark]:
    """How many incidents are in the study area, how large it is, and what was left out."""
    yield Remark(
        f"Incidents dans la zone d'étude : {number(len(found.inside))} ; surface : "
        f"{decimal(found.study.area / 1e6, 2)} km²."
    )
    if found.boxed:
        yield Remark(
            "Aucune zone d'étude : le rectangle qui contient les incidents en tient lieu. Donnez le contour de la "
            "commune, sinon sa surface, dont tout dépend ici, est fausse.",
            warning=True,
        )
    if found.boxed and found.stray:
        yield Remark(
            f"Incidents très loin de tous les autres, qui étirent ce rectangle : {found.stray}. Corrigez-les, ou "
            f"donnez une zone d'étude.",
            warning=True,
        )
    if found.repaired:
        yield Remark(f"Polygones non valides de la zone d'étude, réparés : {found.repaired}.", warning=True)
    if found.outside:
        yield Remark(f"Incidents hors de la zone d'étude, non comptés : {number(found.outside)}.", warning=True)
    if found.unplaced:
        yield Remark(f"Incidents sans position, non comptés : {number(found.unplaced)}.", warning=True)
