"""Adapter of `core.places.build.build_index`."""

from dataclasses import replace
from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterMultipleLayers,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class BuildAddressIndex(OltpAlgorithm):
    NAME = "build_address_index"
    GROUP = "places"
    INPUT, PLACES, OUTPUT = "INPUT", "PLACES", "OUTPUT"
    ADDRESSES, STREETS, NAMED_PLACES, CROSSINGS = "ADDRESSES", "STREETS", "NAMED_PLACES", "CROSSINGS"

    def displayName(self):
        return tr("Fabriquer l'index d'adresses")

    def shortHelpString(self):
        return tr(
            "Range les adresses de la commune dans un seul fichier, que « Géolocaliser des adresses » lit sans "
            "internet. Donnez une ou plusieurs Bases Adresses Nationales (BAN, adresse.data.gouv.fr) ou Locales (BAL "
            "1.3), telles que téléchargées. Refaites-le quand la base change : une voie qui n'y est pas reste sans "
            "point."
        )

    def initAlgorithm(self, config=None):
        kinds = QgsProcessing.SourceType
        self.add(
            QgsProcessingParameterMultipleLayers(self.INPUT, tr("Bases d'adresses"), kinds.TypeFile),
            tr(
                "Fichiers .csv ou .csv.gz, une ou plusieurs communes, sans les retoucher ; aussi une table de "
                "croisements (nom1, nom2, lon, lat)."
            ),
        )
        self.add(
            QgsProcessingParameterMultipleLayers(self.PLACES, tr("Lieux et voies"), kinds.TypeVector, optional=True),
            tr(
                "Couches de lieux nommés (arrêts, écoles avec leur code UAI, résidences et halls, squares, quartiers) "
                "et de voies nommées : les lignes donnent les croisements. Les noms sont lus dans le champ nom, name, "
                "libelle…, et c'est dit."
            ),
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Index d'adresses"), tr("Index (*.oltpadr)")),
            tr("Le fichier à garder près de l'observatoire ; l'ancien n'est remplacé qu'une fois le nouveau entier."),
        )
        self.add_numbers(self.ADDRESSES, self.STREETS, self.NAMED_PLACES, self.CROSSINGS)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.place_layers import read_gazetteer
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.core.places.build import build_index
        from oltp_qgis_plugin.core.places.index import STREET
        from oltp_qgis_plugin.core.places.sources import read_sources

        files = [Path(name) for name in self.parameterAsFileList(parameters, self.INPUT, context)]
        sources, notes = read_sources(files, tell(feedback))
        layers = self.parameterAsLayerList(parameters, self.PLACES, context)
        more = read_gazetteer(layers, sources.epsg, context, feedback)
        for note in (*notes, *more.said):
            feedback.pushInfo(note)
        names = [*sources.names, *(layer.name() for layer in layers)]
        index = build_index(replace(sources, names=names, **more.added_to(sources)), tell(feedback))
        output = self.parameterAsFileOutput(parameters, self.OUTPUT, context)
        index.save(Path(output))
        feedback.pushInfo(index.summary)
        streets = int((index.object_type == STREET).sum())
        return {self.OUTPUT: output, self.ADDRESSES: len(index.address_number), self.STREETS: streets,
                self.NAMED_PLACES: len(index.object_name) - streets, self.CROSSINGS: len(index.crossing_a)}  # fmt: skip
