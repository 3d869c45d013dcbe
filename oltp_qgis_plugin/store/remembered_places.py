"""The decisions about places that the town has taken, read: by text, whoever writes it and however."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from functools import lru_cache

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator
from oltp_qgis_plugin.core.places.addresses import text_key
from oltp_qgis_plugin.store.geopackage import Observatory, blobs_to_xy

EVERY_PARTNER = ""
KEYS = 1 << 17


@dataclass(frozen=True)
class PlaceDecision:
    """A decision as it is stored: the text, the partner ("" for all), the point (NaN for « nulle part »)."""

    fid: int
    label: str
    partner: str
    precision: str
    chosen: str | None
    decided_by: str | None
    decided_at: str | None
    x: float
    y: float

    @property
    def nowhere(self) -> bool:
        return bool(np.isnan(self.x))

    def as_json(self) -> dict[str, object]:
        """What the journal keeps of it; no point is None."""
        kept = asdict(self) | {"place_label": self.label}
        return kept | ({"x": None, "y": None} if self.nowhere else {})


@lru_cache(maxsize=KEYS)
def decision_key(label: object) -> str:
    """What two spellings of one text share, abbreviations included; "" for an empty text: nothing is decided of it."""
    return text_key(label)


def read_decisions(observatory: Observatory) -> tuple[PlaceDecision, ...]:
    """Every decision in force, the last first; none in a file of an earlier version."""
    if not observatory.has("place_decision"):
        return ()
    rows = observatory.frame("SELECT fid, place_label, partner, precision, chosen, decided_by, decided_at, geom "
                             "FROM place_decision ORDER BY decided_at DESC, fid DESC")  # fmt: skip
    xy = blobs_to_xy(rows.pop("geom"))
    return tuple(PlaceDecision(*row, *point) for row, point in zip(rows.itertuples(index=False, name=None), xy.tolist(),
                                                                   strict=True))  # fmt: skip


def remembered(observatory: Observatory, labels: Sequence[str | None], partners: Sequence[str]) -> pd.DataFrame:
    """What is decided of each text: decided (bool), x, y (NaN for « nulle part »), precision; same order and length.

    A decision for a partner goes before that for all. labels: place texts, None allowed; partners: codes.
    """
    decided = {(d.partner, decision_key(d.label)): d for d in read_decisions(observatory)}
    keys = {label: decision_key(label) for label in set(labels) if label} if decided else {}
    found = [decided.get((partner, keys[label])) or decided.get((EVERY_PARTNER, keys[label])) if label in keys else None
             for label, partner in zip(labels, partners, strict=True)]  # fmt: skip
    return pd.DataFrame({
        "decided": np.array([each is not None for each in found], dtype=bool),
        "x": np.array([each.x if each else np.nan for each in found], dtype=float),
        "y": np.array([each.y if each else np.nan for each in found], dtype=float),
        "precision": pd.Series([each.precision if each else None for each in found], dtype=object),
    })  # fmt: skip


def locate_by_memory(incidents: pd.DataFrame, observatory: Observatory) -> tuple[pd.DataFrame, list[str]]:
    """Give the incidents of a file that have no point the place decided for their text; what was done, in French."""
    missing = incidents.index[incidents["x"].isna() & incidents["place_label"].notna()]
    rows = incidents.loc[missing, ["place_label", "partner"]]
    known = remembered(observatory, rows["place_label"].tolist(), rows["partner"].tolist())
    hit = known["decided"].to_numpy(bool)
    if not hit.any():
        return incidents, []
    incidents, found, at = incidents.copy(deep=False), known[hit], missing[hit]
    found = found.assign(geocode_score=np.where(found["x"].notna(), 1.0, np.nan), located_by=Locator.DECISION.value)
    for name in ("x", "y", "precision", "geocode_score", "located_by"):
        values = incidents[name].to_numpy(copy=True)
        values[incidents.index.get_indexer(at)] = found[name].to_numpy()
        incidents[name] = values
    placed = int(found["x"].notna().sum())
    return incidents, [f"{placed} ligne(s) placée(s) par une décision de la ville."] if placed else []
