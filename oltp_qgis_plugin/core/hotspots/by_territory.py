"""What each territory weighs in the hot spots of a town: numbers, rates, comparison with its surroundings."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiPolygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import unary_union

from oltp_qgis_plugin.core.hotspots.exposure import Exposure
from oltp_qgis_plugin.core.hotspots.remarks import Remark, decimal
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.core.rates import PER, poisson_interval, ratio_interval
from oltp_qgis_plugin.core.territories import membership, polygon_parts

ENOUGH = 30
"""Incidents under which a territory gets a list, and no share of hot cells."""
LIST, ABOVE, ALIKE, BELOW, ALONE = "list", "above", "alike", "below", "not_compared"


@dataclass(frozen=True)
class Territories:
    """Valid polygons with their codes and names. population: (n,) NaN where it is not known, None without a field."""

    shapes: Sequence[BaseGeometry]
    codes: Sequence[str]
    names: Sequence[str]
    population: np.ndarray | None = None


@dataclass(frozen=True)
class HotCells:
    """The hot cells of a map: their shapes, and whether each incident lies in one, (n,) bool."""

    shapes: Sequence[BaseGeometry]
    holds: np.ndarray


@dataclass(frozen=True)
class TerritoryFigures:
    """columns: one row per territory, see `territory_figures`. shapes: the territories inside the study area.

    listed: (k, 2) positions (territory, incident) of the incidents of territories under ENOUGH. by_people: rates are
    compared per inhabitant, else per km².
    """

    columns: dict[str, np.ndarray]
    shapes: tuple[BaseGeometry, ...]
    listed: np.ndarray
    by_people: bool
    remarks: tuple[Remark, ...]


def territory_figures(
    xy: np.ndarray,
    territories: Territories,
    study: BaseGeometry | None,
    hot: HotCells,
    ring: float = 300.0,
    exposure: Exposure | None = None,
    progress: Progress = silent,
) -> TerritoryFigures:
    """Per territory: n with its interval, rate per 1 000, comparison with a ring around and the rest of the town.

    xy: (n, 2) incidents with a position, metres. Everything is cut by the study area: outside it nothing was counted;
    without one, the rest of the town is not known (NaN). ring: metres. A point in two territories counts in both.
    Columns: code, name, n, n_low, n_high, area_km2, population, rate, rate_low, rate_high; per comparison (ring, rest)
    n_x, ratio_x, ratio_x_low, ratio_x_high; hot_area and hot_incidents (shares 0–1, NaN under ENOUGH incidents); class.
    """
    shapes = tuple(_inside(shape, study) for shape in territories.shapes)
    rings = tuple(_inside(shape.buffer(ring).difference(shape), study) for shape in shapes)
    go_on(progress, 10)
    n, ring_n = (_counts(xy, polygons, lambda: progress(20)) for polygons in (shapes, rings))
    inside = _counts(xy, [study], lambda: progress(30))[0] if study is not None else np.nan
    area, ring_area = (np.array([shape.area for shape in part]) for part in (shapes, rings))
    go_on(progress, 40)
    weigh = _areas if exposure is None else exposure.of_shapes
    held, around = weigh(shapes, lambda: progress(50)), weigh(rings, lambda: progress(60))
    whole = weigh([study], lambda: progress(70))[0] if study is not None else np.nan
    columns = {
        "code": np.array(territories.codes, dtype=str), "name": np.array(territories.names, dtype=str),
        "n": n, **dict(zip(("n_low", "n_high"), poisson_interval(n), strict=True)), "area_km2": area / 1e6,
        **_rates(n, _people(territories, held, exposure)),
        **_compared("ring", n, held, ring_n, around),
        **_compared("rest", n, held, inside - n, whole - held),
        **_hot_shares(xy, shapes, n, hot, lambda: progress(90)),
    }  # fmt: skip
    columns["class"] = _classes(columns)
    told = tuple(_remarks(columns, territories, area, study, exposure))
    return TerritoryFigures(columns, shapes, _listed(xy, shapes, n), exposure is not None, told)


def _inside(shape: BaseGeometry, study: BaseGeometry | None) -> BaseGeometry:
    return shape if study is None else polygon_parts(shape.intersection(study))


def _counts(xy: np.ndarray, shapes: Sequence[BaseGeometry], should_stop: Callable[[], bool]) -> np.ndarray:
    return np.bincount(membership(xy, shapes, 0.0, should_stop).polygon, minlength=len(shapes))


def _areas(shapes: Sequence[BaseGeometry], should_stop: Callable[[], bool]) -> np.ndarray:
    return np.array([shape.area for shape in shapes])


def _people(territories: Territories, held: np.ndarray, exposure: Exposure | None) -> np.ndarray:
    """The official population of each territory where it is known, else what the exposure puts in it."""
    unknown = np.full(len(held), np.nan) if exposure is None else held
    if territories.population is None:
        return unknown
    return np.where(np.isfinite(territories.population), territories.population, unknown)


def _rates(n: np.ndarray, people: np.ndarray) -> dict[str, np.ndarray]:
    scale = PER / np.where(people > 0, people, np.nan)
    low, high = poisson_interval(n)
    return {"population": people, "rate": n * scale, "rate_low": low * scale, "rate_high": high * scale}


def _compared(name: str, n: np.ndarray, held: np.ndarray, other_n: np.ndarray, other: np.ndarray) -> dict:
    known = np.isfinite(other_n) & (other > 0)
    count = np.where(known, other_n, 0)
    ratio, low, high = (np.where(known & np.isfinite(value), value, np.nan)
                        for value in ratio_interval(n, held, count, np.where(known, other, np.nan)))  # fmt: skip
    return {f"n_{name}": np.where(known, count, np.nan), f"ratio_{name}": ratio,
            f"ratio_{name}_low": low, f"ratio_{name}_high": high}  # fmt: skip


def _hot_shares(
    xy: np.ndarray, shapes: Sequence[BaseGeometry], n: np.ndarray, hot: HotCells, should_stop: Callable[[], bool]
) -> dict[str, np.ndarray]:
    """Share of the area and of the incidents of each territory that hot cells hold; NaN under ENOUGH incidents."""
    together = unary_union(list(hot.shapes)) if hot.shapes else MultiPolygon()
    enough = n >= ENOUGH
    area = np.array([
        shape.intersection(together).area / shape.area if few_not and shape.area > 0 else np.nan
        for shape, few_not in zip(shapes, enough.tolist(), strict=True)
    ])  # fmt: skip
    held = _counts(xy[hot.holds], shapes, should_stop)
    share = np.divide(held, n, out=np.full(len(n), np.nan), where=enough)
    return {"hot_area": area.astype(float), "hot_incidents": share}


def _classes(columns: dict[str, np.ndarray]) -> np.ndarray:
    """Above, alike or below the rest of the town by the interval of the ratio; list under ENOUGH incidents."""
    low, high = columns["ratio_rest_low"], columns["ratio_rest_high"]
    above, below = np.nan_to_num(low, nan=0.0) > 1, np.nan_to_num(high, nan=np.inf) < 1
    alone = np.isnan(columns["n_rest"])
    return np.select([columns["n"] < ENOUGH, alone, above, below], [LIST, ALONE, ABOVE, BELOW], ALIKE)


def _listed(xy: np.ndarray, shapes: Sequence[BaseGeometry], n: np.ndarray) -> np.ndarray:
    held = membership(xy, shapes, 0.0)
    few = (n < ENOUGH)[held.polygon]
    return np.stack([held.polygon[few], held.point[few]], axis=1)


def _remarks(
    columns: dict[str, np.ndarray],
    territories: Territories,
    area: np.ndarray,
    study: BaseGeometry | None,
    exposure: Exposure | None,
) -> Iterator[Remark]:
    n, whole = columns["n"], np.array([shape.area for shape in territories.shapes])
    listed = int((n < ENOUGH).sum())
    if listed:
        yield Remark(
            f"Territoires de moins de {ENOUGH} incidents : {listed}. Leurs incidents sont dans la liste ; la part en "
            f"points chauds ne leur est pas donnée.",
            warning=True,
        )
    if study is None:
        yield Remark(
            "Sans zone d'étude, le reste de la ville n'est pas connu : la comparaison se limite à l'anneau.", True
        )
    elif (area < 0.999 * whole).any():
        cut = int((area < 0.999 * whole).sum())
        yield Remark(f"Territoires qui sortent de la zone d'étude : {cut}. Seule leur partie dedans compte.", True)
    basis = "par habitant" if exposure is not None else "par km² : sans population (EXPOSURE), l'habitat pèse"
    yield Remark(f"Rapports calculés {basis}. Un rapport de 2 se lit « deux fois plus que là autour ».")
    people = columns["population"]
    if np.isfinite(people).any() and (people < 100).any():
        yield Remark(
            f"Territoires de moins de 100 habitants : {int((people < 100).sum())} (le plus petit : "
            f"{decimal(float(np.nanmin(people)), 0)}) ; leur taux ne veut pas dire grand-chose.",
            True,
        )
