"""A partner's file opened as its profile wants it: choices of reading, then the profile, then the right sheet."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.profiles import find_profile, load_profile, own_profiles
from oltp_qgis_plugin.core.intake.tables import RawTable, TableFile, TableOptions
from oltp_qgis_plugin.core.progress import Progress, silent
from oltp_qgis_plugin.errors import FileError, ProfileError


def reading_of(profile: Profile, sheet: str = "") -> TableOptions:
    """How a profile wants its files opened; `sheet` goes before its own."""
    own: Mapping[str, Any] = {"sheet": profile.sheet} | dict(profile.reading)
    return TableOptions(**{**own, "sheet": sheet or own["sheet"]})


def reading_document(options: TableOptions) -> dict[str, Any]:
    """What the options force, as the `reading` of a profile."""
    return {name: value for name, value in vars(options).items() if value not in ("", None) and value is not False}


def read_profiled(
    path: Path, asked: str = "", folders: Sequence[Path] = (), sheet: str = "", progress: Progress = silent
) -> tuple[RawTable, Profile]:
    """The table of a file and the profile that reads it; `asked` is a name, the path of a .json, or "" to recognise.

    A profile of the town that forces its reading is tried in turn when the file opened by itself is not recognised.
    Raises FileError or ProfileError.
    """
    forced = [load_profile(Path(asked))] if asked.lower().endswith(".json") else list(own_profiles(folders)[0])
    forced = [p for p in forced if (p.reading or p.sheet) and (not asked or asked.lower().endswith(".json") or
                                                               p.name == asked)]  # fmt: skip
    file = TableFile(path, progress)
    for profile in forced:
        try:
            table = file.table(reading_of(profile, sheet))
        except FileError:
            continue
        if not profile.missing(list(table.frame.columns)):
            return table, profile.fitted(list(table.frame.columns))
    table = file.table(TableOptions(sheet))
    profile = find_profile(asked, list(table.frame.columns), path.name, folders)
    if profile.sheet and not sheet and profile.sheet != table.sheet:
        table = file.table(reading_of(profile))
        if lacking := profile.missing(list(table.frame.columns)):
            raise ProfileError(f"La feuille « {profile.sheet} » de « {path.name} » n'a pas la colonne "
                               f"« {lacking[0]} » qu'attend le profil « {profile.name} ».")  # fmt: skip
    return table, profile
