"""Partner profiles: which column of a file is what. One JSON schema, checked, with the pointer of what is wrong."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import ProfileError

# Fields that a profile may fill, and no other: the closed list of what may enter the store.
TARGETS = (
    "source_ref", "category", "date", "time", "end_date", "end_time", "year", "month", "day",
    "place_label", "place_type", "x", "y", "position", "gravity", "status",
)  # fmt: skip
CONSTANTS = ("category", "place_type", "year", "gravity", "status")
POSITION_ORDERS = ("lat,lon", "lon,lat")
PLACE_KEYS = ("code", "name")


@dataclass(frozen=True)
class Source:
    """Where a field comes from: one or more columns joined, a slice of the text, values translated."""

    columns: tuple[str, ...]
    joined_by: str = " "
    slice: tuple[int, int] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    optional: bool = False


@dataclass(frozen=True)
class PlaceKey:
    """How a place of the gazetteer is named in the file: kind of place, by its code or its name."""

    kind: str
    by: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Partner:
    """The body that sends the file."""

    code: str
    label: str
    kind: str


@dataclass(frozen=True)
class Profile:
    """How one partner's files are read. `crs` is an EPSG code or "auto"; `order` that of a position cell."""

    name: str
    label: str
    version: int
    partner: Partner
    fields: Mapping[str, Source]
    constants: Mapping[str, Any]
    aliases: Mapping[str, str]
    places: tuple[PlaceKey, ...]
    crs: str
    order: str
    crosswalk: str
    ignore: tuple[tuple[str, str], ...]
    sheet: str

    def required_columns(self) -> tuple[str, ...]:
        """Columns that a file must have to be of this profile."""
        needed = [name for source in self.fields.values() if not source.optional for name in source.columns]
        return tuple(dict.fromkeys(needed))

    def columns(self) -> set[str]:
        """Every column that the profile reads; the others of a file are left out of the store."""
        read = {name for source in self.fields.values() for name in source.columns}
        return read | {name for place in self.places for name in place.columns} | {name for name, _ in self.ignore}


def load_profile(path: Path) -> Profile:
    """The profile of a JSON file. Raises ProfileError naming the JSON pointer of what is wrong."""
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        raise ProfileError(f"Le profil « {path} » n'existe pas.") from error
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise ProfileError(f"Le profil « {path.name} » n'est pas un JSON lisible : {error}.") from error
    return parse_profile(document, path.name)


def parse_profile(document: Any, origin: str) -> Profile:
    """The profile that a JSON document describes; `origin` names it in errors."""
    check = _Checker(origin)
    root = check.mapping(document, "", {"name", "label", "version", "partner", "fields", "constants", "aliases",
                                        "places", "coordinates", "crosswalk", "ignore", "sheet"})  # fmt: skip
    partner = check.mapping(root.get("partner"), "/partner", {"code", "label", "kind"})
    coordinates = check.mapping(root.get("coordinates", {}), "/coordinates", {"crs", "order"})
    fields = check.mapping(root.get("fields"), "/fields", set(TARGETS))
    constants = check.mapping(root.get("constants", {}), "/constants", set(CONSTANTS))
    if not ({"date", "month", "year"} & set(fields) or "year" in constants):
        check.fail("/fields", "aucune date : il faut « date », ou « year » et « month »")
    if "category" not in fields and "category" not in constants:
        check.fail("/fields", "aucune catégorie : il faut « category » dans fields ou dans constants")
    return Profile(
        name=check.text(root.get("name"), "/name"),
        label=check.text(root.get("label"), "/label"),
        version=check.whole(root.get("version"), "/version"),
        partner=Partner(*(check.text(partner.get(key), f"/partner/{key}") for key in ("code", "label", "kind"))),
        fields={name: check.source(value, f"/fields/{name}") for name, value in fields.items()},
        constants=constants,
        aliases=check.texts(root.get("aliases", {}), "/aliases"),
        places=tuple(check.place(value, f"/places/{i}") for i, value in enumerate(root.get("places", []))),
        crs=check.text(coordinates.get("crs", "auto"), "/coordinates/crs"),
        order=check.one_of(coordinates.get("order", "lat,lon"), "/coordinates/order", POSITION_ORDERS),
        crosswalk=check.one_of(root.get("crosswalk", ""), "/crosswalk", ("", "4001")),
        ignore=tuple(check.ignore(value, f"/ignore/{i}") for i, value in enumerate(root.get("ignore", []))),
        sheet=root.get("sheet", ""),
    )


