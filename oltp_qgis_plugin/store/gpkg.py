"""GeoPackage as SQL: core tables, R-tree triggers, geometry blobs; nothing of the observatory in here."""

import sqlite3
import struct

import numpy as np

APPLICATION_ID = 0x47504B47  # "GPKG"
USER_VERSION = 10300

CORE_TABLES = """
CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT NOT NULL, srs_id INTEGER NOT NULL PRIMARY KEY,
  organization TEXT NOT NULL, organization_coordsys_id INTEGER NOT NULL, definition TEXT NOT NULL, description TEXT);
INSERT INTO gpkg_spatial_ref_sys VALUES
  ('Undefined cartesian SRS', -1, 'NONE', -1, 'undefined', 'undefined cartesian coordinate reference system'),
  ('Undefined geographic SRS', 0, 'NONE', 0, 'undefined', 'undefined geographic coordinate reference system');
CREATE TABLE gpkg_contents (table_name TEXT NOT NULL PRIMARY KEY, data_type TEXT NOT NULL, identifier TEXT UNIQUE,
  description TEXT DEFAULT '', last_change DATETIME NOT NULL DEFAULT (strftime('%Y-%m-%dT%H:%M:%fZ','now')),
  min_x DOUBLE, min_y DOUBLE, max_x DOUBLE, max_y DOUBLE, srs_id INTEGER,
  CONSTRAINT fk_gc_r_srs_id FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys(srs_id));
CREATE TABLE gpkg_geometry_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL,
  geometry_type_name TEXT NOT NULL, srs_id INTEGER NOT NULL, z TINYINT NOT NULL, m TINYINT NOT NULL,
  CONSTRAINT pk_geom_cols PRIMARY KEY (table_name, column_name), CONSTRAINT uk_gc_table_name UNIQUE (table_name),
  CONSTRAINT fk_gc_tn FOREIGN KEY (table_name) REFERENCES gpkg_contents(table_name),
  CONSTRAINT fk_gc_srs FOREIGN KEY (srs_id) REFERENCES gpkg_spatial_ref_sys (srs_id));
CREATE TABLE gpkg_extensions (table_name TEXT, column_name TEXT, extension_name TEXT NOT NULL,
  definition TEXT NOT NULL, scope TEXT NOT NULL,
  CONSTRAINT ge_tce UNIQUE (table_name, column_name, extension_name));
CREATE TABLE gpkg_ogr_contents (table_name TEXT NOT NULL PRIMARY KEY, feature_count INTEGER DEFAULT NULL);
CREATE TABLE gpkg_data_columns (table_name TEXT NOT NULL, column_name TEXT NOT NULL, name TEXT, title TEXT,
  description TEXT, mime_type TEXT, constraint_name TEXT,
  CONSTRAINT pk_gdc PRIMARY KEY (table_name, column_name));
CREATE TABLE gpkg_data_column_constraints (constraint_name TEXT NOT NULL, constraint_type TEXT NOT NULL, value TEXT,
  min NUMERIC, min_is_inclusive BOOLEAN, max NUMERIC, max_is_inclusive BOOLEAN, description TEXT,
  CONSTRAINT gdcc_ntv UNIQUE (constraint_name, constraint_type, value));
INSERT INTO gpkg_extensions VALUES
  ('gpkg_data_columns', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema', 'read-write'),
  ('gpkg_data_column_constraints', NULL, 'gpkg_schema', 'http://www.geopackage.org/spec/#extension_schema',
   'read-write');
"""
SQL_TYPES = {
    "text": "TEXT",
    "integer": "INTEGER",
    "real": "REAL",
    "boolean": "BOOLEAN",
    "datetime": "DATETIME",
    "date": "DATE",
}
_BOX = "ST_MinX(NEW.geom), ST_MaxX(NEW.geom), ST_MinY(NEW.geom), ST_MaxY(NEW.geom)"
_FILLED = "NEW.geom NOT NULL AND NOT ST_IsEmpty(NEW.geom)"
_EMPTY = "(NEW.geom ISNULL OR ST_IsEmpty(NEW.geom))"


def count_trigger(name: str, event: str) -> str:
    """The trigger that keeps GDAL's row count when a row comes (event INSERT) or goes (DELETE).

    Without this table and its triggers QGIS guesses the count from the row ids, even of a filtered layer.
    """
    return (
        f"CREATE TRIGGER trigger_{event.lower()}_feature_count_{name} AFTER {event} ON {name} "
        f"BEGIN UPDATE gpkg_ogr_contents SET feature_count = feature_count {'+' if event == 'INSERT' else '-'} 1 "
        f"WHERE lower(table_name) = lower('{name}'); END"
    )


