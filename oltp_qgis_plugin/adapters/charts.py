"""Charts drawn with the layout's own shapes: they stay sharp, searchable, and need no other package."""

from collections.abc import Sequence

from qgis.core import QgsFillSymbol, QgsLayoutItemPolygon, QgsLayoutPoint
from qgis.PyQt.QtCore import QPointF
from qgis.PyQt.QtGui import QPolygonF

from oltp_qgis_plugin.adapters.layouts import CENTRE, MM, Box, Sheet, add_rectangle, add_text
from oltp_qgis_plugin.adapters.styles import INK
from oltp_qgis_plugin.core.reports.sentences import number, shortened
from oltp_qgis_plugin.i18n import tr

NAME_MM, GAP_MM, UNKNOWN_MM, COUNT_MM = 24.5, 5.0, 4.0, 21.5
BAR, UNKNOWN_BAR = "#4D4D4D", "#D9D9D9"
TICKS = (0, 6, 12, 18, 24)
AXIS_MM = 4.0
NAME_LENGTH = 26


def add_hours_chart(sheet: Sheet, box: Box, sources: Sequence[tuple[str, Sequence[int]]]) -> None:
    """One row of bars per source, each to its own scale: hours 0 to 23, then a pale one, the unknown hour.

    sources: name, and the 25 counts of `core.reports.tables.hour_counts`.
    """
    row_height = (box.height - AXIS_MM) / len(sources)
    width = (box.width - NAME_MM - COUNT_MM - GAP_MM - UNKNOWN_MM) / 24
    left = box.x + NAME_MM
    unknown_left = left + 24 * width + GAP_MM
    for row, (name, counts) in enumerate(sources):
        top = box.y + row * row_height
        highest = max(counts) or 1
        full = row_height - 1.5
        floor = top + row_height - 0.3
        add_text(sheet, Box(box.x, top + 0.8, NAME_MM - 1.5, row_height), shortened(name, NAME_LENGTH), 6.5)
        _add_bars(sheet, left, floor, width, [full * value / highest for value in counts[:24]])
        tall = full * counts[24] / highest
        if tall:
            add_rectangle(sheet, Box(unknown_left, floor - tall, UNKNOWN_MM, tall), UNKNOWN_BAR)
        add_text(sheet, Box(unknown_left + UNKNOWN_MM + 1, top + 0.8, COUNT_MM - 1, row_height), peak_text(counts), 6)
    _add_axis(sheet, left, width, unknown_left, box.y + box.height - AXIS_MM + 0.4)


def peak_text(counts: Sequence[int]) -> str:
    """The busiest hour and its count, then the count of the unknown hour."""
    hours = counts[:24]
    peak = max(hours)
    busiest = tr("max. {n} à {hour} h").format(n=number(peak), hour=hours.index(peak)) if peak else tr("aucune heure")
    return (busiest + "\n" + tr("inconnue : {n}").format(n=number(counts[24]))).replace(" ", "\u00a0")


def _add_bars(sheet: Sheet, left: float, floor: float, width: float, heights: Sequence[float]) -> None:
    """The bars as one outline, on a base line."""
    corners = [(left, floor)]
    for hour, height in enumerate(heights):
        corners += [(left + hour * width, floor - height), (left + (hour + 1) * width, floor - height)]
    corners += [(left + 24 * width, floor), (left, floor + 0.15)]
    bars = QgsLayoutItemPolygon(QPolygonF([QPointF(x, y) for x, y in corners]), sheet.layout)
    bars.setSymbol(QgsFillSymbol.createSimple({"color": BAR, "outline_color": INK, "outline_width": "0.1"}))
    sheet.layout.addLayoutItem(bars)
    top = min(y for _, y in corners)
    bars.attemptMove(QgsLayoutPoint(left, top, MM), True, False, sheet.number)


def _add_axis(sheet: Sheet, left: float, width: float, unknown_left: float, top: float) -> None:
    for hour in TICKS:
        label = Box(left + hour * width - 5, top, 10, 3)
        add_text(sheet, label, tr("{hour} h").format(hour=hour).replace(" ", "\u00a0"), 6, align=CENTRE)
    add_text(sheet, Box(unknown_left, top, 20, 3), tr("inconnue"), 6)
