"""The town's decisions about places: where the incidents of one text are, or that it cannot be told."""

import json
from dataclasses import dataclass

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.incident import Locator, Precision
from oltp_qgis_plugin.errors import PlaceError
from oltp_qgis_plugin.store.connection import Waiting
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.gpkg import point_blobs
from oltp_qgis_plugin.store.placing import AUTOMATIC, as_decided, places_before, write_places
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.remembered_places import EVERY_PARTNER, decision_key, read_decisions, remembered

DECIDED, UNDECIDED = "décision de lieu", "décision de lieu annulée"
GIVES_WAY = (*AUTOMATIC, Locator.DECISION.value)


@dataclass(frozen=True)
class PlaceChoice:
    """Where a text is. x, y: in the observatory's CRS, both None for « nulle part ». chosen: what was picked.

    partner: "" for all of them, except those that have their own decision for this text.
    """

    label: str
    precision: Precision
    x: float | None = None
    y: float | None = None
    chosen: str = ""
    partner: str = EVERY_PARTNER


@dataclass(frozen=True)
class PlaceDecided:
    """A decision taken or undone: its text, partner, and how many incidents changed."""

    label: str
    partner: str
    changed: int


def decide_place(observatory: Observatory, choice: PlaceChoice, provenance: Provenance,
                 waiting: Waiting | None = None) -> PlaceDecided:  # fmt: skip
    """Remember where a text is: its incidents get that point, and those to come.

    Incidents located by a partner's coordinates, by the gazetteer or by hand keep theirs. A new decision for the same
    text replaces the earlier one, which the journal keeps. Raises PlaceError for an empty text, an unknown partner, a
    point without precision or out of the world.
    """
    label, partner = choice.label.strip(), choice.partner.partition(":")[0].strip()
    _check(observatory, choice, label, partner)
    with observatory.transaction(waiting):
        earlier = _forget(observatory, label, partner)
        _write(observatory, choice, label, partner, provenance)
        _sign(observatory, DECIDED, label, partner, earlier, provenance)
        changed = _apply(observatory, label, provenance)
    return PlaceDecided(label, partner, changed)


def undo_decision(observatory: Observatory, label: str, partner: str, provenance: Provenance,
                  waiting: Waiting | None = None) -> PlaceDecided:  # fmt: skip
    """Forget a decision: its incidents go back to where they were before any, and the decision that it had replaced
    holds again. Raises PlaceError when there is none."""
    with observatory.transaction(waiting):
        gone = _forget(observatory, label, partner)
        if gone is None:
            raise PlaceError(f"Il n'y a pas de décision pour « {label} » : elle a peut-être déjà été annulée.")
        before = _replaced(observatory, label, partner)
        if before is not None:
            _restore(observatory, before)
        _sign(observatory, UNDECIDED, label, partner, gone, provenance)
        changed = _apply(observatory, label, provenance)
    return PlaceDecided(label, partner, changed)


def _check(observatory: Observatory, choice: PlaceChoice, label: str, partner: str) -> None:
    if not decision_key(label):
        raise PlaceError("Le texte du lieu est vide : il n'y a rien à retenir pour les prochains fichiers.")
    codes = [code for (code,) in observatory.connection.execute("SELECT code FROM partner ORDER BY code")]
    if partner and partner not in codes:
        raise PlaceError(f"Le partenaire « {partner} » n'est pas dans l'observatoire ; partenaires : "
                         f"{', '.join(codes) or 'aucun'}.")  # fmt: skip
    placed = choice.x is not None and choice.y is not None
    if placed and not (np.isfinite(choice.x) and np.isfinite(choice.y)):  # type: ignore[arg-type]
        raise PlaceError("Ce point n'a pas de coordonnées : cliquez dans la commune.")
    if placed == (choice.precision is Precision.NONE):
        raise PlaceError("Un point se donne avec sa précision (numero, rue, lieu…), et « nulle part » sans point.")


