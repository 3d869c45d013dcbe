"""Adapter of `store.quality.source_quality`."""


from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.intake.store_table import StoreTable


class SourceQuality(StoreTable):
    NAME = "source_quality"
    SILENT_MONTHS = "SILENT_MONTHS"

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
        self.add_store_and_output(
            tr("Qualité des sources"), tr("Une table : une ligne par partenaire et par mois.")
        )
        self.add_numbers(self.SILENT_MONTHS)

    def table(self, observatory, feedback):
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.store.quality import source_quality

        return source_quality(observatory, tell(feedback))

    def results(self, rows, feedback):
        silent = rows[rows["silent"].astype(bool)]
        for label, months in silent.groupby("partner_label")["month"]:
            said = tr("{partner} : aucune ligne en {months}.")
            feedback.pushWarning(said.format(partner=label, months=", ".join(months)))
        said = tr("{n} mois, {partners} partenaire(s).")
        feedback.pushInfo(said.format(n=len(rows), partners=rows["partner"].nunique()))
        return {self.SILENT_MONTHS: len(silent)}
