"""The algorithms of addresses, through the registry."""

import numpy as np
import pytest
from qgis.core import (
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from oltp_qgis_plugin.core.places.index import AddressIndex

BAN = "id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat\n"
STREETS = (("Rue Jules Guesde", 6_600_000), ("Avenue Carnot", 6_600_100))


@pytest.fixture
def base(tmp_path):
    path = tmp_path / "ban été.csv"
    rows = [
        f"i;{n};;{name};99100;99001;Bourg;{700_000 + 10 * n}.0;{y}.0;;" for name, y in STREETS for n in range(1, 21)
    ]
    path.write_text(BAN + "\n".join(rows) + "\n", encoding="utf-8")
    return path


def layer(definition, features, name):
    made = QgsVectorLayer(f"{definition}&index=no", name, "memory")
    rows = []
    for wkt, *values in features:
        feature = QgsFeature(made.fields())
        feature.setGeometry(QgsGeometry.fromWkt(wkt)) if wkt else None
        feature.setAttributes(values)
        rows.append(feature)
    made.dataProvider().addFeatures(rows)
    return made


@pytest.fixture
def index(run, base, tmp_path):
    places = [
        layer("Point?crs=EPSG:4326&field=code:string&field=nom:string", [("POINT(3 46.5)", "A1", "Mosson")], "arrets"),
        layer("LineString?crs=EPSG:2154&field=nom:string",
              [("LINESTRING(700000 6600050, 700300 6600050)", "Rue Neuve"),
               ("LINESTRING(700200 6600000, 700200 6600200)", "Rue Verte")], "rues"),
        layer("Polygon?crs=EPSG:2154&field=nom:string",
              [("POLYGON((700000 6600000, 700020 6600000, 700020 6600020, 700000 6600020, 700000 6600000))",
                "Parc Rimbaud")], "parcs"),
    ]  # fmt: skip
    QgsProject.instance().addMapLayers(places)
    path = tmp_path / "adresses.oltpadr"
    result = run("build_address_index", INPUT=[str(base)], PLACES=places, OUTPUT=str(path))
    assert (result["ADDRESSES"], result["NAMED_PLACES"], result["CROSSINGS"]) == (40, 2, 1)
    yield path
    QgsProject.instance().clear()


@pytest.fixture
def table():
    def make(*texts):
        rows = [(None, text, n) for n, text in enumerate(texts)]
        return layer("None?field=adresse:string&field=n:integer", rows, "appels")

    return make


def rows(result):
    return list(result["OUTPUT"].getFeatures())


def test_the_index_holds_the_base_the_places_and_the_crossings(index):
    opened = AddressIndex.open(index)
    assert len(opened.address_number) == 40
    assert opened.crossing_x.tolist() == [700_200.0]


def test_a_table_of_addresses_becomes_points_in_its_order(run, index, table, told):
    texts = ("4 rue Jules Guesde", "rue inconnue", "", "angle rue Neuve et rue Verte", "arrêt Mosson", "parc Rimbaud")
    result = run("geocode_addresses", told, INPUT=table(*texts), ADDRESS="adresse", INDEX=str(index), OUTPUT="memory:")
    found = rows(result)
    assert [feature["n"] for feature in found] == [0, 1, 2, 3, 4, 5]
    assert [feature["precision"] for feature in found] == ["numero", "aucune", "aucune", "carrefour", "lieu", "lieu"]
    assert found[0].geometry().asPoint().x() == 700_040
    assert found[1].geometry().isNull()
    assert found[4].geometry().asPoint().x() == pytest.approx(700_000, abs=0.01)
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    assert (result["ROWS"], result["PLACED"]) == (6, 4)
    names = [field.name() for field in result["OUTPUT"].fields()]
    assert names[:7] == ["adresse", "n", "precision", "score", "label", "runner_up", "reason"]
    assert any("1 ligne(s) sans adresse" in warning for warning in told.warnings)


def test_the_number_and_the_street_may_be_in_two_fields(run, index):
    given = [(None, 4, "r. Jules Guesde", "99100", "Bourg"), (None, None, "av Carnot", "", "")]
    source = layer("None?field=num:integer&field=voie:string&field=cp:string&field=ville:string", given, "appels")
    found = rows(run("geocode_addresses", INPUT=source, NUMBER="num", STREET="voie", POSTCODE="cp", CITY="ville",
                     INDEX=str(index), OUTPUT="memory:"))  # fmt: skip
    assert [feature["precision"] for feature in found] == ["numero", "rue"]


def test_without_a_field_to_read_it_says_which_to_give(run, index, table):
    with pytest.raises(QgsProcessingException, match="Indiquez le champ de l'adresse"):
        run("geocode_addresses", INPUT=table("x"), INDEX=str(index), OUTPUT="memory:")


def test_an_empty_table_gives_an_empty_layer(run, index, table):
    assert rows(run("geocode_addresses", INPUT=table(), ADDRESS="adresse", INDEX=str(index), OUTPUT="memory:")) == []


def test_an_absent_index_says_how_to_make_one(run, table, tmp_path):
    absent = str(tmp_path / "non.oltpadr")
    with pytest.raises(QgsProcessingException, match="Fabriquer l'index"):
        run("geocode_addresses", INPUT=table("x"), ADDRESS="adresse", INDEX=absent, OUTPUT="memory:")


def test_a_base_that_is_cut_leaves_the_earlier_index(run, base, index):
    earlier = index.read_bytes()
    base.write_text(BAN + "i;1;;Rue A;99100", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="est coupé"):
        run("build_address_index", INPUT=[str(base)], OUTPUT=str(index))
    assert index.read_bytes() == earlier


def test_a_layer_of_places_without_a_name_is_told(run, base, tmp_path):
    nameless = layer("Point?crs=EPSG:2154&field=n:integer", [("POINT(0 0)", 1)], "sans nom")
    QgsProject.instance().addMapLayer(nameless)
    with pytest.raises(QgsProcessingException, match="champ de nom reconnu"):
        run("build_address_index", INPUT=[str(base)], PLACES=[nameless], OUTPUT=str(tmp_path / "i.oltpadr"))
    QgsProject.instance().clear()


def test_a_stopped_run_writes_nothing(provider, index, base, tmp_path):
    from qgis import processing

    feedback = QgsProcessingFeedback()
    feedback.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        processing.run("oltp:build_address_index", {"INPUT": [str(base)], "OUTPUT": str(tmp_path / "stop.oltpadr")},
                       feedback=feedback)  # fmt: skip
    assert not (tmp_path / "stop.oltpadr").exists()


def test_incidents_are_placed_then_given_back(run, index, observatory_path, told):
    from oltp_qgis_plugin.store.geopackage import Observatory

    with Observatory.open(observatory_path, write=True) as observatory, observatory.transaction():
        observatory.connection.execute("UPDATE incident SET place_label = '4 rue Jules Guesde' WHERE geom IS NULL")
    with Observatory.open(observatory_path) as observatory:
        unlocated = int(observatory.incidents()["x"].isna().sum())
    result = run("geocode_incidents", told, STORE=str(observatory_path), INDEX=str(index))
    assert (result["UNLOCATED"], result["PLACED"]) == (unlocated, unlocated)
    with Observatory.open(observatory_path) as observatory:
        assert not np.isnan(observatory.incidents()["x"]).any()
    assert run("undo_geocoding", STORE=str(observatory_path))["UNDONE"] == unlocated
    with Observatory.open(observatory_path) as observatory:
        assert int(observatory.incidents()["x"].isna().sum()) == unlocated
