"""Points thrown at random in a study area: what chance alone would draw."""

from collections.abc import Callable, Iterator

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.territories import membership

POINTS_AT_ONCE = 500_000
SURPLUS = 1.1


def random_maps(
    area: BaseGeometry, n: int, runs: int, seed: int, should_stop: Callable[[], bool] = lambda: False
) -> Iterator[np.ndarray]:
    """`runs` maps of n points each, (n, 2), uniform and independent in a valid polygon or multipolygon."""
    rng = np.random.default_rng(seed)
    at_once = max(1, POINTS_AT_ONCE // n)
    for done in range(0, runs, at_once):
        maps = min(at_once, runs - done)
        yield from random_points(area, maps * n, rng, should_stop).reshape(maps, n, 2)


def random_points(
    area: BaseGeometry, n: int, rng: np.random.Generator, should_stop: Callable[[], bool] = lambda: False
) -> np.ndarray:
    """(n, 2) uniform and independent points in the area, in random order."""
    parts = [part for part in getattr(area, "geoms", [area]) if part.area > 0]
    surfaces = np.array([part.area for part in parts])
    shares = rng.multinomial(n, surfaces / surfaces.sum())
    drawn = [_in_one(part, wanted, rng, should_stop) for part, wanted in zip(parts, shares.tolist(), strict=True)]
    return rng.permutation(np.concatenate(drawn))


def _in_one(part: Polygon, n: int, rng: np.random.Generator, should_stop: Callable[[], bool]) -> np.ndarray:
    """(n, 2) points in a polygon, by throwing in its box and keeping those inside."""
    west, south, east, north = part.bounds
    kept = [np.empty((0, 2))]
    missing = n
    while missing > 0:
        thrown = int(missing * SURPLUS * (east - west) * (north - south) / part.area) + 10
        xy = rng.uniform((west, south), (east, north), (min(thrown, POINTS_AT_ONCE), 2))
        kept.append(xy[np.unique(membership(xy, [part], 0.0, should_stop).point)][:missing])
        missing -= len(kept[-1])
    return np.concatenate(kept)
