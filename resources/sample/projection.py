"""Coordinates between Lambert-93 (2154), the European grid (3035) and longitude, latitude (4326), by GDAL."""

import numpy as np
from osgeo import osr

LAMBERT, EUROPE, DEGREES = 2154, 3035, 4326


def reference(epsg: int) -> osr.SpatialReference:
    """The reference system whose coordinates come as x, y (longitude first)."""
    system = osr.SpatialReference()
    system.ImportFromEPSG(epsg)
    system.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    return system


def projected(xy: np.ndarray, source: int, target: int) -> np.ndarray:
    """(n, 2) coordinates of `xy` in the system `target`."""
    change = osr.CoordinateTransformation(reference(source), reference(target))
    points = change.TransformPoints(np.asarray(xy, dtype=float).tolist())
    return np.asarray(points, dtype=float).reshape(-1, 3)[:, :2]
