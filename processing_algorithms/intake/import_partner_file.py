"""Adapter of `store.batches.import_file`."""

from pathlib import Path

from qgis.core import (
    QgsProcessingOutputNumber,
    QgsProcessingOutputVectorLayer,
    QgsProcessingParameterFile,
    QgsProcessingParameterString,
)

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import OltpAlgorithm

COUNTS = ("read", "imported", "updated", "known", "refused", "ignored")


class ImportPartnerFile(OltpAlgorithm):
    NAME = "import_partner_file"
    GROUP = "intake"
    INPUT, PROFILE, STORE = "INPUT", "PROFILE", "STORE"
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
        self.add(
            QgsProcessingParameterFile(self.STORE, tr("Observatoire"), extension="gpkg"),
            tr("Le GeoPackage de l'observatoire, créé par « Créer un observatoire »."),
        )
        for name in (*self.ROWS, self.LOCATED, self.BATCH):
            self.addOutput(QgsProcessingOutputNumber(name, name))
        self.addOutput(QgsProcessingOutputVectorLayer(self.INCIDENTS, tr("Faits de l'observatoire")))

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.batches import import_file
        from oltp_qgis_plugin.store.geopackage import Observatory

        path = Path(self.parameterAsFile(parameters, self.INPUT, context))
        store = Path(self.parameterAsFile(parameters, self.STORE, context))
        profile = self.parameterAsString(parameters, self.PROFILE, context).strip()
        with Observatory.open(store, write=True) as observatory:
            report = import_file(path, profile, observatory, provenance(), tell(feedback))
        self._announce(report, feedback)
        rows = {name: getattr(report, count) for name, count in zip(self.ROWS, COUNTS, strict=True)}
        incidents = f"{store}|layername=incident"
        return {**rows, self.LOCATED: report.located, self.BATCH: report.batch, self.INCIDENTS: incidents}

    def _announce(self, report, feedback):
        from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES

        feedback.pushInfo(tr("Profil : {name}.").format(name=report.profile))
        for note in report.notes:
            feedback.pushInfo(note)
        feedback.pushInfo(
            tr(
                "Lot {batch} : {read} lignes lues = {imported} importées + {updated} mises à jour + {known} connues "
                "+ {refused} refusées + {ignored} ignorées ; {located} localisées."
            ).format(**vars(report))
        )
        for reason, n in report.refused_by_reason.items():
            feedback.pushWarning(tr("{n} refusée(s) : {why}").format(n=n, why=REASON_SENTENCES[reason]))
