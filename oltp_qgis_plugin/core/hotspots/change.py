"""What has changed between two periods, place by place."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np

from oltp_qgis_plugin.core.hotspots.counting import FEW, Tally, Units, count_in, tally_remarks, unit_remarks
from oltp_qgis_plugin.core.hotspots.poisson_change import e_test
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.hotspots.significance import LEVELS, NOT_SIGNIFICANT, benjamini_hochberg
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.reports.sentences import number, probability

PERCENT_FROM = 10
"""Count under which a percentage says nothing."""
BEFORE, AFTER = "La couche « avant »", "La couche « après »"


@dataclass(frozen=True)
class ChangeMap:
    """Places and what changed in each.

    columns: those of the places, n_before, n_after, expected_after (n_before at the length of the period after),
    change_percent (of the daily rate, NaN when a count is under 10), p_value, q_value, class.
    """

    units: Units
    columns: dict[str, np.ndarray]
    before: Tally
    after: Tally
    remarks: tuple[Remark, ...]

    @property
    def increases(self) -> int:
        """Places whose rise is hardly compatible with chance (q < 0.10)."""
        return int(np.char.startswith(self.columns["class"], "increase").sum())

    @property
    def decreases(self) -> int:
        """Places whose fall is hardly compatible with chance (q < 0.10)."""
        return int(np.char.startswith(self.columns["class"], "decrease").sum())


def change_map(
    before_xy: np.ndarray,
    after_xy: np.ndarray,
    units: Units,
    exposure_before: float = 1.0,
    exposure_after: float = 1.0,
    progress: Progress = silent,
) -> ChangeMap:
    """Counts of two periods in the same places, E-test of each, false discovery rate over the map, class.

    before_xy, after_xy: (n, 2) float, metres, NaN without position. exposures: days, > 0.
    Raises GridError when a layer has no incident inside, StatisticError when an exposure is not positive.
    """
    before = count_in(before_xy, units, BEFORE, lambda: progress(20))
    after = count_in(after_xy, units, AFTER, lambda: progress(40))
    go_on(progress, 50)
    p = e_test(before.n, after.n, exposure_before, exposure_after, lambda: progress(60))
    q = benjamini_hochberg(p)
    columns = {
        **units.columns(),
        "n_before": before.n,
        "n_after": after.n,
        "expected_after": before.n * (exposure_after / exposure_before),
        "change_percent": change_percent(before.n, after.n, exposure_before, exposure_after),
        "p_value": p,
        "q_value": q,
        "class": change_class(after.n / exposure_after - before.n / exposure_before, q),
    }
    go_on(progress, 90)
    result = ChangeMap(units, columns, before, after, ())
    return replace(result, remarks=tuple(_remarks(result, exposure_before, exposure_after)))


def change_percent(
    before: np.ndarray, after: np.ndarray, exposure_before: float = 1.0, exposure_after: float = 1.0
) -> np.ndarray:
    """Change of the rate in percent of the rate before; NaN where either count is under 10."""
    enough = (before >= PERCENT_FROM) & (after >= PERCENT_FROM)
    ratio = (after / exposure_after) / (np.maximum(before, 1) / exposure_before)
    return np.where(enough, 100 * (ratio - 1), np.nan)


def change_class(difference: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Class of each place: increase_99, increase_95, increase_90, not_significant, decrease_90 … as text.

    difference: (n,) float, rate after minus rate before. A level holds when q is strictly under it.
    """
    classes = np.full(len(q), NOT_SIGNIFICANT, dtype="<U15")
    for level, suffix in LEVELS:
        classes[(q < level) & (difference > 0)] = f"increase_{suffix}"
        classes[(q < level) & (difference < 0)] = f"decrease_{suffix}"
    return classes


def _remarks(result: ChangeMap, exposure_before: float, exposure_after: float) -> Iterator[Remark]:
    yield from unit_remarks(result.units)
    yield from tally_remarks(result.before, "Incidents d'avant")
    yield from tally_remarks(result.after, "Incidents d'après")
    yield _town(result, exposure_before, exposure_after)
    yield _found(result)
    if exposure_before != exposure_after:
        yield Remark(
            f"Périodes de durées différentes ({exposure_before:g} et {exposure_after:g} jours) : le test et la colonne "
            f"expected_after ramènent les nombres à la même durée."
        )
    if abs(exposure_before - exposure_after) > 0.1 * max(exposure_before, exposure_after) and (
        min(exposure_before, exposure_after) < 365
    ):
        yield Remark(
            "Les deux périodes ne couvrent pas les mêmes mois : la saison peut faire à elle seule une hausse ou une "
            "baisse. Comparez de préférence les mêmes mois de deux années.",
            warning=True,
        )
    if result.before.inside + result.after.inside < FEW:
        yield Remark(f"Moins de {FEW} incidents en tout : une liste en dira plus que cette carte.", warning=True)


def _town(result: ChangeMap, exposure_before: float, exposure_after: float) -> Remark:
    counts = result.before.inside, result.after.inside
    n = np.array(counts[:1]), np.array(counts[1:])
    p = float(e_test(*n, exposure_before, exposure_after)[0])
    percent = float(change_percent(*n, exposure_before, exposure_after)[0])
    said = f", {percent:+.0f} %".replace("-", "−") if percent == percent else ""
    return Remark(
        f"Ensemble de la zone : {number(counts[0])} avant, {number(counts[1])} après{said} "
        f"(p {probability(p)})."
    )


def _found(result: ChangeMap) -> Remark:
    if not result.increases + result.decreases:
        return Remark(
            "Aucun lieu ne change plus que le hasard ne l'explique, une fois corrigé pour le nombre de lieux : "
            "cela ne prouve pas que rien n'a changé."
        )
    return Remark(
        f"Lieux en hausse peu compatible avec le hasard (q < 0,10) : {result.increases} ; en baisse : "
        f"{result.decreases}."
    )
