"""Make the index of addresses out of bases, gazetteers and streets' lines."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.places.addresses import suffix_of
from oltp_qgis_plugin.core.places.fuzzy import neighbourhoods
from oltp_qgis_plugin.core.places.gazetteer import PLACE_COLUMNS, with_places
from oltp_qgis_plugin.core.places.index import NOWHERE, STREET, AddressIndex
from oltp_qgis_plugin.core.places.names import city_keys, city_words, name_key, number_words, offsets
from oltp_qgis_plugin.core.progress import Progress, go_on, silent

ADDRESS_COLUMNS = ("number", "suffix", "street", "locality", "postcode", "insee", "commune", "old_commune",
                   "post_town", "alias", "x", "y")  # fmt: skip
LONG_STEP_M = 200.0
"""A longer way between two numbers that follow each other counts for this much along a street."""


@dataclass(frozen=True)
class Sources:
    """What an index is made of, in EPSG:`epsg`.

    addresses: ADDRESS_COLUMNS; streets: street, x, y (a street known by its line); crossings: first, second, x, y;
    places: kind, code, name, x, y. names: the files and layers, for the record.
    """

    epsg: int
    addresses: pd.DataFrame
    streets: pd.DataFrame
    crossings: pd.DataFrame
    places: pd.DataFrame
    names: Sequence[str] = ()


def no_sources(epsg: int) -> Sources:
    """Sources of nothing."""
    return Sources(epsg, *(empty_frame(columns) for columns in (
        ADDRESS_COLUMNS, ("street", "x", "y"), ("first", "second", "x", "y"), PLACE_COLUMNS)))  # fmt: skip


def empty_frame(columns: Sequence[str]) -> pd.DataFrame:
    """A frame without a row: numbers for x, y and number, texts for the other columns."""
    return pd.DataFrame({column: pd.Series(dtype=float if column in ("x", "y", "number") else object)
                         for column in columns})  # fmt: skip


def build_index(sources: Sources, progress: Progress = silent) -> AddressIndex:
    """The index of all sources. An address given twice is kept once, at its first point."""
    rows = _objects_rows(sources)
    go_on(progress, 20)
    names, name_number = _numbered_names(rows["street"])
    communes, insee, commune_number, cities, words_of_cities = _communes(rows)
    go_on(progress, 40)
    localities, locality_number = _texts_numbered(rows["old_commune"])
    rows = rows.assign(name=name_number, commune_number=commune_number, locality_number=locality_number)
    objects = _objects(rows)
    rows = rows.assign(object=objects.pop("row_object"))
    go_on(progress, 60)
    addresses = _address_arrays(rows, len(objects["object_name"]))
    posts = _postings(rows["object"].to_numpy(), rows["postcode"], len(objects["object_name"]))
    go_on(progress, 75)
    middle = _middles(rows, addresses, len(objects["object_name"]))
    words, word_first, word_names = number_words(names)
    word_hashes, word_owners = neighbourhoods(words)
    city_hashes, city_owners = neighbourhoods(list(cities))
    go_on(progress, 90)
    name_order = np.argsort(objects["object_name"], kind="stable").astype(np.int32)
    index = AddressIndex(
        meta={"epsg": sources.epsg, "sources": list(sources.names)},
        names=names, words=words, communes=communes, insee=insee, localities=localities, cities=list(cities),
        city_words=words_of_cities,
        word_first=word_first, word_names=word_names,
        name_first=offsets(objects["object_name"], len(names)), name_objects=name_order,
        **objects, **addresses, **posts, **middle,
        city_first=np.cumsum([0, *map(len, cities.values())]).astype(np.int32),
        city_communes=np.array([n for found in cities.values() for n in found], dtype=np.int32),
        **_crossings(sources.crossings, names),
        word_hashes=word_hashes, word_owners=word_owners, city_hashes=city_hashes, city_owners=city_owners,
    )  # fmt: skip
    return with_places(index, sources.places) if len(sources.places) else index


def _objects_rows(sources: Sources) -> pd.DataFrame:
    """Addresses, streets known by their line and streets of the crossings, one row each, in that order."""
    parts = [sources.addresses]
    ends = [sources.crossings[[side, "x", "y"]].rename(columns={side: "street"}) for side in ("first", "second")
            if len(sources.crossings)]  # fmt: skip
    lines = pd.concat([sources.streets, *ends], ignore_index=True) if len(sources.streets) or ends else None
    if lines is not None:
        unknown = {column: "" for column in ADDRESS_COLUMNS[1:10] if column != "street"}
        lines = lines.assign(number=0, **unknown)
        known = {name_key(name) for name in sources.addresses["street"].unique()} if len(sources.addresses) else set()
        new = {name: name_key(name) not in known for name in lines["street"].unique()}
        extra = lines[lines["street"].map(new)]
        parts.append(extra)
    return pd.concat(parts, ignore_index=True)[list(ADDRESS_COLUMNS)]


def _numbered_names(streets: pd.Series) -> tuple[list[str], np.ndarray]:
    codes, distinct = pd.factorize(streets)
    keys = [name_key(street) for street in distinct]
    numbers, names = pd.factorize(np.array(keys, dtype=object))
    return list(names), numbers[codes].astype(np.int32)


def _texts_numbered(texts: pd.Series) -> tuple[list[str], np.ndarray]:
    """Distinct texts, and the number of each row's; -1 for an empty one."""
    codes, distinct = pd.factorize(texts.where(texts != "", None))
    return [str(text) for text in distinct], codes.astype(np.int32)


