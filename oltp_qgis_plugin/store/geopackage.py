"""The observatory in a GeoPackage: create it, open it, read it, write to it in transactions."""

import contextlib
import os
import sqlite3
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.errors import CrsError, OltpError, StoreError
from oltp_qgis_plugin.store import gpkg
from oltp_qgis_plugin.store.migrations import create_schema, migrate
from oltp_qgis_plugin.store.rtree import pack_points
from oltp_qgis_plugin.store.schema import table

LOCK_TIMEOUT_S = 10.0
BULK = 20_000
CACHE_KIB = 100_000


def create_observatory(path: Path, epsg: int) -> None:
    """Write a new, empty observatory whose coordinates are in EPSG:`epsg`.

    Written beside its final name, then renamed: an interrupted creation leaves nothing at `path`.
    Raises StoreError when the file exists or cannot be written, CrsError when the CRS is unknown or not in metres.
    """
    if path.exists():
        raise StoreError(f"« {path} » existe déjà : un observatoire ne s'écrase pas. Choisissez un autre nom.")
    srs = _projected_srs(epsg)
    draft = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with contextlib.closing(_connect(draft, "rwc")) as connection:
            connection.execute(f"PRAGMA application_id = {gpkg.APPLICATION_ID}")
            connection.execute(f"PRAGMA user_version = {gpkg.USER_VERSION}")
            with connection:
                connection.execute("BEGIN")
                create_schema(connection, srs)
        draft.replace(path)
    except (sqlite3.Error, OSError) as error:
        raise StoreError(f"L'observatoire ne peut pas être créé à « {path} » ({error}) : "
                         f"choisissez un dossier où vous pouvez écrire.") from error  # fmt: skip
    finally:
        draft.unlink(missing_ok=True)


def _projected_srs(epsg: int) -> tuple[str, int, str]:
    from osgeo import osr

    reference = osr.SpatialReference()
    try:
        known = reference.ImportFromEPSG(epsg) == 0
    except RuntimeError:  # raised only where the host program switched GDAL's exceptions on
        known = False
    if not known:
        raise CrsError(f"Le système de coordonnées EPSG:{epsg} est inconnu : en France métropolitaine, EPSG:2154.")
    if not reference.IsProjected() or abs(reference.GetLinearUnits() - 1.0) > 1e-9:
        raise CrsError(f"EPSG:{epsg} n'est pas en mètres : choisissez une projection, en métropole EPSG:2154.")
    return reference.GetName(), epsg, reference.ExportToWkt()


def _connect(path: Path, mode: str) -> sqlite3.Connection:
    connection = sqlite3.connect(
        f"{path.resolve().as_uri()}?mode={mode}", uri=True, isolation_level=None, timeout=LOCK_TIMEOUT_S
    )
    gpkg.register_functions(connection)
    return connection


def _interrupted(path: Path) -> bool:
    """Whether a writer was killed: SQLite must then roll back what it left, which a read-only connection cannot."""
    return path.with_name(f"{path.name}-journal").exists() and os.access(path, os.W_OK)


