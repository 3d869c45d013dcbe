"""Hot spots of incidents on a grid."""

from qgis.core import Qgis, QgsProcessingParameterDistance, QgsProcessingParameterFeatureSink
from qgis.core import QgsProcessingParameterRasterDestination as RasterDestination

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_inputs import HotspotInputs


class HotspotGrid(HotspotInputs):
    """Adapter of `core.hotspots.analysis.hotspot_map`."""

    NAME = "hotspot_grid"
    BANDWIDTH, OUTPUT, RASTER = "BANDWIDTH", "OUTPUT", "RASTER"
    NUMBERS = ("CELLS", "POINTS_INSIDE", "POINTS_OUTSIDE", "BANDWIDTH_USED", "CELL_SIZE_USED", "HOT_CELLS")

    def displayName(self):
        return tr("Grille de points chauds")

    def shortHelpString(self):
        return tr(
            "Compte les incidents par maille et dit où ils se concentrent plus que le hasard ne l'explique : nombre "
            "(n), densité par km² (kde), Gi* (Ord et Getis, 1995), probabilité (p_value), probabilité corrigée pour "
            "toute la carte (q_value, Benjamini et Hochberg, 1995), celle qui tient compte aussi de l'asymétrie des "
            "petits nombres (q_class, Wilson et Hilferty, 1931) et la classe qu'elle donne (hot_99, hot_95, hot_90, "
            "not_significant, cold_90, cold_95, cold_99). Une classe se lit « concentration peu compatible avec le "
            "hasard », jamais « danger ».\n\nÀ éviter : sous 30 incidents (faites une liste), avec des incidents "
            "situés au quartier ou à la commune, ou en mêlant des sources qui ne comptent pas la même chose. Sous 5 "
            "incidents par maille, demandez des tirages (999). Sans population, les quartiers peuplés sortent d'abord."
        )

    def initAlgorithm(self, config=None):
        self.add_points(self.INCIDENTS, tr("Incidents"))
        self.add_study_area()
        self.add_polygons(self.GRID, tr("Grille ou polygones"), tr(
            "Une grille ou des quartiers où compter, au lieu de mailles nouvelles ; leurs champs sont gardés, et Gi* "
            "compare chaque polygone à ceux qui le touchent."
        ))  # fmt: skip
        self.add_size()
        radius = QgsProcessingParameterDistance(self.BANDWIDTH, tr("Rayon de la densité (mètres)"), None, "", True)
        radius.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(radius, tr("Jusqu'où un incident compte dans la densité. Vide ou 0 : calculé, et annoncé."))
        self.add_choice()
        self.add_exposure()
        self.add_significance()
        self.add_robustness()
        self.add_neighbours()
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Points chauds")), tr(
            "Mailles avec cell_id, col, row, area_share (part de la maille dans la zone), n, kde, gi_star, "
            "p_value, q_value, q_class et class ; selon ce qui est demandé weight, exposure, rate, robustness."
        ))  # fmt: skip
        self.add(RasterDestination(self.RASTER, tr("Raster de la densité"), None, True, False), tr(
            "GeoTIFF de la densité par km², sans donnée hors de la zone d'étude."
        ))  # fmt: skip
        self.add_summaries()
        self.add_numbers(*self.NUMBERS)

    def postProcessAlgorithm(self, context, feedback):
        if self.raster:
            from oltp_qgis_plugin.adapters.rasters import style_surface

            style_surface(self.raster, context)
        return super().postProcessAlgorithm(context, feedback)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.hotspot_maps import run_hotspot_map, write_hotspot_map

        made = run_hotspot_map(self, parameters, context, feedback)
        self.destination, files = write_hotspot_map(self, made, parameters, context, feedback)
        self.raster = files.get(self.RASTER)
        result = made.result
        return {
            self.OUTPUT: self.destination, **files, "CELLS": len(result.cells), "POINTS_INSIDE": result.inside,
            "POINTS_OUTSIDE": result.outside, "BANDWIDTH_USED": result.bandwidth, "CELL_SIZE_USED": result.cells.side,
            "HOT_CELLS": result.hot,
        }  # fmt: skip
