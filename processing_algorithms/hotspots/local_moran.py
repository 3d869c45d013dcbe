"""Polygons whose neighbours look like them, or not, more than chance explains."""

from qgis.core import (
    Qgis,
    QgsProcessing,
    QgsProcessingParameterDistance,
    QgsProcessingParameterEnum,
    QgsProcessingParameterFeatureSink,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterField,
    QgsProcessingParameterNumber,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class LocalMoran(OltpAlgorithm):
    """Adapter of `core.hotspots.moran_map.moran_map`."""

    NAME = "local_moran"
    GROUP = "hotspots"
    INPUT, FIELD, CONTIGUITY, DISTANCE = "INPUT", "FIELD", "CONTIGUITY", "DISTANCE"
    PERMUTATIONS, SEED, OUTPUT = "PERMUTATIONS", "SEED", "OUTPUT"
    GLOBAL_I, GLOBAL_Z, GLOBAL_P, GLOBAL_P_PERMUTATION = "GLOBAL_I", "GLOBAL_Z", "GLOBAL_P", "GLOBAL_P_PERMUTATION"
    CHOICES = {CONTIGUITY: ("queen", "rook", "distance")}

    def displayName(self):
        return tr("Ressemblance entre voisins (I de Moran local)")

    def shortHelpString(self):
        return tr(
            "Dit, pour chaque polygone (quartier, IRIS, maille), si sa valeur et celles de ses voisins vont ensemble "
            "plus que le hasard ne l'explique : I de Moran local (Anselin, 1995), z, probabilité (p_value), corrigée "
            "pour toute la carte (q_value, Benjamini et Hochberg, 1995) et quadrant : HH (valeur haute, voisins "
            "hauts), BB (bas, bas), HB (haute parmi des bas), BH (basse parmi des hauts). class répète le quadrant où "
            "q est sous 5 %. Probabilité analytique (Sokal et al., 1998) ou, avec PERMUTATIONS, par tirage au sort. Le "
            "I de toute la carte est donné aussi (Moran, 1950 ; Cliff et Ord, 1981).\n\nUne classe se lit "
            "« regroupement peu compatible avec le hasard », jamais « danger ».\n\nÀ éviter : sur un nombre brut "
            "quand les polygones n'ont ni la même taille ni la même population (prenez un taux), sous 30 polygones, "
            "sur des taux calculés avec très peu d'habitants, ou pour des incidents connus à l'adresse (prenez la "
            "grille de points chauds)."
        )

    def initAlgorithm(self, config=None):
        polygons = [QgsProcessing.SourceType.TypeVectorPolygon]
        self.add(
            QgsProcessingParameterFeatureSource(self.INPUT, tr("Polygones"), polygons),
            tr("Quartiers, IRIS, mailles… ; ceux qui ne sont pas valides sont réparés pour le calcul, et c'est dit."),
        )
        numeric = QgsProcessingParameterField.DataType.Numeric
        self.add(
            QgsProcessingParameterField(self.FIELD, tr("Valeur"), None, self.INPUT, numeric),
            tr("Champ de nombres : un taux de préférence. Un polygone sans valeur est laissé de côté, et c'est dit."),
        )
        kinds = [tr("Un bord ou un coin en commun (queen)"), tr("Un bord en commun (rook)"), tr("Distance des centres")]
        self.add(
            QgsProcessingParameterEnum(self.CONTIGUITY, tr("Qui est voisin"), kinds, defaultValue=0),
            tr(
                "Deux polygones qui se touchent (queen, 0), qui partagent un bord (rook, 1), ou dont les centres sont "
                "proches (distance, 2). Les petits vides du tracé sont pardonnés ; la tolérance est annoncée."
            ),
        )
        distance = QgsProcessingParameterDistance(self.DISTANCE, tr("Distance de voisinage (mètres)"), None, None, True)
        distance.setDefaultUnit(Qgis.DistanceUnit.Meters)
        self.add(
            distance,
            tr("Pour les voisins par distance. Vide ou 0 : la plus petite où chaque polygone a un voisin, annoncée."),
        )
        number, whole = QgsProcessingParameterNumber, QgsProcessingParameterNumber.Type.Integer
        self.add(
            number(self.PERMUTATIONS, tr("Permutations"), whole, 0, False, 0, 99_999),
            tr(
                "0 : probabilité analytique. 999 : probabilité par tirage au sort des autres valeurs, plus sûre quand "
                "les nombres sont petits ou quelques polygones très loin des autres."
            ),
        )
        self.add(
            number(self.SEED, tr("Graine du tirage"), whole, 1, False, 0),
            tr("La même graine redonne exactement le même tirage."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFeatureSink(self.OUTPUT, tr("Ressemblance entre voisins")),
            tr("Les polygones et leurs champs, avec neighbours, local_i, z, p_value, q_value, quadrant et class."),
        )
        self.add_numbers(self.GLOBAL_I, self.GLOBAL_Z, self.GLOBAL_P, self.GLOBAL_P_PERMUTATION)

    def postProcessAlgorithm(self, context, feedback):
        from oltp_qgis_plugin.adapters.default_styles import style_output
        from oltp_qgis_plugin.adapters.styles import class_renderer

        style_output(self.destination, class_renderer("moran_classes", self.class_field), context, feedback)
        return {}

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.polygon_values import fields_with, read_valued_polygons, write_beside
        from oltp_qgis_plugin.adapters.progress import announce, tell
        from oltp_qgis_plugin.core.hotspots.moran_map import moran_map

        source, kind = self.source(parameters, self.INPUT, context), self.choice(parameters, self.CONTIGUITY, context)
        field = self.parameterAsString(parameters, self.FIELD, context)
        read = read_valued_polygons(source, field, kind == "distance", context, feedback)
        band = self.parameterAsDouble(parameters, self.DISTANCE, context)
        drawn = [self.parameterAsInt(parameters, name, context) for name in (self.PERMUTATIONS, self.SEED)]
        result = moran_map(read.geometries, read.values, kind, band, *drawn, tell(feedback))
        announce(result.remarks, feedback)
        fields = fields_with(source.fields(), result.columns)
        self.class_field = fields.at(fields.count() - 1).name()
        kept = source.wkbType(), source.sourceCrs()
        sink, self.destination = self.sink(parameters, self.OUTPUT, context, fields, *kept)
        write_beside(source, fields, result.columns, sink, feedback)
        whole, drawn_p = result.whole, {self.GLOBAL_P_PERMUTATION: result.whole.p_permutation} if drawn[0] else {}
        told = {self.GLOBAL_I: whole.i, self.GLOBAL_Z: whole.z, self.GLOBAL_P: whole.p_value}
        return {self.OUTPUT: self.destination, **told, **drawn_p}
