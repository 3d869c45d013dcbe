"""What the algorithms on the pattern of incidents in a study area share."""

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.hotspots.incident_counts import IncidentCounts


class PointPattern(IncidentCounts):
    """Base class: one layer of incidents, and the study area they may be anywhere in."""

    INCIDENTS = "INCIDENTS"
    POINT_LAYERS = (INCIDENTS,)

    def add_incidents(self):
        """Declare the layer of incidents."""
        self.add_points(self.INCIDENTS, tr("Incidents"))

    def add_study_area(self):
        """Declare the study area, optional, and why it matters."""
        self.add_polygons(
            self.STUDY_AREA,
            tr("Zone d'étude"),
            tr(
                "Contour de la commune ou des quartiers : là où un incident pouvait se produire et être connu. Sans "
                "elle, le rectangle des incidents, et un avertissement : le résultat en dépend."
            ),
        )
