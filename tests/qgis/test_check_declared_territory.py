import gzip

import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

WEST = "POLYGON ((770000 6280000, 770100 6280000, 770100 6280100, 770000 6280100, 770000 6280000))"
EAST = "POLYGON ((770100 6280000, 770200 6280000, 770200 6280100, 770100 6280100, 770100 6280000))"
SAID = ("id", "declared", "found", "reason", "on_edge", "distance_m")


def layer(kind, rows, declared="string"):
    made = QgsVectorLayer(f"{kind}?crs=EPSG:2154&field=id:string&field=qpv:{declared}", "essai", "memory")
    features = []
    for name, code, text in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes([name, code])
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def check(run, told, points, territories, code="id", **more):
    return run("check_declared_territory", told, **{"INPUT": points, "DECLARED": "qpv", "TERRITORIES": territories,
               "CODE_FIELD": code, "OUTPUT": "TEMPORARY_OUTPUT"} | more)  # fmt: skip


def rows_of(output):
    return [tuple(feature[name] or None for name in SAID) for feature in output.getFeatures()]


def test_the_points_that_differ_come_with_both_codes_and_the_reason(run, told):
    territories = layer("Polygon", [("QP1", None, WEST), ("QP2", None, EAST)])
    points = layer("Point", [
        ("right", "QP1", "POINT (770050 6280050)"), ("spelled", "qp 1", "POINT (770050 6280050)"),
        ("other", "QP2", "POINT (770050 6280050)"), ("none", None, "POINT (770050 6280050)"),
        ("out", "QP2", "POINT (770230 6280050)"), ("unknown", "QN9", "POINT (770050 6280050)"),
        ("free", None, "POINT (770900 6280050)"), ("unplaced", "QP1", None), ("edge", None, "POINT (770200.5 6280050)"),
        ("shared", "QP2", "POINT (770100 6280050)"),
    ])  # fmt: skip
    result = check(run, told, points, territories)
    assert rows_of(result["OUTPUT"]) == [
        ("other", "QP2", "QP1", "autre_territoire", None, 50), ("none", None, "QP1", "non_declare", None, None),
        ("out", "QP2", None, "hors_territoire", None, 30), ("unknown", "QN9", "QP1", "code_inconnu", None, None),
        ("edge", None, "QP2", "non_declare", True, None),
    ]  # fmt: skip
    assert (result["COMPARED"], result["DIFFERENT"]) == (9, 5)
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    said = next(text for text in told.infos if text.startswith("5 point(s) sur 9"))
    assert "dont 1 à une limite ; 1 point(s) sans" in said


def test_numeric_codes_are_compared_as_they_are_read(run, told):
    territories, points = layer("Polygon", [("12", None, WEST)]), layer("Point", [("a", 12, "POINT (770050 6280050)"),
                                ("b", 13, "POINT (770050 6280050)")], "integer")  # fmt: skip
    assert [row[:2] for row in rows_of(check(run, told, points, territories)["OUTPUT"])] == [("b", "13")]


def test_an_empty_layer_gives_an_empty_one_and_a_cancelled_check_nothing(run, told, tmp_path):
    territories = layer("Polygon", [("QP1", None, WEST)])
    assert check(run, told, layer("Point", []), territories)["OUTPUT"].featureCount() == 0
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        check(run, told, layer("Point", [("a", "x", "POINT (0 0)")]), territories, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_the_codes_of_the_producer_all_agree_and_one_changed_is_found(run, told, shared_data, tmp_path):
    folder = shared_data / "qpv"
    lines = gzip.decompress((folder / "points_dans_qpv_34_11_66.csv.gz").read_bytes()).decode().splitlines()
    name = lines[0].split(";").index("code_qp")
    cells = lines[1].split(";")
    cells[name] = "QP011001" if cells[name] != "QP011001" else "QP034001"
    path = tmp_path / "points.csv"
    path.write_text("\n".join([lines[0], ";".join(cells), *lines[2:]]) + "\n", encoding="utf-8")
    uri = f"{path.as_uri()}?delimiter=;&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=no"
    points = QgsVectorLayer(uri, "points", "delimitedtext")
    result = check(run, told, points, str(folder / "qpv2015_occitanie.gpkg"), "code_qp", DECLARED="code_qp")
    assert (result["COMPARED"], result["DIFFERENT"]) == (15_388, 1)
    assert [f["declared"] for f in result["OUTPUT"].getFeatures()] == [cells[name]]
