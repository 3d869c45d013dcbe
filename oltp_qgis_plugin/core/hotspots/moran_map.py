"""The map of local Moran's I in one call: neighbours, statistics, and what the user must be told."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.contiguity import (
    DISTANCE,
    Neighbours,
    distance_neighbours,
    polygon_neighbours,
    restrict,
    smallest_band,
)
from oltp_qgis_plugin.core.hotspots.moran import GlobalMoran, LocalMoran, local_moran
from oltp_qgis_plugin.core.hotspots.moran_remarks import data_remarks, neighbour_remarks, result_remarks
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.core.territories import repair
from oltp_qgis_plugin.errors import LayerError, StatisticError

NO_VALUE = "no_value"


@dataclass(frozen=True)
class MoranMap:
    """What was computed for each polygon, in order.

    columns: neighbours, local_i, z, p_value, q_value, quadrant, class, and p_analytic when p_value is by permutation.
    """

    columns: dict[str, np.ndarray]
    whole: GlobalMoran
    remarks: tuple[Remark, ...]


def moran_map(
    polygons: Sequence[BaseGeometry],
    values: np.ndarray,
    contiguity: str,
    band: float = 0.0,
    permutations: int = 0,
    seed: int = 0,
    progress: Progress = silent,
) -> MoranMap:
    """Local Moran's I of the values of polygons.

    polygons: invalid ones are repaired, empty ones left out. values: (n,) float, not finite without value, left out.
    contiguity: "queen", "rook", in any unit; or "distance" between centroids, metres, then with `band`; 0: computed.
    Raises LayerError without a value, StatisticError when nothing can be tested.
    """
    repaired = [repair(polygon) for polygon in polygons]
    shapes = [shape for shape, _ in repaired]
    drawn = np.array([not shape.is_empty for shape in shapes], dtype=bool)
    kept = drawn & np.isfinite(values)
    if not kept.any():
        raise LayerError(
            f"Aucun des {len(values)} polygones n'a à la fois un contour et une valeur : choisissez un champ rempli."
        )
    found, band_used = _neighbours(shapes, kept, contiguity, band, lambda percent: progress(percent * 0.6))
    result = local_moran(values[kept], found, permutations, seed, lambda percent: progress(60 + percent * (0.95 - 0.6)))
    remarks = [
        *neighbour_remarks(found, contiguity, band, band_used),
        *data_remarks(drawn, kept, sum(changed for _, changed in repaired), found),
        *result_remarks(values[kept], found, result, permutations),
    ]
    return MoranMap(_columns(result, found, kept, permutations), result.whole, tuple(remarks))


def _neighbours(
    shapes: Sequence[BaseGeometry], kept: np.ndarray, contiguity: str, band: float, progress: Progress
) -> tuple[Neighbours, float]:
    """Neighbours among the polygons kept, renumbered, and the distance used, 0 for queen and rook."""
    if contiguity != DISTANCE:
        return restrict(polygon_neighbours(shapes, contiguity, None, progress), kept), 0.0
    centres = [shape.centroid for shape, wanted in zip(shapes, kept.tolist(), strict=True) if wanted]
    xy = np.array([(centre.x, centre.y) for centre in centres]).reshape(-1, 2)
    used = band or smallest_band(xy)
    if not used:
        raise StatisticError(
            "Les polygones ont tous le même centre : aucune distance ne les sépare. Vérifiez la couche, ou choisissez "
            "la contiguïté par les limites."
        )
    return distance_neighbours(xy, used), used


def _columns(result: LocalMoran, neighbours: Neighbours, kept: np.ndarray, permutations: int) -> dict[str, np.ndarray]:
    numbers = {"local_i": result.local_i, "z": result.z, "p_value": result.p_value, "q_value": result.q_value}
    if permutations:
        numbers["p_analytic"] = result.p_analytic
    columns: dict[str, np.ndarray] = {"neighbours": np.zeros(len(kept), dtype=np.int64)}
    columns["neighbours"][kept] = neighbours.count
    for name, column in numbers.items():
        columns[name] = np.full(len(kept), np.nan)
        columns[name][kept] = column
    for name, texts, missing in (("quadrant", result.quadrant, ""), ("class", result.cluster, NO_VALUE)):
        columns[name] = np.full(len(kept), missing, dtype="<U15")
        columns[name][kept] = texts
    return columns
