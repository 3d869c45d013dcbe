"""What the menu, the toolbar and the panel do."""

from dataclasses import replace
from pathlib import Path

from qgis.core import QgsProject
from qgis.PyQt.QtWidgets import QFileDialog

from oltp_qgis_plugin.errors import MissingPackageError, OltpError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.settings import Settings


class Commands:
    """The commands by name, for one QGIS window and its panel; the open observatory is the one of the settings."""

    def __init__(self, iface, dock):
        self.iface, self.dock = iface, dock
        self.session = None
        self.review_session = None
        self.dialogs = []

    def close(self):
        """Close every dialog opened here."""
        self._end_capture()
        self._end_review()
        for dialog in tuple(self.dialogs):
            dialog.close()
            dialog.deleteLater()
        self.dialogs.clear()

    def run(self, command, *_):
        """Do the command of that name; an OltpError becomes one sentence in the message bar."""
        self._guard(getattr(self, command))

    def _guard(self, action, *values):
        try:
            action(*values)
        except OltpError as error:
            self._tell_error(str(error))
        except ModuleNotFoundError as error:
            self._tell_error(str(MissingPackageError(error.name or "?")))

    def _tell_error(self, sentence):
        self.iface.messageBar().pushWarning(tr("Observatoire"), sentence)

    def dock_shown(self, visible):
        if visible:
            self.run("refresh")

    def panel(self):
        self.dock.setUserVisible(not self.dock.isUserVisible())

    def open(self):
        path, _ = QFileDialog.getOpenFileName(self.iface.mainWindow(), tr("Ouvrir un observatoire"),
                                              Settings.load().last_folder, tr("Observatoire (*.gpkg)"))  # fmt: skip
        if path:
            self.open_path(Path(path))

    def open_path(self, path):
        """Make `path` the open observatory, and show its panel."""
        from oltp_qgis_plugin.store.summary import summarise

        summary = summarise(path)
        replace(Settings.load(), observatory=str(path), last_folder=str(path.parent)).save()
        self._end_capture()
        self._end_review()
        self.dock.show_summary(summary)
        self.dock.show()

    def refresh(self):
        from oltp_qgis_plugin.store.summary import summarise

        self.dock.show_summary(None)
        stored = Settings.load().observatory
        if stored:
            self.dock.show_summary(summarise(Path(stored)))

    def create(self):
        self._show_algorithm("create_observatory", {}, lambda results: self.open_path(Path(results["OUTPUT"])))

    def load(self):
        from oltp_qgis_plugin.adapters.observatory_layers import add_observatory

        project, store = QgsProject.instance(), self._store()
        was_empty = not project.mapLayers()
        if not add_observatory(project, store):
            self.iface.messageBar().pushInfo(tr("Observatoire"), tr("Cet observatoire est déjà dans le projet."))
        if was_empty:
            self.iface.mapCanvas().setReferencedExtent(project.viewSettings().defaultViewExtent())

    def import_file(self):
        from oltp_qgis_plugin.adapters.intake_services import intake_services
        from oltp_qgis_plugin.forms.intake.wizard import IntakeWizard

        folder = Settings.load().last_folder
        wizard = IntakeWizard(intake_services(self._store()), folder, self.iface.mainWindow())
        wizard.imported.connect(lambda _: self.run("show_written"))
        self.dialogs.append(wizard)
        wizard.finished.connect(lambda _: self._forget(wizard))
        wizard.show()

    def _forget(self, dialog):
        if dialog in self.dialogs:
            self.dialogs.remove(dialog)
            dialog.deleteLater()

    def sources(self):
        from oltp_qgis_plugin.store.summary import summarise_sources

        self.dock.show_sources(summarise_sources(self._store()))

    def undo(self, line):
        """Undo the import of a line of the panel, once confirmed; an OltpError becomes one sentence."""
        self._guard(self._undo, line)

    def _undo(self, line):
        from oltp_qgis_plugin.forms.observatory.undo import confirmed, undo_line

        if line is not None and confirmed(line, self.iface.mainWindow()):
            said = undo_line(self._store(), line, self.iface.mainWindow())
            self.show_written()
            self.iface.messageBar().pushSuccess(tr("Observatoire"), said)

    def hotspots(self):
        from oltp_qgis_plugin.store.summary import summarise

        store = self._store()
        layers = {"INCIDENTS": f"{store}|layername=incident"}
        if summarise(store).n_groups:
            layers["STUDY_AREA"] = f"{store}|layername=territorial_group"
        self._show_algorithm("hotspot_grid", layers, lambda _: None)

    def atlas(self):
        self._show_algorithm("export_atlas", {"STORE": str(self._store())}, lambda _: None)

    def capture(self):
        from oltp_qgis_plugin.forms.capture.session import CaptureSession

        if self.session is None:
            author = Settings.load().author
            self.session = CaptureSession(self._store(), self.iface.mapCanvas(), author, self.iface.mainWindow())
            self.session.failed.connect(self._tell_error)
            self.session.picking.connect(self._tell_picking)
            self.session.saved.connect(self._captured)
            self.session.dialog.rejected.connect(self._end_capture)
        self.session.show()

    def _tell_picking(self):
        self.iface.messageBar().pushInfo(
            tr("Saisir un fait"), tr("Cliquez à l'endroit du fait ; Échap revient au formulaire.")
        )

    def _captured(self, _uid):
        self._end_capture()
        self.run("show_written")
        self.iface.messageBar().pushSuccess(tr("Observatoire"), tr("Fait enregistré."))

    def _end_capture(self):
        session, self.session = self.session, None
        if session is not None:
            session.close()

    def review(self):
        from oltp_qgis_plugin.forms.places.windows import open_review

        if self.review_session is None:
            session = self.review_session = open_review(self._store(), self.iface)
            session.failed.connect(self._tell_error)
            session.written.connect(lambda: self.run("show_written"))
            session.ended.connect(self._end_review)
        else:
            self.review_session.dock.setUserVisible(True)

    def _end_review(self):
        session, self.review_session = self.review_session, None
        if session is not None:
            session.close()

    def show_written(self):
        from oltp_qgis_plugin.adapters.observatory_layers import refresh

        refresh(QgsProject.instance(), self._store())
        self.refresh()

    def _store(self):
        stored = Settings.load().observatory
        if not stored or not Path(stored).is_file():
            raise OltpError(tr("Aucun observatoire n'est ouvert : ouvrez-en un, ou créez-le."))
        return Path(stored)

    def _show_algorithm(self, name, parameters, done):
        """Open the dialog of an algorithm, filled; `done` gets the results of each run that succeeds."""
        import processing

        dialog = processing.createAlgorithmDialog(f"oltp:{name}", parameters)
        if dialog is None:
            raise OltpError(
                tr(
                    "L'outil oltp:{name} n'est pas actif : cochez l'observatoire dans Préférences > Options > "
                    "Traitement > Fournisseurs."
                ).format(name=name)
            )
        dialog.algorithmFinished.connect(lambda ok, results: self._guard(done, results) if ok else None)
        self.dialogs.append(dialog)
        dialog.rejected.connect(lambda: self.dialogs.remove(dialog) if dialog in self.dialogs else None)
        dialog.show()
