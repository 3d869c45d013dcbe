"""Adapter of `store.geocoding.geocode_incidents`."""


from qgis.core import (
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class GeocodeIncidents(StoreAlgorithm):
    NAME = "geocode_incidents"
    GROUP = "places"
    STORE, INDEX, MIN_SCORE, INCIDENTS = "STORE", "INDEX", "MIN_SCORE", "INCIDENTS"
    UNLOCATED, PLACED, DOUBTFUL = "UNLOCATED", "PLACED", "DOUBTFUL"

    def displayName(self):
        return tr("Géolocaliser les faits non localisés")

    def shortHelpString(self):
        return tr(
            "Donne un point aux faits de l'observatoire que l'import n'a pas su placer, d'après leur lieu écrit : par "
            "l'index d'adresses, et par les lieux connus de l'observatoire (arrêts, écoles, résidences). Un fait déjà "
            "placé, ou dont le lieu a été décidé à la main, n'est jamais touché. Les QPV et le groupe territorial "
            "suivent. Tout est inscrit au journal ; « Annuler la géolocalisation » rend les faits à leur état d'avant. "
            "À relancer après chaque import."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterFile(self.INDEX, tr("Index d'adresses"), optional=True),
            tr("Le fichier .oltpadr fait par « Fabriquer l'index d'adresses ». Vide : seuls les lieux connus servent."),
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.MIN_SCORE, tr("Score minimal"), real, 0.5, False, 0, 1),
            tr("De 0 à 1. En dessous, le fait reste sans point, pour la revue des lieux."),
        )
        self.add_numbers(self.UNLOCATED, self.PLACED, self.DOUBTFUL)
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.geocoding import announce_incidents, open_geocoder
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geocoding import geocode_incidents
        from oltp_qgis_plugin.store.geopackage import Observatory

        store = self.store_path(parameters, context)
        index = self.parameterAsFile(parameters, self.INDEX, context)
        score, waiting = self.parameterAsDouble(parameters, self.MIN_SCORE, context), patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            geocoder = open_geocoder(index, observatory)
            feedback.pushInfo(geocoder.summary)
            report = geocode_incidents(observatory, geocoder, provenance(), score, tell(feedback), waiting)
        announce_incidents(report, feedback)
        return {self.UNLOCATED: report.unlocated, self.PLACED: report.placed, self.DOUBTFUL: report.doubtful,
                self.INCIDENTS: f"{store}|layername=incident"}  # fmt: skip
