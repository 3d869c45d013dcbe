"""Every algorithm of the provider, in the order of the work."""

from oltp_qgis_plugin.processing_algorithms.hotspots.clusters import Clusters
from oltp_qgis_plugin.processing_algorithms.hotspots.concentration import Concentration
from oltp_qgis_plugin.processing_algorithms.hotspots.emerging_hotspots import EmergingHotspots
from oltp_qgis_plugin.processing_algorithms.hotspots.hit_rate import HitRate
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_change import HotspotChange
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_grid import HotspotGrid
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspots_by_territory import HotspotsByTerritory
from oltp_qgis_plugin.processing_algorithms.hotspots.local_moran import LocalMoran
from oltp_qgis_plugin.processing_algorithms.hotspots.near_repeat import NearRepeat
from oltp_qgis_plugin.processing_algorithms.hotspots.nearest_neighbour_index import NearestNeighbourIndex
from oltp_qgis_plugin.processing_algorithms.intake.create_observatory import CreateObservatory
from oltp_qgis_plugin.processing_algorithms.intake.create_sample_town import CreateSampleTown
from oltp_qgis_plugin.processing_algorithms.intake.import_partner_file import ImportPartnerFile
from oltp_qgis_plugin.processing_algorithms.intake.labels_to_qualify import LabelsToQualify
from oltp_qgis_plugin.processing_algorithms.intake.recode_label import RecodeLabel
from oltp_qgis_plugin.processing_algorithms.intake.retry_refused import RetryRefused
from oltp_qgis_plugin.processing_algorithms.intake.source_quality import SourceQuality
from oltp_qgis_plugin.processing_algorithms.intake.suggest_profile import SuggestProfile
from oltp_qgis_plugin.processing_algorithms.intake.undo_import import UndoImport
from oltp_qgis_plugin.processing_algorithms.maps.create_project import CreateProject
from oltp_qgis_plugin.processing_algorithms.maps.export_atlas import ExportAtlas
from oltp_qgis_plugin.processing_algorithms.maps.style_by_category import StyleByCategory
from oltp_qgis_plugin.processing_algorithms.maps.style_by_time_slot import StyleByTimeSlot
from oltp_qgis_plugin.processing_algorithms.places.build_address_index import BuildAddressIndex
from oltp_qgis_plugin.processing_algorithms.places.decide_place import DecidePlace
from oltp_qgis_plugin.processing_algorithms.places.geocode_addresses import GeocodeAddresses
from oltp_qgis_plugin.processing_algorithms.places.geocode_incidents import GeocodeIncidents
from oltp_qgis_plugin.processing_algorithms.places.geocode_online import GeocodeOnline
from oltp_qgis_plugin.processing_algorithms.places.load_places import LoadPlaces
from oltp_qgis_plugin.processing_algorithms.places.location_piles import LocationPiles
from oltp_qgis_plugin.processing_algorithms.places.places_to_review import PlacesToReview
from oltp_qgis_plugin.processing_algorithms.places.undo_geocoding import UndoGeocoding
from oltp_qgis_plugin.processing_algorithms.places.undo_place_decision import UndoPlaceDecision
from oltp_qgis_plugin.processing_algorithms.reports.export_workbook import ExportWorkbook
from oltp_qgis_plugin.processing_algorithms.territories.assign_incidents import AssignIncidents
from oltp_qgis_plugin.processing_algorithms.territories.assign_territories import AssignTerritories
from oltp_qgis_plugin.processing_algorithms.territories.check_declared_territory import CheckDeclaredTerritory
from oltp_qgis_plugin.processing_algorithms.territories.count_by_territory import CountByTerritory
from oltp_qgis_plugin.processing_algorithms.territories.load_territories import LoadTerritories

ALGORITHMS = (
    CreateSampleTown,
    CreateObservatory,
    LoadTerritories,
    LoadPlaces,
    ImportPartnerFile,
    RetryRefused,
    UndoImport,
    LabelsToQualify,
    RecodeLabel,
    SourceQuality,
    SuggestProfile,
    BuildAddressIndex,
    GeocodeAddresses,
    GeocodeIncidents,
    UndoGeocoding,
    GeocodeOnline,
    PlacesToReview,
    DecidePlace,
    UndoPlaceDecision,
    LocationPiles,
    AssignTerritories,
    AssignIncidents,
    CheckDeclaredTerritory,
    CountByTerritory,
    HotspotGrid,
    HotspotsByTerritory,
    LocalMoran,
    HotspotChange,
    EmergingHotspots,
    NearRepeat,
    Concentration,
    NearestNeighbourIndex,
    Clusters,
    HitRate,
    StyleByCategory,
    StyleByTimeSlot,
    CreateProject,
    ExportAtlas,
    ExportWorkbook,
)
