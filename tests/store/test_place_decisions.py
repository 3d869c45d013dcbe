import sqlite3

import pandas as pd
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.errors import PlaceError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.place_decisions import PlaceChoice, decide_place, undo_decision
from oltp_qgis_plugin.store.placing import PLACING, locate_by_decisions, place_incidents, to_locate
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import read_decisions, remembered
from oltp_qgis_plugin.store.review_queue import piles, places_to_review
from oltp_qgis_plugin.store.territories import load_territories
from oltp_qgis_plugin.store.undo import undo_batch

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
HEADER = "N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n"
HERE = {"x": 770_050.0, "y": 6_280_050.0}


class Town:
    def __init__(self, folder):
        self.folder, self.path, self.n = folder, folder / "obs.gpkg", 0
        create_observatory(self.path, 2154)
        with self.open() as observatory:
            rows = pd.DataFrame({"code": ["QN1"], "name": ["Un"], "population": [10]})
            load_territories(observatory, "qpv_2024", [box(770_000, 6_280_000, 770_100, 6_280_100)], rows)

    def open(self):
        return Observatory.open(self.path, write=True)

    def take(self, *rows):
        """Import rows `reference;place` or `reference;place;x;y`; returns the report."""
        self.n += 1
        path = self.folder / f"fichier_{self.n}.csv"
        full = [row if row.count(";") == 3 else f"{row};;" for row in rows]
        lines = (f"{cells[0]};Tapage;01/02/2025;22:10;{cells[1]}" for cells in (row.split(";", 1) for row in full))
        path.write_text(HEADER + "".join(f"{line}\n" for line in lines), encoding="utf-8")
        with self.open() as observatory:
            return import_file(path, "police_municipale", observatory, WHEN)

    def decide(self, label, precision=Precision.PLACE, partner="", **point):
        with self.open() as observatory:
            return decide_place(observatory, PlaceChoice(label, precision, partner=partner, **(point or HERE)), WHEN)

    def nowhere(self, label):
        with self.open() as observatory:
            return decide_place(observatory, PlaceChoice(label, Precision.NONE), WHEN)

    def undo(self, label, partner=""):
        with self.open() as observatory:
            return undo_decision(observatory, label, partner, WHEN)

    def rows(self):
        """By reference: x (None without point), precision, score, located_by, qpv_2024."""
        with self.open() as observatory:
            rows = observatory.incidents()
        return {row.source_ref: (None if row.x != row.x else row.x, row.precision,
                                 None if row.geocode_score != row.geocode_score else row.geocode_score,
                                 row.located_by, row.qpv_2024) for row in rows.itertuples()}  # fmt: skip


UNLOCATED = (None, "aucune", None, None, None)
DECIDED = (770_050.0, "lieu", 1.0, "decision", "QN1")


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path)


def test_a_decision_places_all_the_incidents_of_its_text_and_gives_them_their_territories(town):
    town.take("1;Place du Marché", "2;place du marche", "3;Gare", "4;Place du Marché;770500;6280500")
    assert town.decide("Place du Marché").changed == 2
    rows = town.rows()
    assert rows["1"] == rows["2"] == DECIDED
    assert rows["3"] == UNLOCATED
    assert rows["4"][0] == 770_500.0 and rows["4"][3] == "fichier"


def test_a_decision_is_remembered_for_the_next_file(town):
    town.take("1;Place du Marché")
    town.decide("Place du Marché")
    report = town.take("2;PLACE DU MARCHÉ", "3;Gare")
    assert report.located == 1 and "1 ligne(s) placée(s) par une décision de la ville." in report.notes
    assert "1 ligne(s) sans lieu trouvé : importées, non localisées." in report.notes
    assert town.rows()["2"] == DECIDED and town.rows()["3"] == UNLOCATED


def test_an_undone_decision_takes_its_points_away_and_is_forgotten(town):
    town.take("1;Place du Marché")
    town.decide("Place du Marché")
    town.take("2;Place du Marché")
    assert town.undo("PLACE DU MARCHE").changed == 2
    assert town.rows() == {"1": UNLOCATED, "2": UNLOCATED}
    town.take("3;Place du Marché")
    assert town.rows()["3"] == UNLOCATED
    with pytest.raises(PlaceError, match="déjà été annulée"):
        town.undo("Place du Marché")


