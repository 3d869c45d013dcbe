"""What the algorithms that make a table of an observatory share."""


from qgis.core import (
    QgsProcessing,
    QgsProcessingParameterFeatureSink,
)

from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class StoreTable(StoreAlgorithm):
    """Base class: a subclass computes a frame of an open observatory in `table`, and sums it up in `results`."""

    GROUP = "intake"
    STORE, OUTPUT = "STORE", "OUTPUT"

    def add_store_and_output(self, title: str, help_text: str):
        """Declare the observatory that is read and the table that is made."""
        self.add_store_only_read()
        vector = QgsProcessing.SourceType.TypeVector
        self.add(QgsProcessingParameterFeatureSink(self.OUTPUT, title, vector), help_text)

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.tables import write_frame
        from oltp_qgis_plugin.store.geopackage import Observatory

        with Observatory.open(self.store_path(parameters, context)) as observatory:
            rows = self.table(observatory, feedback)
        destination = write_frame(self, parameters, self.OUTPUT, rows, context, feedback)
        return {self.OUTPUT: destination, **self.results(rows, feedback)}
