"""The tables of an observatory as layers: which ones, in what order, drawn how."""

from dataclasses import dataclass
from pathlib import Path

from qgis.core import QgsVectorLayer

from oltp_qgis_plugin.adapters.styles import (
    GREY,
    MARKER_MM,
    PAPER,
    category_renderer,
    marker,
    outline,
    values_present,
)
from oltp_qgis_plugin.adapters.territory_styles import style_group_layer, style_qpv_layer, style_quarter_layer
from oltp_qgis_plugin.core.nomenclature import categories_by_code
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.connection import opened
from oltp_qgis_plugin.store.schema import table

TABLE_PROPERTY = "oltp/table"
MANY, SMALL_MARKER_MM = 5_000, 1.6


@dataclass(frozen=True)
class Entry:
    """A layer of the project: its group, table, name ("" is the table's own), filter, and whether it is shown."""

    group: str
    table: str
    name: str = ""
    subset: str = ""
    shown: bool = False


# Outlines of territories lie over the points, which lie over the hot spots.
ENTRIES = (
    Entry("Territoires", "territorial_group", shown=True),
    Entry("Territoires", "qpv", "QPV 2024", "\"generation\" = '2024'", shown=True),
    Entry("Territoires", "qpv", "QPV 2015", "\"generation\" = '2015'"),
    Entry("Territoires", "territory", "Quartiers", "\"kind\" = 'quarter'"),
    Entry("Territoires", "territory", "Autres territoires", "\"kind\" = 'other_territory'"),
    Entry("Territoires", "action"),
    Entry("Faits", "incident", shown=True),
    Entry("Faits", "refused_row"),
    Entry("Faits", "batch"),
    Entry("Références", "place"),
    Entry("Références", "place_decision"),
    Entry("Références", "partner"),
    Entry("Références", "agreement"),
    Entry("Références", "category"),
    Entry("Références", "category_alias"),
    Entry("Références", "time_slot"),
    Entry("Références", "journal"),
)


def entries_of(store: Path) -> tuple[Entry, ...]:
    """The entries whose table the file has: one of an earlier version lacks the later ones until it is written to."""
    with opened(store) as connection:
        tables = {name for (name,) in connection.execute("SELECT table_name FROM gpkg_contents")}
    return tuple(entry for entry in ENTRIES if entry.table in tables)


def observatory_layer(store: Path, entry: Entry) -> QgsVectorLayer:
    """One table of the observatory as a styled layer, form not yet set up."""
    subset = f"|subset={entry.subset}" if entry.subset else ""
    title = tr(entry.name) if entry.name else tr(table(entry.table).label)
    layer = QgsVectorLayer(f"{store}|layername={entry.table}{subset}", title, "ogr")
    if not layer.isValid():
        raise StoreError(tr("La table « {name} » de « {store} » ne s'ouvre pas : le fichier est abîmé, reprenez une "
                            "sauvegarde.").format(name=entry.table, store=store.name))  # fmt: skip
    layer.setCustomProperty(TABLE_PROPERTY, entry.table)
    style_layer(layer, entry)
    return layer


def style_layer(layer: QgsVectorLayer, entry: Entry) -> None:
    """Give the layer of a table its renderer and labels; a table without geometry has none."""
    if entry.table == "incident":
        present = values_present(layer, "category") or categories_by_code()
        size = MARKER_MM if layer.featureCount() < MANY else SMALL_MARKER_MM
        layer.setRenderer(category_renderer(present, size=size, others=True))
    elif entry.table == "territorial_group":
        style_group_layer(layer)
    elif entry.table == "qpv":
        style_qpv_layer(layer, "2015" if "2015" in entry.name else "2024")
    elif entry.table == "territory":
        style_quarter_layer(layer)
    elif entry.table == "action":
        layer.renderer().setSymbol(outline(GREY, 0.5, "dash dot"))
    elif entry.table == "place":
        layer.renderer().setSymbol(marker("square", PAPER, 1.6))
    elif entry.table == "place_decision":
        layer.renderer().setSymbol(marker("diamond", PAPER, 1.6))
