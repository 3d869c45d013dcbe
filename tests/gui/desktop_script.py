"""Run inside the real QGIS by `qgis --code`: a user's path through the desktop; what was seen goes to result.json.

The plugin is on the plugin path, not enabled: it is started here, and timed. OLTP_WORK: folder of the observatory and
of the result. OLTP_SCREENS: folder of the screenshots.
"""

import faulthandler
import json
import os
import sys
import time
import traceback
from pathlib import Path

from qgis.core import QgsApplication, QgsProject, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QEvent, QEventLoop, QPoint, Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAction, QApplication, QDockWidget, QMenu, QToolBar
from qgis.utils import iface, loadPlugin, plugins, startPlugin, unloadPlugin, updateAvailablePlugins

WORK, SCREENS = Path(os.environ["OLTP_WORK"]), Path(os.environ["OLTP_SCREENS"])
STORE = WORK / "observatoire.gpkg"
NAME = "oltp_qgis_plugin"
HANG_S = 100
stack = (WORK / "stack.txt").open("w")
faulthandler.dump_traceback_later(HANG_S, file=stack)
seen = {"messages": [], "exceptions": []}
# QGIS shows an exception in a modal window, which would wait for ever
sys.excepthook = lambda *what: seen["exceptions"].append("".join(traceback.format_exception(*what)))


def wait(milliseconds):
    loop = QEventLoop()
    QTimer.singleShot(milliseconds, loop.quit)
    loop.exec()


def shoot(name):
    wait(600)
    QApplication.primaryScreen().grabWindow(0).save(str(SCREENS / f"{name}.png"))


def contents():
    """How many objects of each kind the main window has, and the providers."""
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    window = iface.mainWindow()
    counts = {kind.__name__: len(window.findChildren(kind)) for kind in (QToolBar, QDockWidget)}
    kinds = (QAction, QMenu, QToolBar, QDockWidget)
    named = [child.objectName() for kind in kinds for child in window.findChildren(kind)]
    texts = [action.text() for action in iface.pluginMenu().actions()]
    counts["ours"] = sorted(name for name in named if "oltp" in name.lower() or "Observatory" in name)
    counts["menu"] = [text for text in texts if "Observatoire" in text]
    counts["providers"] = sorted(p.id() for p in QgsApplication.processingRegistry().providers())
    return counts


def start_plugin():
    updateAvailablePlugins()
    before = set(sys.modules)
    started = time.perf_counter()
    assert loadPlugin(NAME)
    assert startPlugin(NAME)
    seen["start_ms"] = round(1000 * (time.perf_counter() - started), 1)
    seen["loaded_at_start"] = sorted({name.partition(".")[0] for name in set(sys.modules) - before})
    return plugins[NAME]


def create_observatory():
    import numpy as np
    import pandas as pd
    import processing
    from shapely.geometry import box

    from oltp_qgis_plugin.store.geopackage import Observatory
    from oltp_qgis_plugin.store.territories import load_territories

    processing.run("oltp:create_observatory", {"OUTPUT": str(STORE), "CRS": "EPSG:2154"})
    west = 757000 + 2500 * np.arange(4)  # over the sample town, whose files are imported
    squares = [box(x, 6300500, x + 2500, 6305500) for x in west]
    groups = pd.DataFrame({"code": [f"GT{i}" for i in range(1, 5)], "name": ["Port", "Gare", "Halles", "Coteau"],
                           "population": 5000})  # fmt: skip
    with Observatory.open(STORE, write=True) as observatory:
        load_territories(observatory, "territorial_group", squares, groups)
        qpv = pd.DataFrame({"code": ["QN03401M"], "name": ["Halles"], "population": [1200]})
        load_territories(observatory, "qpv_2024", [box(760750, 6301750, 765750, 6304250)], qpv)


def use_panel(plugin):
    plugin.commands.open_path(STORE)
    shoot("1_panneau")
    QTest.mouseClick(plugin.dock.load, Qt.MouseButton.LeftButton)
    iface.mapCanvas().waitWhileRendering()
    seen["layers"] = sorted(layer.name() for layer in QgsProject.instance().mapLayers().values())
    seen["all_valid"] = all(layer.isValid() for layer in QgsProject.instance().mapLayers().values())
    shoot("2_projet")


