"""The JSON schema of profiles: checked by hand, so that a mistake is told by its JSON pointer."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from oltp_qgis_plugin.core.incident import PLACE_TYPES
from oltp_qgis_plugin.core.intake.profile import (
    CONSTANTS,
    PLACE_KEYS,
    POSITION_ORDERS,
    TARGETS,
    Partner,
    PlaceKey,
    Profile,
    Source,
)
from oltp_qgis_plugin.core.nomenclature import categories_by_code, normalise_label
from oltp_qgis_plugin.errors import ProfileError

# 1: one name a column. 2: a column may have several names (any_of), be spare (optional), and a file its `reading`.
SCHEMA = 2
ROOT = {"schema", "name", "label", "version", "partner", "fields", "constants", "aliases", "places", "coordinates",
        "crosswalk", "ignore", "sheet", "reading", "signature"}  # fmt: skip
READING = {"sheet", "encoding", "separator", "quote", "header_row", "header_rows", "keep_rows"}


def parse_profile(document: Any, origin: str) -> Profile:
    """The profile that a JSON document describes; `origin` names it in errors.

    Raises ProfileError with the JSON pointer of what is wrong.
    """
    check = _Checker(origin)
    root = check.mapping(document, "", ROOT)
    check.schema(root.get("schema", 1))
    partner = check.mapping(root.get("partner"), "/partner", {"code", "label", "kind"})
    coordinates = check.mapping(root.get("coordinates", {}), "/coordinates", {"crs", "order"})
    fields = check.mapping(root.get("fields"), "/fields", set(TARGETS))
    constants = check.constants(root.get("constants", {}))
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
        aliases=check.aliases(root.get("aliases", {})),
        places=tuple(check.place(value, f"/places/{i}") for i, value in enumerate(check.listed(root, "places"))),
        crs=check.text(coordinates.get("crs", "auto"), "/coordinates/crs"),
        order=check.one_of(coordinates.get("order", "lat,lon"), "/coordinates/order", POSITION_ORDERS),
        crosswalk=check.one_of(root.get("crosswalk", ""), "/crosswalk", ("", "4001")),
        ignore=tuple(pair for i, value in enumerate(check.listed(root, "ignore")) for pair in check.ignore(value, i)),
        sheet=check.string(root.get("sheet", ""), "/sheet"),
        reading=check.reading(root.get("reading", {})),
        signature=tuple(
            check.names(value, f"/signature/{i}") for i, value in enumerate(check.listed(root, "signature"))
        ),
        alternatives=check.alternatives,
        spare=frozenset(check.spare),
    )


@dataclass(frozen=True)
class _Checker:
    origin: str
    alternatives: dict[str, tuple[str, ...]] = field(default_factory=dict)
    spare: set[str] = field(default_factory=set)

    def fail(self, pointer: str, what: str) -> None:
        raise ProfileError(f"Profil « {self.origin} », à {pointer or '/'} : {what}.")

    def schema(self, value: Any) -> None:
        if self.whole(value, "/schema") > SCHEMA:
            self.fail("/schema", f"ce profil est écrit pour une extension plus récente (schéma {value} ; celle-ci "
                                 f"connaît les schémas 1 à {SCHEMA})")  # fmt: skip

    def mapping(self, value: Any, pointer: str, known: set[str]) -> dict[str, Any]:
        if not isinstance(value, dict):
            self.fail(pointer, "un objet JSON est attendu")
        for key in value:
            if key not in known:
                self.fail(f"{pointer}/{key}", f"clé inconnue ; clés possibles : {', '.join(sorted(known))}")
        return value

    def listed(self, root: Mapping[str, Any], key: str) -> list[Any]:
        value = root.get(key, [])
        if not isinstance(value, list):
            self.fail(f"/{key}", "une liste est attendue")
        return value

    def string(self, value: Any, pointer: str) -> str:
        if not isinstance(value, str):
            self.fail(pointer, "un texte est attendu")
        return value

    def text(self, value: Any, pointer: str) -> str:
        if not isinstance(value, str) or not value.strip():
            self.fail(pointer, "un texte non vide est attendu")
        return value

    def whole(self, value: Any, pointer: str) -> int:
        if not isinstance(value, int) or isinstance(value, bool):
            self.fail(pointer, "un nombre entier est attendu")
        return value

    def one_of(self, value: Any, pointer: str, allowed: Sequence[Any]) -> Any:
        if value not in allowed:
            self.fail(pointer, f"« {value} » reçu ; valeurs possibles : {', '.join(repr(a) for a in allowed)}")
        return value

    def texts(self, value: Any, pointer: str) -> dict[str, str]:
        if not isinstance(value, dict):
            self.fail(pointer, "un objet JSON est attendu")
        return {key: self.text(item, f"{pointer}/{key}") for key, item in value.items()}

    def category(self, value: Any, pointer: str) -> str:
        if value not in categories_by_code():
            self.fail(pointer, f"« {value} » n'est pas une catégorie de la nomenclature ; un code s'écrit comme TRA3")
        return value

    def constants(self, value: Any) -> dict[str, Any]:
        constants = self.mapping(value, "/constants", set(CONSTANTS))
        if "category" in constants:
            self.category(constants["category"], "/constants/category")
        if "place_type" in constants:
            self.one_of(constants["place_type"], "/constants/place_type", PLACE_TYPES)
        return constants

    def aliases(self, value: Any) -> dict[str, str]:
        return {k: self.category(v, f"/aliases/{k}") for k, v in self.texts(value, "/aliases").items()}

    def reading(self, value: Any) -> dict[str, Any]:
        reading = self.mapping(value, "/reading", READING)
        for key in ("sheet", "encoding", "separator", "quote"):
            self.string(reading.get(key, ""), f"/reading/{key}")
        if "header_row" in reading and self.whole(reading["header_row"], "/reading/header_row") < 0:
            self.fail("/reading/header_row", "la première ligne porte le numéro 1 ; 0 : le fichier n'a pas d'en-têtes")
        if "header_rows" in reading:
            self.one_of(reading["header_rows"], "/reading/header_rows", (1, 2))
        if "keep_rows" in reading:
            self.one_of(reading["keep_rows"], "/reading/keep_rows", (True, False))
        return reading

    def columns(self, value: Any, pointer: str) -> tuple[str, ...]:
        specs = value if isinstance(value, list) else [value]
        if not specs:
            self.fail(pointer, "un nom de colonne, ou une liste de noms, est attendu")
        listed = isinstance(value, list)
        return tuple(self.column(spec, f"{pointer}/{i}" if listed else pointer) for i, spec in enumerate(specs))

    def column(self, value: Any, pointer: str) -> str:
        """The first name of a column; its other names, and whether a file may lack it, are kept apart."""
        first, *others = self.names(value, pointer)
        if others:
            self.alternatives[first] = tuple(dict.fromkeys((*self.alternatives.get(first, ()), *others)))
        if isinstance(value, dict) and self.flag(value, pointer):
            self.spare.add(first)
        return first

    def names(self, value: Any, pointer: str) -> tuple[str, ...]:
        """The names under which a column may come, the best one first."""
        if not isinstance(value, dict):
            return (self.text(value, pointer),)
        names = self.mapping(value, pointer, {"any_of", "optional"}).get("any_of")
        if not isinstance(names, list) or not names:
            self.fail(f"{pointer}/any_of", "une liste de noms de colonnes est attendue")
            return ()
        return tuple(self.text(name, f"{pointer}/any_of/{i}") for i, name in enumerate(names))

    def flag(self, spec: Mapping[str, Any], pointer: str) -> bool:
        value = spec.get("optional", False)
        if not isinstance(value, bool):
            self.fail(f"{pointer}/optional", "true ou false est attendu")
        return value

    def source(self, value: Any, pointer: str) -> Source:
        if not isinstance(value, dict) or "any_of" in value:
            return Source(self.columns(value, pointer), optional=isinstance(value, dict) and self.flag(value, pointer))
        spec = self.mapping(value, pointer, {"columns", "joined_by", "slice", "values", "optional"})
        bounds = spec.get("slice")
        if bounds is not None and not (isinstance(bounds, list) and [type(b) for b in bounds] == [int, int]):
            self.fail(f"{pointer}/slice", "deux positions sont attendues, comme [0, 4]")
        values = {normalise_label(k): v for k, v in self.texts(spec.get("values", {}), f"{pointer}/values").items()}
        return Source(self.columns(spec.get("columns"), f"{pointer}/columns"),
                      self.string(spec.get("joined_by", " "), f"{pointer}/joined_by"),
                      (bounds[0], bounds[1]) if bounds else None, values, self.flag(spec, pointer))  # fmt: skip

    def place(self, value: Any, pointer: str) -> PlaceKey:
        spec = self.mapping(value, pointer, {"kind", "by", "columns"})
        return PlaceKey(self.text(spec.get("kind"), f"{pointer}/kind"),
                        self.one_of(spec.get("by"), f"{pointer}/by", PLACE_KEYS),
                        self.columns(spec.get("columns"), f"{pointer}/columns"))  # fmt: skip

    def ignore(self, value: Any, number: int) -> list[tuple[str, str]]:
        """Column and value of each kind of row left out; « equals » is a text or a list of texts."""
        pointer = f"/ignore/{number}"
        spec = self.mapping(value, pointer, {"column", "equals"})
        column, equals = self.column(spec.get("column"), f"{pointer}/column"), spec.get("equals")
        wanted = equals if isinstance(equals, list) else [equals]
        return [(column, self.text(text, f"{pointer}/equals")) for text in wanted]
