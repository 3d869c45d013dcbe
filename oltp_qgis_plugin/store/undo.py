"""Undo a batch: the observatory becomes as if that file had never been imported, later batches kept.

Each incident has a chain of versions: the values that a batch wrote, each replaced by the next (the journal keeps
them), the last one in the incident table. Undoing takes the batch's links out of the chains:
- a later batch that sent the same values unchanged (`oltp_known`) inherits them: its file holds them too;
- values replaced since leave the journal, and those that replaced them stay: they are what another file says;
- values still in force give way to those before them, or leave with the incident when there are none.
The counts of the batches that stay follow, so that their rows read remain the sum of the others.
"""

import json
from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.store.connection import ASKED_EVERY, Waiting, stoppable
from oltp_qgis_plugin.store.decisions import apply_decisions
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.incident_rows import QUERY_SIZE
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import locate_by_memory
from oltp_qgis_plugin.store.schema import table
from oltp_qgis_plugin.store.territories import territories_of

UPDATE = "mise à jour"
COUNTED = ("rows_read", "rows_imported", "rows_updated", "rows_known", "rows_refused", "rows_ignored")


@dataclass(frozen=True)
class UndoReport:
    """What undoing did to the incidents: removed, given back their earlier values, kept because a later batch
    holds them too."""

    batch: int
    partner: str
    file_name: str
    removed: int
    restored: int
    kept: int


def undo_batch(observatory: Observatory, batch: int, provenance: Provenance, progress: Progress = silent,
               waiting: Waiting | None = None) -> UndoReport:  # fmt: skip
    """Take a batch out of the observatory, in one transaction; its row stays, with the moment of undoing.

    Raises StoreError when there is no such batch or it is undone already, Cancelled; then nothing is changed.
    """
    with observatory.transaction(waiting), stoppable(observatory.connection, progress, ASKED_EVERY) as progress:
        row = batch_row(observatory, batch)
        kept = _bequeath(observatory, batch)
        go_on(progress, 30)
        kept += _unlink_replaced(observatory, batch)
        go_on(progress, 50)
        restored = _restore(observatory, batch)
        go_on(progress, 70)
        removed = observatory.delete("incident", "batch = ?", (batch,))
        observatory.connection.execute("DELETE FROM oltp_known WHERE batch = ?", (batch,))
        observatory.connection.execute("DELETE FROM refused_row WHERE batch = ?", (batch,))
        report = UndoReport(batch, str(row["partner"]), str(row["file_name"]), removed, restored, kept)
        _sign(observatory, report, row, provenance)
        go_on(progress, 95)
    return report


def batch_row(observatory: Observatory, batch: int) -> dict[str, object]:
    """The row of a batch in force. Raises StoreError when there is none or it is undone."""
    rows = observatory.frame("SELECT * FROM batch WHERE fid = ?", (batch,)).to_dict("records")
    if not rows:
        last = observatory.frame("SELECT fid FROM batch WHERE undone_at IS NULL ORDER BY fid DESC LIMIT 5")["fid"]
        known = f"les derniers sont {', '.join(map(str, last))}" if len(last) else "il n'y en a aucun"
        raise StoreError(f"Il n'y a pas de lot {batch} dans cet observatoire : {known}.")
    if rows[0]["undone_at"] is not None:
        when = pd.Timestamp(str(rows[0]["undone_at"]).rstrip("Z"))
        raise StoreError(f"Le lot {batch} (« {rows[0]['file_name']} ») a déjà été annulé le {when:%d/%m/%Y à %H:%M} : "
                         f"pour le retrouver, importez de nouveau son fichier.")  # fmt: skip
    return {str(name): value for name, value in rows[0].items()}


