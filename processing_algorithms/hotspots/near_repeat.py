"""Adapter of `core.hotspots.near_repeat.near_repeat`."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import IncidentCounts


class NearRepeat(IncidentCounts):
    NAME = "near_repeat"
    INCIDENTS, DATE_FIELD, DISTANCE_BANDS, DAY_BANDS = "INCIDENTS", "DATE_FIELD", "DISTANCE_BANDS", "DAY_BANDS"
    METRIC, RUNS, SEED, OUTPUT, PAIRS, CHART = "METRIC", "RUNS", "SEED", "OUTPUT", "PAIRS", "CHART"
    USED = "INCIDENTS_USED"
    POINT_LAYERS = (INCIDENTS,)
    CHOICES = {METRIC: ("euclidean", "manhattan")}

    def displayName(self):
        return tr("Répétitions proches")

    def shortHelpString(self):
        return tr(
            "Après un fait, en survient-il d'autres tout près et peu après, plus que le hasard n'en donne ? Table de "
            "Knox (Knox, 1964 ; Townsley, Homel et Chaseling, 2003) : pour chaque tranche de distance et de jours, le "
            "nombre de paires de faits (observed), celui qu'on attendrait si les dates n'avaient rien à voir avec les "
            "lieux (expected), leur rapport (ratio) et la probabilité d'en voir autant par hasard (p_value), par "
            "permutation des dates.\n\nTranches [de, à) : la borne basse est comprise, la haute non. L'écart de temps "
            "est la différence des dates du calendrier, sans les heures : 0, le même jour.\n\nÀ éviter : avec des "
            "dates au mois (l'algorithme les refuse), des faits situés au quartier ou au centre de la rue (ils "
            "paraissent au même endroit), moins de quelques centaines de faits, ou des catégories mêlées. Une tranche "
            "qui ressort décrit le passé des lieux ; elle ne prédit rien sur des personnes."
        )

    def initAlgorithm(self, config=None):
        self.add_points(self.INCIDENTS, tr("Incidents"))
        field = QgsProcessingParameterField(self.DATE_FIELD, tr("Champ de la date"), "began_at", self.INCIDENTS)
        self.add(field, tr("Date, date et heure, ou texte (31/12/2024, 2024-12-31). Les heures ne servent pas."))
        text, number = QgsProcessingParameterString, QgsProcessingParameterNumber
        help_text = tr("Bornes en mètres : 0,100,200 fait [0, 100) et [100, 200). Un dernier « inf » : sans fin.")
        self.add(text(self.DISTANCE_BANDS, tr("Tranches de distance (mètres)"), "0,100,200,400"), help_text)
        help_text = tr("Bornes en jours entiers : 0,7,14 fait [0, 7) et [7, 14). Un dernier « inf » : sans fin.")
        self.add(text(self.DAY_BANDS, tr("Tranches de jours"), "0,7,14,28"), help_text)
        metrics = [tr("À vol d'oiseau"), tr("Manhattan (est-ouest plus nord-sud)")]
        help_text = tr("À vol d'oiseau, ou le long des axes, comme des rues à angle droit (euclidean ou manhattan).")
        self.add(QgsProcessingParameterEnum(self.METRIC, tr("Distance"), metrics, defaultValue=0), help_text)
        help_text = tr("Nombre de permutations des dates : 999 donne une probabilité au millième.")
        self.add(number(self.RUNS, tr("Permutations"), defaultValue=999, minValue=1), help_text)
        help_text = tr("Graine du hasard : la même redonne les mêmes probabilités.")
        self.add(number(self.SEED, tr("Graine"), defaultValue=1, minValue=0), help_text, advanced=True)
        sink, kinds = QgsProcessingParameterFeatureSink, QgsProcessing.SourceType
        help_text = tr("Par tranche : distance_from et _to, days_from et _to, observed, expected, ratio et p_value.")
        self.add(sink(self.OUTPUT, tr("Table de Knox"), kinds.TypeVector), help_text)
        pairs = sink(self.PAIRS, tr("Paires"), kinds.TypeVectorLine, None, True, False)
        self.add(pairs, tr("Une ligne par paire des tranches qui ont une fin, du premier fait à sa répétition."))
        file = QgsProcessingParameterFileDestination
        page = file(self.CHART, tr("Graphique"), tr("Page (*.html)"), None, True, False)
        self.add(page, tr("La table en image, à imprimer, avec ce qu'il faut en savoir."))
        self.addOutput(QgsProcessingOutputNumber(self.USED, tr("Incidents comptés")))

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import style_output
        from oltp_qgis_plugin.adapters.near_repeat import pair_renderer

        if self.lines:
            style_output(self.lines, pair_renderer(), context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.near_repeat import read_question, write_chart, write_lines
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.adapters.tables import write_frame
        from oltp_qgis_plugin.core.hotspots.near_repeat import near_repeat

        asked, read = read_question(self, parameters, context, feedback)
        found = near_repeat(read.xy, read.dates, asked, tell(feedback))
        announce(found.remarks, feedback)
        table = write_frame(self, parameters, self.OUTPUT, found.knox.frame(), context, feedback)
        self.lines = write_lines(self, parameters, found, read, asked, context, feedback)
        chart = write_chart(self.parameterAsFileOutput(parameters, self.CHART, context), found, read.name)
        made = {self.PAIRS: self.lines, self.CHART: chart}
        return {self.OUTPUT: table, self.USED: len(found.used)} | {key: path for key, path in made.items() if path}
