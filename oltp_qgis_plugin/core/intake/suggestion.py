"""A profile proposed for a file that none recognises, from its headers and its values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from oltp_qgis_plugin.core.intake.coordinates import in_france_or_near, split_positions, to_numbers
from oltp_qgis_plugin.core.intake.evidence import GRAVITY_WORDS, sample
from oltp_qgis_plugin.core.intake.profile_schema import SCHEMA
from oltp_qgis_plugin.core.intake.roles import Roles, find_roles
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.nomenclature import TO_QUALIFY, normalise_label

# Roles that become one field of the profile under the same name.
_PLAIN = ("source_ref", "category", "date", "end_date", "end_time", "year", "month", "day", "place_type", "x", "y",
          "position", "status")  # fmt: skip
SIGNATURE_COLUMNS = 60
REQUIRED = ("category", "date", "year", "month")
NOTHING_TO_REPORT = frozenset(("RAS", "R A S", "RIEN A SIGNALER", "NEANT", "AUCUN FAIT", "TOURNEE SANS FAIT", "RIEN"))
_KEY_PARTS = ("residence", "building", "hall")
_PLACE_PARTS = (*_KEY_PARTS, "street_number", "place_label", "complement", "city")


@dataclass(frozen=True)
class Suggestion:
    """document: a profile, valid when `missing` is empty. confidence: role → 0 to 1.

    roles: column → role, for each column that is read. unread: the others. personal: those that are dropped, and why.
    missing: what no column seems to hold, in French.
    """

    document: Mapping[str, Any]
    confidence: Mapping[str, float]
    roles: Mapping[str, str]
    unread: tuple[str, ...]
    personal: Mapping[str, str]
    missing: tuple[str, ...]


def suggest_profile(table: RawTable, name: str = "") -> Suggestion:
    """The profile that the headers and the values of a table suggest; `name` is its own, else that of the file."""
    roles = find_roles(table)
    title = name or table.path.name.partition(".")[0]
    document: dict[str, Any] = {
        "schema": SCHEMA,
        "name": slug(title),
        "label": title,
        "version": 1,
        "partner": {"code": slug(title).upper()[:20], "label": title, "kind": "autre"},
        "fields": _fields(roles, table),
        "constants": {} if roles.column("category") else {"category": TO_QUALIFY},
        "places": _places(roles),
        "signature": [name for names in signature(list(table.frame.columns), roles.personal) for name in names],
    }
    if (category := roles.column("category")) and (nothing := _nothing_to_report(category, table)):
        document["ignore"] = [{"column": category, "equals": nothing}]
    if position := roles.column("position"):
        order = "lon,lat" if _longitude_first(position, table) else "lat,lon"
        document["coordinates"] = {"crs": "auto", "order": order}
    unread = tuple(c for c in table.frame.columns if c not in roles.of and c not in roles.personal)
    return Suggestion(document, roles.confidence, roles.of, unread, roles.personal, _missing(roles))


def signature(headers: Sequence[str], personal: Mapping[str, str]) -> tuple[tuple[str, ...], ...]:
    """The columns by which the next files of a partner are recognised: those that name nobody, the first 60."""
    return tuple((name,) for name in headers if name not in personal)[:SIGNATURE_COLUMNS]


def slug(title: str) -> str:
    """A short name without accents or spaces; « profil » when nothing is left."""
    return normalise_label(title).lower().replace(" ", "_")[:40] or "profil"


def _missing(roles: Roles) -> tuple[str, ...]:
    found = set(roles.of.values())
    return () if "date" in found or {"year", "month"} <= found else ("la date des faits",)


def _fields(roles: Roles, table: RawTable) -> dict[str, Any]:
    fields: dict[str, Any] = {}
    for role in _PLAIN:
        column = roles.column(role)
        if column is not None:
            fields[role] = column if role in REQUIRED else {"columns": column, "optional": True}
    hour, minute = roles.column("time"), roles.column("minute")
    if hour is not None:
        columns = [hour, minute] if minute else [hour]
        fields["time"] = {"columns": columns, "joined_by": ":", "optional": True}
    parts = [column for role in _PLACE_PARTS if (column := roles.column(role)) is not None]
    if parts:
        fields["place_label"] = {"columns": parts, "optional": True}
    gravity = roles.column("gravity")
    if gravity is not None:
        fields["gravity"] = {"columns": gravity, "optional": True, "values": _gravity_values(gravity, table)}
    return fields


def _nothing_to_report(column: str, table: RawTable) -> list[str]:
    """The labels of a round without any fact, as the file writes them: such rows are counted, not imported."""
    labels = table.frame[column].str.strip()
    return [str(label) for label in labels.unique() if normalise_label(label) in NOTHING_TO_REPORT]


def _gravity_values(column: str, table: RawTable) -> dict[str, str]:
    words = {normalise_label(value): value for value in sample(table.frame[column]).unique()}
    return {words[word]: number for word, number in GRAVITY_WORDS.items() if word in words}


def _places(roles: Roles) -> list[dict[str, Any]]:
    """Keys of the gazetteer: codes first, then names."""
    places: list[dict[str, Any]] = []
    for role in ("place:ecole:code", "place:arret:code"):
        if column := roles.column(role):
            _, kind, by = role.split(":")
            places.append({"kind": kind, "by": by, "columns": [column]})
            if (named := roles.column("place_label")) and kind == "arret":
                places.append({"kind": kind, "by": "name", "columns": [named]})
    if roles.column("residence"):
        parts = [column for role in _KEY_PARTS if (column := roles.column(role)) is not None]
        places.append({"kind": "residence", "by": "name", "columns": parts})
    return places


def _longitude_first(column: str, table: RawTable) -> bool:
    """Whether more of the pairs fall in France read as longitude, latitude; a header that opens on lon or x too."""
    values = sample(table.frame[column])
    counts = []
    for order in ("lat,lon", "lon,lat"):
        pair = split_positions(values, order)
        lonlat = [to_numbers(pair[axis]) for axis in ("x", "y")]
        points = [(x, y) for x, y in zip(*lonlat, strict=True) if x == x and y == y]
        counts.append(int(in_france_or_near(np.array(points, dtype=float).reshape(-1, 2)).sum()))
    if counts[0] == counts[1]:
        return normalise_label(column).replace(" ", "").startswith(("LON", "XY", "X"))
    return counts[1] > counts[0]
