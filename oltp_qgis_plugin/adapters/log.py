"""The log of core and store in QGIS's message panel, under the tab "OLTP"."""

import logging

from qgis.core import Qgis, QgsApplication

TAB = "OLTP"
ROOT = "oltp_qgis_plugin"


class MessageLogHandler(logging.Handler):
    """Hands records to QGIS's message log, which any thread may write to."""

    def emit(self, record: logging.LogRecord) -> None:
        """Write one record; a warning or worse is shown as such."""
        level = Qgis.MessageLevel.Warning if record.levelno >= logging.WARNING else Qgis.MessageLevel.Info
        QgsApplication.messageLog().logMessage(self.format(record), TAB, level, notifyUser=False)


def attach() -> MessageLogHandler:
    """Start sending the plugin's log to QGIS; hand the handler to `detach` to stop."""
    handler = MessageLogHandler(logging.INFO)
    logger = logging.getLogger(ROOT)
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    return handler


def detach(handler: MessageLogHandler) -> None:
    """Stop sending the plugin's log to QGIS."""
    logging.getLogger(ROOT).removeHandler(handler)
