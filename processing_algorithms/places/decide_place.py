"""Adapter of `store.place_decisions.decide_place`."""


from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterPoint,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm

PRECISIONS = [level.value for level in Precision if level is not Precision.NONE]


class DecidePlace(StoreAlgorithm):
    NAME = "decide_place"
    GROUP = "places"
    STORE, LABEL, POINT, PRECISION, PARTNER = "STORE", "LABEL", "POINT", "PRECISION", "PARTNER"
    CHANGED = "CHANGED"

    def displayName(self):
        return tr("Décider d'un lieu")

    def shortHelpString(self):
        return tr(
            "Dit où est un texte de lieu : ses faits reçoivent ce point et leurs territoires, ceux des imports à venir "
            "aussi. Les faits placés par les coordonnées du partenaire, le répertoire des lieux ou la saisie gardent "
            "leur point. Une nouvelle décision remplace la précédente ; « Annuler une décision de lieu » rend aux "
            "faits la place qu'ils avaient."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterString(self.LABEL, tr("Texte du lieu")),
            tr("Le texte tel que le partenaire l'écrit ; majuscules, accents et ponctuation ne comptent pas."),
        )
        self.add(
            QgsProcessingParameterPoint(self.POINT, tr("Point"), optional=True),
            tr("Où il est : « 771250,6279840 [EPSG:2154] ». Vide : nulle part, le texte ne sera plus proposé."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.PRECISION, tr("Précision"), PRECISIONS, False, Precision.PLACE.value, usesStaticStrings=True
            ),
            tr("Ce que ce point vaut : numero, interpole, carrefour, rue, lieu, quartier ou commune."),
        )
        self.add(
            QgsProcessingParameterString(self.PARTNER, tr("Partenaire"), "", optional=True),
            tr("Le code du partenaire dont c'est le texte. Vide : tous, sauf ceux qui ont leur propre décision."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, tr("Faits placés")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.place_reviews import choice_of
        from oltp_qgis_plugin.adapters.progress import patience
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.place_decisions import decide_place

        waiting = patience(feedback)
        store = self.store_path(parameters, context)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            choice = choice_of(self, parameters, context, observatory.epsg)
            done = decide_place(observatory, choice, provenance(), waiting)
        said = tr("Décision retenue : {n} fait(s) changé(s) ; les prochains imports suivront.")
        feedback.pushInfo(said.format(n=done.changed))
        return {self.CHANGED: done.changed}
