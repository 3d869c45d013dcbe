"""Counts, rates and their exact intervals."""

import numpy as np

PER = 1000
LEVEL = 0.95


def poisson_interval(n: np.ndarray, level: float = LEVEL) -> tuple[np.ndarray, np.ndarray]:
    """The exact interval of the expected number, given counts (Garwood, 1936): (low, high), (n,) float each.

    n: counts ≥ 0. Zero events: from 0 to −ln((1 − level) / 2).
    """
    from scipy.stats import chi2

    n = np.asarray(n, dtype=float)
    tail = (1 - level) / 2
    low = np.where(n > 0, chi2.ppf(tail, 2 * np.maximum(n, 1)) / 2, 0.0)
    return low, chi2.ppf(1 - tail, 2 * (n + 1)) / 2


def ratio_interval(
    n: np.ndarray, exposure: np.ndarray, other_n: np.ndarray, other_exposure: np.ndarray, level: float = LEVEL
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Ratio of two rates and its exact interval, (ratio, low, high), (n,) float each.

    Given the sum of both counts, the first is binomial (Przyborowski & Wilenski, 1940), with the interval of Clopper &
    Pearson (1934) on its share. exposure: people, areas or times of both, > 0; else NaN. The ratio is infinite, and
    has no high end, where only the first has events; without any event it is NaN.
    """
    from scipy.special import betaincinv

    n, other_n = np.asarray(n, dtype=float), np.asarray(other_n, dtype=float)
    e1, e2 = (np.where(np.asarray(e, dtype=float) > 0, e, np.nan) for e in (exposure, other_exposure))
    scale, tail = e2 / e1, (1 - level) / 2
    some = n + other_n > 0
    with np.errstate(divide="ignore", invalid="ignore"):
        ratio = np.where(some, n / other_n * scale, np.nan)
        low = np.where(n > 0, betaincinv(np.maximum(n, 1), other_n + 1, tail), 0.0)
        high = np.where(other_n > 0, betaincinv(n + 1, np.maximum(other_n, 1), 1 - tail), 1.0)
        low, high = low / (1 - low) * scale, high / (1 - high) * scale
    return ratio, np.where(some, low, np.nan), np.where(some, high, np.nan)


def rates(n: np.ndarray, population: np.ndarray) -> np.ndarray:
    """Numbers per 1 000 inhabitants; NaN where the population is NaN, zero or less."""
    population = np.asarray(population, dtype=float)
    people = np.where(population > 0, population, np.nan)
    return PER * np.asarray(n, dtype=float) / people
