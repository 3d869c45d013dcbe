"""The core's progress on QGIS's progress bar."""

from qgis.core import QgsProcessingFeedback

from oltp_qgis_plugin.core.progress import Progress


def tell(feedback: QgsProcessingFeedback) -> Progress:
    """What the core calls as it goes: moves the progress bar, answers True when the user wants to stop."""

    def progress(percent: float) -> bool:
        feedback.setProgress(percent)
        return feedback.isCanceled()

    return progress
