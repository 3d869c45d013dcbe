"""Refused rows that come back corrected: those that now pass join the batch that had refused them."""

import json
from collections import Counter
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.identity import uids, unreferenced
from oltp_qgis_plugin.core.intake.profiles import Partner, find_profile, own_folder
from oltp_qgis_plugin.core.intake.refusals import RowReason, refused_rows
from oltp_qgis_plugin.core.intake.tables import RawTable, read_table
from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import FileError
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.incident_rows import stored_hashes, write_rows
from oltp_qgis_plugin.store.preparing import Prepared, prepare_table
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.refused import ROW
from oltp_qgis_plugin.store.undo import COUNTED, batch_row


@dataclass(frozen=True)
class RetryReport:
    """What became of the corrected rows, and the counts of the batch after it (rows_read, rows_imported, …).

    corrected = imported + updated + known + ignored; still_refused are all the rows that the batch still refuses.
    """

    batch: int
    corrected: int
    imported: int
    updated: int
    known: int
    ignored: int
    still_refused: int
    counts: dict[str, int]
    notes: tuple[str, ...]
    prepared: Prepared


def retry_refused(observatory: Observatory, batch: int, path: Path, provenance: Provenance, profile_name: str = "",
                  progress: Progress = silent, waiting: Waiting | None = None) -> RetryReport:  # fmt: skip
    """Import the corrected rows of a batch; they are tied to it by the column « Ligne refusée ».

    path: the table of refused rows, corrected. profile_name: "" is the profile of the batch.
    The rows still wrong stay refused, for the reason that they have now.
    Raises FileError when no row can be tied, StoreError for an unknown or undone batch; then nothing is changed.
    """
    row = batch_row(observatory, batch)
    table = read_table(path)
    profile = find_profile(profile_name or str(row["profile"]), list(table.frame.columns), path.name,
                           [own_folder(observatory.path)])  # fmt: skip
    partner = observatory.connection.execute("SELECT code, label, coalesce(kind, '') FROM partner WHERE code = ?",
                                             (row["partner"],)).fetchone()  # fmt: skip
    profile = replace(profile, partner=Partner(*partner))
    tied, notes = _tie(observatory, batch, table)
    go_on(progress, 25)
    prepared = prepare_table(path, tied, profile, observatory)
    go_on(progress, 70)
    with observatory.transaction(waiting):
        batch_row(observatory, batch)  # another session may have undone it since
        report = _store(observatory, batch, prepared, provenance, (*table.notes, *notes, *prepared.notes))
        go_on(progress, 95)
    return report


def _tie(observatory: Observatory, batch: int, table: RawTable) -> tuple[RawTable, list[str]]:
    """The rows that are refused rows of the batch, under their first row number; and what was left out."""
    header = {normalise_label(name): name for name in table.frame.columns}.get(normalise_label(ROW))
    if header is None:
        raise FileError(f"« {table.path.name} » n'a pas la colonne « {ROW} » : reprenez la table des lignes refusées "
                        f"écrite à l'import, et corrigez-la sans ôter cette colonne.")  # fmt: skip
    numbers = pd.to_numeric(table.frame[header].str.strip(), errors="coerce")
    waiting = {row for (row,) in observatory.connection.execute('SELECT "row" FROM refused_row WHERE batch = ?',
                                                               (batch,))}  # fmt: skip
    kept = numbers.isin(waiting) & ~numbers.duplicated()
    if not kept.any():
        raise FileError(f"Aucune ligne de « {table.path.name} » n'est une ligne encore refusée du lot {batch} : "
                        f"vérifiez le numéro du lot et la colonne « {ROW} ».")  # fmt: skip
    left = [f"{int((~kept).sum())} ligne(s) laissée(s) de côté : leur numéro n'est pas celui d'une ligne encore "
            f"refusée du lot {batch}, ou il est donné deux fois."] if not kept.all() else []  # fmt: skip
    frame = table.frame[kept].drop(columns=header).reset_index(drop=True)
    return RawTable(table.path, frame, numbers[kept].astype(int).to_numpy()), left


