"""Adapter of `store.territories.load_territories`."""


from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm

POLYGONS = [QgsProcessing.SourceType.VectorPolygon]
KINDS = ["qpv_2015", "qpv_2024", "territorial_group", "quarter", "other_territory"]


class LoadTerritories(StoreAlgorithm):
    NAME = "load_territories"
    GROUP = "territories"
    STORE, INPUT, KIND = "STORE", "INPUT", "KIND"
    CODE_FIELD, NAME_FIELD, POPULATION_FIELD = "CODE_FIELD", "NAME_FIELD", "POPULATION_FIELD"
    TERRITORIES = "TERRITORIES"

    def displayName(self):
        return tr("Charger des territoires dans l'observatoire")

    def shortHelpString(self):
        return tr(
            "Copie dans l'observatoire les QPV (2015 ou 2024), les groupes territoriaux, les quartiers ou d'autres "
            "territoires, à la place de ceux de même sorte qui y étaient. Les polygones invalides sont réparés, et les "
            "faits déjà importés sont rattachés de nouveau."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Territoires"), POLYGONS),
            tr("La couche de polygones, dans n'importe quel système de coordonnées."),
        )
        self.add(
            QgsProcessingParameterEnum(self.KIND, tr("Sorte"), KINDS, False, KINDS[1], usesStaticStrings=True),
            tr(
                "QPV de 2015, QPV de 2024, groupes territoriaux du CLSPD, quartiers (quarter), ou toute autre couche "
                "de polygones : IRIS, secteurs, périmètres (other_territory)."
            ),
        )
        for name, label, help_text, optional in (
            (self.CODE_FIELD, tr("Champ du code"), tr("Un code différent pour chaque territoire."), False),
            (self.NAME_FIELD, tr("Champ du nom"), tr("Le nom qui sera imprimé."), True),
            (self.POPULATION_FIELD, tr("Champ de la population"), tr("Nombre d'habitants, pour les taux."), True),
        ):
            self.add(QgsProcessingParameterField(name, label, "", self.INPUT, optional=optional), help_text)
        self.addOutput(QgsProcessingOutputNumber(self.TERRITORIES, tr("Territoires chargés")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.reference_layers import territory_rows
        from oltp_qgis_plugin.adapters.store_territories import announce_assignment
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.territories import load_territories

        source = self.source(parameters, self.INPUT, context)
        fields = [self.parameterAsString(parameters, name, context)
                  for name in (self.CODE_FIELD, self.NAME_FIELD, self.POPULATION_FIELD)]  # fmt: skip
        store = self.store_path(parameters, context)
        with Observatory.open(store, write=True) as observatory:
            polygons, rows = territory_rows(source, fields, observatory.epsg, context, feedback)
            kind = self.parameterAsString(parameters, self.KIND, context)
            n, repaired, assignment = load_territories(observatory, kind, polygons, rows)
        announce_assignment(assignment, feedback)
        feedback.pushInfo(tr("{n} territoires chargés, dont {repaired} réparés.").format(n=n, repaired=repaired))
        return {self.TERRITORIES: n}
