"""Adapter of `store.batches.import_file`."""

from pathlib import Path

from qgis.core import (
    QgsProcessingParameterBoolean,
    QgsProcessingParameterFile,
    QgsProcessingParameterFileDestination,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm

COUNTS = ("read", "imported", "updated", "known", "refused", "ignored")


class ImportPartnerFile(StoreAlgorithm):
    NAME = "import_partner_file"
    GROUP = "intake"
    INPUT, PROFILE, STORE = "INPUT", "PROFILE", "STORE"
    SHEET, PARTNER, DRY_RUN, REFUSED_TABLE = "SHEET", "PARTNER", "DRY_RUN", "REFUSED_TABLE"
    ROWS = tuple(f"ROWS_{count.upper()}" for count in COUNTS)
    LOCATED, BATCH, INCIDENTS = "LOCATED", "BATCH", "INCIDENTS"

    def displayName(self):
        return tr("Importer un fichier de partenaire")

    def shortHelpString(self):
        return tr(
            "Lit le fichier d'un partenaire, le traduit dans la nomenclature, place les faits et les ajoute à "
            "l'observatoire en un seul lot. Lignes lues = importées + mises à jour + connues + refusées + ignorées. "
            "Les lignes refusées sont gardées avec leur motif. Le même fichier importé deux fois n'ajoute rien. "
            "Les colonnes qui nomment une personne n'entrent jamais dans l'observatoire."
        )

    def initAlgorithm(self, config=None):
        self.add(
            QgsProcessingParameterFile(self.INPUT, tr("Fichier du partenaire")),
            tr("Le fichier tel qu'il est reçu : csv, txt, xlsx, ods, xls, dbf, geojson, gpkg ; csv.gz aussi."),
        )
        self.add(
            QgsProcessingParameterString(self.PROFILE, tr("Profil"), "", optional=True),
            tr("Nom d'un profil livré, ou chemin d'un profil .json à vous. Vide : le profil est reconnu aux en-têtes."),
        )
        self.add_store(tr("Le GeoPackage de l'observatoire, créé par « Créer un observatoire »."))
        self.add(
            QgsProcessingParameterString(self.SHEET, tr("Feuille"), "", optional=True),
            tr("La feuille d'un classeur, ou la couche d'un fichier géographique. Vide : elle est choisie, et dite."),
        )
        self.add(
            QgsProcessingParameterString(self.PARTNER, tr("Partenaire"), "", optional=True),
            tr("Son code, ou « code : nom », si ce n'est pas celui du profil : deux bailleurs peuvent avoir le même."),
        )
        self.add(
            QgsProcessingParameterBoolean(self.DRY_RUN, tr("Essai, sans rien enregistrer"), False),
            tr("Compte les lignes et dit les refus, sans toucher à l'observatoire ; le numéro de lot est alors 0."),
        )
        self.add(
            QgsProcessingParameterFileDestination(
                self.REFUSED_TABLE, tr("Lignes refusées"), tr("Classeur (*.xlsx)"), optional=True, createByDefault=False
            ),
            tr(
                "Les lignes refusées avec leur motif, sans colonne personnelle : corrigées, elles se reprennent par "
                "« Reprendre les lignes refusées »."
            ),
        )
        self.add_numbers(*self.ROWS, self.LOCATED, self.BATCH)
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.imports import announce, write_refused_table
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.batches import import_file, store_prepared, try_prepared
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.preparing import prepare_file

        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        store = self.store_path(parameters, context)
        profile, sheet, partner = (
            self.parameterAsString(parameters, name, context).strip()
            for name in (self.PROFILE, self.SHEET, self.PARTNER)
        )
        dry_run = self.parameterAsBool(parameters, self.DRY_RUN, context)
        refused = self.parameterAsFileOutput(parameters, self.REFUSED_TABLE, context)
        waiting = patience(feedback)
        with Observatory.open(store, write=not dry_run, waiting=waiting) as observatory:
            if not dry_run and not refused:
                report = import_file(path, profile, observatory, provenance(), tell(feedback), waiting, sheet, partner)
            else:
                prepared = prepare_file(path, profile, observatory, sheet, partner, tell(feedback))
                write_refused_table(prepared, refused, feedback)
                if dry_run:
                    report = try_prepared(prepared, observatory)
                else:
                    report = store_prepared(prepared, observatory, provenance(), tell(feedback), waiting)
        announce(report, feedback)
        rows = {name: getattr(report, count) for name, count in zip(self.ROWS, COUNTS, strict=True)}
        results = {**rows, self.LOCATED: report.located, self.BATCH: report.batch}
        return results | {self.INCIDENTS: f"{store}|layername=incident", self.REFUSED_TABLE: refused or None}
