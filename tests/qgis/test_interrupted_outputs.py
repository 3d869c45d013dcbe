import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsPointXY, QgsProcessingException, QgsVectorLayer

from oltp_qgis_plugin.adapters import cells as cells_module


@pytest.fixture
def incidents(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:2154", "faits", "memory")
    features = []
    for x, y in np.random.default_rng(1).uniform(0, 2000, (500, 2)):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(770_000 + x, 6_280_000 + y)))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    return layer


def test_a_grid_stopped_while_it_is_written_leaves_no_file(run, told, incidents, tmp_path, monkeypatch):
    whole = cells_module.cells_wkb

    def stop_now(outlines):
        told.cancel()
        return whole(outlines)

    monkeypatch.setattr(cells_module, "cells_wkb", stop_now)
    output = tmp_path / "hotspots.gpkg"
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        run("hotspot_grid", told=told, INCIDENTS=incidents, CELL_SIZE=100, OUTPUT=str(output))
    assert list(tmp_path.iterdir()) == []


def test_a_finished_grid_stays(run, incidents, tmp_path):
    output = tmp_path / "hotspots.gpkg"
    run("hotspot_grid", INCIDENTS=incidents, CELL_SIZE=100, OUTPUT=str(output))
    assert output.exists()
    with pytest.raises(QgsProcessingException, match="maille"):
        run("hotspot_grid", INCIDENTS=incidents, CELL_SIZE=-5, OUTPUT=str(output))
    assert output.exists()
