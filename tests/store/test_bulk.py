import sqlite3

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.errors import Cancelled
from oltp_qgis_plugin.store import bulk


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("CREATE TABLE t (fid INTEGER PRIMARY KEY, a, b, c)")
    return made


def write(connection, rows, **kwargs):
    literals = {name: text for name in rows if (text := bulk.literal(rows[name]))}
    columns = {name: bulk.column_values(rows[name]) for name in rows if name not in literals}
    bulk.write_columns(connection, "t", columns, len(rows), literals, **kwargs)
    return literals


@pytest.mark.parametrize("n", [1, 2, 999, 1_000, 1_001, 2_500])
def test_every_row_arrives_in_order_whatever_the_cuts(connection, monkeypatch, n):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 1_000)
    write(connection, pd.DataFrame({"a": np.arange(n), "b": [f"l'été {i}" for i in range(n)], "c": "même"}))
    stored = connection.execute("SELECT a, b, c FROM t ORDER BY fid").fetchall()
    assert stored == [(i, f"l'été {i}", "même") for i in range(n)]


def test_what_never_varies_is_written_once_in_the_statement(connection):
    rows = pd.DataFrame({"a": ["l'été", "l'été"], "b": [None, None], "c": [1.0, 1.0]})
    assert write(connection, rows) == {"a": "'l''été'", "b": "NULL", "c": "1.0"}
    assert connection.execute("SELECT a, b, c FROM t").fetchall() == [("l'été", None, 1.0)] * 2


@pytest.mark.parametrize(
    ("values", "text"),
    [
        ([True, True], "1"),
        ([3, 3], "3"),
        ([np.nan, np.nan], "NULL"),
        ([1.0, np.nan], None),
        ([np.inf, np.inf], None),
        (["a\0b", "a\0b"], None),
        (["x" * 300] * 2, None),
        (["a", "b"], None),
        ([pd.Timestamp("2024-03-01 22:10"), pd.NaT], None),
        ([pd.Timestamp("2024-03-01 22:10")] * 2, "'2024-03-01T22:10:00.000Z'"),
    ],
)
def test_only_what_is_the_same_everywhere_and_can_be_one_is_a_literal(values, text):
    assert bulk.literal(pd.Series(values)) == text


def test_moments_become_text_to_the_second():
    moments = pd.Series([pd.Timestamp("2024-12-31 23:59:59.9"), pd.NaT, pd.Timestamp("1969-12-31 00:00:01")])
    assert bulk.plain(moments) == ["2024-12-31T23:59:59.000Z", None, "1969-12-31T00:00:01.000Z"]


def test_writing_stops_between_two_parts(connection, monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 10)
    asked = []

    def stop(percent):
        asked.append(percent)
        return percent >= 50

    with pytest.raises(Cancelled):
        write(connection, pd.DataFrame({"a": np.arange(40)}), progress=stop)
    assert asked == [25, 50] and connection.execute("SELECT count(*) FROM t").fetchone() == (20,)
