"""The project of an observatory, opened again as a user would."""

import shutil
import sqlite3
from pathlib import Path

import pytest
from qgis.core import QgsProcessingException, QgsProject, QgsVectorLayer

from oltp_qgis_plugin.adapters.projects import TABLE_PROPERTY, save_default_styles, stored_project_uri


@pytest.fixture
def opened(qgis_app):
    """Opens projects; they are emptied at the end, so that no layer keeps its file."""
    projects = []

    def open_project(uri):
        project = QgsProject()
        assert project.read(str(uri)), project.error()
        projects.append(project)
        return project

    yield open_project
    for project in projects:
        project.clear()


def by_table(project):
    return {layer.customProperty(TABLE_PROPERTY): layer for layer in project.mapLayers().values()}


def test_the_project_opens_whole(run, observatory_path, opened):
    target = observatory_path.with_name("observatoire.qgz")
    assert run("create_project", STORE=str(observatory_path), OUTPUT=str(target))["LAYERS"] == 17
    project = opened(target)
    assert [group.name() for group in project.layerTreeRoot().findGroups()] == ["Territoires", "Faits", "Références"]
    assert len(project.mapLayers()) == 17
    assert all(layer.isValid() for layer in project.mapLayers().values())
    assert project.title() == "Observatoire de la tranquillité publique"
    assert project.crs().authid() == "EPSG:2154"
    assert project.viewSettings().defaultViewExtent().contains(project.crs().bounds().center()) is False
    assert project.viewSettings().defaultViewExtent().center().x() == pytest.approx(762_000)


def test_relations_follow_the_references_of_the_schema(run, observatory_path, opened):
    target = observatory_path.with_name("observatoire.qgz")
    run("create_project", STORE=str(observatory_path), OUTPUT=str(target))
    project = opened(target)
    relations = project.relationManager().relations().values()
    assert all(relation.isValid() for relation in relations)
    names = {relation.name() for relation in relations}
    assert {"Partenaires → Faits", "Catégories → Faits", "Lots d'import → Lignes refusées"} <= names
    batch = next(r for r in relations if r.name() == "Lots d'import → Faits")
    lot = next(by_table(project)["batch"].getFeatures())
    assert sum(1 for _ in batch.getRelatedFeatures(lot)) == 3_000


def test_forms_speak_french_and_hide_what_is_technical(run, observatory_path, opened):
    target = observatory_path.with_name("observatoire.qgz")
    run("create_project", STORE=str(observatory_path), OUTPUT=str(target))
    layers = by_table(opened(target))
    incident = layers["incident"]
    fields = incident.fields()

    def widget(name):
        return incident.editorWidgetSetup(fields.lookupField(name))

    assert incident.attributeDisplayName(fields.lookupField("began_at")) == "Début"
    assert [widget(name).type() for name in ("fid", "uid", "content_hash")] == ["Hidden"] * 3
    assert {"À la rue": "rue"} in widget("precision").config()["map"]
    assert widget("category").type() == "ValueRelation"
    assert widget("category").config()["Layer"] == layers["category"].id()
    assert widget("partner").config()["Layer"] == layers["partner"].id()
    assert layers["journal"].readOnly() and not incident.readOnly()
    assert [c.value() for c in incident.renderer().categories()][:3] == ["PER2", "PER5", "VOL5"]


def test_the_folder_may_move(run, observatory_path, opened):
    folder = observatory_path.parent
    run("create_project", STORE=str(observatory_path), OUTPUT=str(folder / "observatoire.qgz"))
    moved = folder.with_name("ailleurs")
    shutil.move(folder, moved)
    assert not folder.exists()
    for uri in (moved / "observatoire.qgz", stored_project_uri(moved / "observatoire.gpkg")):
        layers = opened(uri).mapLayers().values()
        assert len(layers) == 17 and all(layer.isValid() for layer in layers)
        assert all(str(moved) in layer.source() for layer in layers)


def test_a_layer_dragged_from_the_geopackage_is_styled_and_named_in_french(qgis_app, observatory_path):
    assert save_default_styles(observatory_path) == 15
    layer = QgsVectorLayer(f"{observatory_path}|layername=incident", "faits", "ogr")
    assert len(layer.renderer().categories()) == 59
    assert layer.attributeDisplayName(layer.fields().lookupField("place_type")) == "Type de lieu"
    setup = layer.editorWidgetSetup(layer.fields().lookupField("category"))
    assert {"TRA1 — Bruit, tapage": "TRA1"} in setup.config()["map"]


def test_hot_spots_join_the_project_and_a_temporary_layer_is_refused(run, observatory_path, opened, tmp_path):
    target = observatory_path.with_name("observatoire.qgz")
    cells = observatory_path.with_name("hotspots.gpkg")
    run("hotspot_grid", INCIDENTS=f"{observatory_path}|layername=incident", CELL_SIZE=400, OUTPUT=str(cells))
    assert run("create_project", STORE=str(observatory_path), HOTSPOTS=str(cells), OUTPUT=str(target))["LAYERS"] == 18
    project = opened(target)
    group = project.layerTreeRoot().findGroup("Points chauds")
    assert group.findLayers()[0].layer().renderer().classAttribute() == "class"
    memory = QgsVectorLayer("MultiPolygon?crs=EPSG:2154&field=class:string(20)", "grille", "memory")
    with pytest.raises(QgsProcessingException, match="temporaire"):
        run("create_project", STORE=str(observatory_path), HOTSPOTS=memory, OUTPUT=str(target))


def test_an_empty_observatory_has_its_project_too(run, empty_observatory, opened):
    target = empty_observatory.with_name("vide.qgz")
    run("create_project", STORE=str(empty_observatory), OUTPUT=str(target))
    assert all(layer.isValid() for layer in opened(target).mapLayers().values())


def test_a_missing_observatory_is_told_in_a_sentence(run, tmp_path):
    with pytest.raises(QgsProcessingException, match="n'existe pas"):
        run("create_project", STORE=str(tmp_path / "absent.gpkg"), OUTPUT=str(tmp_path / "a.qgz"))
    assert list(tmp_path.iterdir()) == []


def test_an_unwritable_target_is_told_in_a_sentence(run, observatory_path):
    with pytest.raises(QgsProcessingException, match="écrit"):
        run("create_project", STORE=str(observatory_path), OUTPUT="/proc/absent/observatoire.qgz")


def test_a_locked_observatory_is_told_in_a_sentence(run, observatory_path, monkeypatch):
    from oltp_qgis_plugin.store import connection

    monkeypatch.setattr(connection, "LOCK_TIMEOUT_S", 0.1)
    holder = sqlite3.connect(observatory_path, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    try:
        with pytest.raises(QgsProcessingException, match="occupé par un autre programme"):
            run("create_project", STORE=str(observatory_path), OUTPUT=str(Path(observatory_path).with_suffix(".qgz")))
    finally:
        holder.execute("ROLLBACK")
        holder.close()
