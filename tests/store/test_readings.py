"""A file sent again is not read again while nothing that its reading depends on has changed."""

import json
import shutil

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.store import batches, preparing
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.places import load_places
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.recode import recode_label
from oltp_qgis_plugin.store.retry import retry_refused
from oltp_qgis_plugin.store.territories import load_territories
from oltp_qgis_plugin.store.undo import undo_batch

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
HEADER = "N° fiche;Objet;Date demande;Heure demande;Adresse;Suite donnée;X_L93;Y_L93\n"
ROWS = (
    "1;Tapage nocturne;01/03/2024;22h10;3 rue A;Sur place;770100,5;6280100,5",
    "2;Objet volant;02/03/2024;inconnue;4 rue B;;;",
    "2;Objet volant;02/03/2024;inconnue;4 rue B;;;",
    ";Tags;03/03/2024;10:00;6 rue D;;770100;6280100",
    "5;Tags;31/02/2024;10:00;6 rue D;;770100;6280100",
)


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path)


class Town:
    """An observatory that has imported a file once."""

    def __init__(self, folder):
        self.folder, self.store, self.file = folder, folder / "obs.gpkg", folder / "pm.csv"
        create_observatory(self.store, 2154)
        self.write(ROWS)
        self.first = self.take()

    def write(self, rows, name="pm.csv"):
        path = self.folder / name
        path.write_text(HEADER + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    def take(self, path=None, store=None, **kwargs):
        with Observatory.open(store or self.store, write=True) as observatory:
            return import_file(path or self.file, "", observatory, WHEN, **kwargs)

    def change(self, what):
        with Observatory.open(self.store, write=True) as observatory:
            return what(observatory)


@pytest.fixture
def readings(monkeypatch):
    """The names of the files that are opened and read."""
    read, names = preparing.read_profiled, []

    def spied(path, *args, **kwargs):
        names.append(path.name)
        return read(path, *args, **kwargs)

    monkeypatch.setattr(preparing, "read_profiled", spied)
    return names


def content(store):
    """Every row of the tables that an import writes."""
    with Observatory.open(store) as observatory:
        tables = ("incident", "batch", "partner", "refused_row", "journal", "gpkg_ogr_contents")
        rows = {name: observatory.connection.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
        return rows | {"known": observatory.connection.execute("SELECT * FROM oltp_known ORDER BY 1, 2").fetchall()}


def counts(report):
    return {name: getattr(report, name) for name in ("read", "imported", "updated", "known", "refused", "ignored")}


def test_a_file_sent_again_is_known_without_being_read(town, readings):
    report = town.take()
    assert readings == []
    assert counts(report) == {"read": 5, "imported": 0, "updated": 0, "known": 4, "refused": 1, "ignored": 0}
    assert report.located == 0 and report.refused_by_reason == {"date_impossible": 1}
    assert report.notes[:-1] == town.first.notes
    assert report.notes[-1] == "Fichier déjà importé, à l'identique (lot 1) : ses lignes sont connues."


def test_what_is_stored_is_what_reading_again_would_store(town, monkeypatch):
    other = town.folder / "lu.gpkg"
    shutil.copy(town.store, other)
    quick = [town.take(), town.take()]
    monkeypatch.setattr(batches, "find_reading", lambda observatory, key: None)
    whole = [town.take(store=other), town.take(store=other)]
    assert [counts(report) for report in quick] == [counts(report) for report in whole]
    assert content(town.store) == content(other)


def test_the_batch_sent_again_inherits_when_the_first_is_undone(town):
    town.take()
    report = town.change(lambda observatory: undo_batch(observatory, 1, WHEN))
    assert (report.removed, report.kept) == (0, 3)
    with Observatory.open(town.store) as observatory:
        assert observatory.scalar("SELECT count(*) FROM incident WHERE batch = 2") == 3


def own_profile(town):
    document = json.loads(resource_path("profiles/police_municipale.json").read_text(encoding="utf-8"))
    folder = preparing.own_folder(town.store)
    folder.mkdir()
    (folder / "pm.json").write_text(json.dumps(document | {"name": "pm_ville"}), encoding="utf-8")


def territories(town):
    town.change(lambda o: load_territories(o, "territorial_group", [box(770_000, 6_280_000, 771_000, 6_281_000)],
                                           pd.DataFrame({"code": ["A"]})))  # fmt: skip


def gazetteer(town):
    town.change(lambda o: load_places(o, "arret", np.array([[770_000.0, 6_280_000.0]]), ["1"], ["Gare"]))


def decision(town):
    town.change(lambda o: recode_label(o, "Objet volant", "TRA2", "", WHEN))


def later_batch(town):
    town.take(town.write([ROWS[0].replace("22h10", "23h10")], "suite.csv"))


def deleted_by_hand(town):
    town.change(lambda o: o.connection.execute("DELETE FROM incident WHERE source_ref = '2'"))


def taken_up(town):
    path = town.folder / "corrigees.csv"
    path.write_text(f"Ligne refusée;{HEADER}6;{ROWS[4].replace('31/02', '28/02')}\n", encoding="utf-8")
    town.change(lambda o: retry_refused(o, 1, path, WHEN))


def undone(town):
    town.change(lambda o: undo_batch(o, 1, WHEN))


def corrected(town):
    town.write([*ROWS[:4], ROWS[4].replace("31/02", "28/02")])


def renamed(town):
    town.file = town.file.rename(town.folder / "autre.csv")


CHANGES = (own_profile, territories, gazetteer, decision, later_batch, deleted_by_hand, taken_up, undone, corrected,
           renamed)  # fmt: skip


@pytest.mark.parametrize("change", CHANGES, ids=lambda change: change.__name__)
def test_it_is_read_again_when_anything_that_matters_has_changed(town, readings, change, monkeypatch):
    change(town)
    other = town.folder / "lu.gpkg"
    shutil.copy(town.store, other)
    readings.clear()
    quick = town.take()
    assert readings == [town.file.name]
    monkeypatch.setattr(batches, "find_reading", lambda observatory, key: None)
    assert counts(quick) == counts(town.take(store=other))


def test_it_is_read_again_for_another_partner(town, readings):
    assert town.take(partner="PM2 : Police intercommunale").imported == 3
    assert readings == ["pm.csv"]
    assert town.take(partner="PM2").known == 4


def test_a_later_batch_undone_leaves_the_file_known_again(town, readings):
    later_batch(town)
    town.change(lambda o: undo_batch(o, 2, WHEN))
    readings.clear()
    assert town.take().known == 4 and readings == []
