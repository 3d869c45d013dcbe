"""Arrays to GeoTIFF, and their style."""

from pathlib import Path

import numpy as np
from osgeo import gdal
from qgis.core import (
    Qgis,
    QgsColorRampShader,
    QgsCoordinateReferenceSystem,
    QgsGradientColorRamp,
    QgsProcessingContext,
    QgsProcessingUtils,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtGui import QColor

from oltp_qgis_plugin.core.hotspots.surface import Surface
from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr

NO_DATA = -9999.0
PALE, DARK = "#FFF5EB", "#7F2704"
"""Ends of the ramp of densities: from light to dark, so that grey print keeps the order."""
CLASSES = 7


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
    known = surface.values[np.isfinite(surface.values)]
    band.SetStatistics(float(known.min()), float(known.max()), float(known.mean()), float(known.std()))
    band.FlushCache()
    dataset.FlushCache()


def style_surface(path: str, context: QgsProcessingContext) -> None:
    """Draw a density from light to dark, here and, by a .qml beside the file, wherever it is opened."""
    layer = QgsProcessingUtils.mapLayerFromString(path, context)
    if not isinstance(layer, QgsRasterLayer):
        return
    highest = layer.dataProvider().bandStatistics(1).maximumValue
    function = QgsColorRampShader(0, highest, QgsGradientColorRamp(QColor(PALE), QColor(DARK)))
    function.setColorRampType(Qgis.ShaderInterpolationMethod.Linear)
    function.setClassificationMode(Qgis.ShaderClassificationMethod.EqualInterval)
    function.classifyColorRamp(CLASSES)
    shader = QgsRasterShader(0, highest)
    shader.setRasterShaderFunction(function)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setClassificationMin(0)
    renderer.setClassificationMax(highest)
    layer.setRenderer(renderer)
    layer.saveNamedStyle(str(Path(path).with_suffix(".qml")))
