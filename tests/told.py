"""A feedback that keeps what the user would read."""

from qgis.core import QgsProcessingFeedback


class Told(QgsProcessingFeedback):
    """Messages and warnings of a run, in order."""

    def __init__(self):
        super().__init__(False)
        self.infos, self.warnings = [], []

    def pushInfo(self, text):
        self.infos.append(text)

    def pushWarning(self, text):
        self.warnings.append(text)
