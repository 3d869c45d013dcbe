"""What chance alone gives: incidents put back at random over the cells, in proportion to area or exposure."""

from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.neighbourhoods import ROUNDING, Neighbourhood
from oltp_qgis_plugin.core.hotspots.significance import two_sided_p
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

FEW_WEIGHTS = 50
STRAIGHT = 1e-3
"""Skewness under which the normal law is taken as it is."""


@dataclass(frozen=True)
class Chance:
    """The incidents of a map put back at random: an incident falls in cell j with probability share[j].

    share: (n,) sums to 1. weights: (k,) weight of each kind of incidents; numbers: (k,) incidents of each kind.
    """

    share: np.ndarray
    weights: np.ndarray
    numbers: np.ndarray

    def draw(self, rng: np.random.Generator) -> np.ndarray:
        """Value of each cell of one random map: (n,) float."""
        if len(self.weights) <= FEW_WEIGHTS:
            kinds = zip(self.weights.tolist(), self.numbers.tolist(), strict=True)
            return np.sum([weight * rng.multinomial(number, self.share) for weight, number in kinds], axis=0)
        bounds = np.cumsum(self.share)
        cell = np.searchsorted(bounds[:-1], rng.random(int(self.numbers.sum())), "right")
        return np.bincount(cell, np.repeat(self.weights, self.numbers), len(self.share))


def chance_of(share: np.ndarray, weights: np.ndarray | int) -> Chance:
    """Chance for weighted incidents, (m,) float, or for a number of them; share: non-negative, not all 0."""
    if isinstance(weights, int):
        kinds, numbers = np.ones(1), np.array([weights])
    else:
        kinds, numbers = np.unique(weights, return_counts=True)
    return Chance(share / share.sum(), kinds, numbers)


@dataclass(frozen=True)
class Expected:
    """Moments, over random maps, of the neighbourhood sums: mean, deviation, skewness (n,).

    of_cells: (n,) mean of each cell; variance: sum of their variances. half: half the step between two possible sums,
    0 when they have none in common.
    """

    mean: np.ndarray
    deviation: np.ndarray
    skewness: np.ndarray
    of_cells: np.ndarray
    variance: float
    half: float


def expected_under(chance: Chance, neighbourhood: Neighbourhood) -> Expected:
    """The exact moments of weighted binomial sums over each neighbourhood."""
    total, squares, cubes = (float(chance.weights**power @ chance.numbers) for power in (1, 2, 3))
    held = np.minimum(neighbourhood.sums(chance.share), 1.0)
    variance = squares * held * (1 - held)
    varies = held * (1 - held) > ROUNDING * held
    deviation = np.where(varies, np.sqrt(variance), 0.0)
    cumulant = cubes * held * (1 - held) * (1 - 2 * held)
    skewness = np.divide(cumulant, deviation**3, out=np.zeros_like(held), where=varies)
    half = float(chance.weights[0]) / 2 if len(chance.weights) == 1 else 0.0
    spread = squares * float(chance.share @ (1 - chance.share))
    return Expected(total * held, deviation, skewness, total * chance.share, spread, half)


def normal_scores(x: np.ndarray, local: np.ndarray, expected: Expected, half: float = 0.0) -> np.ndarray:
    """How far each neighbourhood is from chance, on the scale of a normal law: (n,); NaN where it cannot vary.

    The departure of the local sum from its mean under chance, over its deviation times the ratio of the spread of the
    cells to the one that chance gives: on cells of one size, Gi* itself. Then straightened for the skewness of counts,
    that a Gamma law of the same three moments has (Wilson & Hilferty 1931). half: continuity correction.
    """
    ratio = float(np.sqrt(np.sum((x - expected.of_cells) ** 2) / expected.variance)) if expected.variance > 0 else 0.0
    scale = expected.deviation * ratio
    t = np.divide(local - expected.mean, scale, out=np.full(len(x), np.nan), where=scale > 0)
    if half:
        t = np.sign(t) * np.maximum(np.abs(t) - half / np.where(scale > 0, scale, 1.0), 0.0)
    skewed = np.abs(expected.skewness) > STRAIGHT
    g = np.where(skewed, expected.skewness, 1.0)
    return np.where(skewed, (6 / g) * (np.cbrt(1 + g * t / 2) - 1) + g / 6, t)


def skewed_p(x: np.ndarray, local: np.ndarray, expected: Expected) -> tuple[np.ndarray, np.ndarray]:
    """(scores, two-sided p) of each neighbourhood under chance, with the skewness of counts, without simulation."""
    scores = normal_scores(x, local, expected, expected.half)
    return scores, two_sided_p(scores)


def permutation_p(
    x: np.ndarray,
    neighbourhood: Neighbourhood,
    chance: Chance,
    runs: int,
    seed: int,
    progress: Progress = silent,
) -> tuple[np.ndarray, np.ndarray]:
    """(scores, two-sided p) of each neighbourhood against `runs` random maps, all their cells together.

    p is twice the smaller share of the random cells at least as extreme, the observed one counted once: at least
    2/(1 + runs·n), so that a false discovery rate over n cells can be told with few runs (Storey & Tibshirani 2003).
    Scores put all cells on one scale first, so that those of the edge do not speak for the others. NaN stays out.
    """
    expected = expected_under(chance, neighbourhood)
    scores = normal_scores(x, neighbourhood.sums(x), expected)
    tested = np.flatnonzero(~np.isnan(scores))
    order = tested[np.argsort(scores[tested], kind="stable")]
    ranked = scores[order]
    below, above = np.zeros(len(order) + 1, dtype=np.int64), np.zeros(len(order) + 1, dtype=np.int64)
    rng, drawn = np.random.default_rng(seed), 0
    for run in range(runs):
        go_on(progress, 100 * run / runs)
        values = chance.draw(rng)
        null = np.sort(normal_scores(values, neighbourhood.sums(values), expected)[tested])
        null = null[~np.isnan(null)]
        drawn += len(null)
        below += np.bincount(np.searchsorted(ranked, null, "left"), minlength=len(order) + 1)
        above += np.bincount(np.searchsorted(ranked, null, "right"), minlength=len(order) + 1)
    lower = 1 + np.cumsum(below)[:-1]
    upper = 1 + np.cumsum(above[::-1])[::-1][1:]
    p = np.full(len(x), np.nan)
    p[order] = np.minimum(1.0, 2 * np.minimum(lower, upper) / (1 + drawn))
    return scores, p
