"""What the algorithms that count incidents place by place share: their inputs, and a styled output."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm

POINT, POLYGON = QgsProcessing.SourceType.TypeVectorPoint, QgsProcessing.SourceType.TypeVectorPolygon


class IncidentCounts(OltpAlgorithm):
    """Base class: a subclass names in POINT_LAYERS its layers of incidents; they are read by the fast way."""

    GROUP = "hotspots"
    POINT_LAYERS = ()
    STUDY_AREA, CELL_SIZE = "STUDY_AREA", "CELL_SIZE"
    CLASSES = ""
    present = None

    def add_points(self, name: str, label: str, help_text: str = ""):
        """Declare a layer of incidents."""
        self.add(
            QgsProcessingParameterFeatureSource(name, label, [POINT]),
            help_text or tr("Points, un par incident, dans n'importe quel système de coordonnées."),
        )

    def add_polygons(self, name: str, label: str, help_text: str):
        """Declare an optional layer of polygons."""
        self.add(QgsProcessingParameterFeatureSource(name, label, [POLYGON], optional=True), help_text)

    def add_study_area(self):
        """Declare the study area, optional."""
        self.add_polygons(
            self.STUDY_AREA,
            tr("Zone d'étude"),
            tr(
                "Commune ou quartiers : les mailles y sont coupées, les vides y restent. Sans elle, le rectangle "
                "des incidents."
            ),
        )

    def add_cell_size(self, help_text: str):
        """Declare the size of cells, in metres."""
        size = QgsProcessingParameterDistance(self.CELL_SIZE, tr("Taille de maille (mètres)"), 200)
        size.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(size, help_text)

    def prepareAlgorithm(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.sources import whole_file

        given = [name for name in self.POINT_LAYERS if parameters.get(name)]
        self.files = {name: whole_file(self, parameters, name, context) for name in given}
        return super().prepareAlgorithm(parameters, context, feedback)

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import style_output
        from oltp_qgis_plugin.adapters.styles import class_renderer

        if self.CLASSES:
            style_output(self.destination, class_renderer(self.CLASSES, present=self.present), context, feedback)
        return {}
