"""A profile being made: columns given roles, and the JSON document that comes out."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from oltp_qgis_plugin.core.intake.profile import TARGETS, PlaceKey, Profile, Source
from oltp_qgis_plugin.core.intake.profile_schema import SCHEMA
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, normalise_label

UNREAD = ""
PLACE_CODES = ("place:ecole:code", "place:arret:code")
NEEDED = ("category", "date", "year", "month")


def roles_of(profile: Profile, headers: Sequence[str]) -> dict[str, str]:
    """Role of each header: a field of TARGETS, one of PLACE_CODES, or UNREAD. A column of two fields has the first."""
    roles = {normalise_label(name): f"place:{place.kind}:{place.by}"
             for place in profile.places for name in place.columns
             if f"place:{place.kind}:{place.by}" in PLACE_CODES}  # fmt: skip
    for target in reversed(TARGETS):
        if target in profile.fields:
            roles |= dict.fromkeys(map(normalise_label, profile.fields[target].columns), target)
    return {header: roles.get(normalise_label(header), UNREAD) for header in headers}


def with_roles(profile: Profile, roles: Mapping[str, str]) -> Profile:
    """The profile whose fields come from these columns; a field whose columns stay keeps its slice and values."""
    earlier = roles_of(profile, tuple(roles))
    fields = {}
    for target in TARGETS:
        columns = tuple(column for column, role in roles.items() if role == target)
        known = profile.fields.get(target)
        before = tuple(column for column, role in earlier.items() if role == target)
        if known and columns == before and (columns or _shared(known, roles)):
            fields[target] = known
        elif columns:
            joined_by = ":" if target in ("time", "end_time") else " "
            values = known.values if known else {}
            fields[target] = Source(columns, joined_by, None, values, target not in NEEDED)
    constants = {name: value for name, value in profile.constants.items() if name not in fields or name == "place_type"}
    if "category" not in fields:
        constants = {"category": TO_QUALIFY} | constants
    return replace(profile, fields=fields, constants=constants, places=_places(profile, roles))


def _shared(source: Source, roles: Mapping[str, str]) -> bool:
    """Whether a field reads columns that are shown under another field, such as the year in a reference."""
    present = {normalise_label(name) for name, role in roles.items() if role != UNREAD}
    return all(normalise_label(name) in present for name in source.columns)


def _places(profile: Profile, roles: Mapping[str, str]) -> tuple[PlaceKey, ...]:
    """The keys whose columns are still read, and those of the codes newly pointed at."""
    read = {normalise_label(column) for column, role in roles.items() if role != UNREAD}
    kept = [place for place in profile.places
            if f"place:{place.kind}:{place.by}" not in PLACE_CODES and
            all(normalise_label(name) in read for name in place.columns)]  # fmt: skip
    codes = [PlaceKey(role.split(":")[1], role.split(":")[2], (column,))
             for column, role in roles.items() if role in PLACE_CODES]  # fmt: skip
    return (*codes, *kept)


def problems(profile: Profile) -> tuple[str, ...]:
    """What keeps a profile from being used, in French; nothing when it is ready."""
    fields, found = profile.fields, []
    if "date" not in fields and not {"month", "year"} <= {*fields, *profile.constants}:
        found.append("Indiquez la colonne de la date (ou celles de l'année et du mois).")
    if ("x" in fields) != ("y" in fields):
        found.append("X et Y vont ensemble : indiquez les deux colonnes, ou aucune.")
    for target, source in fields.items():
        if len(source.columns) > 1 and target not in ("place_label", "category", "time", "end_time"):
            found.append(f"Deux colonnes pour un seul champ : {', '.join(source.columns)}.")
    if not profile.partner.label.strip():
        found.append("Donnez le nom du partenaire.")
    return tuple(found)


def profile_document(profile: Profile) -> dict[str, Any]:
    """The JSON document of a profile; parsed again, it gives the same profile."""
    optional: dict[str, Any] = {
        "aliases": dict(profile.aliases),
        "places": [{"kind": place.kind, "by": place.by, "columns": [_names(profile, c) for c in place.columns]}
                   for place in profile.places],
        "crosswalk": profile.crosswalk,
        "ignore": [{"column": _names(profile, column), "equals": value} for column, value in profile.ignore],
        "sheet": profile.sheet,
        "signature": [{"any_of": list(names)} for names in profile.signature],
        "reading": dict(profile.reading),
    }  # fmt: skip
    return {
        "schema": SCHEMA,
        "name": profile.name,
        "label": profile.label,
        "version": profile.version,
        "partner": vars(profile.partner).copy(),
        "fields": {target: _source(profile, source) for target, source in profile.fields.items()},
        "constants": dict(profile.constants),
        "coordinates": {"crs": profile.crs, "order": profile.order},
        **{key: value for key, value in optional.items() if value},
    }


def _source(profile: Profile, source: Source) -> dict[str, Any]:
    document: dict[str, Any] = {"columns": [_names(profile, column) for column in source.columns]}
    if source.joined_by != " ":
        document["joined_by"] = source.joined_by
    if source.slice:
        document["slice"] = list(source.slice)
    if source.values:
        document["values"] = dict(source.values)
    if source.optional:
        document["optional"] = True
    return document


def _names(profile: Profile, column: str) -> Any:
    others = profile.alternatives.get(column, ())
    if not others and column not in profile.spare:
        return column
    return {"any_of": [column, *others]} | ({"optional": True} if column in profile.spare else {})
