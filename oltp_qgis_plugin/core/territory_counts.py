"""How many points each territory holds, so that the lines add up to the points given."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.rates import poisson_interval, rates
from oltp_qgis_plugin.core.territories import Membership

TERRITORY, OUTSIDE, UNPLACED, TWICE = "territoire", "hors_territoire", "non_localise", "compte_plusieurs_fois"
"""Kinds of line: a territory; the points out of all; those without place; what overlaps counted more than once."""


@dataclass(frozen=True)
class TerritoryCounts:
    """Lines of every category in turn: the territories in the order of their codes, then OUTSIDE, UNPLACED and TWICE.

    kind: (m,) of the four kinds. territory: (m,) position in `codes`, -1 for the last three. category: (m,) position
    in `categories`. n: (m,) int; TWICE is negative, so that the sum of n is the number of points counted.
    low, high: (m,) exact Poisson interval of n, NaN for TWICE. rate, rate_low, rate_high: per 1 000 inhabitants, NaN
    without population.
    """

    codes: tuple[str, ...]
    categories: tuple[str, ...]
    kind: np.ndarray
    territory: np.ndarray
    category: np.ndarray
    n: np.ndarray
    low: np.ndarray
    high: np.ndarray
    rate: np.ndarray
    rate_low: np.ndarray
    rate_high: np.ndarray

    def total(self, kind: str) -> int:
        """The sum of n over the lines of a kind."""
        return int(self.n[self.kind == kind].sum())


def count_points(held: Membership, polygon_codes: Sequence[str], population: np.ndarray, placed: np.ndarray,
                 group: np.ndarray, categories: Sequence[str] = ("",)) -> TerritoryCounts:  # fmt: skip
    """Count points per territory and category; a point in several territories counts in each, and TWICE takes it off.

    held: the territories of each point. polygon_codes: (p,) code of each polygon; those of one code are one territory,
    in the order of their first polygon. population: one per code in that order, NaN where unknown.
    placed: (n,) bool, whether the point tells its territory. group: (n,) position in `categories`, -1: not counted.
    """
    codes = tuple(dict.fromkeys(polygon_codes))
    position = {code: number for number, code in enumerate(codes)}
    of_polygon = np.array([position[code] for code in polygon_codes], dtype=np.int64)
    wanted = (placed & (group >= 0))[held.point]
    pairs = np.unique(np.stack([held.point[wanted], of_polygon[held.polygon[wanted]]], axis=1), axis=0)
    members, inside = group[pairs[:, 0]], np.unique(pairs[:, 0])
    n_categories, n_codes = len(categories), len(codes)
    counted = np.bincount(members * n_codes + pairs[:, 1], minlength=n_categories * n_codes)
    per_category = np.stack([
        _tally(group[placed & (group >= 0)], n_categories) - _tally(group[inside], n_categories),
        _tally(group[~placed & (group >= 0)], n_categories),
        _tally(group[inside], n_categories) - _tally(members, n_categories),
    ], axis=1)  # fmt: skip
    n = np.hstack([counted.reshape(n_categories, n_codes), per_category]).ravel()
    kinds = np.array([TERRITORY] * n_codes + [OUTSIDE, UNPLACED, TWICE])
    return _with_intervals(codes, tuple(categories), np.tile(kinds, n_categories), n,
                           np.tile(np.append(population, [np.nan] * 3), n_categories))  # fmt: skip


def _tally(group: np.ndarray, n_categories: int) -> np.ndarray:
    return np.bincount(group, minlength=n_categories)


def _with_intervals(codes: tuple[str, ...], categories: tuple[str, ...], kind: np.ndarray, n: np.ndarray,
                    population: np.ndarray) -> TerritoryCounts:  # fmt: skip
    low, high = poisson_interval(np.maximum(n, 0))
    low, high = (np.where(kind == TWICE, np.nan, bound) for bound in (low, high))
    territory = np.tile([*range(len(codes)), -1, -1, -1], len(categories))
    return TerritoryCounts(
        codes, categories, kind, territory, np.repeat(np.arange(len(categories)), len(codes) + 3), n, low, high,
        rates(n, population), rates(low, population), rates(high, population),
    )  # fmt: skip
