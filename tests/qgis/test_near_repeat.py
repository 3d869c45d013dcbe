import numpy as np
import pandas as pd
import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer, QgsWkbTypes

from tests.qgis.hotspot_layers import column, points

FIELDS = ["distance_from", "distance_to", "days_from", "days_to", "observed", "expected", "ratio", "p_value"]
DAYS = np.datetime64("2024-01-01") + np.random.default_rng(8).integers(0, 300, 200)


def burgled(**changes):
    """200 burglaries and their 40 repeats within 60 m and four days."""
    rng = np.random.default_rng(8)
    xy = rng.uniform((770_000, 6_280_000), (774_000, 6_284_000), (200, 2))
    near = xy[:40] + rng.uniform(-40, 40, (40, 2))
    columns = {"moment": np.concatenate([DAYS, DAYS[:40] + rng.integers(0, 4, 40)])} | changes
    return points(np.concatenate([xy, near]), **columns)


def study(run, layer, told=None, **parameters):
    asked = {"INCIDENTS": layer, "DATE_FIELD": "moment", "DISTANCE_BANDS": "0,100,200", "DAY_BANDS": "0,4,8",
             "RUNS": 99, "SEED": 3, "OUTPUT": "memory:"}  # fmt: skip
    return run("near_repeat", told, **asked | parameters)


def test_the_table_has_a_row_per_band_and_finds_the_repeats(run, told):
    result = study(run, burgled(), told)
    table = result["OUTPUT"]
    assert [field.name() for field in table.fields()] == FIELDS and result["INCIDENTS_USED"] == 240
    assert QgsWkbTypes.displayString(table.wkbType()) == "NoGeometry"
    assert column(table, "distance_from") == [0, 0, 100, 100] and column(table, "days_to") == [4, 8, 4, 8]
    assert column(table, "p_value")[0] == pytest.approx(0.01) and column(table, "ratio")[0] > 5
    assert column(table, "observed")[0] >= 40 and min(column(table, "p_value")[1:]) > 0.01
    assert any("borne basse est comprise" in text for text in told.infos)


def test_the_same_seed_gives_the_same_p_and_the_metric_may_be_told_by_its_code(run):
    first, again = (study(run, burgled(), METRIC="manhattan")["OUTPUT"] for _ in range(2))
    assert column(first, "p_value") == column(again, "p_value")
    by_number = study(run, burgled(), METRIC=1)["OUTPUT"]
    assert column(by_number, "observed") == column(first, "observed")
    assert column(first, "observed") != column(study(run, burgled(), METRIC="euclidean")["OUTPUT"], "observed")


def test_a_script_may_give_the_bands_as_lists(run):
    listed = study(run, burgled(), DISTANCE_BANDS=[0, 100, 200], DAY_BANDS=[0, 4, 8])["OUTPUT"]
    assert column(listed, "observed") == column(study(run, burgled())["OUTPUT"], "observed")


def test_pairs_are_lines_from_the_incident_to_its_repeat(run):
    result = study(run, burgled(), PAIRS="memory:")
    pairs, table = result["PAIRS"], result["OUTPUT"]
    assert QgsWkbTypes.displayString(pairs.wkbType()) == "LineString" and pairs.crs().authid() == "EPSG:2154"
    assert pairs.featureCount() == sum(column(table, "observed"))
    for pair in pairs.getFeatures():
        assert pair.geometry().length() == pytest.approx(pair["distance"], abs=1e-6)
        assert pair["first_on"].daysTo(pair["second_on"]) == pair["days"] >= 0
    assert pairs.renderer().classAttribute() == 'CASE WHEN "p_value" <= 0.05 THEN 1 ELSE 0 END'


def test_the_chart_is_a_page_that_says_how_it_was_made(run, tmp_path):
    study(run, burgled(), CHART=str(tmp_path / "repetitions.html"))
    page = (tmp_path / "repetitions.html").read_text(encoding="utf-8")
    assert page.count("<rect ") == 4 and "[100, 200) m" in page and "[4, 8) jours" in page
    assert "borne basse est comprise" in page and "http://" not in page.replace("http://www.w3.org/2000/svg", "")


