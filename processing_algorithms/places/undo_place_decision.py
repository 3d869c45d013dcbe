"""Adapter of `store.place_decisions.undo_decision`."""


from qgis.core import QgsProcessingOutputNumber, QgsProcessingParameterString

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class UndoPlaceDecision(StoreAlgorithm):
    NAME = "undo_place_decision"
    GROUP = "places"
    STORE, LABEL, PARTNER, CHANGED = "STORE", "LABEL", "PARTNER", "CHANGED"

    def displayName(self):
        return tr("Annuler une décision de lieu")

    def shortHelpString(self):
        return tr(
            "Oublie la décision prise pour un texte de lieu : ses faits retrouvent la place qu'ils avaient avant toute "
            "décision, ou n'en ont plus, et le texte revient dans la liste des lieux à revoir. La décision qu'elle "
            "avait remplacée vaut de nouveau. Les décisions prises sont dans la table « Décisions de lieu »."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterString(self.LABEL, tr("Texte du lieu")),
            tr("Le texte dont la décision est à oublier ; majuscules, accents et ponctuation ne comptent pas."),
        )
        self.add(
            QgsProcessingParameterString(self.PARTNER, tr("Partenaire"), "", optional=True),
            tr("Le code du partenaire pour qui elle a été prise. Vide : la décision prise pour tous."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.CHANGED, tr("Faits changés")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.place_decisions import undo_decision

        store, waiting = self.store_path(parameters, context), patience(feedback)
        label, partner = (self.parameterAsString(parameters, name, context) for name in (self.LABEL, self.PARTNER))
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            done = undo_decision(observatory, label, partner, provenance(), waiting)
        feedback.pushInfo(tr("Décision annulée : {n} fait(s) changé(s).").format(n=done.changed))
        return {self.CHANGED: done.changed}
