"""Renderers of categories, families, time slots and hot spots; colours come from the tables of `resources/`."""

import csv
from collections.abc import Collection
from dataclasses import dataclass
from functools import cache

from qgis.core import (
    NULL,
    QgsCategorizedSymbolRenderer,
    QgsFillSymbol,
    QgsLinePatternFillSymbolLayer,
    QgsMarkerSymbol,
    QgsPointPatternFillSymbolLayer,
    QgsRendererCategory,
    QgsVectorLayer,
)
from qgis.PyQt.QtGui import QColor

from oltp_qgis_plugin.adapters.sources import require_field
from oltp_qgis_plugin.core.nomenclature import categories, families
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.core.time_slots import UNKNOWN_HOUR, Slot, presets
from oltp_qgis_plugin.i18n import tr

INK, PAPER, GREY, PALE = "#1A1A1A", "#FFFFFF", "#9E9E9E", "#C4C4C4"
MARKER_MM = 2.4
OUTLINE_MM, SMALL_MM = 0.12, 1.3
LINE_ANGLES = {"diagonal": 45, "vertical": 90, "horizontal": 0}
# Shapes that look smaller than a circle of the same size.
BIGGER = {"star": 1.35, "triangle": 1.15, "diamond": 1.15, "cross_fill": 1.4, "heart": 1.1, "filled_arrowhead": 1.2}


@dataclass(frozen=True)
class HotspotClass:
    """A class of hot-spot cells: its French label, colour ("" is transparent), pattern over it and its spacing."""

    code: str
    label: str
    colour: str
    pattern: str
    spacing: float


@cache
def hotspot_classes(table: str = "hotspot_classes") -> tuple[HotspotClass, ...]:
    """The classes of a table of `resources/styles`, in its order: for hot spots, from the hottest to the coldest."""
    with resource_path(f"styles/{table}.csv").open(encoding="utf-8", newline="") as rows:
        return tuple(
            HotspotClass(row["class"], row["label"], row["colour"], row["pattern"], float(row["spacing_mm"]))
            for row in csv.DictReader(rows, delimiter=";")
        )


def marker(shape: str, colour: str, size: float = MARKER_MM) -> QgsMarkerSymbol:
    """A filled shape with a thin dark outline; without one under SMALL_MM, where it would hide the colour."""
    return QgsMarkerSymbol.createSimple({
        "name": shape, "color": colour, "size": str(size * BIGGER.get(shape, 1)), "size_unit": "MM",
        "outline_color": INK, "outline_width": str(OUTLINE_MM), "outline_width_unit": "MM",
        "outline_style": "no" if size < SMALL_MM else "solid",
    })  # fmt: skip


def outline(colour: str, width: float, pen: str = "solid") -> QgsFillSymbol:
    """A polygon drawn by its outline only."""
    return QgsFillSymbol.createSimple({
        "style": "no", "outline_color": colour, "outline_width": str(width), "outline_style": pen,
    })  # fmt: skip


def values_present(layer: QgsVectorLayer, field: str) -> set[str]:
    """The texts found in a field. Raises LayerError when the layer lacks it."""
    values = layer.uniqueValues(require_field(layer, field))
    return {str(value) for value in values if value is not None and value != NULL}


def category_renderer(
    present: Collection[str], field: str = "category", size: float = MARKER_MM, others: bool = False
) -> QgsCategorizedSymbolRenderer:
    """One class per category of `present`, in the nomenclature's order.

    A last, grey class holds any other code when there is one, or when `others`: a style that is kept must not
    hide what is imported later.
    """
    shown = [category for category in categories() if category.code in present]
    classes = [QgsRendererCategory(c.code, marker(c.symbol, c.colour, size), c.label) for c in shown]
    if others or set(present) - {category.code for category in shown}:
        classes.append(QgsRendererCategory("", marker("circle", GREY, size), tr("Autre code")))
    return QgsCategorizedSymbolRenderer(field, classes)


