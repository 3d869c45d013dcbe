"""Grids given, rates, periods, permutations, robustness, raster and summaries of `oltp:hotspot_grid`."""

import json

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsProcessingException, QgsRasterLayer, QgsVectorLayer

from tests.qgis.hotspot_layers import column, points, polygons, square

WEST, SOUTH = 770_000, 6_280_000
TOWN = square(WEST, SOUTH, 2000)


def town():
    return polygons(TOWN)


def spread(n=3000, seed=4):
    rng = np.random.default_rng(seed)
    xy = np.concatenate([rng.uniform(0, 2000, (n, 2)), rng.normal((550, 550), 50, (n // 5, 2))])
    return np.clip(xy, 1, 1999) + (WEST, SOUTH)


def grid_of(side=10, size=200, **columns):
    corners = [(WEST + x * size, SOUTH + y * size) for y in range(side) for x in range(side)]
    return polygons(*(square(x, y, size) for x, y in corners), **columns)


def run_grid(run, incidents, told=None, **parameters):
    return run("hotspot_grid", told, INCIDENTS=incidents, **{"OUTPUT": "TEMPORARY_OUTPUT"} | parameters)


def test_a_grid_given_has_the_results_of_the_same_squares_and_keeps_its_fields(run):
    names = [f"M{i}" for i in range(100)]
    given = run_grid(run, points(spread()), GRID=grid_of(name=names))["OUTPUT"]
    made = run_grid(run, points(spread()), STUDY_AREA=town(), CELL_SIZE=200)["OUTPUT"]
    assert column(given, "name") == names
    for field in ("n", "class", "cell_id"):
        assert column(given, field) == column(made, field)
    for field in ("gi_star", "p_value", "q_value", "q_class", "kde"):
        assert column(given, field) == pytest.approx(column(made, field), rel=1e-9, abs=1e-12)
    assert "col" not in [field.name() for field in given.fields()]


def test_gi_star_of_a_grid_given_equals_that_of_spdep_on_memphis(run, shared_data):
    cells = f"{shared_data}/reference/memphis_gistar.gpkg|layername=memphis_500m"
    incidents = f"{shared_data}/incidents/memphis_2019.gpkg|layername=robberies_2019"
    output = run_grid(run, incidents, GRID=cells)["OUTPUT"]
    reference = QgsVectorLayer(cells, "reference", "ogr")
    assert column(output, "n") == column(reference, "n")
    assert column(output, "gi_star") == pytest.approx(column(reference, "gistar_spdep"), abs=1e-6)
    assert column(output, "p_value") == pytest.approx(column(reference, "p_bilateral"), abs=1e-9)
    assert column(output, "q_value") == pytest.approx(column(reference, "q_bh"), abs=1e-9)


def test_burglaries_of_nottingham_are_counted_by_ward_as_published(run, shared_data, tmp_path):
    import csv
    import gzip

    path = tmp_path / "notts.csv"
    path.write_bytes(gzip.decompress((shared_data / "incidents" / "nottingham_burglaries.csv.gz").read_bytes()))
    uri = f"{path.as_uri()}?delimiter=,&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=yes"
    incidents = QgsVectorLayer(uri, "cambriolages", "delimitedtext")
    output = run_grid(run, incidents, GRID=str(shared_data / "incidents" / "nottingham_wards.gpkg"))["OUTPUT"]
    with (shared_data / "reference" / "nottingham_burglaries_wards_moran.csv").open(encoding="utf-8") as rows:
        expected = {row["ward_name"]: int(row["n"]) for row in csv.DictReader(rows)}
    assert dict(zip(column(output, "ward_name"), column(output, "n"), strict=True)) == expected


def test_gi_star_of_six_weighted_places_in_a_distance_band(run):
    # Places, band and scores of the Statistics section of the domain.
    places = [(10, 10), (20, 10), (40, 10), (15, 20), (30, 20), (30, 30)]
    grid = polygons(*(square(x - 0.5, y - 0.5, 1) for x, y in places))
    incidents = points([[float(x), float(y)] for x, y in places], gravity=[2, 3, 3.2, 5, 8, 7])
    output = run_grid(run, incidents, GRID=grid, DISTANCE_BAND=15, WEIGHT="gravity")["OUTPUT"]
    expected = [-1.39727626, -0.28917762, 0.65064964, -0.28917762, 1.23452088, 2.02424331]
    assert column(output, "gi_star") == pytest.approx(expected, abs=1e-8)


def test_weights_count_for_what_they_are(run, told):
    incidents = points([[WEST + 100, SOUTH + 100]] * 2 + [[WEST + 900, SOUTH + 900]], n=[3, 4, None])
    result = run_grid(run, incidents, told, GRID=grid_of(), WEIGHT="n")
    assert sum(column(result["OUTPUT"], "weight")) == 7 and sum(column(result["OUTPUT"], "n")) == 2
    assert any("sans poids, non comptés : 1" in text for text in told.warnings)
    areas = np.array([f.geometry().area() for f in result["OUTPUT"].getFeatures()]) / 1e6
    assert column(result["OUTPUT"], "kde") @ areas == pytest.approx(7)


def test_rates_relate_to_the_people_of_each_cell_and_empty_cells_have_none(run, told):
    people = polygons(square(WEST, SOUTH, 1000), square(WEST + 1000, SOUTH, 1000), n=[2500, 100])
    incidents = points(spread())
    inputs = {"STUDY_AREA": town(), "CELL_SIZE": 200, "EXPOSURE": people, "EXPOSURE_FIELD": "n", "MIN_EXPOSURE": 50}
    output = run_grid(run, incidents, told, **inputs)["OUTPUT"]
    rows = list(output.getFeatures())
    assert sum(row["exposure"] for row in rows) == pytest.approx(2600)
    peopled = [row for row in rows if row["exposure"] >= 50]
    assert len(peopled) == 25
    assert all(row["rate"] == pytest.approx(1000 * row["n"] / 100) and row["gi_star"] for row in peopled)
    others = [row for row in rows if row["exposure"] < 50]
    assert all(not row["rate"] and not row["gi_star"] and row["class"] == "not_significant" for row in others)
    assert any("dénominateur est sous 50 : 75" in text for text in told.warnings)


def test_people_may_be_points(run):
    people = points([[WEST + 100, SOUTH + 100], [WEST + 300, SOUTH + 100]], n=[400, 200])
    output = run_grid(run, points(spread()), GRID=grid_of(), EXPOSURE=people, EXPOSURE_FIELD="n")["OUTPUT"]
    assert column(output, "exposure")[:3] == [400, 200, 0]


def test_a_period_and_categories_choose_the_incidents(run, told):
    moments = np.array(["2024-01-01T10:00", "2024-06-30T23:59", "2024-07-01", "NaT"], dtype="M8[s]")
    xy = [[WEST + 100, SOUTH + 100]] * 4
    incidents = points(xy, moment=list(moments), text=["TRA1", "TRA3", "TRA1", "DEG4"])
    inputs = {"GRID": grid_of(), "DATE_FIELD": "moment", "START": "2024-01-01", "END": "2024-06-30"}
    assert run_grid(run, incidents, told, **inputs)["POINTS_INSIDE"] == 2
    assert any("sans date, laissés de côté par le choix d'une période : 1" in text for text in told.warnings)
    more = {"CATEGORY_FIELD": "text", "CATEGORIES": "TRA3, DEG4"}
    assert run_grid(run, incidents, **inputs, **more)["POINTS_INSIDE"] == 1
    with pytest.raises(QgsProcessingException, match="n'est de la période"):
        run_grid(run, incidents, **inputs | {"START": "2025-01-01", "END": "2025-02-01"})
    with pytest.raises(QgsProcessingException, match="remplissez DATE_FIELD"):
        run_grid(run, incidents, GRID=grid_of(), START="2024-01-01")


def test_permutations_are_repeatable_and_said(run, told):
    inputs = {"STUDY_AREA": town(), "CELL_SIZE": 200, "PERMUTATIONS": 99, "SEED": 7}
    first = run_grid(run, points(spread()), told, **inputs)["OUTPUT"]
    again = run_grid(run, points(spread()), **inputs)["OUTPUT"]
    assert column(first, "p_value") == column(again, "p_value")
    assert column(first, "q_value") == column(first, "q_class")
    assert any("99 cartes" in text and "graine 7" in text for text in told.infos)
    hot = [f for f in first.getFeatures() if f["class"] == "hot_99"]
    assert hot and all(abs(f["col"] * 200 + 100 - WEST - 550) <= 400 for f in hot)


def test_sparse_counts_are_warned_about_unless_permutations_are_drawn(run, told):
    inputs = {"STUDY_AREA": town(), "CELL_SIZE": 100}
    run_grid(run, points(spread(600)), told, **inputs)
    assert any("n'est qu'approché" in text and "PERMUTATIONS" in text for text in told.warnings)
    told.warnings.clear()
    run_grid(run, points(spread(600)), told, **inputs, PERMUTATIONS=99)
    assert not told.warnings


def test_a_planted_hot_spot_stays_hot_on_nine_grids_out_of_nine(run):
    output = run_grid(run, points(spread()), STUDY_AREA=town(), CELL_SIZE=150, ROBUSTNESS=True)["OUTPUT"]
    share = {(f["col"], f["row"]): f["robustness"] for f in output.getFeatures()}
    assert share[(WEST + 550) // 150, (SOUTH + 550) // 150] == 1
    assert share[(WEST + 1550) // 150, (SOUTH + 1550) // 150] == 0
    assert all(0 <= value <= 1 for value in share.values())


def test_rings_and_a_distance_change_who_is_compared(run, told):
    inputs = {"STUDY_AREA": town(), "CELL_SIZE": 200}
    one, two, band = (
        column(run_grid(run, points(spread()), told, **inputs, **more)["OUTPUT"], "gi_star")
        for more in ({}, {"RINGS": 2}, {"DISTANCE_BAND": 290})
    )
    assert one != two and one == pytest.approx(band)
    assert any("2e anneau" in text for text in told.infos) and any("290 m au plus" in text for text in told.infos)


def test_the_size_is_computed_and_announced_when_none_is_given(run, told):
    result = run_grid(run, points(spread()), told, STUDY_AREA=town())
    assert result["CELL_SIZE_USED"] == 100
    assert any("Carrés de 100 m, taille calculée" in text for text in told.infos)
    assert run_grid(run, points(spread()), STUDY_AREA=town(), CELL_SIZE=0)["CELL_SIZE_USED"] == 100


def test_the_raster_holds_the_density_of_the_town_and_nothing_outside(run, tmp_path):
    path, triangle = str(tmp_path / "densite.tif"), f"POLYGON (({WEST} {SOUTH}, {WEST + 2000} {SOUTH}, {WEST} {SOUTH + 2000}, {WEST} {SOUTH}))"  # noqa: E501
    result = run_grid(run, points(spread()), STUDY_AREA=polygons(triangle), CELL_SIZE=200, BANDWIDTH=400, RASTER=path)
    dataset = gdal.Open(path)
    values, pixel = dataset.ReadAsArray(), dataset.GetGeoTransform()[1]
    assert dataset.GetSpatialRef().GetAuthorityCode(None) == "2154"
    assert dataset.GetRasterBand(1).GetNoDataValue() == -9999 and values[0, -1] == -9999
    # Pixels on the slant edge count for half.
    total = values[values != -9999].sum() * pixel**2 / 1e6
    assert total == pytest.approx(result["POINTS_INSIDE"], rel=0.03)
    peak = np.unravel_index(values.argmax(), values.shape)
    left, top = dataset.GetGeoTransform()[0], dataset.GetGeoTransform()[3]
    x, y = left + (peak[1] + 0.5) * pixel, top - (peak[0] + 0.5) * pixel
    assert abs(x - WEST - 550) < 100 and abs(y - SOUTH - 550) < 100
    opened = QgsRasterLayer(path, "densité")
    assert opened.renderer().type() == "singlebandpseudocolor"
    assert opened.renderer().classificationMax() == pytest.approx(values.max(), rel=0.01)


def test_the_summaries_say_what_was_counted_how_and_what_to_beware_of(run, tmp_path):
    xy, n = spread(), len(spread())
    days = list(np.datetime64("2024-03-01", "s") + np.arange(n) * np.timedelta64(3600, "s"))
    outputs = {"SUMMARY_HTML": str(tmp_path / "r.html"), "SUMMARY_JSON": str(tmp_path / "r.json")}
    result = run_grid(run, points(xy, moment=days), STUDY_AREA=town(), CELL_SIZE=100, DATE_FIELD="moment", **outputs)
    assert result["SUMMARY_HTML"] == outputs["SUMMARY_HTML"]
    told = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert told["incidents"]["counted"] == n and told["period"]["from"] == "2024-03-01"
    assert told["cells"] == {"number": 400, "shape": "squares", "size": 100.0, "mean_count": n / 400, "area_km2": 4.0}
    assert sum(row["incidents"] for row in told["classes"].values()) == n
    assert sum(row["share_of_area"] for row in told["classes"].values()) == pytest.approx(1)
    assert told["classes"]["hot_99"]["cells"] + told["classes"]["hot_95"]["cells"] <= result["HOT_CELLS"]
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "du 1er\u00a0mars 2024" in page and "Ord et Getis, 1995" in page and "jamais «\u00a0danger\u00a0»" in page


@pytest.mark.parametrize(
    ("xy", "parameters", "message"),
    [
        ([[3.87, 43.61], [3.88, 43.60], [3.90, 43.62]], {}, "ressemblent à des degrés"),
        ([*spread(60).tolist(), [0.0, 0.0]], {"CELL_SIZE": 100}, r"5 millions.*1 incident\(s\) sont à 6 \d{3} km"),
        (spread(60), {"STUDY_AREA": "elsewhere"}, "n'est dans la zone d'étude"),
        (spread(60), {"EXPOSURE": "people"}, "remplissez EXPOSURE_FIELD"),
        (spread(60), {"EXPOSURE": "people", "EXPOSURE_FIELD": "name"}, "ne contient pas des nombres"),
        (spread(60), {"EXPOSURE": "people", "EXPOSURE_FIELD": "n", "MIN_EXPOSURE": 1e6}, "baissez le minimum"),
        (spread(60), {"DISTANCE_BAND": 50, "CELL_SIZE": 100}, "distance de voisinage"),
        (spread(60), {"CELL_SIZE": -5}, "taille de maille vaut -5 m"),
        (spread(60), {"BANDWIDTH": -5}, "rayon vaut -5 m"),
        (spread(60), {"START": "2024-05-01", "END": "2024-01-01", "DATE_FIELD": "x"}, "champ « x »"),
        (spread(60), {"CATEGORIES": "TRA1"}, "champ « category »"),
    ],
)
def test_what_cannot_make_a_map_is_told_in_one_sentence(run, tmp_path, xy, parameters, message):
    layers = {"elsewhere": polygons(square(0, 0, 500)), "people": polygons(TOWN, n=[900], name=["x"])}
    inputs = {name: layers.get(value, value) if isinstance(value, str) else value for name, value in parameters.items()}
    with pytest.raises(QgsProcessingException, match=message):
        run_grid(run, points(xy), OUTPUT=str(tmp_path / "x.gpkg"), **inputs)
    assert not list(tmp_path.iterdir())


def test_one_point_or_all_at_one_place_make_a_map_without_a_class(run, told):
    for n in (1, 40):
        output = run_grid(run, points([[WEST + 500.0, SOUTH + 500.0]] * n), told, STUDY_AREA=town())["OUTPUT"]
        assert sum(column(output, "n")) == n
    assert any("une liste en dit plus" in text for text in told.warnings)


def test_a_grid_that_overlaps_or_is_broken_is_said(run, told):
    bow_tie = f"POLYGON (({WEST} {SOUTH}, {WEST + 900} {SOUTH + 900}, {WEST + 900} {SOUTH}, {WEST} {SOUTH + 900}, {WEST} {SOUTH}))"  # noqa: E501
    grid = polygons(bow_tie, square(WEST, SOUTH, 1000), square(WEST + 500, SOUTH, 1000), square(WEST + 5000, SOUTH, 9))
    result = run_grid(run, points(spread(300)), told, GRID=grid)
    assert sum(column(result["OUTPUT"], "n")) == result["POINTS_INSIDE"]
    text = " ".join(told.warnings)
    assert "réparés : 1" in text and "se recouvrent" in text and "îles) : 1" in text and "tailles très inégales" in text
