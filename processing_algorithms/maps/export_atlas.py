"""Adapter of `adapters.atlas.export_atlas`."""

from pathlib import Path

from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterDateTime,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterVectorLayer,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class ExportAtlas(StoreAlgorithm):
    NAME = "export_atlas"
    GROUP = "maps"
    STORE, GROUPS, HOTSPOTS, STREETS = "STORE", "GROUPS", "HOTSPOTS", "STREETS"
    START, END, OUTPUT, PAGES = "START", "END", "OUTPUT", "PAGES"

    def displayName(self):
        return tr("Atlas des groupes territoriaux (PDF)")

    def shortHelpString(self):
        return tr(
            "Imprime un atlas A4 : l'ensemble du territoire, puis une page par groupe territorial, avec la carte, les "
            "chiffres clés et les heures par source, les points chauds si une couche est donnée, et au bas de chaque "
            "page la période, l'effectif, les sources, la précision et la méthode. Les sources restent côte à côte. "
            "Les catégories à diffusion restreinte sont comptées, jamais dessinées. Sous 30 faits localisés, une "
            "phrase remplace la carte des points chauds. Niveau « partenaires » : à ne pas publier."
        )

    def flags(self):
        return super().flags() | MAIN_THREAD

    def initAlgorithm(self, config=None):
        kind, layer = QgsProcessing.SourceType, QgsProcessingParameterVectorLayer
        self.add_store_only_read()
        self.add(
            QgsProcessingParameterFeatureSource(self.GROUPS, tr("Groupes"), [kind.TypeVectorPolygon], optional=True),
            tr("Polygones, une page chacun (champs code et name ou nom). Vide : les groupes de l'observatoire."),
        )
        self.add(
            layer(self.HOTSPOTS, tr("Points chauds"), [kind.TypeVectorPolygon], optional=True),
            tr("Une grille faite par « Grille de points chauds » ; sans elle, pas de carte de concentration."),
        )
        self.add(
            layer(self.STREETS, tr("Voies"), [kind.TypeVectorLine], optional=True),
            tr("Des rues, dessinées en gris clair sous les points pour se repérer."),
        )
        for name, label, help_text in (
            (self.START, tr("Premier jour"), tr("Début de la période, compris. Vide : depuis le premier fait.")),
            (self.END, tr("Dernier jour"), tr("Fin de la période, comprise. Vide : jusqu'au dernier fait.")),
        ):
            date = QgsProcessingParameterDateTime.Type.Date
            self.add(QgsProcessingParameterDateTime(name, label, date, optional=True), help_text)
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Atlas"), tr("Document PDF (*.pdf)")),
            tr("Le PDF à écrire ; un fichier du même nom est remplacé."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PAGES, tr("Pages")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.atlas import export_atlas
        from oltp_qgis_plugin.adapters.atlas_town import Request, groups_of, moment, store_epsg

        store = self.store_path(parameters, context)
        groups = None
        if parameters.get(self.GROUPS):
            source = self.source(parameters, self.GROUPS, context)
            groups = groups_of(source, store_epsg(store), context, feedback)
        layers = [self.parameterAsVectorLayer(parameters, name, context) for name in (self.HOTSPOTS, self.STREETS)]
        days = [moment(self.parameterAsDateTime(parameters, name, context)) for name in (self.START, self.END)]
        target = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        pages = export_atlas(Request(store, groups, *layers, *days), target, feedback.isCanceled)
        feedback.pushInfo(tr("{pages} pages dans {file}.").format(pages=pages, file=target.name))
        return {self.OUTPUT: str(target), self.PAGES: pages}
