"""What the algorithms that work on an observatory share."""

from pathlib import Path

from qgis.core import Qgis, QgsProcessingOutputVectorLayer, QgsProcessingParameterFile, QgsProcessingParameterNumber

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class StoreAlgorithm(OltpAlgorithm):
    """Base class: the observatory is the parameter STORE; its incidents may be the output INCIDENTS."""

    STORE, BATCH, INCIDENTS = "STORE", "BATCH", "INCIDENTS"

    def add_store(self, help_text: str = ""):
        """Declare the observatory."""
        store = QgsProcessingParameterFile(self.STORE, tr("Observatoire"), extension="gpkg")
        self.add(store, help_text or tr("Le GeoPackage de l'observatoire."))

    def add_store_only_read(self):
        """Declare the observatory, which stays as it is."""
        self.add_store(tr("Le GeoPackage de l'observatoire ; il est lu, jamais modifié."))

    def add_batch(self, help_text: str):
        """Declare the number of a batch."""
        whole = Qgis.ProcessingNumberParameterType.Integer
        self.add(QgsProcessingParameterNumber(self.BATCH, tr("Numéro du lot"), whole, minValue=1), help_text)

    def add_incidents_output(self):
        """Declare the observatory's incidents as a layer that a model may go on with."""
        self.addOutput(QgsProcessingOutputVectorLayer(self.INCIDENTS, tr("Faits de l'observatoire")))

    def store_path(self, parameters, context) -> Path:
        """Where the observatory is."""
        return Path(self.parameterAsFile(parameters, self.STORE, context))
