from types import SimpleNamespace

import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsSettings
from qgis.gui import QgsMapCanvas, QgsMessageBar
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMainWindow

from oltp_qgis_plugin.core.places.offers import OnlineAnswer, OnlineOffer
from oltp_qgis_plugin.forms.places.online import OnlineDialog
from oltp_qgis_plugin.forms.places.windows import open_review
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from tests.qgis.address_server import sent_rows, serving

OFFER = OnlineOffer(("12 rue des lilas", "Place <b>du</b> Marché"), "https://data.geopf.fr/geocodage", False, "", 3)
WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def dialog(qtbot):
    made = OnlineDialog(OFFER)
    qtbot.addWidget(made)
    made.show()
    return made


def test_all_that_would_leave_is_shown_and_nothing_leaves_before_it_is_allowed(dialog):
    assert dialog.texts.toPlainText().split("\n") == list(OFFER.texts)
    assert "2 textes de lieu, et rien d'autre, partiraient à https://data.geopf.fr" in dialog.explanation.text()
    assert dialog.kept_back.text().startswith("3 fait(s) gardé(s)")
    assert not dialog.send.isEnabled() and dialog.problem.text().startswith("Cochez la case")
    dialog.allowed.setFocus()
    QTest.keyClick(dialog.allowed, Qt.Key.Key_Space)
    assert dialog.send.isEnabled() and dialog.problem.text() == ""


def test_a_code_that_is_none_prevents_sending(dialog):
    dialog.allowed.setChecked(True)
    QTest.keyClicks(dialog.city_code, "3417")
    assert not dialog.send.isEnabled() and "cinq caractères" in dialog.problem.text()
    QTest.keyClicks(dialog.city_code, "2")
    assert dialog.answer() == OnlineAnswer(True, "34172") and dialog.send.isEnabled()


def test_nothing_to_send_is_told(qtbot):
    made = OnlineDialog(OnlineOffer((), "https://x", True))
    qtbot.addWidget(made)
    assert not made.send.isEnabled() and "aucun texte" in made.problem.text()
    assert made.kept_back.isHidden()


@pytest.fixture
def service():
    with serving() as running:
        QgsSettings().setValue("oltp/online_url", running.url)
        yield running
    for key in ("online_url", "online_geocoding", "online_city", "address_index"):
        QgsSettings().remove(f"oltp/{key}")


@pytest.fixture
def iface(qtbot):
    window = QMainWindow()
    qtbot.addWidget(window)
    canvas, bar = QgsMapCanvas(window), QgsMessageBar(window)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    window.setCentralWidget(canvas)
    window.resize(1100, 800)
    window.show()
    return SimpleNamespace(mainWindow=lambda: window, mapCanvas=lambda: canvas, messageBar=lambda: bar)


@pytest.fixture
def store(tmp_path):
    path, file = tmp_path / "observatoire.gpkg", tmp_path / "pm.csv"
    create_observatory(path, 2154)
    file.write_text("N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n"
                    "1;Tapage;01/02/2025;22:10;12 rue des lilas;;\n2;Tapage;01/02/2025;22:10;Au fond;;\n",
                    encoding="utf-8")  # fmt: skip
    with Observatory.open(path, write=True) as observatory:
        import_file(file, "police_municipale", observatory, WHEN)
    return path


def settle(qtbot):
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=10_000)
    qtbot.wait(50)


@pytest.fixture
def session(qtbot, provider, iface, store, service):
    opened = open_review(store, iface)
    opened.problems = []
    opened.failed.connect(opened.problems.append)
    settle(qtbot)
    yield opened
    opened.close()


def test_the_texts_are_sent_from_the_review_once_allowed_and_the_queue_shortens(qtbot, session, service, iface):
    QTest.mouseClick(session.panel.online, Qt.MouseButton.LeftButton)
    settle(qtbot)
    shown = session.dialog
    shown.allowed.setChecked(True)
    shown.city_code.setText("34172")
    QTest.mouseClick(shown.send, Qt.MouseButton.LeftButton)
    settle(qtbot)
    qtbot.waitUntil(lambda: len(session.panel.review.groups) == 1, timeout=5_000)
    assert sent_rows(service.bodies[0])[1:] == [["12 rue des lilas", "34172"], ["Au fond", "34172"]]
    assert [group.label for group in session.panel.review.groups] == ["Au fond"]
    assert "1 fait(s) placé(s)" in iface.messageBar().currentItem().text()
    assert QgsSettings().value("oltp/online_geocoding", type=bool) is True
    assert session.problems == []


def test_closing_without_the_tick_sends_nothing_and_takes_the_permission_back(qtbot, session, service):
    QgsSettings().setValue("oltp/online_geocoding", True)
    QTest.mouseClick(session.panel.online, Qt.MouseButton.LeftButton)
    settle(qtbot)
    session.dialog.allowed.setChecked(False)
    QTest.mouseClick(session.dialog.cancel, Qt.MouseButton.LeftButton)
    assert service.bodies == [] and session.dialog is None
    assert QgsSettings().value("oltp/online_geocoding", type=bool) is False


def test_a_stalled_service_is_stopped_from_the_panel(qtbot, session, service):
    service.behaviour = "stalls"
    QTest.mouseClick(session.panel.online, Qt.MouseButton.LeftButton)
    settle(qtbot)
    session.dialog.allowed.setChecked(True)
    QTest.mouseClick(session.dialog.send, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(service.bodies), timeout=5_000)
    QTest.mouseClick(session.panel.stop, Qt.MouseButton.LeftButton)
    assert session.panel.accept.isEnabled() or session.panel.nowhere.isEnabled()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=1_500)
    assert len(session.panel.review.groups) == 2 and session.problems == []


def test_a_service_that_fails_is_told_and_the_queue_stays(qtbot, session, service):
    service.behaviour = "500"
    QTest.mouseClick(session.panel.online, Qt.MouseButton.LeftButton)
    settle(qtbot)
    session.dialog.allowed.setChecked(True)
    QTest.mouseClick(session.dialog.send, Qt.MouseButton.LeftButton)
    settle(qtbot)
    assert "erreur 500" in session.problems[0] and len(session.panel.review.groups) == 2