class Observatory:
    """An open observatory. Use it in a `with`; every change is one transaction."""

    def __init__(self, path: Path, connection: sqlite3.Connection, writable: bool) -> None:
        self.path, self.connection, self.writable = path, connection, writable
        self.epsg = int(str(self.scalar("SELECT value FROM oltp_meta WHERE key = 'epsg'")))

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, write: bool = False) -> Iterator["Observatory"]:
        """The observatory of a file, migrated when `write`. Raises StoreError when missing, locked, read-only or other.

        SQLite's own errors inside the `with` leave it as StoreError too: locked, disk full, damaged.
        """
        if not path.is_file():
            raise StoreError(f"L'observatoire « {path} » n'existe pas : créez-le d'abord.")
        if write and not os.access(path, os.W_OK):
            raise StoreError(f"L'observatoire « {path.name} » est en lecture seule : changez les droits du fichier.")
        try:
            with contextlib.closing(_connect(path, "rw" if write or _interrupted(path) else "ro")) as connection:
                if write:
                    migrate(connection)
                    connection.execute("PRAGMA foreign_keys = ON")
                    connection.execute(f"PRAGMA cache_size = -{CACHE_KIB}")
                yield cls(path, connection, write)
        except sqlite3.Error as error:
            raise StoreError(_explain(path, str(error))) from error

    @contextlib.contextmanager
    def transaction(self) -> Iterator[None]:
        """All or nothing: an error or a kill inside leaves the file as it was."""
        self.connection.execute("BEGIN IMMEDIATE")
        try:
            yield
        except (OltpError, sqlite3.Error, ValueError, KeyError, TypeError, MemoryError, KeyboardInterrupt):
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")

    def scalar(self, sql: str, parameters: Sequence[object] = ()) -> object:
        """The first value of the first row, None when there is no row."""
        row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows of a query as a frame."""
        cursor = self.connection.execute(sql, parameters)
        return pd.DataFrame(cursor.fetchall(), columns=[d[0] for d in cursor.description])

    def incidents(self, where: str = "", parameters: Sequence[object] = ()) -> pd.DataFrame:
        """Incidents with x and y (NaN where there is no point), datetimes and booleans typed; `where` is SQL."""
        columns = [column.name for column in table("incident").columns]
        sql = f"SELECT fid, geom, {', '.join(columns)} FROM incident {'WHERE ' + where if where else ''} ORDER BY fid"
        rows = self.frame(sql, parameters)
        xy = blobs_to_xy(rows.pop("geom"))
        return rows.assign(
            x=xy[:, 0],
            y=xy[:, 1],
            began_at=pd.to_datetime(rows["began_at"].str.rstrip("Z")),
            ended_at=pd.to_datetime(rows["ended_at"].astype(object).str.rstrip("Z")),
            hour_known=rows["hour_known"].astype(bool),
        )

    def polygons(self, name: str, where: str = "") -> tuple[list[bytes], pd.DataFrame]:
        """WKB and attributes of a polygon table (`qpv`, `territorial_group`, `action`), in stored order."""
        rows = self.frame(f"SELECT * FROM {name} WHERE geom NOT NULL {'AND ' + where if where else ''} ORDER BY fid")
        return [gpkg.blob_wkb(blob) for blob in rows.pop("geom")], rows

    def insert(self, name: str, rows: pd.DataFrame, geometry: Sequence[bytes | None] | None = None) -> None:
        """Insert rows (columns named as in the schema) with their geometry blobs; call it inside a transaction.

        Many rows are counted and indexed in one pass: the triggers, one call a row, are dropped meanwhile.
        """
        columns = list(rows.columns)
        names = [*columns, "geom"] if geometry is not None else columns
        values = [_plain(rows[column]) for column in columns] + ([geometry] if geometry is not None else [])
        sql = (f"INSERT INTO {name} ({', '.join(chr(34) + n + chr(34) for n in names)}) "
               f"VALUES ({', '.join('?' * len(names))})")  # fmt: skip
        if len(rows) > 1:
            self._insert_many(name, sql, zip(*values, strict=True), len(rows), geometry is not None)
        else:
            self.connection.executemany(sql, zip(*values, strict=True))
        if geometry is not None:
            self._touch_extent(name)

    def update(self, name: str, rows: pd.DataFrame, key: str, geometry: Sequence[bytes | None]) -> None:
        """Replace the values and points of the rows that have the same `key`; call it inside a transaction."""
        assigned = ", ".join(f'"{column}" = ?' for column in rows.columns)
        values = [*(_plain(rows[column]) for column in rows.columns), geometry, rows[key].tolist()]
        sql = f'UPDATE {name} SET {assigned}, geom = ? WHERE "{key}" = ?'
        self.connection.executemany(sql, zip(*values, strict=True))
        self._touch_extent(name)

    def _insert_many(self, name: str, sql: str, rows: Iterable[tuple], n: int, indexed: bool) -> None:
        last = int(str(self.scalar(f"SELECT max(fid) FROM {name}") or 0))
        self.connection.execute(f"DROP TRIGGER trigger_insert_feature_count_{name}")
        if indexed:
            self.connection.execute(f"DROP TRIGGER rtree_{name}_geom_insert")
        later = self._drop_indexes(name) if n > last // 4 else []
        self.connection.executemany(sql, rows)
        for statement in later:
            self.connection.execute(statement)
        if indexed:
            self._index_spatially(name, last, n)
            self.connection.execute(gpkg.rtree_insert_trigger(name))
        self.connection.execute(gpkg.count_trigger(name, "INSERT"))
        count = "UPDATE gpkg_ogr_contents SET feature_count = feature_count + ? WHERE table_name = ?"
        self.connection.execute(count, (n, name))

    def _drop_indexes(self, name: str) -> list[str]:
        """Drop the table's own indexes and return the statements that make them again: sorted at once is faster."""
        listed = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL"
        indexes = self.connection.execute(listed, (name,)).fetchall()
        for index, _ in indexes:
            self.connection.execute(f"DROP INDEX {index}")
        return [sql for _, sql in indexes]

    def _index_spatially(self, name: str, last: int, n: int) -> None:
        """Add the rows after `last` to the R-tree; points that are many against those before are all packed anew."""
        packed = table(name).geometry == "POINT" and n > last // 4
        where = "geom NOT NULL" if packed else f"geom NOT NULL AND fid > {last}"
        cursor = self.connection.execute(f"SELECT fid, geom FROM {name} WHERE {where}")
        if packed:
            rows = pd.DataFrame(cursor.fetchall(), columns=["fid", "geom"])
            pack_points(self.connection, f"rtree_{name}_geom", rows["fid"].to_numpy(int), blobs_to_xy(rows["geom"]))
            return
        while found := cursor.fetchmany(BULK):
            boxes = [(fid, *gpkg.blob_box(blob)) for fid, blob in found]
            self.connection.executemany(f"INSERT INTO rtree_{name}_geom VALUES (?, ?, ?, ?, ?)", boxes)

    def _touch_extent(self, name: str) -> None:
        self.connection.execute(
            f"UPDATE gpkg_contents SET (min_x, min_y, max_x, max_y) = "
            f"(SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_geom), "
            f"last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
            (name,),
        )


