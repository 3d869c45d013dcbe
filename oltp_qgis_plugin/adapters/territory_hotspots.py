"""Hot spots by territory between QGIS and the core: territories and incidents in, their figures and a list out."""

from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureRequest,
    QgsFeatureSource,
    QgsProcessingContext,
    QgsProcessingFeedback,
)
from shapely.ops import unary_union

from oltp_qgis_plugin.adapters.cells import cell_fields, write_rows
from oltp_qgis_plugin.adapters.chosen_incidents import Incidents, read_incidents
from oltp_qgis_plugin.adapters.hotspot_maps import run_hotspot_map
from oltp_qgis_plugin.adapters.hotspots import (
    given,
    read_exposure,
    read_study,
    working_crs,
)
from oltp_qgis_plugin.adapters.layers import read_polygons
from oltp_qgis_plugin.adapters.polygon_values import read_numbers
from oltp_qgis_plugin.adapters.progress import announce, tell
from oltp_qgis_plugin.adapters.sources import features, require_field
from oltp_qgis_plugin.adapters.tables import table_fields, write_table
from oltp_qgis_plugin.core.hotspots.by_territory import HotCells, Territories, TerritoryFigures, territory_figures
from oltp_qgis_plugin.core.hotspots.cells import study_area
from oltp_qgis_plugin.core.progress import part
from oltp_qgis_plugin.core.territories import membership, repair
from oltp_qgis_plugin.i18n import tr

CLASS = "class"


@dataclass(frozen=True)
class Compared:
    """The figures of the territories, the incidents they are made of, and the CRS of both."""

    figures: TerritoryFigures
    incidents: Incidents
    crs: QgsCoordinateReferenceSystem


def compare_territories(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> Compared:
    """Read the layers of `hotspots_by_territory`, find the hot cells or read them, and tell the remarks."""
    progress = tell(feedback)
    if given(algorithm, parameters, algorithm.HOTSPOTS, context) is None:
        made = run_hotspot_map(algorithm, parameters, context, feedback, part(progress, 0, 60))
        incidents, crs, cells = made.incidents, made.crs, made.result.cells
        is_hot = np.char.startswith(made.result.columns[CLASS], "hot")
        hot_shapes, cell = list(cells.shapes_of(np.flatnonzero(is_hot))), made.result.counted.cell
        holds = np.zeros(len(cell), dtype=bool)
        holds[cell >= 0] = is_hot[cell[cell >= 0]]
    else:
        crs = working_crs(algorithm, parameters, context, feedback,
                          (algorithm.HOTSPOTS, algorithm.STUDY_AREA, algorithm.INCIDENTS))  # fmt: skip
        incidents = read_incidents(algorithm, parameters, crs, context, feedback)
        hot_shapes = _hot_cells(algorithm, parameters, crs, context, feedback)
        holds = np.zeros(len(incidents.xy), dtype=bool)
        holds[membership(incidents.xy, hot_shapes, 0.0, feedback.isCanceled).point] = True
    territories = read_named_territories(algorithm, parameters, crs, context, feedback)
    polygons = read_study(algorithm, parameters, crs, context, feedback)
    study = None if polygons is None else study_area(polygons)[0]
    exposure = read_exposure(algorithm, parameters, crs, context, feedback)
    ring = algorithm.parameterAsDouble(parameters, algorithm.RING, context)
    figures = territory_figures(
        incidents.xy, territories, study, HotCells(hot_shapes, holds), ring, exposure, part(progress, 60, 100)
    )
    announce(figures.remarks, feedback)
    return Compared(figures, incidents, crs)


def _hot_cells(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> list:  # fmt: skip
    """The hot cells of a layer made by `hotspot_grid`."""
    source = given(algorithm, parameters, algorithm.HOTSPOTS, context)
    require_field(source, CLASS)
    read = read_polygons(source, crs, context, feedback, CLASS)
    return [repair(shape)[0] for shape, code in zip(read.geometries, read.codes, strict=True) if code.startswith("hot")]


def read_named_territories(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Territories:  # fmt: skip
    """The territories of TERRITORIES with code, name and population; polygons of one code are one territory."""
    source = algorithm.source(parameters, algorithm.TERRITORIES, context)
    asked = algorithm.CODE_FIELD, algorithm.NAME_FIELD, algorithm.POPULATION_FIELD
    code, name, people = (algorithm.parameterAsString(parameters, field, context) for field in asked)
    read = read_polygons(source, crs, context, feedback, code or None)
    mended = [repair(shape) for shape in read.geometries]
    if any(changed for _, changed in mended):
        feedback.pushWarning(
            tr("Territoires non valides, réparés : {n}.").format(n=sum(changed for _, changed in mended))
        )
    names = _texts(source, name) if name else [""] * len(read.codes)
    population = read_numbers(source, people, feedback) if people else None
    rows = pd.Series(range(len(read.codes))).groupby(read.codes, sort=False).agg(list).tolist()
    return Territories(
        [unary_union([mended[i][0] for i in row]) for row in rows],
        [read.codes[row[0]] for row in rows],
        [names[row[0]] for row in rows],
        None if population is None else np.array([_together(population[row]) for row in rows]),
    )


def _together(values: np.ndarray) -> float:
    """The population of a territory in several polygons: said on each, or shared among them."""
    known = np.unique(values[np.isfinite(values)])
    return float("nan") if not len(known) else float(known[0] if len(known) == 1 else np.nansum(values))


def _texts(source: QgsFeatureSource, field: str) -> list[str]:
    require_field(source, field)
    request = QgsFeatureRequest().setFlags(Qgis.FeatureRequestFlag.NoGeometry)
    request.setSubsetOfAttributes([field], source.fields())
    return [str(feature[field] or "") for feature in features(source, request)]


def write_compared(
    algorithm, compared: Compared, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback
) -> dict[str, str]:
    """Write the territories and, where asked, the list of incidents of the small ones: destinations by output."""
    columns = compared.figures.columns
    sink, destination = algorithm.sink(
        parameters, algorithm.OUTPUT, context, cell_fields(columns), Qgis.WkbType.MultiPolygon, compared.crs
    )
    write_rows((shape.wkb for shape in compared.figures.shapes), columns, sink, feedback)
    written = {algorithm.OUTPUT: destination}
    if parameters.get(algorithm.LIST):
        table = _list_table(compared)
        none = QgsCoordinateReferenceSystem()
        sink, written[algorithm.LIST] = algorithm.sink(
            parameters, algorithm.LIST, context, table_fields(table), Qgis.WkbType.NoGeometry, none
        )
        write_table(table, sink, feedback)
    return written


def _list_table(compared: Compared) -> pd.DataFrame:
    """Code and name of the territory, and day, category and source of each incident, as far as the layer has them."""
    territory, incident = compared.figures.listed.T
    table = pd.DataFrame({name: compared.figures.columns[name][territory] for name in ("code", "name")})
    selection = compared.incidents.selection
    table["day"] = selection.days(np.flatnonzero(selection.kept)[incident])
    for name in ("category", "partner"):
        values = compared.incidents.described.get(name)
        table[name] = "" if values is None else ["" if value is None else str(value) for value in values[incident]]
    return table.sort_values(["code", "day"], kind="stable", ignore_index=True)
