"""Coordinates as partners write them: found out row by row, repaired when certain, else refused with a reason."""

import csv
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from functools import cache

import numpy as np
import pandas as pd
from shapely.geometry import Polygon

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.core.territories import membership
from oltp_qgis_plugin.errors import CrsError


class CoordinateReason(Enum):
    """Why a row's coordinates cannot be believed; the values are those of the `reason` column."""

    UNREADABLE = "coordonnees_illisibles"
    HALF = "coordonnees_incompletes"
    OUTSIDE_FRANCE = "coordonnees_hors_france"
    OUTSIDE_STORE = "coordonnees_hors_emprise"

    @property
    def sentence(self) -> str:
        """What the user reads about a refused row."""
        return _SENTENCES[self]


_SENTENCES = {
    CoordinateReason.UNREADABLE: "Coordonnées illisibles : corrigez-les, ou videz-les pour importer sans lieu.",
    CoordinateReason.HALF: "Une seule des deux coordonnées est remplie : complétez-la, ou videz les deux.",
    CoordinateReason.OUTSIDE_FRANCE: "Coordonnées hors de France : corrigez-les (signe, ordre, décimales), ou "
    "videz-les pour importer sans lieu.",
    CoordinateReason.OUTSIDE_STORE: "Coordonnées hors de l'emprise du système de l'observatoire : corrigez-les, ou "
    "importez ce territoire dans un observatoire à lui.",
}

# Degrees added around the coarse outlines of resources/tables/france.csv: a beach or a border post is not refused.
MARGIN = 0.1
# West, south, east, north, metres.
LAMBERT_93 = (-200_000.0, 6_000_000.0, 1_350_000.0, 7_250_000.0)
# "43.61,3.87", "43,61;3,87", "[7.76, 48.82]", "POINT(3.87 43.61)"
_POSITION = {
    "dot": r"^\D*?([-+]?\d+(?:\.\d+)?)\s*[,;\s|/]\s*([-+]?\d+(?:\.\d+)?)\D*$",
    "comma": r"^\D*?([-+]?\d+(?:,\d+)?)\s*[;\s|/]\s*([-+]?\d+(?:,\d+)?)\D*$",
}


@dataclass(frozen=True)
class Located:
    """x, y: (n,) float in the CRS asked, NaN where there is none. reason: (n,) object, None or a CoordinateReason.

    repaired: number of rows per repair, named in French.
    """

    x: np.ndarray
    y: np.ndarray
    reason: np.ndarray
    repaired: Mapping[str, int]


def to_numbers(cells: pd.Series) -> np.ndarray:
    """Numbers of text cells, decimal comma or point, spaces dropped; NaN where empty or unreadable."""
    text = cells.str.replace(r"[\s\u00a0\u202f]", "", regex=True).str.replace(",", ".", regex=False)
    return pd.to_numeric(text, errors="coerce").to_numpy(dtype=float, copy=True)


def split_positions(cells: pd.Series, order: str) -> pd.DataFrame:
    """Two text columns x, y from cells that hold both; "" where empty, "?" where unreadable."""
    pair = cells.str.extract(_POSITION["dot"]).fillna(cells.str.extract(_POSITION["comma"]))
    filled = cells.str.strip() != ""
    first, second = (pair[i].where(pair[i].notna(), filled.map({True: "?", False: ""})) for i in (0, 1))
    wkt = cells.str.upper().str.lstrip().str.startswith("POINT")
    x_first = wkt | (order == "lon,lat")
    return pd.DataFrame({"x": first.where(x_first, second), "y": second.where(x_first, first)})


