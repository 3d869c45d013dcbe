"""What each territory weighs in the hot spots of a town."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterDistance,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
)
from qgis.core import QgsProcessingParameterFeatureSink as FeatureSink

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_inputs import NUMERIC, HotspotInputs
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import POLYGON


class HotspotsByTerritory(HotspotInputs):
    """Adapter of `core.hotspots.by_territory.territory_figures`."""

    NAME = "hotspots_by_territory"
    TERRITORIES, CODE_FIELD, NAME_FIELD = "TERRITORIES", "CODE_FIELD", "NAME_FIELD"
    POPULATION_FIELD, HOTSPOTS, RING = "POPULATION_FIELD", "HOTSPOTS", "RING"
    BANDWIDTH, OUTPUT, LIST, COUNT, LISTED = "BANDWIDTH", "OUTPUT", "LIST", "TERRITORY_COUNT", "LISTED"
    CLASSES = "territory_classes"

    def displayName(self):
        return tr("Points chauds par territoire")

    def shortHelpString(self):
        return tr(
            "Pour chaque QPV (ou autre territoire) : nombre d'incidents et taux pour 1 000 habitants, avec leurs "
            "intervalles de Poisson exacts à 95 % (Garwood, 1936) ; rapport de son taux à celui d'un anneau de 300 m "
            "autour, et à celui du reste de la ville, avec leurs intervalles exacts (Przyborowski et Wilenski, 1940) ; "
            "part de sa surface et de ses incidents dans des mailles chaudes. Sous 30 incidents, le territoire a une "
            "liste et pas de part en points chauds.\n\nÀ éviter : pour classer des quartiers ; sans population, un "
            "rapport par km² dit surtout où l'on habite. Un rapport dont l'intervalle contient 1 ne dit rien."
        )

    def initAlgorithm(self, config=None):
        self.add_points(self.INCIDENTS, tr("Incidents"))
        self.add(QgsProcessingParameterFeatureSource(self.TERRITORIES, tr("Territoires"), [POLYGON]), tr(
            "QPV, quartiers, groupes territoriaux ; les polygones de même code sont un seul territoire."
        ))  # fmt: skip
        for name, label, kind, optional, told in (
            (self.CODE_FIELD, tr("Champ du code"), QgsProcessingParameterField.DataType.Any, False,
             tr("Code du territoire, code_qp par exemple.")),
            (self.NAME_FIELD, tr("Champ du nom"), QgsProcessingParameterField.DataType.Any, True,
             tr("Nom recopié dans name.")),
            (self.POPULATION_FIELD, tr("Population officielle"), NUMERIC, True,
             tr("Habitants du territoire, pour son taux. Vide : tirés de la couche de population, s'il y en a une.")),
        ):  # fmt: skip
            self.add(QgsProcessingParameterField(name, label, None, self.TERRITORIES, kind, optional=optional), told)
        self.add_study_area()
        ring = QgsProcessingParameterDistance(self.RING, tr("Largeur de l'anneau (mètres)"), 300, "", False, 1)
        ring.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(ring, tr("Le territoire est comparé à ce qui l'entoure sur cette largeur, dans la zone d'étude."))
        self.add_polygons(self.HOTSPOTS, tr("Points chauds déjà calculés"), tr(
            "Mailles de « Grille de points chauds » (champ class). Vide : calculées ici, avec la taille qui suit."
        ))  # fmt: skip
        self.add_size()
        self.add_choice()
        self.add_exposure()
        self.add_significance()
        self.add_neighbours()
        self.add(FeatureSink(self.OUTPUT, tr("Territoires comparés")), tr(
            "Territoires avec n, rate, ratio_ring, ratio_rest (et _low, _high), hot_area, hot_incidents et class."
        ))  # fmt: skip
        vector = QgsProcessing.SourceType.TypeVector
        self.add(FeatureSink(self.LIST, tr("Liste des petits territoires"), vector, None, True, False), tr(
            "Jour, catégorie et source des incidents des territoires de moins de 30 incidents, sans leur place."
        ))  # fmt: skip
        self.add_numbers(self.COUNT, self.LISTED)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.territory_hotspots import compare_territories, write_compared

        compared = compare_territories(self, parameters, context, feedback)
        written = write_compared(self, compared, parameters, context, feedback)
        self.destination = written[self.OUTPUT]
        listed = int((compared.figures.columns["class"] == "list").sum())
        return written | {self.COUNT: len(compared.figures.shapes), self.LISTED: listed}
