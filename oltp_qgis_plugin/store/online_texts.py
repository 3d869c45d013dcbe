"""What may leave for the online service: the texts of places alone, and never those of restricted partners."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.core.intake.projections import inside_box, transform
from oltp_qgis_plugin.core.places.online import one_line
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.placing import place_incidents, to_locate
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import decision_key
from oltp_qgis_plugin.store.territories import territory_extent

RESTRICTED = "restreint"
MASK = "["  # screening writes [nom], [téléphone]… in the place of what named a person
OUT_OF_TOWN = "hors de la ville"
TOWN_MARGIN_M = 5_000.0
WGS84 = 4326


@dataclass(frozen=True)
class Sendable:
    """texts: what would leave, once each, most incidents first. rows: fid and the position of its text, of the
    incidents that the answers would place. restricted, masked: incidents kept back, by partner or category, or because
    their text had to be masked.
    """

    texts: tuple[str, ...]
    rows: pd.DataFrame
    restricted: int
    masked: int


def sendable(observatory: Observatory) -> Sendable:
    """The texts of the incidents without point that may leave: no uid, date, category or partner goes with them.

    A partner is restricted when it, or one of its agreements, has the diffusion level « restreint »; so is a category.
    """
    rows = to_locate(observatory)
    kept_back = _restricted_fids(observatory)
    restricted = rows["fid"].isin(kept_back)
    masked = ~restricted & rows["place_label"].str.contains(MASK, regex=False)
    rows = rows[~restricted & ~masked].reset_index(drop=True)
    keys = rows["place_label"].map({label: decision_key(label) for label in rows["place_label"].unique()})
    counts = keys[keys != ""].value_counts(sort=False)
    order = {key: rank for rank, key in enumerate(counts.sort_values(ascending=False, kind="stable").index)}
    first = rows.assign(key=keys).drop_duplicates("key").set_index("key")["place_label"]
    texts = tuple(one_line(first[key]) for key in order)
    sent = pd.DataFrame({"fid": rows["fid"], "text": keys.map(order)}).dropna().astype(int).reset_index(drop=True)
    return Sendable(texts, sent, int(restricted.sum()), int(masked.sum()))


def _restricted_fids(observatory: Observatory) -> set[int]:
    """Incidents of a restricted partner or category; a file of an earlier version has no level on its partners."""
    columns = {name for (name,) in observatory.connection.execute("SELECT name FROM pragma_table_info('partner')")}
    partners = {code for (code,) in observatory.connection.execute(
        "SELECT partner FROM agreement WHERE lower(trim(diffusion)) = ?", (RESTRICTED,))}  # fmt: skip
    if "diffusion" in columns:
        partners |= {code for (code,) in observatory.connection.execute(
            "SELECT code FROM partner WHERE lower(trim(diffusion)) = ?", (RESTRICTED,))}  # fmt: skip
    marks = ", ".join("?" * len(partners))
    found = observatory.connection.execute(
        f"SELECT fid FROM incident WHERE geom IS NULL AND (partner IN ({marks}) OR category IN "
        "(SELECT code FROM category WHERE diffusion = ?))", (*sorted(partners), RESTRICTED),
    )  # fmt: skip
    return {fid for (fid,) in found}


def in_town(observatory: Observatory, answers: pd.DataFrame) -> pd.DataFrame:
    """The answers with x and y in the observatory's CRS; those far from its territories lose their point, and say why.

    Farther than 5 km from the box of the territories and places; without any, nothing is far.
    """
    lonlat = answers[["lon", "lat"]].to_numpy(float)
    xy, placed = np.full(lonlat.shape, np.nan), ~np.isnan(lonlat).any(axis=1)
    xy[placed] = transform(lonlat[placed], WGS84, observatory.epsg) if placed.any() else xy[placed]
    box, far = territory_extent(observatory), np.zeros(len(xy), dtype=bool)
    if box is not None:
        west, south, east, north = box
        grown = (west - TOWN_MARGIN_M, south - TOWN_MARGIN_M, east + TOWN_MARGIN_M, north + TOWN_MARGIN_M)
        far = placed & ~inside_box(xy, grown)
    xy[far] = np.nan
    return answers.assign(
        x=xy[:, 0], y=xy[:, 1], refusal=answers["refusal"].mask(far, OUT_OF_TOWN),
        precision=answers["precision"].mask(far, Precision.NONE.value),
    )  # fmt: skip


def apply_answers(observatory: Observatory, sent: Sendable, answers: pd.DataFrame, provenance: Provenance,
                  waiting: Waiting | None = None) -> int:  # fmt: skip
    """Place the incidents of the texts that were found, in one transaction; returns how many.

    answers: one row per text of `sent`, in order, as `in_town` gives them. An incident placed meanwhile keeps its
    point.
    """
    found = answers.iloc[sent.rows["text"].to_numpy()].reset_index(drop=True)
    placed = pd.DataFrame({
        "fid": sent.rows["fid"], "x": found["x"], "y": found["y"], "precision": found["precision"],
        "geocode_score": found["score"],
    })  # fmt: skip
    waiting_fids = set(to_locate(observatory)["fid"])
    placed = placed[placed["x"].notna() & placed["fid"].isin(waiting_fids)].reset_index(drop=True)
    return place_incidents(observatory, placed, Locator.SERVICE, provenance, waiting)
