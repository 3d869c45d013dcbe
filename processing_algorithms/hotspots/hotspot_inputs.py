"""What `hotspot_grid` and `hotspots_by_territory` ask: which incidents, which cells, what chance is compared with."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterBoolean,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import IncidentCounts

INTEGER, REAL = QgsProcessingParameterNumber.Type.Integer, QgsProcessingParameterNumber.Type.Double
NUMERIC = QgsProcessingParameterField.DataType.Numeric
ANY_GEOMETRY = QgsProcessing.SourceType.TypeVectorAnyGeometry


class HotspotInputs(IncidentCounts):
    """Base class that declares shared parameters, in groups; names are a public API."""

    INCIDENTS, GRID, CELL_TYPE, RINGS, DISTANCE_BAND = "INCIDENTS", "GRID", "CELL_TYPE", "RINGS", "DISTANCE_BAND"
    WEIGHT, DATE_FIELD, START, END = "WEIGHT", "DATE_FIELD", "START", "END"
    CATEGORY_FIELD, CATEGORIES = "CATEGORY_FIELD", "CATEGORIES"
    EXPOSURE, EXPOSURE_FIELD, MIN_EXPOSURE = "EXPOSURE", "EXPOSURE_FIELD", "MIN_EXPOSURE"
    PERMUTATIONS, SEED, ROBUSTNESS = "PERMUTATIONS", "SEED", "ROBUSTNESS"
    SUMMARY_HTML, SUMMARY_JSON = "SUMMARY_HTML", "SUMMARY_JSON"
    POINT_LAYERS = (INCIDENTS,)
    CLASSES = "hotspot_classes"
    HEXAGON = 1
    DEFAULT_MIN_EXPOSURE = 50

    def add_size(self):
        """Declare the size and shape of cells, the size computed unless given."""
        size = QgsProcessingParameterDistance(self.CELL_SIZE, tr("Taille de maille (mètres)"), None, "", True)
        size.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(size, tr(
            "Côté d'un carré, ou largeur d'un hexagone entre deux côtés opposés, en mètres. Vide ou 0 : calculée pour "
            "environ 5 incidents par maille, entre 100 et 500 m (50 m dans un petit quartier), et annoncée."
        ))  # fmt: skip
        kinds = [tr("Carrés"), tr("Hexagones")]
        self.add(
            QgsProcessingParameterEnum(self.CELL_TYPE, tr("Forme des mailles"), kinds, defaultValue=0),
            tr("Carrés (8 voisins) ou hexagones (6 voisins)."),
        )

    def add_neighbours(self):
        """Declare who is whose neighbour."""
        self.add(QgsProcessingParameterNumber(self.RINGS, tr("Anneaux de voisins"), INTEGER, 1, True, 1), tr(
            "Gi* compare une maille et ses voisines au reste : 1, celles qui la touchent ; 2, leurs voisines aussi…"
        ), advanced=True)  # fmt: skip
        band = QgsProcessingParameterDistance(self.DISTANCE_BAND, tr("Distance de voisinage (mètres)"), None, "", True)
        band.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(band, tr(
            "Au lieu des anneaux : sont voisines les mailles dont les centres sont à cette distance ou moins."
        ), advanced=True)  # fmt: skip

    def add_choice(self):
        """Declare which incidents are counted, and for how much."""
        field = QgsProcessingParameterField
        self.add(field(self.DATE_FIELD, tr("Champ de la date"), None, self.INCIDENTS, optional=True), tr(
            "Champ qui porte la date, pour choisir une période. Vide : began_at, celui de l'observatoire."
        ))  # fmt: skip
        day = QgsProcessingParameterDateTime.Type.Date
        self.add(QgsProcessingParameterDateTime(self.START, tr("Du"), day, None, True), tr(
            "Premier jour de la période, compté (2024-01-01). Vide : depuis le début."
        ))  # fmt: skip
        self.add(QgsProcessingParameterDateTime(self.END, tr("Au"), day, None, True), tr(
            "Dernier jour de la période, compté (2024-12-31). Vide : jusqu'à la fin. Un fait daté au mois n'est gardé "
            "que si tout son mois est dans la période."
        ))  # fmt: skip
        self.add(field(self.CATEGORY_FIELD, tr("Champ de la catégorie"), None, self.INCIDENTS, optional=True), tr(
            "Champ qui porte la catégorie. Vide : category, celui de l'observatoire."
        ))  # fmt: skip
        self.add(QgsProcessingParameterString(self.CATEGORIES, tr("Catégories"), None, False, True), tr(
            "Codes séparés par des virgules (TRA3, DEG4), ou familles entières (TRA, DEG). Vide : toutes."
        ))  # fmt: skip
        self.add(field(self.WEIGHT, tr("Poids des incidents"), None, self.INCIDENTS, NUMERIC, optional=True), tr(
            "Champ numérique qui dit pour combien compte chaque incident, 0 ou plus. Vide : 1 chacun."
        ), advanced=True)  # fmt: skip

    def add_exposure(self):
        """Declare the population that incidents are related to."""
        self.add(QgsProcessingParameterFeatureSource(self.EXPOSURE, tr("Population"), [ANY_GEOMETRY], None, True), tr(
            "Carreaux, quartiers ou points qui portent une population (ou des logements…) : Gi* est alors calculé sur "
            "les taux pour 1 000. Les polygones sont répartis dans les mailles au prorata des surfaces."
        ))  # fmt: skip
        self.add(
            QgsProcessingParameterField(
                self.EXPOSURE_FIELD, tr("Champ de la population"), None, self.EXPOSURE, NUMERIC, optional=True
            ),
            tr("Champ numérique de la population, dans la couche précédente."),
        )
        minimum = QgsProcessingParameterNumber(
            self.MIN_EXPOSURE, tr("Population minimale d'une maille"), REAL, self.DEFAULT_MIN_EXPOSURE, True, 0
        )
        self.add(minimum, tr(
            "Sous ce nombre, une maille n'a ni taux ni classe : un incident pour trois habitants ne veut rien dire."
        ))  # fmt: skip

    def add_significance(self):
        """Declare how chance is told."""
        self.add(QgsProcessingParameterNumber(self.PERMUTATIONS, tr("Tirages au hasard"), INTEGER, 0, True, 0), tr(
            "0 : loi normale, immédiate. 999 : probabilités tirées de 999 cartes où les incidents sont replacés au "
            "hasard (au prorata des surfaces, ou de la population) ; à demander sous 5 incidents par maille."
        ))  # fmt: skip
        self.add(QgsProcessingParameterNumber(self.SEED, tr("Graine des tirages"), INTEGER, 1, True, 0), tr(
            "La même graine redonne exactement le même résultat."
        ), advanced=True)  # fmt: skip

    def add_robustness(self):
        """Declare the nine grids."""
        self.add(QgsProcessingParameterBoolean(self.ROBUSTNESS, tr("Robustesse (9 grilles)"), False), tr(
            "Ajoute un champ robustness : la part de 9 grilles (3 tailles de maille × 3 décalages) où le lieu reste un "
            "point chaud. Un lieu qui ne l'est que sur une grille sur neuf ne l'est pas vraiment. Neuf fois plus long."
        ))  # fmt: skip

    def add_summaries(self):
        """Declare the summary files."""
        labels = {
            self.SUMMARY_HTML: (tr("Résumé à lire (HTML)"), "HTML (*.html)"),
            self.SUMMARY_JSON: (tr("Résumé pour un programme (JSON)"), "JSON (*.json)"),
        }
        for name, (label, kind) in labels.items():
            self.add(
                QgsProcessingParameterFileDestination(name, label, kind, None, True, False),
                tr("Période, nombres, méthode, paramètres, avertissements et nombre de mailles par classe."),
            )
