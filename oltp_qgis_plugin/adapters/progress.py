"""The core's progress on QGIS's progress bar, its remarks in QGIS's journal."""

from collections.abc import Iterable

from qgis.core import QgsProcessingFeedback

from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.errors import Cancelled
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.connection import PATIENCE_S, Waiting


def tell(feedback: QgsProcessingFeedback) -> Progress:
    """What the core calls as it goes: moves the progress bar, answers True when the user wants to stop."""

    def progress(percent: float) -> bool:
        feedback.setProgress(percent)
        return feedback.isCanceled()

    return progress


def announce(remarks: Iterable[Remark], feedback: QgsProcessingFeedback) -> None:
    """Tell the user each remark, as a warning where it weakens the result."""
    for remark in remarks:
        (feedback.pushWarning if remark.warning else feedback.pushInfo)(remark.text)


def patience(feedback: QgsProcessingFeedback) -> Waiting:
    """What the store calls while another program writes to the observatory: says so once, stops when asked to."""
    told = []

    def waiting(_seconds: float) -> None:
        if not told:
            told.append(True)
            feedback.pushInfo(
                tr("L'observatoire est occupé par un autre programme : attente de {n} secondes au plus…").format(
                    n=int(PATIENCE_S)
                )
            )
        if feedback.isCanceled():
            raise Cancelled()

    return waiting
