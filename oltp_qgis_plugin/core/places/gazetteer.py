"""Named places (stops, schools, résidences and halls, squares, neighbourhoods) as objects of an index."""

import re
from dataclasses import replace
from typing import Any

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.places.fuzzy import neighbourhoods
from oltp_qgis_plugin.core.places.index import GROUP, NOWHERE, PLACE, QUARTER, AddressIndex
from oltp_qgis_plugin.core.places.names import name_key, number_words, offsets
from oltp_qgis_plugin.core.places.spelling import folded
from oltp_qgis_plugin.core.places.tokens import canonical, plain_word, spaced
from oltp_qgis_plugin.core.places.words import BREAKS, kinds

PLACE_COLUMNS = ("kind", "code", "name", "x", "y")
IMPLIED = frozenset(("voie", "residence", "cite", "lieudit"))
"""Classes of kinds that begin many a name without telling what it is: the résidence « Le Clos des Tilleuls »."""
ONE_PLACE_M, GROUP_M = 150.0, 400.0
"""Points of one name nearer than this are one place; the halls of a résidence, one résidence."""
UNIT_WORDS = frozenset(("BATIMENT", "BAT", "BT", "HALL", "ESCALIER", "ESC", "ENTREE", "IMMEUBLE", "IMM", "CAGE"))
_UNIT = re.compile(r"[A-Z]?\d{0,4}[A-Z]?")


def place_key(kind: str, name: str) -> str:
    """The canonical name of a place: its kind, its words, `#` before the letters and numbers of buildings and halls.

    A kind that the layer tells and the name does not begin with has a `~`.
    """
    key = name_key(name)
    own, _, rest = key.partition("|")
    words = rest.split()
    units: list[str] = []
    while len(words) > 1 and (_UNIT.fullmatch(words[-1]) or (units and words[-1] in UNIT_WORDS)):
        word = words.pop()
        if word not in UNIT_WORDS:
            units.append(f"#{word}")
    said = [word for word in canonical(spaced(folded(kind))) if word not in BREAKS]
    given = next((word[1:].partition(":")[0] for word in said if word[0] == "="), "")
    if given and given != own and (not own or kinds().classes[own] in IMPLIED):
        whole = [plain_word(word) for word in canonical(spaced(folded(name))) if word not in BREAKS]
        own, words = f"~{given}", whole[: len(whole) - len(units)] if units else whole
        words = [word for word in words if word not in UNIT_WORDS] or whole
    return f"{own}|{' '.join([*words, *reversed(units)])}"


def place_objects(places: pd.DataFrame) -> pd.DataFrame:
    """Places by canonical name, columns key, kind, code, name, type, x, y: one row for the points of one name that are

    near each other, and one for each résidence whose halls are known. A place without a name or a point is left out.
    """
    rows = places[places["name"].astype(str).str.strip().ne("") & places[["x", "y"]].notna().all(axis=1)]
    rows = rows.assign(kind=rows["kind"].fillna("").astype(str), code=rows["code"].fillna("").astype(str))
    keys = [place_key(kind, str(name)) for kind, name in zip(rows["kind"], rows["name"], strict=True)]
    rows = rows.assign(key=pd.Series(keys, index=rows.index, dtype=object))
    rows = rows[rows["key"].map(len) > 1]
    rows = rows.assign(type=np.where(rows["kind"].map(_is_quarter), QUARTER, PLACE)).reset_index(drop=True)
    return pd.concat([_merged(rows, ONE_PLACE_M), _groups(rows)], ignore_index=True)


def _is_quarter(kind: str) -> bool:
    return folded(kind).replace("SOUS ", "").startswith(("QUARTIER", "QPV", "SECTEUR", "IRIS"))


def _merged(rows: pd.DataFrame, farthest: float) -> pd.DataFrame:
    """One row for each key whose points lie within `farthest`, at the point nearest to their middle."""
    middle = rows.groupby("key")[["x", "y"]].transform("median")
    apart = np.hypot(rows["x"] - middle["x"], rows["y"] - middle["y"])
    together = apart.groupby(rows["key"]).transform("max") <= farthest
    first = rows.assign(apart=apart).sort_values("apart", kind="stable")
    first = first[~first["key"].duplicated() | ~together.reindex(first.index)].sort_index()
    return first.drop(columns="apart")


