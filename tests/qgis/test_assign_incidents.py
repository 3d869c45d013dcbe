import sqlite3

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

from oltp_qgis_plugin.store.geopackage import Observatory

from .conftest import SOUTH, WEST


def polygons(*rows):
    made = QgsVectorLayer("Polygon?crs=EPSG:2154&field=code:string", "quartiers", "memory")
    features = []
    for code, text in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes([code])
        feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def square(x, y, side):
    return f"POLYGON (({x} {y}, {x + side} {y}, {x + side} {y + side}, {x} {y + side}, {x} {y}))"


@pytest.fixture
def quarters():
    """The south-west quarter, a small one inside it, and one drawn as a bow tie."""
    tie = f"POLYGON (({WEST} {SOUTH + 3000}, {WEST + 1000} {SOUTH + 4000}, {WEST + 1000} {SOUTH + 3000}, " \
          f"{WEST} {SOUTH + 4000}, {WEST} {SOUTH + 3000}))"  # fmt: skip
    return polygons(("SO", square(WEST, SOUTH, 2000)), ("MINI", square(WEST + 800, SOUTH + 800, 200)), ("NO", tie))


def values(path, column):
    with sqlite3.connect(path) as connection:
        return dict(connection.execute(f"SELECT {column}, count(*) FROM incident GROUP BY 1").fetchall())


def load(run, told, path, layer, kind):
    return run("load_territories", told, STORE=str(path), INPUT=layer, KIND=kind, CODE_FIELD="code")


def test_quarters_and_any_other_layer_are_kept_with_all_the_memberships(run, told, observatory_path, quarters):
    load(run, told, observatory_path, quarters, "quarter")
    assert any("réparés" in text for text in told.infos)
    load(run, told, observatory_path, polygons(("IRIS1", square(WEST, SOUTH, 4000))), "other_territory")
    found = values(observatory_path, "quarter")
    assert set(found) == {None, "SO", "SO;MINI", "NO"}
    with sqlite3.connect(observatory_path) as connection:
        n = connection.execute("SELECT count(geom) FROM incident").fetchone()[0]
    assert values(observatory_path, "other_territory")["IRIS1"] == n


def test_a_territory_moved_in_qgis_changes_the_incidents_once_they_are_assigned_again(run, told, observatory_path):
    before = values(observatory_path, "territorial_group")
    layer = QgsVectorLayer(f"{observatory_path}|layername=territorial_group", "groupes", "ogr")
    group = next(f for f in layer.getFeatures() if f["code"] == "GT1")
    assert layer.dataProvider().changeGeometryValues({group.id(): QgsGeometry.fromWkt(square(WEST + 9e4, SOUTH, 10))})
    del layer
    assert values(observatory_path, "territorial_group") == before
    result = run("assign_incidents", told, STORE=str(observatory_path), KINDS=["territorial_group"])
    assert result["CHANGED"] > 0
    assert "GT1" not in values(observatory_path, "territorial_group")
    assert run("assign_incidents", told, STORE=str(observatory_path))["CHANGED"] == 0


def test_a_place_known_by_its_commune_has_no_territory_by_its_quarter_only_that(run, told, observatory_path, quarters):
    with Observatory.open(observatory_path, write=True) as observatory:
        observatory.connection.execute("UPDATE incident SET precision = 'commune' WHERE fid % 2")
        observatory.connection.execute("UPDATE incident SET precision = 'quartier' WHERE fid % 2 = 0")
    load(run, told, observatory_path, quarters, "quarter")
    run("assign_incidents", told, STORE=str(observatory_path))
    assert values(observatory_path, "territorial_group") == {None: 3000}
    with sqlite3.connect(observatory_path) as connection:
        kinds = connection.execute("SELECT DISTINCT precision FROM incident WHERE quarter NOT NULL").fetchall()
    assert kinds == [("quartier",)]


def test_territories_where_nearly_no_incident_is_are_told(run, told, observatory_path):
    load(run, told, observatory_path, polygons(("LOIN", square(WEST + 9e5, SOUTH, 100))), "quarter")
    assert any("vérifiez le système de coordonnées" in text for text in told.warnings)


def test_an_observatory_without_territory_is_told_what_to_do(run, told, empty_observatory):
    with pytest.raises(QgsProcessingException, match="aucun territoire"):
        run("assign_incidents", told, STORE=str(empty_observatory))


def test_a_cancelled_assignment_changes_nothing(run, told, observatory_path):
    with Observatory.open(observatory_path, write=True) as observatory:
        observatory.connection.execute("UPDATE incident SET qpv_2024 = 'FAUX'")
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        run("assign_incidents", told, STORE=str(observatory_path))
    assert values(observatory_path, "qpv_2024") == {"FAUX": 3000}