def locate(x_cells: pd.Series, y_cells: pd.Series, source_crs: str, target_epsg: int) -> Located:
    """Coordinates in the target CRS. `source_crs` is "auto" or an EPSG code such as "EPSG:3946".

    "auto" decides row by row between degrees and Lambert-93, and swaps pairs that only make sense swapped.
    An empty pair, or 0,0, is no coordinates: NaN and no reason.
    Raises CrsError when a CRS is unknown.
    """
    x, y = to_numbers(x_cells), to_numbers(y_cells)
    x_filled, y_filled = ((cells.str.strip() != "").to_numpy() for cells in (x_cells, y_cells))
    reason = np.full(len(x), None, dtype=object)
    zero = (x == 0) & (y == 0)
    reason[(x_filled & np.isnan(x)) | (y_filled & np.isnan(y))] = CoordinateReason.UNREADABLE
    reason[x_filled ^ y_filled] = CoordinateReason.HALF
    ready = ~np.isnan(x) & ~np.isnan(y) & ~zero & pd.isna(reason)
    repaired = {"0,0 pris pour une absence de coordonnées": int(zero.sum())}
    lonlat = np.full((len(x), 2), np.nan)
    planar = np.full((len(x), 2), np.nan)
    if source_crs == "auto":
        swapped = _swap_where_certain(x, y, ready)
        repaired["latitude et longitude remises dans l'ordre"] = int(swapped.sum())
        lambert = ready & _inside(x, y, [LAMBERT_93])
        lonlat[ready & ~lambert] = np.column_stack([x, y])[ready & ~lambert]
        lonlat[lambert] = transform(np.column_stack([x, y])[lambert], 2154, 4326)
        planar[lambert] = np.column_stack([x, y])[lambert] if target_epsg == 2154 else np.nan
    else:
        lonlat[ready] = transform(np.column_stack([x, y])[ready], epsg_number(source_crs), 4326)
    in_france = in_france_or_near(lonlat)
    in_store = _inside(lonlat[:, 0], lonlat[:, 1], [area_of_use(target_epsg)])
    reason[ready & ~in_france] = CoordinateReason.OUTSIDE_FRANCE
    reason[ready & in_france & ~in_store] = CoordinateReason.OUTSIDE_STORE
    wanted = ready & in_france & in_store
    todo = wanted & np.isnan(planar[:, 0])
    planar[todo] = transform(lonlat[todo], 4326, target_epsg)
    planar[~wanted] = np.nan
    return Located(planar[:, 0], planar[:, 1], reason, {what: n for what, n in repaired.items() if n})


def _swap_where_certain(x: np.ndarray, y: np.ndarray, ready: np.ndarray) -> np.ndarray:
    """Swap in place the pairs outside France that fall inside once swapped; returns which."""
    pairs = np.where(ready[:, None], np.column_stack([x, y]), np.nan)
    swapped = ready & ~_believable(pairs) & _believable(pairs[:, ::-1])
    x[swapped], y[swapped] = y[swapped], x[swapped]
    return swapped


def _believable(xy: np.ndarray) -> np.ndarray:
    return in_france_or_near(xy) | _inside(xy[:, 0], xy[:, 1], [LAMBERT_93])


def in_france_or_near(lonlat: np.ndarray) -> np.ndarray:
    """Which of (n, 2) longitudes and latitudes lie in France, overseas included, or within MARGIN of it."""
    inside = np.zeros(len(lonlat), dtype=bool)
    inside[membership(lonlat, _outlines(), MARGIN).point] = True
    return inside


@cache
def _outlines() -> tuple[Polygon, ...]:
    zones: dict[str, list[tuple[float, float]]] = {}
    with resource_path("tables/france.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter=";"):
            zones.setdefault(row["zone"], []).append((float(row["lon"]), float(row["lat"])))
    return tuple(Polygon(outline) for outline in zones.values())


def _inside(x: np.ndarray, y: np.ndarray, boxes: object) -> np.ndarray:
    inside = np.zeros(len(x), dtype=bool)
    for west, south, east, north in boxes:  # type: ignore[attr-defined]
        inside |= (x >= west) & (x <= east) & (y >= south) & (y <= north)
    return inside


def epsg_number(crs: str) -> int:
    """2154 for "EPSG:2154" or "2154". Raises CrsError when it is not an EPSG code that PROJ knows."""
    code = crs.strip().upper().removeprefix("EPSG:")
    if not code.isdigit():
        raise CrsError(f"Le système de coordonnées « {crs} » n'est pas un code EPSG : écrivez par exemple EPSG:2154.")
    _reference(int(code))
    return int(code)


def area_of_use(epsg: int) -> tuple[float, float, float, float]:
    """West, south, east, north of the area that a CRS is made for, in degrees."""
    area = _reference(epsg).GetAreaOfUse()  # type: ignore[attr-defined]
    return area.west_lon_degree, area.south_lat_degree, area.east_lon_degree, area.north_lat_degree


def transform(xy: np.ndarray, source_epsg: int, target_epsg: int) -> np.ndarray:
    """(n, 2) coordinates from one CRS to another, x (or longitude) first; NaN where it cannot be done."""
    if not len(xy) or source_epsg == target_epsg:
        return xy
    from osgeo import osr

    moved = osr.CoordinateTransformation(_reference(source_epsg), _reference(target_epsg)).TransformPoints(xy)
    result = np.asarray(moved, dtype=float)[:, :2]
    return np.where(np.isfinite(result), result, np.nan)


def _reference(epsg: int) -> object:
    from osgeo import osr

    reference = osr.SpatialReference()
    try:
        known = reference.ImportFromEPSG(epsg) == 0
    except RuntimeError:  # raised only where the host program switched GDAL's exceptions on
        known = False
    if not known:
        raise CrsError(f"Le système de coordonnées EPSG:{epsg} est inconnu : en France métropolitaine, EPSG:2154.")
    reference.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return reference