def _store(observatory: Observatory, batch: int, prepared: Prepared, provenance: Provenance,
           notes: tuple[str, ...]) -> RetryReport:  # fmt: skip
    own = _own_versions(observatory, batch)
    incidents = _rank_after(prepared, own)
    stored = incidents["uid"].map(stored_hashes(observatory, prepared.profile.partner.code))
    same = stored == incidents["content_hash"]
    conflict = incidents["uid"].isin(own["uid"]) & stored.notna() & ~same
    refused = pd.concat([prepared.mapped.refused, _duplicates(prepared, incidents, conflict)], ignore_index=True)
    incidents, stored, same = (part[~conflict].reset_index(drop=True) for part in (incidents, stored, same))
    new, changed = stored.isna(), stored.notna() & ~same
    write_rows(observatory, incidents, new, changed, batch, provenance)
    before = _counts(observatory, batch)
    moved = (int(new.sum()), int(changed.sum()), int(same.sum()) + prepared.mapped.n_duplicates,
             len(prepared.mapped.ignored))  # fmt: skip
    corrected = sum(moved)
    _replace_refusals(observatory, batch, prepared.table.rows, refused)
    observatory.connection.execute(
        "UPDATE batch SET rows_imported = rows_imported + ?, rows_updated = rows_updated + ?, "
        "rows_known = rows_known + ?, rows_ignored = rows_ignored + ?, rows_refused = rows_refused - ? WHERE fid = ?",
        (*moved, corrected, batch),
    )
    observatory.insert("journal", pd.DataFrame([{
        "happened_at": provenance.when, "who": provenance.who, "what": "reprise des lignes refusées", "batch": batch,
        "before": json.dumps(before),
    }]))  # fmt: skip
    after = _counts(observatory, batch)
    prepared = replace(prepared, mapped=replace(prepared.mapped, refused=refused))
    return RetryReport(batch, corrected, *moved, after["rows_refused"], after, notes, prepared)


def _own_versions(observatory: Observatory, batch: int) -> pd.DataFrame:
    """uid, content_hash, source_ref of what the batch holds already: written, known, or replaced since."""
    return observatory.frame(
        "SELECT uid, content_hash, source_ref FROM incident WHERE batch = ?1 OR fid IN "
        "(SELECT incident FROM oltp_known WHERE batch = ?1) OR uid IN "
        "(SELECT uid FROM journal WHERE replaced_batch = ?1)", (batch,)
    )  # fmt: skip


def _rank_after(prepared: Prepared, own: pd.DataFrame) -> pd.DataFrame:
    """The incidents, those without reference ranked after the equal rows that the batch holds already."""
    incidents = prepared.incidents
    free = incidents["source_ref"].isna()
    if not free.any():
        return incidents
    already = Counter(own.loc[own["source_ref"].isna(), "content_hash"])
    found = uids(prepared.profile.partner.code, unreferenced(incidents.loc[free, "content_hash"], already))
    uid = incidents["uid"].copy()
    uid[free] = np.array(found, dtype=object)
    return incidents.assign(uid=uid)


def _duplicates(prepared: Prepared, incidents: pd.DataFrame, conflict: pd.Series) -> pd.DataFrame:
    """The rows whose reference the batch holds already, with another content."""
    reason = pd.Series(np.where(conflict, RowReason.DUPLICATE_REFERENCE.value, ""), index=incidents.index)
    source = prepared.profile.fields.get("source_ref")
    column = " + ".join(source.columns) if source else ""
    return refused_rows(incidents["row"].to_numpy(), column, reason, incidents["source_ref"])


def _replace_refusals(observatory: Observatory, batch: int, rows: np.ndarray, refused: pd.DataFrame) -> None:
    observatory.connection.executemany('DELETE FROM refused_row WHERE batch = ? AND "row" = ?',
                                       ((batch, int(row)) for row in rows))  # fmt: skip
    observatory.insert("refused_row", refused.assign(batch=batch))


def _counts(observatory: Observatory, batch: int) -> dict[str, int]:
    return {name: int(str(observatory.scalar(f"SELECT {name} FROM batch WHERE fid = ?", (batch,)))) for name in COUNTED}
