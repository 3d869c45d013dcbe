"""The observatory's own territories: load them, and tell in which ones a point lies."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely.wkb
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.territories import membership, repair
from oltp_qgis_plugin.errors import LayerError
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import geometry_blob

EDGE_TOLERANCE_M = 1.0
# Kind of territory: its table, and the generation that tells two QPV layers apart. The names are incident columns.
KINDS = {
    "qpv_2015": ("qpv", "2015"),
    "qpv_2024": ("qpv", "2024"),
    "territorial_group": ("territorial_group", ""),
}


def load_territories(
    observatory: Observatory, kind: str, polygons: Sequence[BaseGeometry], rows: pd.DataFrame
) -> tuple[int, int]:
    """Replace the territories of a kind; rows: code, name, population. Returns polygons stored, polygons repaired.

    Incidents are assigned again. Raises LayerError when a code is missing or given twice.
    """
    repaired = [repair(polygon) for polygon in polygons]
    rows = rows.assign(code=rows["code"].astype(str).str.strip())
    _check(rows["code"], np.array([polygon.is_empty for polygon, _ in repaired], dtype=bool))
    blobs = [_blob(polygon, observatory.epsg) for polygon, _ in repaired]
    name, generation = KINDS[kind]
    with observatory.transaction():
        observatory.connection.execute("PRAGMA defer_foreign_keys = ON")
        if generation:
            observatory.connection.execute("DELETE FROM qpv WHERE generation = ?", (generation,))
            observatory.insert("qpv", rows.assign(generation=generation), blobs)
        else:
            _check_actions(observatory, set(rows["code"]))
            observatory.connection.execute(f"DELETE FROM {name}")
            observatory.insert(name, rows, blobs)
        _assign_again(observatory, kind)
    return len(blobs), sum(mended for _, mended in repaired)


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


def _assign_again(observatory: Observatory, kind: str) -> None:
    """Give every incident its territory anew; those whose territory stays are left alone."""
    rows = observatory.incidents()
    codes = territory_codes(rows[["x", "y"]].to_numpy(float), observatory, (kind,))[kind]
    changed = [(code, fid) for code, before, fid in zip(codes, rows[kind], rows["fid"].tolist(), strict=True)
               if code != before]  # fmt: skip
    observatory.connection.executemany(f"UPDATE incident SET {kind} = ? WHERE fid = ?", changed)


def territory_codes(
    xy: np.ndarray, observatory: Observatory, kinds: Sequence[str] = tuple(KINDS)
) -> dict[str, list[str | None]]:
    """For each kind, the codes of the territories that hold each point, joined by ";", None when there is none."""
    found: dict[str, list[str | None]] = {}
    for kind in kinds:
        name, generation = KINDS[kind]
        wkbs, rows = observatory.polygons(name, f"generation = '{generation}'" if generation else "")
        polygons = [shapely.wkb.loads(wkb) for wkb in wkbs]
        found[kind] = joined_codes(xy, polygons, rows["code"].tolist())
    return found


def joined_codes(xy: np.ndarray, polygons: Sequence[BaseGeometry], codes: Sequence[str]) -> list[str | None]:
    """The codes of the polygons that hold each point, joined by ";", None when there is none."""
    result: list[str | None] = [None] * len(xy)
    members = membership(xy, polygons, EDGE_TOLERANCE_M)
    for point, polygon in zip(members.point.tolist(), members.polygon.tolist(), strict=True):
        earlier = result[point]
        result[point] = codes[polygon] if earlier is None else f"{earlier};{codes[polygon]}"
    return result


def territory_extent(observatory: Observatory) -> tuple[float, float, float, float] | None:
    """West, south, east, north of the observatory's territories and known places in its CRS; None when it has none."""
    found = [
        observatory.connection.execute(
            f"SELECT min(minx), min(miny), max(maxx), max(maxy) FROM rtree_{name}_geom"
        ).fetchone()
        for name in ("qpv", "territorial_group", "place")
    ]
    boxes = np.array([box for box in found if box[0] is not None], dtype=float)
    if not len(boxes):
        return None
    return (*boxes[:, :2].min(axis=0).tolist(), *boxes[:, 2:].max(axis=0).tolist())  # type: ignore[return-value]
