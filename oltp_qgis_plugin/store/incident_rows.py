"""The incidents of a batch written: the new ones inserted, the changed ones replaced and their past kept."""

import json

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import INCIDENT_COLUMNS
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.provenance import Provenance

COLUMNS = [column.name for column in INCIDENT_COLUMNS]
QUERY_SIZE = 500


def stored_hashes(observatory: Observatory, partner: str) -> dict[str, str]:
    """content_hash by uid of the incidents that the observatory already holds of a partner."""
    return dict(observatory.connection.execute("SELECT uid, content_hash FROM incident WHERE partner = ?", (partner,)))


def write_rows(observatory: Observatory, incidents: pd.DataFrame, new: pd.Series, changed: pd.Series, batch: int,
               provenance: Provenance, progress: Progress = silent) -> None:  # fmt: skip
    """Write the new and the changed incidents of a batch, and remember that it knows the others."""
    if not (new | changed).all():
        _remember_known(observatory, set(incidents.loc[~new & ~changed, "uid"]), batch)
    incidents = incidents.copy(deep=False)
    incidents["batch"] = batch
    insert_incidents(observatory, incidents if new.all() else incidents[new], progress)
    if changed.any():
        _update(observatory, incidents[changed], batch, provenance)


def _remember_known(observatory: Observatory, uids: set[str], batch: int) -> None:
    """Write which incidents of other batches this one holds too; one pass is faster than a search for each."""
    if uids:
        stored = observatory.connection.execute("SELECT uid, fid, batch FROM incident WHERE batch != ?", (batch,))
        rows = ((batch, fid, written_by) for uid, fid, written_by in stored.fetchall() if uid in uids)
        observatory.connection.executemany("INSERT OR IGNORE INTO oltp_known VALUES (?, ?, ?)", rows)


def insert_incidents(observatory: Observatory, incidents: pd.DataFrame, progress: Progress = silent) -> None:
    """Insert incidents that have x, y and the incident columns; a column that is not required may be left out."""
    columns = {name: incidents[name] for name in COLUMNS if name in incidents}
    observatory.insert("incident", columns, _points(incidents), progress)


def _points(incidents: pd.DataFrame) -> np.ndarray:
    """(n, 2) x and y, without the copy of the whole frame that pandas makes of it to pick two columns."""
    return np.column_stack([incidents["x"].to_numpy(float), incidents["y"].to_numpy(float)])


def _update(observatory: Observatory, changed: pd.DataFrame, batch: int, provenance: Provenance) -> None:
    """Replace changed incidents; their earlier values, point included, go to the journal."""
    for start in range(0, len(changed), QUERY_SIZE):
        part = changed.iloc[start : start + QUERY_SIZE]
        marks = ", ".join("?" * len(part))
        before = observatory.frame(f"SELECT * FROM incident WHERE uid IN ({marks})", part["uid"].tolist())
        kept = before.drop(columns="geom").astype(object).where(before.drop(columns="geom").notna(), None)
        values = [json.dumps({**row, "geom": blob.hex() if blob else None}, ensure_ascii=False)
                  for row, blob in zip(kept.to_dict("records"), before["geom"], strict=True)]  # fmt: skip
        observatory.insert("journal", pd.DataFrame({
            "happened_at": provenance.when, "who": provenance.who, "what": "mise à jour", "batch": batch,
            "uid": before["uid"], "before": values, "replaced_batch": before["batch"],
        }))  # fmt: skip
        blobs = point_blobs(part[["x", "y"]].to_numpy(float), observatory.epsg)
        observatory.update("incident", part.reindex(columns=COLUMNS), "uid", blobs)
