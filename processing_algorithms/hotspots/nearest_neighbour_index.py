"""Are incidents nearer to one another than chance explains."""


from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.point_pattern import PointPattern


class NearestNeighbourIndex(PointPattern):
    """Adapter of `core.hotspots.nearest_neighbour.nearest_neighbour_report`."""

    NAME = "nearest_neighbour_index"
    NNI, Z_SCORE, P_VALUE, OBSERVED, EXPECTED = "NNI", "Z_SCORE", "P_VALUE", "OBSERVED", "EXPECTED"
    POINTS, NNI_EDGE, Z_EDGE, NNI_DISTINCT = "POINTS", "NNI_EDGE_CORRECTED", "Z_EDGE_CORRECTED", "NNI_DISTINCT"

    def displayName(self):
        return tr("Indice du plus proche voisin")

    def shortHelpString(self):
        return tr(
            "Dit en un nombre si les incidents sont plus proches les uns des autres que des points jetés au hasard "
            "dans la zone : la distance moyenne à l'incident le plus proche, divisée par celle du hasard (Clark et "
            "Evans, 1954). Sous 1 : regroupés ; vers 1 : compatibles avec le hasard ; au-dessus de 1 : régulièrement "
            "espacés. Donné aussi avec la correction de bord de Donnelly (1978), et sur les positions distinctes "
            "quand des incidents sont exactement au même endroit.\n\nIl ne dit ni où ni pourquoi : une ville n'est "
            "pas un terrain vide, des incidents qui suivent les rues et les logements sont presque toujours « "
            "regroupés ». Pour savoir où, prenez la grille de points chauds ou les regroupements.\n\nÀ éviter : sans "
            "le contour exact de la zone (l'indice dépend de sa surface), avec des incidents situés à la rue, au "
            "quartier ou à la commune, sous 30 incidents, ou pour comparer deux villes ou deux zones de surfaces "
            "différentes."
        )

    def initAlgorithm(self, config=None):
        self.add_incidents()
        self.add_study_area()
        numbers = (self.NNI, self.Z_SCORE, self.P_VALUE, self.OBSERVED, self.EXPECTED)
        self.add_numbers(*numbers, self.POINTS, self.NNI_EDGE, self.Z_EDGE, self.NNI_DISTINCT)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.point_pattern import read_pattern
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.nearest_neighbour import nearest_neighbour_report

        read = read_pattern(self, parameters, context, feedback)
        report = nearest_neighbour_report(read.xy, read.study, tell(feedback))
        announce(report.remarks, feedback)
        whole, corrected = report.whole, report.corrected
        told = {self.NNI: whole.index, self.Z_SCORE: whole.z, self.P_VALUE: whole.p_value}
        metres = {self.OBSERVED: whole.observed, self.EXPECTED: whole.expected}
        edge = {self.NNI_EDGE: corrected.index, self.Z_EDGE: corrected.z}
        distinct = {self.NNI_DISTINCT: (report.distinct or whole).index}
        return {**told, **metres, self.POINTS: report.n, **edge, **distinct}
