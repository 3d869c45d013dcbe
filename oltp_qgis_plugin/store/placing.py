"""The one writer of the points of stored incidents: point, precision, territories, and what they were before."""

import json

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import remembered
from oltp_qgis_plugin.store.territories import KINDS, territories_of

PLACING = "localisation"
PLACED_COLUMNS = ("fid", "x", "y", "precision", "geocode_score")
AUTOMATIC = (Locator.INDEX.value, Locator.SERVICE.value)
"""What may be wrong, and gives way to a decision; the partner's own coordinates, gazetteer and captures do not."""
MARKS = 500


def to_locate(observatory: Observatory, doubtful_below: float = 0.0) -> pd.DataFrame:
    """Incidents without point that have a place text, in stored order, less those decided to be nowhere.

    doubtful_below: above 0, also those that the address base or the online service placed under that score.
    Columns: fid, uid, partner, place_label, precision, geocode_score.
    """
    rows = observatory.frame(
        "SELECT fid, uid, partner, place_label, precision, geocode_score FROM incident WHERE trim(place_label) != '' "
        "AND (geom IS NULL OR (located_by IN (?, ?) AND geocode_score < ?)) ORDER BY fid", (*AUTOMATIC, doubtful_below)
    )  # fmt: skip
    known = remembered(observatory, rows["place_label"].tolist(), rows["partner"].tolist())
    nowhere = (known["decided"] & known["x"].isna()).to_numpy(bool)
    return rows[~nowhere].reset_index(drop=True)


def place_incidents(observatory: Observatory, placed: pd.DataFrame, by: Locator | None, provenance: Provenance,
                    waiting: Waiting | None = None) -> int:  # fmt: skip
    """Give points to incidents in one transaction, or take them away; returns how many rows changed.

    placed: PLACED_COLUMNS, as for `write_places`. by: what found the points, None when points are only taken away.
    """
    located_by = pd.Series(by.value if by else None, index=placed.index, dtype=object).where(placed["x"].notna(), None)
    with observatory.transaction(waiting):
        return write_places(observatory, placed.assign(located_by=located_by), provenance)


def write_places(observatory: Observatory, placed: pd.DataFrame, provenance: Provenance) -> int:
    """Write the points of incidents, inside a transaction; returns how many rows changed.

    placed: PLACED_COLUMNS and located_by, coordinates in the observatory's CRS; x NaN takes the point away, its
    precision is then « aucune » and its score NULL. All the territories of the point are written with it. The values
    before go to the journal, under PLACING. A fid that is gone meanwhile is left out, and a row that would not change.
    """
    before = _values_before(observatory, placed["fid"].tolist())
    rows = placed.merge(before, on="fid", suffixes=("", "_before"))
    nowhere = rows["x"].isna().to_numpy(bool)
    rows["precision"] = rows["precision"].mask(nowhere, Precision.NONE.value)
    rows["geocode_score"] = rows["geocode_score"].astype(object).where(rows["geocode_score"].notna() & ~nowhere, None)
    rows["located_by"] = rows["located_by"].astype(object).where(rows["located_by"].notna(), None)
    rows = rows[_differ(rows)].reset_index(drop=True)
    if rows.empty:
        return 0
    territories = territories_of(rows, observatory)
    values = [territories[kind] for kind in KINDS]
    blobs = point_blobs(rows[["x", "y"]].to_numpy(float), observatory.epsg)
    assigned = ", ".join(f'"{name}" = ?' for name in ("geom", "precision", "geocode_score", "located_by", *KINDS))
    columns = [blobs, *(rows[name].tolist() for name in ("precision", "geocode_score", "located_by")), *values]
    observatory.connection.executemany(f"UPDATE incident SET {assigned} WHERE fid = ?",
                                       zip(*columns, rows["fid"].tolist(), strict=True))  # fmt: skip
    observatory.touch_extent("incident")
    observatory.insert("journal", pd.DataFrame({
        "happened_at": provenance.when, "who": provenance.who, "what": PLACING, "uid": rows["uid"],
        "before": _told_before(rows),
    }))  # fmt: skip
    return len(rows)


