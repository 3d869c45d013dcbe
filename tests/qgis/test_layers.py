import numpy as np
import pytest
from osgeo import ogr, osr
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProject,
    QgsVectorLayer,
)

from oltp_qgis_plugin.adapters.arrow import point_file, points_of_wkb, read_arrow
from oltp_qgis_plugin.adapters.cells import cells_wkb
from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.reference_systems import measures_in_metres, metric_crs, transform_xy
from oltp_qgis_plugin.errors import Cancelled, CrsError, LayerError

LAMBERT, WGS84 = "EPSG:2154", "EPSG:4326"
FIELDS = ("label", "gravity", "began_at", "score", "day")


def crs(code):
    return QgsCoordinateReferenceSystem(code)


def layer(kind, geometries, code=LAMBERT, fields="code:string"):
    made = QgsVectorLayer(f"{kind}?crs={code}&field={fields}", "essai", "memory")
    features = []
    for number, text in enumerate(geometries):
        feature = QgsFeature(made.fields())
        feature.setAttributes([f"T{number}"])
        if text:
            feature.setGeometry(QgsGeometry.fromWkt(text))
        features.append(feature)
    made.dataProvider().addFeatures(features)
    return made


def points_of(source, target=LAMBERT, fields=(), whole=None):
    file = point_file(whole) if whole is not None else None
    return read_points(source, crs(target), QgsProcessingContext(), QgsProcessingFeedback(), fields, file)


@pytest.fixture(params=[("GPKG", ogr.wkbPoint), ("GPKG", ogr.wkbPoint25D), ("FlatGeobuf", ogr.wkbPoint)])
def file_of_points(request, tmp_path):
    """Points with text, numbers, dates and NULLs; in a GeoPackage two without geometry."""
    driver, geometry_type = request.param
    path = tmp_path / ("faits." + driver[:4].lower().replace("flat", "fgb"))
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName(driver).CreateDataSource(str(path))
    rows = dataset.CreateLayer("faits", reference, geometry_type)
    for name, kind in zip(
        FIELDS, (ogr.OFTString, ogr.OFTInteger, ogr.OFTDateTime, ogr.OFTReal, ogr.OFTDate), strict=True
    ):
        rows.CreateField(ogr.FieldDefn(name, kind))
    for number in range(300):
        feature = ogr.Feature(rows.GetLayerDefn())
        if number % 7:
            feature["label"], feature["gravity"] = f"Été n° {number}", number % 4
            feature["began_at"], feature["score"] = f"2024/03/{number % 28 + 1:02} 07:05:{number % 60:02}", number / 8
            feature["day"] = f"2024/02/{number % 28 + 1:02}"
        if driver != "GPKG" or number not in (5, 290):
            feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({770_000 + number} {6_279_000.25 + 2 * number})"))
        rows.CreateFeature(feature)
    rows = dataset = None
    return QgsVectorLayer(f"{path}|layername=faits", "faits", "ogr")


@pytest.mark.parametrize("subset", ["", "gravity = 2"])
def test_the_fast_route_and_the_loop_over_features_read_the_same(file_of_points, subset):
    assert file_of_points.setSubsetString(subset)
    kinds = dict.fromkeys(FIELDS, "O")
    assert read_arrow(point_file(file_of_points), kinds, lambda: False) is not None
    fast = points_of(file_of_points, fields=FIELDS, whole=file_of_points)
    loop = points_of(file_of_points, fields=FIELDS)
    assert len(loop.xy) == file_of_points.featureCount() == (64 if subset else 300)
    assert np.array_equal(fast.xy, loop.xy, equal_nan=True)
    for name in FIELDS:
        assert fast.columns[name].dtype == loop.columns[name].dtype
        missing = [value is None or value != value for value in loop.columns[name]]
        assert [value is None or value != value for value in fast.columns[name]] == missing
        assert [v for v, m in zip(fast.columns[name], missing, strict=True) if not m] == [
            v for v, m in zip(loop.columns[name], missing, strict=True) if not m
        ]


def test_the_fast_route_reads_coordinates_alone(file_of_points):
    fast, loop = points_of(file_of_points, whole=file_of_points), points_of(file_of_points)
    assert np.nanmin(fast.xy[:, 0]) == 770_000
    assert np.array_equal(fast.xy, loop.xy, equal_nan=True)


def test_an_edit_under_way_is_read_by_the_loop(file_of_points):
    assert file_of_points.startEditing()
    feature = QgsFeature(file_of_points.fields())
    feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(1, 2)))
    file_of_points.addFeature(feature)
    assert point_file(file_of_points) is None
    assert [1, 2] in points_of(file_of_points, whole=file_of_points).xy.tolist()
    file_of_points.rollBack()


def test_layers_without_a_fast_route_are_left_to_the_loop(file_of_points):
    assert point_file(layer("Point", ["POINT (1 2)"])) is None
    assert read_arrow(point_file(file_of_points), {"unknown": "f8"}, lambda: False) is None


def test_z_and_empty_points_in_wkb():
    texts = ["POINT (1 2)", "POINT Z (3 4 5)", "POINT EMPTY"]
    blobs = np.array([*(bytes(QgsGeometry.fromWkt(text).asWkb()) for text in texts), None], dtype=object)
    assert np.array_equal(points_of_wkb(blobs), [[1, 2], [3, 4], [np.nan] * 2, [np.nan] * 2], equal_nan=True)


