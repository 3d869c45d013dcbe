"""Adapter of `core.hotspots.concentration.concentration`."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import POINT, IncidentCounts


class Concentration(IncidentCounts):
    NAME = "concentration"
    INPUT, FIELD, INCIDENTS, DISTANCE, SEED = "INPUT", "FIELD", "INCIDENTS", "DISTANCE", "SEED"
    OUTPUT, CHART = "OUTPUT", "CHART"
    GINI, GINI_ADJUSTED, GINI_BY_CHANCE = "GINI", "GINI_ADJUSTED", "GINI_BY_CHANCE"
    UNITS_FOR_80, TOP_20, PLACES, EVENTS = "UNITS_FOR_80", "TOP_20", "PLACES", "EVENTS"
    POINT_LAYERS = (INCIDENTS,)

    def displayName(self):
        return tr("Concentration des incidents")

    def shortHelpString(self):
        return tr(
            "Combien de lieux font l'essentiel des incidents ? Courbe de Lorenz (1905), coefficient de Gini, et Gini "
            "corrigé quand il y a peu d'incidents pour beaucoup de lieux (Bernasco et Steenbeek, 2017) : 0, également "
            "répartis ; près de 1, tous au même endroit. Part des lieux qui a 80 % des incidents (UNITS_FOR_80, de 0 à "
            "1), et part des incidents des 20 % de lieux les plus touchés (TOP_20). Le même calcul sur des incidents "
            "jetés au hasard dit ce que vaudrait le Gini sans raison particulière.\n\nTrois façons de compter : une "
            "couche de lieux (mailles, rues, polygones, points) et le champ de leur nombre ; une couche de lieux et "
            "une couche d'incidents (dans le polygone, ou au lieu le plus proche) ; des incidents seuls, comptés sur "
            "une grille. Les lieux sans incident comptent : ne les retirez pas de la couche.\n\nÀ éviter : pour "
            "comparer des lieux de tailles très différentes (une longue avenue et une impasse), des incidents situés "
            "au quartier, ou sous 30 incidents. La concentration décrit la répartition ; elle ne dit pas qu'un lieu "
            "est dangereux."
        )

    def initAlgorithm(self, config=None):
        source, anything = QgsProcessingParameterFeatureSource, [QgsProcessing.SourceType.TypeVector]
        help_text = tr("Mailles, rues, polygones ou points, vides compris. Sans elle, une grille est faite.")
        self.add(source(self.INPUT, tr("Lieux"), anything, optional=True), help_text)
        numeric = QgsProcessingParameterField.DataType.Numeric
        field = QgsProcessingParameterField(self.FIELD, tr("Champ du nombre"), None, self.INPUT, numeric, False, True)
        self.add(field, tr("Nombre d'incidents de chaque lieu, n par exemple. Vide : compter des incidents."))
        help_text = tr("Points, un par incident, à compter dans les lieux ou sur une grille.")
        self.add(source(self.INCIDENTS, tr("Incidents"), [POINT], optional=True), help_text)
        self.add_cell_size(tr("Côté d'un carré, en mètres, quand aucune couche de lieux n'est donnée."))
        self.add_study_area()
        distance = QgsProcessingParameterDistance(self.DISTANCE, tr("Distance au lieu (mètres)"), 30, minValue=0)
        self.add(distance, tr("Jusqu'où un incident compte pour la rue ou le point le plus proche, en mètres."))
        seed = QgsProcessingParameterNumber(self.SEED, tr("Graine"), defaultValue=1, minValue=0)
        self.add(seed, tr("Graine du hasard : la même redonne les mêmes tirages."), advanced=True)
        help_text = tr("Les lieux avec n, share (part des incidents), rank, cumulated (part cumulée) et class.")
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Concentration")), help_text)
        file = QgsProcessingParameterFileDestination
        page = file(self.CHART, tr("Graphique"), tr("Page (*.html)"), None, True, False)
        self.add(page, tr("La courbe de Lorenz, à imprimer, avec ce qu'il faut en savoir."))
        for name in (self.GINI, self.GINI_ADJUSTED, self.GINI_BY_CHANCE, self.UNITS_FOR_80, self.TOP_20, self.PLACES,
                     self.EVENTS):  # fmt: skip
            self.addOutput(QgsProcessingOutputNumber(name, name))

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.concentration_styles import style_places

        style_places(self.destination, self.kind, context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.concentration import read_counted_places, write_counted_places
        from oltp_qgis_plugin.adapters.concentration_styles import write_lorenz
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.concentration import concentration, concentration_remarks

        places = read_counted_places(self, parameters, context, feedback)
        found = concentration(places.counts, self.parameterAsInt(parameters, self.SEED, context), tell(feedback))
        remarks = [*places.remarks, *concentration_remarks(found)]
        announce(remarks, feedback)
        self.kind = places.kind
        self.destination = write_counted_places(self, parameters, places, found.columns, context, feedback)
        chart = write_lorenz(self.parameterAsFileOutput(parameters, self.CHART, context), found, remarks, places.name)
        ginis = {self.GINI: found.gini, self.GINI_ADJUSTED: found.adjusted, self.GINI_BY_CHANCE: found.by_chance}
        shares = {self.UNITS_FOR_80: found.units_for_80, self.TOP_20: found.top_20}
        numbers = {**ginis, **shares, self.PLACES: found.n, self.EVENTS: found.total}
        return {self.OUTPUT: self.destination, **numbers} | ({self.CHART: chart} if chart else {})
