"""Clusters of incidents in a study area, their outlines, and how many chance alone would make."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import brentq
from scipy.stats import poisson
from shapely.geometry import MultiPoint
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.cluster_remarks import cluster_remarks
from oltp_qgis_plugin.core.hotspots.dbscan import NOISE, Clusters, density_clusters
from oltp_qgis_plugin.core.hotspots.located import Located, locate, located_remarks
from oltp_qgis_plugin.core.hotspots.random_points import random_maps
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.reports.sentences import number
from oltp_qgis_plugin.core.territories import polygon_parts
from oltp_qgis_plugin.errors import StatisticError

NEIGHBOURS_BY_CHANCE = 3
"""Incidents that chance puts, on average, within the radius by default."""
SHORTEST, LONGEST = 50.0, 300.0
"""Metres: a radius by default is at least the length of a block, at most a few streets."""
FEWEST_POINTS = 5
BY_CHANCE = 0.05
"""Core points that a random map has on average, at most, with the number of points by default."""
SQUARE_METRES_PER_HECTARE = 1e4
LEVEL = 0.05
BEYOND_CHANCE, AS_CHANCE = "beyond_chance", "as_chance"
CORE, BORDER, OUTSIDE = "core", "border", "outside"


@dataclass(frozen=True)
class Scale:
    """radius: metres. min_points: incidents within it, itself included. Which of the two were computed."""

    radius: float
    min_points: int
    radius_computed: bool
    points_computed: bool


@dataclass(frozen=True)
class Chance:
    """Random maps of as many incidents: number of clusters of each, size of the largest of each (0: none); (runs,)."""

    clusters: np.ndarray
    largest: np.ndarray

    def p_of_number(self, n_clusters: int) -> float:
        """p of at least that many clusters: (1 + random maps that have) / (1 + runs)."""
        return (1 + int((self.clusters >= n_clusters).sum())) / (1 + len(self.clusters))

    def p_of_size(self, size: int) -> float:
        """p of a cluster that large anywhere on the map."""
        return (1 + int((self.largest >= size).sum())) / (1 + len(self.largest))


@dataclass(frozen=True)
class ClusterMap:
    """Clusters from the largest, and the cluster of each incident.

    shapes: an outline per cluster. columns, per cluster: cluster (from 1), n, positions, area_ha, per_ha, expected,
    p_value, class. members, per incident of the layer: cluster (0: none) and part (CORE, BORDER, OUTSIDE).
    """

    shapes: list[BaseGeometry]
    columns: dict[str, np.ndarray]
    members: dict[str, np.ndarray]
    scale: Scale
    chance: Chance
    p_value: float
    remarks: tuple[Remark, ...]


def cluster_map(
    xy: np.ndarray,
    study: Sequence[BaseGeometry] | None,
    radius: float = 0.0,
    min_points: int = 0,
    runs: int = 99,
    seed: int = 1,
    progress: Progress = silent,
) -> ClusterMap:
    """Clusters of the incidents inside the study area, set against maps of as many incidents thrown at random in it.

    xy: (n, 2) float, metres, not finite without position. study: polygons, invalid ones repaired; None: the rectangle
    of the incidents. radius: metres, min_points; 0: computed by `scale_of`. The outline of a cluster is the convex hull
    of its incidents, widened by half the radius, inside the study area. runs: 1 or more.
    Raises LayerError, GridError when no incident is left, StatisticError when they are all at one place.
    """
    found = locate(xy, study, lambda: progress(5))
    if len(np.unique(found.inside, axis=0)) < 2:
        raise StatisticError(
            f"Les incidents de la zone ({number(len(found.inside))}) sont tous à la même position : il n'y a pas de "
            f"regroupement à chercher. Vérifiez leur géolocalisation (centre de la commune ?)."
        )
    scale = scale_of(len(found.inside), found.study.area, radius, min_points)
    clusters = density_clusters(found.inside, scale.radius, scale.min_points, lambda: progress(10))
    go_on(progress, 20)
    chance = simulated(found, scale, runs, seed, lambda percent: progress(20 + 0.75 * percent))
    shapes = [_outline(found, clusters.label == i, scale.radius) for i in range(len(clusters.sizes))]
    columns = _columns(found, clusters, shapes, chance)
    p = chance.p_of_number(len(shapes))
    remarks = [*located_remarks(found), *cluster_remarks(found, clusters, scale, chance, columns["p_value"])]
    return ClusterMap(shapes, columns, _members(found, clusters, len(xy)), scale, chance, p, tuple(remarks))


def scale_of(n: int, area: float, radius: float = 0.0, min_points: int = 0) -> Scale:
    """The radius and the number of points asked, or computed when 0, for n incidents in an area in m².

    Radius: where chance puts NEIGHBOURS_BY_CHANCE incidents, from SHORTEST to LONGEST; given min_points, no longer than
    where chance would make more than BY_CHANCE core points. min_points: the fewest, FEWEST_POINTS at least, with which
    chance makes no more than that.
    """
    if radius < 0 or not math.isfinite(radius):
        raise StatisticError(f"Le rayon vaut {radius:g} m : donnez un nombre de mètres plus grand que 0, ou rien.")
    chosen = radius
    if not chosen:
        chosen = min(max(math.sqrt(NEIGHBOURS_BY_CHANCE * area / (math.pi * n)), SHORTEST), LONGEST)
        if min_points > 1:
            chosen = min(chosen, _longest_radius(n, area, min_points))
    points = min_points
    if not points:
        within = (n - 1) * min(1.0, math.pi * chosen**2 / area)
        points = max(FEWEST_POINTS, 2 + int(poisson.isf(BY_CHANCE / n, within)))
    return Scale(chosen, points, not radius, not min_points)


def _longest_radius(n: int, area: float, min_points: int) -> float:
    """The radius at which n random incidents have BY_CHANCE core points on average."""

    def excess(log_within: float) -> float:
        return float(poisson.logsf(min_points - 2, math.exp(log_within))) - math.log(BY_CHANCE / n)

    within = math.exp(brentq(excess, math.log(1e-9), math.log(10.0 * min_points)))
    return math.sqrt(within * area / (math.pi * n))


def simulated(found: Located, scale: Scale, runs: int, seed: int, progress: Progress) -> Chance:
    """Clusters of `runs` maps of as many incidents, uniform in the study area."""
    numbers: list[int] = []
    largest: list[int] = []

    def stop() -> bool:
        return progress(100 * len(numbers) / runs)

    for xy in random_maps(found.study, len(found.inside), runs, seed, stop):
        sizes = density_clusters(xy, scale.radius, scale.min_points, stop).sizes
        numbers.append(len(sizes))
        largest.append(int(sizes.max(initial=0)))
    return Chance(np.array(numbers, dtype=np.int64), np.array(largest, dtype=np.int64))


def _outline(found: Located, member: np.ndarray, radius: float) -> BaseGeometry:
    hull = MultiPoint(found.inside[member]).convex_hull.buffer(radius / 2)
    return polygon_parts(hull.intersection(found.study))


def _columns(
    found: Located, clusters: Clusters, shapes: Sequence[BaseGeometry], chance: Chance
) -> dict[str, np.ndarray]:
    n, total = clusters.sizes, len(found.inside)
    area = np.array([shape.area for shape in shapes], dtype=float)
    places = [len(np.unique(found.inside[clusters.label == i], axis=0)) for i in range(len(n))]
    p = np.array([chance.p_of_size(size) for size in n.tolist()], dtype=float)
    return {
        "cluster": np.arange(1, len(n) + 1),
        "n": n,
        "positions": np.array(places, dtype=np.int64),
        "area_ha": area / SQUARE_METRES_PER_HECTARE,
        "per_ha": n / (area / SQUARE_METRES_PER_HECTARE),
        "expected": total * area / found.study.area,
        "p_value": p,
        "class": np.where(p <= LEVEL, BEYOND_CHANCE, AS_CHANCE),
    }


def _members(found: Located, clusters: Clusters, n: int) -> dict[str, np.ndarray]:
    cluster, part = np.zeros(n, dtype=np.int64), np.full(n, OUTSIDE)
    cluster[found.position] = clusters.label + 1
    part[found.position] = np.where(clusters.label == NOISE, OUTSIDE, np.where(clusters.core, CORE, BORDER))
    return {"cluster": cluster, "part": part}
