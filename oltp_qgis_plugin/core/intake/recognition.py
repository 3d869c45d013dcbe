"""A partner's file opened as its profile wants it: choices of reading, then the profile, then the right sheet."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.profiles import find_profile, load_profile, own_profiles
from oltp_qgis_plugin.core.intake.tables import RawTable, TableFile, TableOptions
from oltp_qgis_plugin.errors import FileError, ProfileError


@dataclass(frozen=True)
class Reading:
    """What is forced at the opening of a file; "" or 0 leaves the choice to us. header_row counts from 1."""

    sheet: str = ""
    encoding: str = ""
    separator: str = ""
    header_row: int = 0

    def document(self) -> dict[str, Any]:
        """What is forced, as the `reading` of a profile."""
        return {name: value for name, value in asdict(self).items() if value}


def reading_of(profile: Profile, sheet: str = "") -> Reading:
    """The choices of a profile; `sheet` goes before its own."""
    own: Mapping[str, Any] = {"sheet": profile.sheet} | dict(profile.reading)
    return Reading(**{**own, "sheet": sheet or own["sheet"]})


def open_table(path: Path | TableFile, reading: Reading = Reading()) -> RawTable:
    """The table of a file, opened with these choices. Raises FileError when it is not a table.

    A TableFile in place of a path keeps what it has read, for the next choices.
    """
    file = path if isinstance(path, TableFile) else TableFile(path)
    return file.table(TableOptions(reading.sheet, reading.encoding, reading.separator, reading.header_row or None))


def read_profiled(
    path: Path, asked: str = "", folders: Sequence[Path] = (), sheet: str = ""
) -> tuple[RawTable, Profile]:
    """The table of a file and the profile that reads it; `asked` is a name, the path of a .json, or "" to recognise.

    A profile of the town that forces its reading is tried in turn when the file opened by itself is not recognised.
    Raises FileError or ProfileError.
    """
    file = TableFile(path)
    forced = [load_profile(Path(asked))] if asked.lower().endswith(".json") else list(own_profiles(folders)[0])
    forced = [p for p in forced if (p.reading or p.sheet) and (not asked or asked.lower().endswith(".json") or
                                                               p.name == asked)]  # fmt: skip
    for profile in forced:
        try:
            table = open_table(file, reading_of(profile, sheet))
        except FileError:
            continue
        if not profile.missing(list(table.frame.columns)):
            return table, profile.fitted(list(table.frame.columns))
    table = open_table(file, Reading(sheet))
    profile = find_profile(asked, list(table.frame.columns), path.name, folders)
    if profile.sheet and not sheet:
        table = open_table(file, reading_of(profile))
        if lacking := profile.missing(list(table.frame.columns)):
            raise ProfileError(f"La feuille « {profile.sheet} » de « {path.name} » n'a pas la colonne "
                               f"« {lacking[0]} » qu'attend le profil « {profile.name} ».")  # fmt: skip
    return table, profile
