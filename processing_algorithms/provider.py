"""The Processing provider `oltp`: its algorithms and the models shipped with the plugin."""

from qgis.core import QgsApplication, QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.catalogue import ALGORITHMS


class ShippedModel(QgsProcessingModelAlgorithm):
    """A model of `resources/models/`: what the Designer calls its group is its title, its name its id."""

    def displayName(self):
        return super().group()

    def group(self):
        return tr("Modèles")

    def groupId(self):
        return "models"

    def createInstance(self):
        model = ShippedModel()
        model.loadVariant(self.toVariant())
        return model


class OltpProvider(QgsProcessingProvider):
    def id(self):
        return "oltp"

    def name(self):
        return tr("Observatoire de la tranquillité publique")

    def icon(self):
        return QIcon(str(resource_path("icons/oltp.svg")))

    def loadAlgorithms(self):
        for algorithm in ALGORITHMS:
            self.addAlgorithm(algorithm())
        if QgsApplication.processingRegistry().providerById(self.id()) is not None:
            self._load_models()

    def _load_models(self):
        """A model finds its steps in the registry: it cannot be loaded before the provider is there."""
        for path in sorted(resource_path("models").glob("*.model3")):
            model = ShippedModel()
            if model.fromFile(str(path)):
                self.addAlgorithm(model)


def register() -> OltpProvider | None:
    """The provider, in QGIS's registry with its algorithms and models; None when it is there already."""
    registry = QgsApplication.processingRegistry()
    if registry.providerById("oltp") is not None:
        return None
    provider = OltpProvider()
    registry.addProvider(provider)
    provider.refreshAlgorithms()
    return provider