def open_algorithms(plugin):
    for button, name in ((plugin.dock.hotspots, "3_points_chauds"),):
        QTest.mouseClick(button, Qt.MouseButton.LeftButton)
        dialog = plugin.commands.dialogs[-1]
        centre(dialog)
        shoot(name)
        seen[name] = dialog.createProcessingParameters()
        dialog.reject()
    seen["dialogs_left"] = len(plugin.commands.dialogs)


def until(condition, seconds=20):
    deadline = time.monotonic() + seconds
    while not condition() and time.monotonic() < deadline:
        wait(50)


def import_files(plugin):
    """Three files through the wizard, with real clicks; every step is photographed, the last one is not imported."""
    from oltp_qgis_plugin.resources.sample.town import generate

    town = WORK / "ville"
    generate(town)
    unknown, workbook = strange_files(town)
    seen["wizard"] = [walk(plugin, path, name, done) for path, name, done in (
        (town / "police_municipale.csv", "10_reconnu", True), (unknown, "11_inconnu", True),
        (workbook, "12_feuilles", False))]  # fmt: skip
    seen["dialogs_after_wizard"] = len(plugin.commands.dialogs)


def strange_files(folder):
    """A citizens' file under other headers, and a workbook of several sheets."""
    import openpyxl

    text = (folder / "citoyens.csv").read_text(encoding="utf-8-sig")
    header, _, rows = text.partition("\n")
    renamed = "Rubrique;Que se passe-t-il ?;Endroit;Quand;GPS\n"
    unknown = folder / "appli_mairie.csv"
    rows = rows.replace("Tapage", "Tapages nocturne").replace("Terrasse bruyante", "Zorglub")
    unknown.write_text(renamed + rows, encoding="cp1252", errors="replace")
    workbook, path = openpyxl.Workbook(), folder / "trois_feuilles.xlsx"
    for number, (name, n) in enumerate((("Janvier", 40), ("Février", 60), ("Notice", 2))):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        sheet.title = name
        sheet.append(["Date des faits", "Nature", "Endroit", "Nom du plaignant"])
        for day in range(n):
            sheet.append([f"{day % 28 + 1:02d}/0{number + 1}/2024", "Tag", f"{day} rue du Lez", "Jean Untel"])
    workbook.save(path)
    return unknown, path


def walk(plugin, path, name, done):
    """Press Next until the import, photographing each page; returns what was said."""
    QTest.mouseClick(plugin.dock.import_file, Qt.MouseButton.LeftButton)
    wizard = plugin.commands.dialogs[-1]
    centre(wizard)
    buttons = {kind: wizard.button(getattr(wizard.WizardButton, f"{kind}Button"))
               for kind in ("Next", "Commit", "Finish", "Cancel")}  # fmt: skip
    QTest.keyClicks(wizard.file.path, str(path))
    QTest.keyClick(wizard.file.path, Qt.Key.Key_Return)
    until(buttons["Next"].isEnabled)
    said = {"state": wizard.file.state.text(), "pages": []}
    while not (buttons["Commit"].isVisible() and buttons["Commit"].isEnabled()) and len(said["pages"]) < 6:
        shoot(f"{name}_{wizard.currentId()}")
        said["pages"].append(wizard.currentId())
        QTest.mouseClick(buttons["Next"], Qt.MouseButton.LeftButton)
        until(lambda: buttons["Next"].isVisible() and buttons["Next"].isEnabled() or buttons["Commit"].isEnabled())
    shoot(f"{name}_{wizard.currentId()}")
    said["counts"] = wizard.trial.counts.text()
    if done:
        QTest.mouseClick(buttons["Commit"], Qt.MouseButton.LeftButton)
        until(buttons["Finish"].isEnabled)
        shoot(f"{name}_{wizard.currentId()}")
        said["imported"] = wizard.importing.state.text()
    wait(200)
    QTest.mouseClick(buttons["Finish" if done else "Cancel"], Qt.MouseButton.LeftButton)
    wait(200)
    return said


