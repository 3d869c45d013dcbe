"""Located points over the outlines of the territories, painted small."""

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF
from qgis.PyQt.QtWidgets import QSizePolicy, QWidget

from oltp_qgis_plugin.i18n import tr

MARGIN_PX = 10
RADIUS_PX = 2.0
PAPER, EDGE, OUTLINE, POINT = QColor("#ffffff"), QColor("#b0b0b0"), QColor("#8a8a8a"), QColor(0, 84, 159, 150)


class PointsMap(QWidget):
    """North up, the same scale on both axes; the frame takes in every point and outline."""

    def __init__(self, parent=None):
        super().__init__(parent)
        self.points = np.empty((0, 2))
        self.outlines: tuple[np.ndarray, ...] = ()
        self.setMinimumSize(260, 220)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setAccessibleName(tr("Carte des faits localisés"))

    def sizeHint(self):
        return QSize(320, 260)

    def show_points(self, points: np.ndarray, outlines: tuple[np.ndarray, ...]) -> None:
        """Draw (n, 2) points and rings, in metres of one projection."""
        self.points, self.outlines = points, outlines
        self.setToolTip(tr("{n} points").format(n=len(points)))
        self.update()

    def paintEvent(self, event):
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(EDGE))
        painter.setBrush(PAPER)
        painter.drawRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5))
        if not len(self.points):
            painter.setPen(QPen(OUTLINE))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter, tr("Aucun fait localisé"))
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(OUTLINE))
        for ring in self.outlines:
            painter.drawPolygon(QPolygonF([QPointF(x, y) for x, y in self._pixels(ring)]))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(POINT)
        for x, y in self._pixels(self.points):
            painter.drawEllipse(QPointF(x, y), RADIUS_PX, RADIUS_PX)

    def _pixels(self, xy: np.ndarray) -> list[list[float]]:
        """Where coordinates fall in the widget."""
        everything = np.concatenate([self.points, *self.outlines])
        west, south = everything.min(axis=0)
        width, height = np.maximum(everything.max(axis=0) - (west, south), 1.0)
        room = (self.width() - 2 * MARGIN_PX, self.height() - 2 * MARGIN_PX)
        scale = min(room[0] / width, room[1] / height)
        left = (self.width() - width * scale) / 2
        bottom = (self.height() + height * scale) / 2
        return np.column_stack([left + (xy[:, 0] - west) * scale, bottom - (xy[:, 1] - south) * scale]).tolist()
