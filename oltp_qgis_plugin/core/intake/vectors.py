"""Tables that GDAL reads (.dbf .shp .geojson .gpkg .kml): attributes as text, points as two columns."""

from pathlib import Path
from typing import Any

import pandas as pd

from oltp_qgis_plugin.core.intake.sheets import cell_text
from oltp_qgis_plugin.errors import FileError

SUFFIXES = (".dbf", ".shp", ".geojson", ".json", ".gpkg", ".kml", ".fgb")
# Columns made from a point geometry, in the CRS of the file, which `geom_epsg` names.
GEOMETRY_COLUMNS = ("geom_x", "geom_y")


def read_frame(path: Path, layer_name: str = "") -> tuple[pd.DataFrame, list[str]]:
    """Attributes of a layer as text, with geom_x and geom_y for points. Raises FileError when GDAL cannot read it."""
    from osgeo import gdal, ogr

    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        source = ogr.Open(str(path))
    except RuntimeError:  # raised only where the host program switched GDAL's exceptions on
        source = None
    finally:
        gdal.PopErrorHandler()
    if source is None or source.GetLayerCount() == 0:
        raise FileError(f"« {path.name} » ne peut pas être lu : fichier abîmé, ou d'une autre sorte que son nom.")
    layer = source.GetLayerByName(layer_name) if layer_name else source.GetLayer(0)
    if layer is None:
        layers = ", ".join(source.GetLayer(i).GetName() for i in range(source.GetLayerCount()))
        raise FileError(f"Pas de couche « {layer_name} » dans « {path.name} » ; couches : {layers}.")
    names = [definition.GetName() for definition in layer.schema]
    rows = [[*_cells(feature, len(names)), *_point(feature.GetGeometryRef())] for feature in layer]
    frame = pd.DataFrame(rows, columns=[*names, *GEOMETRY_COLUMNS], dtype=object)
    return frame, [f"Couche : « {layer.GetName()} »."]


def _cells(feature: Any, n: int) -> list[str]:
    return [cell_text(feature.GetField(i)) if feature.IsFieldSetAndNotNull(i) else "" for i in range(n)]


def _point(geometry: Any) -> tuple[str, str]:
    from osgeo import ogr

    if geometry is None or ogr.GT_Flatten(geometry.GetGeometryType()) != ogr.wkbPoint or geometry.IsEmpty():
        return "", ""
    return repr(geometry.GetX()), repr(geometry.GetY())
