"""What makes an incident the same from one file to the next."""

import hashlib

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.refusals import RowReason, refused_rows

SEPARATOR = "\x1f"
# What makes two rows of a partner the same news; the place found later (territory, gazetteer) is not part of it.
CONTENT = (
    "source_ref", "category", "source_label", "place_type", "began_at", "ended_at", "hour_known", "date_precision",
    "place_label", "place_key", "x", "y", "gravity", "status",
)  # fmt: skip


def identify(frame: pd.DataFrame, profile: Profile) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Add uid and content_hash; returns also the rows refused for a reference used twice, and how many repeat.

    With a reference, the uid is partner and reference. Without, it is partner, content and rank among equal rows of
    the file: two equal rows are two incidents, and the same file sent again is known.
    """
    content = pd.Series("", index=frame.index)
    parts = [frame[name].fillna("").astype(str) for name in CONTENT]
    content = content.str.cat(parts, sep=SEPARATOR) if len(frame) else content
    content_hash = pd.Series([_digest(text) for text in content], index=frame.index, dtype=object)
    rank = content_hash.groupby(content_hash).cumcount().astype(str)
    has_ref = frame["source_ref"].notna()
    identity = (frame["source_ref"].fillna("")).where(has_ref, content_hash + SEPARATOR + rank)
    uid = [_digest(f"{profile.partner.code}{SEPARATOR}{text}") for text in identity]
    frame = frame.assign(content_hash=content_hash, uid=uid)
    again = frame.duplicated("uid") & has_ref
    first_hash = frame.groupby("uid")["content_hash"].transform("first") if len(frame) else frame["content_hash"]
    conflict = again & (frame["content_hash"] != first_hash)
    reason = pd.Series(np.where(conflict, RowReason.DUPLICATE_REFERENCE.value, ""), index=frame.index)
    column = " + ".join(profile.fields["source_ref"].columns) if "source_ref" in profile.fields else ""
    refused = refused_rows(frame["row"].to_numpy(), column, reason, frame["source_ref"])
    return frame[~again].reset_index(drop=True), refused, int((again & ~conflict).sum())


def _digest(text: str) -> str:
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()
