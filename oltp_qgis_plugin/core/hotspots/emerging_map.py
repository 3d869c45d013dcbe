"""The space-time cube of a town: Gi* of each cell at each step, its trend and its class."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.counting import FEW, Tally, Units, count_in, tally_remarks, unit_remarks
from oltp_qgis_plugin.core.hotspots.emerging import CLASSES, COLD, HOT, emerging_class
from oltp_qgis_plugin.core.hotspots.event_dates import EventDates, date_remarks
from oltp_qgis_plugin.core.hotspots.local_statistics import gi_star_lattice
from oltp_qgis_plugin.core.hotspots.mann_kendall import mann_kendall
from oltp_qgis_plugin.core.hotspots.map_remarks import SPARSE_MEAN
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.hotspots.significance import benjamini_hochberg, two_sided_p
from oltp_qgis_plugin.core.hotspots.time_steps import Step, Steps, time_steps
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.reports.sentences import day
from oltp_qgis_plugin.errors import GridError, StatisticError

LEVEL = 0.05
MOST_BINS = 20_000_000
FEWEST_STEPS, GOOD_STEPS = 2, 10
MEMORY, SEASON = 0.2, 0.3
"""Autocorrelations from which the trend, or the season, is warned about."""


@dataclass(frozen=True)
class EmergingMap:
    """Cells and how their hot spots come and go.

    counts, z, q: (n, t), of each cell at each step; z is NaN at a step whose map has no variance.
    columns: those of the cells, n, n_last, hot_steps, cold_steps, z_last, trend_z, trend_p, class.
    """

    units: Units
    steps: Steps
    counts: np.ndarray
    z: np.ndarray
    q: np.ndarray
    columns: dict[str, np.ndarray]
    remarks: tuple[Remark, ...]

    def cube(self) -> pd.DataFrame:
        """One row per cell and step: cell_id, step (from 1), step_start (text), n, gi_star, p_value, q_value."""
        n, t = self.counts.shape
        return pd.DataFrame({
            "cell_id": np.repeat(np.arange(1, n + 1), t), "step": np.tile(np.arange(1, t + 1), n),
            "step_start": np.tile(self.steps.starts[:-1].astype(str).astype(object), n), "n": self.counts.ravel(),
            "gi_star": self.z.ravel(), "p_value": two_sided_p(self.z.ravel()), "q_value": self.q.ravel(),
        })  # fmt: skip


def emerging_map(
    xy: np.ndarray,
    dates: EventDates,
    units: Units,
    step: Step,
    start: np.datetime64 | None = None,
    end: np.datetime64 | None = None,
    progress: Progress = silent,
) -> EmergingMap:
    """Emerging hot spots of incidents on the cells of a lattice.

    xy: (n, 2) float, metres, NaN without position. Gi* of a step compares a cell and its neighbours of that step with
    the map of the same step, so that what rises or falls in the whole town is nobody's hot spot. Benjamini–Hochberg q
    over the cells of each step's map; hot or cold when q < 0.05. Trend: Mann–Kendall on z, p < 0.05.
    Raises StatisticError: dates too coarse for the step, fewer than two steps; GridError: nobody inside.
    """
    grid = units.grid
    if grid is None:
        raise GridError("Les points chauds émergents se calculent sur une grille.")
    steps = time_steps(dates, step, start, end)
    _check(len(units), steps)
    tally = count_in(np.where((steps.of >= 0)[:, None], xy, np.nan), units, should_stop=lambda: progress(5))
    n, t = len(units), len(steps)
    held = tally.unit >= 0
    counts = np.bincount(tally.unit[held] * t + steps.of[held], minlength=n * t).reshape(n, t)
    z, q = np.empty((n, t)), np.empty((n, t))
    for number in range(t):
        go_on(progress, 20 + 40 * number / t)
        z[:, number] = gi_star_lattice(counts[:, number], grid.column, grid.row, grid.lattice.hexagons)
        q[:, number] = benjamini_hochberg(two_sided_p(z[:, number]))
    go_on(progress, 70)
    hot, cold = (q < LEVEL) & (z > 0), (q < LEVEL) & (z < 0)
    trend = mann_kendall(np.nan_to_num(z), lambda: progress(75))
    direction = np.where(trend.p_value < LEVEL, np.sign(trend.s), 0)
    columns = {
        **units.columns(), "n": counts.sum(axis=1), "n_last": counts[:, -1], "hot_steps": np.count_nonzero(hot, axis=1),
        "cold_steps": np.count_nonzero(cold, axis=1), "z_last": z[:, -1], "trend_z": trend.z, "trend_p": trend.p_value,
        "class": emerging_class(hot, cold, direction),
    }  # fmt: skip
    result = EmergingMap(units, steps, counts, z, q, columns, ())
    unplaced = int((~np.isfinite(xy).all(axis=1)).sum())
    told = replace(tally, unplaced=unplaced)
    go_on(progress, 80)
    return replace(result, remarks=tuple(_remarks(result, told, dates)))


def _check(n_cells: int, steps: Steps) -> None:
    if len(steps) < FEWEST_STEPS:
        raise StatisticError(
            f"Du {_words(steps.starts[0])} au {_words(steps.last_day)}, il n'y a qu'un pas "
            f"({steps.step.words()}) : prenez un pas plus court ou une période plus longue."
        )
    if n_cells * len(steps) > MOST_BINS:
        raise StatisticError(
            f"{n_cells} mailles et {len(steps)} pas font plus de 20 millions de cases : prenez des mailles plus "
            f"grandes ou un pas plus long."
        )


def _remarks(result: EmergingMap, tally: Tally, dates: EventDates) -> Iterator[Remark]:
    yield from unit_remarks(result.units)
    yield from tally_remarks(tally)
    yield from date_remarks(dates)
    yield from _step_remarks(result.steps, result.counts)
    yield Remark(
        "Gi* de chaque pas : la maille et ses voisines, comparées à la carte du même pas (sa moyenne, son écart-type). "
        "Chaude ou froide : q < 0,05, corrigé sur cette carte. Tendance : Mann-Kendall sur Gi*, p < 0,05."
    )
    yield from _class_remarks(result)
    yield from _memory_remarks(result)
    mean = result.counts.mean()
    if mean < SPARSE_MEAN:
        yield Remark(
            f"{decimal(mean, 2)} incidents par maille et par pas en moyenne (moins de {SPARSE_MEAN}) : Gi* n'est "
            f"qu'approché, des points chauds peuvent être dus au hasard ; prenez des mailles plus grandes ou un pas "
            f"plus long.",
            warning=True,
        )
    if tally.inside < FEW:
        yield Remark(f"Moins de {FEW} incidents en tout : une liste en dira plus que cette carte.", warning=True)


def _words(date: np.datetime64) -> str:
    return day(pd.Timestamp(date))


def _step_remarks(steps: Steps, counts: np.ndarray) -> Iterator[Remark]:
    yield Remark(
        f"Pas de temps ({steps.step.words()}) : {len(steps)}, du {_words(steps.starts[0])} au "
        f"{_words(steps.starts[-1] - 1)} compris."
    )
    if steps.coarse:
        yield Remark(f"Incidents datés trop grossièrement pour ce pas, non comptés : {steps.coarse}.", warning=True)
    if steps.outside:
        yield Remark(f"Incidents hors de la période demandée, non comptés : {steps.outside}.", warning=True)
    if steps.cut_short:
        yield Remark(
            f"Le dernier pas finit le {_words(steps.starts[-1] - 1)}, mais le dernier incident est du "
            f"{_words(steps.last_day)} : s'il est incomplet, donnez une fin à la veille de ce pas, car les "
            f"classes dépendent du dernier.",
            warning=True,
        )
    empty = int((counts.sum(axis=0) == 0).sum())
    if empty:
        yield Remark(f"Pas sans aucun incident : {empty} ; vérifiez que rien ne manque dans les données.", warning=True)
    if len(steps) < GOOD_STEPS:
        yield Remark(
            f"{len(steps)} pas seulement : sous {GOOD_STEPS}, les classes tiennent à peu de chose et la tendance ne "
            f"peut guère ressortir.",
            warning=True,
        )


def _class_remarks(result: EmergingMap) -> Iterator[Remark]:
    names, counts = np.unique(result.columns["class"], return_counts=True)
    found = dict(zip(names.tolist(), counts.tolist(), strict=True))
    told = [f"{name} {found[name]}" for name in CLASSES if name in found]
    yield Remark(f"Mailles par classe : {', '.join(told)}.")
    if not any(name.startswith((HOT, COLD)) for name in found):
        yield Remark("Aucune maille n'est chaude ou froide assez souvent pour avoir une classe.")


def _memory_remarks(result: EmergingMap) -> Iterator[Remark]:
    """What autocorrelation and season do to the trend."""
    ever = (result.columns["hot_steps"] + result.columns["cold_steps"]) > 0
    series = np.nan_to_num(result.z[ever])
    memory = float(np.median(autocorrelation(series, 1))) if len(series) and len(result.steps) > 3 else 0.0
    yield Remark(
        f"Autocorrélation médiane de Gi* d'un pas au suivant : {decimal(memory, 2)}. Mann-Kendall suppose des pas "
        f"indépendants" + (" : ici, ses tendances ressortent trop souvent." if memory > MEMORY else "."),
        warning=memory > MEMORY,
    )
    year = round(result.steps.step.per_year())
    if year < 2:
        return
    if len(result.steps) < 2 * year:
        yield Remark(
            "Moins de deux années de pas : une saison ne se distingue pas d'une tendance ; ne lisez pas une hausse "
            "d'été comme une montée.",
            warning=True,
        )
        return
    season = float(autocorrelation(result.counts.sum(axis=0)[None, :].astype(float), year)[0])
    yield Remark(
        f"Saison : autocorrélation des nombres de la ville à un an, {decimal(season, 2)}. Gi* compare chaque pas à "
        f"lui-même, mais un lieu qui a sa saison (plage, école) peut paraître oscillant ou sporadique.",
        warning=season > SEASON,
    )


def autocorrelation(series: np.ndarray, lag: int) -> np.ndarray:
    """Correlation of each row with itself `lag` steps later: (n,) float, 0 for a row without variance."""
    gap = series - series.mean(axis=1, keepdims=True)
    power = (gap**2).sum(axis=1)
    product = (gap[:, lag:] * gap[:, :-lag]).sum(axis=1)
    return np.divide(product, power, out=np.zeros(len(series)), where=power > 0)
