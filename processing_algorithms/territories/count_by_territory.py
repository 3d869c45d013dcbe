"""Points per territory: numbers, rates and exact intervals, in lines that add up."""

from qgis.core import (
    Qgis,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.territories.points_in_territories import PointsInTerritories

DAY = QgsProcessingParameterDateTime.Type.Date


class CountByTerritory(PointsInTerritories):
    """Adapter of `core.territory_counts.count_points`."""

    NAME = "count_by_territory"
    NAME_FIELD, POPULATION_FIELD, PRECISION_FIELD = "NAME_FIELD", "POPULATION_FIELD", "PRECISION_FIELD"
    DATE_FIELD, START, END, CATEGORY_FIELD = "DATE_FIELD", "START", "END", "CATEGORY_FIELD"
    CATEGORIES, BY_CATEGORY, OUTPUT = "CATEGORIES", "BY_CATEGORY", "OUTPUT"
    COUNTED, INSIDE, OUTSIDE, UNPLACED, TWICE = "COUNTED", "INSIDE", "OUTSIDE", "UNPLACED", "TWICE"

    def displayName(self):
        return tr("Compter par territoire")

    def shortHelpString(self):
        return tr(
            "Compte les points de chaque territoire, sur une période et des catégories, avec le taux pour 1 000 "
            "habitants et l'intervalle de Poisson exact à 95 % (Garwood, 1936) du nombre (low, high) et du taux "
            "(rate_low, rate_high). Le taux vaut pour la période demandée, il n'est pas ramené à l'année.\n\nDeux "
            "lignes sans polygone complètent la table : hors_territoire et non_localise. Un point dans plusieurs "
            "territoires compte dans chacun ; la ligne compte_plusieurs_fois, négative, l'ôte : la somme de n est "
            "toujours le nombre de points comptés.\n\nSous 30 faits dans un territoire, faites une liste plutôt "
            "qu'une comparaison ; les taux de population sont trompeurs là où l'on passe sans habiter."
        )

    def initAlgorithm(self, config=None):
        self.add_points(tr("Faits à compter, avec ou sans position, dans n'importe quel système de coordonnées."))
        self.add_territories(tr("Les polygones de même code sont un seul territoire."))
        for name, label, of, help_text in (
            (self.NAME_FIELD, tr("Champ du nom"), self.TERRITORIES, tr("Le nom recopié dans name.")),
            (self.POPULATION_FIELD, tr("Champ de la population"), self.TERRITORIES,
             tr("Habitants, ou logements pour les cambriolages (VOL5). Sans lui : pas de taux.")),
            (self.DATE_FIELD, tr("Champ de la date"), self.INPUT,
             tr("Date, ou texte comme 31/03/2026 ou 2026-03-31. Vide : began_at, s'il existe.")),
            (self.CATEGORY_FIELD, tr("Champ de la catégorie"), self.INPUT, tr("Vide : category, s'il existe.")),
            (self.PRECISION_FIELD, tr("Champ de la précision"), self.INPUT,
             tr("Au quartier ou à la commune, un point compte comme non localisé. Vide : precision, s'il existe.")),
        ):  # fmt: skip
            self.add(QgsProcessingParameterField(name, label, None, of, optional=True), help_text)
        day = QgsProcessingParameterDateTime
        self.add(day(self.START, tr("Premier jour"), DAY, None, True), tr("Compris. Vide : depuis le début."))
        self.add(day(self.END, tr("Dernier jour"), DAY, None, True), tr("Compris. Vide : jusqu'à la fin."))
        self.add(
            QgsProcessingParameterString(self.CATEGORIES, tr("Catégories"), "", optional=True),
            tr("Codes de catégories ou de familles, séparés par des virgules : TRA, DEG4. Vide : toutes."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.BY_CATEGORY, tr("Une ligne par catégorie"), False),
            tr("Chaque territoire, et les lignes qui complètent, une fois par catégorie présente."),
        )
        self.add_tolerance(advanced=True)
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Nombres par territoire")),
            tr("line, code, name, category, n, population, low, high, rate, rate_low et rate_high."),
        )
        self.add_numbers(self.COUNTED, self.INSIDE, self.OUTSIDE, self.UNPLACED, self.TWICE)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters import territory_counts as table
        from oltp_qgis_plugin.adapters.count_filters import asked_of
        from oltp_qgis_plugin.adapters.territories import read_territories

        source, territories = (self.source(parameters, name, context) for name in (self.INPUT, self.TERRITORIES))
        code, name, people = (self.parameterAsString(parameters, field, context)
                              for field in (self.CODE_FIELD, self.NAME_FIELD, self.POPULATION_FIELD))  # fmt: skip
        asked = asked_of(self, parameters, context, source)
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        read = read_territories(source, territories, code, tolerance, context, feedback, asked.fields())
        names, population = table.territory_values(read, territories, name, people, feedback)
        counts = table.counted(read, asked, population, feedback)
        table.announce_counts(counts, read, feedback)
        sink, destination = self.sink(parameters, self.OUTPUT, context, table.count_fields(), Qgis.WkbType.MultiPolygon,
                                      read.crs)  # fmt: skip
        table.write_counts(read, counts, names, population, sink, feedback)
        totals = {self.INSIDE: "territoire", self.OUTSIDE: "hors_territoire", self.UNPLACED: "non_localise",
                  self.TWICE: "compte_plusieurs_fois"}  # fmt: skip
        told = {output: abs(counts.total(kind)) for output, kind in totals.items()}
        return {self.OUTPUT: destination, self.COUNTED: int(counts.n.sum()), **told}
