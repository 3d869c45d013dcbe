"""The streets: main roads, a tangled old centre, a bent net per district, lanes through the fields."""

import numpy as np
import pandas as pd
from shapely.affinity import rotate
from shapely.geometry import LineString, MultiPoint, Polygon
from shapely.ops import polygonize, unary_union, voronoi_diagram

from oltp_qgis_plugin.resources.sample.plan import Plan, geometry_column, read_table

RIVER_BANK = 32.0
SHORTEST = 48.0
SHOPPING_STREET = "Rue des Halles"


def make_streets(plan: Plan, rng: np.random.Generator) -> pd.DataFrame:
    """One row per named street: nom, style, longueur, geometry.

    style: avenue, centre, faubourg, pavillons, ensemble, activites or champs.
    """
    main = [
        (road["nom"], "avenue", clipped[0]) for road in plan.roads if (clipped := pieces(road["line"], plan.boundary))
    ]
    unnamed = [("centre", line) for line in old_centre(plan, rng)]
    for face, style, district in faces(plan):
        unnamed += [(style, line) for line in bent_net(face, district, rng)]
    unnamed += [("champs", line) for line in lanes(plan, rng)]
    named = main + named_streets(unnamed, plan, rng)
    names, styles, geometries = zip(*named, strict=True)
    return pd.DataFrame({
        "nom": names,
        "style": styles,
        "longueur": [round(line.length, 1) for line in geometries],
        "geometry": geometry_column(geometries),
    })  # fmt: skip


def pieces(geometry, area) -> list:
    """The parts of `geometry` inside `area` that are lines, longest first."""
    cut = geometry.intersection(area)
    parts = [part for part in getattr(cut, "geoms", [cut]) if part.geom_type == "LineString" and part.length > 0]
    return sorted(parts, key=lambda part: -part.length)


def faces(plan: Plan):
    """Yield (polygon, style, district) for each block of the built-up area between main roads, river and estates."""
    estates = [Polygon(estate["points"]) for estate in plan.estates]
    edges = (
        [road["line"] for road in plan.roads] + [plan.urban.exterior, plan.river] + [area.exterior for area in estates]
    )
    open_ground = unary_union([plan.river.buffer(RIVER_BANK)] + [Polygon(park["points"]) for park in plan.parks])
    for face in polygonize(unary_union(edges)):
        inside = face.representative_point()
        if not plan.urban.contains(inside) or plan.centre.contains(inside):
            continue
        estate = next((plan.estates[i] for i, area in enumerate(estates) if area.contains(inside)), None)
        district = estate or min(plan.districts, key=lambda d: (d["x"] - inside.x) ** 2 + (d["y"] - inside.y) ** 2)
        yield face.difference(open_ground), "ensemble" if estate else district["style"], district


