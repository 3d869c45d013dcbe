"""Incidents captured by hand: saved one at a time, each a batch of one row that can be undone like any other."""

import hashlib
from datetime import datetime

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.capture import DIRECT_ENTRY, CaptureError, IncidentDraft
from oltp_qgis_plugin.core.incident import DatePrecision, Locator, Precision
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.incident_rows import insert_incidents
from oltp_qgis_plugin.store.partners import register_partner
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.territories import KINDS, territory_codes

PROFILE, PROFILE_VERSION, FILE_NAME = "saisie", 1, "saisie directe"


def known_partners(observatory: Observatory) -> tuple[Partner, ...]:
    """`Saisie directe`, then the partners of the observatory by name."""
    rows = observatory.frame("SELECT code, label, coalesce(kind, '') FROM partner WHERE code != ? ORDER BY label",
                             (DIRECT_ENTRY.code,))  # fmt: skip
    return (DIRECT_ENTRY, *(Partner(*row) for row in rows.itertuples(index=False, name=None)))


def territories_at(observatory: Observatory, x: float, y: float) -> dict[str, str]:
    """For each kind of territory, the codes of those that hold the point, joined by ";", empty when there is none."""
    found = territory_codes(np.array([[x, y]]), observatory)
    return {kind: codes[0] or "" for kind, codes in found.items()}


def save_draft(observatory: Observatory, draft: IncidentDraft, provenance: Provenance, uid: str) -> str:
    """Store a valid draft as an incident, with its batch and its partner, in one transaction; returns `uid`.

    uid: a new random identity. Raises CaptureError when the draft is not valid on the day of `provenance`, StoreError
    when the observatory refuses it; then nothing is written.
    """
    problems = draft.problems(provenance.when.date())
    if problems:
        raise CaptureError(problems[0].sentence)
    row = _incident(observatory, draft, uid)
    with observatory.transaction():
        register_partner(observatory, draft.partner)
        batch = _insert_batch(observatory, draft, provenance, row["content_hash"])
        insert_incidents(observatory, pd.DataFrame([{**row, "batch": batch}]).astype({"hour_known": bool}))
    return uid


def _incident(observatory: Observatory, draft: IncidentDraft, uid: str) -> dict[str, object]:
    """The incident row of a valid draft, with x and y, NaN without a place."""
    x, y = draft.place if draft.place is not None else (np.nan, np.nan)
    located = draft.place is not None
    territories = territories_at(observatory, x, y) if located else {}
    return {
        "uid": uid,
        "content_hash": hashlib.blake2b(repr(draft).encode(), digest_size=16).hexdigest(),
        "partner": draft.partner.code,
        "source_ref": None,
        "category": draft.category,
        "source_label": None,
        "place_type": draft.place_type or None,
        "began_at": _timestamp(draft.began_at()),
        "ended_at": _timestamp(draft.ended_at()),
        "hour_known": draft.hour is not None,
        "date_precision": DatePrecision.DAY.value,
        "place_label": draft.place_label.strip() or None,
        "precision": (Precision.NUMBER if located else Precision.NONE).value,
        "geocode_score": 1.0 if located else None,
        **{kind: territories.get(kind) or None for kind in KINDS},
        "located_by": Locator.HAND.value if located else None,
        "gravity": draft.gravity,
        "status": draft.status or None,
        "note": None,
        "x": x,
        "y": y,
    }


def _timestamp(moment: datetime | None) -> object:
    return pd.Timestamp(moment) if moment else pd.NaT


def _insert_batch(observatory: Observatory, draft: IncidentDraft, provenance: Provenance, content: object) -> int:
    counts = {"rows_read": 1, "rows_imported": 1, "rows_updated": 0, "rows_known": 0, "rows_refused": 0,
              "rows_ignored": 0}  # fmt: skip
    row = {"partner": draft.partner.code, "file_name": FILE_NAME, "sha256": content, "profile": PROFILE,
           "profile_version": PROFILE_VERSION, **counts, "imported_by": provenance.who,
           "imported_at": provenance.when}  # fmt: skip
    observatory.insert("batch", pd.DataFrame([row]))
    return int(str(observatory.scalar("SELECT last_insert_rowid()")))
