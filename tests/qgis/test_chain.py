"""The main job on the sample town, and the model that chains it, as a town would run them."""

import json

import pytest
from osgeo import ogr

from oltp_qgis_plugin.resources.sample.demo import CELL_SIZE, PARTNER_FILES, TERRITORIES


@pytest.fixture(scope="module")
def truth(sample_town):
    return json.loads((sample_town / "verite.json").read_text(encoding="utf-8"))


@pytest.fixture
def store(run, sample_town, tmp_path):
    store = run("create_observatory", OUTPUT=str(tmp_path / "obs.gpkg"), CRS="EPSG:2154")["OUTPUT"]
    for layer, kind in TERRITORIES:
        run("load_territories", STORE=store, INPUT=f"{sample_town}/territoires.gpkg|layername={layer}", KIND=kind,
            CODE_FIELD="code", NAME_FIELD="nom", POPULATION_FIELD="population")  # fmt: skip
    return store


def cells_of(path):
    source = ogr.Open(str(path))
    return [(feature.geometry().Clone(), feature["class"], feature["n"]) for feature in source.GetLayer(0)]


def test_the_planted_hot_spots_are_found(run, sample_town, truth, store, tmp_path):
    for name in PARTNER_FILES:
        run("import_partner_file", INPUT=str(sample_town / name), STORE=store)
    output = tmp_path / "hotspots.gpkg"
    result = run("hotspot_grid", INCIDENTS=f"{store}|layername=incident", CELL_SIZE=CELL_SIZE, OUTPUT=str(output),
                 STUDY_AREA=f"{sample_town}/territoires.gpkg|layername=commune")  # fmt: skip
    cells = cells_of(output)
    assert sum(n for _, _, n in cells) == result["POINTS_INSIDE"]
    for spot in truth["points_chauds"]:
        centre = ogr.CreateGeometryFromWkt(f"POINT ({spot['x']} {spot['y']})")
        found = [kind for outline, kind, _ in cells if outline.Contains(centre)]
        assert found == ["hot_99"], spot["id"]
    hot = [outline for outline, kind, _ in cells if kind.startswith("hot")]
    assert len(hot) < len(cells) / 10


def test_the_model_of_the_chain_imports_computes_and_prints(run, sample_town, store, tmp_path):
    outputs = {"points_chauds": str(tmp_path / "hs.gpkg"), "atlas": str(tmp_path / "a.pdf")}
    result = run("chaine_complete", INPUT=str(sample_town / "police_municipale.csv"), STORE=store, CELL_SIZE=CELL_SIZE,
                 STUDY_AREA=f"{sample_town}/territoires.gpkg|layername=commune", **outputs)  # fmt: skip
    assert result["atlas"] == str(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes().startswith(b"%PDF")
    assert sum(n for _, _, n in cells_of(tmp_path / "hs.gpkg")) == 8_250
    again = run("import_partner_file", INPUT=str(sample_town / "police_municipale.csv"), STORE=store)
    assert (again["ROWS_IMPORTED"], again["ROWS_KNOWN"]) == (0, 8_980)
