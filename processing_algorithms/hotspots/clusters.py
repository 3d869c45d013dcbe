"""Adapter of `core.hotspots.clusters.cluster_map`."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.point_pattern import PointPattern


class Clusters(PointPattern):
    NAME = "clusters"
    MIN_POINTS, RADIUS, RUNS, SEED = "MIN_POINTS", "RADIUS", "RUNS", "SEED"
    OUTPUT, MEMBERS = "OUTPUT", "MEMBERS"
    CLUSTERS, EXPECTED, P_VALUE = "CLUSTERS", "EXPECTED", "P_VALUE"
    RADIUS_USED, MIN_POINTS_USED = "RADIUS_USED", "MIN_POINTS_USED"

    def displayName(self):
        return tr("Regroupements d'incidents")

    def shortHelpString(self):
        return tr(
            "Dessine les lieux où les incidents sont serrés, sans grille : un regroupement tient ensemble les "
            "incidents qui en ont au moins MIN_POINTS autour d'eux dans le rayon (DBSCAN, Ester et al., 1996). Pour "
            "chacun : nombre d'incidents (n), de positions distinctes (positions), surface et densité, nombre attendu "
            "si les incidents étaient répartis également (expected), probabilité qu'une carte de points jetés au "
            "hasard dans la zone en ait un aussi grand (p_value). Le nombre de regroupements que fait le hasard seul "
            "est annoncé.\n\nLe contour est l'enveloppe des incidents, élargie de la moitié du rayon : il montre le "
            "lieu, il ne le délimite pas.\n\nÀ éviter : avec des incidents situés à la rue, au quartier ou à la "
            "commune (un point arrondi est un regroupement à lui seul), en mêlant des sources qui ne comptent pas la "
            "même chose, sous 30 incidents, ou pour comparer deux périodes (les contours changent avec les données : "
            "prenez une grille). Le hasard suppose la zone habitable partout : une ville dépasse presque toujours ce "
            "hasard-là."
        )

    def initAlgorithm(self, config=None):
        self.add_incidents()
        self.add_study_area()
        number, whole = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Integer
        self.add(
            number(self.MIN_POINTS, tr("Nombre d'incidents"), whole, None, True, 0),
            tr(
                "Combien d'incidents, lui compris, un incident doit avoir dans le rayon pour faire un regroupement. "
                "Vide ou 0 : calculé, le plus petit que le hasard n'atteint presque jamais, et annoncé."
            ),
        )
        radius = QgsProcessingParameterDistance(self.RADIUS, tr("Rayon (mètres)"), None, None, True, 0)
        radius.setDefaultUnit(Qgis.DistanceUnit.Meters)
        help_text = tr("En mètres. Vide ou 0 : calculé d'après le nombre d'incidents et la surface, et annoncé.")
        self.add(radius, help_text)
        help_text = tr("Nombre de cartes de points jetés au hasard : 99 donne une probabilité au centième.")
        self.add(number(self.RUNS, tr("Cartes au hasard"), whole, 99, False, 1, 9999), help_text, advanced=True)
        help_text = tr("La même graine redonne exactement le même tirage.")
        self.add(number(self.SEED, tr("Graine du tirage"), whole, 1, False, 0), help_text, advanced=True)
        sink, kinds = QgsProcessingParameterFeatureSink, QgsProcessing.SourceType
        self.add(
            sink(self.OUTPUT, tr("Regroupements"), kinds.TypeVectorPolygon),
            tr("Un contour par regroupement : cluster, n, positions, area_ha, per_ha, expected, p_value et class."),
        )
        members = sink(self.MEMBERS, tr("Incidents et leur regroupement"), kinds.TypeVectorPoint, None, True, False)
        self.add(
            members, tr("Les incidents et leurs champs, avec cluster (0 : aucun) et part (core, border, outside).")
        )
        self.add_numbers(self.CLUSTERS, self.EXPECTED, self.P_VALUE, self.RADIUS_USED, self.MIN_POINTS_USED)

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.clusters import cluster_renderer, member_renderer
        from oltp_qgis_plugin.adapters.default_styles import style_output

        style_output(self.destination, cluster_renderer(), context, feedback)
        if self.members:
            style_output(self.members, member_renderer(), context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.clusters import read_scale, write_clusters, write_members
        from oltp_qgis_plugin.adapters.point_pattern import read_pattern
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.clusters import cluster_map

        read = read_pattern(self, parameters, context, feedback)
        asked = read_scale(self, parameters, context)
        result = cluster_map(read.xy, read.study, *asked, tell(feedback))
        announce(result.remarks, feedback)
        self.destination = write_clusters(self, parameters, result, read.crs, context, feedback)
        self.members = write_members(self, parameters, result, context, feedback)
        told = {self.CLUSTERS: len(result.shapes), self.EXPECTED: float(result.chance.clusters.mean())}
        scale = {self.RADIUS_USED: result.scale.radius, self.MIN_POINTS_USED: result.scale.min_points}
        written = {self.OUTPUT: self.destination} | ({self.MEMBERS: self.members} if self.members else {})
        return {**written, **told, self.P_VALUE: result.p_value, **scale}
