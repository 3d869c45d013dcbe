"""One page of the atlas, A4 landscape: map, legend, figures by source, hours, hot spots, and what must be said."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsMapLayer,
    QgsRectangle,
    QgsVectorLayer,
)

from oltp_qgis_plugin.adapters import layouts
from oltp_qgis_plugin.adapters.charts import AXIS_MM, add_hours_chart
from oltp_qgis_plugin.adapters.layouts import CENTRE, RIGHT, Box, Sheet, add_text
from oltp_qgis_plugin.adapters.legends import legend
from oltp_qgis_plugin.core.reports.notes import (
    HotspotMethod,
    hotspot_sentence,
    page_notes,
    size_sentence,
    source_rows,
)
from oltp_qgis_plugin.core.reports.sentences import DIFFUSION, typeset
from oltp_qgis_plugin.core.reports.tables import SourceFigures, hour_counts
from oltp_qgis_plugin.i18n import tr

WIDTH, HEIGHT, MARGIN = 297.0, 210.0, 8.0
TOP, FOOT = 24.0, 188.5
TITLE_WIDTH, FOOT_WIDTH = 200, 272
SIDE_X, SIDE_WIDTH = 189.0, 100.0
MAP_WIDTH = SIDE_X - MARGIN - 3
LEGEND_COLUMNS, LEGEND_SIZE = 5, 6.5
TABLE_WIDTHS = (42.0, 11.0, 18.0, 23.0)  # the cells' margins come on top
TABLE_ROW_MM, HEADING_MM = 3.7, 5.0
CHART_SOURCES, CHART_ROW_MM, TALLEST_ROW_MM = 5, 7.0, 16.0
LEGEND_BESIDE_MM = 40.0


@dataclass(frozen=True)
class Page:
    """What a page shows. above, below: layers over the points and under them; hotspots and outlines: for the inset."""

    title: str
    incidents: pd.DataFrame
    figures: Sequence[SourceFigures]
    extent: QgsRectangle
    points: QgsVectorLayer
    above: Sequence[QgsMapLayer]
    below: Sequence[QgsMapLayer]
    hotspots: QgsVectorLayer | None
    outlines: Sequence[QgsMapLayer]


@dataclass(frozen=True)
class Setting:
    """What all pages share: CRS, period in words, hot-spot parameters, how territories were given, number of pages."""

    crs: QgsCoordinateReferenceSystem
    period: str
    method: HotspotMethod | None
    membership: str
    pages: int


def draw_page(sheet: Sheet, page: Page, setting: Setting) -> None:
    """Put everything on the sheet."""
    _draw_head(sheet, page, setting)
    _draw_foot(sheet, page, setting)
    legend_top = _draw_legend(sheet, page)
    box = Box(MARGIN, TOP, MAP_WIDTH, legend_top - TOP - 2)
    layers = [*page.above, page.points, *page.below]
    item = layouts.add_map(sheet, box, layers, page.extent, setting.crs)
    layouts.add_scale_bar(sheet, item, (box.x + 2, box.y + box.height - 2), 45)
    layouts.add_north_arrow(sheet, item, Box(box.x + box.width - 9, box.y + 2, 7, 10))
    _draw_side(sheet, page, setting, legend_top - 2)


def _draw_head(sheet: Sheet, page: Page, setting: Setting) -> None:
    title = layouts.fitted(sheet, typeset(page.title), 14, TITLE_WIDTH, bold=True)
    add_text(sheet, Box(MARGIN, 7, TITLE_WIDTH + 3, 8), title, 14, bold=True)
    add_text(sheet, Box(214, 7, 75, 7), DIFFUSION, 8, bold=True, align=CENTRE, framed=True)
    add_text(sheet, Box(MARGIN, 16.5, 281, 5), size_sentence(page.incidents, setting.period), 8.5)


def _draw_foot(sheet: Sheet, page: Page, setting: Setting) -> None:
    notes = page_notes(page.incidents, page.figures, setting.method, setting.membership)
    if page.points.renderer().classAttribute() == "family":
        notes.append(tr("Carte dessinée par famille : trop de points pour distinguer les catégories."))
    add_text(sheet, Box(MARGIN, FOOT, FOOT_WIDTH, HEIGHT - FOOT - 4), "\n".join(typeset(note) for note in notes), 6.3)
    number = tr("Page {k}/{n}").format(k=sheet.number + 1, n=setting.pages)
    add_text(sheet, Box(WIDTH - MARGIN - 30, HEIGHT - 8, 30, 4), number, 7, bold=True, align=RIGHT)


def _draw_legend(sheet: Sheet, page: Page) -> float:
    """The legend, as high as it needs over the foot of the page; returns its top."""
    layers = [layer for layer in (page.points, *page.above, *page.below) if layer.featureCount()]
    item, height = legend(sheet, layers, LEGEND_COLUMNS, LEGEND_SIZE, WIDTH - 2 * MARGIN)
    top = FOOT - 1 - height
    layouts.move(sheet, item, MARGIN, top)
    return top


def _draw_side(sheet: Sheet, page: Page, setting: Setting, bottom: float) -> None:
    """Figures by source, hours by source, then hot spots in what is left."""
    if not page.figures:
        add_text(sheet, Box(SIDE_X, TOP, SIDE_WIDTH, 10), tr("Aucun signalement dans ce territoire sur la période."), 9)
        return
    y = _heading(sheet, tr("Chiffres clés, par source"), TOP)
    rows = source_rows(page.figures)
    height = TABLE_ROW_MM * len(rows) + HEADING_MM
    layouts.add_table(sheet, Box(SIDE_X, y, SIDE_WIDTH, height), rows, TABLE_WIDTHS)
    shown = page.figures[:CHART_SOURCES]
    every = len(shown) == len(page.figures)
    which = tr("par source") if every else tr("{n} premières sources").format(n=len(shown))
    y = _heading(sheet, tr("Heure de début, {which} (chacune à son échelle)").format(which=which), y + height)
    chart = [(figure.source, hour_counts(_of_source(page.incidents, figure.source))) for figure in shown]
    room = bottom - y - AXIS_MM
    height = CHART_ROW_MM * len(shown) if page.hotspots else min(TALLEST_ROW_MM * len(shown), room)
    height += AXIS_MM
    add_hours_chart(sheet, Box(SIDE_X, y, SIDE_WIDTH, height), chart)
    _draw_hotspots(sheet, page, setting, y + height + 1.5, bottom)


def _of_source(incidents: pd.DataFrame, source: str) -> pd.DataFrame:
    return incidents[incidents["source"] == source]


def _heading(sheet: Sheet, text: str, y: float) -> float:
    add_text(sheet, Box(SIDE_X, y, SIDE_WIDTH, 4.5), text, 8, bold=True)
    return y + HEADING_MM


def _draw_hotspots(sheet: Sheet, page: Page, setting: Setting, top: float, bottom: float) -> None:
    """The inset with its legend beside it, or the sentence that says why there is none."""
    if page.hotspots is None:
        return
    why_not = hotspot_sentence(int(page.incidents["x"].notna().sum()))
    if why_not:
        add_text(sheet, Box(SIDE_X, top, SIDE_WIDTH, 12), why_not, 7.5)
        return
    y = _heading(sheet, typeset(tr("Concentrations peu compatibles avec le hasard")), top)
    box = Box(SIDE_X, y, SIDE_WIDTH - LEGEND_BESIDE_MM, bottom - y)
    layouts.add_map(sheet, box, [*page.outlines, page.hotspots], page.extent, setting.crs)
    beside, _ = legend(sheet, [page.hotspots], 1, 6.5, LEGEND_BESIDE_MM - 1)
    layouts.move(sheet, beside, box.x + box.width + 1, y)
