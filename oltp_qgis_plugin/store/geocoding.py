"""Incidents without a point given one from the words of their place; every placing is in the journal and undone."""

from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.matching import DEFAULT_MIN_SCORE, Geocoder
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.placing import locate_by_decisions, places_before, write_places
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import remembered


@dataclass(frozen=True)
class GeocodeReport:
    """unlocated: incidents without a point before, of which without_text have no words; decided: left without one, as
    the town decided of their text; remembered: placed where it decided; placed: given a point by the index;
    by_precision: how; doubtful: under the score, to review.
    """

    unlocated: int
    without_text: int
    decided: int
    remembered: int
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
    """Place the incidents that have no point, by their `place_label`, in one transaction.

    The town's decisions about places come first: a text decided is placed where it was decided, or left. An incident
    that has a point is left. A text that names a commune and no more places nothing: its centre would gather what
    happened elsewhere. Raises Cancelled; then nothing is changed.
    """
    rows = observatory.frame("SELECT fid, partner, place_label FROM incident WHERE geom IS NULL ORDER BY fid")
    known = remembered(observatory, rows["place_label"].tolist(), rows["partner"].tolist())
    decided = known["decided"].to_numpy(bool)
    silent_rows = rows["place_label"].isna() | rows["place_label"].astype(str).str.strip().eq("")
    asked = rows[~decided & ~silent_rows].reset_index(drop=True)
    found = geocoder.match(asked["place_label"].tolist(), min_score=min_score,
                           progress=lambda percent: progress(0.8 * percent))  # fmt: skip
    kept = (found["x"].notna() & (found["precision"] != Precision.COMMUNE.value)).to_numpy(bool)
    placed = _placed(observatory, asked[kept], found[kept], geocoder.epsg)
    with observatory.transaction(waiting):
        go_on(progress, 85)
        by_memory = locate_by_decisions(observatory, provenance)
        still = {fid for (fid,) in observatory.connection.execute("SELECT fid FROM incident WHERE geom IS NULL")}
        placed = placed[placed["fid"].isin(still)].reset_index(drop=True)
        n = write_places(observatory, placed, provenance)
        go_on(progress, 98)
    doubtful = int((~kept & (found["score"] > 0)).sum())
    counts = {str(level): int(count) for level, count in placed["precision"].value_counts().items()}
    return GeocodeReport(len(rows), int(silent_rows.sum()), int(decided.sum()) - by_memory, by_memory, n, counts,
                         doubtful)  # fmt: skip


def _placed(observatory: Observatory, asked: pd.DataFrame, found: pd.DataFrame, epsg: int) -> pd.DataFrame:
    """The incidents and the points found for them, as `write_places` takes them."""
    xy = transform(found[["x", "y"]].to_numpy(float), epsg, observatory.epsg)
    return pd.DataFrame({
        "fid": asked["fid"].to_numpy(), "x": xy[:, 0], "y": xy[:, 1], "precision": found["precision"].to_numpy(),
        "geocode_score": found["score"].to_numpy(), "located_by": Locator.INDEX.value,
    })  # fmt: skip


def undo_geocoding(observatory: Observatory, provenance: Provenance, progress: Progress = silent,
                   waiting: Waiting | None = None) -> int:  # fmt: skip
    """Take away the points that `geocode_incidents` gave and that no decision, import or hand has replaced since.

    Each incident goes back to its last place that the address base did not give, as it was. Returns how many.
    """
    with observatory.transaction(waiting):
        rows = observatory.frame("SELECT fid, uid FROM incident WHERE located_by = ? AND geom NOT NULL ORDER BY fid",
                                 (Locator.INDEX.value,))  # fmt: skip
        go_on(progress, 30)
        n = write_places(observatory, places_before(observatory, rows, Locator.INDEX), provenance)
        go_on(progress, 95)
    return n
