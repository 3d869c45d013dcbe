"""Points counted by territory: filtered, counted, announced, written as the territories and three lines more."""

from collections.abc import Callable

import numpy as np
import pandas as pd
from qgis.core import (
    Qgis,
    QgsFeature,
    QgsFeatureSink,
    QgsField,
    QgsFields,
    QgsGeometry,
    QgsProcessingFeatureSource,
    QgsProcessingFeedback,
)
from qgis.PyQt.QtCore import QMetaType
from shapely.geometry import MultiPolygon
from shapely.ops import unary_union

from oltp_qgis_plugin.adapters.count_filters import Asked, categories_of, kept_points, placed_points
from oltp_qgis_plugin.adapters.reference_layers import field_texts
from oltp_qgis_plugin.adapters.territories import ReadTerritories, warn
from oltp_qgis_plugin.core.territory_counts import OUTSIDE, TERRITORY, TWICE, UNPLACED, TerritoryCounts, count_points
from oltp_qgis_plugin.errors import Cancelled, OutputError
from oltp_qgis_plugin.i18n import tr

KIND = Qgis.WkbType.MultiPolygon
NUMBERS = ("population", "low", "high", "rate", "rate_low", "rate_high")


def counted(read: ReadTerritories, asked: Asked, population: np.ndarray,
            feedback: QgsProcessingFeedback) -> TerritoryCounts:  # fmt: skip
    """The counts of the points that are asked for; what is left out or blended is told."""
    kept = kept_points(read, asked, feedback)
    group, names = np.where(kept, 0, -1), ("",)
    if asked.apart:
        category = pd.Series([code or "" for code in categories_of(read, asked)], dtype=object)
        codes, labels = pd.factorize(category[kept], sort=True)
        group[kept], names = codes, tuple(labels) or ("",)
    return count_points(read.held, read.codes, population, placed_points(read, asked, feedback), group, names)


def territory_values(
    read: ReadTerritories,
    territories: QgsProcessingFeatureSource,
    name_field: str,
    population_field: str,
    feedback: QgsProcessingFeedback,
) -> tuple[list[str], np.ndarray]:
    """Name and population (NaN when none) of each code, in the order of the codes; those of its first polygon."""
    names = field_texts(territories, [name_field]) if name_field else list(read.codes)
    texts = field_texts(territories, [population_field]) if population_field else [""] * len(read.codes)
    people = pd.to_numeric(pd.Series(texts, dtype=object).str.replace(",", "."), errors="coerce")
    rows = pd.DataFrame({"code": read.codes, "name": names, "people": people})
    twice = int(rows["code"].duplicated().sum())
    if twice:
        feedback.pushInfo(tr("{n} polygone(s) au code déjà donné : comptés avec le premier.").format(n=twice))
    first = rows.drop_duplicates("code")
    missing = int((~(first["people"] > 0)).sum())
    if population_field and missing:
        feedback.pushWarning(tr("{n} territoire(s) sans population : sans taux.").format(n=missing))
    return first["name"].tolist(), first["people"].to_numpy(float)


def announce_counts(counts: TerritoryCounts, read: ReadTerritories, feedback: QgsProcessingFeedback) -> None:
    """Say the sum that reconciles, and warn when it looks wrong."""
    total, outside, unplaced = int(counts.n.sum()), counts.total(OUTSIDE), counts.total(UNPLACED)
    numbers = {"total": total, "inside": counts.total(TERRITORY), "outside": outside, "unplaced": unplaced}
    said = tr(
        "{total} point(s) = {inside} dans les territoires + {outside} hors territoire + {unplaced} non localisé(s)"
    )
    twice = -counts.total(TWICE)
    more = tr(" − {twice} compté(s) plus d'une fois, dans des territoires qui se recouvrent ou se touchent")
    feedback.pushInfo(said.format(**numbers) + (more.format(twice=twice) if twice else "") + ".")
    warn(total, total - unplaced, total - unplaced - outside, read.repaired, feedback)


def count_fields() -> QgsFields:
    """line, code, name, category, n, population, low, high, rate, rate_low, rate_high."""
    fields = QgsFields()
    for name in ("line", "code", "name", "category"):
        fields.append(QgsField(name, QMetaType.Type.QString))
    fields.append(QgsField("n", QMetaType.Type.Int))
    for name in NUMBERS:
        fields.append(QgsField(name, QMetaType.Type.Double))
    return fields


def write_counts(read: ReadTerritories, counts: TerritoryCounts, names: list[str], population: np.ndarray,
                 sink: QgsFeatureSink, feedback: QgsProcessingFeedback) -> None:  # fmt: skip
    """Write each line, the territories with their outline; the line TWICE only where something was."""
    outlines = {code: _outline([shape for shape, other in zip(read.polygons, read.codes, strict=True) if other == code])
                for code in counts.codes}  # fmt: skip
    titles = {OUTSIDE: tr("Hors territoire"), UNPLACED: tr("Non localisé"), TWICE: tr("Compté plusieurs fois (à ôter)")}
    plain: Callable[[float], float | None] = lambda value: None if value != value else float(value)  # noqa: E731
    fields, people = count_fields(), np.append(population, np.nan)
    for number, (kind, territory) in enumerate(zip(counts.kind.tolist(), counts.territory.tolist(), strict=True)):
        if feedback.isCanceled():
            raise Cancelled()
        if kind == TWICE and not counts.n[number]:
            continue
        feature, held = QgsFeature(fields), territory >= 0
        code, name = (counts.codes[territory], names[territory]) if held else (None, titles[kind])
        if held:
            geometry = QgsGeometry()
            geometry.fromWkb(outlines[code])
            feature.setGeometry(geometry)
        columns = (people[territory], *(getattr(counts, column)[number] for column in NUMBERS[1:]))
        feature.setAttributes([kind, code, name, counts.categories[counts.category[number]] or None,
                               int(counts.n[number]), *map(plain, columns)])  # fmt: skip
        if not sink.addFeature(feature, QgsFeatureSink.Flag.FastInsert):
            raise OutputError(tr("Un territoire n'a pas pu être écrit ({why}) : vérifiez le fichier de sortie.").format(
                why=sink.lastError()))  # fmt: skip


def _outline(shapes: list) -> bytes:
    """One multipolygon of the polygons of a territory."""
    whole = shapes[0] if len(shapes) == 1 else unary_union(shapes)
    return (whole if whole.geom_type == "MultiPolygon" else MultiPolygon([whole])).wkb
