"""The hand-drawn plan of the town: outline, river, main roads, districts, read from `plan.json`."""

import csv
import json
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from shapely.geometry import LineString, Polygon

HERE = Path(__file__).resolve().parent
TOWN, INSEE, POSTCODE, DEPARTMENT = "Valmarie-sur-Lez", "99123", "99120", "099"


@dataclass(frozen=True)
class Plan:
    """The town's frame in EPSG:2154, metres; the lists of dicts are those of `plan.json`, shifted to the origin."""

    origin: tuple
    boundary: Polygon
    urban: Polygon
    centre: Polygon
    river: LineString
    roads: list
    districts: list
    estates: list
    parks: list
    qpv_2015: list
    qpv_2024: list
    groups: list
    hot_spots: list


def read_table(name: str) -> list:
    """The rows of one of the committed input tables (`;`, UTF-8), as dicts."""
    with (HERE / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=";"))


def rounded(points: list, rounds: int, closed: bool = False) -> np.ndarray:
    """A polyline with its corners cut `rounds` times (Chaikin 1974); open ends stay where they are."""
    line = np.asarray(points, dtype=float)
    for _ in range(rounds):
        following = np.roll(line, -1, axis=0) if closed else line[1:]
        start = line if closed else line[:-1]
        cut = np.stack([0.75 * start + 0.25 * following, 0.25 * start + 0.75 * following], axis=1).reshape(-1, 2)
        line = cut if closed else np.vstack([line[:1], cut, line[-1:]])
    return np.round(line, 2)


def roughened(points: np.ndarray, rng: np.random.Generator, share: float = 0.09) -> np.ndarray:
    """A closed outline whose edges are broken at their middle, sideways by up to `share` of their length."""
    following = np.roll(points, -1, axis=0)
    along = following - points
    sideways = np.stack([-along[:, 1], along[:, 0]], axis=1) * rng.uniform(-share, share, (len(points), 1))
    middle = (points + following) / 2 + sideways
    return np.round(np.stack([points, middle], axis=1).reshape(-1, 2), 2)


def load_plan(rng: np.random.Generator) -> Plan:
    """The plan at its place on the map; only the commune's outline depends on `rng`."""
    raw = json.loads((HERE / "plan.json").read_text(encoding="utf-8"))
    origin = np.asarray(raw["origin"], dtype=float)

    def placed(points):
        return np.round(np.asarray(points, dtype=float) + origin, 2)

    outline = rounded(raw["boundary"], 1, closed=True)
    for _ in range(2):
        outline = roughened(outline, rng)
    roads = [{**road, "line": LineString(placed(rounded(road["points"], 3)))} for road in raw["roads"]]
    ring = np.vstack([np.asarray(road["line"].coords)[:-1] for road in roads[:4]])
    at_place = {
        name: [{**item, "x": item["x"] + origin[0], "y": item["y"] + origin[1]} for item in raw[name]]
        for name in ("districts", "groups", "hot_spots")
    }
    outlined = {
        name: [{**item, "points": placed(item["points"])} for item in raw[name]]
        for name in ("estates", "parks", "qpv_2015", "qpv_2024")
    }
    return Plan(
        origin=tuple(origin), boundary=Polygon(placed(outline)), centre=Polygon(ring), roads=roads,
        urban=Polygon(placed(rounded(raw["urban"], 2, closed=True))),
        river=LineString(placed(rounded(raw["river"], 4))), **at_place, **outlined,
    )  # fmt: skip


def geometry_column(geometries) -> np.ndarray:
    """The geometries one by one in an array of objects, so that no library takes them for coordinates."""
    geometries = list(geometries)
    column = np.empty(len(geometries), dtype=object)
    for index, geometry in enumerate(geometries):
        column[index] = geometry
    return column
