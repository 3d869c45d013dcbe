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


def rates(n: np.ndarray, population: np.ndarray) -> np.ndarray:
    """Numbers per 1 000 inhabitants; NaN where the population is NaN, zero or less."""
    population = np.asarray(population, dtype=float)
    people = np.where(population > 0, population, np.nan)
    return PER * np.asarray(n, dtype=float) / people
