"""Incidents without a point given one from the words of their place; every placing is in the journal and undone."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.matching import DEFAULT_MIN_SCORE, Geocoder
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.batches import QUERY_SIZE, Provenance
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.territories import territory_codes
from oltp_qgis_plugin.store.undo import UPDATE

AUTOMATIC, BY_HAND = "géolocalisation automatique", "localisation à la main"
UNDONE = "annulation de la géolocalisation"
PLACED = ("fid", "x", "y", "precision", "geocode_score")


@dataclass(frozen=True)
class GeocodeReport:
    """unlocated: incidents without a point before, of which without_text have no words; decided: left to a person's

    decision; placed: given a point; by_precision: how; doubtful: under the score, to review.
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


def located_by_hand(observatory: Observatory) -> set[str]:
    """The uids on whose place a person decided last; deciding that it cannot be told counts."""
    rows = observatory.connection.execute(
        "SELECT uid, what FROM journal WHERE what IN (?, ?, ?) AND uid NOT NULL ORDER BY fid",
        (AUTOMATIC, BY_HAND, UNDONE),
    )
    return {uid for uid, what in dict(rows.fetchall()).items() if what == BY_HAND}


def geocode_incidents(observatory: Observatory, geocoder: Geocoder, provenance: Provenance,
                      min_score: float = DEFAULT_MIN_SCORE, progress: Progress = silent,
                      waiting: Waiting | None = None) -> GeocodeReport:  # fmt: skip
    """Place the incidents that have no point, by their `place_label`, in one transaction.

    An incident that has a point, or on which a person decided, is left. A text that names a commune and no more
    places nothing: its centre would gather what happened elsewhere. Raises Cancelled; then nothing is changed.
    """
    rows = observatory.frame("SELECT fid, uid, place_label FROM incident WHERE geom IS NULL ORDER BY fid")
    decided = rows["uid"].isin(located_by_hand(observatory))
    silent_rows = rows["place_label"].isna() | rows["place_label"].astype(str).str.strip().eq("")
    asked = rows[~decided & ~silent_rows].reset_index(drop=True)
    found = geocoder.match(asked["place_label"].tolist(), min_score=min_score,
                           progress=lambda percent: progress(0.8 * percent))  # fmt: skip
    kept = found["x"].notna() & (found["precision"] != Precision.COMMUNE.value)
    xy = transform(found.loc[kept, ["x", "y"]].to_numpy(float), geocoder.epsg, observatory.epsg)
    placed = pd.DataFrame({
        "fid": asked.loc[kept, "fid"].to_numpy(), "x": xy[:, 0], "y": xy[:, 1],
        "precision": found.loc[kept, "precision"].to_numpy(), "geocode_score": found.loc[kept, "score"].to_numpy(),
    })  # fmt: skip
    with observatory.transaction(waiting):
        go_on(progress, 85)
        n = place_points(observatory, placed, provenance, AUTOMATIC, only_unlocated=True)
        go_on(progress, 98)
    doubtful = int((~kept & (found["score"] > 0)).sum())
    counts = {str(level): int(count) for level, count in placed["precision"].value_counts().items()}
    return GeocodeReport(len(rows), int((silent_rows & ~decided).sum()), int(decided.sum()), n, counts, doubtful)


def place_points(observatory: Observatory, placed: pd.DataFrame, provenance: Provenance, what: str,
                 only_unlocated: bool = False) -> int:  # fmt: skip
    """Give incidents a point, or take it away (x NaN), inside a transaction that the caller opens; returns how many.

    placed: PLACED columns, x and y in the observatory's CRS. Precision, score and territories follow; the journal
    keeps what was before under `what`. only_unlocated: those that have been placed meanwhile are left.
    """
    n = 0
    for start in range(0, len(placed), QUERY_SIZE):
        part = placed.iloc[start : start + QUERY_SIZE]
        marks = ", ".join("?" * len(part))
        unplaced = " AND geom IS NULL" if only_unlocated else ""
        before = observatory.frame(
            f'SELECT fid, uid, geom, "precision", geocode_score FROM incident WHERE fid IN ({marks}){unplaced}',
            part["fid"].tolist(),
        )
        rows = before[["fid", "uid"]].merge(part, on="fid", how="left")
        _journal(observatory, before, provenance, what)
        _write(observatory, rows)
        n += len(rows)
    return n


def undo_geocoding(observatory: Observatory, provenance: Provenance, progress: Progress = silent,
                   waiting: Waiting | None = None) -> int:  # fmt: skip
    """Take away the points that `geocode_incidents` gave and that nothing has changed since; returns how many."""
    with observatory.transaction(waiting):
        rows = observatory.frame(
            "SELECT i.fid, j.before FROM incident i JOIN journal j ON j.fid = (SELECT max(k.fid) FROM journal k "
            "WHERE k.uid = i.uid AND k.what IN (?1, ?2, ?3, ?4)) WHERE j.what = ?1 AND i.geom NOT NULL ORDER BY i.fid",
            (AUTOMATIC, BY_HAND, UNDONE, UPDATE),
        )  # fmt: skip
        go_on(progress, 30)
        before = pd.DataFrame([json.loads(text) for text in rows["before"]], columns=["precision", "geocode_score"])
        placed = before.assign(fid=rows["fid"].to_numpy(), x=np.nan, y=np.nan)
        n = place_points(observatory, placed, provenance, UNDONE)
        go_on(progress, 95)
    return n


def _journal(observatory: Observatory, before: pd.DataFrame, provenance: Provenance, what: str) -> None:
    scores = before["geocode_score"].astype(object).where(before["geocode_score"].notna(), None)
    values = [
        json.dumps({"precision": precision, "geocode_score": score, "geom": blob.hex() if blob else None})
        for precision, score, blob in zip(before["precision"], scores, before["geom"], strict=True)
    ]
    observatory.insert("journal", pd.DataFrame({
        "happened_at": provenance.when, "who": provenance.who, "what": what, "uid": before["uid"], "before": values,
    }))  # fmt: skip


def _write(observatory: Observatory, rows: pd.DataFrame) -> None:
    """Points, precision, score and territories of the rows; those without a point lose their territories."""
    xy = rows[["x", "y"]].to_numpy(float)
    codes = territory_codes(xy, observatory)
    values = rows[["fid", "precision", "geocode_score"]].assign(**codes)
    observatory.update("incident", values, "fid", point_blobs(xy, observatory.epsg))
