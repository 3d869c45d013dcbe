"""Pieces of a printed page, placed in millimetres: text, maps, legends, scale bars, arrows, tables."""

from collections.abc import Sequence
from dataclasses import dataclass

from qgis.core import (
    Qgis,
    QgsBasicNumericFormat,
    QgsCoordinateReferenceSystem,
    QgsFillSymbol,
    QgsLayoutFrame,
    QgsLayoutItem,
    QgsLayoutItemLabel,
    QgsLayoutItemManualTable,
    QgsLayoutItemMap,
    QgsLayoutItemPicture,
    QgsLayoutItemScaleBar,
    QgsLayoutItemShape,
    QgsLayoutMeasurement,
    QgsLayoutPoint,
    QgsLayoutSize,
    QgsLayoutTable,
    QgsLayoutUtils,
    QgsMapLayer,
    QgsPrintLayout,
    QgsRectangle,
    QgsTableCell,
    QgsTextFormat,
    QgsTextRenderer,
)
from qgis.PyQt.QtCore import QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QFontInfo

from oltp_qgis_plugin.adapters.styles import INK
from oltp_qgis_plugin.core.resources import resource_path

FAMILY = "DejaVu Sans"
UNJOINED = 0.05
SCALE_BAR_MM = 6.0
MM = Qgis.LayoutUnit.Millimeters
LEFT, CENTRE, RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignHCenter, Qt.AlignmentFlag.AlignRight


@dataclass(frozen=True)
class Box:
    """A rectangle of a page, in millimetres from its upper left corner."""

    x: float
    y: float
    width: float
    height: float


@dataclass(frozen=True)
class Sheet:
    """A page of a layout, to put things on."""

    layout: QgsPrintLayout
    number: int


def text_format(size: float, bold: bool = False) -> QgsTextFormat:
    """Dark text in DejaVu Sans where it is installed, else in the default font. size: points."""
    font = QFont(FAMILY)
    if QFontInfo(font).family() != FAMILY:
        font = QFont()
    font.setBold(bold)
    # Letters set apart by a hair are not joined: « ﬀ » in one sign would not be found by who searches « ff ».
    font.setLetterSpacing(QFont.SpacingType.AbsoluteSpacing, UNJOINED)
    text = QgsTextFormat()
    text.setFont(font)
    text.setNamedStyle("Bold" if bold else "Book")
    text.setSize(size)
    text.setColor(QColor(INK))
    return text


def place(sheet: Sheet, item: QgsLayoutItem, box: Box) -> None:
    """Add an item to the page at a box."""
    sheet.layout.addLayoutItem(item)
    item.attemptResize(QgsLayoutSize(box.width, box.height, MM))
    item.attemptMove(QgsLayoutPoint(box.x, box.y, MM), True, False, sheet.number)


def add_text(
    sheet: Sheet, box: Box, text: str, size: float, bold: bool = False, align: Qt.AlignmentFlag = LEFT,
    framed: bool = False,
) -> None:  # fmt: skip
    """A text in a box, centred in height when framed."""
    label = QgsLayoutItemLabel(sheet.layout)
    label.setText(text)
    label.setTextFormat(text_format(size, bold))
    label.setMarginX(1 if framed else 0)
    label.setMarginY(0)
    label.setHAlign(align)
    label.setVAlign(Qt.AlignmentFlag.AlignVCenter if framed else Qt.AlignmentFlag.AlignTop)
    label.setFrameEnabled(framed)
    place(sheet, label, box)


def fitted(sheet: Sheet, text: str, size: float, width: float, bold: bool = False) -> str:
    """The text, cut with an ellipsis where it would not hold on one line of `width` mm at `size` points."""
    context = QgsLayoutUtils.createRenderContextForLayout(sheet.layout, None)
    form, room = text_format(size, bold), width * context.scaleFactor()
    shown = text
    while QgsTextRenderer.textWidth(context, form, [shown]) > room and len(text) > 1:
        text = text[:-1].rstrip()
        shown = f"{text}…"
    return shown


def add_rectangle(sheet: Sheet, box: Box, colour: str) -> None:
    """A filled rectangle with a thin dark outline."""
    shape = QgsLayoutItemShape(sheet.layout)
    shape.setShapeType(QgsLayoutItemShape.Shape.Rectangle)
    shape.setSymbol(QgsFillSymbol.createSimple({"color": colour, "outline_color": INK, "outline_width": "0.1"}))
    place(sheet, shape, box)


