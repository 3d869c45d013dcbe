"""Translation of what users read; French is the source language."""

from qgis.PyQt.QtCore import QCoreApplication

CONTEXT = "Oltp"


def tr(text: str) -> str:
    """The text in the interface language. `text` is a literal; `.format` comes after."""
    return QCoreApplication.translate(CONTEXT, text)
