import gzip
from pathlib import Path

import pytest
from qgis.core import QgsProject, QgsVectorLayer

from oltp_qgis_plugin.adapters.observatory_layers import add_observatory, layers_of, refresh
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.store.creation import create_observatory

DATA = Path(__file__).resolve().parent.parent / "data"


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "tranquille.gpkg"
    create_observatory(path, 2154)
    return path


def test_the_observatory_joins_what_the_project_holds(store):
    project = QgsProject()
    project.addMapLayer(QgsVectorLayer("Point?crs=EPSG:3857", "à moi", "memory"))
    added = add_observatory(project, store)
    assert len(layers_of(project, store)) == added == len(project.mapLayers()) - 1
    assert project.layerTreeRoot().children()[0].name() == "tranquille"
    assert {relation.id() for relation in project.relationManager().relations().values()} >= {"batch_incident"}
    assert all(relation.isValid() for relation in project.relationManager().relations().values())


def test_an_empty_project_takes_the_observatorys_crs(store):
    project = QgsProject()
    add_observatory(project, store)
    assert project.crs().authid() == "EPSG:2154"


def test_the_observatory_is_added_once(store):
    project = QgsProject()
    add_observatory(project, store)
    layers = len(project.mapLayers())
    assert add_observatory(project, store) == 0
    assert len(project.mapLayers()) == layers
    refresh(project, store)


def test_an_observatory_of_an_earlier_version_opens_with_the_tables_that_it_has(tmp_path):
    path = tmp_path / "ancien.gpkg"
    path.write_bytes(gzip.decompress((DATA / "observatoire_v2.gpkg.gz").read_bytes()))
    project = QgsProject()
    assert add_observatory(project, path) == 14
    assert all(layer.isValid() for layer in project.mapLayers().values())


def test_a_damaged_observatory_adds_nothing(tmp_path):
    path = tmp_path / "abîmé.gpkg"
    path.write_bytes(b"rien")
    project = QgsProject()
    with pytest.raises(StoreError, match="n'est pas un observatoire"):
        add_observatory(project, path)
    assert not project.mapLayers()
    assert not project.layerTreeRoot().children()
