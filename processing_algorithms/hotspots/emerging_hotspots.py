"""Adapter of `core.hotspots.emerging_map.emerging_map`."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import IncidentCounts


class EmergingHotspots(IncidentCounts):
    NAME = "emerging_hotspots"
    CLASSES = "emerging_classes"
    INCIDENTS, DATE_FIELD, STEP, CELL_TYPE = "INCIDENTS", "DATE_FIELD", "STEP", "CELL_TYPE"
    START, END, OUTPUT, CUBE, STEPS, USED = "START", "END", "OUTPUT", "CUBE", "STEPS", "INCIDENTS_USED"
    POINT_LAYERS = (INCIDENTS,)
    CHOICES = {CELL_TYPE: ("square", "hexagon")}

    def displayName(self):
        return tr("Points chauds émergents")

    def shortHelpString(self):
        return tr(
            "Dit comment les points chauds vont et viennent : la période est coupée en pas (mois…), Gi* (Ord et Getis, "
            "1995) est calculé à chaque pas, corrigé pour toute la carte de ce pas (Benjamini et Hochberg, 1995), et "
            "sa tendance est testée (Mann, 1945 ; Kendall, 1975). Chaque maille est comparée à la carte du même pas : "
            "une hausse de toute la ville n'en fait pas un point chaud.\n\nClasses (celles d'Esri), une par maille, du "
            "dernier pas vers le passé : hot_new (chaude au dernier pas, jamais avant), hot_consecutive (aux derniers "
            "pas, jamais avant), hot_intensifying, hot_persistent, hot_diminishing (à 90 % des pas ou plus, et Gi* "
            "monte, ne bouge pas, baisse), hot_sporadic (par moments), hot_oscillating (elle a aussi été froide), "
            "hot_historical (à 90 % des pas, plus au dernier), les mêmes en cold_, et none.\n\nÀ éviter : sous dix pas "
            "ou avec peu d'incidents par maille ; quand une saison ou un changement de déclaration explique le "
            "mouvement ; avec un pas plus fin que les dates (des dates au mois refusent un pas de semaines ou de "
            "jours). Une classe se lit « peu compatible avec le hasard », jamais « danger », et ne prédit pas la suite."
        )

    def initAlgorithm(self, config=None):
        self.add_points(self.INCIDENTS, tr("Incidents"))
        field = QgsProcessingParameterField(self.DATE_FIELD, tr("Champ de la date"), "began_at", self.INCIDENTS)
        self.add(field, tr("Date, date et heure, ou texte (31/12/2024, 2024-12-31, 2024-12), sans les heures."))
        help_text = tr("mois, trimestre, an, semaine (du lundi), ou un nombre de jours, 30 : comptés depuis la fin.")
        self.add(QgsProcessingParameterString(self.STEP, tr("Pas de temps"), "mois"), help_text)
        self.add_cell_size(tr("Côté d'un carré, ou largeur d'un hexagone entre deux côtés opposés, en mètres."))
        kinds = [tr("Carrés"), tr("Hexagones")]
        help_text = tr("Carrés (8 voisins) ou hexagones (6 voisins).")
        self.add(QgsProcessingParameterEnum(self.CELL_TYPE, tr("Forme des mailles"), kinds, defaultValue=0), help_text)
        self.add_study_area()
        for name, label, help_text in (
            (self.START, tr("Premier jour"), tr("Début de la période, compris. Vide : depuis le premier fait.")),
            (self.END, tr("Dernier jour"), tr("Fin de la période, comprise. Vide : jusqu'au dernier fait.")),
        ):
            date = QgsProcessingParameterDateTime.Type.Date
            self.add(QgsProcessingParameterDateTime(name, label, date, optional=True), help_text)
        sink = QgsProcessingParameterFeatureSink
        help_text = tr("Les mailles avec n, n_last, hot_steps, cold_steps, z_last, trend_z, trend_p et class.")
        self.add(sink(self.OUTPUT, tr("Points chauds émergents")), help_text)
        cube = sink(self.CUBE, tr("Cube"), QgsProcessing.SourceType.TypeVector, None, True, False)
        self.add(cube, tr("Une table, une ligne par maille et par pas : n, gi_star, p_value, q_value."), advanced=True)
        self.addOutput(QgsProcessingOutputNumber(self.STEPS, tr("Pas")))
        self.addOutput(QgsProcessingOutputNumber(self.USED, tr("Incidents comptés")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.emerging import read_cube, write_cube
        from oltp_qgis_plugin.adapters.places_to_count import write_places
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.emerging_map import emerging_map

        read = read_cube(self, parameters, context, feedback)
        result = emerging_map(read.xy, read.dates, read.places.units, *read.steps, tell(feedback))
        announce(result.remarks, feedback)
        self.present = set(result.columns["class"].tolist())
        self.destination = write_places(self, parameters, self.OUTPUT, read.places, result.columns, context, feedback)
        cube = write_cube(self, parameters, result, context, feedback)
        told = {self.STEPS: len(result.steps), self.USED: int(result.counts.sum())}
        return {self.OUTPUT: self.destination, **told} | ({self.CUBE: cube} if cube else {})
