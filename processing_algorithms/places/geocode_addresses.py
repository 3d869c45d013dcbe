"""Adapter of `core.places.matching.Geocoder.match`."""

from pathlib import Path

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterFile,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class GeocodeAddresses(OltpAlgorithm):
    NAME = "geocode_addresses"
    GROUP = "places"
    INPUT, ADDRESS, INDEX, MIN_SCORE, OUTPUT = "INPUT", "ADDRESS", "INDEX", "MIN_SCORE", "OUTPUT"
    NUMBER, STREET, POSTCODE, CITY = "NUMBER", "STREET", "POSTCODE", "CITY"
    ROWS, PLACED = "ROWS", "PLACED"
    PARTS = (NUMBER, STREET, POSTCODE, CITY)

    def displayName(self):
        return tr("Géolocaliser des adresses")

    def shortHelpString(self):
        return tr(
            "Place chaque ligne d'une table d'après son adresse, sans internet. Comprend les adresses abrégées, sans "
            "accents, mal orthographiées, à l'envers (« BARBUSSE (AV. HENRI) »), les angles de rues, les tronçons "
            "(« de 111 à 175 »), les arrêts, écoles et résidences de l'index. Toutes les lignes restent, dans leur "
            "ordre ; precision dit ce que vaut le point : numero, interpole, carrefour, rue, lieu, quartier, commune, "
            "aucune. Une voie absente de l'index reste sans point plutôt que placée sur une autre : relisez-les."
        )

    def initAlgorithm(self, config=None):
        field = QgsProcessingParameterField
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Table"), [QgsProcessing.SourceType.TypeVector]),
            tr("La table ou la couche dont les lignes portent une adresse ; ses points, s'il y en a, ne servent pas."),
        )
        self.add(
            field(self.ADDRESS, tr("Champ de l'adresse"), None, self.INPUT, optional=True),
            tr("L'adresse en un seul champ, comme elle est tapée. Sinon, indiquez au moins le champ de la voie."),
        )
        labels = (tr("Champ du numéro"), tr("Champ de la voie"), tr("Champ du code postal"), tr("Champ de la commune"))
        helps = (
            tr("Le numéro, avec ou sans bis, ter… ; s'il est dans un champ à lui."),
            tr("Le nom de la voie ; s'il est dans un champ à lui."),
            tr("Le code postal ; un zéro de tête perdu est rendu."),
            tr("La commune, ou son ancien nom : utile quand l'index en a plusieurs."),
        )
        for name, label, told in zip(self.PARTS, labels, helps, strict=True):
            self.add(field(name, label, None, self.INPUT, optional=True), told)
        self.add(
            QgsProcessingParameterFile(self.INDEX, tr("Index d'adresses")),
            tr("Le fichier .oltpadr fait par « Fabriquer l'index d'adresses »."),
        )
        real = QgsProcessingParameterNumber.Type.Double
        self.add(
            QgsProcessingParameterNumber(self.MIN_SCORE, tr("Score minimal"), real, 0.5, False, 0, 1),
            tr("De 0 à 1. En dessous, la ligne reste sans point, avec le meilleur candidat dans label : à vérifier."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Adresses géolocalisées")),
            tr("Points dans le système de l'index, avec les champs de la table et le résultat, partie par partie."),
        )
        self.add_numbers(self.ROWS, self.PLACED)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.geocoding import announce, matched, result_fields, write_matches
        from oltp_qgis_plugin.core.places.matching import Geocoder

        source = self.source(parameters, self.INPUT, context)
        names = [self.parameterAsString(parameters, name, context) for name in (self.ADDRESS, *self.PARTS)]
        geocoder = Geocoder.open(Path(self.parameterAsFile(parameters, self.INDEX, context)))
        feedback.pushInfo(geocoder.summary)
        min_score = self.parameterAsDouble(parameters, self.MIN_SCORE, context)
        found = matched(source, names, geocoder, min_score, feedback)
        announce(found, feedback)
        fields = result_fields(source.fields())
        crs = QgsCoordinateReferenceSystem.fromEpsgId(geocoder.epsg)
        sink, destination = self.sink(parameters, self.OUTPUT, context, fields, Qgis.WkbType.Point, crs)
        write_matches(source, found, fields, sink, feedback)
        return {self.OUTPUT: destination, self.ROWS: len(found), self.PLACED: int(found["x"].notna().sum())}
