"""The observatory's styled layers in the project that is open, beside what it holds already."""

from pathlib import Path

from qgis.core import QgsProject, QgsProviderRegistry, QgsVectorLayer

from oltp_qgis_plugin.adapters.attribute_forms import configure_form
from oltp_qgis_plugin.adapters.projects import TABLE_PROPERTY, add_relations, observatory_layer, show_data
from oltp_qgis_plugin.adapters.store_layers import entries_of
from oltp_qgis_plugin.i18n import tr


def add_observatory(project: QgsProject, store: Path) -> int:
    """Add the observatory's layers under one group, with forms and relations; returns how many, 0 when already there.

    An empty project opens on the observatory. Raises StoreError when a table does not open.
    """
    if layers_of(project, store):
        return 0
    was_empty = not project.mapLayers()
    loaded = [(entry, observatory_layer(store, entry)) for entry in entries_of(store)]
    root = project.layerTreeRoot().insertGroup(0, store.stem)
    layers: dict[str, QgsVectorLayer] = {}
    for entry, layer in loaded:
        project.addMapLayer(layer, False)
        group = root.findGroup(tr(entry.group)) or root.addGroup(tr(entry.group))
        node = group.addLayer(layer)
        node.setItemVisibilityChecked(entry.shown)
        node.setExpanded(False)
        group.setExpanded(any(other.shown for other, _ in loaded if other.group == entry.group))
        layers.setdefault(entry.table, layer)
    for _, layer in loaded:
        configure_form(layer, layer.customProperty(TABLE_PROPERTY), layers)
    add_relations(project, layers)
    if was_empty:
        project.setCrs(layers["incident"].crs())
        show_data(project, layers)
    return len(loaded)


def layers_of(project: QgsProject, store: Path) -> list[QgsVectorLayer]:
    """The layers of the project that read this observatory."""
    return [layer for layer in project.mapLayers().values() if _file_of(layer) == store.resolve()]


def refresh(project: QgsProject, store: Path) -> None:
    """Show what has just been written in the observatory."""
    for layer in layers_of(project, store):
        layer.dataProvider().reloadData()
        layer.updateExtents()
        layer.triggerRepaint()


def _file_of(layer: QgsVectorLayer) -> Path | None:
    path = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source()).get("path")
    return Path(path).resolve() if path else None
