"""The observatory's own territories: load them, and tell in which ones a point lies."""

from collections.abc import Sequence

import numpy as np
import pandas as pd
import shapely.wkb
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
    codes = rows["code"].astype(str).str.strip()
    for problem, rows_hit in (("vide", codes.isin(["", "None", "nan", "NULL"])), ("en double", codes.duplicated())):
        if rows_hit.any():
            raise LayerError(f"Code de territoire {problem} à l'entité {int(np.flatnonzero(rows_hit)[0]) + 1} "
                             f"(« {codes[rows_hit].iloc[0]} ») : corrigez la couche.")  # fmt: skip
    name, generation = KINDS[kind]
    repaired = [repair(polygon) for polygon in polygons]
    blobs = [_blob(polygon, observatory.epsg) for polygon, _ in repaired]
    rows = rows.assign(code=codes)
    with observatory.transaction():
        if generation:
            observatory.connection.execute("DELETE FROM qpv WHERE generation = ?", (generation,))
            observatory.insert("qpv", rows.assign(generation=generation), blobs)
        else:
            observatory.connection.execute(f"DELETE FROM {name}")
            observatory.insert(name, rows, blobs)
        _assign_again(observatory, kind)
    return len(blobs), sum(mended for _, mended in repaired)


def _blob(polygon: BaseGeometry, epsg: int) -> bytes:
    from shapely.geometry import MultiPolygon

    multi = polygon if polygon.geom_type == "MultiPolygon" else MultiPolygon([polygon])
    west, south, east, north = multi.bounds
    return geometry_blob(multi.wkb, (west, east, south, north), epsg)


def _assign_again(observatory: Observatory, kind: str) -> None:
    rows = observatory.incidents("geom NOT NULL")
    codes = territory_codes(rows[["x", "y"]].to_numpy(float), observatory, (kind,))[kind]
    observatory.connection.executemany(
        f"UPDATE incident SET {kind} = ? WHERE fid = ?", zip(codes, rows["fid"].tolist(), strict=True)
    )


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
