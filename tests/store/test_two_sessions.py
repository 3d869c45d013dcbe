"""Two programs at one observatory, and a disk that is full: said, and nothing lost."""

import contextlib
import os
import resource
import sqlite3
import subprocess
import sys
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.errors import Cancelled, StoreError
from oltp_qgis_plugin.store import connection
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance

ROOT = Path(__file__).resolve().parent.parent.parent
WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
IMPORT = """
import sys
from pathlib import Path
import pandas as pd
from oltp_qgis_plugin.errors import OltpError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.geopackage import Observatory
print("ready", flush=True)
sys.stdin.readline()
waited = []
try:
    with Observatory.open(Path(sys.argv[1]), write=True, waiting=waited.append) as observatory:
        report = import_file(Path(sys.argv[2]), "", observatory, Provenance("t", pd.Timestamp("2026-01-01")),
                             waiting=waited.append)
    print(report.imported, flush=True)
except OltpError as error:
    print(error, flush=True)
"""


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    return path


def citizens(path, n, street):
    rows = (f"Propreté;Dépôt sauvage;{i} {street};01/03/2023 22:{i % 60:02d};43.6{i:05d},3.87\n" for i in range(n))
    path.write_text("Type;Sous-type;Adresse;Date;Position\n" + "".join(rows), encoding="utf-8")
    return path


def start(*arguments, **options):
    child = subprocess.Popen([sys.executable, "-c", IMPORT, *map(str, arguments)], cwd=ROOT, text=True,
                             stdin=subprocess.PIPE, stdout=subprocess.PIPE, **options)  # fmt: skip
    assert child.stdout.readline() == "ready\n"
    return child


def is_sound(store, n_incidents, n_batches):
    with Observatory.open(store) as observatory:
        assert observatory.scalar("PRAGMA integrity_check") == "ok"
        assert observatory.scalar("SELECT rtreecheck('rtree_incident_geom')") == "ok"
        assert observatory.scalar("SELECT count(*) FROM incident") == n_incidents
        assert observatory.scalar("SELECT count(*) FROM batch") == n_batches


def test_of_two_imports_at_once_one_waits_and_nothing_is_lost(store, tmp_path):
    children = [start(store, citizens(tmp_path / f"{s}.csv", 8_000, f"rue {s}")) for s in "AB"]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    assert [child.communicate()[0] for child in children] == ["8000\n", "8000\n"]
    is_sound(store, 16_000, 2)


def test_the_same_file_imported_twice_at_once_comes_in_once(store, tmp_path):
    path = citizens(tmp_path / "c.csv", 8_000, "rue A")
    children = [start(store, path) for _ in range(2)]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    assert sorted(child.communicate()[0] for child in children) == ["0\n", "8000\n"]
    is_sound(store, 8_000, 2)


@contextlib.contextmanager
def another_writer(store):
    other = sqlite3.connect(store, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    try:
        yield other
    finally:
        other.close()


def test_one_waits_for_another_writer_and_says_since_when(store, tmp_path):
    waited = []

    def waiting(seconds):
        waited.append(seconds)
        if len(waited) == 2:
            other.execute("ROLLBACK")

    with another_writer(store) as other, Observatory.open(store, write=True, waiting=waiting) as observatory:
        report = import_file(citizens(tmp_path / "c.csv", 3, "rue A"), "", observatory, WHEN, waiting=waiting)
    assert report.imported == 3 and len(waited) == 2 and 0 < waited[0] < waited[1]


def test_one_gives_up_after_a_time_and_says_so(store, monkeypatch):
    monkeypatch.setattr(connection, "PATIENCE_S", 0.3)
    with (
        another_writer(store),
        pytest.raises(StoreError, match="occupé"),
        Observatory.open(store, write=True, waiting=lambda seconds: None),
    ):
        pass
    is_sound(store, 0, 0)


def test_waiting_can_be_stopped(store):
    def stop(seconds):
        raise Cancelled

    with another_writer(store), pytest.raises(Cancelled), Observatory.open(store, write=True, waiting=stop):
        pass


def run_limited(store, path, n_bytes):
    """Import in a process whose files cannot grow past n_bytes; returns what it says."""
    limits = {"preexec_fn": lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (n_bytes, n_bytes))}
    return start(store, path, **limits).communicate("\n")[0]


@pytest.mark.parametrize("more", [0, 100_000, 500_000])
def test_a_file_that_cannot_grow_is_said_and_rolled_back(store, tmp_path, more):
    path = citizens(tmp_path / "c.csv", 5_000, "rue A")
    said = run_limited(store, path, store.stat().st_size + more)
    assert "plein" in said and "rien n'a été enregistré" in said
    is_sound(store, 0, 0)
    assert run_limited(store, path, 50_000_000) == "5000\n"


@pytest.fixture
def small_disk(tmp_path):
    """A disk of 2 MiB; root only."""
    folder = tmp_path / "disque"
    folder.mkdir()
    asked = ["mount", "-t", "tmpfs", "-o", "size=2m", "tmpfs", str(folder)]
    if os.geteuid() != 0 or subprocess.run(asked, capture_output=True, check=False).returncode:
        pytest.skip("a small disk can only be mounted by root")
    yield folder
    subprocess.run(["umount", str(folder)], check=True)


def test_a_full_disk_is_said_and_rolled_back(small_disk, tmp_path):
    store = small_disk / "obs.gpkg"
    create_observatory(store, 2154)
    with (
        pytest.raises(StoreError, match="plein.*rien n'a été enregistré"),
        Observatory.open(store, write=True) as observatory,
    ):
        import_file(citizens(tmp_path / "c.csv", 20_000, "rue A"), "", observatory, WHEN)
    is_sound(store, 0, 0)
    with Observatory.open(store, write=True) as observatory:
        assert import_file(citizens(tmp_path / "d.csv", 50, "rue A"), "", observatory, WHEN).imported == 50
    is_sound(store, 50, 1)
