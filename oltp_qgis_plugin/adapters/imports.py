"""What the algorithms that import say of it, and the table of refused rows that they write."""

from pathlib import Path

from qgis.core import QgsProcessingFeedback

from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.batches import BatchReport
from oltp_qgis_plugin.store.preparing import Prepared
from oltp_qgis_plugin.store.refused import refused_table, write_refused
from oltp_qgis_plugin.store.retry import RetryReport


def write_refused_table(prepared: Prepared, path: str, feedback: QgsProcessingFeedback) -> None:
    """Write the refused rows of a prepared file to an .xlsx, where one is asked for."""
    if not path:
        return
    rows = refused_table(prepared.table, prepared.profile, prepared.mapped.refused)
    write_refused(Path(path), rows)
    feedback.pushInfo(tr("{n} ligne(s) refusée(s) écrites dans {path}, à corriger.").format(n=len(rows), path=path))


def announce(report: BatchReport, feedback: QgsProcessingFeedback) -> None:
    """Say what was understood of a file and what became of its rows; batch 0 is a dry run."""
    feedback.pushInfo(tr("Profil : {name}.").format(name=report.profile))
    for note in report.notes:
        feedback.pushInfo(note)
    counts = tr(
        "{read} lignes lues = {imported} importées + {updated} mises à jour + {known} connues + {refused} refusées "
        "+ {ignored} ignorées ; {located} localisées."
    ).format(**vars(report))
    batch = tr("Lot {batch} :").format(batch=report.batch) if report.batch else tr("Essai, rien n'est enregistré :")
    feedback.pushInfo(f"{batch} {counts}")
    for reason, n in report.refused_by_reason.items():
        feedback.pushWarning(tr("{n} refusée(s) : {why}").format(n=n, why=REASON_SENTENCES[reason]))


def announce_retry(report: RetryReport, feedback: QgsProcessingFeedback) -> None:
    """Say what became of the corrected rows, and where their batch stands."""
    for note in report.notes:
        feedback.pushInfo(note)
    feedback.pushInfo(
        tr(
            "Lot {batch} : {corrected} ligne(s) reprise(s) = {imported} importées + {updated} mises à jour + {known} "
            "connues + {ignored} ignorées ; {still_refused} encore refusée(s)."
        ).format(**vars(report))
    )
    for reason, n in report.prepared.mapped.refused["reason"].value_counts().items():
        feedback.pushWarning(tr("{n} refusée(s) : {why}").format(n=n, why=REASON_SENTENCES[reason]))
