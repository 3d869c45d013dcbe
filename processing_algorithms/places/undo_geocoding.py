"""Adapter of `store.geocoding.undo_geocoding`."""


from qgis.core import QgsProcessingOutputNumber

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class UndoGeocoding(StoreAlgorithm):
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
        self.add_store()
        self.addOutput(QgsProcessingOutputNumber(self.UNDONE, tr("Faits rendus sans point")))
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geocoding import undo_geocoding
        from oltp_qgis_plugin.store.geopackage import Observatory

        store, waiting = self.store_path(parameters, context), patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            n = undo_geocoding(observatory, provenance(), tell(feedback), waiting)
        feedback.pushInfo(tr("{n} fait(s) rendu(s) sans point.").format(n=n))
        return {self.UNDONE: n, self.INCIDENTS: f"{store}|layername=incident"}
