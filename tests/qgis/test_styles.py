"""What the renderers draw, and where a style is kept."""

import csv
import shutil

import pytest
from qgis.core import (
    QgsExpression,
    QgsExpressionContext,
    QgsExpressionContextUtils,
    QgsFeature,
    QgsGeometry,
    QgsMapSettings,
    QgsProcessingException,
    QgsProject,
    QgsRenderContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDate, QDateTime, QTime

from oltp_qgis_plugin.adapters.styles import (
    category_renderer,
    hotspot_renderer,
    slot_expression,
    values_present,
)
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.core.time_slots import presets


def points(*rows):
    """A memory layer; rows: category, (hour, minute) or None when the hour is unknown."""
    fields = "field=category:string(10)&field=began_at:datetime&field=hour_known:bool"
    layer = QgsVectorLayer(f"Point?crs=EPSG:2154&{fields}", "faits", "memory")
    for category, clock in rows:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromWkt("Point(760000 6300000)"))
        moment = QDateTime(QDate(2024, 5, 2), QTime(*(clock or (0, 0))))
        feature.setAttributes([category, moment, clock is not None])
        layer.dataProvider().addFeature(feature)
    return layer


def table(name):
    with resource_path(f"tables/{name}.csv").open(encoding="utf-8", newline="") as rows:
        return list(csv.DictReader(rows, delimiter=";"))


def slots_of(layer, preset):
    expression = QgsExpression(slot_expression(presets()[preset]))
    context = QgsExpressionContext(QgsExpressionContextUtils.globalProjectLayerScopes(layer))
    found = []
    for feature in layer.getFeatures():
        context.setFeature(feature)
        found.append(expression.evaluate(context))
        assert not expression.hasEvalError(), expression.evalErrorString()
    return found


def test_only_the_categories_present_are_drawn_in_the_nomenclature_s_order(qgis_app):
    layer = points(("TRA1", (1, 0)), ("PER1", (1, 0)), ("DEG4", (1, 0)), ("TRA1", (1, 0)))
    renderer = category_renderer(values_present(layer, "category"))
    assert [(c.value(), c.label()) for c in renderer.categories()] == [
        ("PER1", "Violences physiques hors famille"), ("DEG4", "Tags, graffitis"), ("TRA1", "Bruit, tapage"),
    ]  # fmt: skip


def test_colour_and_shape_of_every_category_are_those_of_the_table(qgis_app):
    rows = table("categories")
    renderer = category_renderer({row["code"] for row in rows})
    drawn = [
        (c.value(), c.symbol().color().name().upper(), c.symbol().symbolLayer(0).properties()["name"])
        for c in renderer.categories()
    ]
    assert drawn == [(row["code"], row["colour"].upper(), row["symbol"]) for row in rows]


def test_a_code_outside_the_nomenclature_is_drawn_in_grey_not_lost(qgis_app):
    layer = points(("TRA1", (1, 0)), ("ZZZ", (1, 0)))
    renderer = category_renderer(values_present(layer, "category"))
    assert [c.label() for c in renderer.categories()] == ["Bruit, tapage", "Autre code"]
    context = QgsRenderContext.fromMapSettings(QgsMapSettings())
    renderer.startRender(context, layer.fields())
    drawn = [renderer.symbolForFeature(feature, context) is not None for feature in layer.getFeatures()]
    renderer.stopRender(context)
    assert drawn == [True, True]


@pytest.mark.parametrize(("preset", "expected"), [
    ("6x4h", ["h20_24", "h00_04", "h04_08", "inconnue"]),
    ("tapage", ["nuit", "nuit", "nuit", "inconnue"]),
    ("usages", ["h20_23", "h23_02", "h06_09", "inconnue"]),
])  # fmt: skip
def test_slots_include_their_start_cross_midnight_and_keep_the_unknown_hour_apart(qgis_app, preset, expected):
    layer = points(("TRA1", (22, 10)), ("TRA1", (0, 0)), ("TRA1", (6, 0)), ("TRA1", None))
    assert slots_of(layer, preset) == expected


