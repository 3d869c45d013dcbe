"""What an atlas is made of: the incidents of a period and the territories, read from an observatory."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsFeatureSource,
    QgsGeometry,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QDateTime
from shapely import wkb as shapely_wkb

from oltp_qgis_plugin.adapters import atlas_layers
from oltp_qgis_plugin.adapters.atlas_layers import Group
from oltp_qgis_plugin.adapters.layers import read_polygons
from oltp_qgis_plugin.core.reports.sentences import day, period
from oltp_qgis_plugin.core.territories import repair
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.territories import joined_codes

GENERATIONS = ("2024", "2015")


@dataclass(frozen=True)
class Request:
    """What the atlas is asked to show.

    groups: None for the store's own. hotspots: cells of `oltp:hotspot_grid`. streets: lines drawn under the points.
    start, end: first and last day, None for no bound.
    """

    store: Path
    groups: Sequence[Group] | None = None
    hotspots: QgsVectorLayer | None = None
    streets: QgsVectorLayer | None = None
    start: pd.Timestamp | None = None
    end: pd.Timestamp | None = None


@dataclass(frozen=True)
class Town:
    """incidents: with their `source` (partner's name) and `groups` (codes joined by ";"). qpv: drawn layers."""

    crs: QgsCoordinateReferenceSystem
    period: str
    incidents: pd.DataFrame
    partners: dict[str, str]
    groups: Sequence[Group]
    qpv: Sequence[QgsVectorLayer]


def read_town(request: Request) -> Town:
    """Incidents of the period and territories. Raises StoreError when the store cannot be read or has no incident."""
    where, bounds = _bounds(request)
    with Observatory.open(request.store) as observatory:
        incidents = observatory.incidents(where, bounds)
        partners = dict(observatory.connection.execute("SELECT code, label FROM partner"))
        own = observatory.polygons("territorial_group")
        qpv = {g: observatory.polygons("qpv", f"generation = '{g}'") for g in GENERATIONS}
        crs = QgsCoordinateReferenceSystem.fromEpsgId(observatory.epsg)
    if incidents.empty:
        raise StoreError(tr("L'observatoire « {name} » n'a aucun fait sur la période : importez un fichier, ou changez "
                            "les dates.").format(name=request.store.name))  # fmt: skip
    groups = own_groups(*own) if request.groups is None else list(request.groups)
    incidents = incidents.assign(
        source=[partners.get(code, code) for code in incidents["partner"]],
        groups=incidents["territorial_group"] if request.groups is None else _codes(incidents, groups),
    )
    layers = [atlas_layers.qpv_layer(*found, g, crs) for g, found in qpv.items() if len(found[1])]
    return Town(crs, period_asked(request, incidents), incidents, partners, groups, layers)


def own_groups(wkbs: Sequence[bytes], rows: pd.DataFrame) -> list[Group]:
    """The groups of the store, by code."""
    named = zip(rows["code"], rows["name"], wkbs, strict=True)
    return sorted((Group(code, name or code, geometry(wkb)) for code, name, wkb in named), key=lambda group: group.code)


def groups_of(source: QgsFeatureSource, epsg: int, context: QgsProcessingContext,
              feedback: QgsProcessingFeedback) -> list[Group]:  # fmt: skip
    """The groups of a polygon layer, in its order; code from `code`, name from `name` or `nom` where there are such."""
    crs = QgsCoordinateReferenceSystem.fromEpsgId(epsg)
    fields = source.fields()
    code = "code" if fields.lookupField("code") >= 0 else None
    name = next((field for field in ("name", "nom") if fields.lookupField(field) >= 0), code)
    shapes = read_polygons(source, crs, context, feedback, code)
    names = read_polygons(source, crs, context, feedback, name).codes
    return [Group(code, name, geometry(repair(shape)[0].wkb))
            for code, name, shape in zip(shapes.codes, names, shapes.geometries, strict=True)]  # fmt: skip


def geometry(wkb: bytes) -> QgsGeometry:
    """A QGIS geometry of a WKB."""
    shape = QgsGeometry()
    shape.fromWkb(wkb)
    return shape


def _bounds(request: Request) -> tuple[str, list[str]]:
    """The SQL condition of the period, both days included, and its values."""
    conditions, values = [], []
    if request.start is not None:
        conditions.append("began_at >= ?")
        values.append(f"{request.start:%Y-%m-%d}")
    if request.end is not None:
        conditions.append("began_at < ?")
        values.append(f"{request.end + pd.Timedelta(days=1):%Y-%m-%d}")
    return " AND ".join(conditions), values


def period_asked(request: Request, incidents: pd.DataFrame) -> str:
    """The period in words: the days asked, else those of the first and the last incident."""
    start, end = request.start, request.end
    if start is None and end is None:
        return period(incidents["began_at"])
    first = incidents["began_at"].min() if start is None else start
    last = incidents["began_at"].max() if end is None else end
    return f"du {day(first)} au {day(last)}"


def _codes(incidents: pd.DataFrame, groups: Sequence[Group]) -> list[str | None]:
    polygons = [shapely_wkb.loads(bytes(group.outline.asWkb())) for group in groups]
    return joined_codes(incidents[["x", "y"]].to_numpy(float), polygons, [group.code for group in groups])


def moment(when: QDateTime) -> pd.Timestamp | None:
    """The day of a Qt date; None when there is none."""
    return pd.Timestamp(when.date().toString("yyyy-MM-dd")) if when.isValid() else None


def store_epsg(store: Path) -> int:
    """The EPSG code of an observatory. Raises StoreError when it cannot be read."""
    with Observatory.open(store) as observatory:
        return observatory.epsg
