"""The gazetteer of the observatory: stops, schools, résidences known by their code or name."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.gpkg import point_blobs

SAME_PLACE_M = 1.0


def load_places(observatory: Observatory, kind: str, xy: np.ndarray, codes: Sequence[str], names: Sequence[str]) -> int:
    """Replace the places of a kind; (n, 2) coordinates in the observatory's CRS. Returns how many were stored.

    A place without a point is left out. Raises LayerError when none has one.
    """
    rows = pd.DataFrame({"kind": kind, "code": list(codes), "name": list(names)})
    rows = rows.assign(code_key=rows["code"].map(place_key), name_key=rows["name"].map(place_key))
    placed = ~np.isnan(xy).any(axis=1)
    if not placed.any():
        raise LayerError(f"Aucun des {len(rows)} lieux n'a de point : vérifiez la couche et son système.")
    with observatory.transaction():
        observatory.connection.execute("DELETE FROM place WHERE kind = ?", (kind,))
        observatory.insert("place", rows[placed], point_blobs(xy[placed], observatory.epsg))
    return int(placed.sum())


def place_key(text: object) -> str:
    """What two spellings of one place share: no case, accents or punctuation."""
    return normalise_label(str(text)) if text is not None else ""


def locate_by_gazetteer(incidents: pd.DataFrame, observatory: Observatory) -> tuple[pd.DataFrame, list[str]]:
    """Give a point to the incidents without one whose place is known, by the profile's keys in their order.

    A name borne by two places that lie apart locates nothing. Returns the incidents and what was done, in French.
    """
    notes, incidents = [], incidents.copy(deep=False)
    position = 0
    while f"place_key_{position}" in incidents:
        kind, by = (str(incidents[f"place_by_{position}"].iloc[0]) if len(incidents) else ":").split(":")
        known = _points(observatory, kind, by) if by else {}
        missing = np.flatnonzero(incidents["x"].isna())
        cells = incidents[f"place_key_{position}"].iloc[missing]
        keys = cells.map({cell: place_key(cell) for cell in cells.unique()})
        found = keys.isin(known).to_numpy()
        if found.any():
            points = np.array([known[key] for key in keys[found]])
            given = {"x": points[:, 0], "y": points[:, 1], "precision": Precision.PLACE.value, "geocode_score": 1.0,
                     "located_by": Locator.GAZETTEER.value}  # fmt: skip
            for name, values in given.items():
                column = incidents[name].to_numpy().copy()
                column[missing[found]] = values
                incidents[name] = column
            notes.append(f"{len(points)} ligne(s) placée(s) par le répertoire des lieux ({kind}, {_BY[by]}).")
        position += 1
    return incidents, notes


_BY = {"code": "par code", "name": "par nom"}


def _points(observatory: Observatory, kind: str, by: str) -> dict[str, tuple[float, float]]:
    """Key → point of the places of a kind, those borne by several distant places left out."""
    rows = observatory.frame(f"SELECT {by}_key AS key, geom FROM place WHERE kind = ? AND {by}_key != ''", (kind,))
    xy = blobs_to_xy(rows.pop("geom"))
    spread = rows.assign(x=xy[:, 0], y=xy[:, 1]).groupby("key")[["x", "y"]].agg(["min", "max"])
    apart = [spread[axis]["max"] - spread[axis]["min"] for axis in ("x", "y")]
    known = spread[(apart[0] < SAME_PLACE_M) & (apart[1] < SAME_PLACE_M)]
    return dict(zip(known.index, zip(known["x"]["min"], known["y"]["min"], strict=True), strict=True))
