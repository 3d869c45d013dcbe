import numpy as np
import pytest
from qgis.core import QgsGeometry, QgsProcessingException, QgsVectorLayer, QgsWkbTypes

from tests.qgis.hotspot_layers import column, layer, points, polygons, square

ADDED = ["n", "share", "rank", "cumulated", "class"]
X, Y = 770_000, 6_280_000


def squares(**columns):
    """Ten squares of 100 m in a row."""
    return polygons(*(square(X + 100 * i, Y, 100) for i in range(10)), **columns)


def street(north):
    """A street of 900 m from west to east, so many metres north."""
    return QgsGeometry.fromWkt(f"LINESTRING ({X} {Y + north}, {X + 900} {Y + north})")


def clustered():
    """60 incidents in the third square, 25 in the seventh, 15 in the first, and one outside."""
    return points([[X + 250, Y + 50]] * 60 + [[X + 650, Y + 50]] * 25 + [[X + 50, Y + 50]] * 15 + [[X, Y + 5000]])


def test_counts_given_by_a_field_are_ranked_and_summed_up(run, told):
    result = run("concentration", told, INPUT=squares(n=[15, 0, 60, 0, 0, 0, 25, 0, 0, 0]), FIELD="n", OUTPUT="memory:")
    output = result["OUTPUT"]
    assert [field.name() for field in output.fields()] == ADDED
    assert column(output, "rank") == [3, 4, 1, 5, 6, 7, 2, 8, 9, 10]
    assert column(output, "class")[:3] == ["other", "empty", "top_50"] and column(output, "class")[6] == "top_80"
    # By hand: Σ(2i − 11)x_i = 5·15 + 7·25 + 9·60 = 790, over 10·100.
    assert result["GINI"] == pytest.approx(0.79) and result["GINI_ADJUSTED"] == pytest.approx(0.79)
    assert result["UNITS_FOR_80"] == pytest.approx(0.2) and result["TOP_20"] == pytest.approx(0.85)
    assert (result["PLACES"], result["EVENTS"]) == (10, 100) and result["GINI_BY_CHANCE"] < 0.3
    assert any("80 % des incidents sont dans 20,0 % des lieux" in text for text in told.infos)


def test_incidents_are_counted_in_polygons_that_keep_their_fields(run, told):
    names = [f"Quartier {i}" for i in range(10)]
    result = run("concentration", told, INPUT=squares(name=names), INCIDENTS=clustered(), OUTPUT="memory:")
    assert [field.name() for field in result["OUTPUT"].fields()] == ["name", *ADDED]
    assert column(result["OUTPUT"], "n") == [15, 0, 60, 0, 0, 0, 25, 0, 0, 0]
    assert column(result["OUTPUT"], "name") == names and result["GINI"] == pytest.approx(0.79)
    assert "Incidents hors de la zone d'étude, non comptés : 1." in told.warnings


def test_incidents_go_to_the_nearest_street_or_place_within_the_distance(run, told):
    streets = layer("LineString", [street(60), street(400)])
    result = run("concentration", told, INPUT=streets, INCIDENTS=clustered(), DISTANCE=30, OUTPUT="memory:")
    assert column(result["OUTPUT"], "n") == [100, 0]
    assert QgsWkbTypes.displayString(result["OUTPUT"].wkbType()) == "MultiLineString"
    assert "Incidents à plus de 30 m de tout lieu, non comptés : 1." in told.warnings
    stops = points([[X + 250, Y + 60], [X + 660, Y + 50], [X + 900, Y]])
    nearest = run("concentration", INPUT=stops, INCIDENTS=clustered(), OUTPUT="memory:")["OUTPUT"]
    assert column(nearest, "n") == [60, 25, 0]


def test_incidents_alone_are_counted_on_a_grid_whose_empty_cells_count(run):
    town = polygons(square(X, Y, 1_000))
    result = run("concentration", INCIDENTS=clustered(), STUDY_AREA=town, CELL_SIZE=100, OUTPUT="memory:")
    assert result["PLACES"] == 100 and result["EVENTS"] == 100
    assert sorted(column(result["OUTPUT"], "n"))[-3:] == [15, 25, 60]
    assert [field.name() for field in result["OUTPUT"].fields()] == ["cell_id", "col", "row", "area_share", *ADDED]


