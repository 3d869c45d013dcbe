"""Adapter of `adapters.styles.slot_renderer`."""

from qgis.core import (
    QgsProcessing,
    QgsProcessingException,
    QgsProcessingOutputString,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterEnum,
    QgsProcessingParameterVectorLayer,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import MAIN_THREAD, OltpAlgorithm

PRESETS = ("6x4h", "4x6h", "tapage", "vacations_pm", "usages", "scolaire")


class StyleByTimeSlot(OltpAlgorithm):
    NAME = "style_by_time_slot"
    GROUP = "maps"
    INPUT, SLOTS, OUTPUT, STYLE = "INPUT", "SLOTS", "OUTPUT", "STYLE"

    def displayName(self):
        return tr("Style par créneau horaire")

    def shortHelpString(self):
        return tr(
            "Dessine des points par créneau de l'heure de début (champ began_at, heure locale) : clair le matin, "
            "sombre la nuit. « Heure inconnue » a sa classe, en gris, et n'est jamais mise à minuit (champ "
            "hour_known). Le style devient celui par défaut de la couche, enregistré dans son GeoPackage ou dans "
            "un fichier .qml à côté d'elle."
        )

    def flags(self):
        return super().flags() | MAIN_THREAD

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterVectorLayer(self.INPUT, tr("Faits"), [QgsProcessing.SourceType.TypeVectorPoint]),
            tr("Une couche de points qui a les champs began_at et, s'il se peut, hour_known."),
        )
        self.add(
            QgsProcessingParameterEnum(
                self.SLOTS, tr("Découpage"), list(PRESETS), False, PRESETS[0], usesStaticStrings=True
            ),
            tr(
                "6x4h, 4x6h (nuit, matin, après-midi, soirée), tapage (jour et nuit), vacations_pm, usages de l'espace "
                "public, scolaire."
            ),
        )
        self.addOutput(QgsProcessingOutputVectorLayer(self.OUTPUT, tr("Couche stylée")))
        self.addOutput(QgsProcessingOutputString(self.STYLE, tr("Style enregistré")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import apply_style
        from oltp_qgis_plugin.adapters.sources import require_field
        from oltp_qgis_plugin.adapters.styles import slot_renderer

        layer = self.parameterAsVectorLayer(parameters, self.INPUT, context)
        if layer is None:
            raise QgsProcessingException(self.invalidSourceError(parameters, self.INPUT))
        require_field(layer, "began_at")
        renderer = slot_renderer(
            self.parameterAsEnumString(parameters, self.SLOTS, context), layer.fields().lookupField("hour_known") >= 0
        )
        reference, saved = apply_style(layer, renderer, context.project())
        feedback.pushInfo(saved)
        return {self.OUTPUT: reference, self.STYLE: saved}
