"""The queue of labels to qualify, and the decisions that recode all the rows of a label, past and future."""

import json
from dataclasses import dataclass

import pandas as pd

from oltp_qgis_plugin.core.label_similarity import LabelIndex
from oltp_qgis_plugin.core.nomenclature import (
    TO_QUALIFY,
    categories,
    categories_by_code,
    normalise_label,
    shipped_aliases,
)
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import ProfileError
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.decisions import EVERY_PARTNER, decisions
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance

RECODING, DECISION = "recodage", "décision de recodage"
QUEUE_COLUMNS = ("label", "partner", "n", "category", "category_label", "score", "alias")


@dataclass(frozen=True)
class Recoding:
    """A decision: label, category, partner ("" for all), its version, and how many incidents it changed or found."""

    label: str
    category: str
    partner: str
    version: int
    changed: int
    found: int


def labels_to_qualify(observatory: Observatory, progress: Progress = silent) -> pd.DataFrame:
    """Labels that wait for a decision, by partner, most frequent first, with a suggestion where one is good enough.

    Spellings that differ only by case, accents or punctuation are one label, under its first spelling.
    Columns: QUEUE_COLUMNS; category is None without a suggestion.
    """
    rows = observatory.frame(
        "SELECT source_label AS label, partner, count(*) AS n FROM incident "
        "WHERE category = ? AND source_label NOT NULL GROUP BY source_label, partner ORDER BY min(fid)", (TO_QUALIFY,)
    )  # fmt: skip
    rows["key"] = rows["label"].map(normalise_label)
    queue = rows.groupby(["key", "partner"], sort=False).agg(label=("label", "first"), n=("n", "sum")).reset_index()
    decided = {label: category for (_, label), category in decisions(observatory).items()}
    names = {category.label: category.code for category in categories()}
    index = LabelIndex(names | shipped_aliases() | decided)
    found = []
    for number, label in enumerate(queue["label"]):
        go_on(progress, 100 * number / len(queue))
        found.append(index.suggest(label))
    queue["category"] = pd.Series([s.category if s else None for s in found], dtype=object)
    queue["category_label"] = pd.Series([categories_by_code()[s.category].label if s else None for s in found],
                                        dtype=object)  # fmt: skip
    queue["score"] = pd.Series([s.score if s else None for s in found], dtype=float)
    queue["alias"] = pd.Series([s.alias if s else None for s in found], dtype=object)
    return queue.sort_values("n", ascending=False, kind="stable", ignore_index=True)[list(QUEUE_COLUMNS)]


def recode_label(observatory: Observatory, label: str, category: str, partner: str, provenance: Provenance,
                 waiting: Waiting | None = None) -> Recoding:  # fmt: skip
    """Decide of the category of a label, for one partner or for all (""): its rows are recoded, and those to come.

    A decision for all leaves the partners that have their own for this label. The journal keeps the earlier category
    of each incident and the earlier decision. Raises ProfileError for an empty label, an unknown category or partner.
    """
    label, category, partner = label.strip(), category.strip().upper(), partner.partition(":")[0].strip()
    _check(observatory, label, category, partner)
    with observatory.transaction(waiting):
        version = _decide(observatory, label, category, partner, provenance)
        rows = _rows_of(observatory, label, partner)
        changed = rows[rows["category"] != category]
        if len(changed):
            observatory.insert("journal", pd.DataFrame({
                "happened_at": provenance.when, "who": provenance.who, "what": RECODING, "uid": changed["uid"],
                "before": [json.dumps({"category": earlier}) for earlier in changed["category"]],
            }))  # fmt: skip
            observatory.connection.executemany("UPDATE incident SET category = ? WHERE fid = ?",
                                               ((category, fid) for fid in changed["fid"].tolist()))  # fmt: skip
    return Recoding(label, category, partner, version, len(changed), len(rows))


def _check(observatory: Observatory, label: str, category: str, partner: str) -> None:
    if not normalise_label(label):
        raise ProfileError("Le libellé à recoder est vide : indiquez-le tel que le partenaire l'écrit.")
    if category not in categories_by_code():
        raise ProfileError(f"« {category} » n'est pas une catégorie de la nomenclature : un code s'écrit comme TRA3.")
    codes = [code for (code,) in observatory.connection.execute("SELECT code FROM partner ORDER BY code")]
    if partner and partner not in codes:
        raise ProfileError(f"Le partenaire « {partner} » n'est pas dans l'observatoire ; partenaires : "
                           f"{', '.join(codes) or 'aucun'}.")  # fmt: skip


def _decide(observatory: Observatory, label: str, category: str, partner: str, provenance: Provenance) -> int:
    """Write the decision in the town's aliases, the earlier one in the journal; returns the version."""
    aliases = observatory.frame("SELECT * FROM category_alias WHERE coalesce(partner, '') = ?", (partner,))
    earlier = aliases[aliases["alias"].map(normalise_label) == normalise_label(label)]
    version = 1 + int(earlier["version"].fillna(1).max()) if len(earlier) else 1
    before = earlier.astype(object).where(earlier.notna(), None).drop(columns="fid").to_dict("records")
    for fid in earlier["fid"].tolist():
        observatory.connection.execute("DELETE FROM category_alias WHERE fid = ?", (fid,))
    observatory.insert("category_alias", pd.DataFrame([{
        "alias": label, "category": category, "partner": partner or None, "version": version,
        "decided_by": provenance.who, "decided_at": provenance.when,
    }]))  # fmt: skip
    observatory.insert("journal", pd.DataFrame([{
        "happened_at": provenance.when, "who": provenance.who, "what": DECISION,
        "before": json.dumps(before[0] if before else {"alias": label}, ensure_ascii=False),
    }]))  # fmt: skip
    return version


def _rows_of(observatory: Observatory, label: str, partner: str) -> pd.DataFrame:
    """fid, uid, category of the incidents that bear a label, whatever its spelling, under the rule of the decision."""
    key = normalise_label(label)
    pairs = observatory.connection.execute("SELECT DISTINCT source_label, partner FROM incident "
                                           "WHERE source_label NOT NULL").fetchall()  # fmt: skip
    own = {code for code, decided in decisions(observatory) if decided == key and code != EVERY_PARTNER}
    hit = [pair for pair in pairs
           if normalise_label(pair[0]) == key and (pair[1] == partner if partner else pair[1] not in own)]  # fmt: skip
    frames = [observatory.frame("SELECT fid, uid, category FROM incident WHERE source_label = ? AND partner = ?", pair)
              for pair in hit]  # fmt: skip
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=["fid", "uid", "category"])
