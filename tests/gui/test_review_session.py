import pandas as pd
import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QMainWindow

from oltp_qgis_plugin.adapters.review_services import review_services
from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.forms.places.session import ReviewSession
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.connection import transaction
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
BASE = """id;numero;rep;nom_voie;code_postal;code_insee;nom_commune;x;y;lon;lat
1;10;bis;Rue des Lilas;34000;34172;Montpellier;770010;6280010;3.86699;43.61567
2;12;;Rue des Lilas;34000;34172;Montpellier;770020;6280010;3.86711;43.61567
3;30;;Rue des Lilas;34000;34172;Montpellier;770110;6280010;3.86823;43.61567
4;1;;Place du Marché;34000;34172;Montpellier;770300;6280300;3.87063;43.61826
"""


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "observatoire.gpkg"
    create_observatory(path, 2154)
    import_places(path, ["12 r des lilas", "12 R. DES LILAS", "square du fond"], 1)
    return path


def import_places(store, places, first):
    file = store.with_name(f"pm_{first}.csv")
    rows = (f"{first + n};Tapage;01/02/2025;22:10;{place};;\n" for n, place in enumerate(places))
    file.write_text("N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n" + "".join(rows), encoding="utf-8")
    with Observatory.open(store, write=True) as observatory:
        return import_file(file, "police_municipale", observatory, WHEN)


@pytest.fixture
def index(run, tmp_path):
    base = tmp_path / "adresses.csv"
    base.write_text(BASE, encoding="utf-8")
    run("build_address_index", INPUT=[str(base)], OUTPUT=str(tmp_path / "adresses.oltpadr"))
    return tmp_path / "adresses.oltpadr"


@pytest.fixture
def window(qtbot):
    made = QMainWindow()
    qtbot.addWidget(made)
    made.canvas = QgsMapCanvas(made)
    made.setCentralWidget(made.canvas)
    made.resize(1100, 800)
    made.canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    made.canvas.setExtent(QgsRectangle(769_900, 6_279_900, 770_100, 6_280_100))
    made.canvas.pan = QgsMapToolPan(made.canvas)
    made.canvas.setMapTool(made.canvas.pan)
    made.show()
    return made


@pytest.fixture
def session(qtbot, window, store, index):
    opened = ReviewSession(store, review_services(store, index, "A. Analyste"), window.canvas, window)
    opened.problems = []
    opened.failed.connect(opened.problems.append)
    opened.show(window)
    settle(qtbot)
    yield opened
    opened.close()


def settle(qtbot):
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=10_000)
    qtbot.wait(20)


def rows(store):
    with Observatory.open(store) as observatory:
        found = observatory.incidents()
    found = found[["place_label", "x", "precision", "located_by"]].astype(object)
    return found.where(found["x"].notna(), None).to_numpy().tolist()


def press(qtbot, session, key, modifier=Qt.KeyboardModifier.NoModifier):
    QTest.keyClick(session.panel.suggestions, key, modifier)
    settle(qtbot)


def test_the_queue_comes_with_the_candidates_of_the_index_on_the_map(session, window):
    assert [group.n for group in session.panel.review.groups] == [2, 1]
    first = session.panel.offered()[0]
    assert first.precision is Precision.NUMBER and (first.x, first.y) == pytest.approx((770_020, 6_280_010), abs=1)
    assert len(session.markers._markers) == len(session.panel.offered())
    assert window.canvas.extent().contains(QgsRectangle(770_019, 6_280_009, 770_021, 6_280_011))
    assert "adresses.oltpadr" in session.panel.index_name.text()
    assert session.problems == []


def test_enter_places_the_text_for_these_incidents_and_the_next_file(qtbot, session, store):
    press(qtbot, session, Qt.Key.Key_Return)
    assert [row[1:] for row in rows(store)[:2]] == [[pytest.approx(770_020, abs=1), "numero", "decision"]] * 2
    assert [group.label for group in session.panel.review.groups] == ["square du fond"]
    assert session.panel.review.decisions[0].who == "A. Analyste"
    assert import_places(store, ["12 r. des Lilas"], 100).located == 1


def test_ctrl_z_takes_the_last_decision_back(qtbot, session, store):
    press(qtbot, session, Qt.Key.Key_Return)
    press(qtbot, session, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    assert [row[1] for row in rows(store)] == [None] * 3
    assert session.panel.group().label in ("12 r des lilas", "12 R. DES LILAS")
    assert session.panel.review.decisions == ()


def test_a_click_on_the_map_places_a_text_that_no_index_knows(qtbot, session, window, store):
    press(qtbot, session, Qt.Key.Key_Space)
    assert session.panel.group().label == "square du fond"
    canvas = window.canvas
    assert canvas.mapTool() == session.tool
    pixel = QPoint(canvas.width() // 2 + 40, canvas.height() // 2 + 30)
    expected = canvas.getCoordinateTransform().toMapCoordinates(pixel.x(), pixel.y())
    view = canvas.extent()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=pixel)
    assert session.panel.offered()[0].origin == "clic"
    assert canvas.extent() == view, "a click does not move the map"
    press(qtbot, session, Qt.Key.Key_Return)
    placed = rows(store)[2]
    assert placed[1:] == [pytest.approx(expected.x(), abs=0.01), "lieu", "decision"]


def test_a_text_said_to_be_nowhere_is_no_more_offered(qtbot, session, store):
    press(qtbot, session, Qt.Key.Key_Space)
    press(qtbot, session, Qt.Key.Key_Delete)
    assert [group.n for group in session.panel.review.groups] == [2]
    assert rows(store)[2][1] is None


def test_a_store_that_is_busy_is_told_and_the_queue_stays(qtbot, session, store, monkeypatch):
    monkeypatch.setattr("oltp_qgis_plugin.store.connection.LOCK_TIMEOUT_S", 0.2)
    with Observatory.open(store, write=True) as other, transaction(other.connection):
        other.connection.execute("UPDATE incident SET status = 'x'")
        press(qtbot, session, Qt.Key.Key_Return)
    assert session.problems and "occupé" in session.problems[0]
    assert len(session.panel.review.groups) == 2 and session.panel.accept.isEnabled()
    assert session.panel.taken == []


def test_closing_gives_the_map_back_its_tool_and_leaves_no_marker(qtbot, window, store, index):
    before = len(window.canvas.scene().items())
    opened = ReviewSession(store, review_services(store, index), window.canvas, window)
    opened.show(window)
    settle(qtbot)
    opened.close()
    assert window.canvas.mapTool() == window.canvas.pan
    assert len(window.canvas.scene().items()) == before


def test_an_index_that_is_gone_is_told_and_the_queue_is_there(qtbot, window, store, tmp_path):
    opened = ReviewSession(store, review_services(store, tmp_path / "parti.oltpadr"), window.canvas, window)
    opened.show(window)
    settle(qtbot)
    assert "parti.oltpadr" in opened.panel.index_name.text()
    assert [group.suggestions for group in opened.panel.review.groups] == [(), ()]
    opened.close()
