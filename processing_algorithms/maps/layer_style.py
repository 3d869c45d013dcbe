"""What the algorithms that restyle a layer share: the layer, its new style, and where it was saved."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterVectorLayer,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD, OltpAlgorithm


class LayerStyle(OltpAlgorithm):
    """Base class: a subclass says which layer it takes, and makes a renderer for it in `renderer`."""

    GROUP = "maps"
    INPUT, OUTPUT, STYLE = "INPUT", "OUTPUT", "STYLE"

    def flags(self):
        return super().flags() | MAIN_THREAD

    def add_layer(self, help_text: str):
        """Declare the layer and the outputs."""
        self.add(
            QgsProcessingParameterVectorLayer(self.INPUT, tr("Faits"), [QgsProcessing.SourceType.TypeVectorPoint]),
            help_text,
        )
        self.addOutput(QgsProcessingOutputVectorLayer(self.OUTPUT, tr("Couche stylée")))
        self.addOutput(QgsProcessingOutputString(self.STYLE, tr("Style enregistré")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import apply_style

        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        renderer = self.renderer(layer, parameters, context, feedback)
        reference, saved = apply_style(layer, renderer, context.project())
        feedback.pushInfo(saved)
        return {self.OUTPUT: reference, self.STYLE: saved}
