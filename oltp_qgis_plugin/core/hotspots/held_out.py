"""Hot spots put to the test: found on a first period, measured on the next, which they have not seen."""

from collections.abc import Sequence
from dataclasses import astuple, dataclass, replace

import numpy as np
import pandas as pd
from shapely.geometry.base import BaseGeometry

from oltp_qgis_plugin.core.hotspots.analysis import HotspotMap, Where, hotspot_map
from oltp_qgis_plugin.core.hotspots.event_dates import EventDates
from oltp_qgis_plugin.core.hotspots.grid import count_per_cell
from oltp_qgis_plugin.core.hotspots.held_out_remarks import held_out_remarks
from oltp_qgis_plugin.core.hotspots.hit_rate import (
    Held,
    HitRate,
    best_scored,
    held_by,
    held_by_share,
    hit_curve,
    measured,
)
from oltp_qgis_plugin.core.hotspots.lattice import Lattice
from oltp_qgis_plugin.core.hotspots.located import locate
from oltp_qgis_plugin.core.hotspots.remarks import Remark
from oltp_qgis_plugin.core.hotspots.split_dates import Split, split_dates
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.errors import StatisticError

COUNT, KDE, GI_STAR, CLASS = METHODS = "count", "kde", "gi_star", "class"
SHARES = (0.01, 0.02, 0.05, 0.10, 0.20)
CLASSES = {"hot_99": ("hot_99",), "hot_95": ("hot_99", "hot_95"), "hot_90": ("hot_99", "hot_95", "hot_90")}
HEADLINE_CLASS = "hot_95"
HOT, OTHER = "hot", "other"
COLUMNS = ("cells", "area_km2", "n_before", "n_after", "area_share", "hit_rate", "pai", "pai_low", "pai_high", "pei",
           "rri")  # fmt: skip
SQUARE_METRES_PER_KM2 = 1e6


@dataclass(frozen=True)
class Question:
    """What is asked. first_day: of the second period, None: computed. method: of METHODS. share: of the surface.

    bandwidth: metres, of the density; 0: computed.
    """

    first_day: np.datetime64 | None
    method: str
    share: float
    lattice: Lattice
    bandwidth: float = 0.0


@dataclass(frozen=True)
class HeldOut:
    """Every method at every share, as a table: method, selection, then COLUMNS. headline: the row asked for.

    columns: per cell of `cells`: cell_id, col, row, area_share, n_before, n_after, kde, gi_star, class of the first
    period, and selected (HOT, OTHER). curves: shares of surface and of incidents, of the method asked, then the best.
    n_before, n_after: incidents counted of each period.
    """

    table: pd.DataFrame
    headline: HitRate
    map: HotspotMap
    columns: dict[str, np.ndarray]
    curves: tuple[tuple[np.ndarray, np.ndarray], ...]
    split: Split
    n_before: int
    n_after: int
    remarks: tuple[Remark, ...]


def held_out(
    xy: np.ndarray,
    dates: EventDates,
    study: Sequence[BaseGeometry] | None,
    asked: Question,
    progress: Progress = silent,
) -> HeldOut:
    """Hot cells of the first period, and what they hold of the second.

    xy: (n, 2) float, metres, not finite without position. study: polygons; None: the rectangle of the incidents.
    Raises LayerError, GridError as `locate` and `hotspot_map`; StatisticError: a share out of ]0, 1[, a period without
    an incident.
    """
    if not 0 < asked.share < 1:
        raise StatisticError(
            f"La part de surface vaut {100 * asked.share:g} % : donnez un nombre entre 0 et 100, 5 par exemple."
        )
    split = split_dates(dates, asked.first_day)
    found = locate(np.where(split.used[:, None], xy, np.nan), study, lambda: progress(5))
    second = split.second[found.position]
    _check_periods(second)
    where = Where(asked.lattice, [found.study])
    first_map = hotspot_map(found.inside[~second], where, asked.bandwidth, progress=part(progress, 10, 80))
    cell = first_map.cells.of_points(found.inside[second], lambda: progress(85))
    after = count_per_cell(cell, len(first_map.cells))
    go_on(progress, 95)
    first, area = first_map.columns, first_map.cells.area
    scores = _scores(first)
    selected = _selected(scores, first["class"], area, asked)
    columns = {name: first[name] for name in ("cell_id", "col", "row", "area_share")}
    columns |= {"n_before": first["n"], "n_after": after, "kde": first["kde"], "gi_star": first["gi_star"]}
    columns |= {"class": first["class"], "selected": np.where(selected, HOT, OTHER)}
    result = HeldOut(
        table=_table(scores, first, area, after, asked.share),
        headline=_headline(scores, first, area, after, asked),
        map=first_map,
        columns=columns,
        curves=(hit_curve(scores[asked.method], area, after), hit_curve(after / area, area, after)),
        split=split,
        n_before=int((~second).sum()),
        n_after=int(second.sum()),
        remarks=(),
    )
    return replace(result, remarks=tuple(held_out_remarks(result, found, asked)))


def _check_periods(second: np.ndarray) -> None:
    if second.all() or not second.any():
        name = "première" if second.all() else "seconde"
        raise StatisticError(
            f"Aucun incident de la zone d'étude n'est de la {name} période : choisissez un autre début de la seconde "
            f"période (SPLIT)."
        )


def _scores(first: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """What ranks cells, per method: of cells of as many incidents, the densest around first."""
    rank = np.lexsort((first["kde"], first["n"]))
    by_count = np.empty(len(rank))
    step = (np.diff(first["n"][rank]) != 0) | (np.diff(first["kde"][rank]) != 0)
    by_count[rank] = np.append(0, np.cumsum(step))
    return {COUNT: by_count, KDE: first["kde"], GI_STAR: first["gi_star"], CLASS: first["gi_star"]}


def _selected(scores: dict[str, np.ndarray], classes: np.ndarray, area: np.ndarray, asked: Question) -> np.ndarray:
    if asked.method == CLASS:
        return np.isin(classes, CLASSES[HEADLINE_CLASS])
    chosen = np.zeros(len(area), dtype=bool)
    chosen[best_scored(scores[asked.method], area, asked.share)] = True
    return chosen


def _headline(
    scores: dict[str, np.ndarray], first: dict[str, np.ndarray], area: np.ndarray, after: np.ndarray, asked: Question
) -> HitRate:
    if asked.method == CLASS:
        held = held_by(np.isin(first["class"], CLASSES[HEADLINE_CLASS]), area, first["n"], after)
    else:
        held = held_by_share(scores[asked.method], area, first["n"], after, asked.share)
    return measured(held, area, first["n"], after)


def _table(
    scores: dict[str, np.ndarray], first: dict[str, np.ndarray], area: np.ndarray, after: np.ndarray, share: float
) -> pd.DataFrame:
    before, rows = first["n"], []
    for method in (COUNT, KDE, GI_STAR):
        for asked in sorted({*SHARES, share}):
            held = held_by_share(scores[method], area, before, after, asked)
            rows.append((method, f"{100 * asked:g} %".replace(".", ","), *_row(held, area, before, after)))
    for name, classes in CLASSES.items():
        held = held_by(np.isin(first["class"], classes), area, before, after)
        rows.append((CLASS, name, *_row(held, area, before, after)))
    return pd.DataFrame(rows, columns=["method", "selection", *COLUMNS])


def _row(held: Held, area: np.ndarray, before: np.ndarray, after: np.ndarray) -> tuple[float, ...]:
    cells, surface, *counts = astuple(held)
    return cells, surface / SQUARE_METRES_PER_KM2, *counts, *astuple(measured(held, area, before, after))
