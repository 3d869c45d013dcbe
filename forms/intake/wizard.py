"""The import wizard: file, reading, columns, labels, rehearsal, import. Nothing is written before the last page."""

from dataclasses import replace
from pathlib import Path
from typing import Any

from qgis.PyQt import uic
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtWidgets import QWizard

from oltp_qgis_plugin.adapters.intake_services import IntakeServices
from oltp_qgis_plugin.core.intake.assistant import Offer, OpenedFile, Trial
from oltp_qgis_plugin.core.intake.labels import UnknownLabel
from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.suggestion import slug
from oltp_qgis_plugin.core.intake.tables import TableOptions
from oltp_qgis_plugin.forms.intake.columns_page import ColumnsPage
from oltp_qgis_plugin.forms.intake.file_page import FilePage
from oltp_qgis_plugin.forms.intake.import_page import ImportPage
from oltp_qgis_plugin.forms.intake.labels_page import LabelsPage
from oltp_qgis_plugin.forms.intake.reading_page import ReadingPage
from oltp_qgis_plugin.forms.intake.trial_page import TrialPage
from oltp_qgis_plugin.i18n import tr

FILE, READING, COLUMNS, LABELS, TRIAL, IMPORT = range(6)


class IntakeWizard(QWizard):
    """`imported` gives the results of the import; the pages get and give dataclasses, the wizard joins them."""

    imported = pyqtSignal(dict)

    def __init__(self, services: IntakeServices, folder: str = "", parent=None):
        super().__init__(parent)
        uic.loadUi(str(Path(__file__).with_suffix(".ui")), self)
        self._services, self._job = services, None
        self.opened: OpenedFile | None = None
        self.profile: Profile | None = None
        self._shown: tuple[Any, ...] = ()
        self._decided: dict[str, str] = {}
        self._found: tuple[Any, tuple[UnknownLabel, ...]] = (None, ())
        self.file, self.reading, self.columns = FilePage(folder), ReadingPage(), ColumnsPage()
        self.labels, self.trial, self.importing = LabelsPage(), TrialPage(), ImportPage()
        pages = (self.file, self.reading, self.columns, self.labels, self.trial, self.importing)
        for number, page in enumerate(pages):
            self.setPage(number, page)
        for button, text in ((QWizard.WizardButton.BackButton, tr("< P&récédent")),
                             (QWizard.WizardButton.NextButton, tr("&Suivant >")),
                             (QWizard.WizardButton.CancelButton, tr("&Annuler")),
                             (QWizard.WizardButton.FinishButton, tr("&Terminer"))):  # fmt: skip
            self.setButtonText(button, text)
        self.file.chosen.connect(lambda path: self._open(path, TableOptions(), self.file))
        self.reading.asked.connect(self._read_again)

    def nextId(self):
        page = self.currentId()
        if page == FILE:
            return READING if self.file.review.isChecked() else TRIAL
        if page == COLUMNS:
            return LABELS if self._unknown() else TRIAL
        return -1 if page == IMPORT else page + 1

    def initializePage(self, number):
        offer = self.file.offer()
        if number == READING and self.opened is not None:
            self.reading.show_file(self.opened)
        elif number == COLUMNS and self._shown != (self.opened, offer) and self.opened and offer:
            self._shown = (self.opened, offer)
            self.columns.show_profile(self.opened, offer.profile)
        elif number == LABELS:
            self.labels.show_labels(self._unknown(), self._decided)
        elif number == TRIAL:
            self._rehearse()
        elif number == IMPORT:
            self._import()

    def cleanupPage(self, number):
        """Going back keeps what was chosen."""
        if number == LABELS:
            self._decided |= self.labels.decisions()
        if number == TRIAL:
            self._stop()

    def reject(self):
        """Stop what runs; an import that is stopped leaves the observatory as it was."""
        self._stop()
        super().reject()

    def _open(self, path: Path, reading: TableOptions, page: FilePage | ReadingPage) -> None:
        page.show_busy()

        def opened(file: OpenedFile) -> None:
            self.opened = file
            self.file.show_file(file)
            if page is self.reading:
                self.reading.show_file(file)

        self._run(tr("Lecture de {name}").format(name=path.name),
                  lambda progress: self._services.open(path, reading, progress), opened, page.show_problem)  # fmt: skip

    def _read_again(self, reading: TableOptions) -> None:
        if self.opened is not None:
            self._open(self.opened.table.path, reading, self.reading)

    def _unknown(self):
        """The labels of the file that lead to no category, under the profile as it is set."""
        if self.opened is None or not self.columns.isComplete():
            return ()
        profile = self.columns.profile()
        asked = (self.opened, profile.fields.get("category"), profile.crosswalk)
        if self._found[0] != asked:  # Qt asks for the next page at every change
            self._found = (asked, self.opened.unknown_labels(profile))
        return self._found[1]

    def _made(self) -> Profile:
        """The profile that the pages gone through make."""
        offer: Offer | None = self.file.offer()
        assert offer is not None
        if not self.file.review.isChecked():
            return offer.profile
        made = self.columns.profile()
        if not self.hasVisitedPage(LABELS):
            return made
        return replace(made, aliases={**made.aliases, **self.labels.aliases()})

    def _rehearse(self) -> None:
        file, profile = self.opened, self._made()
        assert file is not None
        self.profile = profile
        offer = self.file.offer()
        known = offer is not None and offer.recognised and profile == offer.profile
        self.trial.show_busy(profile.partner.label if not known else profile.name, not known)

        def rehearsed(trial: Trial) -> None:
            self.trial.show_trial(trial)

        self._run(tr("Répétition de l'import"),
                  lambda progress: self._services.rehearse(file, profile, progress), rehearsed,
                  self.trial.show_problem, self.trial.busy)  # fmt: skip

    def _import(self) -> None:
        file, profile, name = self.opened, self.profile, self.trial.kept_name()
        assert file is not None and profile is not None
        if name:
            profile = replace(profile, name=slug(name), label=name, signature=file.signature())
        self.importing.show_busy()

        def over(results: dict[str, Any]) -> None:
            self.importing.show_results(results)
            self.imported.emit(results)

        self._run(tr("Import de {name}").format(name=file.table.path.name),
                  lambda progress: self._services.bring_in(file, profile, bool(name), progress), over,
                  self.importing.show_problem, self.importing.progress)  # fmt: skip

    def _run(self, title, work, done, failed, bar=None) -> None:
        """Do long work away from the window; the one before is stopped."""
        self._stop()

        def ended(answer):
            def and_forget(value):
                self._job = None
                answer(value)

            return and_forget

        self._job = self._services.run(title, work, ended(done), ended(failed))
        if bar is not None and self._job is not None:
            self._job.progressChanged.connect(lambda percent: bar.setValue(round(percent)))

    def _stop(self) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.cancel()
