"""Batches: a partner's file, imported whole in one transaction, every row counted once."""

import hashlib
import json
import logging
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.incident import INCIDENT_COLUMNS
from oltp_qgis_plugin.core.intake.mapping import MappedRows, map_rows
from oltp_qgis_plugin.core.intake.profiles import Partner, Profile, find_profile
from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.places import locate_by_gazetteer
from oltp_qgis_plugin.store.territories import territory_codes

log = logging.getLogger(__name__)
COLUMNS = [column.name for column in INCIDENT_COLUMNS]
QUERY_SIZE = 500


@dataclass(frozen=True)
class BatchReport:
    """What an import did. read = imported + updated + known + refused + ignored."""

    batch: int
    profile: str
    partner: str
    read: int
    imported: int
    updated: int
    known: int
    refused: int
    ignored: int
    located: int
    refused_by_reason: dict[str, int]
    notes: tuple[str, ...]


@dataclass(frozen=True)
class Provenance:
    """Who imports, and when (local time, naive)."""

    who: str
    when: pd.Timestamp


def import_file(
    path: Path,
    profile_name: str,
    observatory: Observatory,
    provenance: Provenance,
    progress: Progress = silent,
) -> BatchReport:
    """Read, map, check, locate and store one partner's file; nothing is written before all rows are ready.

    profile_name: a shipped profile, the path of a .json, or "" to recognise it by its headers.
    progress: told the percentage, answers True to stop.
    Raises FileError, ProfileError, StoreError or Cancelled, and then the observatory is unchanged.
    """
    table = read_table(path)
    profile = find_profile(profile_name, list(table.frame.columns), path.name)
    if profile.sheet:
        table = read_table(path, profile.sheet)
    go_on(progress, 25)
    mapped = map_rows(table, profile, observatory.epsg)
    go_on(progress, 50)
    incidents, notes = locate_by_gazetteer(mapped.incidents, observatory)
    incidents = incidents.assign(**territory_codes(incidents[["x", "y"]].to_numpy(float), observatory))
    go_on(progress, 70)
    with observatory.transaction():
        report = _store(path, profile, table.n_read, mapped, incidents, observatory, provenance, notes)
        go_on(progress, 95)
    log.info("batch %s: %s read, %s imported, %s refused", report.batch, report.read, report.imported, report.refused)
    return report


def _store(path: Path, profile: Profile, n_read: int, mapped: MappedRows, incidents: pd.DataFrame,
           observatory: Observatory, provenance: Provenance, notes: Sequence[str]) -> BatchReport:  # fmt: skip
    register_partner(observatory, profile.partner)
    stored = _stored_hashes(observatory, profile.partner.code)
    earlier = incidents["uid"].map(stored)
    new, changed = earlier.isna(), earlier.notna() & (earlier != incidents["content_hash"])
    counts = {
        "rows_read": n_read,
        "rows_imported": int(new.sum()),
        "rows_updated": int(changed.sum()),
        "rows_known": int(len(incidents) - new.sum() - changed.sum()) + mapped.n_duplicates,
        "rows_refused": len(mapped.refused),
        "rows_ignored": len(mapped.ignored),
    }
    batch = _insert_batch(observatory, path, profile, provenance, counts)
    incidents = incidents.assign(batch=batch, note=None)
    insert_incidents(observatory, incidents[new])
    _update(observatory, incidents[changed], batch, provenance)
    observatory.insert("refused_row", mapped.refused.assign(batch=batch))
    return BatchReport(
        batch=batch,
        profile=profile.name,
        partner=profile.partner.code,
        read=counts["rows_read"],
        imported=counts["rows_imported"],
        updated=counts["rows_updated"],
        known=counts["rows_known"],
        refused=counts["rows_refused"],
        ignored=counts["rows_ignored"],
        located=int(incidents.loc[new | changed, "x"].notna().sum()),
        refused_by_reason={str(reason): int(n) for reason, n in mapped.refused["reason"].value_counts().items()},
        notes=(*mapped.notes, *notes),
    )


def register_partner(observatory: Observatory, partner: Partner) -> None:
    """Add the partner when the observatory does not know its code."""
    observatory.connection.execute(
        "INSERT OR IGNORE INTO partner (code, label, kind) VALUES (?, ?, ?)",
        (partner.code, partner.label, partner.kind),
    )


def _stored_hashes(observatory: Observatory, partner: str) -> dict[str, str]:
    """content_hash by uid of the incidents that the observatory already holds of a partner."""
    return dict(observatory.connection.execute("SELECT uid, content_hash FROM incident WHERE partner = ?", (partner,)))


def _insert_batch(observatory: Observatory, path: Path, profile: Profile, provenance: Provenance,
                  counts: dict[str, int]) -> int:  # fmt: skip
    row = pd.DataFrame([{
        "partner": profile.partner.code, "file_name": path.name, "sha256": file_sha256(path), "profile": profile.name,
        "profile_version": profile.version, **counts, "imported_by": provenance.who, "imported_at": provenance.when,
    }])  # fmt: skip
    observatory.insert("batch", row)
    return int(str(observatory.scalar("SELECT last_insert_rowid()")))


def file_sha256(path: Path) -> str:
    """Hexadecimal SHA-256 of the file's bytes."""
    digest = hashlib.sha256()
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
    return digest.hexdigest()


def insert_incidents(observatory: Observatory, incidents: pd.DataFrame) -> None:
    """Insert incidents that have the incident columns and x, y."""
    blobs = point_blobs(incidents[["x", "y"]].to_numpy(float), observatory.epsg)
    observatory.insert("incident", incidents[COLUMNS], blobs)


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
            "uid": before["uid"], "before": values,
        }))  # fmt: skip
        blobs = point_blobs(part[["x", "y"]].to_numpy(float), observatory.epsg)
        observatory.update("incident", part[COLUMNS], "uid", blobs)
