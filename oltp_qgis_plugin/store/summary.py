"""What an observatory holds, in a few figures; read with sqlite3 alone, so that a panel may show it at QGIS's start."""

from dataclasses import dataclass
from pathlib import Path

from oltp_qgis_plugin.store.connection import opened

LAST_BATCHES = 200
# Incidents captured by hand are batches of one row: a partner's day of them makes one line.
_BATCHES = """
SELECT partner.label, file_name, sum(rows_read), sum(rows_imported), sum(rows_updated), sum(rows_known),
  sum(rows_refused), sum(rows_ignored), substr(max(imported_at), 1, 16)
FROM batch JOIN partner ON partner.code = batch.partner WHERE undone_at IS NULL
GROUP BY CASE WHEN profile = 'saisie' THEN partner.code || substr(imported_at, 1, 10) ELSE batch.fid END
ORDER BY max(batch.fid) DESC LIMIT ?
"""


@dataclass(frozen=True)
class BatchLine:
    """One import, or one partner's captures of a day. when: local, `2026-03-01T14:05`."""

    partner: str
    file_name: str
    read: int
    imported: int
    updated: int
    known: int
    refused: int
    ignored: int
    when: str


@dataclass(frozen=True)
class ObservatorySummary:
    """An observatory: file, EPSG code, incidents, those with a point, territorial groups, last batches first."""

    path: Path
    epsg: int
    n_incidents: int
    n_located: int
    n_groups: int
    batches: tuple[BatchLine, ...]


def summarise(path: Path) -> ObservatorySummary:
    """The figures of an observatory. Raises StoreError when the file is missing, locked or is no observatory."""
    with opened(path) as connection:
        epsg = connection.execute("SELECT value FROM oltp_meta WHERE key = 'epsg'").fetchone()
        incidents = connection.execute("SELECT count(*) FROM incident").fetchone()
        located = connection.execute("SELECT count(*) FROM rtree_incident_geom").fetchone()
        groups = connection.execute("SELECT count(*) FROM territorial_group").fetchone()
        rows = connection.execute(_BATCHES, (LAST_BATCHES,)).fetchall()
    batches = tuple(BatchLine(*row) for row in rows)
    return ObservatorySummary(path, int(epsg[0]), incidents[0], located[0], groups[0], batches)
