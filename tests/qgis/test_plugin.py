"""Life of the plugin in a window with a real menu, toolbars and docks (what pytest-qgis's interface only mocks)."""

import subprocess
import sys
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import QCoreApplication, QEvent
from qgis.PyQt.QtWidgets import QAction, QDockWidget, QMainWindow, QMenu, QToolBar

from oltp_qgis_plugin.plugin import ObservatoryPlugin
from oltp_qgis_plugin.store.creation import create_observatory

ROOT = Path(__file__).resolve().parents[2]


class Window:
    """The part of QgisInterface that the plugin uses, on real widgets."""

    def __init__(self):
        self.window = QMainWindow()
        self.canvas, self.bar = QgsMapCanvas(self.window), QgsMessageBar(self.window)
        self.window.setCentralWidget(self.canvas)
        self.menus: dict[str, QMenu] = {}

    def mainWindow(self):
        return self.window

    def mapCanvas(self):
        return self.canvas

    def messageBar(self):
        return self.bar

    def addToolBar(self, name):
        return self.window.addToolBar(name)

    def addDockWidget(self, area, dock):
        self.window.addDockWidget(area, dock)

    def removeDockWidget(self, dock):
        self.window.removeDockWidget(dock)

    def addPluginToMenu(self, name, action):
        if name not in self.menus:
            self.menus[name] = QMenu(name, self.window)
        self.menus[name].addAction(action)

    def removePluginMenu(self, name, action):
        self.menus[name].removeAction(action)
        if self.menus[name].isEmpty():
            self.menus.pop(name).deleteLater()

    def contents(self):
        """How many actions, toolbars, docks and menus the window has, after what Qt was asked to delete is gone."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
        kinds = (QAction, QToolBar, QDockWidget, QMenu)
        return {kind.__name__: len(self.window.findChildren(kind)) for kind in kinds} | {"menus": len(self.menus)}


@pytest.fixture
def window(qgis_new_project):
    QgsSettings().remove("oltp")
    iface = Window()
    yield iface
    iface.canvas.unsetMapTool(iface.canvas.mapTool())
    iface.window.deleteLater()
    QgsSettings().remove("oltp")


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "observatoire.gpkg"
    create_observatory(path, 2154)
    return path


def providers():
    return sorted(provider.id() for provider in QgsApplication.processingRegistry().providers())


def sentences(window):
    return [item.text() for item in window.bar.items()]


def test_the_plugin_adds_its_menu_toolbar_panel_and_provider_and_unload_leaves_nothing(window):
    before, providers_before, tool_before = window.contents(), providers(), window.canvas.mapTool()
    for _ in range(2):
        plugin = ObservatoryPlugin(window)
        plugin.initGui()
        added = window.contents()
        assert [action.text() for action in window.menus["Observatoire"].actions()][1] == "Ouvrir un observatoire…"
        assert (added["QToolBar"], added["QDockWidget"]) == (before["QToolBar"] + 1, before["QDockWidget"] + 1)
        assert "oltp" in providers()
        plugin.unload()
        assert window.contents() == before
        assert providers() == providers_before
        assert window.canvas.mapTool() == tool_before


def test_unload_in_the_middle_of_a_capture_puts_the_map_tool_back(window, store):
    before = window.contents()
    plugin = ObservatoryPlugin(window)
    plugin.initGui()
    plugin.commands.open_path(store)
    plugin.commands.run("capture")
    session = plugin.commands.session
    session.dialog.pick.click()
    assert window.canvas.mapTool() == session.tool
    plugin.unload()
    del session
    assert window.canvas.mapTool() is None
    window.bar.clearWidgets()
    assert window.contents() == before


def test_under_qgis_process_only_the_provider_is_registered():
    before = providers()
    plugin = ObservatoryPlugin(None)
    plugin.initProcessing()
    assert providers() == sorted([*before, "oltp"])
    plugin.unload()
    assert providers() == before


def test_what_needs_an_observatory_says_so_when_none_is_open(window):
    plugin = ObservatoryPlugin(window)
    plugin.initGui()
    for command in ("load", "import_file", "hotspots", "atlas", "capture"):
        window.bar.clearWidgets()
        plugin.commands.run(command)
        assert sentences(window) == ["Aucun observatoire n'est ouvert : ouvrez-en un, ou créez-le."]
    plugin.unload()


def test_the_open_observatory_is_remembered_and_shown_again(window, store):
    plugin = ObservatoryPlugin(window)
    plugin.initGui()
    plugin.commands.open_path(store)
    plugin.unload()
    again = ObservatoryPlugin(window)
    again.initGui()
    again.commands.run("refresh")
    assert "observatoire.gpkg" in again.dock.path.text()
    assert "Faits : 0" in again.dock.totals.text()
    store.unlink()
    again.commands.run("refresh")
    assert "n'existe pas" in sentences(window)[0]
    assert not again.dock.capture.isEnabled()
    again.unload()


STARTUP = """
import os, sys
from unittest.mock import MagicMock
from qgis.core import QgsApplication
application = QgsApplication([], True)
application.initQgis()
from qgis.PyQt.QtWidgets import QMainWindow
before = set(sys.modules)  # QGIS itself loads shapely where it is there
import oltp_qgis_plugin
iface, window = MagicMock(), QMainWindow()
iface.mainWindow.return_value = window
iface.addToolBar = window.addToolBar
plugin = oltp_qgis_plugin.classFactory(iface)
plugin.initGui()
heavy = {"pandas", "shapely", "scipy", "matplotlib", "openpyxl"}
new = {name.partition(".")[0] for name in set(sys.modules) - before}
print("loaded:", sorted(heavy & new), len(plugin.actions), flush=True)
os._exit(0)
"""


def test_starting_the_plugin_loads_no_heavy_package():
    run = subprocess.run(
        [sys.executable, "-c", STARTUP], cwd=ROOT, capture_output=True, text=True, timeout=60, check=True
    )
    assert run.stdout.splitlines()[-1] == "loaded: [] 9"