def _forget(observatory: Observatory, label: str, partner: str) -> dict | None:
    """Delete the decision of a text for a partner; returns what it was, None when there was none."""
    key = decision_key(label)
    own = [each for each in read_decisions(observatory) if each.partner == partner and decision_key(each.label) == key]
    for decision in own:
        observatory.delete("place_decision", "fid = ?", (decision.fid,))
    return own[0].as_json() if own else None


def _write(observatory: Observatory, choice: PlaceChoice, label: str, partner: str, provenance: Provenance) -> None:
    row = pd.DataFrame([{
        "place_key": decision_key(label), "place_label": label, "partner": partner,
        "precision": choice.precision.value, "chosen": choice.chosen or None, "decided_by": provenance.who,
        "decided_at": provenance.when,
    }])  # fmt: skip
    point = np.array([[np.nan, np.nan] if choice.x is None else [choice.x, choice.y]], dtype=float)
    observatory.insert("place_decision", row, point_blobs(point, observatory.epsg))


def _restore(observatory: Observatory, kept: dict) -> None:
    """Write again a decision kept by the journal."""
    point = np.array([[kept["x"], kept["y"]]], dtype=float)
    row = {name: kept[name] for name in ("place_label", "partner", "precision", "chosen", "decided_by", "decided_at")}
    row["place_key"] = decision_key(kept["place_label"])
    observatory.insert("place_decision", pd.DataFrame([row]), point_blobs(point, observatory.epsg))


def _sign(observatory: Observatory, what: str, label: str, partner: str, earlier: dict | None,
          provenance: Provenance) -> None:  # fmt: skip
    told = {"place_label": label, "partner": partner, "earlier": earlier}
    observatory.insert("journal", pd.DataFrame([{
        "happened_at": provenance.when, "who": provenance.who, "what": what,
        "before": json.dumps(told, ensure_ascii=False),
    }]))  # fmt: skip


def _replaced(observatory: Observatory, label: str, partner: str) -> dict | None:
    """The decision that the one just forgotten had replaced: those of a text and their undoings pair like brackets."""
    key, pile = decision_key(label), []
    sql = "SELECT what, before FROM journal WHERE what IN (?, ?) ORDER BY fid"
    for what, text in observatory.connection.execute(sql, (DECIDED, UNDECIDED)):
        told = json.loads(text)
        if told["partner"] != partner or decision_key(told["place_label"]) != key:
            continue
        if what == DECIDED:
            pile.append(told["earlier"])
        elif pile:
            pile.pop()
    return pile[-1] if pile else None


def _apply(observatory: Observatory, label: str, provenance: Provenance) -> int:
    """Put the incidents of a text where the decisions now say; those of none go back to where they were before any."""
    key = decision_key(label)
    gives_way = f"(geom IS NULL OR located_by IN ({', '.join('?' * len(GIVES_WAY))}))"
    texts = observatory.connection.execute(
        f"SELECT DISTINCT place_label FROM incident WHERE place_label NOT NULL AND {gives_way}", GIVES_WAY
    ).fetchall()
    sql = f"SELECT fid, uid, partner, place_label, located_by FROM incident WHERE place_label = ? AND {gives_way}"
    frames = [observatory.frame(sql, (text, *GIVES_WAY)) for (text,) in texts if decision_key(text) == key]
    if not frames:
        return 0
    rows = pd.concat(frames, ignore_index=True)
    known = remembered(observatory, rows["place_label"].tolist(), rows["partner"].tolist())
    decided = known["decided"].to_numpy(bool)
    was = (rows["located_by"] == Locator.DECISION.value).to_numpy(bool)
    changed = write_places(observatory, as_decided(rows[decided], known[decided]), provenance)
    gone = places_before(observatory, rows[~decided & was], Locator.DECISION)
    return changed + write_places(observatory, gone, provenance)
