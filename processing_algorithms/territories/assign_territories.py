"""The territories that hold each point."""

from qgis.core import (
    QgsProcessingParameterFeatureSink,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.territories.points_in_territories import PointsInTerritories


class AssignTerritories(PointsInTerritories):
    """Adapter of `core.territories.membership`."""

    NAME = "assign_territories"
    OUTPUT = "OUTPUT"
    POINTS_INSIDE, POINTS_OUTSIDE = "POINTS_INSIDE", "POINTS_OUTSIDE"

    def displayName(self):
        return tr("Rattacher les points aux territoires")

    def shortHelpString(self):
        return tr(
            "Donne à chaque point le code du territoire qui le contient (QPV, groupe territorial, quartier…). Un point "
            "à moins de la tolérance d'une limite compte dedans et porte on_edge ; un point dans plusieurs territoires "
            "les garde tous (territories) ; un point hors de tous n'en reçoit aucun, jamais le plus proche.\n\nÀ "
            "éviter avec des points situés au quartier ou à la commune : leur territoire n'est pas connu."
        )

    def initAlgorithm(self, config=None):
        self.add_points(tr("Points à rattacher, dans n'importe quel système de coordonnées."))
        self.add_territories(tr("Champ des territoires recopié dans territory, code_qp par exemple."))
        self.add_tolerance()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Points rattachés")),
            tr("Tous les points dans leur ordre, avec territory, territories (codes joints par « ; ») et on_edge."),
        )
        self.add_numbers(self.POINTS_INSIDE, self.POINTS_OUTSIDE)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.territories import announce, located_in, write_assigned

        source = self.source(parameters, self.INPUT, context)
        territories = self.source(parameters, self.TERRITORIES, context)
        code_field = self.parameterAsString(parameters, self.CODE_FIELD, context)
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        assigned = located_in(source, territories, code_field, tolerance, context, feedback)
        announce(assigned, feedback)
        fields = assigned.fields_added_to(source.fields())
        sink, destination = self.sink(parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs())
        write_assigned(source, assigned, fields, sink, feedback)
        return {self.OUTPUT: destination, self.POINTS_INSIDE: assigned.inside, self.POINTS_OUTSIDE: assigned.outside}
