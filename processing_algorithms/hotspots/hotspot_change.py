"""Adapter of `core.hotspots.change.change_map`."""

from qgis.core import QgsProcessingParameterFeatureSink, QgsProcessingParameterNumber

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import IncidentCounts


class HotspotChange(IncidentCounts):
    NAME = "hotspot_change"
    CLASSES = "change_classes"
    BEFORE, AFTER, GRID = "BEFORE", "AFTER", "GRID"
    POINT_LAYERS = (BEFORE, AFTER)
    EXPOSURE_BEFORE, EXPOSURE_AFTER, OUTPUT = "EXPOSURE_BEFORE", "EXPOSURE_AFTER", "OUTPUT"
    N_BEFORE, N_AFTER, INCREASES, DECREASES = "N_BEFORE", "N_AFTER", "INCREASES", "DECREASES"

    def displayName(self):
        return tr("Évolution entre deux périodes")

    def shortHelpString(self):
        return tr(
            "Compare deux périodes, lieu par lieu : le nombre a-t-il changé plus que le hasard ne l'explique ? Test "
            "exact de deux moyennes de Poisson (E-test, Krishnamoorthy et Thomson, 2004), qui tient compte de la durée "
            "de chaque période ; probabilité (p_value), corrigée pour toute la carte (q_value, Benjamini et Hochberg, "
            "1995) ; classe (increase_99, increase_95, increase_90, not_significant, decrease_90, decrease_95, "
            "decrease_99). expected_after : le nombre d'avant ramené à la durée d'après. change_percent : vide quand "
            "l'un des deux nombres est sous 10.\n\nUne hausse se lit « peu compatible avec le hasard » : elle ne dit "
            "ni pourquoi, ni « danger ». Chaque lieu est comparé à lui-même, pas à la ville : une hausse générale "
            "colore beaucoup de lieux.\n\nÀ éviter : si un partenaire a changé sa façon de déclarer entre les deux "
            "périodes, si elles ne couvrent pas les mêmes mois (la saison seule fait monter ou baisser), si les "
            "sources ne sont pas les mêmes, ou sous 30 incidents en tout (faites une liste). Pour juger une action, il "
            "faut aussi une zone témoin."
        )

    def initAlgorithm(self, config=None):
        self.add_points(self.BEFORE, tr("Incidents d'avant"))
        self.add_points(self.AFTER, tr("Incidents d'après"))
        help_text = tr("Grille, quartiers, QPV : les polygones où compter ; ils gardent leurs champs. Vide : grille.")
        self.add_polygons(self.GRID, tr("Polygones où compter"), help_text)
        self.add_cell_size(tr("Côté d'un carré, en mètres, quand aucun polygone n'est donné."))
        self.add_study_area()
        real = QgsProcessingParameterNumber.Type.Double
        for name, label in (
            (self.EXPOSURE_BEFORE, tr("Durée d'avant (jours)")),
            (self.EXPOSURE_AFTER, tr("Durée d'après (jours)")),
        ):
            help_text = tr("Nombre de jours de la période. Les deux vides : périodes de même durée, et c'est dit.")
            self.add(QgsProcessingParameterNumber(name, label, real, None, True, 0), help_text)
        help_text = tr("Les lieux avec n_before, n_after, expected_after, change_percent, p_value, q_value et class.")
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Évolution")), help_text)
        self.add_numbers(self.N_BEFORE, self.N_AFTER, self.INCREASES, self.DECREASES)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.change import read_periods
        from oltp_qgis_plugin.adapters.places_to_count import write_places
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.change import change_map

        read = read_periods(self, parameters, context, feedback)
        result = change_map(read.before, read.after, read.places.units, *read.exposures, tell(feedback))
        announce(result.remarks, feedback)
        self.destination = write_places(self, parameters, self.OUTPUT, read.places, result.columns, context, feedback)
        counts = {self.N_BEFORE: result.before.inside, self.N_AFTER: result.after.inside}
        found = {self.INCREASES: result.increases, self.DECREASES: result.decreases}
        return {self.OUTPUT: self.destination, **counts, **found}
