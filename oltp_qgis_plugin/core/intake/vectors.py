"""Tables that GDAL reads (.dbf .shp .geojson .gpkg .kml .fgb): attributes as text, points as two columns."""

import re
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pandas as pd

from oltp_qgis_plugin.core.intake import limits
from oltp_qgis_plugin.core.intake.archives import Source
from oltp_qgis_plugin.core.intake.cells import column_text
from oltp_qgis_plugin.core.intake.headers import clean_headers
from oltp_qgis_plugin.errors import FileError

# Columns made from a point geometry, in the CRS of the file, which a note names.
GEOMETRY_COLUMNS = ("geom_x", "geom_y")
# No other driver is tried: some follow links that a hostile file would hold.
_DRIVERS = ["ESRI Shapefile", "GeoJSON", "GeoJSONSeq", "TopoJSON", "GPKG", "LIBKML", "KML", "FlatGeobuf"]
_DBF = struct.Struct("<4xIHH")  # rows, bytes of the header, bytes of a row
# Columns that GDAL makes for every KML file, used or not.
_KML_DEFAULTS = ("Name", "description", "timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude",
                 "visibility", "drawOrder", "icon")  # fmt: skip
# A GeoPackage writes every date-time as UTC, local ones too: its +00 is no zone.
_ALWAYS_UTC = ("GPKG",)
_ISO_DAY = re.compile(r"(\d{4})/(\d\d)/(\d\d)(?: (\d\d:\d\d:\d\d))?(?:\.\d+)?([+-]\d\d(?::?\d\d)?)?$")


def read_frame(source: Source, asked: str = "") -> tuple[pd.DataFrame, list[str], str, list[str]]:
    """Attributes of a layer as text, with geom_x and geom_y for points; notes; its name; the names of all layers.

    asked: the layer to read; "" for the first that has rows and a date. Raises FileError when GDAL cannot read it.
    """
    with _opened(source) as (dataset, notes):
        layers = {layer.GetName(): layer for layer in map(dataset.GetLayer, range(dataset.GetLayerCount()))}
        name = asked or max(layers, key=lambda name: _rank(layers[name]))
        if name not in layers:
            raise FileError(f"Pas de couche « {asked} » dans « {source.name} » ; couches : {', '.join(layers)}.")
        others = [other for other in layers if other != name]
        notes.append(f"Couche : « {name} »." + (f" Couches laissées de côté : {', '.join(others)}." if others else ""))
        frame, more = _layer_frame(source.name, dataset, layers[name], dataset.GetDriver().ShortName not in _ALWAYS_UTC)
        layer_names = list(layers)
        layers.clear()
    return frame, [*notes, *more], name, layer_names


@contextmanager
def _opened(source: Source) -> Iterator[tuple[Any, list[str]]]:
    """The file as GDAL opens it, kept silent; from memory when it is inside an archive."""
    from osgeo import gdal

    base = f"/vsimem/oltp_{id(source)}"
    held, notes = [], []
    if source.path:
        place = str(source.path)
        if source.suffix == ".shp" and not any(source.path.with_suffix(s).exists() for s in (".dbf", ".DBF")):
            notes.append("Fichier .dbf absent à côté du .shp : aucun attribut, les points seulement.")
    else:
        place = f"{base}/{source.name}"
        stem = place[: -len(source.suffix)] if source.suffix else place
        for name, data in [(place, source.whole()), *((stem + s, _part(source, s)) for s in source.parts)]:
            gdal.FileFromMemBuffer(name, data)
            held.append(name)
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        # without its index, a shapefile can still be read
        gdal.SetThreadLocalConfigOption("SHAPE_RESTORE_SHX", "NO")
        dataset = gdal.OpenEx(place, gdal.OF_VECTOR, allowed_drivers=_DRIVERS)
        if dataset is None or dataset.GetLayerCount() == 0:
            raise _unreadable(source.name)
        yield dataset, notes
    except RuntimeError as error:  # raised only where the host program switched GDAL's exceptions on
        raise _unreadable(source.name) from error
    finally:
        dataset = None
        gdal.PopErrorHandler()
        for name in held:
            gdal.Unlink(name)


def _part(source: Source, suffix: str) -> bytes:
    return Source(f"{source.name} ({suffix})", source.parts[suffix]).whole()


def _unreadable(name: str) -> FileError:
    return FileError(f"« {name} » ne peut pas être lu : fichier abîmé, incomplet (un .shp va avec ses .dbf et .shx), "
                     f"ou d'une autre sorte que son nom.")  # fmt: skip


