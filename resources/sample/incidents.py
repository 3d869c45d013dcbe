"""The incidents of each partner: planted hot spots, and a background that follows people, QPV and main roads."""

import numpy as np
import pandas as pd
from shapely.geometry import Point, Polygon
from shapely.prepared import prep

from oltp_qgis_plugin.resources.sample.calendar_rhythms import draw_hot_moments, draw_moments
from oltp_qgis_plugin.resources.sample.plan import read_table

# Incidents per partner: 20 000 together.
COUNTS = {"police_municipale": 9000, "bailleur": 4000, "transport": 3500, "education_nationale": 1000, "citoyens": 2500}
QPV_FACTOR = 2.2
# How much likelier an address of a style is for incidents of a profile.
STYLE_FACTOR = {
    "commerces": {"centre": 7.0, "avenue": 2.0},
    "trafic": {"avenue": 5.0},
    "dimanche_ete": {"avenue": 4.0, "activites": 3.0, "centre": 0.1},
    "soiree": {"centre": 1.5},
    "nuit": {"centre": 1.4},
}
# Scatter of a reported position round its anchor, in metres.
SCATTER = {"police_municipale": 5.0, "citoyens": 9.0}


def make_incidents(plan, anchors: dict, rng: np.random.Generator) -> dict:
    """Frames by partner, in order of time: type, libelle, categorie, gravite, moment, anchor, x, y, spot.

    anchors: by partner, a frame with x, y, weight, and style (empty where it does not matter).
    anchor: the row of the place in `anchors`. spot: the hot spot an incident was planted for, empty for the background.
    """
    labels = pd.DataFrame(read_table("libelles.csv")).astype({"poids": float})
    frames = {}
    for partner, count in COUNTS.items():
        own = labels[labels["fichier"] == partner].set_index("libelle", drop=False)
        parts = [planted(spot, partner, own, anchors[partner], rng) for spot in plan.hot_spots]
        parts = [part for part in parts if len(part)]
        parts.append(background(count - sum(len(part) for part in parts), partner, own, anchors[partner], rng))
        together = pd.concat(parts, ignore_index=True)
        frames[partner] = together.sort_values("moment", kind="stable", ignore_index=True)
    return frames


def anchor_weights(places: pd.DataFrame, plan) -> np.ndarray:
    """People of each place, a few more where nobody lives, multiplied inside the 2024 QPV."""
    areas = [Polygon(outline["points"]) for outline in plan.qpv_2024]
    inside = np.zeros(len(places), dtype=bool)
    for area in areas:
        contains = prep(area).contains
        inside |= np.array([contains(Point(x, y)) for x, y in places[["x", "y"]].to_numpy()])
    return (places["people"].to_numpy() + 0.5) * np.where(inside, QPV_FACTOR, 1.0)


def planted(
    spot: dict, partner: str, labels: pd.DataFrame, anchors: pd.DataFrame, rng: np.random.Generator
) -> pd.DataFrame:
    """The incidents that a partner reports from one hot spot; all lie within its radius."""
    counts = spot["libelles"].get(partner, {})
    names = [name for name, count in counts.items() for _ in range(count)]
    if not names:
        return pd.DataFrame()
    distance = np.hypot(anchors["x"] - spot["x"], anchors["y"] - spot["y"])
    reach = spot["rayon"] - 3 * SCATTER.get(partner, 0.0)
    weights = np.where(distance < reach, np.exp(-2 * (distance / spot["rayon"]) ** 2), 0.0)
    chosen = rng.choice(len(anchors), len(names), p=weights / weights.sum())
    moments = draw_hot_moments(spot, len(names), rng)
    return assembled(names, moments, chosen, partner, labels, anchors, rng).assign(spot=spot["id"])


def background(count: int, partner: str, labels: pd.DataFrame, anchors: pd.DataFrame, rng) -> pd.DataFrame:
    """`count` incidents of a partner away from any plan: labels by weight, each profile with its places and times."""
    weights = labels["poids"].to_numpy()
    drawn = labels.iloc[rng.choice(len(labels), count, p=weights / weights.sum())]
    parts = []
    for profile, group in drawn.groupby("profil", sort=True):
        factor = anchors["style"].map(STYLE_FACTOR.get(profile, {})).astype(float).fillna(1.0).to_numpy(dtype=float)
        likely = anchors["weight"].to_numpy() * factor
        chosen = rng.choice(len(anchors), len(group), p=likely / likely.sum())
        moments = draw_moments(profile, len(group), rng)
        parts.append(assembled(group["libelle"].tolist(), moments, chosen, partner, labels, anchors, rng))
    return pd.concat(parts, ignore_index=True).assign(spot="")


def assembled(names, moments, chosen, partner, labels, anchors, rng) -> pd.DataFrame:
    """One row per incident from its label, moment and anchor; the position is scattered by less than 3 sigma."""
    sigma = SCATTER.get(partner, 0.0)
    scatter = np.clip(rng.normal(0, 1, (len(names), 2)), -2, 2) * sigma
    position = np.round(anchors[["x", "y"]].to_numpy()[chosen] + scatter, 2)
    own = labels.loc[names, ["type", "libelle", "categorie", "gravite"]].reset_index(drop=True)
    return own.assign(moment=moments, anchor=chosen, x=position[:, 0], y=position[:, 1])
