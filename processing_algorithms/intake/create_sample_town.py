from pathlib import Path

from qgis.core import QgsProcessingParameterFolderDestination

from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class CreateSampleTown(OltpAlgorithm):
    """Adapter of `resources.sample.town.generate`."""

    NAME = "create_sample_town"
    GROUP = "intake"
    FOLDER = "FOLDER"

    def displayName(self):
        return tr("Créer la ville d'exemple")

    def shortHelpString(self):
        return tr(
            "Écrit une ville entièrement fictive pour essayer l'extension sans données réelles : territoires, lieux, "
            "adresses au format de la BAN et cinq fichiers de partenaires (20 000 incidents de 2023 et 2024) avec "
            "leurs défauts habituels. Le fichier verite.json dit où sont les points chauds et quelles lignes sont "
            "fautives. Les fichiers de même nom déjà présents dans le dossier sont remplacés."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFolderDestination(self.FOLDER, tr("Dossier de la ville d'exemple")),
            tr("Dossier où écrire la ville ; il est créé s'il n'existe pas. Prévoir 6 Mo."),
        )

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.resources.sample.town import generate

        folder = Path(self.parameterAsString(parameters, self.FOLDER, context))
        feedback.pushInfo(tr("Écriture de la ville d'exemple dans {folder}…").format(folder=folder))
        try:
            truth = generate(folder)
        except OSError as error:
            raise OutputError(
                tr(
                    "La ville d'exemple ne peut pas être écrite dans « {folder} » : choisissez un dossier où vous avez "
                    "le droit d'écrire et fermez les fichiers qui y sont ouverts."
                ).format(folder=folder)
            ) from error
        feedback.pushInfo(announced(truth))
        return {self.FOLDER: str(folder)}


def announced(truth: dict) -> str:
    """What was written, in a few French lines."""
    lines = [
        tr("{town} (ville fictive) : {n} incidents dans {files} fichiers de partenaires.").format(
            town=truth["commune"], n=truth["incidents"], files=len(truth["fichiers"])
        )
    ]
    for name, file in truth["fichiers"].items():
        lines.append(
            tr("- {name} : {n} lignes, dont {refused} à refuser et {unlocated} sans lieu trouvable").format(
                name=name,
                n=file["lignes"],
                refused=len(file["refus_attendus"]),
                unlocated=len(file["non_localisables"]),
            )
        )
    spots = " ; ".join(spot["nom"] for spot in truth["points_chauds"])
    lines.append(tr("Points chauds semés : {spots}.").format(spots=spots))
    lines.append(tr("Autres fichiers : territoires.gpkg, lieux.gpkg, adresses-ban.csv, verite.json."))
    return "\n".join(lines)
