"""Where a text may be: what the address base and the gazetteer offer, in the observatory's CRS."""

from pathlib import Path

import numpy as np
import pandas as pd
from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransformContext, QgsProcessingContext

from oltp_qgis_plugin.adapters.reference_systems import transform_xy
from oltp_qgis_plugin.core.places.matching import Geocoder
from oltp_qgis_plugin.core.places.review import Suggestion
from oltp_qgis_plugin.errors import IndexFileError
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy

MOST, LEAST_SCORE = 8, 0.2


class PlaceSuggester:
    """What an index file offers, with the observatory's gazetteer; the gazetteer alone without an index."""

    def __init__(self, observatory: Observatory, index: Path | None) -> None:
        self.summary = ""
        places, geocoder = known_places(observatory), None
        try:
            geocoder = Geocoder.open(index, places) if index is not None else None
        except IndexFileError as error:
            self.summary = str(error)
        if geocoder is None and len(places):
            geocoder = Geocoder.of_places(places, observatory.epsg)
        self.summary = self.summary or (f"{index.name} : {geocoder.summary}" if index and geocoder else "")
        self._geocoder, self._target = geocoder, QgsCoordinateReferenceSystem.fromEpsgId(observatory.epsg)

    def suggest(self, label: str) -> tuple[Suggestion, ...]:
        """The places that a text may be, best first."""
        found = self._geocoder.candidates(label, limit=MOST) if self._geocoder is not None else []
        if not found:
            return ()
        own = QgsCoordinateReferenceSystem.fromEpsgId(self._geocoder.epsg)
        context = QgsProcessingContext()
        context.setTransformContext(QgsCoordinateTransformContext())
        xy = transform_xy(np.array([(each.x, each.y) for each in found]), own, self._target, context)
        return tuple(Suggestion(each.label, x, y, each.precision, float(each.score), "base")
                     for each, (x, y) in zip(found, xy.tolist(), strict=True)
                     if x == x and each.score >= LEAST_SCORE)  # fmt: skip


def known_places(observatory: Observatory) -> pd.DataFrame:
    """The gazetteer of an observatory: kind, code, name, x, y."""
    rows = observatory.frame("SELECT kind, code, name, geom FROM place ORDER BY fid")
    xy = blobs_to_xy(rows.pop("geom"))
    return rows.assign(x=xy[:, 0], y=xy[:, 1])
