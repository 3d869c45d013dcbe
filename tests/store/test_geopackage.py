import contextlib
import os
import sqlite3
import tempfile
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.errors import CrsError, StoreError
from oltp_qgis_plugin.store import connection, creation, geopackage, gpkg, migrations
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.schema import SCHEMA_VERSION, TABLES


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    return path


def places(n):
    return pd.DataFrame({"kind": "arret", "code": [str(i) for i in range(n)], "name": "x", "name_key": "X"})


def test_a_new_observatory_has_every_table_and_the_nomenclature(store):
    with Observatory.open(store) as observatory:
        names = set(observatory.frame("SELECT name FROM sqlite_master WHERE type = 'table'")["name"])
        assert names >= {table.name for table in TABLES}
        assert observatory.scalar("SELECT label FROM category WHERE code = 'CIR3'").startswith("Accident")
        assert observatory.epsg == 2154
        assert observatory.scalar("PRAGMA integrity_check") == "ok"
        assert observatory.frame("PRAGMA foreign_key_check").empty


def test_gdal_reads_tables_and_their_crs(store):
    from osgeo import ogr

    source = ogr.Open(str(store))
    layer = source.GetLayerByName("incident")
    assert layer.GetSpatialRef().GetAuthorityCode(None) == "2154"
    assert {source.GetLayer(i).GetName() for i in range(source.GetLayerCount())} == {table.name for table in TABLES}


def test_every_column_has_a_french_label(store):
    with Observatory.open(store) as observatory:
        rows = observatory.frame("SELECT table_name, column_name, name FROM gpkg_data_columns")
    labels = {(row[0], row[1]): row[2] for row in rows.to_numpy()}
    assert labels["incident", "began_at"] == "Début"
    assert set(labels) == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_an_observatory_is_never_overwritten(store):
    before = store.read_bytes()
    with pytest.raises(StoreError, match="existe déjà"):
        create_observatory(store, 2154)
    assert store.read_bytes() == before


@pytest.mark.parametrize("epsg", [999999, 4326, 2264])
def test_a_crs_unknown_or_not_in_metres_is_refused_and_leaves_no_file(tmp_path, epsg):
    with pytest.raises(CrsError, match=str(epsg)):
        create_observatory(tmp_path / "x.gpkg", epsg)
    assert list(tmp_path.iterdir()) == []


def test_an_interrupted_creation_leaves_nothing(tmp_path, monkeypatch):
    def fail(*_):
        raise sqlite3.OperationalError("database or disk is full")

    monkeypatch.setattr(creation, "create_schema", fail)
    with pytest.raises(StoreError):
        create_observatory(tmp_path / "x.gpkg", 2154)
    assert list(tmp_path.iterdir()) == []


def test_points_survive_and_the_spatial_index_is_sound(store):
    xy = np.array([[770_000.25, 6_280_000.5], [np.nan, np.nan], [771_000, 6_281_000]])
    with Observatory.open(store, write=True) as observatory:
        with observatory.transaction():
            observatory.insert("place", places(3), gpkg.point_blobs(xy, 2154))
        rows = observatory.frame("SELECT geom FROM place ORDER BY fid")
        assert np.array_equal(geopackage.blobs_to_xy(rows["geom"]), xy, equal_nan=True)
        assert observatory.scalar("SELECT rtreecheck('rtree_place_geom')") == "ok"
        assert observatory.scalar("SELECT count(*) FROM rtree_place_geom") == 2
        triggers = observatory.frame("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'place'")
        assert {"rtree_place_geom_insert", "trigger_insert_feature_count_place"} <= set(triggers["name"])
        assert observatory.scalar("SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'place'") == 3


def test_an_error_inside_a_transaction_leaves_the_store_as_it_was(store):
    with pytest.raises(StoreError), Observatory.open(store, write=True) as observatory, observatory.transaction():
        observatory.insert("place", places(2), gpkg.point_blobs(np.zeros((2, 2)), 2154))
        observatory.connection.execute("INSERT INTO nowhere VALUES (1)")
    with Observatory.open(store) as observatory:
        assert observatory.scalar("SELECT count(*) FROM place") == 0


def test_a_locked_observatory_is_said(store, monkeypatch):
    monkeypatch.setattr(connection, "LOCK_TIMEOUT_S", 0.1)
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN EXCLUSIVE")
    try:
        with (
            pytest.raises(StoreError, match="occupé"),
            Observatory.open(store, write=True) as observatory,
            observatory.transaction(),
        ):
            pass
    finally:
        other.close()


@contextlib.contextmanager
def ordinary_user():
    """Be nobody for a while, when the tests run as root, for whom nothing is read-only."""
    was_root = os.geteuid() == 0
    if was_root:
        os.setresuid(65534, 65534, 0)
    try:
        yield
    finally:
        if was_root:
            os.setresuid(0, 0, 0)


def test_a_read_only_observatory_is_said():
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        create_observatory(folder / "obs.gpkg", 2154)
        (folder / "obs.gpkg").chmod(0o444)
        folder.chmod(0o555)
        with (
            ordinary_user(),
            pytest.raises(StoreError, match="lecture seule"),
            Observatory.open(folder / "obs.gpkg", write=True),
        ):
            pass
        with ordinary_user(), Observatory.open(folder / "obs.gpkg") as observatory:
            assert observatory.epsg == 2154
        with ordinary_user(), pytest.raises(StoreError, match="ne peut pas être créé"):
            create_observatory(folder / "autre.gpkg", 2154)
        folder.chmod(0o755)


@pytest.mark.parametrize(("name", "content"), [("a.gpkg", b"texte" * 300), ("b.gpkg", b"")])
def test_another_kind_of_file_is_not_an_observatory(tmp_path, name, content):
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(StoreError, match="pas un observatoire"), Observatory.open(path, write=True):
        pass
    assert path.read_bytes() == content


def test_a_missing_observatory_is_said(tmp_path):
    with pytest.raises(StoreError, match="n'existe pas"), Observatory.open(tmp_path / "x.gpkg"):
        pass


def test_an_older_observatory_is_migrated_in_one_transaction(store):
    def add_colour(connection):
        connection.execute("ALTER TABLE partner ADD COLUMN colour TEXT")

    with Observatory.open(store, write=True) as observatory:
        assert migrations.migrate(observatory.connection, (*migrations.MIGRATIONS, add_colour)) == 1
        assert migrations.migrate(observatory.connection, (*migrations.MIGRATIONS, add_colour)) == 0
        assert "colour" in set(observatory.frame("PRAGMA table_info(partner)")["name"])
    with pytest.raises(StoreError, match="plus récente"), Observatory.open(store, write=True):
        pass


def test_a_migration_that_fails_changes_nothing(store):
    def fail(connection):
        connection.execute("ALTER TABLE partner ADD COLUMN colour TEXT")
        connection.execute("SELECT nothing FROM nowhere")

    with Observatory.open(store, write=True) as observatory:
        with pytest.raises(sqlite3.Error):
            migrations.migrate(observatory.connection, (*migrations.MIGRATIONS, fail))
        assert "colour" not in set(observatory.frame("PRAGMA table_info(partner)")["name"])
        assert migrations.schema_version(observatory.connection) == SCHEMA_VERSION