def _values_before(observatory: Observatory, fids: list[int]) -> pd.DataFrame:
    """fid, uid, geom, x, y, precision, geocode_score, located_by of the incidents asked for."""
    columns = ("fid", "uid", "geom", "precision", "geocode_score", "located_by")
    parts = [observatory.frame("SELECT NULL WHERE 0").reindex(columns=columns)]
    for start in range(0, len(fids), MARKS):
        part = fids[start : start + MARKS]
        marks = ", ".join("?" * len(part))
        parts.append(observatory.frame(f"SELECT {', '.join(columns)} FROM incident WHERE fid IN ({marks})", part))
    rows = pd.concat([part.astype(object) for part in parts], ignore_index=True)
    xy = blobs_to_xy(rows["geom"])
    return rows.assign(fid=rows["fid"].astype(int), x=xy[:, 0], y=xy[:, 1])


def _differ(rows: pd.DataFrame) -> np.ndarray:
    """Whether the point, its precision, score or locator is another than before."""
    different = np.zeros(len(rows), dtype=bool)
    for name in ("x", "y", "precision", "geocode_score", "located_by"):
        now, then = rows[name].astype(object), rows[f"{name}_before"].astype(object)
        different |= ((now != then) & ~(now.isna() & then.isna())).to_numpy(bool)
    return different


def _told_before(rows: pd.DataFrame) -> list[str]:
    """The values before as JSON: geom in hexadecimal, precision, geocode_score, located_by."""
    names = ("precision_before", "geocode_score_before", "located_by_before")
    plain = [rows[name].astype(object).where(rows[name].notna(), None).tolist() for name in names]
    return [
        json.dumps({"geom": blob.hex() if blob else None, "precision": precision, "geocode_score": score,
                    "located_by": by})
        for blob, precision, score, by in zip(rows["geom"], *plain, strict=True)
    ]  # fmt: skip


def places_before(observatory: Observatory, rows: pd.DataFrame, by: Locator) -> pd.DataFrame:
    """Where incidents (fid, uid) were last, when it was not `by` that said it, as `write_places` takes them.

    Those of which the journal has no such place had none.
    """
    kept = _last_places(observatory, rows["uid"].tolist(), by.value)
    values = [kept.get(uid, {}) for uid in rows["uid"]]
    blobs = pd.Series([bytes.fromhex(value["geom"]) if value.get("geom") else None for value in values], dtype=object)
    xy = blobs_to_xy(blobs)
    return pd.DataFrame({
        "fid": rows["fid"].tolist(), "x": xy[:, 0], "y": xy[:, 1],
        "precision": [value.get("precision", Precision.NONE.value) for value in values],
        "geocode_score": [value.get("geocode_score") for value in values],
        "located_by": [value.get("located_by") for value in values],
    })  # fmt: skip


def _last_places(observatory: Observatory, uids: list[str], skipped: str) -> dict[str, dict]:
    """For each uid, the last values before that the locator `skipped` did not give."""
    found: dict[str, dict] = {}
    for start in range(0, len(uids), MARKS):
        part = uids[start : start + MARKS]
        marks = ", ".join("?" * len(part))
        sql = f"SELECT uid, before FROM journal WHERE what = ? AND uid IN ({marks}) ORDER BY fid"
        for uid, text in observatory.connection.execute(sql, (PLACING, *part)):
            before = json.loads(text)
            if before["located_by"] != skipped:
                found[uid] = before
    return found


def locate_by_decisions(observatory: Observatory, provenance: Provenance) -> int:
    """Give their point to the stored incidents without one whose text is decided, inside a transaction."""
    rows = observatory.frame(
        "SELECT fid, partner, place_label FROM incident WHERE geom IS NULL AND trim(place_label) != ''"
    )
    known = remembered(observatory, rows["place_label"].tolist(), rows["partner"].tolist())
    hit = (known["decided"] & known["x"].notna()).to_numpy(bool)
    return write_places(observatory, as_decided(rows[hit], known[hit]), provenance)


def as_decided(rows: pd.DataFrame, known: pd.DataFrame) -> pd.DataFrame:
    """Incidents (fid) and what is remembered of their text, row by row, as `write_places` takes them."""
    return pd.DataFrame({
        "fid": rows["fid"].tolist(), "x": known["x"].tolist(), "y": known["y"].tolist(),
        "precision": known["precision"].tolist(), "geocode_score": 1.0, "located_by": Locator.DECISION.value,
    })  # fmt: skip
