import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapCanvas, QgsMapToolPan
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.forms.capture.session import CaptureSession
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "observatoire.gpkg"
    create_observatory(path, 2154)
    return path


@pytest.fixture
def canvas(qtbot):
    widget = QgsMapCanvas()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:2154"))
    widget.setExtent(QgsRectangle(769_900, 6_279_900, 770_100, 6_280_100))
    widget.pan = QgsMapToolPan(widget)
    widget.setMapTool(widget.pan)
    widget.show()
    return widget


@pytest.fixture
def session(canvas, store):
    opened = CaptureSession(store, canvas, "coordination", canvas)
    opened.show()
    yield opened
    opened.close()


def fill(session, canvas):
    session.dialog.category.setEditText("Rodéo motorisé")
    session.dialog.pick.click()
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))


def test_a_click_comes_back_to_the_form_and_the_map_tool_is_the_one_before(session, canvas):
    session.dialog.pick.click()
    assert (session.dialog.isVisible(), canvas.mapTool()) == (False, session.tool)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(200, 200))
    assert (session.dialog.isVisible(), canvas.mapTool()) == (True, canvas.pan)
    assert session.dialog.draft().place == pytest.approx((770_000, 6_280_000), abs=2)


def test_escape_comes_back_to_the_form_without_a_place(session, canvas):
    session.dialog.pick.click()
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert (session.dialog.isVisible(), canvas.mapTool()) == (True, canvas.pan)
    assert session.dialog.draft().place is None


def test_another_map_tool_taken_meanwhile_comes_back_to_the_form_and_is_kept(session, canvas):
    session.dialog.pick.click()
    other = QgsMapToolPan(canvas)
    canvas.setMapTool(other)
    assert (session.dialog.isVisible(), canvas.mapTool()) == (True, other)
    canvas.setMapTool(canvas.pan)


def test_saving_writes_the_incident_signed_by_its_author(session, canvas, store, qtbot):
    fill(session, canvas)
    with qtbot.waitSignal(session.saved) as signal:
        session.dialog.save.click()
    with Observatory.open(store) as observatory:
        assert observatory.frame("SELECT uid, category FROM incident").values.tolist() == [[signal.args[0], "TRA5"]]
        assert observatory.scalar("SELECT imported_by FROM batch") == "coordination"


def test_an_observatory_that_cannot_be_written_keeps_the_form_with_what_was_typed(session, canvas, store, qtbot):
    fill(session, canvas)
    store.unlink()
    with qtbot.waitSignal(session.failed) as signal:
        session.dialog.save.click()
    assert "n'existe pas" in signal.args[0]
    assert session.dialog.isVisible()
    assert session.dialog.draft().category == "TRA5"


def test_a_capture_is_not_begun_on_an_observatory_that_cannot_be_opened(canvas, tmp_path):
    with pytest.raises(StoreError):
        CaptureSession(tmp_path / "absent.gpkg", canvas, "", canvas)
