"""The QGIS project of an observatory: layers, groups, forms, relations and styles, in a .qgz and in the GeoPackage."""

from collections.abc import Mapping
from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProject,
    QgsRectangle,
    QgsReferencedRectangle,
    QgsRelation,
    QgsRelationContext,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QUrl, QUrlQuery
from qgis.PyQt.QtGui import QColor

from oltp_qgis_plugin.adapters.attribute_forms import configure_form
from oltp_qgis_plugin.adapters.default_styles import STYLE_NAME, layer_path
from oltp_qgis_plugin.adapters.store_layers import ENTRIES, TABLE_PROPERTY, Entry, observatory_layer
from oltp_qgis_plugin.adapters.styles import PAPER, category_renderer, hotspot_renderer
from oltp_qgis_plugin.core.nomenclature import categories_by_code
from oltp_qgis_plugin.errors import LayerError, OutputError, StoreError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.connection import opened, transaction
from oltp_qgis_plugin.store.schema import table

STORED_NAME = "observatoire"


def create_project(store: Path, target: Path, hotspots: QgsVectorLayer | None = None) -> int:
    """Write the observatory's project to a .qgz and into the GeoPackage, with default styles; its number of layers.

    hotspots: a layer made by `oltp:hotspot_grid`, added under the incidents; it goes into the .qgz only.
    Raises StoreError when the observatory cannot be read or written, OutputError when the .qgz cannot be written.
    """
    epsg = check_store(store)
    save_default_styles(store)
    project = build_project(store, epsg)
    write_project(project, stored_project_uri(store))
    if hotspots is not None:
        add_hotspots(project, hotspots)
    write_project(project, str(target))
    return len(project.mapLayers())


def check_store(store: Path) -> int:
    """The EPSG code of an observatory that can be written. Raises StoreError."""
    with opened(store, write=True) as connection, transaction(connection):
        return int(connection.execute("SELECT value FROM oltp_meta WHERE key = 'epsg'").fetchone()[0])


def build_project(store: Path, epsg: int) -> QgsProject:
    """The project in memory. Raises StoreError when a table does not open."""
    project = QgsProject()
    project.setTitle(tr("Observatoire de la tranquillité publique"))
    project.setCrs(QgsCoordinateReferenceSystem.fromEpsgId(epsg))
    project.setBackgroundColor(QColor(PAPER))
    project.setFilePathStorage(Qgis.FilePathType.Relative)
    layers = {}
    root = project.layerTreeRoot()
    for entry in ENTRIES:
        layer = observatory_layer(store, entry)
        project.addMapLayer(layer, False)
        group = root.findGroup(tr(entry.group)) or root.addGroup(tr(entry.group))
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(entry.shown)
        node.setExpanded(entry.table == "incident")
        layers.setdefault(entry.table, layer)
    for layer in project.mapLayers().values():
        configure_form(layer, layer.customProperty(TABLE_PROPERTY), layers)
    add_relations(project, layers)
    show_data(project, layers)
    return project


def add_relations(project: QgsProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    """One relation per reference of the schema, named « Partenaires → Faits »."""
    for name, layer in layers.items():
        for field, other, key in table(name).references:
            relation = QgsRelation(QgsRelationContext(project))
            relation.setId(f"{other}_{name}")
            relation.setName(f"{tr(table(other).label)} → {tr(table(name).label)}")
            relation.setReferencedLayer(layers[other].id())
            relation.setReferencingLayer(layer.id())
            relation.addFieldPair(field, key)
            project.relationManager().addRelation(relation)


def show_data(project: QgsProject, layers: Mapping[str, QgsVectorLayer]) -> None:
    """Open on the territories, else on the incidents."""
    extent = QgsRectangle()
    for name in ("territorial_group", "qpv", "incident"):
        if extent.isNull() and layers[name].featureCount() > 0:
            extent = layers[name].extent()
    if not extent.isNull():
        extent.scale(1.05)
        project.viewSettings().setDefaultViewExtent(QgsReferencedRectangle(extent, project.crs()))


def add_hotspots(project: QgsProject, layer: QgsVectorLayer) -> None:
    """Add a hot-spot layer in its own group, under all others. Raises LayerError when it is not in a file."""
    if layer_path(layer) is None:
        raise LayerError(tr("La couche « {name} » est temporaire : enregistrez-la dans un fichier, sinon le projet "
                            "s'ouvrirait sans elle.").format(name=layer.name()))  # fmt: skip
    own = layer.clone()
    own.setName(tr("Points chauds"))
    own.setRenderer(hotspot_renderer())
    project.addMapLayer(own, False)
    project.layerTreeRoot().addGroup(tr("Points chauds")).addLayer(own)


def write_project(project: QgsProject, target: str) -> None:
    """Write to a file or a GeoPackage URI. Raises OutputError."""
    if not project.write(target):
        raise OutputError(tr("Le projet ne peut pas être écrit à « {target} » ({why}) : choisissez un dossier où vous "
                             "pouvez écrire.").format(target=target, why=project.error()))  # fmt: skip


def stored_project_uri(store: Path, name: str = STORED_NAME) -> str:
    """Where QGIS keeps a project inside a GeoPackage."""
    url = QUrl()
    url.setScheme("geopackage")
    url.setPath(store.resolve().as_posix())
    query = QUrlQuery()
    query.addQueryItem("projectName", name)
    url.setQuery(query)
    return bytes(url.toEncoded()).decode("ascii")


def save_default_styles(store: Path) -> int:
    """Write a default style for every table into the GeoPackage, standing alone; returns how many.

    Raises StoreError when the observatory cannot be written.
    """
    check_store(store)
    saved = set()
    for entry in ENTRIES:
        if entry.table in saved:
            continue
        layer = observatory_layer(store, Entry(entry.group, entry.table, entry.name))
        if entry.table == "incident":
            layer.setRenderer(category_renderer(categories_by_code(), others=True))
        configure_form(layer, entry.table, {})
        layer.setReadOnly(False)
        refusal = layer.saveStyleToDatabase(STYLE_NAME, tr(table(entry.table).label), True, "")
        if refusal:
            raise StoreError(tr("Le style de la table « {name} » n'a pas pu être enregistré : {why}.").format(
                name=entry.table, why=refusal))  # fmt: skip
        saved.add(entry.table)
    return len(saved)
