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

AS_IT_IS = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


def features(source: QgsFeatureSource, request: QgsFeatureRequest) -> Iterator[QgsFeature]:
    """The features of a source, invalid geometries included."""
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(request, AS_IT_IS)
    return source.getFeatures(request)


def whole_layer(
    algorithm: QgsProcessingAlgorithm, parameters: dict, name: str, context: QgsProcessingContext
) -> QgsVectorLayer | None:
    """The layer behind a source parameter, or None when a selection, a limit or a filter leaves some features out."""
    value = parameters.get(name)
    if isinstance(value, QgsProcessingFeatureSourceDefinition) and (
        value.selectedFeaturesOnly or value.featureLimit != -1 or value.filterExpression
    ):
        return None
    return algorithm.parameterAsVectorLayer(parameters, name, context)