def test_the_hottest_and_the_coldest_cells_differ_without_colour(qgis_app):
    renderer = hotspot_renderer()
    by_class = {c.value(): c for c in renderer.categories()}
    assert len(by_class) == 7
    assert by_class["hot_99"].label() == "Concentration peu compatible avec le hasard (99 %)"
    patterns = {code: [layer.layerType() for layer in c.symbol().symbolLayers()] for code, c in by_class.items()}
    assert patterns["hot_99"] == ["SimpleFill", "LinePatternFill"]
    assert patterns["cold_99"] == ["SimpleFill", "PointPatternFill"]
    lightness = [by_class[code].symbol().color().lightness() for code in ("hot_99", "hot_95", "hot_90")]
    assert lightness == sorted(lightness) and len(set(lightness)) == 3
    assert by_class["not_significant"].symbol().symbolLayer(0).properties()["style"] == "no"


@pytest.mark.parametrize("output", ["memory:", "grille.gpkg"])
def test_the_hot_spot_grid_comes_into_the_project_drawn_by_class(provider, observatory_path, tmp_path, output):
    from qgis import processing

    target = output if output == "memory:" else str(tmp_path / output)
    inputs = {"INCIDENTS": f"{observatory_path}|layername=incident", "CELL_SIZE": 500, "OUTPUT": target}
    before = set(QgsProject.instance().mapLayers())
    processing.runAndLoadResults("oltp:hotspot_grid", inputs)
    (loaded,) = set(QgsProject.instance().mapLayers()) - before
    assert QgsProject.instance().mapLayer(loaded).renderer().classAttribute() == "class"
    QgsProject.instance().removeMapLayer(loaded)


def test_the_style_lasts_in_the_geopackage(run, observatory_path):
    source = f"{observatory_path}|layername=incident"
    result = run("style_by_category", INPUT=source)
    assert result["STYLE"] == "Style enregistré par défaut dans observatoire.gpkg."
    layer = QgsVectorLayer(source, "faits", "ogr")
    assert [c.value() for c in layer.renderer().categories()] == [
        "PER2", "PER5", "VOL5", "VOL7", "DEG4", "STU1", "TRA1", "TRA3", "VOI1", "CDV1", "",
    ]  # fmt: skip


def test_the_time_slots_last_beside_a_geojson(run, observatory_path, tmp_path):
    from qgis import processing

    copy = str(tmp_path / "faits.geojson")
    source = f"{observatory_path}|layername=incident"
    processing.run("native:extractbyexpression", {"INPUT": source, "EXPRESSION": "fid < 50", "OUTPUT": copy})
    result = run("style_by_time_slot", INPUT=copy, SLOTS="4x6h")
    assert result["STYLE"] == "Style enregistré par défaut dans faits.qml."
    layer = QgsVectorLayer(copy, "faits", "ogr")
    labels = [c.label() for c in layer.renderer().categories()]
    assert labels[0] == "Nuit (0 h – 6 h)" and labels[-1] == "Heure inconnue"


def test_the_layer_of_the_project_is_the_one_restyled(run, observatory_path):
    layer = QgsVectorLayer(f"{observatory_path}|layername=incident", "faits", "ogr")
    QgsProject.instance().addMapLayer(layer)
    try:
        result = run("style_by_time_slot", INPUT=layer.id(), SLOTS="tapage")
        assert [c.label() for c in layer.renderer().categories()] == [
            "Jour (7 h – 22 h)", "Nuit (22 h – 7 h)", "Heure inconnue",
        ]  # fmt: skip
        assert result["OUTPUT"] in (layer, layer.id())
    finally:
        QgsProject.instance().clear()


@pytest.mark.parametrize(("name", "parameters", "field"), [
    ("style_by_category", {"CATEGORY_FIELD": "absent"}, "absent"),
    ("style_by_time_slot", {"SLOTS": "6x4h"}, "began_at"),
])  # fmt: skip
def test_a_layer_without_the_field_is_told_in_a_sentence(run, observatory_path, name, parameters, field):
    with pytest.raises(QgsProcessingException, match=f"n'a pas de champ « {field} »"):
        run(name, INPUT=f"{observatory_path}|layername=place", **parameters)


def test_a_file_that_nobody_can_write_gets_its_style_beside_it(qgis_app, observatory_path, tmp_path, monkeypatch):
    from oltp_qgis_plugin.adapters import default_styles

    copy = tmp_path / "lecture.gpkg"
    shutil.copy(observatory_path, copy)
    monkeypatch.setattr(default_styles.os, "access", lambda path, mode: False)
    layer = QgsVectorLayer(f"{copy}|layername=incident", "faits", "ogr")
    assert default_styles.save_default_style(layer) == "Style enregistré par défaut dans lecture.qml."