def _layer_frame(file_name: str, dataset: Any, layer: Any, zoned: bool) -> tuple[pd.DataFrame, list[str]]:
    from osgeo import gdal

    names = [definition.GetName() for definition in layer.schema]
    limits.check_columns(file_name, len(names))
    limits.check_cells(file_name, max(layer.GetFeatureCount(), 0) * (len(names) + 2))
    rows: list[list[object]] = []
    gdal.ErrorReset()
    for feature in layer:
        rows.append([*_cells(feature, len(names), zoned), *_point(feature.GetGeometryRef())])
        if len(rows) % 10_000 == 0:
            limits.check_cells(file_name, len(rows) * (len(names) + 2))
    erased = _check_whole(file_name, dataset, layer, len(rows))
    columns = clean_headers([*names, *GEOMETRY_COLUMNS])
    values = zip(*rows, strict=True) if rows else ((),) * len(columns)
    frame = pd.DataFrame(dict(zip(columns, map(column_text, values), strict=True)), dtype=object)
    unused = [name for name in _KML_DEFAULTS if name in frame.columns and frame[name].isin(["", "-1", "0"]).all()]
    frame = frame.drop(columns=unused) if len(unused) > 5 else frame
    if all((frame[column] == "").all() for column in columns[-2:]):
        return frame, [*erased, "Aucun point dans cette couche : geom_x et geom_y sont vides."]
    reference = layer.GetSpatialRef()
    known = reference.GetName() if reference else "inconnu"
    return frame, [*erased, f"Points de la couche : colonnes geom_x et geom_y, système {known}."]


def _check_whole(file_name: str, dataset: Any, layer: Any, n_read: int) -> list[str]:
    """What is said of the rows that the file marks as erased.

    Raises FileError when GDAL stopped before the end: the rows that are missing must not go unsaid.
    """
    from osgeo import gdal

    failed = gdal.GetLastErrorType() >= gdal.CE_Failure
    announced = layer.GetFeatureCount()
    erased = _n_erased(dataset) if announced > n_read else 0
    announced -= erased
    if failed or announced > n_read:
        raise FileError(f"« {file_name} » est coupé ou abîmé : {n_read} ligne(s) lue(s) sur {max(announced, n_read)}. "
                        f"Redemandez-le au partenaire.")  # fmt: skip
    return [f"{erased} ligne(s) effacée(s) dans le fichier, qui ne compte(nt) pas."] if erased else []


def _n_erased(dataset: Any) -> int:
    """How many rows of a .dbf are marked as erased: they are counted by GDAL and not read."""
    from osgeo import gdal

    table = next((name for name in dataset.GetFileList() or () if name[-4:].lower() == ".dbf"), "")
    stream = gdal.VSIFOpenL(table, "rb") if table else None
    if stream is None:
        return 0
    try:
        n, before, width = _DBF.unpack(gdal.VSIFReadL(1, _DBF.size, stream) or bytes(_DBF.size))
        gdal.VSIFSeekL(stream, before, 0)
        return sum(bytes(gdal.VSIFReadL(1, width, stream) or b"")[:1] == b"*" for _ in range(n)) if width else 0
    finally:
        gdal.VSIFCloseL(stream)


def _rank(layer: Any) -> tuple[bool, bool]:
    dated = any("date" in f.GetName().lower() or f.GetTypeName() in ("Date", "DateTime") for f in layer.schema)
    return layer.GetFeatureCount() != 0, dated


def _cells(feature: Any, n: int, zoned: bool) -> Iterator[object]:
    for i in range(n):
        value = feature.GetField(i) if feature.IsFieldSetAndNotNull(i) else ""
        yield _iso(value, zoned) if isinstance(value, str) else value


def _iso(text: str, zoned: bool) -> str:
    """GDAL's 2024/03/01 22:10:00+00 as 2024-03-01 22:10:00+00; without +00 where it says nothing."""
    found = _ISO_DAY.match(text)
    if not found:
        return text
    zone = found[5] if found[5] and (zoned or found[5] != "+00") else ""
    return "-".join(found.groups()[:3]) + (f" {found[4]}{zone}" if found[4] else "")


def _point(geometry: Any) -> tuple[object, object]:
    from osgeo import ogr

    if geometry is None or ogr.GT_Flatten(geometry.GetGeometryType()) != ogr.wkbPoint or geometry.IsEmpty():
        return "", ""
    return repr(geometry.GetX()), repr(geometry.GetY())
