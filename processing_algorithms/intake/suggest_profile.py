"""Adapter of `core.intake.suggestion.suggest_profile`."""

from pathlib import Path

from qgis.core import (
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterNumber,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.errors import ProfileError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm


class SuggestProfile(OltpAlgorithm):
    NAME = "suggest_profile"
    GROUP = "intake"
    INPUT, SHEET, OUTPUT = "INPUT", "SHEET", "OUTPUT"
    ENCODING, SEPARATOR, HEADER_ROW = "ENCODING", "SEPARATOR", "HEADER_ROW"

    def displayName(self):
        return tr("Proposer un profil")

    def shortHelpString(self):
        return tr(
            "Propose, pour le fichier d'un partenaire qu'aucun profil ne reconnaît, ce que dit chaque colonne, d'après "
            "les en-têtes et les valeurs. Le profil écrit se donne tel quel au paramètre PROFILE de « Importer un "
            "fichier de partenaire » ; relisez-le, et donnez-y le nom du partenaire. Rangé dans le dossier « profils » "
            "à côté de l'observatoire, il est reconnu de lui-même."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Fichier du partenaire")),
            tr("Le fichier tel qu'il est reçu."),
        )
        self.add(
            QgsProcessingParameterString(self.SHEET, tr("Feuille"), "", optional=True),
            tr("Feuille du classeur, ou couche. Vide : la plus remplie."),
        )
        self.add(
            QgsProcessingParameterString(self.ENCODING, tr("Encodage"), "", optional=True),
            tr("D'un fichier texte : utf-8, cp1252, utf-16… Vide : reconnu."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterString(self.SEPARATOR, tr("Séparateur"), "", optional=True),
            tr("D'un fichier texte, un caractère. Vide : reconnu."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterNumber(self.HEADER_ROW, tr("Ligne d'en-têtes"), optional=True, minValue=0),
            tr("Numéro de la ligne qui porte les noms des colonnes ; 0 s'il n'y en a pas. Vide : reconnue."),
            advanced=True,
        )
        self.add(
            QgsProcessingParameterFileDestination(self.OUTPUT, tr("Profil"), tr("Profil (*.json)")),
            tr("Le profil à écrire, en JSON."),
        )

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.core.intake.profile_files import write_profile
        from oltp_qgis_plugin.core.intake.profiles import best_profiles, shipped_profiles
        from oltp_qgis_plugin.core.intake.recognition import reading_document
        from oltp_qgis_plugin.core.intake.suggestion import suggest_profile
        from oltp_qgis_plugin.core.intake.tables import read_table

        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        reading = self.reading(parameters, context)
        output = Path(self.parameterAsFileOutput(parameters, self.OUTPUT, context))
        table = read_table(path, options=reading)
        known = best_profiles(shipped_profiles(), list(table.frame.columns))
        if known:
            feedback.pushWarning(
                tr("Un profil livré reconnaît ce fichier ({name}) : l'import s'en sert si PROFILE reste vide.").format(
                    name=known[0].label
                )
            )
        suggestion = suggest_profile(table)
        if suggestion.missing:
            raise ProfileError(
                tr(
                    "Aucune colonne de « {file} » ne ressemble à une date : sans date, rien ne s'importe. Vérifiez la "
                    "feuille et la ligne d'en-têtes, ou désignez les colonnes dans l'assistant d'import."
                ).format(file=path.name)
            )
        forced = reading_document(reading)
        write_profile({**suggestion.document, **({"reading": forced} if forced else {})}, output)
        for column, role in suggestion.roles.items():
            said = tr("« {column} » → {role} ({sure:.0%})").format(
                column=column, role=role, sure=suggestion.confidence[role]
            )
            feedback.pushInfo(said.replace("%", " %"))
        for column, why in suggestion.personal.items():
            feedback.pushInfo(tr("« {column} » écartée : {why}").format(column=column, why=why))
        feedback.pushInfo(tr("Colonnes non reprises : {n}").format(n=", ".join(suggestion.unread) or "–"))
        return {self.OUTPUT: str(output)}

    def reading(self, parameters, context):
        """The choices of reading that the user forces."""
        from oltp_qgis_plugin.core.intake.tables import TableOptions

        return TableOptions(
            sheet=self.parameterAsString(parameters, self.SHEET, context).strip(),
            encoding=self.parameterAsString(parameters, self.ENCODING, context).strip(),
            separator=self.parameterAsString(parameters, self.SEPARATOR, context).replace("\\t", "\t"),
            header_row=None
            if parameters.get(self.HEADER_ROW) is None
            else self.parameterAsInt(parameters, self.HEADER_ROW, context),
        )
