"""Rows written by the hundred: one statement holds many, and what never varies is said once in it."""

import math
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.text_columns import all_texts
from oltp_qgis_plugin.store.combined import TABLE, Combined, told
from oltp_qgis_plugin.store.gpkg import point_blobs

ROWS_AT_ONCE = 20_000  # turned into what SQLite takes, then written, before the next ones
MOST_PARAMETERS = 2_000  # of one statement: beyond, nothing is gained
LONGEST_CONSTANT = 200
Values = Callable[[int, int], list[object]]
"""The values of one column from a row to another, as SQLite takes them."""


def write_columns(connection: sqlite3.Connection, table: str, columns: dict[str, Values], n: int,
                  constants: dict[str, str] | None = None, progress: Progress = silent,
                  combined: Combined | None = None) -> None:  # fmt: skip
    """Insert n rows, column by column; `constants` are SQL literals that every row has. Progress runs 0 to 100.

    combined: columns whose values together are few; each row cites one of their combinations.
    """
    if combined is None:
        _write(connection, table, columns, n, constants or {}, (), progress)
        return
    with told(connection, {name: plain(values) for name, values in combined.columns.items()}):
        cited = columns | {"number": lambda start, end: combined.of_row[start:end].tolist()}
        _write(connection, table, cited, n, constants or {}, tuple(combined.columns), progress)


def _write(connection: sqlite3.Connection, table: str, columns: dict[str, Values], n: int, constants: dict[str, str],
           combined: tuple[str, ...], progress: Progress) -> None:  # fmt: skip
    """The rows written; when some columns are combined, the last of `columns` says which combination each row has."""
    rows = max(1, MOST_PARAMETERS // max(len(columns), 1))
    many, one = (_statement(table, tuple(columns), constants, combined, times) for times in (rows, 1))
    for start in range(0, n, ROWS_AT_ONCE):
        end = min(start + ROWS_AT_ONCE, n)
        values = [take(start, end) for take in columns.values()]
        whole = (end - start) // rows
        connection.executemany(many, _interleaved(values, rows, whole))
        left = range(whole * rows, end - start)
        connection.executemany(one, [[column[i] for column in values] for i in left])
        go_on(progress, 100 * end / n)


def _statement(table: str, columns: tuple[str, ...], constants: dict[str, str], combined: tuple[str, ...],
               rows: int) -> str:  # fmt: skip
    """The statement that inserts so many rows."""
    marks, own = ["?"] * len(columns), columns[:-1] if combined else columns
    into = f"INSERT INTO {table} " + _row(f'"{name}"' for name in (*own, *combined, *constants))
    if not combined:
        return f"{into} VALUES " + ", ".join([_row([*marks, *constants.values()])] * rows)
    taken = [f"v.column{i + 1}" for i in range(len(own))] + [f'c."{name}"' for name in combined]
    values = ", ".join([_row(marks)] * rows)
    return (f"{into} SELECT {', '.join([*taken, *constants.values()])} FROM (VALUES {values}) AS v "
            f"CROSS JOIN {TABLE} AS c ON c.number = v.column{len(columns)}")  # fmt: skip


def _row(items: Iterable[str]) -> str:
    return f"({', '.join(items)})"


def _interleaved(values: list[list[object]], rows: int, times: int) -> Iterator[list[object]]:
    """The parameters of `times` statements of `rows` rows each."""
    width = len(values)
    for first in range(0, times * rows, rows):
        flat: list[object] = [None] * (width * rows)
        for position, column in enumerate(values):
            flat[position::width] = column[first : first + rows]
        yield flat


def column_values(column: pd.Series) -> Values:
    """The values of a column of a frame."""
    return lambda start, end: plain(column.iloc[start:end])


def blob_values(blobs: Sequence[bytes | None]) -> Values:
    """Geometries made already."""
    return lambda start, end: list(blobs[start:end])


def point_values(xy: np.ndarray, epsg: int) -> Values:
    """The blobs of (n, 2) points, made when they are written."""
    return lambda start, end: list(point_blobs(xy[start:end], epsg))


def literal(column: pd.Series) -> str | None:
    """The SQL literal of what a column holds when it is the same everywhere and can be one; else None."""
    head = column.iloc[:100]
    first = plain(head.iloc[:1])[0]
    if first is None:
        return "NULL" if column.isna().all() else None
    if not _all_are(head, head.iloc[0]) or not _all_are(column, head.iloc[0]):
        return None
    if isinstance(first, str):
        short = len(first) <= LONGEST_CONSTANT and "\0" not in first
        return "'" + first.replace("'", "''") + "'" if short else None
    return repr(first) if isinstance(first, int) or isinstance(first, float) and math.isfinite(first) else None


def _all_are(column: pd.Series, value: object) -> bool:
    return column.tolist().count(value) == len(column) if column.dtype == object else bool((column == value).all())


def plain(values: pd.Series) -> list[object]:
    """Values that SQLite takes: datetimes as GeoPackage text (local time), booleans as 0 and 1, NaN and NaT as None."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return _moment_texts(values.to_numpy("datetime64[s]"))
    if pd.api.types.is_bool_dtype(values):
        return values.astype(int).tolist()
    listed: list[object] = values.tolist()
    return listed if all_texts(listed) else _with_none(values.to_numpy(object), values.isna().to_numpy())


def _with_none(values: np.ndarray, missing: np.ndarray) -> list[object]:
    if missing.any():
        values = values.copy()
        values[missing] = None
    result: list[object] = values.tolist()
    return result


def _moment_texts(moments: np.ndarray) -> list[object]:
    """The text of each moment, made of that of its day and that of its second, both asked once; None for NaT."""
    missing = np.isnat(moments)
    day, second = np.divmod(np.where(missing, 0, moments.astype(np.int64)), 86_400)
    days, of_day = np.unique(day, return_inverse=True)
    seconds, of_second = np.unique(second, return_inverse=True)
    begins = np.datetime_as_string(days.astype("datetime64[D]")).astype(object)
    ends = np.array([f"T{s // 3600:02d}:{s // 60 % 60:02d}:{s % 60:02d}.000Z" for s in seconds.tolist()], dtype=object)
    texts = begins[of_day] + ends[of_second] if len(moments) else begins
    return _with_none(texts, missing)
