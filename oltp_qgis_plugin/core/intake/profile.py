"""A partner's profile: which column of its files is what."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from oltp_qgis_plugin.core.nomenclature import normalise_label

# Fields that a profile may fill, and no other: the closed list of what may enter the store.
TARGETS = (
    "source_ref", "category", "date", "time", "end_date", "end_time", "year", "month", "day",
    "place_label", "place_type", "x", "y", "position", "gravity", "status", "note",
)  # fmt: skip
CONSTANTS = ("category", "place_type", "year", "gravity", "status")
POSITION_ORDERS = ("lat,lon", "lon,lat")
PLACE_KEYS = ("code", "name")
PARTNER_KINDS = {
    "police_nationale": "Police nationale",
    "police_municipale": "Police municipale",
    "bailleur": "Bailleur social",
    "education_nationale": "Éducation nationale",
    "transport": "Transporteur",
    "mediation": "Médiation sociale",
    "sdis": "Pompiers (SDIS)",
    "citoyens": "Citoyens",
    "national": "Source nationale",
    "autre": "Autre",
}


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
    """How one partner's files are read. `crs` is an EPSG code or "auto"; `order` that of a position cell.

    alternatives: the other headers under which a column may come, by its first name, the best one first.
    spare: columns that a file may lack although their field is required.
    signature: columns, each under one of its names, that a file must have for the profile to recognise it by itself.
    reading: how the file must be opened, where the automatic choice is wrong: the fields of `TableOptions`.
    """

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
    alternatives: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    spare: frozenset[str] = frozenset()
    signature: tuple[tuple[str, ...], ...] = ()
    reading: Mapping[str, Any] = field(default_factory=dict)

    def required_columns(self) -> tuple[str, ...]:
        """Columns that a file must have, under one of their names, to be of this profile."""
        needed = [name for source in self.fields.values() if not source.optional for name in source.columns]
        return tuple(name for name in dict.fromkeys(needed) if name not in self.spare)

    def columns(self) -> set[str]:
        """Every column that the profile reads; the others of a file are left out of the store."""
        read = {name for source in self.fields.values() for name in source.columns}
        return read | {name for place in self.places for name in place.columns} | {name for name, _ in self.ignore}

    def missing(self, headers: Sequence[str]) -> tuple[str, ...]:
        """The required columns that a file lacks under all of their names."""
        present = {normalise_label(header) for header in headers}
        return tuple(name for name in self.required_columns() if self._found(name, present) is None)

    def recognises(self, headers: Sequence[str]) -> bool:
        """Whether a file of these headers has the required columns and the signature."""
        present = {normalise_label(header) for header in headers}
        signed = all(any(normalise_label(name) in present for name in names) for names in self.signature)
        return signed and not self.missing(headers)

    def n_read(self, headers: Sequence[str]) -> int:
        """How many columns of a file the profile reads."""
        present = {normalise_label(header) for header in headers}
        return sum(self._found(name, present) is not None for name in self.columns())

    def fitted(self, headers: Sequence[str]) -> "Profile":
        """The profile with each column under the name that it bears in a file of these headers."""
        if not self.alternatives:
            return self
        present = {normalise_label(header) for header in headers}
        own = {name: self._found(name, present) or name for name in self.columns()}

        def renamed(columns: tuple[str, ...]) -> tuple[str, ...]:
            return tuple(own[name] for name in columns)

        return replace(
            self,
            fields={target: replace(source, columns=renamed(source.columns)) for target, source in self.fields.items()},
            places=tuple(replace(place, columns=renamed(place.columns)) for place in self.places),
            ignore=tuple((own[name], value) for name, value in self.ignore),
            spare=frozenset(own.get(name, name) for name in self.spare),
            alternatives={},
        )

    def _found(self, name: str, present: set[str]) -> str | None:
        names = (name, *self.alternatives.get(name, ()))
        return next((candidate for candidate in names if normalise_label(candidate) in present), None)