def family_renderer(
    present: Collection[str], field: str = "family", size: float = MARKER_MM
) -> QgsCategorizedSymbolRenderer:
    """One class per family of `present`: what can still be told apart on a crowded map."""
    shown = [family for family in families() if family.code in present]
    return QgsCategorizedSymbolRenderer(
        field, [QgsRendererCategory(f.code, marker(f.symbol, f.colour, size), f.label) for f in shown]
    )


def slot_renderer(preset: str, hour_field: bool = True, size: float = MARKER_MM) -> QgsCategorizedSymbolRenderer:
    """One class per slot of a preset, « Heure inconnue » last in grey. hour_field: the layer has `hour_known`."""
    classes = []
    for slot in presets()[preset]:
        unknown = slot.code == UNKNOWN_HOUR
        symbol = marker("cross_fill" if unknown else "circle", slot.colour, size)
        classes.append(QgsRendererCategory(slot.code, symbol, slot.label))
    return QgsCategorizedSymbolRenderer(slot_expression(presets()[preset], hour_field), classes)


def slot_expression(slots: Collection[Slot], hour_field: bool = True) -> str:
    """A QGIS expression that gives the slot's code from `began_at` (local time) and, if there, `hour_known`."""
    unknown = '"began_at" IS NULL' + (' OR NOT coalesce("hour_known", false)' if hour_field else "")
    cases = " ".join(f"WHEN {_within(slot)} THEN '{slot.code}'" for slot in slots if slot.start is not None)
    return (f"CASE WHEN {unknown} THEN '{UNKNOWN_HOUR}' ELSE "
            f"with_variable('m', hour(\"began_at\") * 60 + minute(\"began_at\"), CASE {cases} END) END")  # fmt: skip


def _within(slot: Slot) -> str:
    assert slot.start is not None and slot.end is not None
    joint = "AND" if slot.start < slot.end else "OR"
    return f"(@m >= {slot.start} {joint} @m < {slot.end})"


def hotspot_renderer(field: str = "class") -> QgsCategorizedSymbolRenderer:
    """One class per level of significance; hot ones hatched, cold ones dotted, so that grey print tells them apart."""
    return class_renderer("hotspot_classes", field)


def class_renderer(
    table: str, field: str = "class", present: Collection[str] | None = None
) -> QgsCategorizedSymbolRenderer:
    """The classes of a table of `resources/styles`, or only those `present` among them."""
    shown = [c for c in hotspot_classes(table) if present is None or c.code in present]
    return QgsCategorizedSymbolRenderer(
        field, [QgsRendererCategory(c.code, _hotspot_symbol(c), c.label) for c in shown]
    )


def _hotspot_symbol(hotspot: HotspotClass) -> QgsFillSymbol:
    fill = {"style": "solid", "color": hotspot.colour} if hotspot.colour else {"style": "no"}
    edge = GREY if hotspot.colour else PALE
    symbol = QgsFillSymbol.createSimple(fill | {"outline_color": edge, "outline_width": "0.1"})
    symbol.setOpacity(0.85)
    if hotspot.pattern in LINE_ANGLES:
        lines = QgsLinePatternFillSymbolLayer()
        lines.setLineAngle(LINE_ANGLES[hotspot.pattern])
        lines.setDistance(hotspot.spacing)
        lines.setColor(QColor(INK))
        lines.setLineWidth(0.25)
        symbol.appendSymbolLayer(lines)
    elif hotspot.pattern == "dots":
        dots = QgsPointPatternFillSymbolLayer()
        dots.setDistanceX(hotspot.spacing)
        dots.setDistanceY(hotspot.spacing)
        dot = {"name": "circle", "color": INK, "size": "0.5", "outline_style": "no"}
        dots.setSubSymbol(QgsMarkerSymbol.createSimple(dot))
        symbol.appendSymbolLayer(dots)
    return symbol
