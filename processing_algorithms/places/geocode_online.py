"""Adapter of `adapters.online_places`: the incidents without point asked of the public address service."""


from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class GeocodeOnline(StoreAlgorithm):
    NAME = "geocode_online"
    GROUP = "places"
    STORE, SEND, CITY_CODE, MIN_SCORE, URL = "STORE", "SEND", "CITY_CODE", "MIN_SCORE", "URL"
    OUTPUT, TEXTS, FOUND, PLACED, KEPT_BACK = "OUTPUT", "TEXTS", "FOUND", "PLACED", "KEPT_BACK"

    def displayName(self):
        return tr("Demander les adresses au service en ligne")

    def shortHelpString(self):
        return tr(
            "Demande au service public d'adresses (Géoplateforme de l'IGN, Base Adresse Nationale) où sont les faits "
            "sans point. Seuls les textes de lieu partent, une fois chacun : ni identifiant, ni date, ni catégorie, ni "
            "partenaire ; sans SEND, rien ne part et la table montre ce qui partirait. Les textes des partenaires et "
            "des catégories en diffusion restreinte ne partent jamais.\n\nLa ville doit l'avoir permis sur ce poste : "
            "« Revoir les lieux… », En ligne…, ou la clé oltp/online_geocoding du profil QGIS. Hors ligne, "
            "« Géolocaliser les faits non localisés » fait le même travail sur une base d'adresses téléchargée."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterBoolean(self.SEND, tr("Envoyer"), False),
            tr("Décoché : rien ne part, la table montre les textes qui partiraient."),
        )
        self.add(
            QgsProcessingParameterString(self.CITY_CODE, tr("Code INSEE de la commune"), "", optional=True),
            tr("Conseillé, 34172 par exemple : sans lui vient parfois la même rue d'une autre ville. Il part aussi."),
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.MIN_SCORE, tr("Score minimal"), real, 0.6, minValue=0, maxValue=1),
            tr("Une réponse moins sûre ne place rien."),
        )
        self.add(
            QgsProcessingParameterString(self.URL, tr("Adresse du service"), "", optional=True),
            tr("Vide : celle des réglages, sinon https://data.geopf.fr/geocodage. Toujours en https."),
            advanced=True,
        )
        table = QgsProcessing.SourceType.TypeVector
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Textes et réponses"), table),
            tr("Une ligne par texte : address, et après l'envoi label, precision, score et refusal (pourquoi rien)."),
        )
        self.add_numbers(self.TEXTS, self.FOUND, self.PLACED, self.KEPT_BACK)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.online_places import Asked, ask_service
        from oltp_qgis_plugin.adapters.tables import write_frame

        asked = Asked(
            self.store_path(parameters, context),
            self.parameterAsBool(parameters, self.SEND, context),
            self.parameterAsString(parameters, self.CITY_CODE, context).strip(),
            self.parameterAsDouble(parameters, self.MIN_SCORE, context),
            self.parameterAsString(parameters, self.URL, context).strip(),
        )
        done = ask_service(asked, feedback)
        destination = write_frame(self, parameters, self.OUTPUT, done.table, context, feedback)
        counts = {self.TEXTS: done.texts, self.FOUND: done.found, self.PLACED: done.placed}
        return {self.OUTPUT: destination, **counts, self.KEPT_BACK: done.kept_back}
