from pathlib import Path

import pandas as pd
import pytest
from qgis.core import QgsProcessingException

from oltp_qgis_plugin.core.incident import Locator
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.placing import place_incidents
from oltp_qgis_plugin.store.provenance import Provenance

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def store(empty_observatory):
    """Three incidents at the market, twelve in a street known by its centre, one without text."""
    path = empty_observatory.with_name("pm.csv")
    places = ["Place du Marché"] * 3 + ["Rue Longue"] * 12 + [""]
    rows = (f"{n};Tapage;01/02/2025;22:10;{place};;\n" for n, place in enumerate(places))
    path.write_text("N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n" + "".join(rows), encoding="utf-8")
    with Observatory.open(empty_observatory, write=True) as observatory:
        import_file(path, "police_municipale", observatory, WHEN)
        fids = observatory.frame("SELECT fid FROM incident WHERE place_label = 'Rue Longue'")["fid"]
        placed = pd.DataFrame({"fid": fids, "x": 770_090.0, "y": 6_280_090.0, "precision": "rue", "geocode_score": 0.6})
        place_incidents(observatory, placed, Locator.INDEX, WHEN)
    return str(empty_observatory)


def test_the_queue_is_a_table_and_its_threshold_can_be_set(run, told, store):
    result = run("places_to_review", told, STORE=store, OUTPUT="TEMPORARY_OUTPUT")
    rows = [(f["label"], f["n"], f["unlocated"], f["doubtful"]) for f in result["OUTPUT"].getFeatures()]
    assert rows == [("Rue Longue", 12, 0, 12), ("Place du Marché", 3, 3, 0)]
    assert (result["TEXTS"], result["ROWS"]) == (2, 15)
    assert any("1 fait(s) sans point ni texte" in text for text in told.infos)
    assert run("places_to_review", STORE=store, DOUBTFUL_BELOW=0.5, OUTPUT="TEMPORARY_OUTPUT")["TEXTS"] == 1


def test_a_decision_is_taken_in_any_crs_and_undone(run, told, store):
    point = "3.87,43.61 [EPSG:4326]"
    done = run("decide_place", told, STORE=store, LABEL="PLACE DU MARCHE", POINT=point, PRECISION="carrefour")
    assert done["CHANGED"] == 3
    with Observatory.open(Path(store)) as observatory:
        rows = observatory.incidents("located_by = 'decision'")
    assert rows["precision"].unique().tolist() == ["carrefour"]
    assert rows[["x", "y"]].to_numpy()[0] == pytest.approx([770_255.47, 6_279_381.24], abs=0.01)
    assert run("undo_place_decision", told, STORE=store, LABEL="Place du Marché")["CHANGED"] == 3
    with pytest.raises(QgsProcessingException, match="déjà été annulée"):
        run("undo_place_decision", told, STORE=store, LABEL="Place du Marché")


def test_a_text_decided_to_be_nowhere_leaves_the_queue(run, told, store):
    assert run("decide_place", told, STORE=store, LABEL="Rue Longue")["CHANGED"] == 12
    result = run("places_to_review", told, STORE=store, OUTPUT="TEMPORARY_OUTPUT")
    assert [f["label"] for f in result["OUTPUT"].getFeatures()] == ["Place du Marché"]


def test_the_piles_are_points_in_the_observatorys_crs(run, told, store):
    result = run("location_piles", told, STORE=store, OUTPUT="TEMPORARY_OUTPUT")
    pile = next(result["OUTPUT"].getFeatures())
    names = ("label", "n", "texts", "partners", "precision")
    assert [pile[name] for name in names] == ["Rue Longue", 12, 1, "PM", "rue"]
    assert (pile.geometry().asPoint().x(), pile.geometry().asPoint().y()) == (770_090.0, 6_280_090.0)
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    assert (result["PILES"], result["ROWS"]) == (1, 12)
    assert run("location_piles", STORE=store, LEAST=13, OUTPUT="TEMPORARY_OUTPUT")["PILES"] == 0

