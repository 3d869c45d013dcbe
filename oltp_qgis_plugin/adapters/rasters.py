"""Arrays to GeoTIFF."""

import numpy as np
from osgeo import gdal
from qgis.core import Qgis, QgsCoordinateReferenceSystem

from oltp_qgis_plugin.core.hotspots.surface import Surface
from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr

NO_DATA = -9999.0


def write_surface(surface: Surface, path: str, crs: QgsCoordinateReferenceSystem) -> None:
    """Write a surface as a compressed GeoTIFF of 32-bit numbers, north up; NaN is no data. Raises OutputError."""
    rows, columns = surface.values.shape
    options = ["COMPRESS=DEFLATE", "PREDICTOR=3", "TILED=YES"]
    try:
        dataset = gdal.GetDriverByName("GTiff").Create(path, columns, rows, 1, gdal.GDT_Float32, options)
    except RuntimeError:  # GDAL's exceptions may be switched on by the host program
        dataset = None
    if dataset is None:
        raise OutputError(
            tr("Le raster « {path} » ne peut pas être écrit : choisissez un autre fichier .tif.").format(path=path)
        )
    west, north = surface.corner
    dataset.SetGeoTransform((west, surface.pixel, 0.0, north, 0.0, -surface.pixel))
    dataset.SetProjection(crs.toWkt(Qgis.CrsWktVariant.Preferred))
    band = dataset.GetRasterBand(1)
    band.SetNoDataValue(NO_DATA)
    band.SetDescription(tr("Densité (par km²)"))
    band.WriteArray(np.where(np.isnan(surface.values), NO_DATA, surface.values).astype(np.float32))
    band.FlushCache()
    dataset.FlushCache()