def _bequeath(observatory: Observatory, batch: int) -> int:
    """Give the versions that other batches know to the first of them; returns how many."""
    connection = observatory.connection
    connection.execute("CREATE TEMP TABLE IF NOT EXISTS heir (incident INTEGER PRIMARY KEY, uid TEXT, batch INTEGER, "
                       "first INTEGER)")  # fmt: skip
    connection.execute("DELETE FROM heir")
    connection.execute(
        "INSERT INTO heir SELECT k.incident, i.uid, min(k.batch), NOT EXISTS "
        "(SELECT 1 FROM journal j WHERE j.uid = i.uid AND j.batch = ?1 AND j.replaced_batch NOT NULL) "
        "FROM oltp_known k JOIN incident i ON i.fid = k.incident WHERE k.written_by = ?1 GROUP BY k.incident",
        (batch,),
    )
    for sql in (
        "UPDATE incident SET batch = (SELECT h.batch FROM temp.heir h WHERE h.incident = incident.fid) "
        "WHERE batch = ?1 AND fid IN (SELECT incident FROM temp.heir)",
        "UPDATE journal SET replaced_batch = (SELECT h.batch FROM temp.heir h WHERE h.uid = journal.uid) "
        "WHERE replaced_batch = ?1 AND uid IN (SELECT uid FROM temp.heir)",
        "UPDATE journal SET batch = (SELECT h.batch FROM temp.heir h WHERE h.uid = journal.uid) "
        "WHERE batch = ?1 AND replaced_batch NOT NULL AND uid IN (SELECT uid FROM temp.heir)",
        "DELETE FROM oltp_known WHERE written_by = ?1 AND (batch, incident) IN (SELECT batch, incident FROM temp.heir)",
        "UPDATE oltp_known SET written_by = (SELECT h.batch FROM temp.heir h WHERE h.incident = oltp_known.incident) "
        "WHERE written_by = ?1 AND incident IN (SELECT incident FROM temp.heir)",
    ):
        connection.execute(sql, (batch,) if "?1" in sql else ())
    inherited = connection.execute("SELECT batch, first, count(*) FROM temp.heir GROUP BY batch, first").fetchall()
    for heir, first, n in inherited:
        _recount(observatory, heir, "rows_known", "rows_imported" if first else "rows_updated", n)
    return sum(n for _, _, n in inherited)


def _unlink_replaced(observatory: Observatory, batch: int) -> int:
    """Take out of the journal the batch's values that a later batch replaced; returns how many."""
    later = observatory.frame("SELECT fid, batch, uid FROM journal WHERE replaced_batch = ? ORDER BY fid", (batch,))
    for fid, successor, uid in later.itertuples(index=False, name=None):
        sql = "SELECT fid, before, replaced_batch FROM journal WHERE batch = ? AND uid = ? AND replaced_batch NOT NULL"
        earlier = observatory.connection.execute(sql, (batch, uid)).fetchone()
        if earlier is None:
            observatory.connection.execute("DELETE FROM journal WHERE fid = ?", (fid,))
            _recount(observatory, successor, "rows_updated", "rows_imported", 1)
            continue
        earlier_fid, before, replaced = earlier
        observatory.connection.execute("DELETE FROM journal WHERE fid = ?", (earlier_fid,))
        observatory.connection.execute(
            "UPDATE journal SET before = ?, replaced_batch = ? WHERE fid = ?", (before, replaced, fid)
        )
        _join_equals(observatory, fid, successor, uid, json.loads(before)["content_hash"], replaced)
    return len(later)


def _join_equals(observatory: Observatory, fid: int, successor: int, uid: str, content: str, earlier: int) -> None:
    """When the batch `successor` now says what the one before it says, it only knows the row: it replaced nothing."""
    connection = observatory.connection
    current = connection.execute("SELECT fid, content_hash, batch FROM incident WHERE uid = ?", (uid,)).fetchone()
    if current is None:
        return
    sql = "SELECT fid, before FROM journal WHERE uid = ? AND replaced_batch = ?"
    following = connection.execute(sql, (uid, successor)).fetchone()
    if current[2] == successor:
        if current[1] != content:
            return
        _write_back(observatory, connection.execute("SELECT before FROM journal WHERE fid = ?", (fid,)).fetchall(),
                    [earlier])  # fmt: skip
    elif following is None or json.loads(following[1])["content_hash"] != content:
        return
    else:
        connection.execute(
            "UPDATE journal SET before = (SELECT before FROM journal WHERE fid = ?), replaced_batch = ? WHERE fid = ?",
            (fid, earlier, following[0]),
        )
    connection.execute("DELETE FROM journal WHERE fid = ?", (fid,))
    connection.execute("UPDATE oltp_known SET written_by = ? WHERE incident = ? AND written_by = ?",
                       (earlier, current[0], successor))  # fmt: skip
    connection.execute("INSERT OR IGNORE INTO oltp_known VALUES (?, ?, ?)", (successor, current[0], earlier))
    _recount(observatory, successor, "rows_updated", "rows_known", 1)