def located(town, by, score, reference="1"):
    with town.open() as observatory:
        fid = observatory.scalar("SELECT fid FROM incident WHERE source_ref = ?", (reference,))
        rows = pd.DataFrame({"fid": [fid], "x": [770_090.0], "y": [6_280_090.0], "precision": "rue",
                             "geocode_score": score})  # fmt: skip
        return place_incidents(observatory, rows, by, WHEN)


def test_an_undone_decision_gives_back_the_doubtful_point_that_it_had_replaced(town):
    town.take("1;Place du Marché")
    assert located(town, Locator.INDEX, 0.4) == 1
    before = town.rows()["1"]
    assert before == (770_090.0, "rue", 0.4, "base", "QN1")
    town.decide("Place du Marché")
    assert town.rows()["1"] == DECIDED
    town.undo("Place du Marché")
    assert town.rows()["1"] == before


def test_a_second_decision_replaces_the_first_which_its_undoing_brings_back(town):
    town.take("1;Place du Marché")
    town.decide("Place du Marché")
    town.decide("place du marché", Precision.STREET, x=770_500.0, y=6_280_500.0)
    assert town.rows()["1"] == (770_500.0, "rue", 1.0, "decision", None)
    with town.open() as observatory:
        assert len(read_decisions(observatory)) == 1
    town.undo("Place du Marché")
    assert town.rows()["1"] == DECIDED
    town.undo("Place du Marché")
    assert town.rows()["1"] == UNLOCATED
    town.decide("Place du Marché", Precision.STREET)
    town.undo("Place du Marché")
    assert town.rows()["1"] == UNLOCATED


def test_a_text_that_cannot_be_placed_leaves_the_queue_and_comes_back_when_undone(town):
    town.take("1;Dans la rue", "2;Gare")
    assert located(town, Locator.INDEX, 0.3) == 1
    town.nowhere("Dans la rue")
    assert town.rows()["1"][0] is None
    with town.open() as observatory:
        assert places_to_review(observatory).groups["label"].tolist() == ["Gare"]
        assert to_locate(observatory)["place_label"].tolist() == ["Gare"]
    town.take("3;dans la rue")
    with town.open() as observatory:
        assert to_locate(observatory)["place_label"].tolist() == ["Gare"]
    town.undo("Dans la rue")
    assert town.rows()["1"] == (770_090.0, "rue", 0.3, "base", "QN1")
    with town.open() as observatory:
        assert set(places_to_review(observatory).groups["label"]) == {"Gare", "Dans la rue"}


def test_a_partners_own_decision_goes_before_that_for_all(town):
    town.take("1;Bât A")
    town.decide("Bât A")
    town.decide("Bât A", partner="PM", x=770_500.0, y=6_280_500.0)
    assert town.rows()["1"][0] == 770_500.0
    with town.open() as observatory:
        known = remembered(observatory, ["bat a", None, "BAT A", "autre"], ["PM", "PM", "BAIL", "PM"])
    assert known["decided"].tolist() == [True, False, True, False]
    assert known["x"].tolist()[::2] == [770_500.0, 770_050.0]
    town.undo("Bât A", "PM")
    assert town.rows()["1"] == DECIDED


@pytest.mark.parametrize(("change", "sentence"), [
    ({"label": " ; "}, "vide"), ({"partner": "NON"}, "« NON » n'est pas dans l'observatoire ; partenaires : PM"),
    ({"x": float("nan")}, "pas de coordonnées"), ({"precision": Precision.NONE}, "précision"),
    ({"x": None, "y": None}, "précision"),
])  # fmt: skip
def test_what_cannot_be_decided_is_refused_and_nothing_changes(town, change, sentence):
    town.take("1;Gare")
    with town.open() as observatory, pytest.raises(PlaceError, match=sentence):
        choice = {"label": "Gare", "precision": Precision.PLACE, **HERE, **change}
        decide_place(observatory, PlaceChoice(**choice), WHEN)
    assert town.rows()["1"] == UNLOCATED


