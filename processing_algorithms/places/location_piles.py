"""Adapter of `store.review_queue.piles`."""


from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class LocationPiles(StoreAlgorithm):
    NAME = "location_piles"
    GROUP = "places"
    STORE, LEAST, OUTPUT, PILES, ROWS = "STORE", "LEAST", "OUTPUT", "PILES", "ROWS"

    def displayName(self):
        return tr("Empilements de faits")

    def shortHelpString(self):
        return tr(
            "Liste les points qui portent beaucoup de faits parce qu'une rue, un lieu, un quartier ou une commune n'a "
            "qu'un point : n est le nombre de faits, texts celui de leurs textes de lieu. Sur une carte de points "
            "chauds, un tel point paraît chaud sans l'être : demandez au partenaire des adresses plus fines, ou "
            "écartez ces faits."
        )

    def initAlgorithm(self, config=None):
        self.add_store_only_read()
        whole = QgsProcessingParameterNumber.Type.Integer
        self.add(
            QgsProcessingParameterNumber(self.LEAST, tr("Faits au moins"), whole, 10, minValue=2),
            tr("Le nombre de faits, au même point, à partir duquel c'est un empilement."),
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Empilements")),
            tr("Des points, du plus haut au plus bas, avec label, n, texts, partners et precision."),
        )
        self.add_numbers(self.PILES, self.ROWS)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.tables import table_fields, write_table
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.review_queue import piles

        with Observatory.open(self.store_path(parameters, context)) as observatory:
            rows = piles(observatory, self.parameterAsInt(parameters, self.LEAST, context))
            crs = QgsCoordinateReferenceSystem.fromEpsgId(observatory.epsg)
        xy, rows = rows[["x", "y"]].to_numpy(float), rows.drop(columns=["x", "y"])
        sink, destination = self.sink(parameters, self.OUTPUT, context, table_fields(rows), Qgis.WkbType.Point, crs)
        write_table(rows, sink, feedback, xy)
        n = int(rows["n"].sum())
        feedback.pushInfo(tr("{piles} empilement(s), {n} fait(s).").format(piles=len(rows), n=n))
        return {self.OUTPUT: destination, self.PILES: len(rows), self.ROWS: n}
