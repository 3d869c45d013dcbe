import numpy as np
import pytest
from qgis.core import QgsProcessingException
from qgis.PyQt.QtCore import QDate

from tests.qgis.hotspot_layers import column, points, polygons, square
from tests.told import Told

WEST, SOUTH, SIDE = 770_000.0, 6_280_000.0, 3000.0
FIELDS = ["method", "selection", "cells", "area_km2", "n_before", "n_after", "area_share", "hit_rate", "pai", "pai_low",
          "pai_high", "pei", "rri"]  # fmt: skip
CELL_FIELDS = ["cell_id", "col", "row", "area_share", "n_before", "n_after", "kde", "gi_star", "class", "selected"]


def incidents(n=600, seed=0):
    rng = np.random.default_rng(seed)
    xy = rng.uniform((WEST, SOUTH), (WEST + SIDE, SOUTH + SIDE), (n, 2))
    xy[: n // 3] = rng.normal((WEST + 1000, SOUTH + 1500), 60, (n // 3, 2))
    moment = np.datetime64("2023-01-01", "s") + rng.integers(0, 731 * 86_400, n).astype("m8[s]")
    return xy, moment


@pytest.fixture
def hit_rate(run):
    def run_it(xy, moment, told=None, **parameters):
        inputs = {"INCIDENTS": points(xy, moment=moment), "DATE_FIELD": "moment", "OUTPUT": "TEMPORARY_OUTPUT",
                  "STUDY_AREA": polygons(square(WEST, SOUTH, SIDE))}  # fmt: skip
        return run("hit_rate", told, **(inputs | parameters))

    return run_it


def test_hot_cells_of_a_year_are_measured_on_the_next(hit_rate, tmp_path):
    xy, moment = incidents()
    chart = tmp_path / "courbe.html"
    result = hit_rate(xy, moment, SPLIT=QDate(2024, 1, 1), CELLS="TEMPORARY_OUTPUT", CHART=str(chart))
    first = moment < np.datetime64("2024-01-01")
    table, cells = result["OUTPUT"], result["CELLS"]
    assert [field.name() for field in table.fields()] == FIELDS and table.featureCount() == 18
    assert [field.name() for field in cells.fields()] == CELL_FIELDS and cells.crs().authid() == "EPSG:2154"
    assert (result["N_BEFORE"], result["N_AFTER"]) == (first.sum(), (~first).sum())
    assert sum(column(cells, "n_before")) == first.sum() and sum(column(cells, "n_after")) == (~first).sum()
    hot = [f for f in cells.getFeatures() if f["selected"] == "hot"]
    held, surface = sum(f["n_after"] for f in hot), sum(f.geometry().area() for f in hot)
    assert result["HIT_RATE"] == pytest.approx(held / (~first).sum())
    assert result["PAI"] == pytest.approx(held / (~first).sum() / (surface / SIDE**2))
    before = sum(f["n_before"] for f in hot)
    assert result["RRI"] == pytest.approx((held / before) / ((~first).sum() / first.sum()))
    row = next(f for f in table.getFeatures() if (f["method"], f["selection"]) == ("kde", "5 %"))
    assert (row["pai"], row["pei"]) == pytest.approx((result["PAI"], result["PEI"])) and 0 < row["pei"] <= 1
    assert result["SPLIT_USED"] == "2024-01-01" and result["PAI"] > 4
    page = chart.read_text(encoding="utf-8")
    assert page.count("<polyline") == 2 and "PAI" in page and "Trait plein" in page
    assert cells.renderer().classAttribute() == "selected"


@pytest.mark.parametrize("method", ["count", "kde", "gi_star", "class"])
def test_the_method_is_asked_by_name_or_by_number(hit_rate, method):
    xy, moment = incidents()
    by_name = hit_rate(xy, moment, METHOD=method)
    by_number = hit_rate(xy, moment, METHOD=("count", "kde", "gi_star", "class").index(method))
    assert by_name["PAI"] == by_number["PAI"] > 3


def test_the_second_period_is_computed_and_announced(hit_rate):
    told = Told()
    result = hit_rate(*incidents(), told)
    assert result["SPLIT_USED"] == "2024-07-01" and any("trois quarts de la durée" in text for text in told.infos)


def test_months_as_text_make_periods_too(run):
    xy, moment = incidents()
    texts = [str(month) for month in moment.astype("M8[M]")]
    told = Told()
    inputs = {
        "INCIDENTS": points(xy, text=texts),
        "DATE_FIELD": "text",
        "STUDY_AREA": polygons(square(WEST, SOUTH, SIDE)),
    }
    result = run("hit_rate", told, OUTPUT="TEMPORARY_OUTPUT", **inputs)
    assert result["SPLIT_USED"] == "2024-07-01" and result["N_BEFORE"] + result["N_AFTER"] == len(xy)
    assert any("au 31 décembre 2024" in text.replace("\u00a0", " ") for text in told.infos)


def test_incidents_without_date_or_place_are_counted_and_said(hit_rate):
    xy, moment = incidents()
    xy[0], moment[1], told = np.nan, np.datetime64("NaT"), Told()
    result = hit_rate(xy, moment, told)
    assert result["N_BEFORE"] + result["N_AFTER"] == len(xy) - 2
    warned = " ".join(told.warnings)
    assert "sans date, non comptés : 1" in warned and "sans position" in warned


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"SPLIT": QDate(2030, 1, 1)}, "laisse une période vide"),
        ({"DATE_FIELD": "absent"}, "n'a pas de champ « absent »"),
        ({"AREA_SHARE": 0}, "La part de surface vaut 0 %"),
        ({"CELL_SIZE": 0.5}, "5 millions au plus"),
        ({"INCIDENTS": "empty"}, "Aucun des 0 incidents n'a de date"),
    ],
)
def test_what_cannot_be_measured_is_refused_and_nothing_is_written(hit_rate, tmp_path, parameters, message):
    if parameters.get("INCIDENTS"):
        parameters = {"INCIDENTS": points(np.empty((0, 2)), moment=np.empty(0, dtype="M8[s]"))}
    with pytest.raises(QgsProcessingException, match=message):
        hit_rate(*incidents(60), OUTPUT=str(tmp_path / "x.gpkg"), CHART=str(tmp_path / "x.html"), **parameters)
    assert not list(tmp_path.iterdir())


def test_a_cancelled_run_writes_nothing(hit_rate, tmp_path):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        hit_rate(*incidents(60), told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()
