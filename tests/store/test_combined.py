import sqlite3

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.store import bulk, combined
from oltp_qgis_plugin.store.combined import combine


@pytest.fixture(autouse=True)
def few_rows(monkeypatch):
    monkeypatch.setattr(combined, "FEWEST_ROWS", 10)


def frame(n=1_237):
    rng = np.random.default_rng(8)
    return pd.DataFrame({
        "uid": [f"u{i}" for i in range(n)],
        "category": pd.Series(rng.choice(["BRU", "TAG", "l'été"], n), dtype=object),
        "qpv": pd.Series([None if i % 3 else "QN1" for i in range(n)], dtype=object),
        "hour_known": rng.integers(0, 2, n).astype(bool),
        "score": np.where(rng.random(n) < 0.2, np.nan, 1.0),
        "began_at": pd.Timestamp("2024-03-01") + pd.to_timedelta(rng.integers(0, 5, n), "h"),
    })  # fmt: skip


def test_columns_of_few_values_are_combined_and_the_others_are_not():
    rows = frame()
    found = combine({str(name): rows[name] for name in rows})
    assert list(found.columns) == ["category", "qpv", "hour_known", "score"]
    for name, values in found.columns.items():
        pd.testing.assert_series_equal(values.iloc[found.of_row].reset_index(drop=True), rows[name], check_names=False)
    together = rows[["category", "qpv", "hour_known", "score"]]
    assert len(found.columns["category"]) == len(together.drop_duplicates())


def test_one_column_alone_few_rows_or_too_many_combinations_are_not_worth_it(monkeypatch):
    rows = frame()
    assert combine({"uid": rows["uid"], "category": rows["category"]}) is None
    assert combine({name: rows[name][:9] for name in ("category", "qpv")}) is None
    assert combine({}) is None
    monkeypatch.setattr(combined, "MOST", 6)
    assert list(combine({name: rows[name] for name in ("category", "qpv", "score")}).columns) == ["category", "qpv"]


def test_rows_written_by_combinations_are_those_written_one_by_one(monkeypatch):
    monkeypatch.setattr(bulk, "ROWS_AT_ONCE", 500)
    rows = frame()
    stored = []
    for together in (None, combine({str(name): rows[name] for name in rows})):
        connection = sqlite3.connect(":memory:", isolation_level=None)
        connection.execute(f"CREATE TABLE t (fid INTEGER PRIMARY KEY, {', '.join(rows)}, same)")
        own = [name for name in rows if together is None or name not in together.columns]
        columns = {name: bulk.column_values(rows[name]) for name in own}
        bulk.write_columns(connection, "t", columns, len(rows), {"same": "'x'"}, combined=together)
        stored.append(connection.execute("SELECT * FROM t ORDER BY fid").fetchall())
        assert connection.execute("SELECT count(*) FROM sqlite_temp_master").fetchone() == (0,)
    assert stored[0] == stored[1]
    assert [row[1] for row in stored[1]] == rows["uid"].tolist()
