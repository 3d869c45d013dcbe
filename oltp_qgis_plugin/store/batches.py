"""Batches: a partner's file, imported whole in one transaction, every row counted once."""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.incident import INCIDENT_COLUMNS
from oltp_qgis_plugin.core.intake.free_text import clean_file_name
from oltp_qgis_plugin.core.intake.mapping import MappedRows, map_rows
from oltp_qgis_plugin.core.intake.profiles import Profile, own_folder
from oltp_qgis_plugin.core.intake.recognition import read_profiled
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.decisions import apply_decisions
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.locating import locate
from oltp_qgis_plugin.store.partners import find_partner, register_partner
from oltp_qgis_plugin.store.territories import territories_of, territory_extent

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


@dataclass(frozen=True)
class Prepared:
    """A partner's file read, mapped and located, ready to be stored: nothing is written yet."""

    path: Path
    table: RawTable
    profile: Profile
    mapped: MappedRows
    incidents: pd.DataFrame
    notes: tuple[str, ...]


def import_file(
    path: Path,
    profile_name: str,
    observatory: Observatory,
    provenance: Provenance,
    progress: Progress = silent,
    waiting: Waiting | None = None,
) -> BatchReport:
    """Read, map, check, locate and store one partner's file; nothing is written before all rows are ready.

    profile_name: a shipped profile, the path of a .json, or "" to recognise it by its headers, among those beside the
        observatory, then those shipped.
    progress: told the percentage, answers True to stop. waiting: told how long another program keeps it waiting.
    Raises FileError, ProfileError, StoreError or Cancelled, and then the observatory is unchanged.
    """
    return store_prepared(prepare_file(path, profile_name, observatory, progress=progress), observatory, provenance,
                          progress, waiting)  # fmt: skip


def prepare_file(path: Path, profile_name: str, observatory: Observatory, sheet: str = "", partner: str = "",
                 progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a file as incidents of this observatory, which is only read.

    sheet: "" lets the profile, or the file, say. partner: `code` or `code : label`, "" is the profile's own.
    """
    table, profile = read_profiled(path, profile_name, [own_folder(observatory.path)], sheet)
    profile = replace(profile, partner=find_partner(observatory, partner, profile.partner))
    go_on(progress, 25)
    return prepare_table(path, table, profile, observatory, progress)


def prepare_table(path: Path, table: RawTable, profile: Profile, observatory: Observatory,
                  progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a table as incidents: mapped, then qualified by the town's decisions, then located."""
    mapped = map_rows(table, profile, observatory.epsg, territory_extent(observatory))
    go_on(progress, 50)
    qualified = apply_decisions(observatory, mapped.incidents)
    incidents, notes = locate(qualified, observatory)
    incidents = incidents.assign(**territories_of(incidents, observatory))
    go_on(progress, 70)
    return Prepared(path, table, profile, mapped, incidents, (*mapped.notes, *notes))


def try_prepared(prepared: Prepared, observatory: Observatory) -> BatchReport:
    """What storing would do, without doing it: the batch is 0."""
    return _report(0, prepared, _compare(prepared, observatory))


def store_prepared(prepared: Prepared, observatory: Observatory, provenance: Provenance,
                   progress: Progress = silent, waiting: Waiting | None = None) -> BatchReport:  # fmt: skip
    """Store a prepared file as one batch, in one transaction."""
    with observatory.transaction(waiting):
        report = _store(prepared, observatory, provenance)
        go_on(progress, 95)
    log.info("batch %s: %s read, %s imported, %s refused", report.batch, report.read, report.imported, report.refused)
    return report


@dataclass(frozen=True)
class _Comparison:
    """Which prepared rows are new to the observatory, which changed; the others are known."""

    new: pd.Series
    changed: pd.Series

    def counts(self, prepared: Prepared) -> dict[str, int]:
        n_new, n_changed = int(self.new.sum()), int(self.changed.sum())
        return {
            "rows_read": prepared.table.n_read,
            "rows_imported": n_new,
            "rows_updated": n_changed,
            "rows_known": len(self.new) - n_new - n_changed + prepared.mapped.n_duplicates,
            "rows_refused": len(prepared.mapped.refused),
            "rows_ignored": len(prepared.mapped.ignored),
        }


def _compare(prepared: Prepared, observatory: Observatory) -> _Comparison:
    incidents = prepared.incidents
    earlier = incidents["uid"].map(stored_hashes(observatory, prepared.profile.partner.code))
    return _Comparison(earlier.isna(), earlier.notna() & (earlier != incidents["content_hash"]))


def _store(prepared: Prepared, observatory: Observatory, provenance: Provenance) -> BatchReport:
    register_partner(observatory, prepared.profile.partner)
    compared = _compare(prepared, observatory)
    batch = _insert_batch(observatory, prepared, provenance, compared.counts(prepared))
    write_rows(observatory, prepared.incidents, compared.new, compared.changed, batch, provenance)
    observatory.insert("refused_row", prepared.mapped.refused.assign(batch=batch))
    return _report(batch, prepared, compared)


def write_rows(observatory: Observatory, incidents: pd.DataFrame, new: pd.Series, changed: pd.Series, batch: int,
               provenance: Provenance) -> None:  # fmt: skip
    """Write the new and the changed incidents of a batch, and remember that it knows the others."""
    _remember_known(observatory, set(incidents.loc[~new & ~changed, "uid"]), batch)
    incidents = incidents.assign(batch=batch)
    insert_incidents(observatory, incidents[new])
    _update(observatory, incidents[changed], batch, provenance)


def _remember_known(observatory: Observatory, uids: set[str], batch: int) -> None:
    """Write which incidents of other batches this one holds too; one pass is faster than a search for each."""
    if uids:
        stored = observatory.connection.execute("SELECT uid, fid, batch FROM incident WHERE batch != ?", (batch,))
        rows = ((batch, fid, written_by) for uid, fid, written_by in stored.fetchall() if uid in uids)
        observatory.connection.executemany("INSERT OR IGNORE INTO oltp_known VALUES (?, ?, ?)", rows)


def _report(batch: int, prepared: Prepared, compared: _Comparison) -> BatchReport:
    counts = {name.removeprefix("rows_"): n for name, n in compared.counts(prepared).items()}
    refused, incidents = prepared.mapped.refused, prepared.incidents
    return BatchReport(
        batch=batch,
        profile=prepared.profile.name,
        partner=prepared.profile.partner.code,
        **counts,
        located=int(incidents.loc[compared.new | compared.changed, "x"].notna().sum()),
        refused_by_reason={str(reason): int(n) for reason, n in refused["reason"].value_counts().items()},
        notes=prepared.notes,
    )


def stored_hashes(observatory: Observatory, partner: str) -> dict[str, str]:
    """content_hash by uid of the incidents that the observatory already holds of a partner."""
    return dict(observatory.connection.execute("SELECT uid, content_hash FROM incident WHERE partner = ?", (partner,)))


def _insert_batch(observatory: Observatory, prepared: Prepared, provenance: Provenance,
                  counts: dict[str, int]) -> int:  # fmt: skip
    path, profile = prepared.path, prepared.profile
    row = pd.DataFrame([{
        "partner": profile.partner.code, "file_name": clean_file_name(path.name), "sha256": file_sha256(path),
        "profile": profile.name,
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
    """Insert incidents that have x, y and the incident columns; a column that is not required may be left out."""
    blobs = point_blobs(incidents[["x", "y"]].to_numpy(float), observatory.epsg)
    observatory.insert("incident", incidents.reindex(columns=COLUMNS), blobs)


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
