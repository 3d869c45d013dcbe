"""What the test of hot spots is asked, and its cells and chart."""

from pathlib import Path

import numpy as np
from qgis.core import Qgis, QgsCoordinateReferenceSystem, QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.cells import cell_fields, write_cells
from oltp_qgis_plugin.adapters.chart_pages import curve_chart, write_page
from oltp_qgis_plugin.core.hotspots.held_out import HeldOut, Question
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.remarks import decimal
from oltp_qgis_plugin.i18n import tr

MOST_POINTS = 400
"""Points of a curve on the chart: more would not be seen."""


def read_question(algorithm, parameters: dict, context: QgsProcessingContext) -> Question:
    """What an `OltpAlgorithm` asks."""
    day = algorithm.parameterAsDateTime(parameters, algorithm.SPLIT, context)
    first_day = np.datetime64(day.date().toString("yyyy-MM-dd"), "D") if day.isValid() else None
    size = algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context)
    share = algorithm.parameterAsDouble(parameters, algorithm.AREA_SHARE, context) / 100
    bandwidth = algorithm.parameterAsDouble(parameters, algorithm.BANDWIDTH, context)
    method = algorithm.choice(parameters, algorithm.METHOD, context)
    return Question(first_day, method, share, Lattice(size), bandwidth)


def write_selected(
    algorithm,
    parameters: dict,
    result: HeldOut,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> str | None:
    """Write the cells with what they hold where they are asked for; returns the destination."""
    grid = result.map.cells.grid
    if not parameters.get(algorithm.CELLS) or grid is None:
        return None
    fields, kind = cell_fields(result.columns), Qgis.WkbType.MultiPolygon
    sink, destination = algorithm.sink(parameters, algorithm.CELLS, context, fields, kind, crs)
    write_cells(grid, result.columns, sink, feedback)
    return destination


def write_chart(path: str, result: HeldOut) -> str:
    """The share of the incidents held by each share of the surface as a page, unless no path is given."""
    if not path:
        return path
    (x, y), best = (_thinned(*curve) for curve in result.curves)
    rate = result.headline
    label = tr("{area} % de la surface : {hit} % des incidents").format(
        area=decimal(100 * rate.area_share), hit=decimal(100 * rate.hit_rate)
    )
    marks = [] if np.isnan(rate.hit_rate) else [(rate.area_share, rate.hit_rate, label)]
    titles = tr("Part de la surface, des mailles les plus chaudes d'abord"), tr("Part des incidents de la suite")
    key = tr("Trait plein : les mailles de la première période. Pointillé : le mieux possible. Tirets : le hasard.")
    notes = [(key, False), *((remark.text, remark.warning) for remark in result.remarks)]
    chart = curve_chart(x, y, titles, marks, best)
    write_page(Path(path), tr("Points chauds à l'épreuve de la période suivante"), chart, notes)
    return path


def _thinned(x: np.ndarray, y: np.ndarray) -> tuple[list[float], list[float]]:
    """A curve at no more than MOST_POINTS places, its ends and its first steps kept."""
    if len(x) > MOST_POINTS:
        at = np.unique(np.concatenate([np.linspace(0, 1, MOST_POINTS // 2) ** 2, np.linspace(0, 1, MOST_POINTS // 2)]))
        x, y = at, np.interp(at, x, y)
    return x.tolist(), y.tolist()
