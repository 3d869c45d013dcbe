"""The points whose declared territory is not the one where they are."""

from qgis.core import (
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.territories.points_in_territories import PointsInTerritories


class CheckDeclaredTerritory(PointsInTerritories):
    """Adapter of `core.declared_territories.disagreements`."""

    NAME = "check_declared_territory"
    DECLARED, OUTPUT = "DECLARED", "OUTPUT"
    COMPARED, DIFFERENT = "COMPARED", "DIFFERENT"

    def displayName(self):
        return tr("Vérifier le territoire déclaré")

    def shortHelpString(self):
        return tr(
            "Garde les points dont le code déclaré par le partenaire (QPV, secteur…) n'est pas celui du territoire "
            "où ils sont, avec les deux codes et la raison : autre_territoire, hors_territoire, non_declare, "
            "code_inconnu. distance_m est la distance au bord du territoire déclaré ; on_edge dit qu'un point est à "
            "une limite, où les deux peuvent avoir raison. Un code écrit en minuscules, avec des espaces ou des "
            "tirets est le même ; plusieurs codes se joignent par « ; »."
        )

    def initAlgorithm(self, config=None):
        self.add_points(tr("Points à vérifier, dans n'importe quel système de coordonnées."))
        self.add(
            QgsProcessingParameterField(self.DECLARED, tr("Champ du code déclaré"), None, self.INPUT),
            tr("Le code que donne le fichier ; vide : hors de tout territoire."),
        )
        self.add_territories(tr("Champ des territoires auquel le code déclaré est comparé, code_qp par exemple."))
        self.add_tolerance()
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Points en désaccord")),
            tr("Les points qui diffèrent, avec declared, found, reason, on_edge et distance_m."),
        )
        self.add_numbers(self.COMPARED, self.DIFFERENT)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters import declared_territories as check
        from oltp_qgis_plugin.adapters.territories import announce, assigned_of, read_territories

        source = self.source(parameters, self.INPUT, context)
        territories = self.source(parameters, self.TERRITORIES, context)
        field, code = (self.parameterAsString(parameters, name, context) for name in (self.DECLARED, self.CODE_FIELD))
        tolerance = self.parameterAsDouble(parameters, self.TOLERANCE, context)
        read = read_territories(source, territories, code, tolerance, context, feedback, [field])
        announce(assigned_of(read), feedback)
        found = check.compared(read, field, feedback)
        check.announce_disagreements(found, read.of_points().on_edge, feedback)
        fields = check.disagreement_fields(source.fields())
        sink, destination = self.sink(parameters, self.OUTPUT, context, fields, source.wkbType(), source.sourceCrs())
        check.write_disagreements(source, read, found, field, sink, feedback)
        return {self.OUTPUT: destination, self.COMPARED: found.compared, self.DIFFERENT: len(found.row)}
