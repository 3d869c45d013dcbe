import csv
import zipfile

import numpy as np
import pytest
from qgis.core import (
    NULL,
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsProcessingException,
    QgsVectorLayer,
)
from shapely.geometry import box

from tests.told import Told

ADDED = ["neighbours", "local_i", "z", "p_value", "q_value", "quadrant", "class"]


@pytest.fixture
def moran(run):
    def run_it(layer, told=None, **parameters):
        return run("local_moran", told, INPUT=layer, FIELD="n", OUTPUT="TEMPORARY_OUTPUT", **parameters)

    return run_it


def polygons(shapes, values, code="EPSG:2154", kind="double"):
    """A layer of polygons (None: no outline) named by their position, with a value each."""
    made = QgsVectorLayer(f"Polygon?crs={code}&field=name:string&field=n:{kind}", "essai", "memory")
    features = []
    for number, (shape, value) in enumerate(zip(shapes, values, strict=True)):
        feature = QgsFeature(made.fields())
        feature.setAttributes([f"p{number}", value])
        if shape is not None:
            feature.setGeometry(QgsGeometry.fromWkt(shape if isinstance(shape, str) else shape.wkt))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def squares(side=10, size=200.0, values=None):
    shapes = [box(i * size, j * size, (i + 1) * size, (j + 1) * size) for j in range(side) for i in range(side)]
    return shapes, np.random.default_rng(1).poisson(4, side * side).tolist() if values is None else values


def column(layer, name):
    return [feature[name] for feature in layer.getFeatures()]


def test_the_wards_of_nottingham_keep_their_fields_and_crs_and_get_the_values_of_spdep(run, shared_data, tmp_path):
    with (shared_data / "reference" / "nottingham_burglaries_wards_moran.csv").open(encoding="utf-8") as rows:
        expected = {row["ward_code"]: row for row in csv.DictReader(rows)}
    wards = QgsVectorLayer(str(shared_data / "incidents" / "nottingham_wards.gpkg"), "wards", "ogr")
    shapes = [f.geometry().asWkt() for f in wards.getFeatures()]
    codes = column(wards, "ward_code")
    layer = polygons(shapes, [int(expected[code]["n"]) for code in codes], "EPSG:4326", "int")
    result = run("local_moran", INPUT=layer, FIELD="n", OUTPUT="TEMPORARY_OUTPUT")
    output = result["OUTPUT"]
    assert [field.name() for field in output.fields()] == ["name", "n", *ADDED]
    assert output.crs().authid() == "EPSG:4326" and column(output, "name") == [f"p{i}" for i in range(20)]
    for name, reference in (("local_i", "Ii"), ("z", "Z_Ii"), ("p_value", "p_bilateral")):
        assert column(output, name) == pytest.approx([float(expected[code][reference]) for code in codes], abs=1e-6)
    assert result["GLOBAL_I"] == pytest.approx(0.2502706, abs=1e-7)
    assert result["GLOBAL_P"] == pytest.approx(0.0333, abs=5e-5) and "GLOBAL_P_PERMUTATION" not in result
    original = [f.geometry().asWkt() for f in output.getFeatures()]
    assert original == [f.geometry().asWkt() for f in layer.getFeatures()]


def test_a_layer_without_crs_is_taken_as_it_is_but_not_for_distances(run, shared_data, tmp_path):
    with zipfile.ZipFile(shared_data / "reference" / "columbus_shp.zip") as archive:
        archive.extractall(tmp_path)
    layer = QgsVectorLayer(str(next(tmp_path.rglob("*.shp"))), "columbus", "ogr")
    layer.setCrs(QgsCoordinateReferenceSystem())
    inputs = {"INPUT": layer, "FIELD": "CRIME", "OUTPUT": "TEMPORARY_OUTPUT"}
    result = run("local_moran", **inputs)
    assert result["GLOBAL_I"] == pytest.approx(0.5001886, abs=1e-7)
    assert result["GLOBAL_Z"] == pytest.approx(5.589383, abs=1e-6)
    with pytest.raises(QgsProcessingException, match="indiquez-le dans les propriétés"):
        run("local_moran", CONTIGUITY=2, **inputs)


@pytest.mark.parametrize("kind", ["queen", "rook", "distance"])
def test_the_kind_of_neighbours_is_asked_by_name_or_by_number(moran, kind):
    number = ("queen", "rook", "distance").index(kind)
    by_name, by_number = (moran(polygons(*squares()), CONTIGUITY=given) for given in (kind, number))
    assert by_name["GLOBAL_I"] == by_number["GLOBAL_I"]
    inner = {"queen": 8, "rook": 4, "distance": 4}[kind]
    assert max(column(by_name["OUTPUT"], "neighbours")) == inner
    if kind == "distance":
        far = moran(polygons(*squares()), CONTIGUITY=kind, DISTANCE=283)
        assert max(column(far["OUTPUT"], "neighbours")) == 8


