"""The places offered for a text, numbered on the map as in the list; the one selected stands out without colour too."""

from collections.abc import Sequence

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsPointXY,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsMapCanvas, QgsMapCanvasItem
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QPainter, QPen

RADIUS_PX, SELECTED_PX = 10.0, 14.0
INK, PAPER, CHOSEN = QColor("#252525"), QColor("#ffffff"), QColor("#d95f02")
AROUND_M = 150.0


class _Marker(QgsMapCanvasItem):
    """A disc with a number, over the map; coordinates in the canvas's CRS."""

    def __init__(self, canvas: QgsMapCanvas, point: QgsPointXY, number: int, selected: bool) -> None:
        super().__init__(canvas)
        self._point, self._number, self._selected = point, number, selected
        self.setZValue(100 + selected)
        self.updatePosition()

    def updatePosition(self):
        self.setPos(self.toCanvasCoordinates(self._point))

    def boundingRect(self):
        side = 2 * SELECTED_PX + 4
        return QRectF(-side / 2, -side / 2, side, side)

    def paint(self, painter, option=None, widget=None):
        radius = SELECTED_PX if self._selected else RADIUS_PX
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(INK, 3 if self._selected else 1.5))
        painter.setBrush(CHOSEN if self._selected else PAPER)
        painter.drawEllipse(QPointF(0, 0), radius, radius)
        font = QFont(painter.font())
        font.setBold(self._selected)
        font.setPixelSize(int(1.25 * radius))
        painter.setFont(font)
        painter.setPen(PAPER if self._selected else INK)
        painter.drawText(self.boundingRect(), Qt.AlignmentFlag.AlignCenter, str(self._number))


class CandidateMarkers:
    """Numbered markers on a canvas, of points in EPSG:`epsg`."""

    def __init__(self, canvas: QgsMapCanvas, epsg: int) -> None:
        self._canvas, self._source = canvas, QgsCoordinateReferenceSystem.fromEpsgId(epsg)
        self._markers: list[_Marker] = []
        self._shown: set[tuple[float, float]] = set()

    def show(self, points: Sequence[tuple[float, float]], selected: int, move: bool = True) -> None:
        """Show points numbered from 1 in their order; with `move` the map goes to those that were not there before."""
        self.clear()
        placed = [self._on_map(x, y) for x, y in points]
        for number, point in enumerate(placed, start=1):
            if point is not None:
                self._markers.append(_Marker(self._canvas, point, number, number - 1 == selected))
        known = [point for point in placed if point is not None]
        if move and set(points) - self._shown and known:
            self._go_to(known)
        self._shown = set(points)

    def clear(self) -> None:
        """Take every marker off the canvas."""
        for marker in self._markers:
            self._canvas.scene().removeItem(marker)
        self._markers = []

    def _on_map(self, x: float, y: float) -> QgsPointXY | None:
        """A point in the canvas's CRS, None where it cannot be."""
        target = self._canvas.mapSettings().destinationCrs()
        try:
            return QgsCoordinateTransform(self._source, target, QgsProject.instance()).transform(QgsPointXY(x, y))
        except QgsCsException:
            return None

    def _go_to(self, points: Sequence[QgsPointXY]) -> None:
        """Show points with some room around."""
        box = QgsRectangle(points[0], points[0])
        for point in points[1:]:
            box.include(point)
        box.grow(max(self._margin(), 0.15 * max(box.width(), box.height())))
        self._canvas.setExtent(box)
        self._canvas.refresh()

    def _margin(self) -> float:
        """AROUND_M in the canvas's units."""
        return AROUND_M if not self._canvas.mapSettings().destinationCrs().isGeographic() else AROUND_M / 111_000
