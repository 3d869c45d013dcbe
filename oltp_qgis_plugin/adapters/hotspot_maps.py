"""The hot-spot map between QGIS and the core: layers in, cells, raster and summaries out."""

import json
from dataclasses import dataclass
from pathlib import Path

from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsFields, QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.cells import cell_fields, cell_shapes, write_rows
from oltp_qgis_plugin.adapters.chosen_incidents import Incidents, read_incidents
from oltp_qgis_plugin.adapters.hotspots import (
    read_exposure,
    read_where,
    working_crs,
)
from oltp_qgis_plugin.adapters.places_to_count import Places, kept_beside
from oltp_qgis_plugin.adapters.progress import announce, tell
from oltp_qgis_plugin.adapters.rasters import write_surface
from oltp_qgis_plugin.adapters.styles import hotspot_classes
from oltp_qgis_plugin.core.hotspots.analysis import HotspotMap, Where, hotspot_map
from oltp_qgis_plugin.core.hotspots.map_statistics import Method
from oltp_qgis_plugin.core.hotspots.surface import density_surface
from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.core.reports.hotspot_summary import Context, summary, summary_page
from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr


@dataclass(frozen=True)
class Made:
    """A map, what it was made of, and its CRS. places: the layer of polygons counted in, None for a lattice."""

    result: HotspotMap
    where: Where
    incidents: Incidents
    places: Places | None
    crs: QgsCoordinateReferenceSystem


def run_hotspot_map(
    algorithm,
    parameters: dict,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    progress: Progress | None = None,
) -> Made:
    """Read the layers of a `HotspotInputs` algorithm, compute its map and tell the remarks; progress: 0 to 100."""
    crs = working_crs(algorithm, parameters, context, feedback,
                      (algorithm.GRID, algorithm.STUDY_AREA, algorithm.INCIDENTS))  # fmt: skip
    summed_up = any(parameters.get(name) for name in (algorithm.SUMMARY_HTML, algorithm.SUMMARY_JSON))
    incidents = read_incidents(algorithm, parameters, crs, context, feedback, summed_up)
    where, places = read_where(algorithm, parameters, crs, context, feedback)
    exposure = read_exposure(algorithm, parameters, crs, context, feedback)
    bandwidth = algorithm.parameterAsDouble(parameters, algorithm.BANDWIDTH, context)
    method, moves = read_method(algorithm, parameters, context), progress or tell(feedback)
    result = hotspot_map(incidents.xy, where, bandwidth, incidents.weights, exposure, method, moves)
    announce(result.remarks, feedback)
    return Made(result, where, incidents, places, crs)


def read_method(algorithm, parameters: dict, context: QgsProcessingContext) -> Method:
    """How chance is told, from the parameters of a `HotspotInputs` algorithm."""
    return Method(
        algorithm.parameterAsInt(parameters, algorithm.PERMUTATIONS, context),
        algorithm.parameterAsInt(parameters, algorithm.SEED, context),
        algorithm.parameterAsDouble(parameters, algorithm.MIN_EXPOSURE, context),
        algorithm.parameterAsBoolean(parameters, algorithm.ROBUSTNESS, context),
    )


def write_hotspot_map(
    algorithm, made: Made, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[str, dict[str, str]]:
    """Write the cells and, where asked, the raster and the summaries: (destination of the cells, files by output)."""
    files: dict[str, str] = {}
    raster = algorithm.parameterAsOutputLayer(parameters, algorithm.RASTER, context)
    if raster:
        counted = made.result.counted
        inside = made.incidents.xy[counted.cell >= 0]
        surface = density_surface(inside, counted.worth, made.result.cells, made.result.bandwidth, feedback.isCanceled)
        write_surface(surface, raster, made.crs)
        files[algorithm.RASTER] = raster
    files |= _write_summaries(algorithm, made, parameters, context)
    return _write_cells(algorithm, made, parameters, context, feedback), files


def _write_cells(
    algorithm, made: Made, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> str:
    cells, columns, fields, kept = made.result.cells, made.result.columns, QgsFields(), None
    shapes = cell_shapes(cells.grid) if cells.grid is not None else (shape.wkb for shape in cells.shapes)
    if made.places is not None:
        rows = [made.places.values[position] for position in cells.source]
        fields, kept, columns = kept_beside(made.places.fields, rows, columns)
    kind = Qgis.WkbType.MultiPolygon
    sink, destination = algorithm.sink(
        parameters, algorithm.OUTPUT, context, cell_fields(columns, fields), kind, made.crs
    )
    write_rows(shapes, columns, sink, feedback, kept, fields)
    return destination


def _write_summaries(algorithm, made: Made, parameters: dict, context: QgsProcessingContext) -> dict[str, str]:
    files = {}
    labels = {kind.code: kind.label for kind in hotspot_classes()}
    for name in (algorithm.SUMMARY_HTML, algorithm.SUMMARY_JSON):
        path = algorithm.parameterAsFileOutput(parameters, name, context)
        if not path:
            continue
        chosen = made.incidents
        told = Context(chosen.name, chosen.selection, chosen.remarks, chosen.described, labels, made.crs.authid(),
                       made.where.around.words())  # fmt: skip
        found = summary(made.result, told)
        plain = json.dumps(found, ensure_ascii=False, indent=1) + "\n"
        write_text(path, summary_page(found, labels) if name == algorithm.SUMMARY_HTML else plain)
        files[name] = path
    return files


def write_text(path: str, text: str) -> None:
    """Write a text file. Raises OutputError when it cannot be."""
    try:
        Path(path).write_text(text, encoding="utf-8")
    except OSError as error:
        raise OutputError(
            tr("« {path} » ne peut pas être écrit ({why}) : choisissez un autre fichier.").format(
                path=path, why=error.strerror
            )
        ) from error
