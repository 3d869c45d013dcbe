"""Batches: a partner's file, imported whole in one transaction, every row counted once."""

import hashlib
import json
import logging
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.garbage import no_collection
from oltp_qgis_plugin.core.incident import INCIDENT_COLUMNS
from oltp_qgis_plugin.core.intake.free_text import clean_file_name
from oltp_qgis_plugin.core.intake.limits import MAX_TEXT
from oltp_qgis_plugin.core.intake.mapping import MappedRows, map_rows
from oltp_qgis_plugin.core.intake.profiles import Profile, own_folder
from oltp_qgis_plugin.core.intake.recognition import read_profiled
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store.connection import Waiting, stoppable
from oltp_qgis_plugin.store.decisions import apply_decisions
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.locating import locate
from oltp_qgis_plugin.store.partners import find_partner, register_partner
from oltp_qgis_plugin.store.readings import Reading, find_reading, reading_key, remember_reading, store_again
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
    """A partner's file read, mapped and located, ready to be stored: nothing is written yet.

    sha256 and reading: the file's digest and the key of its reading, when the whole file was read.
    """

    path: Path
    table: RawTable
    profile: Profile
    mapped: MappedRows
    incidents: pd.DataFrame
    notes: tuple[str, ...]
    sha256: str = ""
    reading: str = ""


def import_file(
    path: Path,
    profile_name: str,
    observatory: Observatory,
    provenance: Provenance,
    progress: Progress = silent,
    waiting: Waiting | None = None,
    sheet: str = "",
    partner: str = "",
) -> BatchReport:
    """Read, map, check, locate and store one partner's file; nothing is written before all rows are ready.

    profile_name: a shipped profile, the path of a .json, or "" to recognise it by its headers, among those beside the
        observatory, then those shipped. sheet, partner: as for `prepare_file`.
    progress: told the percentage, answers True to stop. waiting: told how long another program keeps it waiting.
    A file sent again while nothing has changed is not read again: its rows are known.
    Raises FileError, ProfileError, StoreError or Cancelled, and then the observatory is unchanged.
    """
    key, digest = _key(path, profile_name, observatory, sheet, partner, progress)
    if find_reading(observatory, key):
        with observatory.transaction(waiting), stoppable(observatory.connection, part(progress, 5, 99)) as told:
            if reading := find_reading(observatory, key):
                return _store_reading(reading, path, digest, observatory, provenance, told)
    prepared = _prepare(path, profile_name, observatory, sheet, partner, progress)
    prepared = replace(prepared, sha256=digest, reading=key)
    return store_prepared(prepared, observatory, provenance, progress, waiting)


def _key(path: Path, profile_name: str, observatory: Observatory, sheet: str, partner: str,
         progress: Progress) -> tuple[str, str]:  # fmt: skip
    """The key of the file's reading, and its SHA-256, both "" when it is too big or unreadable: opening it says so."""
    try:
        if path.stat().st_size > MAX_TEXT:
            return "", ""
        digest = file_sha256(path, part(progress, 0, 5))
    except OSError:
        return "", ""
    return reading_key(observatory, path, digest, (profile_name, sheet, partner)), digest


