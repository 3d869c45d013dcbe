"""Adapter of `adapters.styles.category_renderer`."""

from qgis.core import QgsProcessingParameterField

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.maps.layer_style import LayerStyle


class StyleByCategory(LayerStyle):
    NAME = "style_by_category"
    CATEGORY_FIELD = "CATEGORY_FIELD"

    def displayName(self):
        return tr("Style par catégorie")

    def shortHelpString(self):
        return tr(
            "Dessine des points par catégorie de la nomenclature : une forme par famille, une teinte par catégorie, "
            "lisible aussi en noir et blanc et par les daltoniens. La légende ne montre que les catégories présentes ; "
            "« Autre code » attend celles qui viendraient ensuite. Le style devient celui par défaut de la couche, "
            "enregistré dans son GeoPackage ou dans un fichier .qml à côté d'elle."
        )

    def initAlgorithm(self, config=None):
        self.add_layer(tr("Une couche de points, un par fait ; elle est restylée, ses données ne changent pas."))
        self.add(
            QgsProcessingParameterField(self.CATEGORY_FIELD, tr("Champ de la catégorie"), "category", self.INPUT),
            tr("Le champ qui porte le code, comme TRA1 ou DEG4."),
        )

    def renderer(self, layer, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.styles import category_renderer, values_present

        field = self.parameterAsString(parameters, self.CATEGORY_FIELD, context)
        present = values_present(layer, field)
        feedback.pushInfo(tr("{n} catégories présentes.").format(n=len(present)))
        return category_renderer(present, field, others=True)
