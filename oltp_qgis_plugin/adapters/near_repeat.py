"""What the near-repeat study reads, and the style and chart of what it finds."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsCoordinateReferenceSystem,
    QgsLineSymbol,
    QgsMarkerLineSymbolLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsRendererCategory,
)

from oltp_qgis_plugin.adapters.chart_pages import layer_note, table_chart, write_page
from oltp_qgis_plugin.adapters.dated_incidents import DatedIncidents, pair_fields, read_dated, write_pairs
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.adapters.styles import GREY, hotspot_classes, marker
from oltp_qgis_plugin.core.hotspots.bands import band_text, parse_edges
from oltp_qgis_plugin.core.hotspots.defaults import check_not_degrees
from oltp_qgis_plugin.core.hotspots.near_repeat import LEVEL, NearRepeat, Question, pair_table
from oltp_qgis_plugin.core.hotspots.remarks import decimal
from oltp_qgis_plugin.core.reports.sentences import number, probability
from oltp_qgis_plugin.errors import StatisticError
from oltp_qgis_plugin.i18n import tr

MOST_RUNS = 99_999


@dataclass(frozen=True)
class Incidents(DatedIncidents):
    """The dated incidents, and the CRS in metres that they are in."""

    crs: QgsCoordinateReferenceSystem
    name: str


def read_question(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> tuple[Question, Incidents]:
    """What an `OltpAlgorithm` asks, and the incidents. Raises StatisticError when a band is not one."""
    distances, days = (
        parse_edges(_text(algorithm, parameters, name, context), label, whole)
        for name, label, whole in (
            (algorithm.DISTANCE_BANDS, tr("Tranches de distance"), False),
            (algorithm.DAY_BANDS, tr("Tranches de jours"), True),
        )
    )
    runs = algorithm.parameterAsInt(parameters, algorithm.RUNS, context)
    if not 1 <= runs <= MOST_RUNS:
        raise StatisticError(tr("{n} permutations : donnez de 1 à 99 999, 999 d'ordinaire.").format(n=runs))
    metric = algorithm.choice(parameters, algorithm.METRIC, context)
    seed = algorithm.parameterAsInt(parameters, algorithm.SEED, context)
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    crs = metric_crs([source], context, feedback)
    read = read_dated(algorithm, parameters, source, crs, context, feedback)
    check_not_degrees(read.xy[np.isfinite(read.xy).all(axis=1)], float(distances[np.isfinite(distances)][-1]))
    return Question(distances, days, metric, runs, seed), Incidents(read.xy, read.dates, crs, source.sourceName())


def _text(algorithm, parameters: dict, name: str, context: QgsProcessingContext) -> str:
    """The edges as text; a script may give them as a list."""
    value = parameters.get(name)
    if isinstance(value, list | tuple):
        return ",".join(str(edge) for edge in value)
    return algorithm.parameterAsString(parameters, name, context)


def write_lines(
    algorithm,
    parameters: dict,
    found: NearRepeat,
    incidents: Incidents,
    asked: Question,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> str | None:
    """Write the pairs as lines where they are asked for; returns the destination."""
    if not parameters.get(algorithm.PAIRS):
        return None
    kind = Qgis.WkbType.LineString
    sink, lines = algorithm.sink(parameters, algorithm.PAIRS, context, pair_fields(), kind, incidents.crs)
    write_pairs(pair_table(found, incidents.xy, incidents.dates, asked.metric), incidents, sink, feedback)
    return lines


def pair_renderer() -> QgsCategorizedSymbolRenderer:
    """Pairs of bands that chance hardly explains, with a dot at the repeat; the others thin and grey."""
    strong = next(c.colour for c in hotspot_classes() if c.code == "hot_99")
    likely = QgsLineSymbol.createSimple({"line_color": strong, "line_width": "0.7"})
    # A pair is often shorter than a pixel of the map of a town, and of no length at one place: the dot shows it.
    dots = QgsMarkerLineSymbolLayer()
    dots.setPlacements(Qgis.MarkerLinePlacement.LastVertex)
    dots.setSubSymbol(marker("circle", strong, 2.0))
    likely.appendSymbolLayer(dots)
    plain = QgsLineSymbol.createSimple({"line_color": GREY, "line_width": "0.2"})
    return QgsCategorizedSymbolRenderer(
        f'CASE WHEN "p_value" <= {LEVEL} THEN 1 ELSE 0 END',
        [
            QgsRendererCategory(1, likely, tr("Paire d'une tranche peu compatible avec le hasard (p ≤ 0,05)")),
            QgsRendererCategory(0, plain, tr("Paire d'une autre tranche")),
        ],
    )


def write_chart(path: str, found: NearRepeat, layer: str) -> str:
    """The Knox table as a page, unless no path is given: pairs over those expected in each band, and p."""
    if not path:
        return path
    frame = found.knox.frame()
    edges = found.knox.distance_edges, found.knox.day_edges
    rows, columns = (
        [band_text(*pair, unit) for pair in zip(of[:-1], of[1:], strict=True)]
        for of, unit in zip(edges, ("m", tr("jours")), strict=True)
    )
    shape = len(rows), len(columns)
    ratio, p, observed = (frame[name].to_numpy().reshape(shape) for name in ("ratio", "p_value", "observed"))
    cells = [
        [_cell(*values) for values in zip(*band, strict=True)] for band in zip(ratio, p, observed, strict=True)
    ]
    title = tr("Paires observées / attendues ; encadré : p ≤ 0,05")
    chart = table_chart(rows, columns, cells, title)
    notes = [(layer_note(layer), False), *((r.text, r.warning) for r in found.remarks)]
    write_page(Path(path), tr("Répétitions proches"), chart, notes)
    return path


def _cell(ratio: float, p: float, observed: int) -> tuple[str, str, bool]:
    first = tr("× {ratio}").format(ratio=decimal(ratio, 2)) if np.isfinite(ratio) else "—"
    second = tr("{n} paires, p {p}").format(n=number(int(observed)), p=probability(p))
    return first, second, bool(p <= LEVEL and ratio > 1)
