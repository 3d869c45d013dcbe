import gzip

import numpy as np
import pytest
from qgis import processing
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingException,
    QgsProcessingFeatureSourceDefinition,
    QgsProject,
    QgsVectorFileWriter,
    QgsVectorLayer,
    QgsWkbTypes,
)
from scipy import stats

from tests.told import Told

FIELDS = ["cell_id", "col", "row", "area_share", "n", "kde", "gi_star", "p_value", "q_value", "q_class",
          "class"]  # fmt: skip
TOWN = "POLYGON ((770000 6280000, 774000 6280000, 774000 6282500, 771500 6283000, 770000 6283000, 770000 6280000))"


@pytest.fixture(scope="module")
def hotspots(provider):
    def run(incidents, study=None, feedback=None, **parameters):
        inputs = {"INCIDENTS": incidents, "STUDY_AREA": study, "CELL_SIZE": 200, "OUTPUT": "TEMPORARY_OUTPUT"}
        inputs |= parameters
        return processing.run("oltp:hotspot_grid", inputs, feedback=feedback or Told())

    return run


def layer(kind, geometries, code="EPSG:2154"):
    made = QgsVectorLayer(f"{kind}?crs={code}", "essai", "memory")
    features = []
    for geometry in geometries:
        feature = QgsFeature()
        if geometry is not None:
            feature.setGeometry(geometry)
        features.append(feature)
    assert made.dataProvider().addFeatures(features)[0]
    return made


def town(code="EPSG:2154"):
    return layer("Polygon", [QgsGeometry.fromWkt(TOWN)], code)


def incidents(xy, code="EPSG:2154"):
    return layer("Point", [None if np.isnan(x) else QgsGeometry.fromPointXY(QgsPointXY(x, y)) for x, y in xy], code)