def _communes(rows: pd.DataFrame) -> tuple[list[str], list[str], np.ndarray, dict[str, list[int]], list[str]]:
    """Names, codes, number of each row's (NOWHERE without one); the communes of each name of city, and its words."""
    label = rows["commune"].where(rows["commune"] != "", rows["post_town"])
    key = rows["insee"].where(rows["insee"] != "", label).where(label != "", rows["insee"])
    bare = (key == "") & (rows["postcode"] != "")
    key = key.where(~bare, "=" + rows["postcode"])
    key = key.where(rows["insee"] == "", rows["insee"] + "=" + label) if (rows["insee"] != "").any() else key
    codes, distinct = pd.factorize(key.where(key != "", None))
    first = pd.DataFrame({"code": codes, "label": label, "insee": rows["insee"]}).drop_duplicates("code")
    first = first[first["code"] >= 0].set_index("code").sort_index()
    cities: dict[str, list[int]] = {}
    found_words: set[str] = set()
    for column in ("commune", "post_town", "old_commune", "locality"):
        pairs = pd.DataFrame({"code": codes, "text": rows[column]})
        pairs = pairs[(pairs["text"] != "") & (pairs["code"] >= 0)].drop_duplicates()
        for code, text in pairs.itertuples(index=False, name=None):
            found_words.update(city_words(text))
            for key_ in city_keys(text):
                found = cities.setdefault(key_, [])
                if code not in found:
                    found.append(int(code))
    cities.pop("", None)
    return first["label"].tolist(), first["insee"].tolist(), codes.astype(np.int32), cities, sorted(found_words)


def _objects(rows: pd.DataFrame) -> dict[str, Any]:
    """Streets sorted by commune, and the one of each row."""
    keys = ["commune_number", "name", "locality_number"]
    number = rows.groupby(keys, sort=True).ngroup().to_numpy()
    heads = rows.assign(number=number).drop_duplicates("number").sort_values("number")
    return {
        "row_object": number,
        "object_name": heads["name"].to_numpy(np.int32),
        "object_type": np.full(len(heads), STREET, np.int8),
        "object_commune": heads["commune_number"].to_numpy(np.int32),
        "object_locality": heads["locality_number"].to_numpy(np.int32),
        "labels": heads["street"].tolist(),
        "codes": [""] * len(heads),
    }


