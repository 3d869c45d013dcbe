"""The plugin in QGIS: registers its provider, menu, toolbar, panel and translation, and undoes all of it."""

from functools import partial

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QCoreApplication, Qt, QTranslator
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QAction

from oltp_qgis_plugin.adapters import log
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.i18n import tr


class ObservatoryPlugin:
    """What QGIS loads. `iface` is None under `qgis_process`, where only the provider is registered."""

    def __init__(self, iface):
        self.iface = iface
        self.provider = self.dock = self.toolbar = self.commands = None
        self.actions: dict[str, QAction] = {}
        self.translator = _translator(QgsApplication.locale())
        self.log_handler = log.attach()

    def initProcessing(self):
        from oltp_qgis_plugin.processing_algorithms.provider import register

        self.provider = register()

    def initGui(self):
        from oltp_qgis_plugin.commands import Commands
        from oltp_qgis_plugin.forms.observatory.dock import ObservatoryDock

        self.initProcessing()
        self.toolbar = self.iface.addToolBar(tr("Observatoire"))
        self.toolbar.setObjectName("OltpToolbar")
        self.dock = ObservatoryDock(self.iface.mainWindow())
        self.commands = Commands(self.iface, self.dock)
        self.iface.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock)
        self.dock.hide()
        self.dock.asked.connect(self.commands.run)
        self.dock.undo_asked.connect(self.commands.undo)
        self.dock.visibilityChanged.connect(self.commands.dock_shown)
        self._add_actions()

    def unload(self):
        if self.commands is not None:
            self._remove_gui()
        if self.provider is not None:
            QgsApplication.processingRegistry().removeProvider(self.provider)
            self.provider = None
        log.detach(self.log_handler)
        if self.translator is not None:
            QCoreApplication.removeTranslator(self.translator)
            self.translator = None

    def _add_actions(self):
        for command, icon, text in _menu():
            action = QAction(QIcon(str(resource_path(f"icons/{icon}.svg"))), text, self.iface.mainWindow())
            action.setObjectName(f"oltp_{command}")
            action.triggered.connect(partial(self.commands.run, command))
            self.iface.addPluginToMenu(tr("Observatoire"), action)
            self.toolbar.addAction(action)
            self.actions[command] = action

    def _remove_gui(self):
        self.dock.visibilityChanged.disconnect(self.commands.dock_shown)
        self.commands.close()
        for action in self.actions.values():
            self.iface.removePluginMenu(tr("Observatoire"), action)
            action.deleteLater()
        self.actions.clear()
        self.iface.removeDockWidget(self.dock)
        self.iface.mainWindow().removeToolBar(self.toolbar)
        self.dock.deleteLater()
        self.toolbar.deleteLater()
        self.dock = self.toolbar = self.commands = None


def _menu():
    """Command, icon and text of each action, in the order of the menu and of the toolbar."""
    return (
        ("panel", "oltp", tr("Panneau de l'observatoire")),
        ("open", "open", tr("Ouvrir un observatoire…")),
        ("create", "create", tr("Créer un observatoire…")),
        ("load", "load", tr("Charger l'observatoire dans le projet")),
        ("import_file", "intake", tr("Importer un fichier de partenaire…")),
        ("hotspots", "hotspots", tr("Points chauds…")),
        ("atlas", "atlas", tr("Atlas…")),
        ("capture", "capture", tr("Saisir un fait…")),
        ("review", "places", tr("Revoir les lieux…")),
    )


def _translator(locale):
    """The installed translator of the interface language, None when it is French or not shipped."""
    try:
        path = resource_path(f"i18n/oltp_{locale[:2]}.qm")
    except FileNotFoundError:
        return None
    translator = QTranslator()
    return translator if translator.load(str(path)) and QCoreApplication.installTranslator(translator) else None
