import numpy as np
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from tests.qgis.hotspot_layers import column, points, polygons, square

FIELDS = ["cell_id", "col", "row", "area_share", "n_before", "n_after", "expected_after", "change_percent", "p_value",
          "q_value", "class"]  # fmt: skip


def spread(n, seed, planted=0):
    rng = np.random.default_rng(seed)
    xy = rng.uniform((770_000, 6_280_000), (772_000, 6_282_000), (n, 2))
    return np.concatenate([xy, rng.normal((771_100, 6_281_100), 20, (planted, 2))])


def town(code="EPSG:2154"):
    return polygons(square(770_000, 6_280_000, 2_000), code=code)


def test_a_planted_rise_comes_out_with_the_fields_promised(run, told):
    result = run("hotspot_change", told, BEFORE=points(spread(500, 1)), AFTER=points(spread(500, 2, 40)),
                 STUDY_AREA=town(), EXPOSURE_BEFORE=365, EXPOSURE_AFTER=366, OUTPUT="memory:")  # fmt: skip
    output = result["OUTPUT"]
    assert [field.name() for field in output.fields()] == FIELDS
    assert output.crs().authid() == "EPSG:2154" and output.featureCount() == 100
    assert sum(column(output, "n_before")) == result["N_BEFORE"] == 500
    assert sum(column(output, "n_after")) == result["N_AFTER"] == 540
    risen = [f for f in output.getFeatures() if f["class"] == "increase_99"]
    assert [(f["col"], f["row"]) for f in risen] == [(3855, 31405)] and result["INCREASES"] == 1
    assert result["DECREASES"] == 0


def test_polygons_given_keep_their_fields_and_their_own_number(run, told):
    grid = polygons(square(770_000, 6_280_000, 1_000), square(771_000, 6_281_000, 1_000),
                    name=["Nord", "Sud"], cell_id=[41, 42], n=[1, 1])  # fmt: skip
    inputs = {"BEFORE": points(spread(300, 1)), "AFTER": points(spread(300, 2, 60)), "GRID": grid}
    output = run("hotspot_change", told, **inputs, STUDY_AREA=town(), OUTPUT="memory:")["OUTPUT"]
    assert [field.name() for field in output.fields()] == ["name", "cell_id", "n", *FIELDS[4:]]
    assert column(output, "name") == ["Nord", "Sud"] and column(output, "cell_id") == [41, 42]
    assert column(output, "class") == ["not_significant", "increase_99"]
    assert any("taille de maille ne servent pas" in text for text in told.infos)
    assert any("supposées de même durée" in text for text in told.warnings)


def test_layers_in_degrees_are_counted_in_metres(run):
    from qgis import processing

    def degrees(layer):
        inputs = {"INPUT": layer, "TARGET_CRS": "EPSG:4326", "OUTPUT": "TEMPORARY_OUTPUT"}
        return processing.run("native:reprojectlayer", inputs)["OUTPUT"]

    before, after = spread(200, 1), spread(200, 2, 30)
    result = run("hotspot_change", BEFORE=degrees(points(before)), AFTER=degrees(points(after)),
                 STUDY_AREA=degrees(town()), OUTPUT="memory:")  # fmt: skip
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    assert (result["N_BEFORE"], result["N_AFTER"]) == (200, 230) and result["INCREASES"] == 1


def test_an_output_file_keeps_its_style_and_can_be_counted_in_again(run, tmp_path):
    path = str(tmp_path / "evolution.gpkg")
    inputs = {"BEFORE": points(spread(200, 1)), "AFTER": points(spread(200, 2))}
    run("hotspot_change", **inputs, STUDY_AREA=town(), OUTPUT=path)
    layer = QgsVectorLayer(path, "evolution", "ogr")
    assert layer.renderer().classAttribute() == "class" and len(layer.renderer().categories()) == 7
    again = run("hotspot_change", **inputs, GRID=path, OUTPUT=str(tmp_path / "encore.gpkg"))["OUTPUT"]
    recounted = QgsVectorLayer(again, "encore", "ogr")
    assert column(recounted, "n_before") == column(layer, "n_before")
    assert column(recounted, "cell_id") == column(layer, "cell_id")


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"AFTER": []}, "La couche « après » n'a aucun point localisé sur 0"),
        ({"BEFORE": [[np.nan, np.nan]]}, "La couche « avant » n'a aucun point localisé sur 1"),
        ({"AFTER": [[0.0, 0.0]]}, "« après » n'a aucun incident, sur 1 localisé"),
        ({"EXPOSURE_BEFORE": 30}, "Une seule des deux durées est donnée"),
        ({"EXPOSURE_BEFORE": 30, "EXPOSURE_AFTER": 0}, "deux durées en jours plus grandes que 0"),
        ({"CELL_SIZE": 0}, "taille de maille"),
        ({"STUDY_AREA": None, "AFTER": [[0.0, 0.0]], "CELL_SIZE": 50}, "5 millions au plus"),
    ],
)
def test_what_cannot_be_compared_is_refused_in_one_sentence_and_nothing_is_written(run, tmp_path, changes, message):
    inputs = {"BEFORE": spread(50, 1), "AFTER": spread(50, 2), "STUDY_AREA": town()} | changes
    for name in ("BEFORE", "AFTER"):
        inputs[name] = points(inputs[name])
    with pytest.raises(QgsProcessingException, match=message):
        run("hotspot_change", **inputs, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_a_cancelled_run_writes_nothing(run, told, tmp_path):
    told.cancel()
    inputs = {"BEFORE": points(spread(50, 1)), "AFTER": points(spread(50, 2)), "STUDY_AREA": town()}
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        run("hotspot_change", told, **inputs, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_degrees_declared_in_metres_are_told_from_a_small_town(run):
    rng = np.random.default_rng(1)
    degrees = points(rng.uniform((3.85, 43.58), (3.91, 43.64), (40, 2)))
    with pytest.raises(QgsProcessingException, match="ressemblent à des degrés"):
        run("hotspot_change", BEFORE=degrees, AFTER=degrees, OUTPUT="memory:")
