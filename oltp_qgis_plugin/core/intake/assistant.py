"""What the import wizard shows and what it is told: one dataclass a step."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from oltp_qgis_plugin.core.intake.columns import ProfiledColumns
from oltp_qgis_plugin.core.intake.evidence import Parsed, parsed
from oltp_qgis_plugin.core.intake.labels import UnknownLabel, unknown_labels
from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.profile_schema import parse_profile
from oltp_qgis_plugin.core.intake.profiles import best_profiles, own_profiles, shipped_profiles
from oltp_qgis_plugin.core.intake.recognition import reading_of
from oltp_qgis_plugin.core.intake.suggestion import signature, suggest_profile
from oltp_qgis_plugin.core.intake.tables import RawTable, TableFile, TableOptions
from oltp_qgis_plugin.core.intake.value_types import ValueType, value_type
from oltp_qgis_plugin.errors import FileError

PREVIEW_ROWS, PREVIEW_COLUMNS = 50, 200
MASK = "•••"


@dataclass(frozen=True)
class Offer:
    """A profile that can read the file, under the file's own column names.

    recognised: it may be used as it is. own: it is one of the town's. proposed: it was made for this file.
    """

    profile: Profile
    recognised: bool = False
    own: bool = False
    proposed: bool = False


@dataclass(frozen=True, eq=False)
class OpenedFile:
    """A file as it was understood. offers: the profiles that read it: the one that recognises it, the one
    proposed, the others.

    personal: column → why it is dropped. types: the kind of values of each column that the preview shows.
    """

    table: RawTable
    reading: TableOptions
    offers: tuple[Offer, ...]
    personal: dict[str, str]
    types: tuple[ValueType, ...] = ()

    @property
    def headers(self) -> list[str]:
        """The columns of the file."""
        return list(self.table.frame.columns)

    def first_rows(self) -> list[list[str]]:
        """The first rows of the first columns, as text; what names a person is masked."""
        rows = self.table.frame.iloc[:PREVIEW_ROWS, :PREVIEW_COLUMNS].copy()
        for name in self.personal:
            if name in rows:
                rows[name] = MASK
        return rows.to_numpy().tolist()

    def signature(self) -> tuple[tuple[str, ...], ...]:
        """What the headers of this partner's next files must hold: those of this one that name nobody."""
        return signature(self.headers, self.personal)

    def unknown_labels(self, profile: Profile) -> tuple[UnknownLabel, ...]:
        """The labels that the profile leads to no category."""
        if "category" not in profile.fields:
            return ()
        cells = ProfiledColumns(self.table, profile).screened("category")
        return () if cells is None else unknown_labels(cells, profile.aliases, profile.crosswalk)

    def parsed(self, column: str, role: str, profile: Profile) -> Parsed:
        """How the values of a column read as the field `role`."""
        return parsed(role, self.table.frame[column], profile.aliases, profile.crosswalk)


@dataclass(frozen=True)
class Trial:
    """What an import would do. read = imported + updated + known + refused + ignored.

    refused: row, column, value received, reason in French. points: (n, 2) float. outlines: rings to draw under them.
    """

    read: int
    imported: int
    updated: int
    known: int
    refused_rows: int
    ignored: int
    located: int
    refused: tuple[tuple[int, str, str, str], ...] = ()
    points: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))
    outlines: tuple[np.ndarray, ...] = ()
    notes: tuple[str, ...] = ()


def open_file(path: Path, reading: TableOptions, folders: Sequence[Path]) -> OpenedFile:
    """Open a file, and offer the profiles that read it; with nothing forced, those of the town may force their own."""
    own, _ = own_profiles(folders)
    file = TableFile(path)
    if reading == TableOptions():
        for profile in (p for p in own if p.reading or p.sheet):
            try:
                table = file.table(reading_of(profile))
            except FileError:
                continue
            if profile.recognises(list(table.frame.columns)):
                return _offered(table, reading_of(profile), own)
    return _offered(file.table(reading), reading, own)


def _offered(table: RawTable, reading: TableOptions, own: Sequence[Profile]) -> OpenedFile:
    headers = list(table.frame.columns)
    mine, shipped = best_profiles(own, headers), best_profiles(shipped_profiles(), headers)
    sure = (mine or shipped) if len({p.partner.code for p in mine or shipped}) == 1 else ()
    able = [p for p in (*mine, *shipped, *own, *shipped_profiles()) if not p.missing(headers)]
    unique = {(p.name, p in own): p for p in reversed(able)}
    offers = [Offer(p.fitted(headers), p in sure[:1], p in own) for p in reversed(unique.values())]
    suggestion = suggest_profile(table)
    document = dict(suggestion.document)
    if suggestion.missing:  # not yet a valid profile: the date is asked for in the wizard
        document["constants"] = {**document["constants"], "year": ""}
    proposed = parse_profile(document, table.path.name)
    proposed = Profile(**{**vars(proposed), "constants": {k: v for k, v in proposed.constants.items() if k != "year"}})
    offers.append(Offer(proposed, proposed=True))
    offers.sort(key=lambda offer: (not offer.recognised, not offer.proposed))
    types = tuple(value_type(table.frame[name]) for name in headers[:PREVIEW_COLUMNS])
    return OpenedFile(table, reading, tuple(offers), dict(suggestion.personal), types)
