"""What the hot-spot algorithms read: incidents, a study area, a population, in one CRS that measures in metres."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsFeatureSource,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsWkbTypes,
)
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.adapters.layers import read_points, read_polygons
from oltp_qgis_plugin.adapters.places_to_count import Places, polygon_places
from oltp_qgis_plugin.adapters.polygon_amounts import polygon_amounts
from oltp_qgis_plugin.adapters.progress import announce
from oltp_qgis_plugin.adapters.reference_systems import metric_crs
from oltp_qgis_plugin.adapters.sources import require_field
from oltp_qgis_plugin.adapters.texts import as_texts
from oltp_qgis_plugin.core.hotspots.analysis import Where
from oltp_qgis_plugin.core.hotspots.cells import Around
from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.selection import Selection, Wanted, blend_remarks, select
from oltp_qgis_plugin.core.incident import AREA_ONLY
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.i18n import tr

BEGAN_AT, PRECISION, CATEGORY = "began_at", "date_precision", "category"
PARTNER, LOCATED = "partner", "precision"


@dataclass(frozen=True)
class Incidents:
    """The incidents chosen. xy: (n, 2) float, NaN without geometry; weights: (n,) or None; name: of their layer.

    described: partner, precision and category of each, those that the layer has.
    """

    xy: np.ndarray
    weights: np.ndarray | None
    selection: Selection
    name: str
    described: dict[str, np.ndarray]


def given(algorithm, parameters: dict, name: str, context: QgsProcessingContext) -> QgsFeatureSource | None:
    """The source of an optional parameter, None when it is left empty."""
    return algorithm.source(parameters, name, context) if parameters.get(name) else None


def working_crs(
    algorithm, parameters: dict, context: QgsProcessingContext, feedback: QgsProcessingFeedback, names: Sequence[str]
) -> QgsCoordinateReferenceSystem:
    """The CRS to measure in: that of the first of these layers that is projected in metres, else one that fits."""
    sources = [given(algorithm, parameters, name, context) for name in names]
    return metric_crs([source for source in sources if source is not None], context, feedback)


def read_incidents(
    algorithm,
    parameters: dict,
    crs: QgsCoordinateReferenceSystem,
    context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
    summed_up: bool = False,
) -> Incidents:
    """The incidents of the period and categories asked, with their weights; summed_up: and what a summary tells."""
    source = algorithm.source(parameters, algorithm.INCIDENTS, context)
    asked = _asked(algorithm, parameters, context, source, summed_up)
    roles = asked.weight, asked.date, asked.level, asked.category, *asked.told
    fields = [name for name in dict.fromkeys(roles) if name]
    for field in fields:
        require_field(source, field)
    read = read_points(source, crs, context, feedback, fields, algorithm.files.get(algorithm.INCIDENTS))
    column = {name: read.columns[name] for name in fields} | {"": None}
    categories = column[asked.category]
    texts = None if categories is None else np.array(as_texts(categories), dtype=object)
    chosen = select(len(read.xy), asked.wanted, column[asked.date], column[asked.level], texts)
    announce(chosen.remarks, feedback)
    _tell_chosen(chosen, feedback)
    described = {name: column[name][chosen.kept] for name in asked.told}
    announce(blend_remarks(described.get(CATEGORY), described.get(PARTNER)), feedback)
    vague = _vague(column.get(LOCATED), chosen.kept, feedback)
    xy = np.where(vague[:, None], np.nan, read.xy) if vague is not None else read.xy
    weights = None if not asked.weight else _numbers(column[asked.weight], asked.weight)[chosen.kept]
    return Incidents(xy if chosen.kept.all() else xy[chosen.kept], weights, chosen, source.sourceName(), described)


@dataclass(frozen=True)
class _Asked:
    """Fields to read by role ("" when there is none), and what is wanted of them; told: those of a summary."""

    weight: str
    date: str
    level: str
    category: str
    told: tuple[str, ...]
    wanted: Wanted


def _asked(
    algorithm, parameters: dict, context: QgsProcessingContext, source: QgsFeatureSource, summed_up: bool
) -> _Asked:
    wanted, names = _wanted(algorithm, parameters, context), {field.name() for field in source.fields()}
    weight, date, category = (algorithm.parameterAsString(parameters, name, context) for name in
                              (algorithm.WEIGHT, algorithm.DATE_FIELD, algorithm.CATEGORY_FIELD))  # fmt: skip
    period = wanted.start is not None or wanted.end is not None
    if not date and (period or summed_up):
        date = BEGAN_AT if BEGAN_AT in names else ""
        if period and not date:
            raise LayerError(tr("Une période est demandée sans dire quel champ porte la date : remplissez DATE_FIELD."))
    if wanted.categories:
        category = category or CATEGORY
    observatory = PARTNER in names
    told = tuple(name for name in (PARTNER, CATEGORY, LOCATED) if (summed_up or observatory) and name in names)
    return _Asked(weight, date, PRECISION if date and PRECISION in names else "", category, told, wanted)


def _tell_chosen(chosen: Selection, feedback: QgsProcessingFeedback) -> None:
    """How many incidents the period and the categories keep. Raises LayerError when it is none."""
    kept, total = int(chosen.kept.sum()), len(chosen.kept)
    if kept == total:
        return
    if not kept:
        raise LayerError(
            tr("Aucun incident sur {total} n'est de la période et des catégories demandées.").format(total=total)
        )
    feedback.pushInfo(
        tr("Incidents retenus par la période et les catégories : {n} sur {total}.").format(n=kept, total=total)
    )


def _vague(located: np.ndarray | None, kept: np.ndarray, feedback: QgsProcessingFeedback) -> np.ndarray | None:
    """Which incidents are drawn at the middle of a quarter or of the town: they would make false hot spots."""
    if located is None or located.dtype.kind != "O":
        return None
    vague = np.isin(located.astype(str), AREA_ONLY)
    if (vague & kept).any():
        feedback.pushWarning(
            tr("Incidents situés au quartier ou à la commune, comptés comme sans position : {n}.").format(
                n=int((vague & kept).sum())
            )
        )
    return vague


def _wanted(algorithm, parameters: dict, context: QgsProcessingContext) -> Wanted:
    days = [algorithm.parameterAsDateTime(parameters, name, context) for name in (algorithm.START, algorithm.END)]
    start, end = (pd.Timestamp(day.date().toPyDate()) if day.isValid() else None for day in days)
    text = algorithm.parameterAsString(parameters, algorithm.CATEGORIES, context)
    return Wanted(start, end, tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip()))


def _numbers(values: np.ndarray, field: str) -> np.ndarray:
    if values.dtype.kind != "f":
        raise LayerError(tr("Le champ « {field} » n'est pas un nombre : choisissez-en un autre.").format(field=field))
    return values


def read_study(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> list[BaseGeometry] | None:  # fmt: skip
    """The polygons of STUDY_AREA, None when it is left empty."""
    area = given(algorithm, parameters, algorithm.STUDY_AREA, context)
    return None if area is None else read_polygons(area, crs, context, feedback).geometries


def read_where(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> tuple[Where, Places | None]:  # fmt: skip
    """Where to count; and the layer of polygons with its fields, when there is one."""
    study = read_study(algorithm, parameters, crs, context, feedback)
    layer = given(algorithm, parameters, algorithm.GRID, context)
    places = None if layer is None else polygon_places(layer, crs, context, feedback)
    size = algorithm.parameterAsDouble(parameters, algorithm.CELL_SIZE, context)
    hexagons = algorithm.parameterAsEnum(parameters, algorithm.CELL_TYPE, context) == algorithm.HEXAGON
    around = Around(algorithm.parameterAsInt(parameters, algorithm.RINGS, context),
                    algorithm.parameterAsDouble(parameters, algorithm.DISTANCE_BAND, context))  # fmt: skip
    if places is None:
        return Where(Lattice(size, hexagons), study, None, around), None
    return Where(Lattice(size), study, places.units.polygons, around, places.units.repaired), places


def read_exposure(
    algorithm, parameters: dict, crs: QgsCoordinateReferenceSystem, context: QgsProcessingContext,
    feedback: QgsProcessingFeedback,
) -> Exposure | None:  # fmt: skip
    """The population (or other amount) of EXPOSURE, polygons or points; None when it is left empty."""
    source = given(algorithm, parameters, algorithm.EXPOSURE, context)
    if source is None:
        return None
    field = algorithm.parameterAsString(parameters, algorithm.EXPOSURE_FIELD, context)
    if not field:
        raise LayerError(
            tr("La couche de population est donnée sans dire quel champ la porte : remplissez EXPOSURE_FIELD.")
        )
    require_field(source, field)
    if not source.fields().field(field).isNumeric():
        raise LayerError(tr("Le champ « {field} » n'est pas un nombre : choisissez-en un autre.").format(field=field))
    what = tr("Champ « {field} » de « {layer} »").format(field=field, layer=source.sourceName())
    if QgsWkbTypes.geometryType(source.wkbType()) == Qgis.GeometryType.Point:
        read = read_points(source, crs, context, feedback, [field])
        return Exposure(read.columns[field], xy=read.xy, what=what)
    polygons = read_polygons(source, crs, context, feedback).geometries
    return Exposure(polygon_amounts(source, field), polygons, what=what)
