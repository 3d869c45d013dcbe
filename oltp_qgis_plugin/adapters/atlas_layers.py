"""What the atlas draws: the town, its territorial groups, and the layers of each page."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeature,
    QgsGeometry,
    QgsPointXY,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from oltp_qgis_plugin.adapters.styles import (
    category_renderer,
    family_renderer,
    hotspot_classes,
    hotspot_renderer,
    outline,
    values_present,
)
from oltp_qgis_plugin.adapters.territory_styles import style_group_layer, style_qpv_layer
from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr

# Marker size in millimetres up to a number of points: a crowded page needs small ones.
MARKER_SIZES = ((300, 2.4), (1_000, 1.9), (2_500, 1.6), (6_000, 1.3), (10**9, 1.0))
CROWDED = 6_000


@dataclass(frozen=True)
class Group:
    """A territorial group: its code, its name, its outline in the observatory's CRS."""

    code: str
    name: str
    outline: QgsGeometry


def marker_size(n: int) -> float:
    """Size of the markers of a page of n points, millimetres."""
    return next(size for most, size in MARKER_SIZES if n <= most)


def _memory_layer(kind: str, name: str, crs: QgsCoordinateReferenceSystem, fields: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(f"{kind}?{fields}", name, "memory")
    layer.setCrs(crs)
    return layer


def point_layer(incidents: pd.DataFrame, crs: QgsCoordinateReferenceSystem, apart: float) -> QgsVectorLayer:
    """The located incidents as points drawn by category, by family when they are more than CROWDED.

    incidents: x, y, category. apart: metres; of those of one class that fall on the same square of this side,
    which no eye could part, the first is drawn.
    """
    layer = _memory_layer("Point", tr("Faits"), crs, "field=category:string(10)&field=family:string(10)")
    placed = incidents[incidents["x"].notna()]
    crowded = len(placed) > CROWDED
    placed = placed.assign(family=placed["category"].str[:3])
    spots = placed[["x", "y"]].floordiv(apart).assign(code=placed["family" if crowded else "category"])
    placed = placed[~spots.duplicated()]
    features = []
    for x, y, *codes in placed[["x", "y", "category", "family"]].itertuples(index=False):
        feature = QgsFeature(layer.fields())
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        feature.setAttributes(codes)
        features.append(feature)
    _add(layer, features)
    size = marker_size(len(placed))
    layer.setRenderer(family_renderer(set(placed["family"]), size=size) if crowded
                      else category_renderer(set(placed["category"]), size=size))  # fmt: skip
    return layer


def group_layer(
    groups: Sequence[Group], name: str, crs: QgsCoordinateReferenceSystem, labelled: bool
) -> QgsVectorLayer:
    """Outlines of groups, named on the map when `labelled`."""
    layer = _polygon_layer([(group.outline, group.name) for group in groups], name, crs)
    style_group_layer(layer)
    if not labelled:
        layer.setLabelsEnabled(False)
    return layer


def neighbour_layer(groups: Sequence[Group], crs: QgsCoordinateReferenceSystem) -> QgsVectorLayer:
    """The other groups: thin grey outlines."""
    layer = _polygon_layer([(group.outline, group.name) for group in groups], tr("Autres groupes territoriaux"), crs)
    layer.setRenderer(QgsSingleSymbolRenderer(outline("#969696", 0.3)))
    return layer


def unlabelled(layer: QgsVectorLayer) -> QgsVectorLayer:
    """A copy of the layer that writes no name on the map."""
    copy = layer.clone()
    copy.setLabelsEnabled(False)
    return copy


def qpv_layer(
    wkbs: Sequence[bytes], rows: pd.DataFrame, generation: str, crs: QgsCoordinateReferenceSystem
) -> QgsVectorLayer:
    """QPV of one generation; only those of 2024, in force, bear their name."""
    shapes = []
    for wkb, name in zip(wkbs, rows["name"], strict=True):
        shape = QgsGeometry()
        shape.fromWkb(wkb)
        shapes.append((shape, name))
    layer = _polygon_layer(shapes, tr("QPV {generation}").format(generation=generation), crs)
    style_qpv_layer(layer, generation, size=6.5)
    layer.setLabelsEnabled(generation == "2024")
    return layer


def _add(layer: QgsVectorLayer, features: list[QgsFeature]) -> None:
    added, _ = layer.dataProvider().addFeatures(features)
    if not added:
        raise OutputError(
            tr("La couche « {name} » n'a pas pu être dessinée ({why}).").format(
                name=layer.name(), why="; ".join(layer.dataProvider().errors())
            )
        )


def _polygon_layer(
    shapes: Sequence[tuple[QgsGeometry, str]], name: str, crs: QgsCoordinateReferenceSystem
) -> QgsVectorLayer:
    layer = _memory_layer("MultiPolygon", name, crs, "field=name:string")
    features = []
    for shape, label in shapes:
        feature = QgsFeature(layer.fields())
        feature.setGeometry(shape)
        feature.setAttributes([label])
        features.append(feature)
    _add(layer, features)
    return layer


def hotspot_layer(given: QgsVectorLayer) -> QgsVectorLayer:
    """The hot-spot cells with the short labels of a small legend, only the classes that occur.

    Raises LayerError when the layer has no field `class`.
    """
    present = values_present(given, "class")
    layer = given.clone()
    renderer = hotspot_renderer()
    for index, hotspot in reversed(list(enumerate(hotspot_classes()))):
        if hotspot.code not in present:
            renderer.deleteCategory(index)
        elif "(" in hotspot.label:
            renderer.updateCategoryLabel(index, short_label(hotspot.label))
    layer.setRenderer(renderer)
    return layer


def short_label(label: str) -> str:
    """« Concentration (99 %) » of « Concentration peu compatible avec le hasard (99 %) »."""
    return f"{label.split()[0]} {label[label.index('('):]}"


def cell_size(layer: QgsVectorLayer) -> int:
    """Width of the cells of a hot-spot layer, metres: the most frequent one, as those at the edge are cut."""
    widths = np.array([round(feature.geometry().boundingBox().width()) for feature in layer.getFeatures()])
    values, times = np.unique(widths, return_counts=True)
    return int(values[times.argmax()]) if len(values) else 0
