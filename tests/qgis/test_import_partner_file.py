import csv
import gzip
import json
from pathlib import Path

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from oltp_qgis_plugin.resources.sample.demo import PLACES, TERRITORIES
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy

ACCIDENTS = "incidents/baac_caracteristiques_2018_modifie.csv.gz"
COUNTS = ("READ", "IMPORTED", "UPDATED", "KNOWN", "REFUSED", "IGNORED")


@pytest.fixture
def store(run, tmp_path):
    return run("create_observatory", OUTPUT=str(tmp_path / "obs.gpkg"), CRS="EPSG:2154")["OUTPUT"]


def counts(result):
    return [result[f"ROWS_{name}"] for name in COUNTS]


def read(store, sql):
    with Observatory.open(Path(store)) as observatory:
        return observatory.frame(sql)


def load_references(run, town, store):
    for layer, kind in TERRITORIES:
        run("load_territories", STORE=store, INPUT=f"{town}/territoires.gpkg|layername={layer}", KIND=kind,
            CODE_FIELD="code", NAME_FIELD="nom", POPULATION_FIELD="population")  # fmt: skip
    for layer, kind, code, names in PLACES:
        run("load_places", STORE=store, INPUT=f"{town}/lieux.gpkg|layername={layer}", KIND=kind,
            CODE_FIELD=code, NAME_FIELDS=names)  # fmt: skip


def test_the_five_files_of_the_sample_town_come_out_as_they_were_planted(run, sample_town, store):
    load_references(run, sample_town, store)
    truth = json.loads((sample_town / "verite.json").read_text(encoding="utf-8"))
    for name, planted in truth["fichiers"].items():
        result = run("import_partner_file", INPUT=str(sample_town / name), STORE=store)
        assert result["ROWS_READ"] == sum(counts(result)[1:])
        assert result["ROWS_READ"] - result["ROWS_IGNORED"] == planted["lignes"]
        refused = read(store, f'SELECT "row" FROM refused_row WHERE batch = {result["BATCH"]:.0f} ORDER BY 1')
        assert refused["row"].tolist() == planted["refus_attendus"], name
        unlocated = planted["non_localisables"]
        assert result["ROWS_IMPORTED"] - result["LOCATED"] >= len(unlocated), name
    rows = read(store, "SELECT partner, source_label, category FROM incident")
    labels = {label: code for known in truth["libelles"].values() for label, code in known.items() if code}
    told = rows[rows["source_label"].isin(labels)]
    assert len(told) > 19_000
    assert (told["source_label"].map(labels) == told["category"]).all()


def test_territories_found_at_import_equal_those_of_an_independent_join(run, sample_town, store):
    from osgeo import ogr

    load_references(run, sample_town, store)
    run("import_partner_file", INPUT=str(sample_town / "police_municipale.csv"), STORE=store)
    source = ogr.Open(f"{sample_town}/territoires.gpkg")
    groups = {f["code"]: f.geometry().Clone() for f in source.GetLayerByName("groupes_territoriaux")}
    observatory = ogr.Open(store)
    checked = 0
    for feature in observatory.GetLayerByName("incident"):
        point = feature.geometry()
        if point is None or feature.GetFID() % 7:
            continue
        expected = sorted(code for code, polygon in groups.items() if polygon.Contains(point))
        found = sorted((feature["territorial_group"] or "").split(";")) if feature["territorial_group"] else []
        near = any(polygon.Boundary().Distance(point) <= 1.0 for polygon in groups.values())
        assert found == expected or near
        checked += 1
    assert checked > 1000


def test_no_personal_value_of_the_sample_town_reaches_the_observatory(run, sample_town, store):
    run("import_partner_file", INPUT=str(sample_town / "police_municipale.csv"), STORE=store)
    run("import_partner_file", INPUT=str(sample_town / "transport.csv"), STORE=store)
    with (sample_town / "police_municipale.csv").open(encoding="cp1252", newline="") as stream:
        rows = list(csv.DictReader(stream, delimiter=";"))
    values = {row[column].strip() for row in rows for column in ("Nom du requérant", "Téléphone", "Complément")} - {""}
    assert len(values) > 100
    content = Path(store).read_bytes()
    assert not [value for value in values if len(value) > 5 and value.encode() in content]


