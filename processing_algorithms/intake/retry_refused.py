"""Adapter of `store.retry.retry_refused`."""

from pathlib import Path

from qgis.core import (
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm

COUNTS = ("read", "imported", "updated", "known", "refused", "ignored")


class RetryRefused(StoreAlgorithm):
    NAME = "retry_refused"
    GROUP = "intake"
    STORE, BATCH, INPUT, PROFILE = "STORE", "BATCH", "INPUT", "PROFILE"
    REFUSED_TABLE, CORRECTED, INCIDENTS = "REFUSED_TABLE", "CORRECTED", "INCIDENTS"
    ROWS = tuple(f"ROWS_{count.upper()}" for count in COUNTS)

    def displayName(self):
        return tr("Reprendre les lignes refusées")

    def shortHelpString(self):
        return tr(
            "Importe les lignes refusées d'un lot, une fois corrigées dans le classeur que l'import a écrit. Celles "
            "qui passent rejoignent ce lot, dont les comptes suivent ; les autres restent refusées, avec leur motif. "
            "La colonne « Ligne refusée » dit à quelle ligne du premier fichier chacune correspond : ne l'ôtez pas."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add_batch(tr("Le numéro du lot qui a refusé les lignes."))
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Lignes corrigées")),
            tr("Le classeur des lignes refusées, corrigé ; xlsx, ods ou csv."),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profil"), "", optional=True),
            tr("Vide : celui du lot. À indiquer si le lot a été importé avec un profil .json à vous."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REFUSED_TABLE, tr("Lignes encore refusées"), tr("Classeur (*.xlsx)"), optional=True,
                createByDefault=False,
            ),
            tr("Les lignes du classeur qui ne passent toujours pas, avec leur motif."),
        )  # fmt: skip
        self.add_numbers(*self.ROWS, self.CORRECTED)
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.imports import announce_retry, write_refused_table
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.retry import retry_refused

        store = self.store_path(parameters, context)
        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        batch, waiting = self.parameterAsInt(parameters, self.BATCH, context), patience(feedback)
        profile = self.parameterAsString(parameters, self.PROFILE, context).strip()
        refused = self.parameterAsFileOutput(parameters, self.REFUSED_TABLE, context)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            report = retry_refused(observatory, batch, path, provenance(), profile, tell(feedback), waiting)
        announce_retry(report, feedback)
        write_refused_table(report.prepared, refused, feedback)
        rows = {name: report.counts[f"rows_{count}"] for name, count in zip(self.ROWS, COUNTS, strict=True)}
        return {**rows, self.CORRECTED: report.corrected, self.INCIDENTS: f"{store}|layername=incident",
                self.REFUSED_TABLE: refused or None}  # fmt: skip
