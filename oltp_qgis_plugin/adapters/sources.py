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
)

from oltp_qgis_plugin.adapters.arrow import PointFile, point_file

AS_IT_IS = Qgis.ProcessingFeatureSourceFlag.SkipGeometryValidityChecks


def features(source: QgsFeatureSource, request: QgsFeatureRequest) -> Iterator[QgsFeature]:
    """The features of a source, invalid geometries included."""
    if isinstance(source, QgsProcessingFeatureSource):
        return source.getFeatures(request, AS_IT_IS)
    return source.getFeatures(request)


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
