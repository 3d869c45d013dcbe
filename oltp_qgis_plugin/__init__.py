"""Observatoire local de la tranquillité publique: a QGIS plugin.

One import name everywhere. Installed, `forms`, `processing_algorithms` and `resources` are folders of
this package; in a checkout they are its siblings, found by appending the parent folder to `__path__`.
"""

from pathlib import Path

_HERE = Path(__file__).resolve().parent
if not (_HERE / "metadata.txt").exists():
    __path__.append(str(_HERE.parent))


def classFactory(iface):
    """The plugin, as QGIS asks for it."""
    from oltp_qgis_plugin.plugin import ObservatoryPlugin

    return ObservatoryPlugin(iface)