def _address_arrays(rows: pd.DataFrame, n: int) -> dict[str, Any]:
    numbered = rows[rows["number"] > 0]
    codes, distinct = pd.factorize(numbered["suffix"])
    suffixes, suffix_number = np.unique([suffix_of(text) for text in distinct] or [""], return_inverse=True)
    posts = pd.factorize(numbered["postcode"])[0]
    table = pd.DataFrame({
        "object": numbered["object"], "number": numbered["number"],
        "suffix": suffix_number[codes] if len(numbered) else np.empty(0, int),
        "post": posts, "x": numbered["x"], "y": numbered["y"],
    })  # fmt: skip
    table = table.drop_duplicates(["object", "number", "suffix"]).sort_values(["object", "number", "suffix"])
    return {
        "suffixes": [str(suffix) for suffix in suffixes],
        "object_first": offsets(table["object"].to_numpy(), n),
        "address_number": table["number"].to_numpy(np.int32),
        "address_suffix": table["suffix"].to_numpy(np.int16),
        "address_post": table["post"].to_numpy(np.int32),
        "address_x": table["x"].to_numpy(float),
        "address_y": table["y"].to_numpy(float),
    }


def _postings(objects: np.ndarray, texts: pd.Series, n: int) -> dict[str, Any]:
    codes, distinct = pd.factorize(texts.where(texts != "", None))
    pairs = pd.DataFrame({"object": objects, "post": codes})
    pairs = pairs[pairs["post"] >= 0].value_counts().reset_index(name="n")
    pairs = pairs.sort_values(["object", "n"], ascending=[True, False])
    return {
        "postcodes": [str(text) for text in distinct],
        "post_first": offsets(pairs["object"].to_numpy(), n),
        "object_posts": pairs["post"].to_numpy(np.int32),
    }


def _middles(rows: pd.DataFrame, addresses: dict, n: int) -> dict[str, Any]:
    """The point of each object: the address halfway along it, its only point, or the one nearest to their middle."""
    first = addresses["object_first"]
    x, y = (rows.groupby("object")[axis].median().reindex(range(n)).to_numpy() for axis in "xy")
    far = pd.DataFrame({"object": rows["object"], "x": rows["x"], "y": rows["y"]})
    far["d"] = np.hypot(far["x"] - x[far["object"]], far["y"] - y[far["object"]])
    nearest = far.sort_values("d", kind="stable").drop_duplicates("object").set_index("object").sort_index()
    x, y = nearest["x"].to_numpy().copy(), nearest["y"].to_numpy().copy()
    ax, ay = addresses["address_x"], addresses["address_y"]
    owner = np.repeat(np.arange(n), np.diff(first))
    if len(ax):
        step = np.minimum(np.hypot(np.diff(ax, prepend=ax[0]), np.diff(ay, prepend=ay[0])), LONG_STEP_M)
        step[first[:-1][np.diff(first) > 0]] = 0
        along = np.cumsum(step)
        has = np.flatnonzero(np.diff(first) > 0)
        start, end = along[first[has]], along[first[has + 1] - 1]
        half = np.searchsorted(along + owner * 1e-9, (start + end) / 2 + has * 1e-9)
        half = np.clip(half, first[has], first[has + 1] - 1)
        x[has], y[has] = ax[half], ay[half]
    return {"object_x": x, "object_y": y}


def _crossings(crossings: pd.DataFrame, names: Sequence[str]) -> dict[str, Any]:
    number = {name: n for n, name in enumerate(names)}
    if not len(crossings):
        return {"crossing_a": np.empty(0, np.int32), "crossing_b": np.empty(0, np.int32),
                "crossing_x": np.empty(0), "crossing_y": np.empty(0)}  # fmt: skip
    texts = pd.unique(crossings[["first", "second"]].to_numpy().ravel())
    keys = {text: number.get(name_key(text), NOWHERE) for text in texts}
    pair = np.column_stack([crossings[side].map(keys).to_numpy(np.int32) for side in ("first", "second")])
    pair.sort(axis=1)
    order = np.lexsort((pair[:, 1], pair[:, 0]))
    order = order[(pair[order, 0] >= 0) & (pair[order, 0] != pair[order, 1])]
    x, y = (crossings[axis].to_numpy(float)[order] for axis in "xy")
    return {"crossing_a": pair[order, 0], "crossing_b": pair[order, 1], "crossing_x": x, "crossing_y": y}
