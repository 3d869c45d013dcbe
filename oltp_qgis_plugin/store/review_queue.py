"""What waits for a decision about its place: texts without point or with a doubtful one, and piles of points."""

from collections import defaultdict
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import DOUBTFUL_BELOW, Precision
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy
from oltp_qgis_plugin.store.placing import AUTOMATIC
from oltp_qgis_plugin.store.remembered_places import decision_key, remembered

COARSE = (Precision.QUARTER.value, Precision.COMMUNE.value)
PILED = (Precision.STREET.value, Precision.PLACE.value, *COARSE)
LEAST_PILE = 10
QUEUE_COLUMNS = ("label", "n", "unlocated", "doubtful", "partners", "spellings", "precision", "score", "x", "y")
PILE_COLUMNS = ("label", "n", "texts", "partners", "precision", "x", "y")


@dataclass(frozen=True)
class Waiting:
    """The incidents that wait. groups: QUEUE_COLUMNS, most incidents first; without_text: incidents that no text tells.

    label: the commonest spelling. partners: their codes, joined by ", ". precision, score, x, y: of the doubtful point
    that the incidents have now, where they all have the same; None and NaN otherwise.
    """

    groups: pd.DataFrame
    without_text: int


def places_to_review(observatory: Observatory, doubtful_below: float = DOUBTFUL_BELOW) -> Waiting:
    """The texts that wait for a decision, those that only differ by case, accents or punctuation as one.

    Doubtful: placed by the address base or the online service, with a score under `doubtful_below` or no better than a
    quarter. A text that is decided does not wait any more.
    """
    marks = ", ".join("?" * len(COARSE))
    rows = observatory.frame(
        "SELECT place_label AS label, partner, precision, geocode_score AS score, geom, count(*) AS n FROM incident "
        "WHERE trim(place_label) != '' AND (geom IS NULL OR "
        f"(located_by IN (?, ?) AND (geocode_score < ? OR precision IN ({marks})))) "
        "GROUP BY 1, 2, 3, 4, 5 ORDER BY min(fid)", (*AUTOMATIC, doubtful_below, *COARSE),
    )  # fmt: skip
    nowhere = observatory.scalar("SELECT count(*) FROM incident WHERE geom IS NULL AND "
                                 "coalesce(trim(place_label), '') = ''")  # fmt: skip
    decided = remembered(observatory, rows["label"].tolist(), rows["partner"].tolist())["decided"].to_numpy(bool)
    rows = rows[~decided].reset_index(drop=True)
    rows["key"] = rows["label"].map({label: decision_key(label) for label in rows["label"].unique()})
    rows = rows[rows["key"] != ""]
    return Waiting(_grouped(rows), int(str(nowhere)))


def _grouped(rows: pd.DataFrame) -> pd.DataFrame:
    """One row per key, QUEUE_COLUMNS."""
    if rows.empty:
        return pd.DataFrame(columns=list(QUEUE_COLUMNS)).astype({"n": int, "unlocated": int, "doubtful": int})
    xy = blobs_to_xy(rows["geom"])
    rows = rows.assign(x=xy[:, 0], y=xy[:, 1], doubtful=rows["n"].where(rows["geom"].notna(), 0).astype(int))
    spelled = rows.groupby(["key", "label"], sort=False)["n"].sum().reset_index()
    first = spelled.sort_values("n", ascending=False, kind="stable").drop_duplicates("key").set_index("key")["label"]
    groups = rows.groupby("key", sort=False)
    found = groups[["n", "doubtful"]].sum()
    found = found.assign(
        label=first.reindex(found.index), partners=_partners(rows, ["key"], found.index),
        spellings=spelled["key"].value_counts().reindex(found.index), unlocated=found["n"] - found["doubtful"],
    )  # fmt: skip
    alike = found["unlocated"] == 0
    for name in ("precision", "score", "x", "y"):
        alike &= groups[name].nunique(dropna=False) == 1
    for name in ("precision", "score", "x", "y"):
        found[name] = groups[name].first().where(alike, None if name == "precision" else np.nan)
    return found.sort_values("n", ascending=False, kind="stable", ignore_index=True)[list(QUEUE_COLUMNS)]


def _partners(rows: pd.DataFrame, by: list[str], index: pd.Index) -> list[str]:
    """The codes of the partners of each group of `index`, joined by ", "."""
    pairs = rows[[*by, "partner"]].drop_duplicates().sort_values("partner", kind="stable")
    codes: dict[object, list[str]] = defaultdict(list)
    for *key, partner in pairs.itertuples(index=False, name=None):
        codes[tuple(key) if len(by) > 1 else key[0]].append(partner)
    return [", ".join(codes[group]) for group in index]


def piles(observatory: Observatory, least: int = LEAST_PILE) -> pd.DataFrame:
    """Points that bear many incidents only because a street, a place, a quarter or a commune has but one point.

    PILE_COLUMNS, the highest first; label: the commonest text; texts: how many different ones.
    """
    marks = ", ".join("?" * len(PILED))
    rows = observatory.frame(
        f"SELECT geom, precision, coalesce(place_label, '') AS label, partner, count(*) AS n FROM incident "
        f"WHERE geom NOT NULL AND precision IN ({marks}) GROUP BY 1, 2, 3, 4 ORDER BY n DESC, min(fid)", PILED
    )  # fmt: skip
    xy = blobs_to_xy(rows["geom"])
    rows = rows.assign(x=xy[:, 0], y=xy[:, 1])
    where = ["x", "y", "precision"]
    found = rows.groupby(where, sort=False).agg(label=("label", "first"), n=("n", "sum"), texts=("label", "nunique"))
    found = found.assign(partners=_partners(rows, where, found.index)).reset_index()
    found = found[found["n"] >= least]
    return found.sort_values("n", ascending=False, kind="stable", ignore_index=True)[list(PILE_COLUMNS)]
