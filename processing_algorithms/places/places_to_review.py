"""Adapter of `store.review_queue.places_to_review`."""

from qgis.core import QgsProcessingParameterNumber

from oltp_qgis_plugin.core.incident import DOUBTFUL_BELOW
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.intake.store_table import StoreTable


class PlacesToReview(StoreTable):
    NAME = "places_to_review"
    GROUP = "places"
    DOUBTFUL_BELOW = "DOUBTFUL_BELOW"
    TEXTS, ROWS = "TEXTS", "ROWS"

    def displayName(self):
        return tr("Lieux à revoir")

    def shortHelpString(self):
        return tr(
            "Liste les textes de lieu dont les faits n'ont pas de point, ou un point douteux, les plus fréquents "
            "d'abord : n est le nombre de faits, unlocated ceux sans point, doubtful ceux placés par la base "
            "d'adresses ou le service en ligne avec un score faible, ou au quartier ou à la commune seulement. "
            "« Décider d'un lieu » en place un texte, pour ces faits et les fichiers à venir ; le panneau "
            "« Revoir les lieux… » fait de même sur la carte."
        )

    def initAlgorithm(self, config=None):
        said = tr("Une table : une ligne par texte, quelle que soit sa graphie.")
        self.add_store_and_output(tr("Lieux à revoir"), said)
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(
                self.DOUBTFUL_BELOW, tr("Score douteux"), real, DOUBTFUL_BELOW, minValue=0, maxValue=1
            ),
            tr("Un point trouvé avec un score sous celui-ci est à revoir."),
        )
        self.add_numbers(self.TEXTS, self.ROWS)

    def table(self, observatory, feedback):
        from oltp_qgis_plugin.store.review_queue import places_to_review

        waiting = places_to_review(observatory, self.doubtful_below)
        if waiting.without_text:
            feedback.pushInfo(
                tr("{n} fait(s) sans point ni texte de lieu : rien ne peut les placer.").format(n=waiting.without_text)
            )
        return waiting.groups

    def prepareAlgorithm(self, parameters, context, feedback):
        self.doubtful_below = self.parameterAsDouble(parameters, self.DOUBTFUL_BELOW, context)
        return super().prepareAlgorithm(parameters, context, feedback)

    def results(self, groups, feedback):
        rows = int(groups["n"].sum())
        feedback.pushInfo(tr("{n} texte(s) de lieu à revoir, {rows} fait(s).").format(n=len(groups), rows=rows))
        return {self.TEXTS: len(groups), self.ROWS: rows}
