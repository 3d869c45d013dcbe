"""What makes an incident the same from one file to the next."""

from collections.abc import Iterable, Mapping
from hashlib import blake2b

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.intake.profiles import Profile
from oltp_qgis_plugin.core.intake.refusals import RowReason, pick_rows, refused_rows
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.core.text_columns import all_texts, filled_texts

SEPARATOR, MARK = "\x1f", "\x1e"
AT_ONCE, SAMPLE = 50_000, 1_000
# What makes two rows of a partner the same news: what it says. The place found later (territory, gazetteer) and the
# category, which follows the label and is decided here, are no part of it.
TEXTS = ("source_ref", "source_label", "place_type", "date_precision", "place_label", "place_key", "status")
MOMENTS = ("began_at", "ended_at")
NUMBERS = ("x", "y", "gravity", "hour_known")


def identify(frame: pd.DataFrame, profile: Profile, kept: np.ndarray,
             progress: Progress = silent) -> tuple[pd.DataFrame, pd.DataFrame, int]:  # fmt: skip
    """Add uid and content_hash to the rows kept, (n,) bool, which are numbered anew.

    Returns also the rows refused for a reference used twice, and how many repeat.

    With a reference, the uid is partner and reference. Without, it is partner, content and rank among equal rows of
    the file: two equal rows are two incidents, and the same file sent again is known.
    """
    contents = _contents(frame, kept, part(progress, 0, 60))
    content_hash = pd.Series(contents, index=frame.index, dtype=object)
    identity, has_ref = frame["source_ref"], kept
    if not all_texts(identity.tolist()):
        has_ref = identity.notna().to_numpy()
        ranks = _ranks(content_hash, kept & ~has_ref)
        identity, has_ref = identity.where(has_ref, content_hash + SEPARATOR + ranks), has_ref & kept
    uid = pd.Series(uids(profile.partner.code, identity, part(progress, 60, 90)), index=frame.index, dtype=object)
    frame = frame.copy(deep=False)
    frame["content_hash"], frame["uid"] = content_hash, uid
    go_on(progress, 95)
    several = identity if has_ref.all() else identity[has_ref]
    several = several[several.isin(several[several.duplicated()])]
    go_on(progress, 98)
    again = several[several.duplicated()].index
    first = content_hash[several.index].groupby(several).transform("first")
    reason = np.where(content_hash[again] != first[again], RowReason.DUPLICATE_REFERENCE.value, "")
    source = profile.fields.get("source_ref")
    refused = refused_rows(frame["row"].to_numpy()[again], " + ".join(source.columns) if source else "",
                           pd.Series(reason, index=again, dtype=object), frame["source_ref"][again])  # fmt: skip
    if len(again) or not kept.all():
        kept = kept.copy()
        kept[again] = False
        frame = pick_rows(frame, kept)
    return frame, refused, len(again) - len(refused)


def uids(partner: str, identities: Iterable[str], progress: Progress = silent) -> list[str]:
    """The uid of each identity of a partner: its reference, or the one of a row without reference."""
    texts, found = list(identities), []
    for start in range(0, len(texts), AT_ONCE):
        found += _digests((partner + SEPARATOR).encode(), map(str.encode, texts[start : start + AT_ONCE]))
        go_on(progress, 100 * len(found) / len(texts))
    return found


def unreferenced(content_hash: pd.Series, already: Mapping[str, int]) -> pd.Series:
    """The identity of rows without reference when `already` rows of each content came before them."""
    ranks = content_hash.groupby(content_hash).cumcount() + content_hash.map(already).fillna(0).astype(int)
    return content_hash + SEPARATOR + ranks.astype(str)


def _contents(frame: pd.DataFrame, kept: np.ndarray, progress: Progress) -> list[str]:
    """A digest of each row's content: the numbers and moments as fixed bytes, the texts after them."""
    # a file read without its free text keeps the digests that it had before there was any
    names = (*TEXTS, "note") if (frame["note"].notna().to_numpy() & kept).any() else TEXTS
    columns = [filled_texts(frame[name]) for name in names]
    packed = np.zeros(len(frame), dtype=[(name, "<f8") for name in NUMBERS] + [(name, "<i8") for name in MOMENTS])
    for name in NUMBERS:
        packed[name] = frame[name].to_numpy(float)
    for name in MOMENTS:
        packed[name] = frame[name].to_numpy("datetime64[s]").astype("int64")
    size, digests = packed.dtype.itemsize, []
    for start in range(0, len(frame), AT_ONCE):
        numbers = packed[start : start + AT_ONCE].view(f"V{size}").tolist()
        texts = _encoded([cells[start : start + AT_ONCE] for cells in columns])
        digests += _digests(b"", map(b"".join, zip(numbers, *texts, strict=True)))
        go_on(progress, 100 * len(digests) / len(frame))
    return digests


def _encoded(columns: list[list[str]]) -> list[list[bytes]]:
    """Columns of texts whose bytes, put together, are those of the texts joined by SEPARATOR.

    A column that never varies goes with the next; one that repeats its texts is encoded once for each.
    """
    pieces, before = [], ""
    for number, cells in enumerate(columns):
        before += SEPARATOR if number else ""
        some = set(cells[:SAMPLE])
        if len(some) == 1 and len(set(cells)) == 1:
            before += cells[0]
        elif len(some) * 2 > len(cells[:SAMPLE]):
            pieces.append(_encoded_alone(cells, before))
            before = ""
        else:
            known = {cell: (before + cell).encode() for cell in set(cells)}
            pieces.append(list(map(known.__getitem__, cells)))
            before = ""
    return [*pieces, [before.encode()] * len(columns[0])]


def _encoded_alone(cells: list[str], before: str) -> list[bytes]:
    """The bytes of each text, `before` ahead of it; all in one go where none holds the mark put between them."""
    at_once = (MARK + before).join(["", *cells]).encode().split(MARK.encode())
    return at_once[1:] if len(at_once) == len(cells) + 1 else [(before + cell).encode() for cell in cells]


def _digests(prefix: bytes, contents: Iterable[bytes]) -> list[str]:
    """Hexadecimal BLAKE2b of 16 bytes of each content after the prefix."""
    found, start = [], blake2b(prefix, digest_size=16)
    for content in contents:
        digest = start.copy()
        digest.update(content)
        found.append(digest.hexdigest())
    return found


def _ranks(content_hash: pd.Series, asked: pd.Series) -> pd.Series:
    """The rank of each row among the rows of equal content, as text; "0" where it is not asked."""
    ranks = pd.Series("0", index=content_hash.index, dtype=object)
    repeated = asked & content_hash.duplicated(keep=False)
    if repeated.any():
        ranks[repeated] = content_hash[repeated].groupby(content_hash[repeated]).cumcount().astype(str)
    return ranks
