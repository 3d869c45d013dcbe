"""The numbers that a layer of polygons carries."""

import numpy as np
from qgis.core import Qgis, QgsFeatureRequest, QgsFeatureSource
from qgis.PyQt.QtCore import NULL

from oltp_qgis_plugin.adapters.sources import features


def polygon_amounts(source: QgsFeatureSource, field: str) -> np.ndarray:
    """The values of a numeric field, in the order of the features: (n,) float, NULL is NaN."""
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes([field], source.fields())
    values = [feature[field] for feature in features(source, request)]
    return np.array([np.nan if value is None or value == NULL else float(value) for value in values])