def add_map(
    sheet: Sheet, box: Box, layers: Sequence[QgsMapLayer], extent: QgsRectangle, crs: QgsCoordinateReferenceSystem
) -> QgsLayoutItemMap:
    """A framed map of the layers, first on top, that shows the whole extent."""
    item = QgsLayoutItemMap(sheet.layout)
    place(sheet, item, box)
    item.setFrameEnabled(True)
    item.setFrameStrokeWidth(QgsLayoutMeasurement(0.2, MM))
    item.setCrs(crs)
    item.setKeepLayerSet(True)
    item.setLayers(list(layers))
    item.zoomToExtent(extent)
    return item


def add_scale_bar(sheet: Sheet, item: QgsLayoutItemMap, corner: tuple[float, float], width: float) -> None:
    """A scale bar of a round length of at most `width` millimetres, on white, its lower left corner given."""
    bar = QgsLayoutItemScaleBar(sheet.layout)
    bar.setLinkedMap(item)
    bar.setStyle("Single Box")
    bar.setUnits(Qgis.DistanceUnit.Meters)
    bar.setUnitLabel("m")
    bar.setMapUnitsPerScaleBarUnit(1)
    bar.setNumberOfSegmentsLeft(0)
    bar.setNumberOfSegments(2)
    bar.setUnitsPerSegment(round_length(item.scale() * width / 1000 / 2))
    bar.setHeight(1.3)
    bar.setLabelBarSpace(0.6)
    bar.setBoxContentSpace(0.8)
    bar.setTextFormat(text_format(6.5))
    bar.setNumericFormat(QgsBasicNumericFormat())
    bar.numericFormat().setShowThousandsSeparator(False)
    bar.setBackgroundEnabled(True)
    bar.setMinimumSize(QgsLayoutSize(0, 0, MM))
    length = 2 * bar.unitsPerSegment() / item.scale() * 1000
    place(sheet, bar, Box(corner[0], corner[1] - SCALE_BAR_MM, length + 12, SCALE_BAR_MM))


def round_length(longest: float) -> float:
    """The largest of 1, 2, 5 × 10^k that is not over `longest`."""
    power = 10.0 ** len(str(int(longest))) / 10
    return max((step * power for step in (1, 2, 5) if step * power <= longest), default=power)


def add_north_arrow(sheet: Sheet, item: QgsLayoutItemMap, box: Box) -> None:
    """An arrow to the grid's north."""
    arrow = QgsLayoutItemPicture(sheet.layout)
    arrow.setPicturePath(str(resource_path("layouts/north.svg")))
    arrow.setLinkedMap(item)
    place(sheet, arrow, box)


def add_table(
    sheet: Sheet, box: Box, rows: Sequence[Sequence[str]], widths: Sequence[float], size: float = 7
) -> None:
    """A table whose first row is the header and first column the labels; the others are set right. widths: mm."""
    table = QgsLayoutItemManualTable.create(sheet.layout)
    sheet.layout.addMultiFrame(table)
    cells = []
    for number, row in enumerate(rows):
        line = []
        for column, text in enumerate(row):
            cell = QgsTableCell(text)
            cell.setTextFormat(text_format(size, bold=number == 0))
            cell.setHorizontalAlignment(RIGHT if column else LEFT)
            line.append(cell)
        cells.append(line)
    table.setTableContents(cells)
    table.setColumnWidths(list(widths))
    table.setCellMargin(0.6)
    table.setVerticalGrid(False)
    table.setGridStrokeWidth(0.15)
    table.setWrapBehavior(QgsLayoutTable.WrapBehavior.WrapText)
    frame = QgsLayoutFrame(sheet.layout, table)
    table.addFrame(frame)
    frame.attemptSetSceneRect(QRectF(0, 0, box.width, box.height))
    frame.attemptMove(QgsLayoutPoint(box.x, box.y, MM), True, False, sheet.number)


def move(sheet: Sheet, item: QgsLayoutItem, x: float, y: float) -> None:
    """Put an item that has its size already at a place of the page, in millimetres."""
    item.attemptMove(QgsLayoutPoint(x, y, MM), True, False, sheet.number)
