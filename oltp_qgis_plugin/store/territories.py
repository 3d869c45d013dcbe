"""The observatory's own territories: load them, and tell in which ones a point lies."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
import pandas as pd
import shapely.wkb
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.incident import AREA_ONLY, Precision
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.territories import PointsByHeight, membership, repair
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.gpkg import geometry_blob

EDGE_TOLERANCE_M = 1.0


@dataclass(frozen=True)
class Kind:
    """A kind of territory: its table, its French name, what tells it from the others there."""

    table: str
    label: str
    column: str = ""
    value: str = ""

    @property
    def where(self) -> str:
        return f"{self.column} = '{self.value}'" if self.column else ""


# The names are incident columns.
KINDS = {
    "qpv_2015": Kind("qpv", "QPV 2015", "generation", "2015"),
    "qpv_2024": Kind("qpv", "QPV 2024", "generation", "2024"),
    "territorial_group": Kind("territorial_group", "Groupes territoriaux"),
    "quarter": Kind("territory", "Quartiers", "kind", "quarter"),
    "other_territory": Kind("territory", "Autres territoires", "kind", "other_territory"),
}


@dataclass(frozen=True)
class Assignment:
    """What assigning the incidents to a kind of territory found: numbers of incidents, and codes repaired.

    placed: those whose point can tell their territory. several: in more than one. changed: whose codes are others now.
    """

    kind: str
    territories: int
    incidents: int
    placed: int
    inside: int
    several: int
    changed: int
    repaired: tuple[str, ...]


def load_territories(
    observatory: Observatory, kind: str, polygons: Sequence[BaseGeometry], rows: pd.DataFrame
) -> tuple[int, int, Assignment]:
    """Replace the territories of a kind; rows: code, name, population.

    Returns polygons stored, polygons repaired, and how the incidents are assigned again.
    Raises LayerError when a code is missing or given twice.
    """
    form = KINDS[kind]
    repaired = [repair(polygon) for polygon in polygons]
    rows = rows.assign(code=rows["code"].astype(str).str.strip())
    _check(rows["code"], np.array([polygon.is_empty for polygon, _ in repaired], dtype=bool))
    blobs = [_blob(polygon, observatory.epsg) for polygon, _ in repaired]
    with observatory.transaction():
        observatory.connection.execute("PRAGMA defer_foreign_keys = ON")
        if kind == "territorial_group":
            _check_actions(observatory, set(rows["code"]))
        observatory.connection.execute(f"DELETE FROM {form.table} {'WHERE ' + form.where if form.where else ''}")
        observatory.insert(form.table, rows.assign(**{form.column: form.value}) if form.column else rows, blobs)
        assignment = _assign_again(observatory, kind)
    return len(blobs), sum(mended for _, mended in repaired), assignment


def _check(codes: pd.Series, empty: np.ndarray) -> None:
    problems = {
        "sans code": codes.isin(["", "None", "nan", "NULL"]).to_numpy(),
        "au code déjà donné": codes.duplicated().to_numpy(),
        "sans polygone": empty,
    }
    for problem, hit in problems.items():
        if hit.any():
            first = int(np.flatnonzero(hit)[0])
            raise LayerError(f"Un territoire est {problem}, à l'entité {first + 1} (« {codes.iloc[first]} ») : "
                             f"corrigez la couche.")  # fmt: skip


def _check_actions(observatory: Observatory, codes: set[str]) -> None:
    cited = "SELECT DISTINCT territorial_group FROM action WHERE territorial_group NOT NULL"
    used = observatory.connection.execute(cited)
    missing = sorted({str(code) for (code,) in used} - codes)
    if missing:
        raise LayerError(f"Des fiches action citent un groupe absent de la couche : {', '.join(missing)}. "
                         f"Ajoutez-le, ou corrigez ces fiches.")  # fmt: skip


def _blob(polygon: BaseGeometry, epsg: int) -> bytes:
    multi = polygon if polygon.geom_type == "MultiPolygon" else MultiPolygon([polygon])
    west, south, east, north = multi.bounds
    return geometry_blob(multi.wkb, (west, east, south, north), epsg)


def assign_incidents(observatory: Observatory, kinds: Sequence[str] = (), progress: Progress = silent,
                     waiting: Waiting | None = None) -> list[Assignment]:  # fmt: skip
    """Give every incident anew its territories of these kinds, of those that the observatory has when none is named.

    One transaction. Raises LayerError when there is no territory at all, Cancelled; then nothing is changed.
    """
    present = [kind for kind, form in KINDS.items() if observatory.scalar(
        f"SELECT 1 FROM {form.table} {'WHERE ' + form.where if form.where else ''} LIMIT 1")]  # fmt: skip
    asked = list(kinds) or present
    if not asked:
        raise LayerError("L'observatoire n'a encore aucun territoire : chargez-en par « Charger des territoires ».")
    with observatory.transaction(waiting):
        done = []
        for number, kind in enumerate(asked):
            percent = 100 * number / len(asked)
            go_on(progress, percent)
            done.append(_assign_again(observatory, kind, partial(progress, percent)))
    return done


def _assign_again(observatory: Observatory, kind: str, should_stop: Callable[[], bool] = lambda: False) -> Assignment:
    """Give every incident its territories of a kind anew; those whose territories stay are left alone."""
    rows = observatory.frame(f'SELECT fid, geom, precision, "{kind}" AS code FROM incident ORDER BY fid')
    xy = points_of(blobs_to_xy(rows.pop("geom")), rows["precision"], kind)
    polygons, codes, repaired = _polygons(observatory, kind)
    found = joined_codes(xy, polygons, codes, should_stop)
    changed = [(code, fid) for code, before, fid in zip(found, rows["code"], rows["fid"].tolist(), strict=True)
               if code != before]  # fmt: skip
    observatory.connection.executemany(f"UPDATE incident SET {kind} = ? WHERE fid = ?", changed)
    inside = [code for code in found if code is not None]
    return Assignment(
        kind, len(set(codes)), len(rows), int(np.count_nonzero(~np.isnan(xy[:, 0]))), len(inside),
        sum(";" in code for code in inside), len(changed), repaired,
    )  # fmt: skip


def points_of(xy: np.ndarray, precision: Sequence[str] | pd.Series, kind: str) -> np.ndarray:
    """(n, 2) points that can tell a territory of this kind; NaN for those that only stand for a larger area.

    The point of a quarter tells quarters, and nothing smaller; the point of a commune tells nothing.
    """
    return np.where(pd.Series(precision).isin(_vague_for(kind)).to_numpy()[:, None], np.nan, xy)


def _vague_for(kind: str) -> tuple[str, ...]:
    """The precisions of points that only stand for an area larger than the territories of this kind."""
    return (Precision.COMMUNE.value,) if kind == "quarter" else AREA_ONLY


def territories_of(rows: pd.DataFrame, observatory: Observatory, kinds: Sequence[str] = tuple(KINDS),
                   progress: Progress = silent) -> dict[str, np.ndarray]:  # fmt: skip
    """For each kind, the codes of the territories of incidents that have x, y and precision, as `joined_codes`."""
    xy = np.column_stack([rows["x"].to_numpy(float), rows["y"].to_numpy(float)])
    found: dict[str, np.ndarray] = {}
    sorted_points: dict[tuple[str, ...], PointsByHeight] = {}
    for number, kind in enumerate(kinds):
        at = 100 * number / len(kinds)
        polygons, codes, _ = _polygons(observatory, kind)
        vague = _vague_for(kind)
        if polygons and vague not in sorted_points:
            sorted_points[vague] = PointsByHeight.of(points_of(xy, rows["precision"], kind))
        found[kind] = _codes_of(sorted_points.get(vague), len(rows), polygons, codes, partial(progress, at))
        go_on(progress, 100 * (number + 1) / len(kinds))
    return found


def territory_codes(
    xy: np.ndarray, observatory: Observatory, kinds: Sequence[str] = tuple(KINDS)
) -> dict[str, np.ndarray]:
    """For each kind, the codes of the territories that hold each point, as `joined_codes`."""
    return {kind: joined_codes(xy, *_polygons(observatory, kind)[:2]) for kind in kinds}


def _polygons(observatory: Observatory, kind: str) -> tuple[list[BaseGeometry], list[str], tuple[str, ...]]:
    """The polygons of a kind, valid, their codes, and the codes of those repaired: they may be edited in QGIS."""
    form = KINDS[kind]
    if not observatory.has(form.table):
        return [], [], ()
    wkbs, rows = observatory.polygons(form.table, form.where)
    codes = [str(code) for code in rows["code"]]
    mended = [repair(shapely.wkb.loads(wkb)) for wkb in wkbs]
    return [shape for shape, _ in mended], codes, tuple(c for c, (_, hit) in zip(codes, mended, strict=True) if hit)


def joined_codes(xy: np.ndarray, polygons: Sequence[BaseGeometry], codes: Sequence[str],
                 should_stop: Callable[[], bool] = lambda: False) -> np.ndarray:  # fmt: skip
    """(n,) object: the codes of the polygons that hold each point, joined by ";", None when there is none."""
    return _codes_of(PointsByHeight.of(xy), len(xy), polygons, codes, should_stop)


def _codes_of(points: PointsByHeight | None, n: int, polygons: Sequence[BaseGeometry], codes: Sequence[str],
              should_stop: Callable[[], bool]) -> np.ndarray:  # fmt: skip
    result = np.full(n, None, dtype=object)
    if points is None or not polygons:
        return result
    members = membership(points, polygons, EDGE_TOLERANCE_M, should_stop)
    point, polygon = members.point, members.polygon
    other = np.zeros(len(point), dtype=bool)
    other[1:] = point[1:] == point[:-1]
    result[point[~other]] = np.array(codes, dtype=object)[polygon[~other]]
    for at, also in zip(point[other].tolist(), polygon[other].tolist(), strict=True):
        result[at] = f"{result[at]};{codes[also]}"
    return result


def territory_extent(observatory: Observatory) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the observatory's territories and known places in its CRS; None when it has none."""
    found = [
        observatory.connection.execute(
            f"SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_geom"
        ).fetchone()
        for name in ("qpv", "territorial_group", "territory", "place")
        if observatory.has(name)
    ]
    boxes = np.array([box for box in found if box[0] is not None], dtype=float)
    if not len(boxes):
        return None
    return (*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())  # type: ignore[return-value]
