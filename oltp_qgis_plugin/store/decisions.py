"""The town's decisions: which category a partner's label means, whatever the shipped nomenclature says."""

import pandas as pd

from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.store.geopackage import Observatory

EVERY_PARTNER = ""


def decisions(observatory: Observatory) -> dict[tuple[str, str], str]:
    """Category by (partner, normalised label); the partner is "" when the decision holds for all."""
    rows = observatory.connection.execute("SELECT coalesce(partner, ''), alias, category FROM category_alias")
    return {(partner, normalise_label(alias)): category for partner, alias, category in rows}


def apply_decisions(observatory: Observatory, incidents: pd.DataFrame) -> pd.DataFrame:
    """The incidents with the category decided for their label; a decision for one partner goes before the others.

    Needs the columns partner, source_label, category.
    """
    decided = decisions(observatory)
    if not decided or incidents.empty:
        return incidents
    pairs = incidents[["partner", "source_label"]].drop_duplicates()
    found = {
        (partner, label): category
        for partner, label in pairs.itertuples(index=False, name=None)
        if label is not None and (category := _decided(decided, partner, normalise_label(label)))
    }
    if not found:
        return incidents
    keys = zip(incidents["partner"], incidents["source_label"], strict=True)
    codes = [found.get(key, earlier) for key, earlier in zip(keys, incidents["category"], strict=True)]
    return incidents.assign(category=pd.Series(codes, index=incidents.index, dtype=object))


def _decided(decided: dict[tuple[str, str], str], partner: str, label: str) -> str | None:
    return decided.get((partner, label)) or decided.get((EVERY_PARTNER, label))
