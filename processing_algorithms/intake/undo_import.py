"""Adapter of `store.undo.undo_batch`."""



from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.store_algorithm import StoreAlgorithm


class UndoImport(StoreAlgorithm):
    NAME = "undo_import"
    GROUP = "intake"
    STORE, BATCH, INCIDENTS = "STORE", "BATCH", "INCIDENTS"
    REMOVED, RESTORED, KEPT = "REMOVED", "RESTORED", "KEPT"

    def displayName(self):
        return tr("Annuler un import")

    def shortHelpString(self):
        return tr(
            "Remet l'observatoire comme si le fichier de ce lot n'avait jamais été importé : les faits qu'il a "
            "apportés partent, ceux qu'il a mis à jour retrouvent leurs valeurs d'avant. Les lots importés depuis "
            "sont gardés : un fait que l'un d'eux contient aussi, ou qu'il a mis à jour, reste et devient le sien. "
            "Les lignes refusées du lot partent avec lui. Le lot reste inscrit, avec la date de son annulation. Le "
            "même fichier peut être importé de nouveau."
        )

    def initAlgorithm(self, config=None):
        self.add_store()
        self.add_batch(tr("Le numéro dit à la fin de l'import ; il est aussi dans la table des lots d'import."))
        self.add_numbers(self.REMOVED, self.RESTORED, self.KEPT)
        self.add_incidents_output()

    def compute(self, parameters, context, feedback):
        from oltp_qgis_plugin.adapters.progress import patience, tell
        from oltp_qgis_plugin.adapters.provenance import provenance
        from oltp_qgis_plugin.store.geopackage import Observatory
        from oltp_qgis_plugin.store.undo import undo_batch

        store = self.store_path(parameters, context)
        batch, waiting = self.parameterAsInt(parameters, self.BATCH, context), patience(feedback)
        with Observatory.open(store, write=True, waiting=waiting) as observatory:
            report = undo_batch(observatory, batch, provenance(), tell(feedback), waiting)
        feedback.pushInfo(
            tr(
                "Lot {batch} (« {file_name} ») annulé : {removed} fait(s) retiré(s), {restored} revenu(s) à leurs "
                "valeurs d'avant, {kept} gardé(s) parce qu'un autre lot les contient."
            ).format(**vars(report))
        )
        return {self.REMOVED: report.removed, self.RESTORED: report.restored, self.KEPT: report.kept,
                self.INCIDENTS: f"{store}|layername=incident"}  # fmt: skip
