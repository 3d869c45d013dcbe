"""What an observatory holds, in a few figures; read with sqlite3 alone, so that a panel may show it at QGIS's start."""

from dataclasses import dataclass, replace
from pathlib import Path

from oltp_qgis_plugin.core.incident import FINER_THAN_STREET, DatePrecision
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY
from oltp_qgis_plugin.store.connection import opened

LAST_BATCHES = 200
# Incidents captured by hand are batches of one row: a partner's day of them makes one line.
_BATCHES = """
SELECT group_concat(batch.fid), partner.label, file_name, sum(rows_read), sum(rows_imported), sum(rows_updated),
  sum(rows_known), sum(rows_refused), sum(rows_ignored), substr(max(imported_at), 1, 16)
FROM batch JOIN partner ON partner.code = batch.partner WHERE undone_at IS NULL
GROUP BY CASE WHEN profile = 'saisie' THEN partner.code || substr(imported_at, 1, 10) ELSE batch.fid END
ORDER BY max(batch.fid) DESC LIMIT ?
"""
_KNOWN = "hour_known AND strftime('%H:%M', began_at)"
_SOURCES = f"""
SELECT partner.label, count(*), avg(NOT hour_known), sum({_KNOWN} = '00:00') * 1.0 / sum(hour_known),
  sum({_KNOWN} IN ('23:00', '01:00')) / 2.0 / sum(hour_known), avg(precision IN {FINER_THAN_STREET}),
  avg(category = '{TO_QUALIFY}'), group_concat(DISTINCT CASE WHEN date_precision != '{DatePrecision.YEAR.value}'
  THEN substr(began_at, 1, 7) END)
FROM incident JOIN partner ON partner.code = incident.partner GROUP BY incident.partner ORDER BY partner.label
"""


@dataclass(frozen=True)
class BatchLine:
    """One import, or one partner's captures of a day, by their batches. when: local, `2026-03-01T14:05`."""

    partner: str
    file_name: str
    read: int
    imported: int
    updated: int
    known: int
    refused: int
    ignored: int
    when: str
    numbers: tuple[int, ...] = ()


@dataclass(frozen=True)
class SourceLine:
    """The quality of one partner's rows: shares of 0 to 1, None where no row has an hour; months as `2024-03`.

    midnight: rows at exactly 00:00 among those of known hour; midnight_expected: the mean of 23:00 and 01:00.
    silent_months: those without a row between the first and the last.
    """

    partner: str
    rows: int
    unknown_hours: float
    midnight: float | None
    midnight_expected: float | None
    finer_than_street: float
    to_qualify: float
    first_month: str
    last_month: str
    silent_months: tuple[str, ...]


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
    batches = tuple(replace(BatchLine(*row), numbers=tuple(map(int, fids.split(",")))) for fids, *row in rows)
    return ObservatorySummary(path, int(epsg[0]), incidents[0], located[0], groups[0], batches)


def summarise_sources(path: Path) -> tuple[SourceLine, ...]:
    """The quality of each partner's rows, by name. Reads every incident; raises as `summarise`."""
    with opened(path) as connection:
        rows = connection.execute(_SOURCES).fetchall()
    return tuple(_source_line(*row) for row in rows)


def _source_line(partner: str, n: int, unknown: float, midnight: float | None, expected: float | None, finer: float,
                 to_qualify: float, months: str | None) -> SourceLine:  # fmt: skip
    present = sorted(months.split(",")) if months else [""]
    silent = tuple(month for month in _months(present[0], present[-1]) if month not in present) if months else ()
    return SourceLine(partner, n, unknown, midnight, expected, finer, to_qualify, present[0], present[-1], silent)


def _months(first: str, last: str) -> list[str]:
    """Every month from one to another, both included, as `2024-03`."""
    begin, end = (int(month[:4]) * 12 + int(month[5:]) - 1 for month in (first, last))
    return [f"{number // 12:04d}-{number % 12 + 1:02d}" for number in range(begin, end + 1)]
