import numpy as np
import pytest
from qgis.core import QgsProcessingException

from tests.qgis.hotspot_layers import column, points, polygons, square

WEST, SOUTH = 770_000, 6_280_000
TOWN = square(WEST, SOUTH, 3000)


def town():
    return polygons(TOWN)


def quarters():
    return polygons(square(WEST + 200, SOUTH + 200, 800), square(WEST + 2000, SOUTH + 2000, 800),
                    square(WEST + 1000, SOUTH + 2200, 300), name=["Q1", "Q2", "Q3"], n=[900, 800, 50])  # fmt: skip


def spread(n=1500, seed=4):
    rng = np.random.default_rng(seed)
    xy = np.concatenate([rng.uniform(0, 3000, (n, 2)), rng.normal((600, 600), 60, (n // 5, 2))])
    return np.clip(xy, 1, 2999) + (WEST, SOUTH)


def compare(run, told=None, **parameters):
    inputs = {"INCIDENTS": points(spread()), "TERRITORIES": quarters(), "CODE_FIELD": "name", "STUDY_AREA": town(),
              "CELL_SIZE": 150, "OUTPUT": "TEMPORARY_OUTPUT"}  # fmt: skip
    return run("hotspots_by_territory", told, **inputs | parameters)


def test_each_quarter_is_counted_and_compared(run, told):
    result = compare(run, told, POPULATION_FIELD="n", NAME_FIELD="name")
    rows = {row["code"]: row for row in result["OUTPUT"].getFeatures()}
    xy = spread() - (WEST, SOUTH)
    assert rows["Q1"]["n"] == ((xy > 200) & (xy < 1000)).all(axis=1).sum()
    assert rows["Q1"]["class"] == "above" and rows["Q1"]["ratio_rest_low"] > 1
    assert rows["Q1"]["hot_incidents"] > 0.6 > rows["Q1"]["hot_area"] > 0
    assert rows["Q2"]["class"] == "below" and rows["Q2"]["hot_incidents"] == 0
    assert rows["Q3"]["class"] == "list" and not rows["Q3"]["hot_area"]
    assert rows["Q1"]["rate"] == pytest.approx(1000 * rows["Q1"]["n"] / 900)
    assert result["TERRITORY_COUNT"] == 3 and result["LISTED"] == 1
    assert result["OUTPUT"].crs().authid() == "EPSG:2154"
    assert any("moins de 30 incidents : 1" in text for text in told.warnings)


def test_hot_cells_already_computed_give_the_same(run):
    cells = run("hotspot_grid", INCIDENTS=points(spread()), STUDY_AREA=town(), CELL_SIZE=150,
                OUTPUT="TEMPORARY_OUTPUT")["OUTPUT"]  # fmt: skip
    first, second = compare(run)["OUTPUT"], compare(run, HOTSPOTS=cells)["OUTPUT"]
    for field in ("n", "class"):
        assert column(first, field) == column(second, field)
    for field in ("hot_area", "hot_incidents"):
        assert column(first, field)[:2] == pytest.approx(column(second, field)[:2], abs=1e-6)


def test_the_list_names_day_and_category_and_no_place(run):
    xy = [[WEST + 1100.0, SOUTH + 2300.0]] * 3 + [[WEST + 600.0, SOUTH + 600.0]] * 40
    moments = [np.datetime64(f"2024-03-{day:02d}T12:00", "s") for day in (3, 1, 2)] + [np.datetime64("NaT")] * 40
    incidents = points(xy, moment=moments)
    table = compare(run, INCIDENTS=incidents, DATE_FIELD="moment", LIST="TEMPORARY_OUTPUT")["LIST"]
    assert [field.name() for field in table.fields()] == ["code", "name", "day", "category", "partner"]
    assert [row["day"] for row in table.getFeatures() if row["code"] == "Q3"] == ["2024-03-01", "2024-03-02",
                                                                                 "2024-03-03"]  # fmt: skip
    assert not table.isSpatial()


def test_polygons_of_one_code_are_one_territory(run):
    parts = polygons(square(WEST, SOUTH, 500), square(WEST + 500, SOUTH, 500), name=["Q1", "Q1"], n=[300, 200])
    rows = list(compare(run, TERRITORIES=parts, POPULATION_FIELD="n")["OUTPUT"].getFeatures())
    assert len(rows) == 1 and rows[0]["area_km2"] == pytest.approx(0.5) and rows[0]["population"] == 500


def test_bad_inputs_are_told_in_one_sentence(run, tmp_path):
    for more, message in (
        ({"INCIDENTS": points([])}, "aucun point localisé"),
        ({"CODE_FIELD": "absent"}, "n'a pas de champ « absent »"),
        ({"POPULATION_FIELD": "name"}, "ne contient pas des nombres"),
        ({"HOTSPOTS": quarters()}, "n'a pas de champ « class »"),
    ):
        with pytest.raises(QgsProcessingException, match=message):
            compare(run, OUTPUT=str(tmp_path / "x.gpkg"), **more)
    assert not list(tmp_path.iterdir())


def test_a_cancelled_run_writes_nothing(run, told, tmp_path):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté"):
        compare(run, told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not list(tmp_path.iterdir())