def prepare_file(path: Path, profile_name: str, observatory: Observatory, sheet: str = "", partner: str = "",
                 progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a file as incidents of this observatory, which is only read.

    sheet: "" lets the profile, or the file, say. partner: `code` or `code : label`, "" is the profile's own.
    """
    key, digest = _key(path, profile_name, observatory, sheet, partner, progress)
    prepared = _prepare(path, profile_name, observatory, sheet, partner, progress)
    return replace(prepared, sha256=digest, reading=key)


def _prepare(path: Path, profile_name: str, observatory: Observatory, sheet: str, partner: str,
             progress: Progress) -> Prepared:  # fmt: skip
    folders = [own_folder(observatory.path)]
    table, profile = read_profiled(path, profile_name, folders, sheet, part(progress, 5, 20))
    profile = replace(profile, partner=find_partner(observatory, partner, profile.partner))
    return prepare_table(path, table, profile, observatory, part(progress, 20, 60))


def prepare_table(path: Path, table: RawTable, profile: Profile, observatory: Observatory,
                  progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a table as incidents: mapped, then qualified by the town's decisions, then located.

    Progress runs 0 to 100.
    """
    with no_collection():
        mapped = map_rows(table, profile, observatory.epsg, territory_extent(observatory), part(progress, 0, 80))
        qualified = apply_decisions(observatory, mapped.incidents)
        go_on(progress, 82)
        incidents, notes = locate(qualified, observatory)
        go_on(progress, 85)
        for kind, codes in territories_of(incidents, observatory, progress=part(progress, 85, 100)).items():
            incidents[kind] = codes
    return Prepared(path, table, profile, mapped, incidents, (*mapped.notes, *notes))


def try_prepared(prepared: Prepared, observatory: Observatory) -> BatchReport:
    """What storing would do, without doing it: the batch is 0."""
    return _report(0, prepared, _compare(prepared, observatory))


def store_prepared(prepared: Prepared, observatory: Observatory, provenance: Provenance,
                   progress: Progress = silent, waiting: Waiting | None = None) -> BatchReport:  # fmt: skip
    """Store a prepared file as one batch, in one transaction. Progress runs from 60, where preparing it ends."""
    step = part(progress, 60, 99)
    with no_collection(), observatory.transaction(waiting), stoppable(observatory.connection, step) as told:
        report = _store(prepared, observatory, provenance, told)
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
    incidents, index = prepared.incidents, prepared.incidents.index
    stored = stored_hashes(observatory, prepared.profile.partner.code)
    if not stored:
        return _Comparison(pd.Series(True, index=index), pd.Series(False, index=index))
    earlier = np.array(list(map(stored.get, incidents["uid"])), dtype=object)
    known = earlier != None  # noqa: E711 - element by element
    changed = known & (earlier != incidents["content_hash"].to_numpy())
    return _Comparison(pd.Series(~known, index=index), pd.Series(changed, index=index))


def _store(prepared: Prepared, observatory: Observatory, provenance: Provenance, progress: Progress) -> BatchReport:
    register_partner(observatory, prepared.profile.partner)
    compared = _compare(prepared, observatory)
    go_on(progress, 10)
    profile = prepared.profile
    digest = prepared.sha256 or file_sha256(prepared.path)
    batch = _insert_batch(observatory, (profile.partner.code, profile.name, profile.version), prepared.path, digest,
                          provenance, compared.counts(prepared))  # fmt: skip
    write_rows(observatory, prepared.incidents, compared.new, compared.changed, batch, provenance,
               part(progress, 10, 99))  # fmt: skip
    observatory.insert("refused_row", prepared.mapped.refused.assign(batch=batch))
    remember_reading(observatory, prepared.reading, batch, len(prepared.incidents), prepared.notes)
    go_on(progress, 100)
    return _report(batch, prepared, compared)


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


def _insert_batch(observatory: Observatory, read_as: tuple[str, str, int], path: Path, digest: str,
                  provenance: Provenance, counts: dict[str, int]) -> int:  # fmt: skip
    """Write the row of a batch, read_as partner, profile and version of the profile; returns its number."""
    row = pd.DataFrame([{
        "partner": read_as[0], "file_name": clean_file_name(path.name), "sha256": digest, "profile": read_as[1],
        "profile_version": read_as[2], **counts, "imported_by": provenance.who, "imported_at": provenance.when,
    }])  # fmt: skip
    observatory.insert("batch", row)
    return int(str(observatory.scalar("SELECT last_insert_rowid()")))


def _store_reading(reading: Reading, path: Path, digest: str, observatory: Observatory, provenance: Provenance,
                   progress: Progress) -> BatchReport:  # fmt: skip
    """Store as one batch a file that an earlier batch read, nothing having changed since; inside a transaction."""
    counts = {f"rows_{name}": n for name, n in reading.rows.items()} | {"rows_imported": 0, "rows_updated": 0}
    read_as = reading.partner, reading.profile, reading.profile_version
    go_on(progress, 10)
    batch = _insert_batch(observatory, read_as, path, digest, provenance, counts)
    store_again(observatory, reading, batch)
    go_on(progress, 100)
    said = f"Fichier déjà importé, à l'identique (lot {reading.batch}) : ses lignes sont connues."
    log.info("batch %s: the file of batch %s again", batch, reading.batch)
    return BatchReport(batch, reading.profile, reading.partner, imported=0, updated=0, located=0, **reading.rows,
                       refused_by_reason=reading.refused_by_reason, notes=(*reading.notes, said))  # fmt: skip


def file_sha256(path: Path, progress: Progress = silent) -> str:
    """Hexadecimal SHA-256 of the file's bytes."""
    digest, size = hashlib.sha256(), max(path.stat().st_size, 1)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            go_on(progress, min(100 * stream.tell() / size, 100))
    return digest.hexdigest()


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