def test_an_undone_import_gives_back_the_place_decided_today(town):
    town.take("1;Place du Marché")
    batch = town.take("1;Place du Marché (kiosque)").batch
    town.decide("Place du Marché")
    assert town.rows()["1"] == UNLOCATED
    with town.open() as observatory:
        undo_batch(observatory, batch, WHEN)
    assert town.rows()["1"] == DECIDED


def test_an_undone_import_does_not_bring_back_a_decision_that_was_undone(town):
    town.take("1;Place du Marché")
    town.decide("Place du Marché")
    batch = town.take("1;Gare").batch
    town.undo("Place du Marché")
    with town.open() as observatory:
        undo_batch(observatory, batch, WHEN)
    assert town.rows()["1"] == UNLOCATED


def test_decisions_are_applied_to_what_is_stored_already(town):
    town.take("1;Gare")
    town.decide("Gare")
    with town.open() as observatory:
        observatory.connection.execute("UPDATE incident SET geom = NULL, located_by = NULL, precision = 'aucune'")
        with observatory.transaction():
            assert locate_by_decisions(observatory, WHEN) == 1
            assert locate_by_decisions(observatory, WHEN) == 0
    assert town.rows()["1"] == DECIDED


def test_the_r_tree_and_the_journal_follow_a_placed_incident(town):
    town.take("1;Gare")
    town.decide("Gare")
    with sqlite3.connect(town.path) as connection:
        assert connection.execute("SELECT count(*) FROM rtree_incident_geom").fetchone() == (1,)
        assert connection.execute("SELECT count(*) FROM journal WHERE what = ?", (PLACING,)).fetchone() == (1,)
    town.undo("Gare")
    with sqlite3.connect(town.path) as connection:
        assert connection.execute("SELECT count(*) FROM rtree_incident_geom").fetchone() == (0,)
        assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)


def test_the_queue_groups_identical_texts_the_most_frequent_first(town):
    market = ("2;Place du Marché", "3;PLACE DU MARCHÉ", "4;Place du Marché")
    town.take("1;Gare", *market, "5;", "6;Rue sûre", "7;Rue floue")
    located(town, Locator.INDEX, 0.9, "6")
    located(town, Locator.SERVICE, 0.5, "7")
    with town.open() as observatory:
        waiting = places_to_review(observatory)
    groups = waiting.groups
    assert groups[["label", "n", "unlocated", "doubtful", "partners", "spellings"]].to_numpy().tolist() == [
        ["Place du Marché", 3, 3, 0, "PM", 2], ["Gare", 1, 1, 0, "PM", 1], ["Rue floue", 1, 0, 1, "PM", 1]]  # fmt: skip
    assert groups["x"].isna().tolist() == [True, True, False]
    assert groups.iloc[2][["precision", "score", "x"]].tolist() == ["rue", 0.5, 770_090.0]
    assert waiting.without_text == 1


def test_many_incidents_on_the_centre_of_a_street_are_a_pile(town):
    town.take(*(f"{i};Rue {'longue' if i % 3 else 'Longue'}" for i in range(12)), "20;Ailleurs;770500;6280500")
    with town.open() as observatory:
        fids = observatory.frame("SELECT fid FROM incident WHERE geom IS NULL")["fid"]
        rows = pd.DataFrame({"fid": fids, "x": 770_090.0, "y": 6_280_090.0, "precision": "rue", "geocode_score": 0.9})
        place_incidents(observatory, rows, Locator.INDEX, WHEN)
        found = piles(observatory)
        assert piles(observatory, 13).empty
    assert found.to_numpy().tolist() == [["Rue longue", 12, 2, "PM", "rue", 770_090.0, 6_280_090.0]]


def test_an_empty_observatory_has_no_queue_and_no_pile(town):
    with town.open() as observatory:
        assert places_to_review(observatory).groups.empty and piles(observatory).empty
        assert to_locate(observatory).empty