@dataclass(frozen=True)
class _Checker:
    origin: str

    def fail(self, pointer: str, what: str) -> None:
        raise ProfileError(f"Profil « {self.origin} », à {pointer or '/'} : {what}.")

    def mapping(self, value: Any, pointer: str, known: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(pointer, "un objet JSON est attendu")
        for key in value:
            if key not in known:
                self.fail(f"{pointer}/{key}", f"clé inconnue ; clés possibles : {', '.join(sorted(known))}")
        return value

    def text(self, value: Any, pointer: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(pointer, "un texte non vide est attendu")
        return value

    def whole(self, value: Any, pointer: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(pointer, "un nombre entier est attendu")
        return value

    def one_of(self, value: Any, pointer: str, allowed: Sequence[str]) -> str:
        if value not in allowed:
            self.fail(pointer, f"« {value} » reçu ; valeurs possibles : {', '.join(repr(a) for a in allowed)}")
        return value

    def texts(self, value: Any, pointer: str) -> dict[str, str]:
        if not isinstance(value, dict):
            self.fail(pointer, "un objet JSON est attendu")
        return {key: self.text(item, f"{pointer}/{key}") for key, item in value.items()}

    def columns(self, value: Any, pointer: str) -> tuple[str, ...]:
        names = [value] if isinstance(value, str) else value
        if not isinstance(names, list) or not names:
            self.fail(pointer, "un nom de colonne, ou une liste de noms, est attendu")
        return tuple(self.text(name, f"{pointer}/{i}") for i, name in enumerate(names))

    def source(self, value: Any, pointer: str) -> Source:
        if not isinstance(value, dict):
            return Source(self.columns(value, pointer))
        spec = self.mapping(value, pointer, {"columns", "joined_by", "slice", "values", "optional"})
        bounds = spec.get("slice")
        if bounds is not None and not (isinstance(bounds, list) and len(bounds) == 2):
            self.fail(f"{pointer}/slice", "deux positions sont attendues, comme [0, 4]")
        values = {normalise_label(k): v for k, v in self.texts(spec.get("values", {}), f"{pointer}/values").items()}
        return Source(self.columns(spec.get("columns"), f"{pointer}/columns"), spec.get("joined_by", " "),
                      tuple(bounds) if bounds else None, values, bool(spec.get("optional", False)))  # fmt: skip

    def place(self, value: Any, pointer: str) -> PlaceKey:
        spec = self.mapping(value, pointer, {"kind", "by", "columns"})
        return PlaceKey(self.text(spec.get("kind"), f"{pointer}/kind"),
                        self.one_of(spec.get("by"), f"{pointer}/by", PLACE_KEYS),
                        self.columns(spec.get("columns"), f"{pointer}/columns"))  # fmt: skip

    def ignore(self, value: Any, pointer: str) -> tuple[str, str]:
        spec = self.mapping(value, pointer, {"column", "equals"})
        return self.text(spec.get("column"), f"{pointer}/column"), self.text(spec.get("equals"), f"{pointer}/equals")


def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles of `resources/profiles/`, by name."""
    return tuple(load_profile(path) for path in sorted(resource_path("profiles").glob("*.json")))


def find_profile(asked: str, headers: Sequence[str], file_name: str) -> Profile:
    """The profile asked by name or path, or, when `asked` is empty, the shipped one that recognises the headers.

    A profile recognises a file that has all its required columns; of several, the one that reads most columns.
    Raises ProfileError when the profile asked is unknown or does not fit, or when none recognises the file.
    """
    if asked.lower().endswith(".json"):
        candidates: tuple[Profile, ...] = (load_profile(Path(asked)),)
    else:
        candidates = tuple(p for p in shipped_profiles() if not asked or p.name == asked)
    if not candidates:
        names = ", ".join(profile.name for profile in shipped_profiles())
        raise ProfileError(f"Le profil « {asked} » est inconnu ; profils livrés : {names}. "
                           f"Un profil à vous se donne par le chemin de son fichier .json.")  # fmt: skip
    present = {normalise_label(header) for header in headers}
    fitting = [p for p in candidates if all(normalise_label(name) in present for name in p.required_columns())]
    if fitting:
        return max(fitting, key=lambda p: sum(normalise_label(name) in present for name in p.columns()))
    if asked:
        missing = [n for n in candidates[0].required_columns() if normalise_label(n) not in present]
        raise ProfileError(f"« {file_name} » n'a pas la colonne « {missing[0]} » qu'attend le profil "
                           f"« {candidates[0].name} » ; colonnes du fichier : {', '.join(headers[:20])}.")  # fmt: skip
    raise ProfileError(f"Aucun profil ne reconnaît « {file_name} » (colonnes : {', '.join(headers[:20])}). "
                       f"Indiquez un profil, ou écrivez-en un à partir de ceux de resources/profiles.")  # fmt: skip
