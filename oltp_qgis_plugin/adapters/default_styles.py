"""Default styles: kept in the GeoPackage of a layer when it can be written, else in a .qml beside its file."""

import os
from pathlib import Path

from qgis.core import (
    QgsFeatureRenderer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingUtils,
    QgsProject,
    QgsProviderRegistry,
    QgsVectorLayer,
)

from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr

STYLE_NAME = "observatoire"


def save_default_style(layer: QgsVectorLayer) -> str:
    """Make the layer's style its default wherever it is opened; returns, in French, where it was saved.

    Raises OutputError when neither the GeoPackage nor a .qml beside the file can be written.
    """
    path = layer_path(layer)
    if path is None:
        return tr("Style appliqué à la couche ; une couche temporaire ne garde pas de style après fermeture.")
    if path.suffix.lower() == ".gpkg" and os.access(path, os.W_OK):
        refusal = layer.saveStyleToDatabase(STYLE_NAME, tr("Style de l'observatoire"), True, "")
        if not refusal:
            return tr("Style enregistré par défaut dans {file}.").format(file=path.name)
    qml = path.with_suffix(".qml")
    answer, saved = layer.saveNamedStyle(str(qml))
    if not saved:
        raise OutputError(
            tr(
                "Le style de « {layer} » ne peut être enregistré ni dans « {file} » ni à côté ({why}) : changez les "
                "droits du dossier, ou copiez la couche ailleurs."
            ).format(layer=layer.name(), file=path.name, why=answer)
        )
    return tr("Style enregistré par défaut dans {file}.").format(file=qml.name)


def style_output(
    destination: str, renderer: QgsFeatureRenderer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> None:
    """Draw the output of an algorithm, here and, for a file, wherever it is opened; for `postProcessAlgorithm`."""
    layer = QgsProcessingUtils.mapLayerFromString(destination, context)
    if layer is None:
        return
    layer.setRenderer(renderer)
    if layer_path(layer) is not None:
        try:
            save_default_style(layer)
        except OutputError as error:
            feedback.pushWarning(str(error))


def layer_path(layer: QgsVectorLayer) -> Path | None:
    """The file of a layer, None when it has none."""
    if layer.providerType() != "ogr":
        return None
    path = Path(QgsProviderRegistry.instance().decodeUri("ogr", layer.source()).get("path", ""))
    return path if path.is_file() else None


def apply_style(layer: QgsVectorLayer, renderer: QgsFeatureRenderer, project: QgsProject | None) -> tuple[str, str]:
    """Style a layer, and the layer of the project on the same data, for good.

    Returns the layer's id when it is in the project, else its source; and where the style was saved.
    """
    shown = open_layer(layer, project)
    for target in {id(layer): layer, id(shown): shown}.values():
        target.setRenderer(renderer.clone())
        target.triggerRepaint()
        target.emitStyleChanged()
    in_project = project is not None and shown.id() in project.mapLayers()
    return (shown.id() if in_project else layer.source()), save_default_style(shown)


def open_layer(layer: QgsVectorLayer, project: QgsProject | None) -> QgsVectorLayer:
    """The layer of the project on the same data when there is one, so that what is styled is what is seen."""
    same = (other for other in (project.mapLayers().values() if project else ()) if other.source() == layer.source())
    return next(same, layer)
