"""The territories that hold each point."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class AssignTerritories(OltpAlgorithm):
    """Adapter of `core.territories.membership`."""

    NAME = "assign_territories"
    GROUP = "territories"
    INPUT, TERRITORIES, CODE_FIELD, TOLERANCE, OUTPUT = "INPUT", "TERRITORIES", "CODE_FIELD", "TOLERANCE", "OUTPUT"
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
        source, kinds = QgsProcessingParameterFeatureSource, QgsProcessing.SourceType
        self.add(
            source(self.INPUT, tr("Points"), [kinds.TypeVectorPoint]),
            tr("Points à rattacher, dans n'importe quel système de coordonnées."),
        )
        self.add(
            source(self.TERRITORIES, tr("Territoires"), [kinds.TypeVectorPolygon]),
            tr("Polygones ; ceux qui ne sont pas valides sont réparés, et c'est dit."),
        )
        self.add(
            QgsProcessingParameterField(self.CODE_FIELD, tr("Champ du code"), None, self.TERRITORIES),
            tr("Champ des territoires recopié dans territory, code_qp par exemple."),
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.TOLERANCE, tr("Tolérance (mètres)"), real, 1.0, False, 0),
            tr(
                "Un point à cette distance d'une limite, ou moins, compte dedans. Toujours en mètres, même quand la "
                "couche est en degrés."
            ),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Points rattachés")),
            tr("Tous les points dans leur ordre, avec territory, territories (codes joints par « ; ») et on_edge."),
        )
        for name in (self.POINTS_INSIDE, self.POINTS_OUTSIDE):
            self.addOutput(QgsProcessingOutputNumber(name, name))

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
