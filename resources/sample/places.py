"""Places with a code: bus stops along the main roads, schools, and the halls of the housing estates."""

import numpy as np
import pandas as pd
from shapely.geometry import Point

from oltp_qgis_plugin.resources.sample.plan import Plan, read_table

UAI_LETTERS = "ABCDEFGHJKLMNPRSTUVWXYZ"
LINES = {
    "L1": ("Avenue des Garrigues", "Avenue de la Gare"),
    "L2": ("Route de Puech-Lointain", "Avenue de l'Europe"),
    "L3": ("Avenue des Carrières", "Route de Sainte-Aurelle"),
    "L4": ("Avenue du Stade", "Avenue du Pont Vieux"),
    "C": ("Boulevard de Ceinture Nord", "Boulevard de Ceinture Sud"),
}
STATION = "Gare"
BETWEEN_STOPS, FARTHEST_STOP = 340, 2350
PEOPLE_PER_HALL = 26


def make_stops(plan: Plan, streets: pd.DataFrame) -> pd.DataFrame:
    """One row per stop: code, nom, ligne, x, y. A stop is named after the nearest small street."""
    roads = {road["nom"]: road["line"] for road in plan.roads}
    small = streets[streets["style"] != "avenue"]
    station = next(spot for spot in plan.hot_spots if spot["id"] == "gare")
    rows = []
    for line, names in LINES.items():
        for road in (roads[name] for name in names):
            for distance in np.arange(BETWEEN_STOPS / 2, road.length, BETWEEN_STOPS):
                point = road.interpolate(distance)
                if point.distance(Point(plan.origin)) > FARTHEST_STOP:
                    break
                if point.distance(Point(station["x"], station["y"])) < 200:
                    continue
                near = small["nom"].iloc[int(np.argmin([point.distance(street) for street in small["geometry"]]))]
                rows.append(
                    (near.split(" ", 1)[1].removeprefix("de la ").removeprefix("de l'"), line, point.x, point.y)
                )
    stops = pd.DataFrame([(STATION, "L1", station["x"] + 10, station["y"])] + rows, columns=["nom", "ligne", "x", "y"])
    stops["nom"] = [tidy(name) for name in stops["nom"]]
    stops = stops.drop_duplicates("nom", ignore_index=True).round(2)
    return stops.assign(code=[f"VM{100 + 7 * i:04d}" for i in range(len(stops))])


def tidy(name: str) -> str:
    """The name of a stop out of a street's: without its article, first letter in capitals."""
    for article in ("des ", "du ", "de ", "d'"):
        name = name.removeprefix(article)
    return name[:1].upper() + name[1:]


def make_schools(plan: Plan) -> pd.DataFrame:
    """One row per school: uai (seven digits and their control letter), nom, niveau (weight of its incidents), x, y."""
    rows = []
    for order, school in enumerate(row for row in read_table("lieux.csv") if row["genre"] == "ecole"):
        number = 990011 + 13 * order
        uai = f"{number:07d}{UAI_LETTERS[number % 23]}"
        rows.append((uai, school["nom"], int(school["detail"]), *placed(school, plan)))
    return pd.DataFrame(rows, columns=["uai", "nom", "niveau", "x", "y"])


def make_halls(plan: Plan, rng: np.random.Generator) -> pd.DataFrame:
    """One row per hall: code, residence, batiment, hall, x, y, people. Halls stand in line along their building."""
    rows = []
    for order, estate in enumerate(row for row in read_table("lieux.csv") if row["genre"] == "residence"):
        x, y = placed(estate, plan)
        angle = rng.uniform(0, np.pi)
        along, across = np.array([np.cos(angle), np.sin(angle)]), np.array([-np.sin(angle), np.cos(angle)])
        buildings = [building.split(":") for building in estate["detail"].split(",")]
        for rank, (letter, halls) in enumerate(buildings):
            for hall in range(int(halls)):
                offset = across * 46 * (rank - (len(buildings) - 1) / 2) + along * 17 * (hall - (int(halls) - 1) / 2)
                code = f"R{order + 1:02d}-{letter}-{hall + 1}"
                rows.append((code, estate["nom"], letter, str(hall + 1), x + offset[0], y + offset[1]))
    halls = pd.DataFrame(rows, columns=["code", "residence", "batiment", "hall", "x", "y"]).round(2)
    return halls.assign(people=PEOPLE_PER_HALL * rng.uniform(0.7, 1.3, len(halls)))


def placed(row: dict, plan: Plan) -> tuple:
    """The position on the map of a row of `lieux.csv`."""
    return float(row["x"]) + plan.origin[0], float(row["y"]) + plan.origin[1]
