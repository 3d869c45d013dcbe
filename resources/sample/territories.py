"""Territories: the commune, both generations of QPV, the territorial groups, the population squares; and their file."""

from pathlib import Path

import numpy as np
import pandas as pd
from osgeo import gdal, ogr
from shapely.geometry import Point, Polygon
from shapely.ops import polygonize, unary_union
from shapely.prepared import prep

from oltp_qgis_plugin.resources.sample.plan import INSEE, TOWN, Plan, geometry_column
from oltp_qgis_plugin.resources.sample.projection import EUROPE, LAMBERT, projected, reference

SQUARE = 200
PEOPLE_PER_HOUSEHOLD = 2.15
# When the file says it was written: the same each time, so that two runs give the same file.
WRITTEN_AT = "2025-01-15T08:00:00.000Z"


def population_in(area, dwellings: pd.DataFrame) -> int:
    """People of the dwellings (x, y, people) inside `area`, an invalid outline being repaired first."""
    inside = prep(area.buffer(0) if not area.is_valid else area)
    west, south, east, north = area.bounds
    near = dwellings[dwellings["x"].between(west, east) & dwellings["y"].between(south, north)]
    return round(sum(d.people for d in near.itertuples() if inside.contains(Point(d.x, d.y))))


def make_territories(plan: Plan, dwellings: pd.DataFrame) -> dict:
    """Frames by layer name: commune, qpv_2015, qpv_2024, groupes_territoriaux, carreaux_200m, cours_eau."""
    everyone = round(dwellings["people"].sum())
    commune = pd.DataFrame({"code": [INSEE], "nom": [TOWN], "population": [everyone]})
    commune["geometry"] = geometry_column([plan.boundary])
    river = pd.DataFrame({"nom": ["Le Lez-Vieux"]})
    river["geometry"] = geometry_column([plan.river.intersection(plan.boundary)])
    return {
        "commune": commune,
        "qpv_2015": qpv_layer(plan.qpv_2015, dwellings),
        "qpv_2024": qpv_layer(plan.qpv_2024, dwellings),
        "groupes_territoriaux": group_layer(plan, dwellings),
        "carreaux_200m": population_squares(dwellings),
        "cours_eau": river,
    }


def qpv_layer(outlines: list, dwellings: pd.DataFrame) -> pd.DataFrame:
    """One row per QPV: code, nom, population, geometry. Outlines stay as drawn, crossed ones too."""
    return peopled(outlines, [Polygon(outline["points"]) for outline in outlines], dwellings)


def peopled(named: list, areas: list, dwellings: pd.DataFrame) -> pd.DataFrame:
    """One row per area: code and nom of its dict in `named`, population, geometry."""
    return pd.DataFrame({
        "code": [item["code"] for item in named],
        "nom": [item["nom"] for item in named],
        "population": [population_in(area, dwellings) for area in areas],
        "geometry": geometry_column(areas),
    })  # fmt: skip


def group_layer(plan: Plan, dwellings: pd.DataFrame) -> pd.DataFrame:
    """One row per territorial group: the town cut along its main roads and river, each piece to the nearest centre."""
    edges = [road["line"] for road in plan.roads] + [plan.river, plan.boundary.exterior]
    shares = {group["code"]: [] for group in plan.groups}
    for face in polygonize(unary_union(edges)):
        middle = face.representative_point()
        if plan.boundary.contains(middle):
            nearest = min(plan.groups, key=lambda g: (g["x"] - middle.x) ** 2 + (g["y"] - middle.y) ** 2)
            shares[nearest["code"]].append(face)
    return peopled(plan.groups, [unary_union(shares[group["code"]]) for group in plan.groups], dwellings)


def population_squares(dwellings: pd.DataFrame) -> pd.DataFrame:
    """Inhabited squares of the European 200 m grid, in Lambert-93 (so they look tilted): idcar_200m, ind, men."""
    corners = (projected(dwellings[["x", "y"]].to_numpy(), LAMBERT, EUROPE) // SQUARE * SQUARE).astype(int)
    people = pd.DataFrame({"east": corners[:, 0], "north": corners[:, 1], "ind": dwellings["people"].to_numpy()})
    squares = people.groupby(["north", "east"], as_index=False)["ind"].sum()
    around = np.array([(0, 0), (SQUARE, 0), (SQUARE, SQUARE), (0, SQUARE)])
    outline = (squares[["east", "north"]].to_numpy()[:, None, :] + around).reshape(-1, 2)
    rings = np.round(projected(outline, EUROPE, LAMBERT), 2).reshape(-1, 4, 2)
    return pd.DataFrame({
        "idcar_200m": [f"CRS3035RES200mN{s.north}E{s.east}" for s in squares.itertuples()],
        "ind": squares["ind"].round(1),
        "men": (squares["ind"] / PEOPLE_PER_HOUSEHOLD).round(1),
        "geometry": geometry_column(Polygon(ring) for ring in rings),
    })  # fmt: skip


def write_geopackage(path: Path, layers: dict) -> None:
    """Write frames with a `geometry` column as the layers of a new GeoPackage in EPSG:2154, replacing a file there.

    Raises OSError when the file cannot be made.
    """
    gdal.SetConfigOption("OGR_CURRENT_DATE", WRITTEN_AT)
    path.unlink(missing_ok=True)
    target = ogr.GetDriverByName("GPKG").CreateDataSource(str(path), options=["VERSION=1.3"])
    if target is None:
        raise OSError(gdal.GetLastErrorMsg())
    for name, frame in layers.items():
        write_layer(target, name, frame)
    target = None
    gdal.SetConfigOption("OGR_CURRENT_DATE", None)


def write_layer(target, name: str, frame: pd.DataFrame) -> None:
    """Add one layer; its geometry type is that of the frame's first geometry, multi when any is."""
    kinds = {geometry.geom_type for geometry in frame["geometry"]}
    kind = next((kind for kind in sorted(kinds) if kind.startswith("Multi")), next(iter(kinds)))
    layer = target.CreateLayer(name, reference(LAMBERT), getattr(ogr, f"wkb{kind}"))
    columns = [column for column in frame.columns if column != "geometry"]
    types = {"i": ogr.OFTInteger, "f": ogr.OFTReal}
    for column in columns:
        layer.CreateField(ogr.FieldDefn(column, types.get(frame[column].dtype.kind, ogr.OFTString)))
    layer.StartTransaction()
    for row in frame.to_dict("records"):
        feature = ogr.Feature(layer.GetLayerDefn())
        for column in columns:
            feature.SetField(column, row[column])
        geometry = ogr.CreateGeometryFromWkb(row["geometry"].wkb)
        feature.SetGeometry(ogr.ForceToMultiPolygon(geometry) if kind == "MultiPolygon" else geometry)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def points(frame: pd.DataFrame, columns: list) -> pd.DataFrame:
    """The given columns of a frame of places, with a point made of its x and y."""
    return frame[columns].assign(geometry=geometry_column(Point(x, y) for x, y in frame[["x", "y"]].to_numpy()))
