"""Coordinate systems by EPSG code, transformations between them, and where France is."""

import csv
from functools import cache

import numpy as np
import pandas as pd
from shapely.geometry import Polygon

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.core.territories import membership
from oltp_qgis_plugin.errors import CrsError

# Degrees added around the coarse outlines of resources/tables/france.csv: a beach or a border post is not refused.
MARGIN = 0.1
# Degrees; a square cell whose centre is this sure need not be looked at point by point.
_CELL = 0.05
_HALF_DIAGONAL = _CELL * 0.7072
_AT_ONCE = 200_000
_NODES_M, _POINTS_A_NODE, _IN_CACHE = 1_000.0, 20, 20_000
_LINE = b"\x01\x02\x00\x00\x00"  # the start of a little-endian WKB line


def in_france_or_near(lonlat: np.ndarray) -> np.ndarray:
    """Which of (n, 2) longitudes and latitudes lie in France, overseas included, or within MARGIN of it.

    Told by cells of a grid: only the points of the cells that the edge crosses are looked at one by one.
    """
    cells = np.floor(np.nan_to_num(lonlat, nan=1e6) / _CELL)
    key, unique = pd.factorize(cells[:, 0] * 1e9 + cells[:, 1])
    one = np.empty(len(unique), dtype=np.int64)
    one[key] = np.arange(len(key))
    centres = (cells[one] + 0.5) * _CELL
    sure, possible = (_within(centres, MARGIN + shift) for shift in (-_HALF_DIAGONAL, _HALF_DIAGONAL))
    inside: np.ndarray = sure[key]
    doubtful = np.flatnonzero((possible & ~sure)[key])
    inside[doubtful] = _within(lonlat[doubtful], MARGIN)
    return inside


def _within(lonlat: np.ndarray, margin: float) -> np.ndarray:
    inside = np.zeros(len(lonlat), dtype=bool)
    inside[membership(lonlat, _outlines(), margin).point] = True
    return inside


@cache
def _outlines() -> tuple[Polygon, ...]:
    zones: dict[str, list[tuple[float, float]]] = {}
    with resource_path("tables/france.csv").open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table, delimiter=";"):
            zones.setdefault(row["zone"], []).append((float(row["lon"]), float(row["lat"])))
    return tuple(Polygon(outline) for outline in zones.values())


def inside_box(xy: np.ndarray, box: tuple[float, float, float, float]) -> np.ndarray:
    """Which of (n, 2) coordinates lie in west, south, east, north; NaN in none."""
    west, south, east, north = box
    inside: np.ndarray = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
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

    change = osr.CoordinateTransformation(_reference(source_epsg), _reference(target_epsg))
    moved = np.empty(xy.shape)
    for start in range(0, len(xy), _AT_ONCE):
        some = xy[start : start + _AT_ONCE]
        at_once = _moved_as_line(some, change)
        moved[start : start + _AT_ONCE] = (
            np.asarray(change.TransformPoints(some), dtype=float)[:, :2] if at_once is None else at_once
        )
    return np.where(np.isfinite(moved), moved, np.nan)


def nearly_lonlat(xy: np.ndarray, epsg: int) -> np.ndarray:
    """(n, 2) longitudes and latitudes of planar coordinates, right to some centimetres: to tell where they fall.

    Many points over a small area are interpolated between the nodes of a grid, which alone are transformed.
    """
    first = np.floor(xy.min(axis=0, initial=np.inf) / _NODES_M)
    size = (np.floor(xy.max(axis=0, initial=-np.inf) / _NODES_M) - first + 2).astype(float)
    if epsg == 4326 or not np.isfinite(size).all() or size.prod() * _POINTS_A_NODE > len(xy):
        return transform(xy, epsg, 4326)
    columns, rows = size.astype(int)
    nodes = np.stack(np.meshgrid(np.arange(columns), np.arange(rows), indexing="ij"), axis=-1).reshape(-1, 2)
    known = transform((nodes + first) * _NODES_M, epsg, 4326).reshape(columns, rows, 2)
    starts = range(0, len(xy), _IN_CACHE)
    return np.concatenate([_between_nodes(known, xy[start : start + _IN_CACHE] / _NODES_M - first) for start in starts])


def _between_nodes(known: np.ndarray, offset: np.ndarray) -> np.ndarray:
    """What is known at the nodes (columns, rows, 2) of a grid of step 1, at (n, 2) offsets from its first node."""
    cell = offset.astype(int)
    column, row = cell.T
    east, north = (offset - cell).T[:, :, None]
    west, further = (known[at, row] + (known[at, row + 1] - known[at, row]) * north for at in (column, column + 1))
    between: np.ndarray = west + (further - west) * east
    return between


def _moved_as_line(xy: np.ndarray, change: object) -> np.ndarray | None:
    """The points moved as the vertices of one line, in one call; None when some cannot be."""
    from osgeo import gdal, ogr

    if not np.isfinite(xy).all():
        return None
    line = ogr.CreateGeometryFromWkb(_LINE + np.uint32(len(xy)).tobytes() + xy.astype("<f8").tobytes())
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        failed = line.Transform(change) != 0 or line.GetPointCount() != len(xy)
    except RuntimeError:  # raised only where the host program switched GDAL's exceptions on
        failed = True
    finally:
        gdal.PopErrorHandler()
    return None if failed else np.frombuffer(line.ExportToWkb(ogr.wkbNDR), "<f8", offset=9).reshape(-1, 2)


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
