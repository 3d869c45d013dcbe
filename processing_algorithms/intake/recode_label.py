"""Adapter of `store.recode.recode_label`."""


from qgis.core import QgsProcessingParameterString

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class RecodeLabel(StoreAlgorithm):
    NAME = "recode_label"
    GROUP = "intake"
    STORE, LABEL, CATEGORY, PARTNER = "STORE", "LABEL", "CATEGORY", "PARTNER"
    CHANGED, FOUND, VERSION = "CHANGED", "FOUND", "VERSION"

    def displayName(self):
        return tr("Recoder un libellé")

    def shortHelpString(self):
        return tr(
            "Décide de la catégorie d'un libellé de partenaire : tous les faits qui le portent sont recodés, et ceux "
            "des imports à venir le seront. La décision passe avant la nomenclature livrée. Une nouvelle décision "
            "remplace la précédente ; le journal garde l'une et l'autre, avec la catégorie qu'avait chaque fait."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterString(self.LABEL, tr("Libellé")),
            tr("Le libellé tel que le partenaire l'écrit ; majuscules, accents et ponctuation ne comptent pas."),
        )
        self.add(
            QgsProcessingParameterString(self.CATEGORY, tr("Catégorie")),
            tr("Le code d'une catégorie de la nomenclature, comme TRA3."),
        )
        self.add(
            QgsProcessingParameterString(self.PARTNER, tr("Partenaire"), "", optional=True),
            tr("Le code du partenaire dont c'est le libellé. Vide : tous, sauf ceux qui ont leur propre décision."),
        )
        self.add_numbers(self.CHANGED, self.FOUND, self.VERSION)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.recode import recode_label

        store = self.store_path(parameters, context)
        asked = [self.parameterAsString(parameters, name, context)
                 for name in (self.LABEL, self.CATEGORY, self.PARTNER)]  # fmt: skip
        waiting = patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            decision = recode_label(observatory, *asked, provenance(), waiting)
        feedback.pushInfo(
            tr(
                "« {label} » → {category} (décision n° {version}) : {changed} fait(s) recodé(s) sur {found} ; les "
                "prochains imports suivront."
            ).format(**vars(decision))
        )
        return {self.CHANGED: decision.changed, self.FOUND: decision.found, self.VERSION: decision.version}
