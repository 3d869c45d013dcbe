"""What the algorithms that look for the territory of points ask."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm

POINT, POLYGON = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon


class PointsInTerritories(OltpAlgorithm):
    """Base class: points in INPUT, polygons in TERRITORIES with their CODE_FIELD, a TOLERANCE on their edges."""

    GROUP = "territories"
    INPUT, TERRITORIES, CODE_FIELD, TOLERANCE = "INPUT", "TERRITORIES", "CODE_FIELD", "TOLERANCE"

    def add_points(self, help_text: str):
        """Declare the points."""
        self.add(QgsProcessingParameterFeatureSource(self.INPUT, tr("Points"), [POINT]), help_text)

    def add_territories(self, code_help: str):
        """Declare the polygons and the field of their code."""
        self.add(
            QgsProcessingParameterFeatureSource(self.TERRITORIES, tr("Territoires"), [POLYGON]),
            tr("Polygones ; ceux qui ne sont pas valides sont réparés, et c'est dit."),
        )
        self.add(
            QgsProcessingParameterField(self.CODE_FIELD, tr("Champ du code"), None, self.TERRITORIES), code_help
        )

    def add_tolerance(self, advanced: bool = False):
        """Declare how far from an edge a point is on both sides of it."""
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.TOLERANCE, tr("Tolérance (mètres)"), real, 1.0, False, 0),
            tr(
                "Un point à cette distance d'une limite, ou moins, compte dedans, des deux côtés s'il y en a deux. "
                "Toujours en mètres, même quand la couche est en degrés."
            ),
            advanced=advanced,
        )
