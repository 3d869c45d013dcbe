"""The incidents that a hot-spot algorithm counts: those of a period and of categories, with their weights."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd
from qgis.core import QgsCoordinateReferenceSystem, QgsFeatureSource, QgsProcessingContext, QgsProcessingFeedback

from oltp_qgis_plugin.adapters.layers import read_points
from oltp_qgis_plugin.adapters.progress import announce
from oltp_qgis_plugin.adapters.sources import require_field
from oltp_qgis_plugin.adapters.texts import as_texts
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.hotspots.selection import Selection, Wanted, blend_remarks, select
from oltp_qgis_plugin.core.incident import AREA_ONLY
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.i18n import tr

BEGAN_AT, PRECISION, CATEGORY = "began_at", "date_precision", "category"
PARTNER, LOCATED = "partner", "precision"


@dataclass(frozen=True)
class Incidents:
    """The incidents chosen. xy: (n, 2) float, NaN without geometry; weights: (n,) or None; name: of their layer.

    described: partner, precision and category of each, those that the layer has. remarks: what was said of the choice.
    """

    xy: np.ndarray
    weights: np.ndarray | None
    selection: Selection
    name: str
    described: dict[str, np.ndarray]
    remarks: tuple[Remark, ...]


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
    _check_some(chosen)
    described = {name: column[name][chosen.kept] for name in asked.told}
    vague = _vague(column.get(LOCATED))
    more = tuple(_remarks(chosen, described, vague))
    announce(more, feedback)
    xy = read.xy if vague is None else np.where(vague[:, None], np.nan, read.xy)
    weights = None if not asked.weight else _numbers(column[asked.weight], asked.weight)[chosen.kept]
    kept = xy if chosen.kept.all() else xy[chosen.kept]
    return Incidents(kept, weights, chosen, source.sourceName(), described, (*chosen.remarks, *more))


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
    blends = (PARTNER, CATEGORY) if summed_up or PARTNER in names else ()
    told = tuple(name for name in (*blends, LOCATED) if name in names)
    return _Asked(weight, date, PRECISION if date and PRECISION in names else "", category, told, wanted)


def _check_some(chosen: Selection) -> None:
    """Raises LayerError when the period and the categories keep no incident."""
    if len(chosen.kept) and not chosen.kept.any():
        raise LayerError(
            tr("Aucun incident sur {total} n'est de la période et des catégories demandées.").format(
                total=len(chosen.kept)
            )
        )


def _vague(located: np.ndarray | None) -> np.ndarray | None:
    """Which incidents are drawn at the middle of a quarter or of the town: they would make false hot spots."""
    if located is None or located.dtype.kind != "O":
        return None
    return np.isin(located.astype(str), AREA_ONLY)


def _remarks(chosen: Selection, described: dict[str, np.ndarray], vague: np.ndarray | None) -> Iterator[Remark]:
    kept, total = int(chosen.kept.sum()), len(chosen.kept)
    if kept < total:
        yield Remark(f"Incidents retenus par la période et les catégories : {kept} sur {total}.")
    unplaced = 0 if vague is None else int((vague & chosen.kept).sum())
    if unplaced:
        yield Remark(
            f"Incidents situés au quartier ou à la commune, comptés comme sans position : {unplaced}.", warning=True
        )
    yield from blend_remarks(described.get(CATEGORY), described.get(PARTNER))


def _wanted(algorithm, parameters: dict, context: QgsProcessingContext) -> Wanted:
    days = [algorithm.parameterAsDateTime(parameters, name, context) for name in (algorithm.START, algorithm.END)]
    start, end = (pd.Timestamp(day.date().toPyDate()) if day.isValid() else None for day in days)
    text = algorithm.parameterAsString(parameters, algorithm.CATEGORIES, context)
    return Wanted(start, end, tuple(part.strip() for part in text.replace(";", ",").split(",") if part.strip()))


def _numbers(values: np.ndarray, field: str) -> np.ndarray:
    if values.dtype.kind != "f":
        raise LayerError(tr("Le champ « {field} » n'est pas un nombre : choisissez-en un autre.").format(field=field))
    return values
