import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtTest import QTest

from oltp_qgis_plugin.adapters.map_click import MapClick

LAMBERT_93 = 2154


@pytest.fixture
def canvas(qtbot):
    widget = QgsMapCanvas()
    qtbot.addWidget(widget)
    widget.resize(400, 400)
    widget.show()
    yield widget
    widget.unsetMapTool(widget.mapTool())


def click_in_the_middle(canvas, epsg, x, y, reach):
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem(epsg))
    canvas.setExtent(QgsRectangle(x - reach, y - reach, x + reach, y + reach))
    tool = MapClick(canvas, LAMBERT_93)
    heard = []
    tool.placed.connect(lambda east, north: heard.append((east, north)))
    tool.refused.connect(heard.append)
    canvas.setMapTool(tool)
    middle = QPoint(canvas.width() // 2, canvas.height() // 2)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.RightButton, pos=middle)
    QTest.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=middle)
    canvas.unsetMapTool(tool)
    assert len(heard) == 1
    return heard[0]


def test_a_click_on_a_map_in_degrees_is_given_in_the_observatorys_metres(canvas):
    # Lambert-93 is defined with 3° E, 46.5° N at 700 000 m, 6 600 000 m; a pixel here is 2.2 m at most
    place = click_in_the_middle(canvas, "EPSG:4326", 3.0, 46.5, 0.004)
    assert place == pytest.approx((700_000, 6_600_000), abs=4)


def test_a_click_on_a_map_in_the_observatorys_crs_is_kept(canvas):
    place = click_in_the_middle(canvas, "EPSG:2154", 770_000, 6_280_000, 200)
    assert place == pytest.approx((770_000, 6_280_000), abs=2)


def test_a_project_without_crs_is_told(canvas):
    assert "système de coordonnées" in click_in_the_middle(canvas, "", 3.0, 46.5, 0.004)