def _groups(rows: pd.DataFrame) -> pd.DataFrame:
    """The résidences and buildings of which several halls are known, by their name alone."""
    parts = rows["key"].str.split(" #")
    depth = int(parts.str.len().max() or 1) if len(rows) else 1
    found = [rows.iloc[:0]]
    for kept in range(1, depth):
        heads = rows[parts.str.len() > kept]
        dropped = parts[heads.index].str.len() - kept
        heads = heads.assign(
            key=parts[heads.index].map(lambda words, n=kept: " #".join(words[:n])),
            name=[_without_last(name, n) for name, n in zip(heads["name"], dropped, strict=True)], code="", type=GROUP,
        )  # fmt: skip
        heads = heads[~heads["key"].isin(rows["key"])]
        merged = _merged(heads, GROUP_M)
        found.append(merged[~merged["key"].duplicated(keep=False)])
    return pd.concat(found, ignore_index=True)


def _without_last(name: object, n: int) -> str:
    """A name without its last n letters or numbers of building and hall, and the words that announce them."""
    words = str(name).replace(",", " ").split()
    while len(words) > 1 and (n > 0 or folded(words[-1]) in UNIT_WORDS):
        n -= folded(words.pop()) not in UNIT_WORDS
    return " ".join(words)


def with_places(index: AddressIndex, places: pd.DataFrame) -> AddressIndex:
    """The index with more places (PLACE_COLUMNS, in its CRS); those of the same kind and name do not come twice."""
    rows = place_objects(places)
    known = {name: n for n, name in enumerate(index.names)}
    rows = rows[~rows["key"].map(lambda key: _holds_place(index, known.get(key))).astype(bool)]
    if rows.empty:
        return index
    keys = [key for key in dict.fromkeys(rows["key"]) if key not in known]
    names = [*index.names, *keys]
    known |= {key: len(index.names) + n for n, key in enumerate(keys)}
    more = objects_of(rows, known)
    words, word_first, word_names = number_words(names, index.words)
    hashes, owners = neighbourhoods(words[len(index.words) :])
    all_hashes = np.concatenate([index.word_hashes, hashes])
    order = np.argsort(all_hashes, kind="stable")
    object_name = np.concatenate([more["object_name"], index.object_name])
    first = {name: np.concatenate([np.zeros(len(rows), np.int32), getattr(index, name)])
             for name in ("object_first", "post_first")}  # fmt: skip
    arrays = {name: np.concatenate([more[name], getattr(index, name)]) for name in more if name.startswith("object_")}
    return replace(
        index, names=names, words=words, word_first=word_first, word_names=word_names,
        labels=[*more["labels"], *index.labels], codes=[*more["codes"], *index.codes],
        word_hashes=all_hashes[order],
        word_owners=np.concatenate([index.word_owners, owners + len(index.words)])[order].astype(np.int32),
        name_first=offsets(object_name, len(names)),
        name_objects=np.argsort(object_name, kind="stable").astype(np.int32), **arrays, **first,
    )  # fmt: skip


def _holds_place(index: AddressIndex, name: int | None) -> bool:
    if name is None:
        return False
    things = index.name_objects[index.name_first[name] : index.name_first[name + 1]]
    return bool((index.object_type[things] >= PLACE).any())


def objects_of(rows: pd.DataFrame, known: dict[str, int]) -> dict[str, Any]:
    """The arrays of objects of places without a commune: object_*, labels, codes. known: numbers of the names."""
    n = len(rows)
    return {
        "object_name": rows["key"].map(known).to_numpy(np.int32),
        "object_type": rows["type"].to_numpy(np.int8),
        "object_commune": np.full(n, NOWHERE, np.int32),
        "object_locality": np.full(n, NOWHERE, np.int32),
        "object_x": rows["x"].to_numpy(float),
        "object_y": rows["y"].to_numpy(float),
        "labels": rows["name"].astype(str).tolist(),
        "codes": rows["code"].map(code_key).tolist(),
    }


def code_key(code: object) -> str:
    """What the spellings of a code share: capitals and digits."""
    return "".join(c for c in folded(str(code)) if c.isalnum()) if code is not None else ""
