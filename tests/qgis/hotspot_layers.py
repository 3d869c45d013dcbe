"""Layers in memory for the tests of the hot-spot algorithms."""

import numpy as np
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

LAMBERT = "EPSG:2154"
TYPES = {"day": "date", "moment": "datetime", "text": "string(40)", "date_precision": "string(10)", "n": "integer",
         "name": "string(40)", "cell_id": "integer", "gravity": "double"}  # fmt: skip


def layer(kind, geometries, code=LAMBERT, **columns):
    """A memory layer of geometries (None: a feature without one) with columns named as in TYPES, or `name:type`."""
    fields = "".join(f"&field={name}:{TYPES[name]}" for name in columns)
    made = QgsVectorLayer(f"{kind}?crs={code}{fields}", "essai", "memory")
    features = []
    rows = zip(*columns.values(), strict=True) if columns else ([] for _ in geometries)
    for geometry, row in zip(geometries, rows, strict=True):
        feature = QgsFeature(made.fields())
        if geometry is not None:
            feature.setGeometry(geometry)
        feature.setAttributes([qt(value) for value in row])
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def qt(value):
    """A numpy moment as QGIS holds it; NaT is NULL."""
    if not isinstance(value, np.datetime64):
        return value.item() if isinstance(value, np.generic) else value
    if np.isnat(value):
        return None
    moment = value.astype("M8[s]").item()
    day = QDate(moment.year, moment.month, moment.day)
    return QDateTime(day, QTime(moment.hour, moment.minute, moment.second))


def points(xy, code=LAMBERT, **columns):
    """A layer of points; NaN: a feature without geometry."""
    shapes = [None if np.isnan(x) else QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in xy]
    return layer("Point", shapes, code, **columns)


def polygons(*wkts, code=LAMBERT, **columns):
    """A layer of polygons from their texts."""
    return layer("Polygon", [QgsGeometry.fromWkt(wkt) for wkt in wkts], code, **columns)


def square(x, y, side):
    """The text of a square polygon from its lower left corner."""
    return f"POLYGON (({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))"


def column(output, name):
    """The values of a field of a layer, in order."""
    return [feature[name] for feature in output.getFeatures()]