def _restore(observatory: Observatory, batch: int) -> int:
    """Give back their earlier values to the incidents that the batch was the last to update; returns how many."""
    rows = observatory.connection.execute(
        "SELECT j.fid, j.before, j.replaced_batch FROM journal j JOIN incident i ON i.uid = j.uid "
        "WHERE j.batch = ?1 AND i.batch = ?1 AND j.replaced_batch NOT NULL", (batch,)
    ).fetchall()  # fmt: skip
    for start in range(0, len(rows), QUERY_SIZE):
        part = rows[start : start + QUERY_SIZE]
        _write_back(observatory, [(before,) for _, before, _ in part], [replaced for _, _, replaced in part])
    observatory.connection.execute("DELETE FROM journal WHERE batch = ? AND replaced_batch NOT NULL", (batch,))
    return len(rows)


def _write_back(observatory: Observatory, before: list[tuple[str]], batches: list[int]) -> None:
    """Put versions kept by the journal back in the incident table, under the batches given.

    What does not come from the file is as it is today: the territories of the point, the town's decisions.
    """
    columns = [column.name for column in table("incident").columns]
    kept = pd.DataFrame([json.loads(text) for (text,) in before], dtype=object)
    blobs = [bytes.fromhex(text) if text else None for text in kept["geom"]]
    xy = blobs_to_xy(pd.Series(blobs, dtype=object))
    rows = kept.reindex(columns=[*columns, "x", "y"]).astype(object).assign(batch=batches, x=xy[:, 0], y=xy[:, 1])
    rows = _as_decided_today(rows, observatory)
    rows = rows.assign(**territories_of(rows, observatory))
    blobs = point_blobs(rows[["x", "y"]].to_numpy(float), observatory.epsg)
    observatory.update("incident", apply_decisions(observatory, rows[columns]), "uid", blobs)


def _as_decided_today(rows: pd.DataFrame, observatory: Observatory) -> pd.DataFrame:
    """The same incidents, located by the decisions about places in force today instead of those of then."""
    then = (rows["located_by"] == Locator.DECISION.value).to_numpy(bool)
    rows = rows.assign(x=rows["x"].astype(float).mask(then), y=rows["y"].astype(float).mask(then),
                       precision=rows["precision"].mask(then, Precision.NONE.value),
                       geocode_score=rows["geocode_score"].mask(then, None),
                       located_by=rows["located_by"].mask(then, None))  # fmt: skip
    return locate_by_memory(rows, observatory)[0]


def _recount(observatory: Observatory, batch: int, less: str, more: str, n: int) -> None:
    """Move n rows of a batch from one count to another."""
    observatory.connection.execute(
        f"UPDATE batch SET {less} = {less} - ?, {more} = {more} + ? WHERE fid = ?", (n, n, batch)
    )


def _sign(observatory: Observatory, report: UndoReport, row: dict[str, object], provenance: Provenance) -> None:
    counts = {name: row[name] for name in COUNTED}
    observatory.insert("journal", pd.DataFrame([{
        "happened_at": provenance.when, "who": provenance.who, "what": "annulation du lot", "batch": report.batch,
        "before": json.dumps(counts | {"removed": report.removed, "restored": report.restored, "kept": report.kept}),
    }]))  # fmt: skip
    observatory.connection.execute("UPDATE batch SET undone_at = ? WHERE fid = ?",
                                   (provenance.when.strftime("%Y-%m-%dT%H:%M:%S.000Z"), report.batch))  # fmt: skip
