import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer
from qgis.PyQt.QtCore import QDate, QDateTime

from tests.qgis.hotspot_layers import column, points, polygons, square

FIELDS = ["cell_id", "col", "row", "area_share", "n", "n_last", "hot_steps", "cold_steps", "z_last", "trend_z",
          "trend_p", "class"]  # fmt: skip
X, Y, SIDE = 770_000, 6_280_000, 2_000


def town():
    return polygons(square(X, Y, SIDE))


def incidents(months=12, monthly=200, planted=60, **changes):
    """Uniform incidents and, in the last two months, a hot spot around the cell of (771100, 6281100)."""
    rng = np.random.default_rng(4)
    starts = np.datetime64("2024-01", "M") + np.arange(months)
    n = np.where(np.arange(months) >= months - 2, monthly + planted, monthly)
    days = np.repeat(starts.astype("M8[D]"), n) + rng.integers(0, 28, n.sum())
    xy = rng.uniform((X, Y), (X + SIDE, Y + SIDE), (n.sum(), 2))
    late = np.flatnonzero(np.repeat(np.arange(months), n) >= months - 2)
    xy[late[::5]] = (771_100, 6_281_100) + rng.uniform(-300, 300, (len(late[::5]), 2))
    return points(xy, **({"moment": days} | changes))


def study(run, layer, told=None, **parameters):
    asked = {"INCIDENTS": layer, "DATE_FIELD": "moment", "STEP": "mois", "CELL_SIZE": 200, "STUDY_AREA": town(),
             "OUTPUT": "memory:"}  # fmt: skip
    return run("emerging_hotspots", told, **asked | parameters)


def test_a_hot_spot_of_the_last_months_comes_out_with_the_fields_promised(run, told):
    result = study(run, incidents(), told)
    output = result["OUTPUT"]
    assert [field.name() for field in output.fields()] == FIELDS
    assert output.featureCount() == 100 and output.crs().authid() == "EPSG:2154"
    assert result["STEPS"] == 12 and result["INCIDENTS_USED"] == sum(column(output, "n")) == 2520
    classes = {(f["col"], f["row"]): f["class"] for f in output.getFeatures()}
    assert classes[3855, 31405] in ("hot_consecutive", "hot_new")
    assert any("comparées à la carte du même pas" in text for text in told.infos)


def test_the_cube_has_a_row_per_cell_and_step(run):
    result = study(run, incidents(), CUBE="memory:")
    cube = result["CUBE"]
    assert cube.featureCount() == 1200 and sum(column(cube, "n")) == 2520
    assert [field.name() for field in cube.fields()] == [
        "cell_id", "step", "step_start", "n", "gi_star", "p_value", "q_value"
    ]  # fmt: skip
    assert column(cube, "step_start")[:2] == ["2024-01-01", "2024-02-01"]


def test_only_the_classes_present_are_in_the_legend_that_the_file_keeps(run, tmp_path):
    path = str(tmp_path / "emergents.gpkg")
    study(run, incidents(), OUTPUT=path)
    layer = QgsVectorLayer(path, "emergents", "ogr")
    shown = [category.value() for category in layer.renderer().categories()]
    assert set(shown) == set(column(layer, "class")) and "none" in shown


def test_hexagons_days_and_a_period_may_be_asked_for(run):
    result = study(run, incidents(), CELL_TYPE="hexagon", STEP="30", START=QDateTime(QDate(2024, 2, 1)),
                   END=QDateTime(QDate(2024, 12, 31)))  # fmt: skip
    assert result["STEPS"] == 12 and result["INCIDENTS_USED"] == 2320
    assert result["OUTPUT"].getFeature(1).geometry().constGet().nCoordinates() >= 4


def test_months_as_text_serve_months_but_no_weeks(run):
    months = np.repeat([f"2024-{month:02}" for month in range(1, 13)], [200] * 10 + [260] * 2)
    layer = incidents(text=months)
    assert study(run, layer, DATE_FIELD="text")["STEPS"] == 12
    with pytest.raises(QgsProcessingException, match="ne sont datés qu'au mois"):
        study(run, layer, DATE_FIELD="text", STEP="semaine")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"STEP": "lune"}, "Pas de temps « lune » inconnu"),
        ({"STEP": "10 ans"}, "il n'y a qu'un pas"),
        ({"DATE_FIELD": "quand"}, "n'a pas de champ « quand »"),
        ({"CELL_SIZE": 0}, "taille de maille"),
        ({"START": QDateTime(QDate(2030, 1, 1))}, "n'est dans la période demandée"),
    ],
)
def test_what_cannot_be_mapped_is_refused_in_one_sentence_and_nothing_is_written(run, tmp_path, changes, message):
    with pytest.raises(QgsProcessingException, match=message):
        study(run, incidents(), OUTPUT=str(tmp_path / "x.gpkg"), **changes)
    assert not (tmp_path / "x.gpkg").exists()


@pytest.mark.parametrize(
    ("xy", "message"),
    [([], "aucun point localisé sur 0"), ([[np.nan, 0]], "aucun point localisé sur 1"),
     ([[0.0, 0.0]] * 3, "aucun incident, sur 3 localisé")],
)  # fmt: skip
def test_a_layer_without_incident_in_the_town_is_refused(run, xy, message):
    days = np.array(["2024-01-05", "2024-02-05", "2024-03-05"], "M8[s]")[: len(xy)]
    with pytest.raises(QgsProcessingException, match=message):
        study(run, points(xy, moment=days))


def test_a_cancelled_run_writes_nothing(run, told, tmp_path):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        study(run, incidents(), told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()
