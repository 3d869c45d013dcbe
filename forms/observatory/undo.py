"""Undo an import from the panel: asked, confirmed, done with a progress bar that can be stopped."""

from pathlib import Path

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QProgressDialog, QWidget

from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.summary import BatchLine


def confirmed(line: BatchLine, parent: QWidget) -> bool:
    """Whether the user wants to undo this import, once told what it will do; No is the default."""
    question = tr(
        "Annuler l'import de « {file_name} » ({partner}) ?\n\nCe qu'il a apporté part : {imported} fait(s) importé(s), "
        "{updated} mis à jour. Les lots importés depuis sont gardés. Le fichier pourra être importé de nouveau."
    ).format(**vars(line))
    buttons = QMessageBox.StandardButton.Yes | QMessageBox.StandardButton.No
    answer = QMessageBox.question(parent, tr("Annuler ce lot"), question, buttons, QMessageBox.StandardButton.No)
    return answer == QMessageBox.StandardButton.Yes


def undo_line(store: Path, line: BatchLine, parent: QWidget) -> str:
    """Undo the batches of a line, the last first; returns what was done, in a sentence.

    Raises StoreError or Cancelled; then the batch in hand is whole.
    """
    from oltp_qgis_plugin.adapters.provenance import provenance
    from oltp_qgis_plugin.store.geopackage import Observatory
    from oltp_qgis_plugin.store.undo import undo_batch

    dialog = QProgressDialog(tr("Annulation du lot…"), tr("Arrêter"), 0, 100, parent)
    dialog.setWindowModality(Qt.WindowModality.WindowModal)

    def progress(percent: float) -> bool:
        dialog.setValue(int(percent))
        return dialog.wasCanceled()

    try:
        with Observatory.open(store, write=True) as observatory:
            reports = [
                undo_batch(observatory, number, provenance(), progress) for number in sorted(line.numbers, reverse=True)
            ]
    finally:
        dialog.close()
        dialog.deleteLater()
    return tr(
        "Import annulé : {removed} fait(s) retiré(s), {restored} revenu(s) à leurs valeurs d'avant, {kept} gardé(s)."
    ).format(
        removed=sum(report.removed for report in reports),
        restored=sum(report.restored for report in reports),
        kept=sum(report.kept for report in reports),
    )
