"""Hot spots of incidents on a grid."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class HotspotGrid(OltpAlgorithm):
    """Adapter of `core.hotspots.analysis.hotspot_map`."""

    NAME = "hotspot_grid"
    GROUP = "hotspots"
    INCIDENTS, STUDY_AREA, CELL_SIZE, CELL_TYPE = "INCIDENTS", "STUDY_AREA", "CELL_SIZE", "CELL_TYPE"
    BANDWIDTH, OUTPUT = "BANDWIDTH", "OUTPUT"
    CELLS, POINTS_INSIDE, POINTS_OUTSIDE, BANDWIDTH_USED = "CELLS", "POINTS_INSIDE", "POINTS_OUTSIDE", "BANDWIDTH_USED"
    HEXAGON = 1

    def displayName(self):
        return tr("Grille de points chauds")

    def shortHelpString(self):
        return tr(
            "Compte les incidents par maille et dit où ils se concentrent plus que le hasard ne l'explique : nombre "
            "(n), densité par km² (kde), Gi* (Ord et Getis, 1995), probabilité (p_value), probabilité corrigée pour "
            "toute la carte (q_value, Benjamini et Hochberg, 1995) et classe (hot_99, hot_95, hot_90, not_significant, "
            "cold_90, cold_95, cold_99). Une classe se lit « concentration peu compatible avec le hasard », jamais "
            "« danger ».\n\nÀ éviter : sous 30 incidents (faites une liste), avec des incidents situés au quartier ou "
            "à la commune, ou en mêlant des sources qui ne comptent pas la même chose."
        )

    def initAlgorithm(self, config=None):
        source, polygons = QgsProcessingParameterFeatureSource, [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            source(self.INCIDENTS, tr("Incidents"), [QgsProcessing.SourceType.TypeVectorPoint]),
            tr("Points, un par incident, dans n'importe quel système de coordonnées."),
        )
        self.add(
            source(self.STUDY_AREA, tr("Zone d'étude"), polygons, optional=True),
            tr(
                "Commune ou quartiers : les mailles y sont coupées, les vides y restent. Sans elle, le rectangle "
                "des incidents."
            ),
        )
        size = QgsProcessingParameterDistance(self.CELL_SIZE, tr("Taille de maille (mètres)"), 200)
        size.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(
            size,
            tr("Côté d'un carré, ou largeur d'un hexagone entre deux côtés opposés, en mètres."),
        )
        kinds = [tr("Carrés"), tr("Hexagones")]
        self.add(
            QgsProcessingParameterEnum(self.CELL_TYPE, tr("Forme des mailles"), kinds, defaultValue=0),
            tr("Carrés (8 voisins) ou hexagones (6 voisins)."),
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.BANDWIDTH, tr("Rayon de la densité (mètres)"), real, None, True, 0),
            tr("Jusqu'où un incident compte dans la densité. Vide ou 0 : calculé, et annoncé dans le journal."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Points chauds")),
            tr(
                "Mailles avec cell_id, col, row, area_share (part de la maille dans la zone), n, kde, gi_star, "
                "p_value, q_value et class."
            ),
        )
        for name in (self.CELLS, self.POINTS_INSIDE, self.POINTS_OUTSIDE, self.BANDWIDTH_USED):
            self.addOutput(QgsProcessingOutputNumber(name, name))

    def prepareAlgorithm(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.sources import whole_file

        self.incident_file = whole_file(self, parameters, self.INCIDENTS, context)
        return super().prepareAlgorithm(parameters, context, feedback)

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import style_output
        from oltp_qgis_plugin.adapters.styles import hotspot_renderer

        style_output(self.destination, hotspot_renderer(), context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.cells import cell_fields, write_cells
        from oltp_qgis_plugin.adapters.hotspots import read_incidents
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.core.hotspots.analysis import hotspot_map
        from oltp_qgis_plugin.core.hotspots.lattice import Lattice

        size = self.parameterAsDouble(parameters, self.CELL_SIZE, context)
        lattice = Lattice(size, self.parameterAsEnum(parameters, self.CELL_TYPE, context) == self.HEXAGON)
        read = read_incidents(self, parameters, context, feedback)
        bandwidth = self.parameterAsDouble(parameters, self.BANDWIDTH, context)
        result = hotspot_map(read.xy, read.study, lattice, bandwidth, tell(feedback))
        for remark in result.remarks:
            (feedback.pushWarning if remark.warning else feedback.pushInfo)(remark.text)
        fields = cell_fields(result.columns)
        kind = Qgis.WkbType.MultiPolygon
        sink, self.destination = self.sink(parameters, self.OUTPUT, context, fields, kind, read.crs)
        write_cells(result.grid, result.columns, sink, feedback)
        points = {self.POINTS_INSIDE: result.inside, self.POINTS_OUTSIDE: result.outside}
        told = {self.CELLS: len(result.grid.row), self.BANDWIDTH_USED: result.bandwidth}
        return {self.OUTPUT: self.destination, **points, **told}