def count_statements(name: str) -> list[str]:
    """GDAL's row count of an empty table, and the triggers that keep it."""
    return [
        f"INSERT INTO gpkg_ogr_contents VALUES ('{name}', 0)",
        count_trigger(name, "INSERT"),
        count_trigger(name, "DELETE"),
    ]


def rtree_insert_trigger(name: str) -> str:
    """The trigger that gives each row that comes its place in the R-tree."""
    return (
        f"CREATE TRIGGER rtree_{name}_geom_insert AFTER INSERT ON {name} WHEN ({_FILLED}) "
        f"BEGIN INSERT OR REPLACE INTO rtree_{name}_geom VALUES (NEW.fid, {_BOX}); END"
    )


def rtree_statements(name: str) -> list[str]:
    """The R-tree of table `name` and its triggers (GeoPackage 1.3, extension gpkg_rtree_index)."""
    tree = f"rtree_{name}_geom"
    replace = f"INSERT OR REPLACE INTO {tree} VALUES (NEW.fid, {_BOX});"
    delete = f"DELETE FROM {tree} WHERE id = OLD.fid;"
    return [
        f"CREATE VIRTUAL TABLE {tree} USING rtree(id, minx, maxx, miny, maxy)",
        rtree_insert_trigger(name),
        f"CREATE TRIGGER {tree}_update1 AFTER UPDATE OF geom ON {name} WHEN OLD.fid = NEW.fid AND ({_FILLED}) "
        f"BEGIN {replace} END",
        f"CREATE TRIGGER {tree}_update2 AFTER UPDATE OF geom ON {name} WHEN OLD.fid = NEW.fid AND {_EMPTY} "
        f"BEGIN {delete} END",
        f"CREATE TRIGGER {tree}_update3 AFTER UPDATE ON {name} WHEN OLD.fid != NEW.fid AND ({_FILLED}) "
        f"BEGIN {delete} {replace} END",
        f"CREATE TRIGGER {tree}_update4 AFTER UPDATE ON {name} WHEN OLD.fid != NEW.fid AND {_EMPTY} "
        f"BEGIN DELETE FROM {tree} WHERE id IN (OLD.fid, NEW.fid); END",
        f"CREATE TRIGGER {tree}_delete AFTER DELETE ON {name} WHEN OLD.geom NOT NULL BEGIN {delete} END",
        f"INSERT INTO gpkg_extensions VALUES ('{name}', 'geom', 'gpkg_rtree_index', "
        "'http://www.geopackage.org/spec120/#extension_rtree', 'write-only')",
    ]


def register_functions(connection: sqlite3.Connection) -> None:
    """The ST_ functions that the R-tree triggers call, for a connection that is not GDAL's."""
    connection.create_function("ST_IsEmpty", 1, lambda blob: int(blob is None or bool(blob[3] & 0x10)))
    for name, position in (("ST_MinX", 0), ("ST_MaxX", 1), ("ST_MinY", 2), ("ST_MaxY", 3)):
        connection.create_function(name, 1, lambda blob, i=position: blob_box(blob)[i])


def blob_box(blob: bytes) -> tuple[float, float, float, float]:
    """Min x, max x, min y, max y of a geometry blob that has an envelope, or is a point."""
    order = "<" if blob[3] & 1 else ">"
    if (blob[3] >> 1) & 7:
        return struct.unpack_from(order + "4d", blob, 8)
    x, y = struct.unpack_from(("<" if blob[8] else ">") + "2d", blob, 13)
    return x, x, y, y


def point_blobs(xy: np.ndarray, srs_id: int) -> list[bytes | None]:
    """GeoPackage blobs of (n, 2) points; None where a coordinate is NaN."""
    layout = np.dtype([("magic", "S2"), ("version", "u1"), ("flags", "u1"), ("srs", "<i4"), ("order", "u1"),
                       ("type", "<u4"), ("x", "<f8"), ("y", "<f8")])  # fmt: skip
    records = np.zeros(len(xy), dtype=layout)
    records["magic"], records["flags"], records["srs"], records["order"], records["type"] = b"GP", 1, srs_id, 1, 1
    records["x"], records["y"] = xy[:, 0], xy[:, 1]
    blobs: list[bytes | None] = records.view(f"V{layout.itemsize}").tolist()
    for position in np.flatnonzero(np.isnan(xy).any(axis=1)).tolist():
        blobs[position] = None
    return blobs


def geometry_blob(wkb: bytes, box: tuple[float, float, float, float], srs_id: int) -> bytes:
    """The GeoPackage blob of a little-endian WKB; box is min x, max x, min y, max y."""
    return struct.pack("<2sBBi4d", b"GP", 0, 0b00000011, srs_id, *box) + wkb


def blob_wkb(blob: bytes) -> bytes:
    """The WKB inside a GeoPackage blob."""
    return blob[8 + (0, 32, 48, 48, 64)[(blob[3] >> 1) & 7] :]
