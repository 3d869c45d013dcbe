import numpy as np
import pytest
from qgis.core import QgsFeature, QgsGeometry, QgsProcessingException, QgsVectorLayer

WEST = "POLYGON ((770000 6280000, 770100 6280000, 770100 6280100, 770000 6280100, 770000 6280000))"
EAST = "POLYGON ((770100 6280000, 770200 6280000, 770200 6280100, 770100 6280100, 770100 6280000))"
INCIDENTS = "field=category:string&field=began_at:datetime&field=precision:string&field=partner:string"
COLUMNS = ("line", "code", "n", "rate", "low", "high")


def layer(kind, fields, rows, code="EPSG:2154"):
    made = QgsVectorLayer(f"{kind}?crs={code}&{fields}", "essai", "memory")
    features = []
    for text, *values in rows:
        feature = QgsFeature(made.fields())
        feature.setAttributes(values)
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


@pytest.fixture
def territories():
    return layer("Polygon", "field=code:string&field=name:string&field=people:integer",
                 [(WEST, "QN1", "Ouest", 6000), (EAST, "QN2", "Est", None)])  # fmt: skip


@pytest.fixture
def incidents():
    inside = [("POINT (770050 6280050)", "TRA1", "2026-03-01T12:00:00", "numero", "PM")] * 12
    others = [
        ("POINT (770100 6280050)", "TRA3", "2026-03-31T23:59:00", "rue", "PM"),
        ("POINT (770900 6280050)", "DEG4", "2026-04-01T00:00:00", "numero", "BAIL"),
        (None, "VOL5", "2026-03-05T10:00:00", "aucune", "BAIL"),
        ("POINT (770050 6280050)", "TRA1", "2026-03-05T10:00:00", "commune", "BAIL"),
        ("POINT (770050 6280050)", "VOL7", None, "numero", "BAIL"),
    ]
    return layer("Point", INCIDENTS, inside + others)


def count(run, told, incidents, territories, **more):
    return run("count_by_territory", told, INPUT=incidents, TERRITORIES=territories, CODE_FIELD="code",
               POPULATION_FIELD="people", NAME_FIELD="name", OUTPUT="TEMPORARY_OUTPUT", **more)  # fmt: skip


def rows_of(output, *names):
    return [tuple(feature[name] or None for name in names) for feature in output.getFeatures()]


def test_each_territory_has_its_number_and_the_lines_add_up(run, told, incidents, territories):
    result = count(run, told, incidents, territories)
    assert rows_of(result["OUTPUT"], "line", "code", "name", "n") == [
        ("territoire", "QN1", "Ouest", 14), ("territoire", "QN2", "Est", 1),
        ("hors_territoire", None, "Hors territoire", 1), ("non_localise", None, "Non localisé", 2),
        ("compte_plusieurs_fois", None, "Compté plusieurs fois (à ôter)", -1),
    ]  # fmt: skip
    assert {name: result[name] for name in ("COUNTED", "INSIDE", "OUTSIDE", "UNPLACED", "TWICE")} == {
        "COUNTED": 17, "INSIDE": 15, "OUTSIDE": 1, "UNPLACED": 2, "TWICE": 1}  # fmt: skip
    sum_told = "17 point(s) = 15 dans les territoires + 1 hors territoire + 2 non localisé(s) − 1 compté(s)"
    assert any(text.startswith(sum_told) for text in told.infos)
    assert any("sans population" in text for text in told.warnings)
    assert any("additionne 2 sources" in text for text in told.warnings)
    assert any("faits, véhicules" in text for text in told.warnings)
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    names = "line code name category n population low high rate rate_low rate_high"
    assert [field.name() for field in result["OUTPUT"].fields()] == names.split()


def test_a_period_and_categories_keep_the_points_asked_for(run, told, incidents, territories):
    result = count(run, told, incidents, territories, START="2026-03-01", END="2026-03-31", CATEGORIES="tra1, VOL")
    first = next(result["OUTPUT"].getFeatures())
    assert first["n"] == 12
    assert [first[name] for name in ("low", "high", "rate", "rate_low", "rate_high")] == pytest.approx(
        [6.200575, 20.96159, 2.0, 1.033429, 3.493598], abs=1e-5)  # fmt: skip
    assert (result["COUNTED"], result["UNPLACED"]) == (14, 2)
    assert any("1 point(s) sans date lisible" in text for text in told.warnings)


