"""A file sent again: what an earlier batch read in it still holds while nothing that its reading depends on changed."""

import hashlib
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.profiles import Partner, own_folder
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.store.decisions import decisions
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.partners import find_partner
from oltp_qgis_plugin.store.territories import territory_extent

_CODE = ("core", "store")
_TABLES = ("tables", "profiles")
_PLACES = ("place", "place_decision")


@dataclass(frozen=True)
class Reading:
    """A batch whose file is sent again, unchanged, and all of whose incidents are as it left them.

    rows: read, known (all that were imported, updated or known then), refused, ignored.
    """

    batch: int
    partner: str
    profile: str
    profile_version: int
    rows: dict[str, int]
    refused_by_reason: dict[str, int]
    notes: tuple[str, ...]


def reading_key(observatory: Observatory, path: Path, sha256: str, asked: Sequence[str]) -> str:
    """A digest of all that the reading of a file depends on; "" when it cannot be told.

    asked: profile, sheet and partner, as the user gave them. In it: the file and its name, the profiles, the CRS,
    the territories' extent, the known places, the partner meant, the decisions on labels, the program and what it uses.
    """
    program = _program()
    profiles = [Path(asked[0])] if asked[0].lower().endswith(".json") else []
    profiles += sorted(own_folder(observatory.path).glob("*.json"))
    if not program or not all(profile.is_file() for profile in profiles):
        return ""
    town = (
        observatory.epsg,
        territory_extent(observatory),
        [observatory.connection.execute(f"SELECT count(*), max(fid) FROM {name}").fetchone() for name in _PLACES],
        find_partner(observatory, asked[2], Partner("", "", "")).code,
        sorted(decisions(observatory).items()),
    )
    told = (program, path.name, sha256, tuple(asked), [_digest([profile]) for profile in profiles], town)
    return hashlib.sha256(repr(told).encode()).hexdigest()


@cache
def _program() -> str:
    """A digest of the code and tables that read files, and of the versions of what they use; "" without sources."""
    from osgeo import gdal, osr

    root = Path(__file__).parent.parent
    sources = sorted(path for floor in _CODE for path in (root / floor).rglob("*.py"))
    if not sources:
        return ""
    tables = sorted(path for name in _TABLES for path in resource_path(name).iterdir() if path.is_file())
    versions = (sys.version, np.__version__, pd.__version__, gdal.VersionInfo(), osr.GetPROJVersionMajor(),
                osr.GetPROJVersionMinor())  # fmt: skip
    return _digest([*sources, *tables]) + repr(versions)


def _digest(paths: Sequence[Path]) -> str:
    digest = hashlib.sha256()
    for path in paths:
        digest.update(path.name.encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()


def remember_reading(observatory: Observatory, key: str, batch: int, n_incidents: int, notes: Sequence[str]) -> None:
    """Write what a batch read under its key, inside the transaction that stores it."""
    if key:
        value = json.dumps({"batch": batch, "incidents": n_incidents, "notes": list(notes),
                            "rows": _rows(observatory, batch)}, ensure_ascii=False)  # fmt: skip
        observatory.connection.execute("INSERT OR REPLACE INTO oltp_meta VALUES (?, ?)", (f"reading {key}", value))


def find_reading(observatory: Observatory, key: str) -> Reading | None:
    """The batch that read the same file in the same circumstances, if all that it left is still there.

    That is: it is not undone, none of its refused rows was taken up, and each of its incidents is there in the version
    that it wrote or knew.
    """
    value = observatory.scalar("SELECT value FROM oltp_meta WHERE key = ?", (f"reading {key}",)) if key else None
    if value is None:
        return None
    told = json.loads(str(value))
    batch = told["batch"]
    found = observatory.connection.execute("SELECT partner, profile, profile_version, undone_at FROM batch "
                                           "WHERE fid = ?", (batch,)).fetchone()  # fmt: skip
    if found is None or found[3] is not None or _rows(observatory, batch) != told["rows"]:
        return None
    if observatory.scalar(f"SELECT count(*) FROM ({_INCIDENTS})", (batch, batch)) != told["incidents"]:
        return None
    reasons = observatory.connection.execute("SELECT reason, count(*) FROM refused_row WHERE batch = ? "
                                             "GROUP BY reason ORDER BY count(*) DESC", (batch,))  # fmt: skip
    partner, profile, version, _ = found
    return Reading(batch, partner, profile, version, told["rows"], dict(reasons.fetchall()), tuple(told["notes"]))


_INCIDENTS = """SELECT fid AS incident, batch AS written_by FROM incident WHERE batch = ? UNION ALL
  SELECT k.incident, k.written_by FROM oltp_known k JOIN incident i ON i.fid = k.incident AND i.batch = k.written_by
  WHERE k.batch = ?"""


def _rows(observatory: Observatory, batch: int) -> dict[str, int]:
    """The counts of a batch; those imported, updated and known together, as undoing another moves them about."""
    sql = ("SELECT rows_read, rows_imported + rows_updated + rows_known, rows_refused, rows_ignored FROM batch "
           "WHERE fid = ?")  # fmt: skip
    counts = observatory.connection.execute(sql, (batch,)).fetchone()
    return dict(zip(("read", "known", "refused", "ignored"), counts, strict=True))


def store_again(observatory: Observatory, reading: Reading, batch: int) -> None:
    """Give a new batch what the earlier one read: its incidents, known, and its refused rows."""
    execute = observatory.connection.execute
    execute(f"INSERT INTO oltp_known SELECT ?, incident, written_by FROM ({_INCIDENTS}) ORDER BY incident",
            (batch, reading.batch, reading.batch))  # fmt: skip
    columns = '"row", "column", reason, value'
    execute(f"INSERT INTO refused_row (batch, {columns}) SELECT ?, {columns} FROM refused_row WHERE batch = ? "
            "ORDER BY fid", (batch, reading.batch))  # fmt: skip
