"""Feature sources of Processing parameters: their features, and the layer behind them."""

from collections.abc import Iterator

from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsProcessingAlgorithm,
    QgsProcessingContext,
    QgsProcessingFeatureSource,
    QgsProcessingFeatureSourceDefinition,
    QgsVectorLayer,
)

from oltp_qgis_plugin.adapters.arrow import PointFile, point_file
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.i18n import tr

AS_IT_IS = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


def features(source: QgsFeatureSource, request: QgsFeatureRequest) -> Iterator[QgsFeature]:
    """The features of a source, invalid geometries included."""
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(request, AS_IT_IS)
    return source.getFeatures(request)


def require_field(source: QgsFeatureSource | QgsVectorLayer, name: str) -> int:
    """The position of a field. Raises LayerError when the layer lacks it."""
    index = source.fields().lookupField(name)
    if index < 0:
        layer = source.name() if isinstance(source, QgsVectorLayer) else source.sourceName()
        known = ", ".join(field.name() for field in source.fields())
        raise LayerError(
            tr("La couche « {layer} » n'a pas de champ « {name} » : choisissez l'un de ses champs ({known}).").format(
                layer=layer, name=name, known=known
            )
        )
    return index


def whole_file(
    algorithm: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> PointFile | None:
    """The file behind a source parameter, or None when a selection, a limit or a filter leaves some features out.

    For `prepareAlgorithm`, which runs in the thread that owns the project's layers.
    """
    value = parameters.get(name)
    if isinstance(value, QgsProcessingFeatureSourceDefinition) and (
        value.selectedFeaturesOnly or value.featureLimit != -1 or value.filterExpression
    ):
        return None
    layer = algorithm.parameterAsVectorLayer(parameters, name, context)
    return point_file(layer) if layer is not None else None
