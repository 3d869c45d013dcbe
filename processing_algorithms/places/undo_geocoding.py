"""Adapter of `store.geocoding.undo_geocoding`."""

from pathlib import Path

from qgis.core import QgsProcessingOutputNumber, QgsProcessingOutputVectorLayer, QgsProcessingParameterFile

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class UndoGeocoding(OltpAlgorithm):
    NAME = "undo_geocoding"
    GROUP = "places"
    STORE, INCIDENTS, UNDONE = "STORE", "INCIDENTS", "UNDONE"

    def displayName(self):
        return tr("Annuler la géolocalisation")

    def shortHelpString(self):
        return tr(
            "Retire les points que « Géolocaliser les faits non localisés » a donnés, et rend aux faits leur précision "
            "d'avant. Ceux qu'une personne ou un import a changés depuis ne sont pas touchés. Le journal garde trace "
            "des deux opérations."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFile(self.STORE, tr("Observatoire"), extension="gpkg"),
            tr("Le GeoPackage de l'observatoire."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.UNDONE, tr("Faits rendus sans point")))
        self.addOutput(QgsProcessingOutputVectorLayer(self.INCIDENTS, tr("Faits de l'observatoire")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geocoding import undo_geocoding
        from oltp_qgis_plugin.store.geopackage import Observatory

        store, waiting = Path(self.parameterAsFile(parameters, self.STORE, context)), patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            n = undo_geocoding(observatory, provenance(), tell(feedback), waiting)
        feedback.pushInfo(tr("{n} fait(s) rendu(s) sans point.").format(n=n))
        return {self.UNDONE: n, self.INCIDENTS: f"{store}|layername=incident"}
