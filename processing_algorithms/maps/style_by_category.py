"""Adapter of `adapters.styles.category_renderer`."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterField,
    QgsProcessingParameterVectorLayer,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD, OltpAlgorithm


class StyleByCategory(OltpAlgorithm):
    NAME = "style_by_category"
    GROUP = "maps"
    INPUT, CATEGORY_FIELD, OUTPUT, STYLE = "INPUT", "CATEGORY_FIELD", "OUTPUT", "STYLE"

    def displayName(self):
        return tr("Style par catégorie")

    def shortHelpString(self):
        return tr(
            "Dessine des points par catégorie de la nomenclature : une forme par famille, une teinte par catégorie, "
            "lisible aussi en noir et blanc et par les daltoniens. La légende ne montre que les catégories présentes ; "
            "« Autre code » attend celles qui viendraient ensuite. Le style devient celui par défaut de la couche, "
            "enregistré dans son GeoPackage ou dans un fichier .qml à côté d'elle."
        )

    def flags(self):
        return super().flags() | MAIN_THREAD

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterVectorLayer(self.INPUT, tr("Faits"), [QgsProcessing.SourceType.TypeVectorPoint]),
            tr("Une couche de points, un par fait ; elle est restylée, ses données ne changent pas."),
        )
        self.add(
            QgsProcessingParameterField(self.CATEGORY_FIELD, tr("Champ de la catégorie"), "category", self.INPUT),
            tr("Le champ qui porte le code, comme TRA1 ou DEG4."),
        )
        self.addOutput(QgsProcessingOutputVectorLayer(self.OUTPUT, tr("Couche stylée")))
        self.addOutput(QgsProcessingOutputString(self.STYLE, tr("Style enregistré")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import apply_style
        from oltp_qgis_plugin.adapters.styles import category_renderer, values_present

        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        field = self.parameterAsString(parameters, self.CATEGORY_FIELD, context)
        present = values_present(layer, field)
        feedback.pushInfo(tr("{n} catégories présentes.").format(n=len(present)))
        reference, saved = apply_style(layer, category_renderer(present, field, others=True), context.project())
        feedback.pushInfo(saved)
        return {self.OUTPUT: reference, self.STYLE: saved}
