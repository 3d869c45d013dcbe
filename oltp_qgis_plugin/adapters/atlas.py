"""The atlas of an observatory: a PDF, the whole town first, then one page per territorial group."""

import os
from collections.abc import Callable, Sequence
from pathlib import Path

import pandas as pd
from qgis.core import (
    Qgis,
    QgsLayoutExporter,
    QgsLayoutItemPage,
    QgsLayoutSize,
    QgsLineSymbol,
    QgsPrintLayout,
    QgsProject,
    QgsRectangle,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from oltp_qgis_plugin.adapters import atlas_layers
from oltp_qgis_plugin.adapters.atlas_layers import Group
from oltp_qgis_plugin.adapters.atlas_pages import HEIGHT, WIDTH, Page, Setting, draw_page
from oltp_qgis_plugin.adapters.atlas_town import Request, Town, read_town
from oltp_qgis_plugin.adapters.layouts import MM, Sheet
from oltp_qgis_plugin.core.reports.notes import HotspotMethod
from oltp_qgis_plugin.core.reports.sentences import restricted
from oltp_qgis_plugin.core.reports.tables import source_figures
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.territories import EDGE_TOLERANCE_M

DPI = 200
UNPARTED = 800  # two points nearer than this share of the map are about 0.2 mm apart
PDF_TAIL = 1024
AROUND, ROOM_BELOW = 1.05, 0.06


def export_atlas(request: Request, target: Path, should_stop: Callable[[], bool] = lambda: False) -> int:
    """Write the PDF, whole or not at all; returns its number of pages, one more than the groups.

    Raises StoreError when the store cannot be read or has no incident in the period, OutputError when the PDF
    cannot be written, Cancelled.
    """
    town = read_town(request)
    project = QgsProject()
    project.setCrs(town.crs)
    layout = QgsPrintLayout(project)
    layout.renderContext().setDpi(DPI)
    hotspots = atlas_layers.hotspot_layer(request.hotspots) if request.hotspots is not None else None
    membership = tr("territoires attribués à {metres} m près, un fait en limite compte dans les deux").format(
        metres=f"{EDGE_TOLERANCE_M:.0f}"
    )
    setting = Setting(town.crs, town.period, _method(hotspots), membership, len(town.groups) + 1)
    streets = _street_layers(request.streets)
    for number, group in enumerate([None, *town.groups]):
        if should_stop():
            raise Cancelled
        _add_sheet(layout)
        page = make_page(town, group, hotspots, streets)
        shown = [page.points, *page.above, *page.below, *page.outlines, *([hotspots] if hotspots else [])]
        project.addMapLayers([layer for layer in shown if layer.id() not in project.mapLayers()], False)
        draw_page(Sheet(layout, number), page, setting)
    _export(layout, target)
    return setting.pages


def make_page(
    town: Town, group: Group | None, hotspots: QgsVectorLayer | None, streets: Sequence[QgsVectorLayer]
) -> Page:
    """The page of a group, of the whole town when it is None; categories of restricted diffusion are not drawn."""
    incidents = town.incidents if group is None else incidents_of(town.incidents, group.code)
    if group is None:
        title = tr("Observatoire de la tranquillité publique — Ensemble du territoire")
        outlines = [atlas_layers.group_layer(town.groups, tr("Groupe territorial"), town.crs, labelled=True)]
        extent = _extent(town)
    else:
        title = tr("Groupe territorial {code} — {name}").format(code=group.code, name=group.name)
        others = [other for other in town.groups if other is not group]
        outlines = [
            atlas_layers.group_layer([group], tr("Groupe territorial"), town.crs, labelled=False),
            atlas_layers.neighbour_layer(others, town.crs),
        ]
        extent = group.outline.boundingBox()
    apart = max(extent.width(), extent.height()) / UNPARTED
    drawn = atlas_layers.point_layer(incidents[~restricted(incidents)], town.crs, apart)
    figures = source_figures(incidents, town.partners)
    above, inset = [*outlines, *town.qpv], [atlas_layers.unlabelled(layer) for layer in outlines]
    return Page(title, incidents, figures, with_room(extent), drawn, above, streets, hotspots, inset)


def with_room(extent: QgsRectangle) -> QgsRectangle:
    """The extent with air around it, and place for the scale bar below."""
    wider = QgsRectangle(extent)
    wider.scale(AROUND)
    wider.setYMinimum(wider.yMinimum() - ROOM_BELOW * extent.height())
    return wider


def incidents_of(incidents: pd.DataFrame, code: str) -> pd.DataFrame:
    """The incidents of a group, those on its edge included."""
    return incidents[[code in str(codes).split(";") for codes in incidents["groups"]]]


def _extent(town: Town) -> QgsRectangle:
    if town.groups:
        extent = QgsRectangle()
        for group in town.groups:
            extent.combineExtentWith(group.outline.boundingBox())
        return extent
    placed = town.incidents[town.incidents["x"].notna()]
    if placed.empty:
        return town.crs.bounds()
    return QgsRectangle(placed["x"].min(), placed["y"].min(), placed["x"].max(), placed["y"].max()).buffered(100)


def _method(hotspots: QgsVectorLayer | None) -> HotspotMethod | None:
    if hotspots is None:
        return None
    n = int(sum(feature["n"] for feature in hotspots.getFeatures()))
    return HotspotMethod(atlas_layers.cell_size(hotspots), n)


def _street_layers(streets: QgsVectorLayer | None) -> list[QgsVectorLayer]:
    if streets is None:
        return []
    layer = streets.clone()
    layer.setName(tr("Voies"))
    layer.setRenderer(QgsSingleSymbolRenderer(QgsLineSymbol.createSimple({"color": "#BDBDBD", "width": "0.25"})))
    layer.setLabelsEnabled(False)
    return [layer]


def _add_sheet(layout: QgsPrintLayout) -> None:
    sheet = QgsLayoutItemPage(layout)
    sheet.setPageSize(QgsLayoutSize(WIDTH, HEIGHT, MM))
    layout.pageCollection().addPage(sheet)


def _export(layout: QgsPrintLayout, target: Path) -> None:
    """Print beside the final name, then rename: an interrupted export leaves no half PDF."""
    settings = QgsLayoutExporter.PdfExportSettings()
    settings.textRenderFormat = Qgis.TextRenderFormat.AlwaysText
    settings.dpi = DPI
    draft = target.with_name(f".{target.name}.{os.getpid()}.part.pdf")
    try:
        result = QgsLayoutExporter(layout).exportToPdf(str(draft), settings)
        if result != QgsLayoutExporter.ExportResult.Success or not _is_whole(draft):
            raise OutputError(_refusal(target))
        draft.replace(target)
    except OSError as error:
        raise OutputError(_refusal(target)) from error
    finally:
        draft.unlink(missing_ok=True)


def _is_whole(pdf: Path) -> bool:
    """Whether the file ends as a PDF does: on a full disk the exporter says it succeeded."""
    with pdf.open("rb") as written:
        written.seek(max(0, pdf.stat().st_size - PDF_TAIL))
        return b"%%EOF" in written.read()


def _refusal(target: Path) -> str:
    return tr(
        "Le PDF ne peut pas être écrit à « {target} » : fermez-le s'il est ouvert, libérez de la place, ou choisissez "
        "un dossier où vous pouvez écrire."
    ).format(target=target)
