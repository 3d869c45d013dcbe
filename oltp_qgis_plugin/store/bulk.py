"""Rows written by the hundred: one statement holds many, and what never varies is said once in it."""

import math
import sqlite3
from collections.abc import Callable, Iterator, Sequence

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.store.gpkg import point_blobs

ROWS_AT_ONCE = 20_000  # turned into what SQLite takes, then written, before the next ones
MOST_PARAMETERS = 2_000  # of one statement: beyond, nothing is gained
LONGEST_CONSTANT = 200
Values = Callable[[int, int], list[object]]
"""The values of one column from a row to another, as SQLite takes them."""


def write_columns(connection: sqlite3.Connection, table: str, columns: dict[str, Values], n: int,
                  constants: dict[str, str] | None = None, progress: Progress = silent) -> None:  # fmt: skip
    """Insert n rows, column by column; `constants` are SQL literals that every row has. Progress runs 0 to 100."""
    constants = constants or {}
    names = ", ".join(f'"{name}"' for name in (*columns, *constants))
    row = f"({', '.join(['?'] * len(columns) + list(constants.values()))})"
    into = f"INSERT INTO {table} ({names}) VALUES "
    rows = max(1, MOST_PARAMETERS // max(len(columns), 1))
    for start in range(0, n, ROWS_AT_ONCE):
        end = min(start + ROWS_AT_ONCE, n)
        values = [take(start, end) for take in columns.values()]
        whole = (end - start) // rows
        connection.executemany(into + ", ".join([row] * rows), _interleaved(values, rows, whole))
        left = range(whole * rows, end - start)
        connection.executemany(into + row, [[column[i] for column in values] for i in left])
        go_on(progress, 100 * end / n)


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
    if not (head == head.iloc[0]).all() or not (column == column.iloc[0]).all():
        return None
    if isinstance(first, str):
        short = len(first) <= LONGEST_CONSTANT and "\0" not in first
        return "'" + first.replace("'", "''") + "'" if short else None
    return repr(first) if isinstance(first, int) or isinstance(first, float) and math.isfinite(first) else None


def plain(values: pd.Series) -> list[object]:
    """Values that SQLite takes: datetimes as GeoPackage text (local time), booleans as 0 and 1, NaN and NaT as None."""
    if pd.api.types.is_datetime64_any_dtype(values):
        return _moment_texts(values.to_numpy("datetime64[s]"))
    if pd.api.types.is_bool_dtype(values):
        return values.astype(int).tolist()
    return _with_none(values.astype(object).to_numpy(), values.isna().to_numpy())


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