def test_a_feature_without_geometry_keeps_its_place():
    assert np.array_equal(
        points_of(layer("Point", ["POINT (1 2)", None])).xy, [[1, 2], [np.nan, np.nan]], equal_nan=True
    )


def test_a_multipoint_of_one_point_is_read_and_one_of_several_refused():
    assert points_of(layer("MultiPoint", ["MULTIPOINT ((1 2))"])).xy.tolist() == [[1, 2]]
    with pytest.raises(LayerError, match="plusieurs points"):
        points_of(layer("MultiPoint", ["MULTIPOINT ((1 2), (3 4))"]))


def test_what_is_not_a_point_layer_or_lacks_a_field_is_refused():
    with pytest.raises(LayerError, match="n'est pas une couche de points"):
        points_of(layer("LineString", ["LINESTRING (0 0, 1 1)"]))
    with pytest.raises(LayerError, match="« heure »"):
        points_of(layer("Point", ["POINT (1 2)"]), fields=["heure"])


def test_a_layer_without_crs_is_refused_with_what_to_do():
    unknown = layer("Point", ["POINT (1 2)"])
    unknown.setCrs(QgsCoordinateReferenceSystem())
    with pytest.raises(CrsError, match="indiquez-le dans les propriétés"):
        points_of(unknown)
    with pytest.raises(CrsError):
        metric_crs([unknown], QgsProcessingContext(), QgsProcessingFeedback())


def test_coordinates_are_moved_as_qgis_moves_each_point_and_impossible_ones_become_nan():
    xy = np.array([[3.87, 43.61], [np.nan, np.nan], [0.0, 0.0], [3.9, 43.6], [3.87, 91.0], [np.inf, 1.0], [3.0, 46.5]])
    moved = transform_xy(xy, crs(WGS84), crs(LAMBERT), QgsProcessingContext())
    one = QgsCoordinateTransform(crs(WGS84), crs(LAMBERT), QgsProject.instance())
    for position in (0, 3):
        place = one.transform(QgsPointXY(*xy[position]))
        assert moved[position] == pytest.approx((place.x(), place.y()), abs=1e-6)
    assert np.isnan(moved[[1, 4, 5]]).all()
    assert moved[6] == pytest.approx((700_000, 6_600_000), abs=0.01)  # the origin of Lambert-93, by definition


def test_polygons_are_read_invalid_ones_and_missing_ones_included():
    shapes = ["POLYGON ((0 0, 10 10, 10 0, 0 10, 0 0))", None, "CURVEPOLYGON (CIRCULARSTRING (0 0, 10 0, 0 0))"]
    read = read_polygons(
        layer("CurvePolygon", shapes), crs(LAMBERT), QgsProcessingContext(), QgsProcessingFeedback(), "code"
    )
    assert read.codes == ["T0", "T1", "T2"]
    assert not read.geometries[0].is_valid and read.geometries[1].is_empty
    assert read.geometries[2].area == pytest.approx(np.pi * 25, rel=1e-3)


def test_a_layer_without_polygon_is_refused():
    with pytest.raises(LayerError, match="aucun polygone"):
        read_polygons(layer("Polygon", [None]), crs(LAMBERT), QgsProcessingContext(), QgsProcessingFeedback())


@pytest.mark.parametrize(
    ("code", "point", "expected"),
    [
        ("EPSG:2154", "POINT (770000 6279000)", "EPSG:2154"),
        ("EPSG:32631", "POINT (570000 4829000)", "EPSG:32631"),
        ("EPSG:4326", "POINT (3.87 43.61)", "EPSG:2154"),
        ("EPSG:3857", "POINT (430000 5405000)", "EPSG:2154"),
        ("EPSG:4326", "POINT (-87.6 41.8)", "EPSG:32616"),
        ("EPSG:4326", "POINT (55.5 -21.1)", "EPSG:32740"),
    ],
)
def test_distances_are_measured_in_the_layer_s_own_metres_or_in_those_of_the_place(code, point, expected):
    found = metric_crs([layer("Point", [point], code)], QgsProcessingContext(), QgsProcessingFeedback())
    assert found.authid() == expected


def test_the_territories_come_first_and_a_stray_point_does_not_move_the_choice():
    degrees = layer("Point", ["POINT (3.8 43.6)", "POINT (3.9 43.6)", "POINT (0 0)"], WGS84)
    assert metric_crs([degrees], QgsProcessingContext(), QgsProcessingFeedback()).authid() == LAMBERT
    town = layer(
        "Polygon", ["POLYGON ((560000 4820000, 570000 4820000, 570000 4830000, 560000 4820000))"], "EPSG:32631"
    )
    assert metric_crs([town, degrees], QgsProcessingContext(), QgsProcessingFeedback()).authid() == "EPSG:32631"
    assert not measures_in_metres(crs("EPSG:3857")) and not measures_in_metres(crs("EPSG:2225"))


def test_a_stopped_reading_is_cancelled(file_of_points):
    feedback = QgsProcessingFeedback()
    feedback.cancel()
    for file in (point_file(file_of_points), None):
        with pytest.raises(Cancelled):
            read_points(file_of_points, crs(LAMBERT), QgsProcessingContext(), feedback, file=file)


def test_cells_become_multipolygons_with_their_own_corners():
    outline = np.array([[[0, 0], [10, 0], [10, 10], [0, 10], [0, 0]]], dtype=float)
    geometry = QgsGeometry()
    geometry.fromWkb(cells_wkb(outline)[0].tobytes())
    assert geometry.asWkt() == "MultiPolygon (((0 0, 10 0, 10 10, 0 10, 0 0)))"
