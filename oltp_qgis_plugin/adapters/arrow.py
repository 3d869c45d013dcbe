"""The fast way from a file to arrays: GDAL's Arrow stream."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from osgeo import ogr
from qgis.core import (
    Qgis,
    QgsProviderRegistry,
    QgsVectorLayer,
    QgsWkbTypes,
)

from oltp_qgis_plugin.errors import Cancelled

FORMATS = ("GPKG", "FlatGeobuf")
LITTLE_ENDIAN = 1
XY_OFFSET = 5
"""Bytes of a WKB point before its x: byte order and type."""


@dataclass(frozen=True)
class PointFile:
    """What is read instead of a layer of points: the file, the layer in it, its filter, the fields it really holds."""

    path: str
    layer_name: str
    layer_id: int
    subset: str
    fields: frozenset[str]


def point_file(layer: QgsVectorLayer) -> PointFile | None:
    """The file behind a layer of single points, None when only the loop over its features is right.

    Right: a GeoPackage or FlatGeobuf, no edit under way, no subset written as a whole query. It asks the layer, so it
    is for the thread that owns it; what it returns may go anywhere.
    """
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()) if layer.providerType() == "ogr" else {}
    if (
        not parts
        or not set(parts) <= {"path", "layerName", "layerId", "subset", "databaseName"}
        or layer.isModified()
        or QgsWkbTypes.flatType(layer.wkbType()) != Qgis.WkbType.Point
        or layer.subsetString().lstrip().lower().startswith("select")
        or not Path(parts["path"]).is_file()
    ):
        return None
    fields = frozenset(field.name() for field in layer.dataProvider().fields())
    named, number = parts.get("layerName") or "", int(parts.get("layerId") or 0)
    return PointFile(parts["path"], named, number, layer.subsetString(), fields)


def read_arrow(
    file: PointFile, kinds: Mapping[str, str], should_stop: Callable[[], bool]
) -> tuple[np.ndarray, dict[str, np.ndarray]] | None:
    """(xy, columns) of a file of points, in its own CRS; None when it must be read by the loop over features.

    kinds: per wanted field, numpy type; NULL is NaN, NaT, None.
    """
    if not file.fields.issuperset(kinds):
        return None
    try:
        dataset = ogr.Open(file.path)
        if dataset is None or dataset.GetDriver().GetName() not in FORMATS:
            return None
        rows = dataset.GetLayerByName(file.layer_name) if file.layer_name else dataset.GetLayer(file.layer_id)
        if rows is None or (file.subset and rows.SetAttributeFilter(file.subset) != ogr.OGRERR_NONE):
            return None
        return _read(rows, kinds, should_stop)
    except RuntimeError:  # a file that another program locks, or GDAL's exceptions switched on by the host program
        return None


def _read(
    rows: ogr.Layer, kinds: Mapping[str, str], should_stop: Callable[[], bool]
) -> tuple[np.ndarray, dict[str, np.ndarray]]:
    definition = rows.GetLayerDefn()
    names = [definition.GetFieldDefn(i).GetName() for i in range(definition.GetFieldCount())]
    rows.SetIgnoredFields([name for name in names if name not in kinds])
    geometry = rows.GetGeometryColumn() or "wkb_geometry"
    xy, columns = [np.empty((0, 2))], {name: [np.empty(0, dtype=kind)] for name, kind in kinds.items()}
    # The feature id stays in: GDAL 3.6 hands out empty geometries when they are the only column.
    for batch in rows.GetArrowStreamAsNumPy():
        if should_stop():
            raise Cancelled()
        xy.append(points_of_wkb(batch[geometry]))
        for name, kind in kinds.items():
            columns[name].append(_typed(batch[name], kind))
    return np.concatenate(xy), {name: np.concatenate(values) for name, values in columns.items()}


def points_of_wkb(blobs: np.ndarray) -> np.ndarray:
    """(n, 2) x and y of little-endian WKB points, Z and M left out; a missing or empty one is NaN."""
    missing, blobs = np.ma.getmaskarray(blobs), np.ma.getdata(blobs)
    if blobs.dtype.kind == "V":
        return np.where(missing[:, None], np.nan, _points_of_bytes(blobs))
    xy = np.full((len(blobs), 2), np.nan)
    sizes = np.array([0 if blob is None else len(blob) for blob in blobs])
    for size in np.unique(sizes[sizes > 0]).tolist():
        of_size = np.flatnonzero(sizes == size)
        xy[of_size] = _points_of_bytes(np.frombuffer(b"".join(blobs[of_size]), dtype=f"V{size}"))
    return xy


def _points_of_bytes(blobs: np.ndarray) -> np.ndarray:
    """x and y of WKB of one length; NaN where it does not begin as WKB does."""
    octets = np.ascontiguousarray(blobs).view(np.uint8).reshape(len(blobs), -1)
    xy = np.ascontiguousarray(octets[:, XY_OFFSET : XY_OFFSET + 16]).view("<f8")
    return np.where((octets[:, 0] == LITTLE_ENDIAN)[:, None], xy, np.nan)


def _typed(values: np.ndarray, kind: str) -> np.ndarray:
    missing = np.ma.getmaskarray(values)
    values = np.ma.getdata(values)
    if kind == "O":
        text = np.char.decode(values, "utf-8") if values.dtype.kind == "S" else values
        typed = text.astype(object)
        typed[missing] = None
        return typed
    typed = values.astype(kind)
    typed[missing] = np.nan if kind == "f8" else np.datetime64("NaT")
    return typed