def bent_net(face, district: dict, rng: np.random.Generator) -> list:
    """Streets of one face: long bent rows, and cross streets that start anew in each row, so that blocks vary."""
    angle, du, dv, warp = (float(district[key]) for key in ("angle", "du", "dv", "warp"))
    centre = face.centroid
    reach = np.hypot(*(np.array(face.bounds[2:]) - face.bounds[:2])) / 2 + du
    phase = rng.uniform(0, 2 * np.pi, 2)

    def bent(u, v):
        steps = np.linspace(0, 1, max(2, int(np.hypot(u[1] - u[0], v[1] - v[0]) // 40)))
        u, v = u[0] + (u[1] - u[0]) * steps, v[0] + (v[1] - v[0]) * steps
        x, y = u + warp * np.sin(v / 260 + phase[0]), v + warp * np.sin(u / 230 + phase[1])
        line = LineString(np.stack([x + centre.x, y + centre.y], axis=1))
        return rotate(line, angle, origin=centre)

    lines = []
    rows = np.arange(-reach, reach, du) + rng.uniform(-0.12, 0.12, len(np.arange(-reach, reach, du))) * du
    for row, u in enumerate(rows[:-1]):
        if rng.random() > 0.09:
            lines.append(bent((u, u), (-reach, reach)))
        crossings = np.arange(-reach + rng.uniform(0, 2 * dv), reach, 2 * dv)
        for v in crossings + rng.uniform(-0.3, 0.3, len(crossings)) * dv:
            lines.append(bent((u, rows[min(row + rng.integers(1, 4), len(rows) - 1)]), (v, v)))
    margin = face.boundary.buffer(0.28 * du)
    cut = [part for line in lines for part in pieces(line, face)]
    return [part for part in cut if part.length > SHORTEST and part.difference(margin).length > 0.5 * part.length]


def old_centre(plan: Plan, rng: np.random.Generator) -> list:
    """Streets inside the ramparts: edges between irregular plots, chained where they run straight on."""
    west, south, east, north = plan.centre.bounds
    grid = np.stack(np.meshgrid(np.arange(west, east, 92), np.arange(south, north, 84)), axis=-1).reshape(-1, 2)
    plots = MultiPoint(np.round(grid + rng.uniform(-38, 38, grid.shape), 1))
    cells = voronoi_diagram(plots, edges=True)
    edges = sorted(
        tuple(sorted((tuple(np.round(part.coords[i], 1)), tuple(np.round(part.coords[i + 1], 1)))))
        for line in getattr(cells, "geoms", [cells])
        for part in pieces(line, plan.centre)
        for i in range(len(part.coords) - 1)
    )
    kept = [edge for edge in dict.fromkeys(edges) if rng.random() > 0.08 and edge[0] != edge[1]]
    return [line for line in chained(kept) if line.length > 30]


def chained(edges: list) -> list:
    """Lines made of edges joined at their ends, always by the straightest edge left, turning less than 55 degrees."""
    left, lines = list(edges), []
    while left:
        path = list(left.pop(0))
        for _ in range(2):
            while step := straightest(path, left):
                left.remove(step)
                path.append(step[1] if step[0] == path[-1] else step[0])
            path.reverse()
        lines.append(LineString(path))
    return lines


def straightest(path: list, edges: list):
    """The edge of `edges` that best continues `path` beyond its last point, None when all turn too much."""
    ahead = np.subtract(path[-1], path[-2])
    best, best_cosine = None, np.cos(np.radians(55))
    for edge in edges:
        if path[-1] in edge:
            step = np.subtract(edge[1] if edge[0] == path[-1] else edge[0], path[-1])
            cosine = float(ahead @ step / np.hypot(*ahead) / np.hypot(*step))
            if cosine > best_cosine:
                best, best_cosine = edge, cosine
    return best


def lanes(plan: Plan, rng: np.random.Generator) -> list:
    """Lanes from the edge of the built-up area out into the fields."""
    lines = []
    for position in np.arange(0.02, 1, 0.06):
        start = plan.urban.exterior.interpolate(position, normalized=True)
        outward = np.array([start.x, start.y]) - plan.origin
        outward /= np.hypot(*outward)
        side = np.array([-outward[1], outward[0]])
        reach = rng.uniform(250, 520)
        bends = np.cumsum(rng.uniform(-45, 45, 6))
        points = [(start.x, start.y)] + [
            tuple(np.round((start.x, start.y) + outward * reach * (i + 1) / 6 + side * bends[i], 1)) for i in range(6)
        ]
        lines += pieces(LineString(points), plan.boundary)[:1]
    return lines


def named_streets(lines: list, plan: Plan, rng: np.random.Generator) -> list:
    """(nom, style, line): no name twice; the street through the middle of the centre is the shopping street."""
    pools = {}
    for row in read_table("noms_de_voies.csv"):
        pools.setdefault(row["usage"], []).append(row["nom"])
    pools = {use: list(rng.permutation(names)) for use, names in pools.items()}
    shops = next(spot for spot in plan.hot_spots if spot["id"] == "halles")
    middle = MultiPoint([(shops["x"], shops["y"])])
    shopping = min((line for style, line in lines if style == "centre" and line.length > 180), key=middle.distance)
    used, named = set(), []
    for style, line in lines:
        name = SHOPPING_STREET if line is shopping else free_name(style, line.length, pools, used)
        used.add(name)
        named.append((name, style, line))
    return named


def free_name(style: str, length: float, pools: dict, used: set) -> str:
    """A name not in `used`, of a kind that fits the style and length of the street."""
    small = ["Impasse", "Passage", "Allée", "Traverse", "Venelle", "Sente", "Rue"]
    large = ["Rue", "Allée", "Traverse", "Clos"]
    kinds = ["Chemin", "Rue"] if style == "champs" else large if length > 130 else small
    for pool in (pools.get(style, pools["petite"]), pools["petite"]):
        for kind in kinds:
            for base in pool:
                if f"{kind} {base}" not in used:
                    return f"{kind} {base}"
    raise ValueError("noms_de_voies.csv has too few names for this plan")