def test_road_accidents_of_2018_are_all_accounted_for(run, told, shared_data, store):
    path = shared_data / ACCIDENTS
    result = run("import_partner_file", told=told, INPUT=str(path), STORE=store)
    assert result["ROWS_READ"] == 57_783 == sum(counts(result)[1:])
    with gzip.open(path, "rt", encoding="utf-8", newline="") as stream:
        rows = list(csv.DictReader(stream))
    empty = sum(not row["lat"] or not row["long"] for row in rows)
    assert empty == 1_823 == result["ROWS_IMPORTED"] - result["LOCATED"]
    wrong = {"201800021824", "201800029744", "201800032162", "201800033559", "201800045409", "201800055767"}
    lines = [number for number, row in enumerate(rows, start=2) if row["Num_Acc"] in wrong]
    refused = read(store, 'SELECT "row", reason FROM refused_row').set_index("row")["reason"]
    assert len(lines) == len(wrong) and set(refused[lines]) == {"coordonnees_hors_france"}
    overseas_without_sign = [n for n, row in enumerate(rows, start=2) if row["long"] and float(row["long"]) > 45]
    assert set(overseas_without_sign) <= set(refused.index)
    incidents = read(store, "SELECT source_ref, began_at, hour_known, date_precision FROM incident LIMIT 1")
    assert incidents.to_numpy().tolist() == [["201800000001", "2018-01-01T15:05:00.000Z", 1, "mois"]]
    assert any("refusée" in text for text in told.warnings)


def test_accident_points_equal_those_of_another_projection(run, shared_data, store):
    from osgeo import osr

    run("import_partner_file", INPUT=str(shared_data / ACCIDENTS), STORE=store)
    wgs84, lambert = osr.SpatialReference(), osr.SpatialReference()
    wgs84.ImportFromEPSG(4326)
    lambert.ImportFromEPSG(2154)
    wgs84.SetAxisMappingStrategy(osr.OAMS_TRADITIONAL_GIS_ORDER)
    expected = osr.CoordinateTransformation(wgs84, lambert).TransformPoint(2.94992, 50.55737)
    point = blobs_to_xy(read(store, "SELECT geom FROM incident WHERE source_ref = '201800000001'")["geom"])
    assert np.allclose(point[0], expected[:2], atol=0.01)


@pytest.mark.parametrize(
    ("make", "said"),
    [
        (lambda p: p / "absent.csv", "n'existe pas"),
        (lambda p: (p / "vide.csv").touch() or p / "vide.csv", "vide"),
        (lambda p: (p / "a.csv").write_text("a;b\n1;2\n") and p / "a.csv", "Aucun profil ne reconnaît"),
    ],
)
def test_a_wrong_file_gets_a_french_sentence(run, store, tmp_path, make, said):
    with pytest.raises(QgsProcessingException, match=said):
        run("import_partner_file", INPUT=str(make(tmp_path)), STORE=store)


def test_an_unknown_crs_and_an_existing_file_are_refused(run, store, tmp_path):
    with pytest.raises(QgsProcessingException, match="existe déjà"):
        run("create_observatory", OUTPUT=store, CRS="EPSG:2154")
    with pytest.raises(QgsProcessingException, match="système de coordonnées"):
        run("create_observatory", OUTPUT=str(tmp_path / "x.gpkg"), CRS="EPSG:999999")
    with pytest.raises(QgsProcessingException, match="pas en mètres"):
        run("create_observatory", OUTPUT=str(tmp_path / "x.gpkg"), CRS="EPSG:4326")
    assert not (tmp_path / "x.gpkg").exists()


def test_a_cancelled_import_says_so_and_changes_nothing(run, told, sample_town, store):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        run("import_partner_file", told=told, INPUT=str(sample_town / "transport.csv"), STORE=store)
    assert read(store, "SELECT count(*) AS n FROM batch")["n"].item() == 0


def test_rows_refused_again_by_the_same_file_count_once_in_the_workbook(run, sample_town, store):
    from oltp_qgis_plugin.adapters.workbooks import read_material

    for _ in range(3):
        run("import_partner_file", INPUT=str(sample_town / "bailleur.xlsx"), STORE=store)
    with Observatory.open(Path(store)) as observatory:
        assert len(read_material(observatory).refused) == 3
