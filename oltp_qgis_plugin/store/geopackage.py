"""The observatory in a GeoPackage: create it, open it, read it, write to it in transactions."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store import bulk, gpkg
from oltp_qgis_plugin.store.combined import combine
from oltp_qgis_plugin.store.connection import Waiting, opened, sorting, transaction
from oltp_qgis_plugin.store.rtree import PackedTree, can_pack, pack_points, tree_extent, write_tree
from oltp_qgis_plugin.store.schema import TABLES, table

BULK = 20_000
REFERRED_TO = {other for each in TABLES for _, other, _ in each.references}


class Observatory:
    """An open observatory. Use it in a `with`; every change is one transaction."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        self.path, self.connection = path, connection
        self.epsg = int(str(self.scalar("SELECT value FROM oltp_meta WHERE key = 'epsg'")))

    @classmethod
    @contextlib.contextmanager
    def open(cls, path: Path, write: bool = False, waiting: Waiting | None = None) -> Iterator["Observatory"]:
        """The observatory of a file, closed at the end of the `with`. Waits and raises as `connection.opened` does."""
        with opened(path, write, waiting) as connection:
            yield cls(path, connection)

    def transaction(self, waiting: Waiting | None = None) -> contextlib.AbstractContextManager[None]:
        """All or nothing: an error or a kill inside leaves the file as it was. `waiting`: as for `open`."""
        return transaction(self.connection, waiting)

    def has(self, name: str) -> bool:
        """Whether the file has this table; one of an earlier version, opened to be read, may not."""
        return self.scalar("SELECT 1 FROM sqlite_master WHERE name = ?", (name,)) is not None

    def scalar(self, sql: str, parameters: Sequence[object] = ()) -> object:
        """The first value of the first row, None when there is no row."""
        row = self.connection.execute(sql, parameters).fetchone()
        return row[0] if row else None

    def frame(self, sql: str, parameters: Sequence[object] = ()) -> pd.DataFrame:
        """The rows of a query as a frame; texts as objects, NULL as None in them whatever the pandas."""
        cursor = self.connection.execute(sql, parameters)
        rows = pd.DataFrame(cursor.fetchall(), columns=[d[0] for d in cursor.description])
        for name in rows.columns[[pd.api.types.is_string_dtype(kind) for kind in rows.dtypes]]:
            rows[name] = rows[name].astype(object).where(rows[name].notna(), None)
        return rows

    def incidents(self, where: str = "", parameters: Sequence[object] = ()) -> pd.DataFrame:
        """Incidents with x and y (NaN where there is no point), datetimes and booleans typed; `where` is SQL.

        The columns that a file of an earlier version lacks are None.
        """
        stored = {name for (name,) in self.connection.execute("SELECT name FROM pragma_table_info('incident')")}
        columns = [column.name if column.name in stored else f"NULL AS {column.name}"
                   for column in table("incident").columns]  # fmt: skip
        sql = f"SELECT fid, geom, {', '.join(columns)} FROM incident {'WHERE ' + where if where else ''} ORDER BY fid"
        rows = self.frame(sql, parameters)
        xy = blobs_to_xy(rows.pop("geom"))
        return rows.assign(
            x=xy[:, 0],
            y=xy[:, 1],
            began_at=local_moments(rows["began_at"]),
            ended_at=local_moments(rows["ended_at"]),
            hour_known=rows["hour_known"].astype(bool),
        )

    def polygons(self, name: str, where: str = "") -> tuple[list[bytes], pd.DataFrame]:
        """WKB and attributes of a polygon table (`qpv`, `territorial_group`, `action`), in stored order."""
        rows = self.frame(f"SELECT * FROM {name} WHERE geom NOT NULL {'AND ' + where if where else ''} ORDER BY fid")
        return [gpkg.blob_wkb(blob) for blob in rows.pop("geom")], rows

    def insert(self, name: str, rows: Mapping[str, pd.Series] | pd.DataFrame,
               geometry: Sequence[bytes | None] | np.ndarray | None = None,
               progress: Progress = silent) -> None:  # fmt: skip
        """Insert rows (columns named as in the schema) with their geometry; call it inside a transaction.

        geometry: a blob for each row, or (n, 2) points in the observatory's CRS, NaN where there is none.
        Many rows are counted and indexed in one pass: the triggers, one call a row, are dropped meanwhile.
        """
        given = {str(column): values for column, values in rows.items()}
        n = len(next(iter(given.values())))
        constants = {c: text for c, values in given.items() if n > 1 and (text := bulk.literal(values))}
        varied = {c: values for c, values in given.items() if c not in constants}
        combined = combine(varied)
        columns = {c: bulk.column_values(values) for c, values in varied.items()
                   if combined is None or c not in combined.columns}  # fmt: skip
        if isinstance(geometry, np.ndarray):
            columns["geom"] = bulk.point_values(geometry, self.epsg)
        elif geometry is not None:
            columns["geom"] = bulk.blob_values(geometry)
        with self._put_aside(name, n, geometry, part(progress, 50, 100)) if n > 1 else contextlib.nullcontext():
            bulk.write_columns(self.connection, name, columns, n, constants, part(progress, 0, 50), combined)
        if geometry is not None:
            self.touch_extent(name)

    def update(self, name: str, rows: pd.DataFrame, key: str, geometry: Sequence[bytes | None]) -> None:
        """Replace the values and points of the rows that have the same `key`; call it inside a transaction."""
        assigned = ", ".join(f'"{column}" = ?' for column in rows.columns)
        values = [*(bulk.plain(rows[column]) for column in rows.columns), geometry, rows[key].tolist()]
        sql = f'UPDATE {name} SET {assigned}, geom = ? WHERE "{key}" = ?'
        self.connection.executemany(sql, zip(*values, strict=True))
        self.touch_extent(name)

    def delete(self, name: str, where: str, parameters: Sequence[object] = ()) -> int:
        """Delete the rows of a table of points that `where` selects, inside a transaction; returns how many.

        When they are many, the R-tree is packed anew with those that stay, instead of losing them one by one.
        """
        going = int(str(self.scalar(f"SELECT count(*) FROM {name} WHERE {where}", parameters)))
        staying = int(str(self.scalar(f"SELECT count(*) FROM {name}"))) - going
        if not going:
            return 0
        packed = going > max(staying // 4, 1) and self._can_pack(name)
        trigger = f"rtree_{name}_geom_delete"
        sql = self.scalar("SELECT sql FROM sqlite_master WHERE name = ?", (trigger,))
        if packed:
            self.connection.execute(f"DROP TRIGGER {trigger}")
        self.connection.execute(f"DELETE FROM {name} WHERE {where}", parameters)
        if packed:
            write_tree(self.connection, f"rtree_{name}_geom", pack_points(*self._stored_points(name)))
            self.connection.execute(str(sql))
        self.touch_extent(name)
        return going

    @contextlib.contextmanager
    def _put_aside(self, name: str, n: int, geometry: Sequence[bytes | None] | np.ndarray | None,
                   progress: Progress) -> Iterator[None]:  # fmt: skip
        """Do without triggers and indexes while n rows are inserted, then count and index them."""
        sequence = self.scalar("SELECT seq FROM sqlite_sequence WHERE name = ?", (name,))
        last = max(int(str(self.scalar(f"SELECT max(fid) FROM {name}") or 0)), int(str(sequence or 0)))
        mostly_new = n > last // 4
        self.connection.execute(f"DROP TRIGGER trigger_insert_feature_count_{name}")
        if geometry is not None:
            self.connection.execute(f"DROP TRIGGER rtree_{name}_geom_insert")
        later = self._drop_indexes(name) if mostly_new else []
        yield
        with ThreadPoolExecutor(1) as meanwhile, sorting(self.connection):  # SQLite sorts without holding Python
            tree = None
            if geometry is not None and mostly_new and self._can_pack(name):
                added = geometry if isinstance(geometry, np.ndarray) else np.empty((0, 2))
                before = self._stored_points(name, f"AND fid <= {last}" if len(added) else "")
                tree = meanwhile.submit(_packed_with, before, last, added)
            for number, statement in enumerate(later):
                self.connection.execute(statement)
                go_on(progress, 50 * (number + 1) / len(later))
        if geometry is not None:
            self._index_spatially(name, last, tree.result() if tree else None, part(progress, 50, 100))
            self.connection.execute(gpkg.rtree_insert_trigger(name))
        self.connection.execute(gpkg.count_trigger(name, "INSERT"))
        count = "UPDATE gpkg_ogr_contents SET feature_count = feature_count + ? WHERE table_name = ?"
        self.connection.execute(count, (n, name))

    def _drop_indexes(self, name: str) -> list[str]:
        """Drop the table's own indexes and return the statements that make them again: sorted at once is faster.

        Those of a table that others refer to stay: foreign keys need them at every moment.
        """
        if name in REFERRED_TO:
            return []
        listed = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND tbl_name = ? AND sql NOT NULL"
        indexes = self.connection.execute(listed, (name,)).fetchall()
        for index, _ in indexes:
            self.connection.execute(f'DROP INDEX "{index}"')
        return [sql for _, sql in indexes]

    def _can_pack(self, name: str) -> bool:
        return table(name).geometry == "POINT" and can_pack(self.connection, f"rtree_{name}_geom")

    def _index_spatially(self, name: str, last: int, packed: PackedTree | None, progress: Progress) -> None:
        """Write the R-tree packed with the rows after `last`; when there is none, add them to it one by one."""
        tree = f"rtree_{name}_geom"
        if packed is not None:
            write_tree(self.connection, tree, packed, progress)
            return
        added = f"SELECT fid, geom FROM {name} WHERE geom NOT NULL AND fid > ?"
        cursor = self.connection.execute(added, (last,))
        while found := cursor.fetchmany(BULK):
            boxes = [(fid, *gpkg.blob_box(blob)) for fid, blob in found]
            self.connection.executemany(f"INSERT INTO {tree} VALUES (?, ?, ?, ?, ?)", boxes)

    def _stored_points(self, name: str, where: str = "") -> tuple[np.ndarray, np.ndarray]:
        """fid and (n, 2) coordinates of the rows of a table of points that have one."""
        ids, points = [np.empty(0, dtype=np.int64)], [np.empty((0, 2))]
        cursor = self.connection.execute(f"SELECT fid, geom FROM {name} WHERE geom NOT NULL {where}")
        while found := cursor.fetchmany(BULK):
            fids, blobs = zip(*found, strict=True)
            ids.append(np.array(fids, dtype=np.int64))
            points.append(blobs_to_xy(pd.Series(blobs, dtype=object)))
        return np.concatenate(ids), np.concatenate(points)

    def touch_extent(self, name: str) -> None:
        """Tell the extent and the moment of the last change of a table of points or polygons."""
        extent = tree_extent(self.connection, f"rtree_{name}_geom") or (None,) * 4
        self.connection.execute(
            "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ?, "
            "last_change = strftime('%Y-%m-%dT%H:%M:%fZ', 'now') WHERE table_name = ?",
            (*extent, name),
        )


def _packed_with(before: tuple[np.ndarray, np.ndarray], last: int, added: np.ndarray) -> PackedTree:
    """The R-tree of fids and points known before, and of (m, 2) points added after fid `last`, NaN for no point."""
    placed = np.flatnonzero(~np.isnan(added).any(axis=1))
    ids, points = before
    return pack_points(np.concatenate([ids, last + 1 + placed]), np.concatenate([points, added[placed]]))


def local_moments(texts: pd.Series) -> pd.Series:
    """Local moments of stored texts, to the second, whoever wrote them (with or without milliseconds and Z)."""
    return pd.to_datetime(texts.astype(object).str.slice(0, 19), format="%Y-%m-%dT%H:%M:%S").astype("datetime64[ns]")


def blobs_to_xy(blobs: pd.Series) -> np.ndarray:
    """(n, 2) coordinates of point blobs; NaN for None. Blobs of any writer: an envelope is skipped."""
    xy = np.full((len(blobs), 2), np.nan)
    filled = blobs.notna().to_numpy()
    wkbs = [gpkg.blob_wkb(blob)[5:21] for blob in blobs[filled]]
    if wkbs:
        xy[filled] = np.frombuffer(b"".join(wkbs), dtype="<f8").reshape(-1, 2)
    return xy
