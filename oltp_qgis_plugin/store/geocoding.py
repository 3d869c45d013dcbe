"""Incidents without a point given one from the words of their place; every placing is in the journal and undone."""

from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.matching import DEFAULT_MIN_SCORE, Geocoder
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store.batches import Provenance
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.place_decisions import apply_decisions
from oltp_qgis_plugin.store.placing import places_before, to_locate, write_places

UNPLACED = "SELECT count(*) FROM incident WHERE geom IS NULL"


@dataclass(frozen=True)
class GeocodeReport:
    """unlocated: incidents without a point before, of which without_text have no words; decided: left to, or placed by,
    a person's decision; placed: given a point by the index; by_precision: how; doubtful: under the score, to review.
    """

    unlocated: int
    without_text: int
    decided: int
    placed: int
    by_precision: dict[str, int]
    doubtful: int


def gazetteer(observatory: Observatory, epsg: int | None = None) -> pd.DataFrame:
    """The places of the observatory: kind, code, name, x, y in EPSG:`epsg`, its own when None."""
    rows = observatory.frame("SELECT kind, code, name, geom FROM place ORDER BY fid")
    xy = transform(blobs_to_xy(rows.pop("geom")), observatory.epsg, epsg or observatory.epsg)
    return rows.assign(x=xy[:, 0], y=xy[:, 1])


def geocode_incidents(observatory: Observatory, geocoder: Geocoder, provenance: Provenance,
                      min_score: float = DEFAULT_MIN_SCORE, progress: Progress = silent,
                      waiting: Waiting | None = None) -> GeocodeReport:  # fmt: skip
    """Place the incidents that have no point, by their `place_label`, in one transaction; the town's decisions first.

    An incident that has a point, or whose text is decided to be nowhere, is left. A text that names a commune and no
    more places nothing: its centre would gather what happened elsewhere. Raises Cancelled; then nothing is changed.
    """
    unlocated = int(str(observatory.scalar(UNPLACED)))
    without_text = int(str(observatory.scalar(f"{UNPLACED} AND coalesce(trim(place_label), '') = ''")))
    asked = to_locate(observatory)
    found = geocoder.match(asked["place_label"].tolist(), min_score=min_score, progress=part(progress, 0, 80))
    kept = (found["x"].notna() & (found["precision"] != Precision.COMMUNE.value)).to_numpy(bool)
    xy = transform(found.loc[kept, ["x", "y"]].to_numpy(float), geocoder.epsg, observatory.epsg)
    placed = pd.DataFrame({
        "fid": asked.loc[kept, "fid"].to_numpy(), "x": xy[:, 0], "y": xy[:, 1],
        "precision": found.loc[kept, "precision"].to_numpy(), "geocode_score": found.loc[kept, "score"].to_numpy(),
        "located_by": Locator.INDEX.value,
    })  # fmt: skip
    with observatory.transaction(waiting):
        go_on(progress, 82)
        decided = apply_decisions(observatory, provenance)
        free = observatory.frame("SELECT fid FROM incident WHERE geom IS NULL")["fid"]
        placed = placed[placed["fid"].isin(free)].reset_index(drop=True)
        go_on(progress, 85)
        n = write_places(observatory, placed, provenance)
        go_on(progress, 98)
    counts = {str(level): int(count) for level, count in placed["precision"].value_counts().items()}
    nowhere = unlocated - without_text - len(asked)
    doubtful = int((~kept & (found["score"] > 0)).sum())
    return GeocodeReport(unlocated, without_text, nowhere + decided, n, counts, doubtful)


def undo_geocoding(observatory: Observatory, provenance: Provenance, progress: Progress = silent,
                   waiting: Waiting | None = None) -> int:  # fmt: skip
    """Take away the points that `geocode_incidents` gave and that nothing has changed since; returns how many."""
    mine = (Locator.INDEX.value,)
    with observatory.transaction(waiting):
        rows = observatory.frame("SELECT fid, uid FROM incident WHERE located_by = ? ORDER BY fid", mine)
        go_on(progress, 30)
        n = write_places(observatory, places_before(observatory, rows, mine), provenance)
        go_on(progress, 95)
    return n
