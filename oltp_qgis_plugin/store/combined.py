"""Columns of few values, as a category or a precision: each combination of them is told to SQLite once, then cited."""

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

FEWEST_ROWS = 20_000
SAMPLE_ROWS, FEW_IN_SAMPLE = 1_000, 50
MOST = 10_000  # combinations: what a file of a town has is some hundreds
TABLE = "temp.oltp_combination"


@dataclass(frozen=True)
class Combined:
    """columns: for each, its value in each combination, as a column of a frame. of_row: (n,) int, that of each row."""

    columns: Mapping[str, pd.Series]
    of_row: np.ndarray


def combine(columns: Mapping[str, pd.Series]) -> Combined | None:
    """The columns that repeat few values, together; None when there are not two of them, or too few rows."""
    n = len(next(iter(columns.values()), ()))
    names: list[str] = []
    of_row = np.zeros(n, dtype=np.int64)
    for name, column in columns.items() if n >= FEWEST_ROWS else ():
        if pd.api.types.is_datetime64_any_dtype(column) or column.iloc[:SAMPLE_ROWS].nunique() > FEW_IN_SAMPLE:
            continue
        codes, values = pd.factorize(column)
        if len(values) >= MOST:
            continue
        both, found = pd.factorize(of_row * (len(values) + 1) + codes + 1)
        if len(found) <= MOST:
            names.append(name)
            of_row = both
    if len(names) < 2:
        return None
    one = np.empty(of_row.max() + 1, dtype=np.int64)
    one[of_row] = np.arange(n)
    return Combined({name: columns[name].iloc[one] for name in names}, of_row)


@contextlib.contextmanager
def told(connection: sqlite3.Connection, columns: Mapping[str, list[object]]) -> Iterator[None]:
    """The combinations as rows of a temporary table, numbered from 0 in `number`, until the end of the `with`."""
    names = ", ".join(f'"{name}"' for name in columns)
    connection.execute(f"CREATE TABLE {TABLE} (number INTEGER PRIMARY KEY, {names})")
    marks = ", ".join("?" * (len(columns) + 1))
    rows = zip(range(len(next(iter(columns.values())))), *columns.values(), strict=True)
    connection.executemany(f"INSERT INTO {TABLE} VALUES ({marks})", rows)
    yield
    connection.execute(f"DROP TABLE {TABLE}")