def test_the_last_day_is_whole_and_the_next_is_out(run, told, incidents, territories):
    ends = [count(run, told, incidents, territories, START=day, END=day)["COUNTED"]
            for day in ("2026-03-31", "2026-04-01", "2026-04-02")]  # fmt: skip
    assert ends == [1, 1, 0]


def test_dates_written_as_text_are_read_day_first(run, told, territories):
    texts = ("01/03/2026", "2026-03-31", "03/01/2026", "31/03/2026 23:50", "hier")
    points = layer("Point", "field=quand:string", [("POINT (770050 6280050)", text) for text in texts])
    march = {"DATE_FIELD": "quand", "START": "2026-03-01", "END": "2026-03-31"}
    assert count(run, told, points, territories, **march)["COUNTED"] == 3
    assert any("1 point(s) sans date lisible" in text for text in told.warnings)


def test_one_line_per_category_adds_up_too(run, told, incidents, territories):
    output = count(run, told, incidents, territories, BY_CATEGORY=True)["OUTPUT"]
    lines = rows_of(output, "category", "line", "code", "n")
    assert sum(n or 0 for *_, n in lines) == 17
    assert [line for line in lines if line[0] == "TRA1"] == [
        ("TRA1", "territoire", "QN1", 12), ("TRA1", "territoire", "QN2", None),
        ("TRA1", "hors_territoire", None, None), ("TRA1", "non_localise", None, 1)]  # fmt: skip
    assert not any("unités" in text for text in told.warnings)


def test_points_in_another_crs_are_counted_the_same_and_a_wrong_crs_is_told(run, told, incidents, territories):
    wrong = layer("Point", INCIDENTS, [("POINT (3.87 43.6)", "TRA1", "2026-03-01T12:00:00", "numero", "PM")])
    result = count(run, told, wrong, territories)
    assert (result["OUTSIDE"], result["INSIDE"]) == (1, 0)
    assert any("vérifiez le système de coordonnées" in text for text in told.warnings)


def test_a_question_that_cannot_be_answered_is_refused_in_a_sentence(run, told, incidents, territories):
    bare = layer("Point", "field=x:integer", [("POINT (770050 6280050)", 1)])
    for parameters, sentence in (
        ({"START": "2026-03-01"}, "sans champ de date"), ({"CATEGORIES": "TRA"}, "sans champ de catégorie"),
    ):  # fmt: skip
        with pytest.raises(QgsProcessingException, match=sentence):
            count(run, told, bare, territories, **parameters)
    with pytest.raises(QgsProcessingException, match="finit le 01/02/2026, avant de commencer le 01/03/2026"):
        count(run, told, incidents, territories, START="2026-03-01", END="2026-02-01")


def test_no_point_gives_lines_of_zeros(run, told, territories):
    output = count(run, told, layer("Point", INCIDENTS, []), territories)["OUTPUT"]
    lines = ["territoire", "territoire", "hors_territoire", "non_localise"]
    assert rows_of(output, "line", "n") == [(line, None) for line in lines]
    assert any("vide" in text for text in told.warnings)


def test_a_cancelled_count_writes_nothing(run, told, incidents, territories, tmp_path):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        run("count_by_territory", told, INPUT=incidents, TERRITORIES=territories, CODE_FIELD="code",
            OUTPUT=str(tmp_path / "x.gpkg"))  # fmt: skip
    assert not (tmp_path / "x.gpkg").exists()


def test_the_population_of_the_official_qpv_gives_rates(run, told, shared_data):
    folder = shared_data / "marseille"
    polygons = f"{folder / 'marseille_metropole_qpv2015_filosofi2017.gpkg'}|layername=cities"
    squares = QgsVectorLayer(f"{folder / 'marseille_metropole_qpv2015_filosofi2017.gpkg'}|layername=qpvs", "q", "ogr")
    centres = [f.geometry().pointOnSurface().asWkt() for f in squares.getFeatures()]
    points = layer("Point", "field=x:integer", [(text, 1) for text in centres])
    result = run("count_by_territory", told, INPUT=points, TERRITORIES=polygons, CODE_FIELD="INSEE_COM",
                 POPULATION_FIELD="POPULATION", OUTPUT="TEMPORARY_OUTPUT")  # fmt: skip
    assert result["COUNTED"] == 37 == result["INSIDE"] + result["OUTSIDE"] - result["TWICE"]
    rows = [f for f in result["OUTPUT"].getFeatures() if f["line"] == "territoire"]
    assert [f["rate"] for f in rows] == pytest.approx([1000 * f["n"] / f["population"] for f in rows])
    assert np.sum([f["n"] for f in rows]) == result["INSIDE"]
