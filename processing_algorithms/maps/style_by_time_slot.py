"""Adapter of `adapters.styles.slot_renderer`."""

from qgis.core import QgsProcessingParameterEnum

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.maps.layer_style import LayerStyle

PRESETS = ("6x4h", "4x6h", "tapage", "vacations_pm", "usages", "scolaire")


class StyleByTimeSlot(LayerStyle):
    NAME = "style_by_time_slot"
    SLOTS = "SLOTS"

    def displayName(self):
        return tr("Style par créneau horaire")

    def shortHelpString(self):
        return tr(
            "Dessine des points par créneau de l'heure de début (champ began_at, heure locale) : clair le matin, "
            "sombre la nuit. « Heure inconnue » a sa classe, en gris, et n'est jamais mise à minuit (champ "
            "hour_known). Le style devient celui par défaut de la couche, enregistré dans son GeoPackage ou dans "
            "un fichier .qml à côté d'elle."
        )

    def initAlgorithm(self, config=None):
        self.add_layer(tr("Une couche de points qui a les champs began_at et, s'il se peut, hour_known."))
        self.add(
            QgsProcessingParameterEnum(
                self.SLOTS, tr("Découpage"), list(PRESETS), False, PRESETS[0], usesStaticStrings=True
            ),
            tr(
                "6x4h, 4x6h (nuit, matin, après-midi, soirée), tapage (jour et nuit), vacations_pm, usages de l'espace "
                "public, scolaire."
            ),
        )

    def renderer(self, layer, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.sources import require_field
        from oltp_qgis_plugin.adapters.styles import slot_renderer

        require_field(layer, "began_at")
        preset = self.parameterAsEnumString(parameters, self.SLOTS, context)
        return slot_renderer(preset, layer.fields().lookupField("hour_known") >= 0)
