"""What the algorithms on the pattern of incidents in a study area share."""

from qgis.core import QgsProcessing, QgsProcessingParameterFeatureSource

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm

POINT, POLYGON = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon


class PointPattern(OltpAlgorithm):
    """Base class: incidents, read by the fast way, and the study area they may be anywhere in."""

    GROUP = "hotspots"
    INCIDENTS, STUDY_AREA = "INCIDENTS", "STUDY_AREA"

    def add_incidents(self):
        self.add(
            QgsProcessingParameterFeatureSource(self.INCIDENTS, tr("Incidents"), [POINT]),
            tr("Points, un par incident, dans n'importe quel système de coordonnées."),
        )

    def add_study_area(self):
        self.add(
            QgsProcessingParameterFeatureSource(self.STUDY_AREA, tr("Zone d'étude"), [POLYGON], optional=True),
            tr(
                "Contour de la commune ou des quartiers : là où un incident pouvait se produire et être connu. Sans "
                "elle, le rectangle des incidents, et un avertissement : le résultat en dépend."
            ),
        )

    def prepareAlgorithm(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.sources import whole_file

        self.incident_file = whole_file(self, parameters, self.INCIDENTS, context)
        return super().prepareAlgorithm(parameters, context, feedback)
