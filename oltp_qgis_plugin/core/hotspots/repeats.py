"""Near repeats: more incidents close in space and in time than chance gives (Knox 1964; Townsley et al. 2003)."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.bands import ON_EDGE
from oltp_qgis_plugin.core.hotspots.near_pairs import EUCLIDEAN, near_pairs
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import StatisticError

MOST_PAIRS = 60_000_000
PAIRS_AT_ONCE = 65_536

Pairs = tuple[np.ndarray, np.ndarray]


@dataclass(frozen=True)
class Knox:
    """Pairs of incidents per band of distance (rows) and of days (columns).

    observed: (s, t) int. expected: (s, t) float, mean over all permutations of the dates. p_value: (s, t) float, NaN
    without runs. same_place: (t,) int, those of the observed pairs that are at 0 m. close: for each band of distance
    that has an end, the pairs (i, j) in it whatever their dates.
    """

    distance_edges: np.ndarray
    day_edges: np.ndarray
    observed: np.ndarray
    expected: np.ndarray
    p_value: np.ndarray
    same_place: np.ndarray
    close: tuple[Pairs, ...]

    def frame(self) -> pd.DataFrame:
        """One row per band: distance_from, distance_to, days_from, days_to, observed, expected, ratio, p_value.

        A band without end has no distance_to or days_to (NaN); no ratio where nothing is expected.
        """
        s, t = (len(edges) - 1 for edges in (self.distance_edges, self.day_edges))
        ends = [np.where(np.isinf(edges), np.nan, edges) for edges in (self.distance_edges, self.day_edges)]
        with np.errstate(divide="ignore", invalid="ignore"):
            ratio = np.where(self.expected > 0, self.observed / self.expected, np.nan)
        return pd.DataFrame({
            "distance_from": np.repeat(ends[0][:-1], t), "distance_to": np.repeat(ends[0][1:], t),
            "days_from": np.tile(ends[1][:-1], s), "days_to": np.tile(ends[1][1:], s),
            "observed": self.observed.ravel(), "expected": self.expected.ravel(), "ratio": ratio.ravel(),
            "p_value": self.p_value.ravel(),
        })  # fmt: skip


def knox(
    xy: np.ndarray,
    day: np.ndarray,
    distance_edges: np.ndarray,
    day_edges: np.ndarray,
    metric: str = EUCLIDEAN,
    runs: int = 999,
    seed: int | None = None,
    progress: Progress = silent,
) -> Knox:
    """The Knox table of incidents, and its p by permutation of their dates over their places.

    xy: (n, 2) float, metres, no NaN. day: (n,) int, calendar day number; the gap of a pair is the difference of the
    two. edges: rising, the last may be inf. Bands are half-open, [from, to): a pair at exactly 100 m and 3 days falls
    in [100, …) and [3, …); within a micrometre of an edge is on it. p = (1 + #(simulated ≥ observed))/(runs + 1), one
    test a band, upper tail. Raises StatisticError: fewer than two incidents, one place, one day, too many pairs.
    """
    _check(xy, day)
    span = int(day.max() - day.min())
    day = (day - day.min()).astype(np.int16 if span < np.iinfo(np.int16).max else np.int32)
    # No gap reaches span + 1: an edge beyond it, or without end, counts the same there.
    every = _Edges.of(distance_edges, np.minimum(day_edges, span + 1).astype(np.int64))
    close = _close_pairs(xy, every.finite, metric, lambda: progress(5))
    totals = _day_totals(day, every.days)
    observed = _counts(close, day, every, totals)
    n_pairs = len(day) * (len(day) - 1) // 2
    in_distance = np.array([len(i) for i, _ in close], dtype=np.int64)
    if every.open_distance:
        in_distance = np.append(in_distance, n_pairs - in_distance.sum())
    expected = in_distance[:, None] * (np.diff(totals) / n_pairs)
    at_least = np.zeros(observed.shape, dtype=np.int64)
    random = np.random.default_rng(seed)
    for number in range(runs):
        go_on(progress, 10 + 85 * number / runs)
        at_least += _counts(close, random.permutation(day), every, totals) >= observed
    p = (1 + at_least) / (runs + 1) if runs else np.full(observed.shape, np.nan)
    asked = slice(every.hidden, None)
    same = _same_place(xy, day, close[asked], every.days)
    return Knox(distance_edges, day_edges, observed[asked], expected[asked], p[asked], same, tuple(close[asked]))


@dataclass(frozen=True)
class _Edges:
    """What is counted: bands of distance that have an end, from 0 on when one has none, and edges of days.

    hidden: bands counted only so that the one without end may be told by difference.
    """

    finite: np.ndarray
    days: np.ndarray
    open_distance: bool
    hidden: int

    @classmethod
    def of(cls, distance_edges: np.ndarray, day_edges: np.ndarray) -> "_Edges":
        open_distance = math.isinf(distance_edges[-1])
        finite = distance_edges[:-1] if open_distance else distance_edges
        hidden = int(open_distance and finite[0] > 0)
        return cls(np.concatenate([np.zeros(hidden), finite]), day_edges, open_distance, hidden)


def _check(xy: np.ndarray, day: np.ndarray) -> None:
    if len(xy) < 2:
        raise StatisticError(f"Il faut au moins deux incidents datés et localisés pour former une paire : {len(xy)}.")
    if (xy == xy[0]).all():
        raise StatisticError(
            f"Les {len(xy)} incidents sont tous au même endroit : il n'y a pas de distance à comparer ; vérifiez leur "
            f"localisation."
        )
    if (day == day[0]).all():
        raise StatisticError(
            f"Les {len(day)} incidents sont tous du même jour : il n'y a pas d'écart de temps à comparer ; vérifiez le "
            f"champ de la date."
        )


def _close_pairs(
    xy: np.ndarray, edges: np.ndarray, metric: str, should_stop: Callable[[], bool]
) -> list[Pairs]:
    """Pairs of each band of distance: positions i and j in the smallest type that holds them."""
    if len(edges) < 2:
        return []
    kind = np.uint16 if len(xy) <= 65_536 else np.uint32
    found: list[list[Pairs]] = [[] for _ in edges[1:]]
    total = 0
    for i, j, apart in near_pairs(xy, float(edges[-1]), metric, should_stop):
        band = np.searchsorted(edges - ON_EDGE, apart, "right") - 1
        for number, pairs in enumerate(found):
            here = band == number
            pairs.append((i[here].astype(kind), j[here].astype(kind)))
            total += len(pairs[-1][0])
        if total > MOST_PAIRS:
            raise StatisticError(
                f"Plus de 60 millions de paires à moins de {edges[-1]:g} m : prenez une distance plus petite, ou "
                f"une période plus courte."
            )
    nobody = np.empty(0, dtype=kind)
    # Each band's blocks are let go as they are joined: two copies of all the pairs would be too much.
    return [_joined(found.pop(0), nobody) for _ in edges[1:]]


def _joined(blocks: list[Pairs], nobody: np.ndarray) -> Pairs:
    i = np.concatenate([nobody, *(first for first, _ in blocks)])
    j = np.concatenate([nobody, *(second for _, second in blocks)])
    return i, j


def _day_totals(day: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Pairs of all the incidents whose gap is under each edge: (len(edges),) int."""
    days = np.sort(day).astype(np.int64)
    rank = np.arange(1, len(days) + 1)
    return np.array([int((np.searchsorted(days, days + edge, "left") - rank).clip(0).sum()) for edge in edges])


def _counts(close: list[Pairs], day: np.ndarray, edges: _Edges, totals: np.ndarray) -> np.ndarray:
    """Pairs per band of distance and of days."""
    under = np.array([_under(i, j, day, edges.days) for i, j in close], dtype=np.int64).reshape(-1, len(edges.days))
    if edges.open_distance:
        under = np.vstack([under, totals - under.sum(axis=0)])
    return np.diff(under)


def _under(i: np.ndarray, j: np.ndarray, day: np.ndarray, edges: np.ndarray) -> np.ndarray:
    """Pairs whose gap in days is under each edge."""
    found = np.zeros(len(edges), dtype=np.int64)
    for start in range(0, len(i), PAIRS_AT_ONCE):
        # `take` that clips needs no check of bounds, and small integers are compared many at once.
        gap = day.take(i[start : start + PAIRS_AT_ONCE], mode="clip")
        gap -= day.take(j[start : start + PAIRS_AT_ONCE], mode="clip")
        np.abs(gap, out=gap)
        found += [np.count_nonzero(gap < edge) for edge in edges.tolist()]
    return found


def _same_place(xy: np.ndarray, day: np.ndarray, close: list[Pairs], edges: np.ndarray) -> np.ndarray:
    if not close:
        return np.zeros(len(edges) - 1, dtype=np.int64)
    i, j = close[0]
    same = (xy[i] == xy[j]).all(axis=1)
    return np.diff(_under(i[same], j[same], day, edges))
