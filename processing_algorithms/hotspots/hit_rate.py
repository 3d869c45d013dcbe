"""Adapter of `core.hotspots.held_out.held_out`."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingOutputString,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.point_pattern import PointPattern


class HitRate(PointPattern):
    NAME = "hit_rate"
    DATE_FIELD, SPLIT, METHOD, AREA_SHARE = "DATE_FIELD", "SPLIT", "METHOD", "AREA_SHARE"
    BANDWIDTH, OUTPUT, CELLS, CHART = "BANDWIDTH", "OUTPUT", "CELLS", "CHART"
    PAI, PEI, RRI, RATE, SPLIT_USED = "PAI", "PEI", "RRI", "HIT_RATE", "SPLIT_USED"
    N_BEFORE, N_AFTER = "N_BEFORE", "N_AFTER"
    CHOICES = {METHOD: ("count", "kde", "gi_star", "class")}

    def displayName(self):
        return tr("Points chauds à l'épreuve (PAI, PEI, RRI)")

    def shortHelpString(self):
        return tr(
            "Les points chauds d'une période tiennent-ils à la suivante ? Les mailles sont classées sur la première "
            "période seulement, puis on compte ce qu'elles contiennent de la seconde : part des incidents (hit_rate) ; "
            "PAI, cette part divisée par la part de surface (Chainey, Tompson et Uhlig, 2008), 1 au hasard, avec son "
            "intervalle à 95 % ; PEI, le PAI divisé par le meilleur possible sur la même surface (Hunt, 2016) ; RRI, "
            "part des incidents après sur part avant, 1 quand les mailles ont gardé la leur (Levine, 2008). La table "
            "compare trois classements (nombre, densité, Gi*) sur plusieurs parts de surface, et les classes de la "
            "grille de points chauds.\n\nLe PAI grandit quand la surface diminue : comparez deux méthodes à surface "
            "égale, jamais deux villes.\n\nÀ éviter : si un partenaire a changé sa façon de déclarer entre les deux "
            "périodes, si une action a été menée dans les mailles (le PAI baisse quand elle réussit), sous 30 "
            "incidents par période, ou avec des incidents situés au quartier. Ce bilan dit si la carte décrit des "
            "lieux durables ; il ne prédit rien sur des personnes."
        )

    def initAlgorithm(self, config=None):
        self.add_incidents()
        field = QgsProcessingParameterField(self.DATE_FIELD, tr("Champ de la date"), "began_at", self.INCIDENTS)
        self.add(field, tr("Date, date et heure, mois, ou texte (31/12/2024, 2024-12-31). Les heures ne servent pas."))
        kind = QgsProcessingParameterDateTime.Type.Date
        self.add(
            QgsProcessingParameterDateTime(self.SPLIT, tr("Début de la seconde période"), kind, None, True),
            tr("Premier jour de la seconde période. Vide : calculé, aux trois quarts de la durée, et annoncé."),
        )
        self.add_study_area()
        self.add_cell_size(tr("Côté d'un carré, en mètres. 0 : calculé, et annoncé."))
        names = [tr("Nombre d'incidents"), tr("Densité"), tr("Gi*"), tr("Classe de point chaud (95 %)")]
        self.add(
            QgsProcessingParameterEnum(self.METHOD, tr("Mailles retenues d'après"), names, defaultValue=1),
            tr(
                "Ce qui classe les mailles pour la réponse et la carte : count, kde, gi_star, ou class (les mailles de "
                "classe hot_95 et hot_99, quelle que soit leur surface). La table les compare toutes."
            ),
        )
        number, real = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Double
        help_text = tr("Part de la surface retenue, en pour cent : autant de mailles entières qu'il en tient.")
        self.add(number(self.AREA_SHARE, tr("Part de surface (%)"), real, 5.0, False, 0, 100), help_text)
        radius = QgsProcessingParameterDistance(self.BANDWIDTH, tr("Rayon de la densité (mètres)"), None, None, True, 0)
        radius.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(radius, tr("Vide ou 0 : calculé sur la première période, et annoncé."), advanced=True)
        sink, kinds, file = (
            QgsProcessingParameterFeatureSink,
            QgsProcessing.SourceType,
            QgsProcessingParameterFileDestination,
        )
        self.add(
            sink(self.OUTPUT, tr("Mesures"), kinds.TypeVector),
            tr("Par classement et part de surface : cells, area_km2, n_before, n_after, hit_rate, pai, pei et rri."),
        )
        cells = sink(self.CELLS, tr("Mailles retenues"), kinds.TypeVectorPolygon, None, True, False)
        self.add(cells, tr("Les mailles, avec n_before, n_after, kde, gi_star, class et selected (hot, other)."))
        page = file(self.CHART, tr("Graphique"), tr("Page (*.html)"), None, True, False)
        self.add(
            page, tr("La courbe des incidents retrouvés selon la surface, à imprimer, avec ce qu'il faut en savoir.")
        )
        self.add_numbers(self.PAI, self.PEI, self.RRI, self.RATE, self.N_BEFORE, self.N_AFTER)
        self.addOutput(QgsProcessingOutputString(self.SPLIT_USED, self.SPLIT_USED))

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import style_output
        from oltp_qgis_plugin.adapters.styles import class_renderer

        if self.cells:
            style_output(self.cells, class_renderer("selected_classes", "selected"), context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.held_out import read_question, write_chart, write_selected
        from oltp_qgis_plugin.adapters.point_pattern import read_dated_pattern
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.adapters.tables import write_frame
        from oltp_qgis_plugin.core.hotspots.held_out import held_out

        read, dates = read_dated_pattern(self, parameters, context, feedback)
        asked = read_question(self, parameters, context)
        result = held_out(read.xy, dates, read.study, asked, tell(feedback))
        announce(result.remarks, feedback)
        table = write_frame(self, parameters, self.OUTPUT, result.table, context, feedback)
        self.cells = write_selected(self, parameters, result, read.crs, context, feedback)
        chart = write_chart(self.parameterAsFileOutput(parameters, self.CHART, context), result)
        made = {name: path for name, path in {self.CELLS: self.cells, self.CHART: chart}.items() if path}
        rate, split = result.headline, {self.SPLIT_USED: str(result.split.first_day)}
        told = {self.PAI: rate.pai, self.PEI: rate.pei, self.RRI: rate.rri, self.RATE: rate.hit_rate}
        counts = {self.N_BEFORE: result.n_before, self.N_AFTER: result.n_after}
        return {self.OUTPUT: table, **made, **told, **split, **counts}
