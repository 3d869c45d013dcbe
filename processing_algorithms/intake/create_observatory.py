"""Adapter of `store.creation.create_observatory`."""

from pathlib import Path

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterCrs,
    QgsProcessingParameterFileDestination,
)

from oltp_qgis_plugin.errors import CrsError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD, OltpAlgorithm


class CreateObservatory(OltpAlgorithm):
    NAME = "create_observatory"
    GROUP = "intake"
    OUTPUT, CRS = "OUTPUT", "CRS"

    def displayName(self):
        return tr("Créer un observatoire")

    def shortHelpString(self):
        return tr(
            "Crée le GeoPackage de l'observatoire : faits, lots d'import, lignes refusées, partenaires, nomenclature, "
            "territoires, journal. Il s'ouvre dans QGIS sans l'extension, avec ses libellés en français. "
            "Un observatoire existant n'est jamais écrasé."
        )

    def flags(self):
        return super().flags() | MAIN_THREAD

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Observatoire"), tr("GeoPackage (*.gpkg)")),
            tr("Le fichier à créer. S'il existe déjà, rien n'est fait."),
        )
        self.add(
            QgsProcessingParameterCrs(self.CRS, tr("Système de coordonnées"), "EPSG:2154"),
            tr("En mètres : 2154 en métropole, 5490 aux Antilles, 2972 en Guyane, 2975 à La Réunion, 4471 à Mayotte"),
        )

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.projects import save_default_styles
        from oltp_qgis_plugin.store.creation import create_observatory

        path = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        crs = self.parameterAsCrs(parameters, self.CRS, context)
        create_observatory(path, self._epsg(crs, parameters))
        save_default_styles(path)
        feedback.pushInfo(tr("Observatoire créé : {path} ({crs}).").format(path=path, crs=crs.authid()))
        return {self.OUTPUT: str(path)}

    def _epsg(self, crs: QgsCoordinateReferenceSystem, parameters) -> int:
        authority, _, code = crs.authid().partition(":")
        if not crs.isValid() or authority != "EPSG" or not code.isdigit():
            raise CrsError(
                tr("Le système de coordonnées « {crs} » est inconnu : choisissez-en un par son code, comme EPSG:2154.")
                .format(crs=parameters.get(self.CRS, ""))
            )  # fmt: skip
        return int(code)
