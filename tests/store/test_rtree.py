import sqlite3

import numpy as np
import pytest

from oltp_qgis_plugin.store.rtree import pack_points, tree_extent, write_tree


@pytest.fixture
def connection():
    made = sqlite3.connect(":memory:", isolation_level=None)
    made.execute("CREATE VIRTUAL TABLE tree USING rtree(id, minx, maxx, miny, maxy)")
    return made


def points(n, seed=3):
    rng = np.random.default_rng(seed)
    return rng.permutation(np.arange(1, n + 1) * 3), rng.normal((770_000, 6_280_000), 2_000, (n, 2))


@pytest.mark.parametrize("n", [0, 1, 50, 51, 52, 2_601, 2_602, 140_000])
def test_sqlite_finds_the_packed_tree_sound_and_whole(connection, n):
    ids, xy = points(n)
    write_tree(connection, "tree", pack_points(ids, xy))
    assert connection.execute("SELECT rtreecheck('tree')").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM tree").fetchone() == (n,)


def test_a_box_finds_the_points_it_holds_and_no_other(connection):
    ids, xy = points(20_000)
    write_tree(connection, "tree", pack_points(ids, xy))
    west, south, east, north = 769_500.0, 6_279_000.0, 770_250.0, 6_281_000.0
    sql = "SELECT id FROM tree WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
    found = {row[0] for row in connection.execute(sql, (west, east, south, north))}
    inside = (xy[:, 0] >= west) & (xy[:, 0] <= east) & (xy[:, 1] >= south) & (xy[:, 1] <= north)
    near = (xy[:, 0] >= west - 1) & (xy[:, 0] <= east + 1) & (xy[:, 1] >= south - 1) & (xy[:, 1] <= north + 1)
    assert set(ids[inside].tolist()) <= found <= set(ids[near].tolist())


def test_a_packed_tree_takes_and_loses_rows_as_any_other(connection):
    ids, xy = points(5_000)
    write_tree(connection, "tree", pack_points(ids, xy))
    connection.execute("INSERT INTO tree VALUES (1, 0, 0, 0, 0)")
    connection.execute("DELETE FROM tree WHERE id = ?", (int(ids[0]),))
    assert connection.execute("SELECT rtreecheck('tree')").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM tree").fetchone() == (5_000,)


def test_packing_again_replaces_what_was_there(connection):
    write_tree(connection, "tree", pack_points(*points(3_000)))
    write_tree(connection, "tree", pack_points(*points(100, seed=4)))
    assert connection.execute("SELECT rtreecheck('tree')").fetchone() == ("ok",)
    assert connection.execute("SELECT count(*) FROM tree").fetchone() == (100,)


@pytest.mark.parametrize("n", [0, 1, 51, 52, 20_000])
def test_the_extent_read_in_the_root_is_that_of_all_the_boxes(connection, n):
    write_tree(connection, "tree", pack_points(*points(n)))
    asked = "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM tree"
    assert (tree_extent(connection, "tree") or (None,) * 4) == connection.execute(asked).fetchone()


def test_the_extent_follows_the_rows_that_sqlite_takes_out(connection):
    ids, xy = points(5_000)
    write_tree(connection, "tree", pack_points(ids, xy))
    gone = ids[(xy[:, 0] > 770_000) | (xy[:, 1] < 6_279_000)]
    connection.executemany("DELETE FROM tree WHERE id = ?", ((int(each),) for each in gone))
    asked = "SELECT min(minx), min(miny), max(maxx), max(maxy) FROM tree"
    assert tree_extent(connection, "tree") == connection.execute(asked).fetchone()
