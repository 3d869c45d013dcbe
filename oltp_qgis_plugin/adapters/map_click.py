"""One click on the map, given in the observatory's CRS."""

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsProject
from qgis.gui import QgsMapCanvas, QgsMapMouseEvent, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import Qt, pyqtSignal

from oltp_qgis_plugin.i18n import tr


class MapClick(QgsMapToolEmitPoint):
    """Map tool: `placed` gives x and y in EPSG:`epsg`, `refused` a sentence, `given_up` that Escape was pressed."""

    placed = pyqtSignal(float, float)
    refused = pyqtSignal(str)
    given_up = pyqtSignal()

    def __init__(self, canvas: QgsMapCanvas, epsg: int) -> None:
        super().__init__(canvas)
        self.target = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
        self.setCursor(Qt.CursorShape.CrossCursor)

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        source = self.canvas().mapSettings().destinationCrs()
        if not source.isValid():
            self.refused.emit(tr("Le projet n'a pas de système de coordonnées : choisissez-en un, puis recliquez."))
            return
        try:
            point = QgsCoordinateTransform(source, self.target, QgsProject.instance()).transform(event.mapPoint())
        except QgsCsException:
            self.refused.emit(
                tr("Ce point est hors de la zone de {crs} : cliquez dans la commune.").format(crs=self.target.authid())
            )
            return
        self.placed.emit(point.x(), point.y())

    def keyPressEvent(self, event) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.given_up.emit()
