"""The Processing provider `oltp`: its algorithms and the models shipped with the plugin."""

from qgis.core import QgsProcessingModelAlgorithm, QgsProcessingProvider
from qgis.PyQt.QtGui import QIcon

from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.catalogue import ALGORITHMS


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
        for path in sorted(resource_path("models").glob("*.model3")):
            model = QgsProcessingModelAlgorithm()
            if model.fromFile(str(path)):
                self.addAlgorithm(model)
