import gzip

import numpy as np
import pytest
from qgis import processing
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsVectorLayer,
)

from tests.told import Told

WEST = "POLYGON ((770000 6280000, 770100 6280000, 770100 6280100, 770000 6280100, 770000 6280000))"
EAST = "POLYGON ((770100 6280000, 770200 6280000, 770200 6280100, 770100 6280100, 770100 6280000))"
BOW_TIE = "POLYGON ((770300 6280000, 770400 6280100, 770400 6280000, 770300 6280100, 770300 6280000))"


@pytest.fixture(scope="module")
def assign(provider):
    def run(points, territories, feedback=None, **parameters):
        inputs = {"INPUT": points, "TERRITORIES": territories, "CODE_FIELD": "code", "OUTPUT": "TEMPORARY_OUTPUT"}
        return processing.run(
            "oltp:assign_territories", inputs | parameters, feedback=feedback or Told()
        )

    return run


def layer(kind, rows, code="EPSG:2154"):
    made = QgsVectorLayer(f"{kind}?crs={code}&field=code:string&field=rank:integer", "essai", "memory")
    features = []
    for number, (name, text) in enumerate(rows):
        feature = QgsFeature(made.fields())
        feature.setAttributes([name, number])
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def rows_of(output, *names):
    return [tuple(feature[name] or None for name in names) for feature in output.getFeatures()]


@pytest.fixture
def territories():
    return layer("Polygon", [("QP1", WEST), ("QP2", EAST), ("QP3", BOW_TIE)])


def test_each_point_keeps_its_row_and_receives_its_territories(assign, territories):
    points = layer("Point", [
        ("inside", "POINT (770050 6280050)"), ("nowhere", None), ("both", "POINT (770100 6280050)"),
        ("near", "POINT (770050 6280100.9)"), ("outside", "POINT (770050 6280101.1)"),
        ("east", "POINT (770100.4 6280050)"), ("repaired", "POINT (770390 6280050)"),
    ])  # fmt: skip
    told = Told()
    result = assign(points, territories, told)
    assert rows_of(result["OUTPUT"], "code", "territory", "territories", "on_edge") == [
        ("inside", "QP1", "QP1", None), ("nowhere", None, None, None), ("both", "QP1", "QP1;QP2", True),
        ("near", "QP1", "QP1", True), ("outside", None, None, None), ("east", "QP2", "QP2;QP1", True),
        ("repaired", "QP3", "QP3", None),
    ]  # fmt: skip
    assert (result["POINTS_INSIDE"], result["POINTS_OUTSIDE"]) == (5, 1)
    assert [field.name() for field in result["OUTPUT"].fields()] == [
        "code",
        "rank",
        "territory",
        "territories",
        "on_edge",
    ]
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    counted = "dans un territoire : 5 ; hors de tous : 1 ; sans position : 1 ; à une limite : 3 ; dans plusieurs"
    assert any(counted in text and text.endswith("territoires : 2.") for text in told.infos)
    assert told.warnings == ["Territoires non valides, réparés (1) : QP3."]


def test_the_tolerance_is_in_metres_when_the_points_are_in_degrees(assign, territories):
    to_degrees = {"INPUT": layer("Point", [("a", "POINT (770050 6280100.9)"), ("b", "POINT (770050 6280103)")]),
                  "TARGET_CRS": QgsCoordinateReferenceSystem("EPSG:4326"), "OUTPUT": "TEMPORARY_OUTPUT"}  # fmt: skip
    degrees = processing.run("native:reprojectlayer", to_degrees)["OUTPUT"]
    polygons = processing.run("native:reprojectlayer", to_degrees | {"INPUT": layer("Polygon", [("QP1", WEST)])})[
        "OUTPUT"
    ]
    for held_by in (territories, polygons):
        output = assign(degrees, held_by)["OUTPUT"]
        assert rows_of(output, "territory") == [("QP1",), (None,)]
        assert output.crs().authid() == "EPSG:4326"
    assert rows_of(assign(degrees, territories, TOLERANCE=4)["OUTPUT"], "territory") == [("QP1",), ("QP1",)]


def test_a_wrong_crs_is_told_loudly(assign, territories):
    told = Told()
    result = assign(layer("Point", [("a", "POINT (3.87 43.6)")]), territories, told)
    assert result["POINTS_INSIDE"] == 0
    assert any("vérifiez le système de coordonnées" in text for text in told.warnings)


def test_an_empty_layer_of_points_gives_an_empty_layer_and_says_so(assign, territories):
    told = Told()
    result = assign(layer("Point", []), territories, told)
    assert result["OUTPUT"].featureCount() == 0
    assert any("vide" in text for text in told.warnings)


def test_territories_without_polygon_or_without_crs_are_refused(assign, territories):
    points = layer("Point", [("a", "POINT (770050 6280050)")])
    with pytest.raises(QgsProcessingException, match="aucun polygone"):
        assign(points, layer("Polygon", []))
    territories.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match="système de coordonnées de la couche « essai » est inconnu"):
        assign(points, territories)


def test_a_cancelled_run_writes_nothing(assign, territories, tmp_path):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        assign(layer("Point", [("a", "POINT (770050 6280050)")]), territories, told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()



@pytest.mark.parametrize("polygons", ["qpv2015_occitanie.gpkg", "qpv2015_occitanie_wgs84.geojson"])
def test_the_points_of_three_departments_fall_in_the_qpv_their_producer_gave(assign, shared_data, tmp_path, polygons):
    path = tmp_path / "points.csv"
    path.write_bytes(gzip.decompress((shared_data / "qpv" / "points_dans_qpv_34_11_66.csv.gz").read_bytes()))
    uri = f"{path.as_uri()}?delimiter=;&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=no"
    points, told = QgsVectorLayer(uri, "points", "delimitedtext"), Told()
    result = assign(points, str(shared_data / "qpv" / polygons), told, CODE_FIELD="code_qp")
    found = rows_of(result["OUTPUT"], "id", "code_qp", "territory", "on_edge")
    assert len(found) == 15_388
    assert [row for row in found if row[1] != row[2]] == []
    assert np.count_nonzero([row[3] for row in found]) == 9
    assert told.warnings == ["Territoires non valides, réparés (1) : QP034021."]
    assert (result["POINTS_INSIDE"], result["POINTS_OUTSIDE"]) == (15_388, 0)
