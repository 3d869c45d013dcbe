import shutil

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from oltp_qgis_plugin.store.creation import create_observatory


@pytest.mark.parametrize(
    ("name", "inputs"),
    [
        ("hotspot_grid", {"INCIDENTS": "{store}|layername=incident", "OUTPUT": "{store}"}),
        ("export_atlas", {"STORE": "{store}", "OUTPUT": "{store}"}),
        ("export_workbook", {"STORE": "{store}", "OUTPUT": "{store}"}),
        ("create_project", {"STORE": "{store}", "OUTPUT": "{store}"}),
        ("hotspot_grid", {"INCIDENTS": "{copy}|layername=incident", "OUTPUT": "{store}"}),
        ("create_observatory", {"OUTPUT": "{store}", "CRS": "EPSG:2154"}),
    ],
)
def test_an_observatory_is_never_an_output(run, observatory_path, name, inputs):
    copy = observatory_path.with_name("copie.gpkg")
    shutil.copy(observatory_path, copy)
    before = observatory_path.read_bytes()
    given = {key: text.format(store=observatory_path, copy=copy) for key, text in inputs.items()}
    with pytest.raises(QgsProcessingException, match="écras"):
        run(name, **given)
    assert observatory_path.read_bytes() == before


def test_a_layer_is_not_written_over_itself(run, observatory_path, tmp_path):
    grid = tmp_path / "grille.gpkg"
    run("hotspot_grid", INCIDENTS=f"{observatory_path}|layername=incident", CELL_SIZE=500, OUTPUT=str(grid))
    n_cells = QgsVectorLayer(str(grid), "grille", "ogr").featureCount()
    with pytest.raises(QgsProcessingException, match="écrasé alors qu'il est lu"):
        run("hotspot_grid", INCIDENTS=f"{observatory_path}|layername=incident", STUDY_AREA=str(grid), OUTPUT=str(grid))
    assert QgsVectorLayer(str(grid), "grille", "ogr").featureCount() == n_cells


def test_a_folder_that_is_missing_is_made_and_one_that_cannot_be_is_said(run, observatory_path, tmp_path):
    grid = tmp_path / "a" / "b" / "grille.gpkg"
    incidents = f"{observatory_path}|layername=incident"
    run("hotspot_grid", INCIDENTS=incidents, CELL_SIZE=500, OUTPUT=str(grid))
    assert grid.exists()
    (tmp_path / "fichier").write_text("x")
    with pytest.raises(QgsProcessingException, match="Rien ne peut être écrit dans le dossier"):
        run("hotspot_grid", INCIDENTS=incidents, OUTPUT=str(tmp_path / "fichier" / "grille.gpkg"))


def test_a_grid_keeps_its_style_in_its_own_file(run, observatory_path, tmp_path):
    grid = tmp_path / "grille.gpkg"
    run("hotspot_grid", INCIDENTS=f"{observatory_path}|layername=incident", CELL_SIZE=500, OUTPUT=str(grid))
    layer = QgsVectorLayer(str(grid), "grille", "ogr")
    assert layer.renderer().type() == "categorizedSymbol" and layer.renderer().classAttribute() == "class"


@pytest.mark.parametrize(
    ("name", "inputs", "said"),
    [
        ("load_territories", {"INPUT": "{groups}", "KIND": "qpv_2024", "CODE_FIELD": "zzz"}, "pas de champ « zzz »"),
        ("load_territories", {"INPUT": "{incidents}", "KIND": "qpv_2024", "CODE_FIELD": "uid"}, "couche de polygones"),
        ("load_places", {"INPUT": "{incidents}", "KIND": "arret", "NAME_FIELDS": ["zzz"]}, "pas de champ « zzz »"),
        ("hotspot_grid", {"INCIDENTS": "{incidents}", "CELL_SIZE": 1e-300, "OUTPUT": "TEMPORARY_OUTPUT"}, "maille"),
    ],
)
def test_a_wrong_field_layer_or_size_is_one_sentence(run, observatory_path, tmp_path, name, inputs, said):
    create_observatory(tmp_path / "autre.gpkg", 2154)
    layers = {"groups": f"{observatory_path}|layername=territorial_group",
              "incidents": f"{observatory_path}|layername=incident"}  # fmt: skip
    given = {key: text.format(**layers) if isinstance(text, str) else text for key, text in inputs.items()}
    if name.startswith("load"):
        given["STORE"] = str(tmp_path / "autre.gpkg")
    with pytest.raises(QgsProcessingException, match=said):
        run(name, **given)
