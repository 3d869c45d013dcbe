"""The workbook of an observatory: what it needs, read from the store."""

from pathlib import Path

from oltp_qgis_plugin.core.reports.workbook import Material, write_workbook
from oltp_qgis_plugin.store.geopackage import Observatory, local_moments

# A file imported again refuses the same rows again: only its last batch counts.
REFUSED = """
SELECT r.reason, b.partner FROM refused_row r JOIN batch b ON b.fid = r.batch WHERE b.undone_at IS NULL AND NOT EXISTS
  (SELECT 1 FROM batch later WHERE later.sha256 = b.sha256 AND later.fid > b.fid AND later.undone_at IS NULL)
"""


def export_workbook(store: Path, target: Path) -> list[str]:
    """Write the summary tables of an observatory to an .xlsx; returns the titles of its sheets.

    Raises StoreError when the store cannot be read or is empty, OutputError when the file cannot be written.
    """
    with Observatory.open(store) as observatory:
        material = read_material(observatory)
    return write_workbook(target, material)


def read_material(observatory: Observatory) -> Material:
    """Incidents, batches not undone, refused rows, and names of partners and territories."""
    batches = observatory.frame("SELECT * FROM batch WHERE undone_at IS NULL ORDER BY fid")
    return Material(
        incidents=observatory.incidents(),
        batches=batches.assign(imported_at=local_moments(batches["imported_at"])),
        refused=observatory.frame(REFUSED),
        partners=_names(observatory, "SELECT code, label FROM partner ORDER BY code"),
        groups=_names(observatory, "SELECT code, coalesce(name, code) FROM territorial_group ORDER BY code"),
        qpv={
            generation: _names(observatory, f"SELECT code, coalesce(name, code) FROM qpv WHERE generation = "
                                            f"'{generation}' ORDER BY code")
            for generation in ("2024", "2015")
        },
    )  # fmt: skip


def _names(observatory: Observatory, sql: str) -> dict[str, str]:
    return dict(observatory.connection.execute(sql).fetchall())
