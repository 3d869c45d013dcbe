"""SIGKILL at many moments of an import, and of its undoing: the observatory is as before or as after, never between."""

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance

ROOT = Path(__file__).resolve().parent.parent.parent
CHILD = """
import sys
from pathlib import Path
import pandas as pd
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.geopackage import Observatory
print("ready", flush=True)
with Observatory.open(Path(sys.argv[1]), write=True) as observatory:
    import_file(Path(sys.argv[2]), "", observatory, Provenance("t", pd.Timestamp("2026-01-01")))
print("done", flush=True)
"""
UNDOING = """
import sys
from pathlib import Path
import pandas as pd
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.undo import undo_batch
print("ready", flush=True)
with Observatory.open(Path(sys.argv[1]), write=True) as observatory:
    undo_batch(observatory, 2, Provenance("t", pd.Timestamp("2026-01-01")))
print("done", flush=True)
"""
N_ROWS = 20_000


@pytest.fixture(scope="module")
def material(tmp_path_factory):
    folder = tmp_path_factory.mktemp("killed")
    create_observatory(folder / "empty.gpkg", 2154)
    rows = (f"Propreté;Dépôt sauvage;{i} rue A;01/03/2023 22:{i % 60:02d};43.6{i:05d},3.87" for i in range(N_ROWS))
    (folder / "c.csv").write_text("Type;Sous-type;Adresse;Date;Position\n" + "\n".join(rows) + "\n", encoding="utf-8")
    return folder


def start(material, store, code=CHILD):
    child = subprocess.Popen(
        [sys.executable, "-c", code, str(store), str(material / "c.csv")], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout.readline() == "ready\n"
    return child


def counts(store):
    with Observatory.open(store) as observatory:
        assert observatory.scalar("PRAGMA integrity_check") == "ok"
        assert observatory.scalar("SELECT rtreecheck('rtree_incident_geom')") == "ok"
        triggers = observatory.scalar("SELECT count(*) FROM sqlite_master WHERE name = 'rtree_incident_geom_insert'")
        return (*(observatory.scalar(f"SELECT count(*) FROM {t}") for t in ("incident", "batch", "partner")), triggers)


def test_a_killed_import_leaves_the_observatory_as_before_or_as_after(material):
    store = material / "whole.gpkg"
    shutil.copy(material / "empty.gpkg", store)
    child, began = start(material, store), time.monotonic()
    assert child.communicate()[0] == "done\n"
    duration = time.monotonic() - began
    assert counts(store) == (N_ROWS, 1, 1, 1)
    seen = set()
    chance = random.Random(4001)
    for moment in [duration * chance.random() for _ in range(20)]:
        shutil.copy(material / "empty.gpkg", store)
        child = start(material, store)
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        seen.add(counts(store))
    assert seen <= {(0, 0, 0, 1), (N_ROWS, 1, 1, 1)}
    assert (0, 0, 0, 1) in seen


def test_a_kill_in_the_middle_of_writing_is_rolled_back(material):
    store = material / "middle.gpkg"
    shutil.copy(material / "empty.gpkg", store)
    size = store.stat().st_size
    child = start(material, store)
    while child.poll() is None and store.stat().st_size == size and not store.with_name("middle.gpkg-journal").exists():
        pass
    os.kill(child.pid, signal.SIGKILL)
    child.communicate()
    assert counts(store) == (0, 0, 0, 1)


def state(store):
    """What must be whole: incidents by label, batches undone, versions kept, journal, spatial index, triggers."""
    counted = counts(store)
    with Observatory.open(store) as observatory:
        labels = observatory.connection.execute(
            "SELECT source_label, batch, count(*) FROM incident GROUP BY 1, 2 ORDER BY 1, 2"
        ).fetchall()
        rest = [
            observatory.scalar(sql)
            for sql in (
                "SELECT count(*) FROM batch WHERE undone_at NOT NULL",
                "SELECT count(*) FROM journal",
                "SELECT count(*) FROM sqlite_master",
                "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'incident'",
            )
        ]
    return (*counted, tuple(labels), *rest)


@pytest.fixture(scope="module")
def two_batches(tmp_path_factory):
    """An observatory whose second batch brought half of its incidents, and updated some of the first."""
    folder = tmp_path_factory.mktemp("two")
    store = folder / "two.gpkg"
    create_observatory(store, 2154)
    header = "N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n"
    for label, refs in (("Tapage", range(3_000)), ("Tags", range(2_500, 6_000))):
        rows = (f"{ref};{label};01/03/2024;22h10;3 rue A;{770_000 + ref % 900};6280100\n" for ref in refs)
        (folder / "pm.csv").write_text(header + "".join(rows), encoding="utf-8")
        with Observatory.open(store, write=True) as observatory:
            import_file(folder / "pm.csv", "", observatory, Provenance("t", pd.Timestamp("2026-01-01")))
    return store


def test_a_killed_undoing_leaves_the_observatory_as_before_or_as_after(material, two_batches, tmp_path):
    store = tmp_path / "undone.gpkg"
    before = state(two_batches)
    shutil.copy(two_batches, store)
    child, began = start(material, store, UNDOING), time.monotonic()
    assert child.communicate()[0] == "done\n"
    duration = time.monotonic() - began
    after = state(store)
    assert after[0] == 3_000 and before[0] == 6_000 and after[4] == (("Tapage", 1, 3_000),)
    seen = set()
    chance = random.Random(4001)
    for moment in [duration * chance.random() for _ in range(12)]:
        shutil.copy(two_batches, store)
        store.with_name("undone.gpkg-journal").unlink(missing_ok=True)
        child = start(material, store, UNDOING)
        time.sleep(moment)
        os.kill(child.pid, signal.SIGKILL)
        child.communicate()
        seen.add(state(store))
    assert seen <= {before, after}
    assert before in seen
