"""Where a text may be: what the address base and the gazetteer offer, in the observatory's CRS."""

from pathlib import Path

import numpy as np

from oltp_qgis_plugin.adapters.geocoding import open_geocoder
from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.review import Suggestion
from oltp_qgis_plugin.errors import IndexFileError
from oltp_qgis_plugin.store.geopackage import Observatory

MOST, LEAST_SCORE = 8, 0.2


class PlaceSuggester:
    """What an index file offers, with the observatory's gazetteer; the gazetteer alone without an index."""

    def __init__(self, observatory: Observatory, index: Path | None) -> None:
        self._epsg, self.summary = observatory.epsg, ""
        try:
            self._geocoder = open_geocoder(str(index or ""), observatory)
            self.summary = f"{index.name} : {self._geocoder.summary}" if index else ""
        except IndexFileError as error:
            self._geocoder, self.summary = open_geocoder("", observatory), str(error)

    def suggest(self, label: str) -> tuple[Suggestion, ...]:
        """The places that a text may be, best first."""
        found = [each for each in self._geocoder.candidates(label, limit=MOST) if each.score >= LEAST_SCORE]
        if not found:
            return ()
        xy = transform(np.array([(each.x, each.y) for each in found]), self._geocoder.epsg, self._epsg)
        return tuple(Suggestion(each.label, x, y, each.precision, float(each.score), "base")
                     for each, (x, y) in zip(found, xy.tolist(), strict=True))  # fmt: skip
