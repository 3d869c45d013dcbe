"""Adapter of `store.recode.labels_to_qualify`."""

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFile,
    QgsWkbTypes,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class LabelsToQualify(OltpAlgorithm):
    NAME = "labels_to_qualify"
    GROUP = "intake"
    STORE, OUTPUT, LABELS = "STORE", "OUTPUT", "LABELS"

    def displayName(self):
        return tr("Libellés à qualifier")

    def shortHelpString(self):
        return tr(
            "Liste les libellés que la nomenclature ne connaît pas, par partenaire, les plus fréquents d'abord : n "
            "est le nombre de faits, category la catégorie suggérée, alias le libellé connu qui la suggère et score "
            "leur ressemblance, de 0 à 1. Une suggestion est à vérifier ; « Recoder un libellé » décide."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFile(self.STORE, tr("Observatoire"), extension="gpkg"),
            tr("Le GeoPackage de l'observatoire ; il est lu, jamais modifié."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Libellés à qualifier"), QgsProcessing.SourceType.TypeVector
            ),
            tr("Une table : une ligne par libellé et par partenaire."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.LABELS, self.LABELS))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.adapters.tables import table_fields, write_table
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.recode import labels_to_qualify

        with Observatory.open(Path(self.parameterAsFile(parameters, self.STORE, context))) as observatory:
            queue = labels_to_qualify(observatory, tell(feedback))
        sink, destination = self.sink(parameters, self.OUTPUT, context, table_fields(queue),
                                      QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem())  # fmt: skip
        write_table(queue, sink, feedback)
        feedback.pushInfo(
            tr("{n} libellé(s) à qualifier, {rows} fait(s) concerné(s).").format(
                n=len(queue), rows=int(queue["n"].sum())
            )
        )
        return {self.OUTPUT: destination, self.LABELS: len(queue)}