def random_xy(n=4000, seed=3):
    rng = np.random.default_rng(seed)
    spread = rng.uniform((769_900, 6_279_900), (774_100, 6_283_100), (n, 2))
    return np.concatenate([spread, rng.normal((771_000, 6_281_000), 80, (n // 4, 2))])


def column(output, name):
    return np.array([feature[name] for feature in output.getFeatures()])


@pytest.mark.parametrize(("cell_type", "cell_area", "corners"), [(0, 200**2, 5), (1, 200**2 * 3**0.5 / 2, 7)])
def test_cells_cover_the_town_with_its_incidents_and_the_fields_promised(hotspots, cell_type, cell_area, corners):
    xy, told = random_xy(), Told()
    result = hotspots(incidents(xy), town(), told, CELL_TYPE=cell_type)
    output, shape = result["OUTPUT"], QgsGeometry.fromWkt(TOWN)
    inside = sum(shape.contains(QgsPointXY(x, y)) for x, y in xy)
    assert [field.name() for field in output.fields()] == FIELDS
    assert QgsWkbTypes.displayString(output.wkbType()) == "MultiPolygon" and output.crs().authid() == "EPSG:2154"
    assert column(output, "n").sum() == result["POINTS_INSIDE"] == inside
    assert result["POINTS_OUTSIDE"] == len(xy) - inside
    areas = np.array([feature.geometry().area() for feature in output.getFeatures()])
    assert areas == pytest.approx(column(output, "area_share") * cell_area, abs=0.01)
    assert areas.sum() == pytest.approx(shape.area(), rel=1e-9)
    assert (column(output, "kde") * areas / 1e6).sum() == pytest.approx(inside, rel=1e-6)
    whole = next(f for f in output.getFeatures() if f["area_share"] == 1)
    assert whole.geometry().constGet().nCoordinates() == corners
    assert any("hors de la zone d'étude, non comptés" in text for text in told.warnings)


def test_each_cell_holds_the_points_that_lie_in_its_polygon(hotspots):
    points = incidents(random_xy(800))
    cells = hotspots(points, town(), CELL_SIZE=250)["OUTPUT"]
    native = {"POLYGONS": cells, "POINTS": points, "FIELD": "native", "OUTPUT": "TEMPORARY_OUTPUT"}
    counted = processing.run("native:countpointsinpolygon", native)["OUTPUT"]
    assert column(counted, "n").tolist() == column(counted, "native").tolist()


def test_the_planted_hot_spot_has_the_finest_class(hotspots):
    cells = hotspots(incidents(random_xy()), town())["OUTPUT"]
    place = QgsGeometry.fromPointXY(QgsPointXY(771_010, 6_281_010))
    assert [f["class"] for f in cells.getFeatures() if f.geometry().contains(place)] == ["hot_99"]


def test_q_and_p_of_the_map_are_those_of_scipy(hotspots):
    cells = hotspots(incidents(random_xy()), town())["OUTPUT"]
    z, p, q = (column(cells, name) for name in ("gi_star", "p_value", "q_value"))
    assert p == pytest.approx(2 * stats.norm.sf(np.abs(z)), abs=1e-12)
    order = np.argsort(p)
    slow = [min(p[order[j]] * len(p) / (j + 1) for j in range(i, len(p))) for i in range(len(p))]
    assert q[order] == pytest.approx(slow, abs=1e-12)


def test_without_study_area_the_rectangle_is_used_and_a_warning_says_a_town_is_better(hotspots):
    told = Told()
    result = hotspots(incidents([[770_010, 6_280_010], [770_390, 6_280_210]]), feedback=told)
    assert result["CELLS"] == 4 and result["POINTS_INSIDE"] == 2
    assert any("contour de la commune" in text for text in told.warnings)


def test_the_bandwidth_computed_or_given_is_announced(hotspots):
    for given in (None, 0, 300):
        told = Told()
        used = hotspots(incidents(random_xy()), town(), told, BANDWIDTH=given)["BANDWIDTH_USED"]
        assert any(f"Rayon de la densité : {used:.0f} m, {'demandé' if given else 'calculé'}" in t for t in told.infos)
    assert used == 300


def test_a_town_in_degrees_is_worked_on_in_metres(hotspots):
    def degrees(source):
        target = QgsCoordinateReferenceSystem("EPSG:4326")
        inputs = {"INPUT": source, "TARGET_CRS": target, "OUTPUT": "TEMPORARY_OUTPUT"}
        return processing.run("native:reprojectlayer", inputs)["OUTPUT"]

    told = Told()
    found = hotspots(degrees(incidents(random_xy())), degrees(town()), told)["OUTPUT"]
    expected = hotspots(incidents(random_xy()), town())["OUTPUT"]
    assert found.crs().authid() == "EPSG:2154" and any("EPSG:2154" in text for text in told.infos)
    # Corners on the lattice move by micrometres: slivers of cells may come and go at the edge, incidents may not.
    assert column(found, "n").sum() == column(expected, "n").sum()
    assert abs(found.featureCount() - expected.featureCount()) <= 40


def test_incidents_without_geometry_or_outside_are_counted_and_said(hotspots):
    xy, told = np.concatenate([random_xy(), [[np.nan, np.nan]] * 3]), Told()
    hotspots(incidents(xy), town(), told)
    assert any("sans position, non comptés : 3." in text for text in told.warnings)


def test_gi_star_is_null_without_variance(hotspots):
    square = layer("Polygon", [QgsGeometry.fromWkt("POLYGON ((0 0, 0 600, 600 600, 600 0, 0 0))")])
    xy = [[x, y] for x in (100, 300, 500) for y in (100, 300, 500)]
    told = Told()
    output = hotspots(incidents(xy), square, told)["OUTPUT"]
    assert all(not f["gi_star"] and not f["q_value"] and f["class"] == "not_significant" for f in output.getFeatures())
    assert any("Gi* n'est pas défini" in text for text in told.warnings)


def test_only_the_selected_incidents_are_counted(hotspots, tmp_path):
    path = str(tmp_path / "faits.gpkg")
    QgsVectorFileWriter.writeAsVectorFormatV3(
        incidents(random_xy()), path, QgsProject.instance().transformContext(), QgsVectorFileWriter.SaveVectorOptions()
    )
    points = QgsVectorLayer(path, "faits", "ogr")
    everything = hotspots(points, town())["POINTS_INSIDE"]
    assert everything == hotspots(incidents(random_xy()), town())["POINTS_INSIDE"]
    points.selectByExpression("fid <= 200")
    chosen = hotspots(QgsProcessingFeatureSourceDefinition(path, False, 200), town())
    assert chosen["POINTS_INSIDE"] + chosen["POINTS_OUTSIDE"] == 200
    QgsProject.instance().addMapLayer(points)
    selected = hotspots(QgsProcessingFeatureSourceDefinition(points.id(), True), town())
    assert selected["POINTS_INSIDE"] == chosen["POINTS_INSIDE"]
    QgsProject.instance().removeMapLayer(points)


@pytest.mark.parametrize(
    ("parameters", "message"),
    [
        ({"CELL_SIZE": 0.5}, r"5 millions au plus.*choisissez [\d.]+ m ou plus"),
        ({"INCIDENTS": []}, "aucun point localisé"),
        ({"INCIDENTS": [[1000.0, 1000.0]]}, "Aucun incident localisé, sur 1, n'est dans la zone d'étude"),
    ],
)
def test_what_cannot_make_a_map_is_refused_in_one_sentence_and_nothing_is_written(
    hotspots, tmp_path, parameters, message
):
    points = incidents(parameters.pop("INCIDENTS", random_xy(50)))
    with pytest.raises(QgsProcessingException, match=message):
        hotspots(points, town(), OUTPUT=str(tmp_path / "x.gpkg"), **parameters)
    assert not (tmp_path / "x.gpkg").exists()


def test_an_unknown_crs_is_refused_with_what_to_do(hotspots):
    points = incidents(random_xy(50))
    points.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(QgsProcessingException, match="indiquez-le dans les propriétés"):
        hotspots(points, town())


def test_a_cancelled_run_writes_nothing(hotspots, tmp_path):
    told = Told()
    told.cancel()
    with pytest.raises(QgsProcessingException, match="Arrêté à votre demande"):
        hotspots(incidents(random_xy(50)), town(), told, OUTPUT=str(tmp_path / "x.gpkg"))
    assert not (tmp_path / "x.gpkg").exists()



def test_the_assaults_of_chicago_are_all_counted_where_they_happened(hotspots, shared_data, tmp_path):
    path = tmp_path / "chicago.csv"
    archive = shared_data / "incidents" / "chicago_aggravated_assaults_2010_2019.csv.gz"
    path.write_bytes(gzip.decompress(archive.read_bytes()))
    uri = f"{path.as_uri()}?delimiter=,&xField=longitude&yField=latitude&crs=EPSG:4326&detectTypes=no"
    points = QgsVectorLayer(uri, "chicago", "delimitedtext")
    cells = hotspots(points, CELL_SIZE=500)["OUTPUT"]
    assert cells.crs().authid() == "EPSG:32616"
    lonlat = np.loadtxt(path, delimiter=",", skiprows=1, usecols=(2, 3))
    move = QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), cells.crs(), QgsProject.instance())
    xy = np.array([(place.x(), place.y()) for place in (move.transform(QgsPointXY(*pair)) for pair in lonlat)])
    corners, counts = np.unique(np.floor(xy / 500).astype(int), axis=0, return_counts=True)
    expected = dict(zip(map(tuple, corners.tolist()), counts.tolist(), strict=True))
    found = {(f["col"], f["row"]): f["n"] for f in cells.getFeatures() if f["n"]}
    assert found == expected and sum(found.values()) == 148_736