def test_dates_as_text_and_a_band_without_end_are_understood(run):
    texts = [f"{day.astype(object):%d/%m/%Y}" for day in DAYS] + [None] * 40
    bands = {"DISTANCE_BANDS": "0,100,inf", "DAY_BANDS": "0,4,inf"}
    table = study(run, burgled(text=texts), DATE_FIELD="text", **bands)["OUTPUT"]
    assert sum(column(table, "observed")) == 200 * 199 / 2
    assert [bool(value) for value in column(table, "distance_to")] == [True, True, False, False]


def test_the_precision_of_an_observatory_leaves_its_months_out(run, told):
    rows = points([[0, 0], [900, 0], [5, 0]], moment=np.array(["2024-05-01", "2024-05-02", "2024-05-01"], "M8[s]"),
                  date_precision=["jour", "jour", "mois"])  # fmt: skip
    assert study(run, rows, told)["INCIDENTS_USED"] == 2
    assert "Incidents datés au mois ou à l'année, non comptés : 1." in told.warnings


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"DISTANCE_BANDS": "100,0"}, "Tranches de distance : « 100,0 » ; donnez des bornes de 0 ou plus, qui montent"),
        ({"DAY_BANDS": "0,1.5"}, "jours entiers"),
        ({"DATE_FIELD": "quand"}, "n'a pas de champ « quand »"),
        ({"INCIDENTS": points([], moment=np.array([], "M8[s]"))}, "Aucun incident, sur 0"),
        ({"INCIDENTS": points([[0, 0]], moment=DAYS[:1])}, "au moins deux incidents datés et localisés"),
        ({"INCIDENTS": points([[5, 5]] * 3, moment=DAYS[:3])}, "tous au même endroit"),
        ({"INCIDENTS": points([[500, 500], [600, 600]], moment=DAYS[[0, 0]])}, "tous du même jour"),
        ({"INCIDENTS": points([[3.87, 43.61], [3.88, 43.62]], moment=DAYS[:2])}, "ressemblent à des degrés"),
        ({"INCIDENTS": points([[5, 5], [np.nan, 0]], moment=np.array(["NaT", "2024-05-01"], "M8[s]"))}, "sur 2"),
        ({"INCIDENTS": points([[5, 5], [600, 6]], text=["2024-05", "2024-06"]), "DATE_FIELD": "text"}, "qu'au mois"),
    ],
)
def test_what_cannot_be_studied_is_refused_in_one_sentence_and_nothing_is_written(run, tmp_path, changes, message):
    with pytest.raises(QgsProcessingException, match=message):
        study(run, changes.pop("INCIDENTS", None) or burgled(), OUTPUT=str(tmp_path / "x.gpkg"), **changes)
    assert not (tmp_path / "x.gpkg").exists()


def test_a_cancelled_run_writes_nothing(run, told, tmp_path):
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        study(run, burgled(), told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()


def test_the_fires_of_chicago_are_counted_as_in_the_reference(run, shared_data, tmp_path):
    reference = shared_data / "reference"
    rows = pd.read_csv(reference / "chicago_arson_2016.csv", header=None, names=["x", "y", "day"])
    rows.to_csv(tmp_path / "feux.csv", index=False)
    uri = f"{(tmp_path / 'feux.csv').as_uri()}?delimiter=,&xField=x&yField=y&crs=EPSG:26971&detectTypes=yes"
    layer = QgsVectorLayer(uri, "feux", "delimitedtext")
    table = study(run, layer, DATE_FIELD="day", DISTANCE_BANDS="0,0.1,200,400,600", DAY_BANDS="0,1,2,3",
                  METRIC="manhattan")["OUTPUT"]  # fmt: skip
    assert column(table, "observed") == [0, 2, 0, 9, 1, 1, 4, 0, 0, 6, 0, 0]
    assert [p <= 0.05 for p in column(table, "p_value")] == [False, True, False] + [True, False, False] * 3


def test_burglaries_told_by_the_month_only_are_refused(run, shared_data, tmp_path):
    archive = shared_data / "incidents" / "nottingham_burglaries.csv.gz"
    pd.read_csv(archive)[["month", "longitude", "latitude"]].to_csv(tmp_path / "vols.csv", index=False)
    where = "delimiter=,&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=yes"
    layer = QgsVectorLayer(f"{(tmp_path / 'vols.csv').as_uri()}?{where}", "vols", "delimitedtext")
    with pytest.raises(QgsProcessingException, match="ne sont datés qu'au mois"):
        study(run, layer, DATE_FIELD="month")
