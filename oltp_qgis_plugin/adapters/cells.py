"""Cells of a grid to a layer: a table of arrays and the outline of each cell."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

import numpy as np
from qgis.core import QgsFeature, QgsFeatureSink, QgsField, QgsFields, QgsGeometry, QgsProcessingFeedback
from qgis.PyQt.QtCore import QMetaType

from oltp_qgis_plugin.core.hotspots.grid import Grid
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr

CELLS_AT_ONCE = 10_000


def cell_fields(columns: Mapping[str, np.ndarray], kept: QgsFields | None = None) -> QgsFields:
    """Fields for a table of arrays, typed after them, behind those that are kept."""
    types = {"i": QMetaType.Type.Int, "f": QMetaType.Type.Double, "U": QMetaType.Type.QString, "b": QMetaType.Type.Bool}
    fields = QgsFields(kept) if kept is not None else QgsFields()
    for name, values in columns.items():
        fields.append(QgsField(name, types[values.dtype.kind]))
    return fields


def write_cells(
    grid: Grid, columns: Mapping[str, np.ndarray], sink: QgsFeatureSink, feedback: QgsProcessingFeedback
) -> None:
    """Write each cell with its values as a multipolygon, cut by the study area; NaN is NULL."""
    write_rows(cell_shapes(grid), columns, sink, feedback)


def cell_shapes(grid: Grid) -> Iterator[bytes]:
    """WKB of each cell of a grid, cut by the study area."""
    for number, outline in enumerate(cells_wkb(grid.outlines())):
        yield grid.cut[number].wkb if number in grid.cut else outline.tobytes()


def write_rows(
    shapes: Iterable[bytes],
    columns: Mapping[str, np.ndarray],
    sink: QgsFeatureSink,
    feedback: QgsProcessingFeedback,
    kept: Sequence[Sequence] | None = None,
    kept_fields: QgsFields | None = None,
) -> None:
    """Write each shape (WKB, empty for none) with its values; NaN is NULL. kept: values that come first in each row."""
    values = [nullable(column) for column in columns.values()]
    fields = cell_fields(columns, kept_fields)
    for number, (shape, *row) in enumerate(zip(shapes, *values, strict=True)):
        if number % CELLS_AT_ONCE == 0 and feedback.isCanceled():
            raise Cancelled()
        feature = QgsFeature(fields)
        if shape:
            geometry = QgsGeometry()
            geometry.fromWkb(shape)
            geometry.convertToMultiType()
            feature.setGeometry(geometry)
        feature.setAttributes([*(kept[number] if kept else ()), *row])
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(
                tr(
                    "La maille {n} n'a pas pu être écrite ({why}) : vérifiez le fichier de sortie et l'espace libre."
                ).format(n=number + 1, why=sink.lastError())
            )


def nullable(column: np.ndarray) -> list:
    """The values of a column as Python ones; NaN is None."""
    if column.dtype.kind != "f":
        return column.tolist()
    return [None if value != value else value for value in column.tolist()]


def cells_wkb(outlines: np.ndarray) -> np.ndarray:
    """Closed outlines (n, k, 2) as WKB multipolygons of one ring each: (n,) records, `tobytes()` of one is its WKB."""
    corners = outlines.shape[1]
    record = np.dtype(
        [("multi", "<u1"), ("multi_type", "<u4"), ("parts", "<u4"), ("one", "<u1"), ("one_type", "<u4"),
         ("rings", "<u4"), ("corners", "<u4"), ("xy", "<f8", (corners, 2))]
    )  # fmt: skip
    cells = np.zeros(len(outlines), dtype=record)
    for name, value in (("multi", 1), ("multi_type", 6), ("parts", 1), ("one", 1), ("one_type", 3), ("rings", 1)):
        cells[name] = value
    cells["corners"], cells["xy"] = corners, outlines
    return cells
