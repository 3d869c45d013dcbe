"""Adapter of `store.places.load_places`."""


from qgis.core import (
    QgsProcessing,
    QgsProcessingOutputNumber,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class LoadPlaces(StoreAlgorithm):
    NAME = "load_places"
    GROUP = "places"
    STORE, INPUT, KIND = "STORE", "INPUT", "KIND"
    CODE_FIELD, NAME_FIELDS, PLACES = "CODE_FIELD", "NAME_FIELDS", "PLACES"

    def displayName(self):
        return tr("Charger un répertoire de lieux")

    def shortHelpString(self):
        return tr(
            "Copie dans l'observatoire les lieux que les partenaires désignent par un code ou un nom : arrêts, écoles "
            "(code UAI), résidences et halls. Les imports suivants y placent les faits sans adresse ni coordonnées."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Lieux"), [QgsProcessing.SourceType.VectorPoint]),
            tr("La couche de points, dans n'importe quel système de coordonnées."),
        )
        self.add(
            QgsProcessingParameterString(self.KIND, tr("Genre de lieu"), "arret"),
            tr("Le genre que nomment les profils : arret, ecole, residence. Les lieux de ce genre sont remplacés."),
        )
        self.add(
            QgsProcessingParameterField(self.CODE_FIELD, tr("Champ du code"), "", self.INPUT, optional=True),
            tr("Code de l'arrêt, code UAI, référence du patrimoine."),
        )
        self.add(
            QgsProcessingParameterField(self.NAME_FIELDS, tr("Champs du nom"), "", self.INPUT, allowMultiple=True),
            tr("Le nom, en un ou plusieurs champs dans l'ordre du partenaire : résidence, bâtiment, hall."),
        )
        self.addOutput(QgsProcessingOutputNumber(self.PLACES, tr("Lieux chargés")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.reference_layers import place_rows
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.places import load_places

        source = self.source(parameters, self.INPUT, context)
        code = self.parameterAsString(parameters, self.CODE_FIELD, context)
        names = self.parameterAsStrings(parameters, self.NAME_FIELDS, context)
        kind = self.parameterAsString(parameters, self.KIND, context).strip()
        store = self.store_path(parameters, context)
        with Observatory.open(store, write=True) as observatory:
            n = load_places(observatory, kind, *place_rows(source, code, names, observatory.epsg, context, feedback))
        feedback.pushInfo(tr("{n} lieux de genre « {kind} » chargés.").format(n=n, kind=kind))
        return {self.PLACES: n}
