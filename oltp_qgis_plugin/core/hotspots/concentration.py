"""How few places hold how many incidents: Lorenz curve, Gini adjusted for few events, shares."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from oltp_qgis_plugin.core.hotspots.counting import FEW
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.reports.sentences import number
from oltp_qgis_plugin.errors import StatisticError

SHARE, TOP = 0.8, 0.2
RUNS = 99
CURVE_POINTS = 400
CLASSES = ((0.5, "top_50"), (0.8, "top_80"))
OTHER, EMPTY = "other", "empty"


@dataclass(frozen=True)
class Concentration:
    """Places by how much they hold.

    n, total: places, incidents. gini: of the counts; adjusted: allowing for few incidents; by_chance: mean adjusted
    Gini of as many incidents thrown evenly over the places, and the highest of its simulations. units_for_80: the
    smallest share of places that holds 80 % of the incidents; top_20: share of the incidents in the 20 % of places
    that have most. columns: per place n, share, rank (1: most), cumulated, class. curve: (k, 2) shares of places and
    of incidents, from the place that has most, for a drawing.
    """

    n: int
    total: float
    gini: float
    adjusted: float
    by_chance: float
    highest_by_chance: float
    units_for_80: float
    top_20: float
    empty: int
    columns: dict[str, np.ndarray]
    curve: np.ndarray


def gini(counts: np.ndarray) -> float:
    """Gini coefficient: 0 when all places hold the same, 1 − 1/c when one of c holds all. counts: (c,) ≥ 0, sum > 0."""
    ordered = np.sort(counts.astype(float))
    c = len(ordered)
    rank = np.arange(1, c + 1)
    return float(((2 * rank - c - 1) * ordered).sum() / (c * ordered.sum()))


def adjusted_gini(counts: np.ndarray) -> float:
    """Gini adjusted for few events, G′ = max(1, c/n)(G − 1) + 1 (Bernasco & Steenbeek 2017).

    n events on c places, fewer than them, cannot be spread evenly: G′ is 0 when no two share a place.
    """
    return max(1.0, len(counts) / float(counts.sum())) * (gini(counts) - 1) + 1


def fewest_share(counts: np.ndarray, share: float = SHARE) -> float:
    """The smallest share of places that together hold this share of the incidents, or more."""
    held = np.cumsum(np.sort(counts.astype(float))[::-1])
    return float((np.searchsorted(held, share * held[-1] * (1 - 1e-12)) + 1) / len(counts))


def top_share(counts: np.ndarray, share: float = TOP) -> float:
    """The share of the incidents in this share of places, those that have most; a place cut by it counts in part."""
    held = np.concatenate([[0.0], np.cumsum(np.sort(counts.astype(float))[::-1])])
    return float(np.interp(share * len(counts), np.arange(len(held)), held) / held[-1])


def concentration(counts: np.ndarray, seed: int = 1, progress: Progress = silent) -> Concentration:
    """The concentration of counts, and that of chance: 99 draws of as many incidents, every place as likely.

    counts: (c,) float or int, ≥ 0; NaN is no place: rank 0, no class. Equal counts keep the order of the places.
    Raises StatisticError: fewer than two places, a negative count, no incident.
    """
    known = np.flatnonzero(~np.isnan(counts))
    asked = counts[known]
    _check(asked)
    order = known[np.argsort(-asked, kind="stable")]
    total = float(asked.sum())
    held = np.cumsum(counts[order]) / total
    rank, cumulated = np.zeros(len(counts), dtype=np.int64), np.full(len(counts), np.nan)
    rank[order], cumulated[order] = np.arange(1, len(order) + 1), held
    drawn = _by_chance(len(asked), round(total), seed, progress)
    columns = {"n": counts, "share": counts / total, "rank": rank, "cumulated": cumulated,
               "class": _classes(counts, cumulated, total)}  # fmt: skip
    return Concentration(
        len(asked), total, gini(asked), adjusted_gini(asked), float(drawn.mean()), float(drawn.max()),
        fewest_share(asked), top_share(asked), int((asked == 0).sum()), columns, _curve(held),
    )  # fmt: skip


def _check(counts: np.ndarray) -> None:
    if len(counts) < 2:
        raise StatisticError(f"Il faut au moins deux lieux pour comparer : {len(counts)}.")
    if (counts < 0).any():
        raise StatisticError(
            f"Des lieux ont un nombre négatif ({counts.min():g}) : choisissez un champ qui compte des incidents."
        )
    if counts.sum() <= 0:
        raise StatisticError(f"Aucun incident dans les {len(counts)} lieux : il n'y a rien à répartir.")


def _by_chance(n_places: int, n_incidents: int, seed: int, progress: Progress) -> np.ndarray:
    random, even = np.random.default_rng(seed), np.full(n_places, 1 / n_places)
    drawn = np.empty(RUNS)
    for run in range(RUNS):
        go_on(progress, 50 + 40 * run / RUNS)
        drawn[run] = adjusted_gini(random.multinomial(max(n_incidents, 1), even))
    return drawn


def _classes(counts: np.ndarray, cumulated: np.ndarray, total: float) -> np.ndarray:
    """top_50, top_80: among the places that are needed to hold that share; else other, or empty."""
    before = cumulated - counts / total
    found = np.select([counts > 0, counts == 0], [OTHER, EMPTY], "").astype("<U6")
    for share, name in reversed(CLASSES):
        found[(counts > 0) & (before < share * (1 - 1e-12))] = name
    return found


def _curve(held: np.ndarray) -> np.ndarray:
    places = np.arange(len(held) + 1) / len(held)
    curve = np.stack([places, np.concatenate([[0.0], held])], axis=1)
    kept = np.unique(np.linspace(0, len(held), CURVE_POINTS).astype(np.int64))
    return curve[kept]


def concentration_remarks(found: Concentration) -> Iterator[Remark]:
    """What the figures say, and when they say little."""
    yield Remark(
        f"{number(found.n)} lieux, {decimal(found.total, 0)} incidents ; lieux sans incident : {number(found.empty)} "
        f"(ils comptent)."
    )
    yield Remark(
        f"80 % des incidents sont dans {decimal(100 * found.units_for_80, 1)} % des lieux ; les 20 % de lieux les plus "
        f"touchés en ont {decimal(100 * found.top_20, 1)} %."
    )
    yield Remark(
        f"Gini : {decimal(found.gini, 3)} ; corrigé du petit nombre d'incidents (Bernasco et Steenbeek, 2017) : "
        f"{decimal(found.adjusted, 3)}. Le même nombre jeté au hasard, à chances égales entre les lieux, donnerait "
        f"{decimal(found.by_chance, 3)} (au plus {decimal(found.highest_by_chance, 3)} en {RUNS} tirages)."
    )
    if found.adjusted <= found.highest_by_chance:
        yield Remark("Cette concentration n'est pas plus forte que celle du hasard.", warning=True)
    if found.total < found.n:
        yield Remark(
            "Il y a moins d'incidents que de lieux : la plupart des lieux sont vides quoi qu'il arrive ; ne citez que "
            "le Gini corrigé.",
            warning=True,
        )
    if found.total < FEW:
        yield Remark(f"Moins de {FEW} incidents : une liste en dira plus.", warning=True)
