"""Batches: a partner's file, imported whole in one transaction, every row counted once."""

import logging
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.garbage import no_collection
from oltp_qgis_plugin.core.intake.free_text import clean_file_name
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store.connection import Waiting, stoppable
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.incident_rows import stored_hashes, write_rows
from oltp_qgis_plugin.store.partners import register_partner
from oltp_qgis_plugin.store.preparing import Prepared, file_key, file_sha256, prepare_keyed
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.readings import Reading, find_reading, remember_reading, store_again

log = logging.getLogger(__name__)


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
    key, digest = file_key(path, profile_name, observatory, sheet, partner, progress)
    if find_reading(observatory, key):
        with observatory.transaction(waiting), stoppable(observatory.connection, part(progress, 5, 99)) as told:
            if reading := find_reading(observatory, key):
                return _store_reading(reading, path, digest, observatory, provenance, told)
    prepared = prepare_keyed(path, profile_name, observatory, sheet, partner, (key, digest), progress)
    return store_prepared(prepared, observatory, provenance, progress, waiting)


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
