"""An algorithm of the plugin run from a job: its progress told, its messages kept."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback

from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.errors import Cancelled, OltpError

ASKED_EVERY_S = 0.2


def run_algorithm(name: str, parameters: dict[str, Any], progress: Progress) -> dict[str, Any]:
    """Run `oltp:name`; the results are its outputs, and `notes` what it said. Raises OltpError, Cancelled."""
    algorithm = QgsApplication.processingRegistry().algorithmById(f"oltp:{name}")
    if algorithm is None:
        raise OltpError(f"L'outil oltp:{name} n'est pas actif : cochez l'observatoire dans Préférences > Options > "
                        f"Traitement > Fournisseurs.")  # fmt: skip
    feedback = _Feedback(progress)
    try:
        with _watched(progress, feedback):
            results, ok = algorithm.run(parameters, QgsProcessingContext(), feedback, {}, False)
    except QgsProcessingException as error:
        if feedback.isCanceled():
            raise Cancelled from error
        raise OltpError(str(error)) from error
    if not ok:
        raise OltpError(f"L'outil oltp:{name} n'a pas abouti ; l'observatoire est inchangé.")
    return {**results, "notes": tuple(feedback.said)}


@contextmanager
def _watched(progress: Progress, feedback: QgsProcessingFeedback) -> Iterator[None]:
    """Ask whether to stop while nothing moves, as when a server does not answer."""
    over = threading.Event()

    def watch() -> None:
        while not over.wait(ASKED_EVERY_S):
            if progress(feedback.progress()):
                feedback.cancel()
                return

    watcher = threading.Thread(target=watch, daemon=True)
    watcher.start()
    try:
        yield
    finally:
        over.set()
        watcher.join()


class _Feedback(QgsProcessingFeedback):
    """Hands the algorithm's progress on, and the wish to stop back; keeps what is said."""

    def __init__(self, progress: Progress) -> None:
        super().__init__(False)
        self.said: list[str] = []
        self._progress = progress
        self.progressChanged.connect(self._moved)

    def _moved(self, percent: float) -> None:
        if self._progress(percent):
            self.cancel()

    def pushInfo(self, info):
        self.said.append(info)

    def pushWarning(self, warning):
        self.said.append(warning)
