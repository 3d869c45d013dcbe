"""Adapter of `adapters.workbooks.export_workbook`."""

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class ExportWorkbook(StoreAlgorithm):
    NAME = "export_workbook"
    GROUP = "reports"
    STORE, OUTPUT, SHEETS = "STORE", "OUTPUT", "SHEETS"

    def displayName(self):
        return tr("Bilan chiffré (classeur)")

    def shortHelpString(self):
        return tr(
            "Écrit un classeur .xlsx : catégories, mois, créneaux, groupes territoriaux et QPV par source, qualité de "
            "chaque lot, lignes refusées par motif. Les sources restent côte à côte, sans somme. La première feuille "
            "dit la période, les sources et la méthode. Niveau « partenaires » : les petits effectifs ne sont pas "
            "masqués."
        )

    def initAlgorithm(self, config=None):
        self.add_store_only_read()
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Classeur"), tr("Classeur (*.xlsx)")),
            tr("Le classeur à écrire ; un fichier du même nom est remplacé."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SHEETS, tr("Feuilles")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.workbooks import export_workbook

        store = self.store_path(parameters, context)
        target = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        sheets = export_workbook(store, target)
        feedback.pushInfo(tr("Feuilles : {titles}.").format(titles=", ".join(sheets)))
        return {self.OUTPUT: str(target), self.SHEETS: len(sheets)}
