"""The index of addresses: arrays in one file, read whole when it is opened."""

import io
import json
import zipfile
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

import numpy as np

from oltp_qgis_plugin.errors import IndexFileError

VERSION = 1
EXTENSION = ".oltpadr"
STREET, PLACE, QUARTER, GROUP = range(4)
"""What an object is: a street, a named place, a neighbourhood, places together (the halls of a résidence)."""
NOWHERE = -1
"""The commune of what is in none that is known."""


@dataclass(frozen=True)
class AddressIndex:
    """Streets and places with their addresses.

    names: canonical names, `RUE|JULES GUESDE`; words: vocabulary of the names; word_first, word_names: the names of
    each word (n+1 offsets, numbers). An object is a name in a commune: object_*, sorted by commune; its addresses are
    rows object_first[i] to object_first[i+1] of address_*, sorted by number then suffix. name_first, name_objects:
    the objects of each name. object_x, object_y: the middle address along the street. post_first, object_posts: the
    postcodes of each object. cities: the glued names of communes, city_*: which; city_words: their words.
    crossing_*: two names (a < b) and a point.
    hashes, owners: neighbourhoods of the words, of the cities (`fuzzy.neighbourhoods`).
    """

    meta: dict[str, Any]
    names: list[str]
    words: list[str]
    labels: list[str]
    codes: list[str]
    communes: list[str]
    insee: list[str]
    localities: list[str]
    postcodes: list[str]
    suffixes: list[str]
    cities: list[str]
    city_words: list[str]
    word_first: np.ndarray
    word_names: np.ndarray
    name_first: np.ndarray
    name_objects: np.ndarray
    object_name: np.ndarray
    object_type: np.ndarray
    object_commune: np.ndarray
    object_locality: np.ndarray
    object_x: np.ndarray
    object_y: np.ndarray
    object_first: np.ndarray
    post_first: np.ndarray
    object_posts: np.ndarray
    address_number: np.ndarray
    address_suffix: np.ndarray
    address_post: np.ndarray
    address_x: np.ndarray
    address_y: np.ndarray
    city_first: np.ndarray
    city_communes: np.ndarray
    crossing_a: np.ndarray
    crossing_b: np.ndarray
    crossing_x: np.ndarray
    crossing_y: np.ndarray
    word_hashes: np.ndarray
    word_owners: np.ndarray
    city_hashes: np.ndarray
    city_owners: np.ndarray
    notes: tuple[str, ...] = field(default=())

    @property
    def epsg(self) -> int:
        """The CRS of every coordinate."""
        return int(self.meta["epsg"])

    @property
    def summary(self) -> str:
        """What the index holds, as a French sentence."""
        streets = int((self.object_type == STREET).sum())
        places = len(self.object_name) - streets
        return (f"Index de {len(self.address_number)} adresses, {streets} voies, {places} lieux, "
                f"{len(self.crossing_a)} croisements, {len(self.communes)} communes (EPSG:{self.epsg}).")  # fmt: skip

    def save(self, path: Path) -> None:
        """Write the index; a file of that name is replaced only once the new one is whole. Raises IndexFileError."""
        begun = path.with_name(f".{path.name}.part")
        try:
            with zipfile.ZipFile(begun, "w", zipfile.ZIP_STORED) as archive:
                archive.writestr("meta.json", json.dumps(self.meta | {"version": VERSION}))
                for name in _TEXTS:
                    archive.writestr(f"{name}.json", json.dumps(getattr(self, name)), zipfile.ZIP_DEFLATED)
                for name in _ARRAYS:
                    content = io.BytesIO()
                    np.save(content, getattr(self, name), allow_pickle=False)
                    archive.writestr(f"{name}.npy", content.getbuffer())
            begun.replace(path)
        except OSError as error:
            begun.unlink(missing_ok=True)
            raise IndexFileError(f"L'index « {path} » ne peut pas être écrit ({error.strerror}) : vérifiez le dossier "
                                 f"et la place libre.") from error  # fmt: skip

    @classmethod
    def open(cls, path: Path) -> "AddressIndex":
        """The index of a file, which is closed again. Raises IndexFileError: absent, cut, of another version."""
        if not path.is_file():
            raise IndexFileError(f"L'index d'adresses « {path} » n'existe pas : fabriquez-le par « Fabriquer l'index "
                                 f"d'adresses ».")  # fmt: skip
        try:
            with zipfile.ZipFile(path) as archive:
                meta = json.loads(archive.read("meta.json"))
                if meta.get("version") != VERSION:
                    raise IndexFileError(f"L'index « {path.name} » est d'une autre version ({meta.get('version')}) que "
                                         f"l'extension ({VERSION}) : fabriquez-le de nouveau.")  # fmt: skip
                parts: dict[str, Any] = {name: _texts(archive, name) for name in _TEXTS}
                parts |= {name: _array(archive, name) for name in _ARRAYS}
        except (zipfile.BadZipFile, KeyError, ValueError, EOFError, OSError) as error:
            raise IndexFileError(f"« {path.name} » n'est pas un index d'adresses, ou il est abîmé : fabriquez-le de "
                                 f"nouveau.") from error  # fmt: skip
        return cls(meta=meta, **parts)


_TEXTS = tuple(f.name for f in fields(AddressIndex) if f.type == "list[str]" or f.type == list[str])
_ARRAYS = tuple(f.name for f in fields(AddressIndex) if f.type in (np.ndarray, "np.ndarray"))


def _texts(archive: zipfile.ZipFile, name: str) -> list[str]:
    texts: list[str] = json.loads(archive.read(f"{name}.json"))
    return texts


def _array(archive: zipfile.ZipFile, name: str) -> np.ndarray:
    array: np.ndarray = np.load(io.BytesIO(archive.read(f"{name}.npy")), allow_pickle=False)
    return array
