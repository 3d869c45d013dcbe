"""What makes an incident the same from one file to the next."""

import hashlib
from collections.abc import Iterable, Mapping

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.refusals import RowReason, refused_rows

SEPARATOR = "\x1f"
# What makes two rows of a partner the same news: what it says. The place found later (territory, gazetteer) and the
# category, which follows the label and is decided here, are no part of it.
TEXTS = ("source_ref", "source_label", "place_type", "date_precision", "place_label", "place_key", "status")
MOMENTS = ("began_at", "ended_at")
NUMBERS = ("x", "y", "gravity", "hour_known")


def identify(frame: pd.DataFrame, profile: Profile) -> tuple[pd.DataFrame, pd.DataFrame, int]:
    """Add uid and content_hash; returns also the rows refused for a reference used twice, and how many repeat.

    With a reference, the uid is partner and reference. Without, it is partner, content and rank among equal rows of
    the file: two equal rows are two incidents, and the same file sent again is known.
    """
    contents = _contents(frame)
    content_hash = pd.Series(contents, index=frame.index, dtype=object)
    has_ref = frame["source_ref"].notna()
    identity = frame["source_ref"].where(has_ref, content_hash + SEPARATOR + _ranks(content_hash, ~has_ref))
    uid = pd.Series(uids(profile.partner.code, identity), index=frame.index, dtype=object)
    again = uid.duplicated() & has_ref
    frame = frame.assign(content_hash=content_hash, uid=uid)
    if not again.any():
        return frame, refused_rows(frame["row"].to_numpy(), "", pd.Series("", index=frame.index), None), 0
    conflict = again & (content_hash != content_hash.groupby(uid).transform("first"))
    reason = pd.Series(np.where(conflict, RowReason.DUPLICATE_REFERENCE.value, ""), index=frame.index)
    column = " + ".join(profile.fields["source_ref"].columns)
    refused = refused_rows(frame["row"].to_numpy(), column, reason, frame["source_ref"])
    return frame[~again].reset_index(drop=True), refused, int((again & ~conflict).sum())


def uids(partner: str, identities: Iterable[str]) -> list[str]:
    """The uid of each identity of a partner: its reference, or the one of a row without reference."""
    prefix = (partner + SEPARATOR).encode()
    return [_digest(prefix + text.encode()) for text in identities]


def unreferenced(content_hash: pd.Series, already: Mapping[str, int]) -> pd.Series:
    """The identity of rows without reference when `already` rows of each content came before them."""
    ranks = content_hash.groupby(content_hash).cumcount() + content_hash.map(already).fillna(0).astype(int)
    return content_hash + SEPARATOR + ranks.astype(str)


def _contents(frame: pd.DataFrame) -> list[str]:
    """A digest of each row's content: the numbers and moments as fixed bytes, the texts after them."""
    packed = np.zeros(len(frame), dtype=[(name, "<f8") for name in NUMBERS] + [(name, "<i8") for name in MOMENTS])
    for name in NUMBERS:
        packed[name] = frame[name].to_numpy(float)
    for name in MOMENTS:
        packed[name] = frame[name].to_numpy("datetime64[s]").astype("int64")
    raw, size = packed.tobytes(), packed.dtype.itemsize
    # a file read without its free text keeps the digests that it had before there was any
    names = TEXTS if frame["note"].isna().all() else (*TEXTS, "note")
    texts = map(SEPARATOR.join, zip(*(frame[name].fillna("").tolist() for name in names), strict=True))
    return [_digest(raw[i * size : (i + 1) * size] + text.encode()) for i, text in enumerate(texts)]


def _ranks(content_hash: pd.Series, asked: pd.Series) -> pd.Series:
    """The rank of each row among the rows of equal content, as text; "0" where it is not asked."""
    ranks = pd.Series("0", index=content_hash.index, dtype=object)
    repeated = asked & content_hash.duplicated(keep=False)
    if repeated.any():
        ranks[repeated] = content_hash[repeated].groupby(content_hash[repeated]).cumcount().astype(str)
    return ranks


def _digest(content: bytes) -> str:
    return hashlib.blake2b(content, digest_size=16).hexdigest()