def test_an_unknown_kind_of_neighbours_is_refused(moran):
    with pytest.raises(QgsProcessingException):
        moran(polygons(*squares()), CONTIGUITY="bishop")


def test_permutations_are_drawn_again_from_the_same_seed(moran):
    layer, told = polygons(*squares()), Told()
    first, again = (moran(layer, told, PERMUTATIONS=199, SEED=7) for _ in range(2))
    other = moran(layer, PERMUTATIONS=199, SEED=8)
    p = column(first["OUTPUT"], "p_value")
    assert p == column(again["OUTPUT"], "p_value") != column(other["OUTPUT"], "p_value")
    assert {round(value * 100, 6) % 1 for value in p} == {0} and min(p) >= 0.01
    assert first["GLOBAL_P_PERMUTATION"] == again["GLOBAL_P_PERMUTATION"]
    assert first["GLOBAL_P"] == moran(layer)["GLOBAL_P"]
    assert [field.name() for field in first["OUTPUT"].fields()][-3:] == ["p_analytic", "quadrant", "class"]
    assert any("199 permutations" in text for text in told.infos)


def test_polygons_without_value_outline_or_neighbour_stay_in_the_layer_with_nothing_in_them(moran):
    shapes, values = squares()
    bowtie = "POLYGON ((2000 0, 2200 200, 2200 0, 2000 200, 2000 0))"
    told = Told()
    output = moran(polygons([*shapes, None, box(9e5, 0, 9e5 + 200, 200), bowtie], [*values[:-1], NULL, 3, 4, 5]), told)[
        "OUTPUT"
    ]
    rows = list(output.getFeatures())
    assert len(rows) == 103
    assert [f["class"] for f in rows[99:102]] == ["no_value", "no_value", "isolated"]
    assert all(
        f[name] == NULL or f[name] is None for f in rows[99:102] for name in ("local_i", "z", "p_value", "q_value")
    )
    assert rows[102]["neighbours"] == 2 and not rows[102].geometry().isGeosValid()
    warned = " ".join(told.warnings)
    for text in ("sans contour", "sans valeur", "réparés", "sans voisin"):
        assert text in warned


def test_a_field_that_is_already_there_is_not_overwritten(run):
    layer = polygons(*squares())
    once = run("local_moran", INPUT=layer, FIELD="n", OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    twice = run("local_moran", INPUT=once, FIELD="n", CONTIGUITY="rook", OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]
    names = [field.name() for field in twice.fields()]
    assert names[:9] == ["name", "n", *ADDED] and "class_2" in names
    assert column(twice, "local_i") == column(once, "local_i") != column(twice, "local_i_2")
    assert twice.renderer().classAttribute() == "class_2"


def test_the_map_shows_the_quadrants_that_stand_out(moran):
    values = [20 if i % 10 < 3 and i < 30 else 2 + i % 3 for i in range(100)]
    output = moran(polygons(*squares(values=values)))["OUTPUT"]
    assert column(output, "class")[11] == "HH"
    labels = {category.value(): category.label() for category in output.renderer().categories()}
    assert list(labels) == ["HH", "HB", "not_significant", "BH", "BB", "isolated", "no_value"]
    assert labels["HB"].startswith("HB : valeur haute")


@pytest.mark.parametrize(
    ("values", "parameters", "message"),
    [
        ([7.0] * 100, {}, "tous la même valeur"),
        ([NULL] * 100, {}, "Aucun des 100 polygones"),
        (None, {"FIELD": "name"}, "ne contient pas des nombres"),
        (None, {"FIELD": "absent"}, "n'a pas de champ « absent »"),
    ],
)
def test_what_cannot_be_tested_is_refused_in_one_sentence_and_nothing_is_written(
    run, tmp_path, values, parameters, message
):
    inputs = {"INPUT": polygons(*squares(values=values)), "FIELD": "n", "OUTPUT": str(tmp_path / "x.gpkg")} | parameters
    with pytest.raises(QgsProcessingException, match=message):
        run("local_moran", **inputs)
    assert not (tmp_path / "x.gpkg").exists()


def test_a_layer_of_no_polygon_is_refused(moran):
    with pytest.raises(QgsProcessingException, match="ne contient aucun polygone"):
        moran(polygons([], []))


def test_a_cancelled_run_writes_nothing(run, tmp_path):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        run("local_moran", told, INPUT=polygons(*squares()), FIELD="n", OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()
