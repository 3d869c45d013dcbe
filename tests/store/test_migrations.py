import gzip
import re
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.migrations import schema_version
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.quality import source_quality
from oltp_qgis_plugin.store.schema import SCHEMA_VERSION, TABLES
from oltp_qgis_plugin.store.territories import territory_codes
from oltp_qgis_plugin.store.undo import undo_batch

DATA = Path(__file__).resolve().parent.parent / "data"
WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def old(tmp_path):
    """An observatory written by the code of schema version 1; see tests/data/README.md."""
    return unpacked(1, tmp_path)


@pytest.fixture
def second(tmp_path):
    """An observatory written by the code of schema version 2."""
    return unpacked(2, tmp_path)


def unpacked(version, folder):
    path = folder / f"ancien_{version}.gpkg"
    path.write_bytes(gzip.decompress((DATA / f"observatoire_v{version}.gpkg.gz").read_bytes()))
    return path


def structure(path):
    """Every table, index and trigger as SQL, and the registers of columns, whatever their order."""
    with sqlite3.connect(path) as connection:
        objects = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        columns = connection.execute("SELECT table_name, column_name, name FROM gpkg_data_columns").fetchall()
        contents = connection.execute("SELECT table_name, data_type, description FROM gpkg_contents").fetchall()
    sql = sorted((kind, name, re.sub(r"\s+", " ", text or "")) for kind, name, text in objects)
    return sql, sorted(columns), sorted(contents)


@pytest.mark.parametrize("version", [1, 2])
def test_an_old_file_becomes_like_a_fresh_one(version, tmp_path):
    create_observatory(tmp_path / "neuf.gpkg", 2154)
    old = unpacked(version, tmp_path)
    with sqlite3.connect(old) as connection:
        assert schema_version(connection) == version
    with Observatory.open(old, write=True) as observatory:
        assert schema_version(observatory.connection) == SCHEMA_VERSION == 3
        assert observatory.scalar("PRAGMA integrity_check") == "ok"
    assert structure(old) == structure(tmp_path / "neuf.gpkg")


@pytest.mark.parametrize(("version", "n"), [(1, 5), (2, 4)])
def test_the_rows_of_an_old_file_stay_as_they_were(version, n, tmp_path):
    old = unpacked(version, tmp_path)
    with sqlite3.connect(old) as connection:
        columns = {name: ", ".join(f'"{row[1]}"' for row in connection.execute(f"PRAGMA table_info({name})"))
                   for name in (t.name for t in TABLES) if name not in ("journal", "category_alias")}  # fmt: skip

    def rows():
        with sqlite3.connect(old) as connection:
            return {name: connection.execute(f"SELECT {listed} FROM {name} ORDER BY 1").fetchall()
                    for name, listed in columns.items() if listed}  # fmt: skip

    before = rows()
    with Observatory.open(old, write=True):
        pass
    assert rows() == before and len(before["incident"]) == n


def test_a_batch_of_version_2_can_be_undone_though_its_journal_lacks_the_new_columns(second):
    with Observatory.open(second, write=True) as observatory:
        report = undo_batch(observatory, 2, WHEN)
        assert (report.removed, report.restored) == (1, 1)
        row = observatory.frame("SELECT category, qpv_2024, quarter, located_by FROM incident WHERE source_ref = '1'")
    assert row.iloc[0].tolist() == ["TRA1", "QN09901M", None, None]


def test_an_observatory_of_version_2_is_read_without_being_changed(second):
    before = second.read_bytes()
    with Observatory.open(second) as observatory:
        rows = observatory.incidents()
        codes = territory_codes(rows[["x", "y"]].to_numpy(float), observatory)
        assert codes["quarter"].tolist() == [None] * 4
    assert rows["located_by"].tolist() == [None] * 4
    assert second.read_bytes() == before


def test_a_batch_of_version_1_can_be_undone(old):
    with Observatory.open(old, write=True) as observatory:
        report = undo_batch(observatory, 2, WHEN)
        assert (report.removed, report.restored) == (1, 1)
        labels = dict(observatory.frame("SELECT source_ref, source_label FROM incident").to_numpy().tolist())
    assert labels == {"1": "Tapage nocturne", "2": "Dépôt sauvage", "3": "Objet volant", None: "Dépôt sauvage"}


def test_an_observatory_of_version_1_is_read_without_being_changed(old):
    before = old.read_bytes()
    with Observatory.open(old) as observatory:
        assert source_quality(observatory)["rows"].sum() == 5
    assert old.read_bytes() == before
