"""Reference layers (territories, places) as the frames that the store loads."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import NULL
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.sources import features, require_field


def territory_rows(
    source: QgsFeatureSource,
    fields: Sequence[str],
    epsg: int,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[list[BaseGeometry], pd.DataFrame]:
    """Polygons in EPSG:`epsg`, and their code, name and population; fields: the names of the three, "" for none."""
    crs = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    code, name, population = fields
    polygons = read_polygons(source, crs, context, feedback, code)
    names = field_texts(source, [name]) if name else polygons.codes
    inhabitants = field_texts(source, [population]) if population else [""] * len(polygons.codes)
    rows = pd.DataFrame({"code": polygons.codes, "name": names})
    return polygons.geometries, rows.assign(population=pd.to_numeric(pd.Series(inhabitants), errors="coerce"))


def place_rows(
    source: QgsFeatureSource,
    code_field: str,
    name_fields: Sequence[str],
    epsg: int,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[np.ndarray, list[str], list[str]]:
    """(n, 2) coordinates in EPSG:`epsg`, codes, and names made of the name fields in their order."""
    crs = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    points = read_points(source, crs, context, feedback)
    codes = field_texts(source, [code_field]) if code_field else [""] * len(points.xy)
    return points.xy, codes, field_texts(source, name_fields)


def field_texts(source: QgsFeatureSource, names: Sequence[str]) -> list[str]:
    """The fields of each feature, joined by a space; NULL is left out."""
    for name in names:
        require_field(source, name)
    request = QgsFeatureRequest().setSubsetOfAttributes(list(names), source.fields())
    return [
        " ".join(str(feature[name]) for name in names if feature[name] is not None and feature[name] != NULL)
        for feature in features(source, request)
    ]
