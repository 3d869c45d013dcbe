"""Adapter of `store.recode.labels_to_qualify`."""


from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.intake.store_table import StoreTable


class LabelsToQualify(StoreTable):
    NAME = "labels_to_qualify"
    LABELS = "LABELS"

    def displayName(self):
        return tr("Libellés à qualifier")

    def shortHelpString(self):
        return tr(
            "Liste les libellés que la nomenclature ne connaît pas, par partenaire, les plus fréquents d'abord : n "
            "est le nombre de faits, category la catégorie suggérée, alias le libellé connu qui la suggère et score "
            "leur ressemblance, de 0 à 1. Une suggestion est à vérifier ; « Recoder un libellé » décide."
        )

    def initAlgorithm(self, config=None):
        self.add_store_and_output(
            tr("Libellés à qualifier"), tr("Une table : une ligne par libellé et par partenaire.")
        )
        self.add_numbers(self.LABELS)

    def table(self, observatory, feedback):
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.store.recode import labels_to_qualify

        return labels_to_qualify(observatory, tell(feedback))

    def results(self, queue, feedback):
        said = tr("{n} libellé(s) à qualifier, {rows} fait(s) concerné(s).")
        feedback.pushInfo(said.format(n=len(queue), rows=int(queue["n"].sum())))
        return {self.LABELS: len(queue)}
