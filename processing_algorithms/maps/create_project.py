"""Adapter of `adapters.projects.create_project`."""

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorLayer,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class CreateProject(StoreAlgorithm):
    NAME = "create_project"
    GROUP = "maps"
    STORE, HOTSPOTS, OUTPUT, LAYERS = "STORE", "HOTSPOTS", "OUTPUT", "LAYERS"

    def displayName(self):
        return tr("Projet QGIS de l'observatoire")

    def shortHelpString(self):
        return tr(
            "Écrit un projet QGIS prêt à l'emploi : faits stylés par catégorie, territoires, tables de référence, "
            "libellés français, listes de valeurs et relations. Les chemins sont relatifs : projet et GeoPackage se "
            "déplacent ensemble. Le même projet, sans les points chauds, est enregistré dans le GeoPackage, qui "
            "s'ouvre ainsi tout seul dans QGIS."
        )

    def flags(self):
        return super().flags() | MAIN_THREAD

    def initAlgorithm(self, config=None):
        self.add_store(tr("Le GeoPackage de l'observatoire ; il reçoit les styles et le projet."))
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterVectorLayer(self.HOTSPOTS, tr("Points chauds"), polygons, optional=True),
            tr("Une grille faite par « Grille de points chauds », enregistrée dans un fichier."),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Projet"), tr("Projet QGIS (*.qgz)")),
            tr("Le projet à écrire, de préférence à côté de l'observatoire."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.LAYERS, tr("Couches")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.projects import create_project

        store = self.store_path(parameters, context)
        target = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        hotspots = self.parameterAsVectorLayer(parameters, self.HOTSPOTS, context)
        layers = create_project(store, target, hotspots)
        feedback.pushInfo(tr("{n} couches dans {file}.").format(n=layers, file=target.name))
        return {self.OUTPUT: str(target), self.LAYERS: layers}
