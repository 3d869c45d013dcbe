"""Every algorithm of the provider."""

from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_grid import HotspotGrid
from oltp_qgis_plugin.processing_algorithms.intake.create_observatory import CreateObservatory
from oltp_qgis_plugin.processing_algorithms.intake.create_sample_town import CreateSampleTown
from oltp_qgis_plugin.processing_algorithms.intake.import_partner_file import ImportPartnerFile
from oltp_qgis_plugin.processing_algorithms.places.load_places import LoadPlaces
from oltp_qgis_plugin.processing_algorithms.territories.assign_territories import AssignTerritories
from oltp_qgis_plugin.processing_algorithms.territories.load_territories import LoadTerritories

ALGORITHMS = (
    CreateSampleTown,
    CreateObservatory,
    ImportPartnerFile,
    LoadPlaces,
    LoadTerritories,
    AssignTerritories,
    HotspotGrid,
)
