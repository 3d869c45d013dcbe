"""Adapter of `store.quality.source_quality`."""

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


class SourceQuality(OltpAlgorithm):
    NAME = "source_quality"
    GROUP = "intake"
    STORE, OUTPUT, SILENT_MONTHS = "STORE", "OUTPUT", "SILENT_MONTHS"

    def displayName(self):
        return tr("Qualité des sources")

    def shortHelpString(self):
        return tr(
            "Une ligne par partenaire et par mois : nombre de faits (rows), part d'heures inconnues (unknown_hours), "
            "part des heures connues à 00:00 exactement (midnight) et part attendue d'après 23:00 et 01:00 "
            "(midnight_expected), délai médian en jours entre le fait et l'import (median_delay_days), part placée "
            "plus finement que la rue (finer_than_street), part remplie de chaque champ (filled_…) ; silent : un mois "
            "sans ligne entre le premier et le dernier. Les parts vont de 0 à 1."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFile(self.STORE, tr("Observatoire"), extension="gpkg"),
            tr("Le GeoPackage de l'observatoire ; il est lu, jamais modifié."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(
                self.OUTPUT, tr("Qualité des sources"), QgsProcessing.SourceType.TypeVector
            ),
            tr("Une table : une ligne par partenaire et par mois."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.SILENT_MONTHS, self.SILENT_MONTHS))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.adapters.tables import table_fields, write_table
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.quality import source_quality

        with Observatory.open(Path(self.parameterAsFile(parameters, self.STORE, context))) as observatory:
            rows = source_quality(observatory, tell(feedback))
        sink, destination = self.sink(parameters, self.OUTPUT, context, table_fields(rows),
                                      QgsWkbTypes.Type.NoGeometry, QgsCoordinateReferenceSystem())  # fmt: skip
        write_table(rows, sink, feedback)
        silent = rows[rows["silent"].astype(bool)]
        for label, months in silent.groupby("partner_label")["month"]:
            said = tr("{partner} : aucune ligne en {months}.")
            feedback.pushWarning(said.format(partner=label, months=", ".join(months)))
        feedback.pushInfo(
            tr("{n} mois, {partners} partenaire(s).").format(n=len(rows), partners=rows["partner"].nunique())
        )
        return {self.OUTPUT: destination, self.SILENT_MONTHS: len(silent)}