def test_a_table_of_counts_needs_no_geometry(run, tmp_path):
    (tmp_path / "rues.csv").write_text("rue;faits\nA;5\nB;0\nC;\nD;15\n", encoding="utf-8")
    uri = f"{(tmp_path / 'rues.csv').as_uri()}?delimiter=;&detectTypes=yes&geomType=none"
    table = QgsVectorLayer(uri, "rues", "delimitedtext")
    result = run("concentration", INPUT=table, FIELD="faits", OUTPUT="memory:")
    assert result["PLACES"] == 3 and result["EVENTS"] == 20
    assert column(result["OUTPUT"], "rank") == [2, 3, 0, 1]


@pytest.mark.parametrize("kind", ["polygons", "lines", "points"])
def test_the_output_is_drawn_by_class_whatever_its_geometry(run, tmp_path, kind):
    shapes = {
        "polygons": squares(n=range(10)),
        "lines": layer("LineString", [street(i) for i in range(3)], n=[5, 0, 1]),
        "points": points([[0, 0], [1, 1], [2, 2]], n=[5, 0, 1]),
    }
    path = str(tmp_path / "concentration.gpkg")
    run("concentration", INPUT=shapes[kind], FIELD="n", OUTPUT=path)
    output = QgsVectorLayer(path, "concentration", "ogr")
    assert output.renderer().classAttribute() == "class"
    assert [category.value() for category in output.renderer().categories()] == ["top_50", "top_80", "other", "empty"]


def test_the_curve_is_a_page(run, tmp_path):
    inputs = {"INPUT": squares(n=[15, 0, 60, 0, 0, 0, 25, 0, 0, 0]), "FIELD": "n", "OUTPUT": "memory:"}
    run("concentration", **inputs, CHART=str(tmp_path / "lorenz.html"))
    page = (tmp_path / "lorenz.html").read_text(encoding="utf-8")
    assert "<polyline" in page and "20,0" in page and "Bernasco et Steenbeek, 2017" in page


@pytest.mark.parametrize(
    ("inputs", "message"),
    [
        ({}, "Ni lieux ni incidents"),
        ({"INPUT": squares}, "soit le champ du nombre, soit une couche d'incidents"),
        ({"INPUT": lambda: squares(n=range(10)), "FIELD": "n", "INCIDENTS": clustered}, "soit le champ du nombre"),
        ({"INPUT": lambda: squares(n=[-1] * 10), "FIELD": "n"}, "nombre négatif"),
        ({"INPUT": lambda: squares(n=[0] * 10), "FIELD": "n"}, "Aucun incident dans les 10 lieux"),
        ({"INPUT": lambda: squares(n=range(10)), "FIELD": "total"}, "n'a pas de champ « total »"),
        ({"INPUT": lambda: polygons(square(X, Y, 9), n=[4]), "FIELD": "n"}, "au moins deux lieux"),
        ({"INPUT": squares, "INCIDENTS": lambda: points([[0, 0]])}, "aucun incident, sur 1 localisé"),
        ({"INCIDENTS": lambda: points([])}, "aucun point localisé sur 0"),
        ({"INPUT": lambda: points([[X, Y], [X, Y + 900]]), "INCIDENTS": clustered, "DISTANCE": 0}, "plus grand que 0"),
    ],
)
def test_what_cannot_be_measured_is_refused_in_one_sentence_and_nothing_is_written(run, tmp_path, inputs, message):
    made = {name: value() if callable(value) else value for name, value in inputs.items()}
    with pytest.raises(QgsProcessingException, match=message):
        run("concentration", **made, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_a_cancelled_run_writes_nothing(run, told, tmp_path):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        run("concentration", told, INCIDENTS=clustered(), OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_repeated_places_are_found_again_with_the_same_seed(run):
    rng = np.random.default_rng(1)
    inputs = {"INCIDENTS": points(rng.uniform((X, Y), (X + 900, Y + 900), (80, 2))), "CELL_SIZE": 100}
    first, again = (run("concentration", **inputs, OUTPUT="memory:")["GINI_BY_CHANCE"] for _ in range(2))
    assert first == again
