"""How well hot cells of one period hold the incidents of the next: hit rate, PAI, PEI and RRI."""

from dataclasses import dataclass

import numpy as np
from scipy.stats import beta

CONFIDENCE = 0.95
ROUNDING = 1e-9


@dataclass(frozen=True)
class Held:
    """What some cells hold.

    cells: number of cells. area: their surface. before, after: incidents of the first and second periods in them; not
    whole where cells of one same rank had to be parted.
    """

    cells: float
    area: float
    before: float
    after: float


@dataclass(frozen=True)
class HitRate:
    """Measures of some cells against all of them; NaN where they are not defined.

    area_share: a/A. hit_rate: n/N, incidents of the second period. pai: hit_rate / area_share (Chainey, Tompson &
    Uhlig 2008), from pai_low to pai_high, exact binomial interval at 95 %. pei: pai over the best possible one on the
    same surface (Hunt 2016). rri: (n2/n1) / (N2/N1), 1 when the cells keep their part (Levine 2008).
    """

    area_share: float
    hit_rate: float
    pai: float
    pai_low: float
    pai_high: float
    pei: float
    rri: float


def held_by_share(score: np.ndarray, area: np.ndarray, before: np.ndarray, after: np.ndarray, share: float) -> Held:
    """What the best-scored cells hold: as many as fit in `share` of the surface, one at least.

    score: (n,), the highest first; NaN last. area, before, after: (n,) surface and counts of each cell. Of cells of
    one same score that do not all fit, each counts in part, as any order among them is as good.
    """
    score, best = np.where(np.isnan(score), -np.inf, score), best_scored(score, area, share)
    last = score[best[-1]]
    above, level = score > last, score == last
    part = (len(best) - int(above.sum())) / int(level.sum())
    return Held(*(float(v[above].sum() + part * v[level].sum()) for v in (np.ones(len(score)), area, before, after)))


def best_scored(score: np.ndarray, area: np.ndarray, share: float) -> np.ndarray:
    """Positions of the best-scored cells that fit in a share of the surface, one at least; NaN last."""
    order = np.argsort(-np.where(np.isnan(score), -np.inf, score), kind="stable")
    fits = np.cumsum(area[order]) <= share * area.sum() * (1 + ROUNDING)
    return order[: max(1, int(np.count_nonzero(fits)))]


def held_by(chosen: np.ndarray, area: np.ndarray, before: np.ndarray, after: np.ndarray) -> Held:
    """What the cells chosen hold; chosen: (n,) bool."""
    return Held(*(float(values[chosen].sum()) for values in (np.ones(len(area)), area, before, after)))


def most_on(area: np.ndarray, after: np.ndarray, surface: float) -> float:
    """The most incidents that any cells of that surface hold, the last one counted in part."""
    order = np.argsort(-after / area, kind="stable")
    return float(np.interp(surface, np.append(0, np.cumsum(area[order])), np.append(0, np.cumsum(after[order]))))


def measured(held: Held, area: np.ndarray, before: np.ndarray, after: np.ndarray) -> HitRate:
    """The measures of what some cells hold, against all cells."""
    n_before, n_after = float(before.sum()), float(after.sum())
    share = held.area / float(area.sum())
    if not held.cells or not n_after:
        return HitRate(share, *[np.nan] * 6)
    hit = held.after / n_after
    low, high = binomial_interval(held.after, n_after)
    best = most_on(area, after, held.area)
    pei = held.after / best if best else np.nan
    rri = (held.after / held.before) / (n_after / n_before) if held.before and n_before else np.nan
    return HitRate(share, hit, hit / share, low / share, high / share, pei, rri)


def binomial_interval(successes: float, trials: float) -> tuple[float, float]:
    """Exact interval of a share (Clopper & Pearson 1934)."""
    tail = (1 - CONFIDENCE) / 2
    low = float(beta.ppf(tail, successes, trials - successes + 1)) if successes > 0 else 0.0
    high = float(beta.ppf(1 - tail, successes + 1, trials - successes)) if successes < trials else 1.0
    return low, high


def hit_curve(score: np.ndarray, area: np.ndarray, after: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Share of the incidents of the second period held by each share of the surface, from the best-scored cells.

    Returns (shares of surface, shares of incidents), both from 0 to 1; a straight line across cells of one same score.
    """
    score = np.where(np.isnan(score), -np.inf, score)
    known, number = np.unique(-score, return_inverse=True)
    surface, held = (np.cumsum(np.bincount(number, values, len(known))) for values in (area, after))
    return np.append(0, surface / surface[-1]), np.append(0, held / held[-1])