def blobs_to_xy(blobs: pd.Series) -> np.ndarray:
    """(n, 2) coordinates of point blobs; NaN for None. Blobs of any writer: an envelope is skipped."""
    xy = np.full((len(blobs), 2), np.nan)
    filled = blobs.notna().to_numpy()
    wkbs = [gpkg.blob_wkb(blob)[5:21] for blob in blobs[filled]]
    if wkbs:
        xy[filled] = np.frombuffer(b"".join(wkbs), dtype="<f8").reshape(-1, 2)
    return xy


def _plain(values: pd.Series) -> list[object]:
    """Values that SQLite takes: datetimes as GeoPackage text (local time), booleans as 0 and 1, NaN and NaT as None."""
    if pd.api.types.is_datetime64_any_dtype(values):
        texts = values.dt.strftime("%Y-%m-%dT%H:%M:%S.000Z")
        return texts.astype(object).where(values.notna(), None).tolist()
    if pd.api.types.is_bool_dtype(values):
        return values.astype(int).tolist()
    plain = values.astype(object)
    return plain.where(values.notna(), None).tolist()


def _explain(path: Path, error: str) -> str:
    if "locked" in error or "busy" in error:
        return f"L'observatoire « {path.name} » est occupé par un autre programme : attendez, puis recommencez."
    if "readonly" in error or "read-only" in error:
        return f"L'observatoire « {path.name} » est en lecture seule : changez les droits du fichier ou du dossier."
    if "full" in error:
        return f"Le disque de « {path} » est plein : libérez de la place, puis recommencez ; rien n'a été enregistré."
    if "not a database" in error or "malformed" in error or "no such table" in error:
        return f"« {path.name} » n'est pas un observatoire, ou il est abîmé : prenez le bon fichier ou une sauvegarde."
    return f"L'observatoire « {path.name} » a refusé l'opération ({error}) ; rien n'a été enregistré."
