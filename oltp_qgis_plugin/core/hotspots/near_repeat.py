"""The near-repeat study of a layer of incidents: which of them count, the Knox table, what must be said about it."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.hotspots.bands import band_text
from oltp_qgis_plugin.core.hotspots.counting import FEW, stray_remark
from oltp_qgis_plugin.core.hotspots.event_dates import EventDates, date_remarks
from oltp_qgis_plugin.core.hotspots.near_pairs import EUCLIDEAN, MANHATTAN, distance
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.hotspots.repeats import Knox, knox
from oltp_qgis_plugin.core.incident import DatePrecision
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.core.reports.sentences import number, period, probability
from oltp_qgis_plugin.errors import LayerError, StatisticError

LEVEL = 0.05
SHARED_PLACES = 0.2
METRICS = {EUCLIDEAN: "à vol d'oiseau", MANHATTAN: "de Manhattan (écart est-ouest plus écart nord-sud)"}


@dataclass(frozen=True)
class Question:
    """What is asked: edges of the bands (metres, days), metric, number of permutations, seed."""

    distance_edges: np.ndarray
    day_edges: np.ndarray
    metric: str = EUCLIDEAN
    runs: int = 999
    seed: int = 1


@dataclass(frozen=True)
class NearRepeat:
    """The table, the incidents that it is made of (positions in the layer), and what must be said."""

    knox: Knox
    used: np.ndarray
    remarks: tuple[Remark, ...]


def near_repeat(xy: np.ndarray, dates: EventDates, asked: Question, progress: Progress = silent) -> NearRepeat:
    """The Knox table of the incidents that have a place and a day.

    xy: (n, 2) float, metres, NaN without position. The gap of a pair is the difference of its calendar days, whatever
    the hours. Incidents dated to the month or the year are left out, and said.
    Raises LayerError without an incident placed and dated; StatisticError: months only, one place, one day.
    """
    placed = np.isfinite(xy).all(axis=1)
    used = np.flatnonzero(placed & dates.to(DatePrecision.DAY))
    if not len(used):
        _refuse(placed, dates)
    day = dates.day[used].astype(np.int64)
    table = knox(
        xy[used], day, asked.distance_edges, asked.day_edges, asked.metric, asked.runs, asked.seed, progress
    )
    return NearRepeat(table, used, tuple(_remarks(xy, dates, asked, table, used)))


def _refuse(placed: np.ndarray, dates: EventDates) -> None:
    coarse = placed & dates.to(DatePrecision.MONTH, DatePrecision.YEAR)
    if coarse.any():
        raise StatisticError(
            f"Les {np.count_nonzero(coarse)} incidents ne sont datés qu'au mois ou à l'année : un écart en jours n'en "
            f"peut pas être tiré ; demandez au partenaire la date complète."
        )
    raise LayerError(
        f"Aucun incident, sur {len(placed)}, n'a à la fois un lieu et une date : vérifiez le champ de la date."
    )


def pair_table(found: NearRepeat, xy: np.ndarray, dates: EventDates, metric: str) -> pd.DataFrame:
    """The pairs of the bands that have an end, the earlier incident first: one row each.

    originator, repeat: positions in the layer; distance in metres; days; from and to of their bands; p_value of the
    band; same_place. At the same moment the first in the layer is the originator. Ordered by distance band, then days.
    """
    bands = found.knox.frame()
    n_days = len(found.knox.day_edges) - 1
    rows = []
    day = dates.day.astype(np.int64)
    for row, (i, j) in enumerate(found.knox.close):
        first, second = found.used[i.astype(np.int64)], found.used[j.astype(np.int64)]
        gap = np.abs(day[first] - day[second])
        column = np.searchsorted(found.knox.day_edges, gap, "right") - 1
        held = (column >= 0) & (column < n_days) & np.isfinite(found.knox.day_edges[np.minimum(column + 1, n_days)])
        first, second, gap, column = first[held], second[held], gap[held], column[held]
        began = dates.began.astype(np.int64)
        swapped = (began[second] < began[first]) | ((began[second] == began[first]) & (second < first))
        first, second = np.where(swapped, second, first), np.where(swapped, first, second)
        band = bands.iloc[row * n_days + column].drop(columns=["observed", "expected", "ratio"])
        pairs = band.assign(originator=first, repeat=second, distance=distance(xy[first], xy[second], metric), days=gap)
        rows.append(pairs.sort_values(["days", "distance"], kind="stable"))
    table = pd.concat(rows, ignore_index=True)
    return table.assign(same_place=(xy[table["originator"]] == xy[table["repeat"]]).all(axis=1))


def _remarks(
    xy: np.ndarray, dates: EventDates, asked: Question, table: Knox, used: np.ndarray
) -> Iterator[Remark]:
    day = dates.day[used]
    yield Remark(f"Incidents comptés : {number(len(used))}, {period(pd.Series(day))}.")
    yield Remark(
        f"Distance {METRICS[asked.metric]}. Écart de temps : différence des dates du calendrier, en jours entiers, "
        f"quelle que soit l'heure (0 : le même jour). Tranches [de, à) : la borne basse est comprise, la haute non ; "
        f"une paire à 100 m et 3 jours exactement est dans [100, …) et [3, …)."
    )
    yield Remark(
        f"Attendu : moyenne exacte sur toutes les permutations des dates entre les lieux. p : {asked.runs} tirages "
        f"(graine {asked.seed}) ; au mieux {decimal(1 / (asked.runs + 1), 4)}."
    )
    yield from _left_out(xy, dates)
    yield from _places(xy[used], table)
    yield from _found(table)
    last = table.day_edges[np.isfinite(table.day_edges)][-1]
    if (day.max() - day.min()).astype(int) < 2 * last:
        yield Remark(
            f"La période est courte pour des écarts de {last:g} jours : prenez-en une dix fois plus longue.",
            warning=True,
        )
    if len(used) < FEW:
        yield Remark(f"Moins de {FEW} incidents : trop peu pour en tirer une conclusion.", warning=True)


def _left_out(xy: np.ndarray, dates: EventDates) -> Iterator[Remark]:
    unplaced = int((~np.isfinite(xy).all(axis=1)).sum())
    if unplaced:
        yield Remark(f"Incidents sans position, non comptés : {unplaced}.", warning=True)
    yield from date_remarks(dates)
    coarse = int(dates.to(DatePrecision.MONTH, DatePrecision.YEAR).sum())
    if coarse:
        yield Remark(f"Incidents datés au mois ou à l'année, non comptés : {coarse}.", warning=True)
    yield from stray_remark(xy)


def _places(xy: np.ndarray, table: Knox) -> Iterator[Remark]:
    bands = [band_text(*pair, "jours") for pair in zip(table.day_edges[:-1], table.day_edges[1:], strict=True)]
    if table.same_place.any():
        told = ", ".join(f"{number(n)} à {band}" for n, band in zip(table.same_place.tolist(), bands, strict=True) if n)
        yield Remark(
            f"Paires au même lieu exactement (0 m) : {told} ; elles comptent dans la première tranche. Pour les voir à "
            f"part, donnez une première tranche de 0 à 0.1."
        )
    shared = 1 - len(np.unique(xy, axis=0)) / len(xy)
    if shared > SHARED_PLACES:
        yield Remark(
            f"{100 * shared:.0f} % des incidents partagent leurs coordonnées avec un autre : si elles viennent d'un "
            f"centre de rue ou d'une résidence, les courtes distances sont fausses.",
            warning=True,
        )


def _found(table: Knox) -> Iterator[Remark]:
    rows = table.frame()
    found = rows[(rows["p_value"] <= LEVEL) & (rows["ratio"] > 1)]
    for row in found.fillna(np.inf).itertuples():
        where = band_text(row.distance_from, row.distance_to, "m"), band_text(row.days_from, row.days_to, "jours")
        yield Remark(
            f"{where[0]} et {where[1]} : {number(row.observed)} paires pour {decimal(row.expected, 1)} attendues, soit "
            f"{decimal(row.ratio, 2)} fois (p {probability(row.p_value)})."
        )
    if not len(found) and len(rows) and rows["p_value"].notna().any():
        yield Remark("Aucune tranche n'a plus de paires que le hasard n'en donne (p ≤ 0,05).")
    if len(rows) >= 1 / LEVEL:
        yield Remark(
            f"{len(rows)} tranches sont testées : le hasard seul en fait ressortir une sur vingt ; ne retenez que ce "
            f"qui se suit de tranche en tranche.",
            warning=True,
        )
