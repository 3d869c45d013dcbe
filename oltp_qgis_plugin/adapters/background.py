"""Work done away from the window, in a QGIS task: it moves a bar, can be stopped, and answers in the main thread."""

from collections.abc import Callable
from typing import Any

from qgis.core import QgsApplication, QgsTask

from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.errors import Cancelled, MissingPackageError, OltpError

RUNNING: set["BackgroundJob"] = set()
"""Jobs that run: one that nobody holds would never be told finished, even stopped."""


class BackgroundJob(QgsTask):
    """`work(progress)` in a thread; then, in the main thread, `done(result)` or `failed(sentence)`.

    A job that is stopped answers nothing.
    """

    def __init__(self, title: str, work: Callable[[Progress], Any], done: Callable[[Any], None],
                 failed: Callable[[str], None]) -> None:  # fmt: skip
        super().__init__(title, QgsTask.Flag.CanCancel)
        self._work, self._done, self._failed = work, done, failed
        self._result: Any = None
        self._sentence = ""

    def run(self):
        try:
            self._result = self._work(self._progress)
        except Cancelled:
            return False
        except OltpError as error:
            self._sentence = str(error)
            return False
        except ModuleNotFoundError as error:
            self._sentence = str(MissingPackageError(error.name or "?"))
            return False
        return True

    def finished(self, ok):
        RUNNING.discard(self)
        if ok and not self.isCanceled():
            self._done(self._result)
        elif self._sentence and not self.isCanceled():
            self._failed(self._sentence)

    def _progress(self, percent: float) -> bool:
        self.setProgress(percent)
        return self.isCanceled()


def start(title: str, work: Callable[[Progress], Any], done: Callable[[Any], None],
          failed: Callable[[str], None]) -> BackgroundJob:  # fmt: skip
    """Start a job at once."""
    job = BackgroundJob(title, work, done, failed)
    RUNNING.add(job)
    QgsApplication.taskManager().addTask(job)
    return job
