import gzip
import re
import sqlite3
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.store.batches import Provenance
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.migrations import schema_version
from oltp_qgis_plugin.store.quality import source_quality
from oltp_qgis_plugin.store.schema import SCHEMA_VERSION, TABLES
from oltp_qgis_plugin.store.undo import undo_batch

VERSION_1 = Path(__file__).resolve().parent.parent / "data" / "observatoire_v1.gpkg.gz"
WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def old(tmp_path):
    """An observatory written by the code of schema version 1; see tests/data/README.md."""
    path = tmp_path / "ancien.gpkg"
    path.write_bytes(gzip.decompress(VERSION_1.read_bytes()))
    return path


def structure(path):
    """Every table, index and trigger as SQL, and the registers of columns, whatever their order."""
    with sqlite3.connect(path) as connection:
        objects = connection.execute("SELECT type, name, sql FROM sqlite_master").fetchall()
        columns = connection.execute("SELECT table_name, column_name, name FROM gpkg_data_columns").fetchall()
        contents = connection.execute("SELECT table_name, data_type, description FROM gpkg_contents").fetchall()
    sql = sorted((kind, name, re.sub(r"\s+", " ", text or "")) for kind, name, text in objects)
    return sql, sorted(columns), sorted(contents)


def test_a_file_of_version_1_becomes_like_a_fresh_one(old, tmp_path):
    create_observatory(tmp_path / "neuf.gpkg", 2154)
    with sqlite3.connect(old) as connection:
        assert schema_version(connection) == 1
    with Observatory.open(old, write=True) as observatory:
        assert schema_version(observatory.connection) == SCHEMA_VERSION == 2
        assert observatory.scalar("PRAGMA integrity_check") == "ok"
    assert structure(old) == structure(tmp_path / "neuf.gpkg")


def test_the_rows_of_version_1_stay_as_they_were(old):
    def rows():
        with sqlite3.connect(old) as connection:
            return {t.name: connection.execute(f"SELECT * FROM {t.name} ORDER BY 1").fetchall()
                    for t in TABLES if t.name not in ("journal", "category_alias")}  # fmt: skip

    before = rows()
    with Observatory.open(old, write=True):
        pass
    assert rows() == before and len(before["incident"]) == 5


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