def review_places(plugin):
    """A file without coordinates, then the review: candidates on the map, the keyboard, a click, undoing, piles."""
    import processing

    town = WORK / "ville"
    processing.run("oltp:build_address_index", {"INPUT": [str(town / "adresses-ban.csv")],
                                                "OUTPUT": str(WORK / "ville.oltpadr")})  # fmt: skip
    known = [line.split(";") for line in (town / "adresses-ban.csv").read_text("utf-8-sig").splitlines()[1:400:40]]
    places = [f"{row[2]} {row[4].upper()}" for row in known for _ in range(3)] + ["Derrière le petit bois"] * 4
    rows = (f"R{n};Tapage;01/02/2025;22:10;{place};;" for n, place in enumerate(places))
    path = WORK / "sans_coordonnees.csv"
    header = "N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    processing.run("oltp:import_partner_file", {"INPUT": str(path), "STORE": str(STORE)})
    QTest.mouseClick(plugin.dock.review, Qt.MouseButton.LeftButton)
    session = plugin.commands.review_session
    panel, canvas = session.panel, iface.mapCanvas()
    until(lambda: panel.review.groups and panel.accept.isEnabled())
    canvas.waitWhileRendering()
    shoot("20_revoir")
    seen["review"] = {"first": panel.group().label, "n": len(panel.review.groups), "index": panel.index_name.text()}
    bush = [group.label for group in panel.review.groups].index("Derrière le petit bois")
    QTest.mouseClick(panel.groups.viewport(), Qt.MouseButton.LeftButton,
                     pos=panel.groups.visualItemRect(panel.groups.item(bush, 0)).center())  # fmt: skip
    pixel = QPoint(canvas.width() // 2 + 50, canvas.height() // 2 - 30)
    expected = canvas.getCoordinateTransform().toMapCoordinates(pixel.x(), pixel.y())
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel)
    shoot("21_clic")
    seen["review"] |= {"bush": panel.title.text(), "clicked": [expected.x(), expected.y()]}
    decide(panel, Qt.Key.Key_Return)
    QTest.keyClick(panel.suggestions, Qt.Key.Key_Space)
    QTest.keyClick(panel.suggestions, Qt.Key.Key_Down)
    canvas.waitWhileRendering()
    shoot("22_suivant")
    seen["review"]["second"] = panel.group().label
    decide(panel, Qt.Key.Key_Return)
    seen["review"]["after"] = len(panel.review.groups)
    decide(panel, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    seen["review"]["undone"] = [len(panel.review.groups), panel.group().label]
    QTest.mouseClick(panel.online, Qt.MouseButton.LeftButton)
    until(lambda: session.dialog is not None)
    centre(session.dialog)
    shoot("23_en_ligne")
    seen["review"]["online"] = [session.dialog.explanation.text(), session.dialog.send.isEnabled()]
    session.dialog.reject()
    panel.tabs.setCurrentIndex(2)
    shoot("24_decisions")
    pile_up()
    session.read()
    until(lambda: panel.review.piles)
    panel.tabs.setCurrentIndex(1)
    QTest.mouseClick(panel.piles.viewport(), Qt.MouseButton.LeftButton,
                     pos=panel.piles.visualItemRect(panel.piles.item(0, 2)).center())  # fmt: skip
    canvas.waitWhileRendering()
    shoot("25_empilements")
    seen["review"]["pile"] = panel.review.piles[0].n
    session.dock.close()
    wait(200)
    seen["review"] |= {"session_left": plugin.commands.review_session is not None,
                       "tool_left": canvas.mapTool() == session.tool if plugin.commands.review_session else False}
    shoot("26_apres")


def pile_up():
    """Forty incidents that only their street tells."""
    import processing

    path = WORK / "par_rue.csv"
    rows = (f"S{n};Tapage;02/02/2025;22:10;Boulevard des Remparts;;" for n in range(40))
    header = "N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93"
    path.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    processing.run("oltp:import_partner_file", {"INPUT": str(path), "STORE": str(STORE)})
    processing.run("oltp:decide_place", {"STORE": str(STORE), "LABEL": "Boulevard des Remparts",
                                         "POINT": "761973,6303374 [EPSG:2154]", "PRECISION": "rue"})  # fmt: skip


def decide(panel, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(panel.suggestions, key, modifier)
    wait(100)
    until(lambda: not panel.busy.isVisible())
    iface.mapCanvas().waitWhileRendering()


def open_menu():
    menu = next(action.menu() for action in iface.pluginMenu().actions() if "Observatoire" in action.text())
    menu.popup(iface.mainWindow().mapToGlobal(QPoint(320, 30)))
    shoot("9_menu")
    menu.close()


def centre(dialog):
    """No window manager: put the dialog in the middle, in front."""
    dialog.move(iface.mainWindow().geometry().center() - dialog.rect().center())
    dialog.raise_()
    dialog.activateWindow()
    wait(300)


def capture(plugin):
    QTest.mouseClick(plugin.dock.capture, Qt.MouseButton.LeftButton)
    session = plugin.commands.session
    form, canvas = session.dialog, iface.mapCanvas()
    centre(form)
    shoot("4_saisie_vide")
    seen["saves_empty"] = form.save.isEnabled()
    form.category.setFocus()
    QTest.keyClicks(form.category.lineEdit(), "deg")
    shoot("5_saisie_recherche")
    form.category.completer().popup().hide()
    form.category.lineEdit().clear()
    QTest.keyClicks(form.category.lineEdit(), "rodeo")
    QTest.keyClick(form.category.completer().popup(), Qt.Key.Key_Tab)
    QTest.mouseClick(form.hour_known, Qt.MouseButton.LeftButton, pos=QPoint(8, form.hour_known.height() // 2))
    QTest.keyClicks(form.hour, "22h10")
    QTest.keyClicks(form.place_label, "Place des Halles")
    QTest.mouseClick(form.pick, Qt.MouseButton.LeftButton)
    wait(200)
    seen["hidden_while_picking"] = not form.isVisible()
    shoot("6_clic_attendu")
    pixel = QPoint(canvas.width() // 2 + 60, canvas.height() // 2 + 40)
    expected = canvas.getCoordinateTransform().toMapCoordinates(pixel.x(), pixel.y())
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel)
    wait(300)
    seen["clicked"], seen["shown"] = [expected.x(), expected.y()], form.isVisible()
    centre(form)
    shoot("7_saisie_complete")
    seen["place_found"], seen["problem"] = form.place_found.text(), form.problem.text()
    QTest.mouseClick(form.save, Qt.MouseButton.LeftButton)
    wait(300)
    seen["session_ended"] = plugin.commands.session is None
    seen["batch_line"] = [plugin.dock.batches.item(0, c).text() for c in range(8)]
    seen["totals"] = plugin.dock.totals.text()
    iface.mapCanvas().waitWhileRendering()
    shoot("8_fait_enregistre")


def main():
    QgsApplication.messageLog().messageReceived.connect(lambda text, tag, level: seen["messages"].append([tag, text]))
    try:
        window = iface.mainWindow()
        window.setGeometry(QApplication.primaryScreen().geometry())
        iface.messageBar().clearWidgets()
        seen["before"] = contents()
        plugin = start_plugin()
        seen["during"] = contents()
        create_observatory()
        use_panel(plugin)
        open_algorithms(plugin)
        capture(plugin)
        open_menu()
        layer = QgsVectorLayer(f"{STORE}|layername=incident", "faits", "ogr")
        seen["rows"] = layer.featureCount()
        import_files(plugin)
        review_places(plugin)
        del plugin, layer
        QgsProject.instance().clear()
        assert unloadPlugin(NAME)
        seen["after"] = contents()
        seen["ok"] = True
    except Exception:  # noqa: BLE001  (the test reads what happened; QGIS must be left in any case)
        seen["error"] = traceback.format_exc()
    (WORK / "result.json").write_text(json.dumps(seen, ensure_ascii=False, indent=1, default=str), encoding="utf-8")
    QgsProject.instance().setDirty(False)
    QTimer.singleShot(0, iface.actionExit().trigger)


QTimer.singleShot(0, main)
