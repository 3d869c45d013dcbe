"""A partner's file read, mapped and located: all that an import does before it writes."""

import hashlib
from dataclasses import dataclass, replace
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.garbage import no_collection
from oltp_qgis_plugin.core.intake.limits import MAX_TEXT
from oltp_qgis_plugin.core.intake.mapping import MappedRows, map_rows
from oltp_qgis_plugin.core.intake.profiles import Profile, own_folder
from oltp_qgis_plugin.core.intake.recognition import read_profiled
from oltp_qgis_plugin.core.intake.tables import RawTable
from oltp_qgis_plugin.core.progress import Progress, go_on, part, silent
from oltp_qgis_plugin.store.decisions import apply_decisions
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.locating import locate
from oltp_qgis_plugin.store.partners import find_partner
from oltp_qgis_plugin.store.readings import reading_key
from oltp_qgis_plugin.store.territories import territories_of, territory_extent


@dataclass(frozen=True)
class Prepared:
    """A partner's file read, mapped and located, ready to be stored: nothing is written yet.

    sha256 and reading: the file's digest and the key of its reading, when the whole file was read.
    """

    path: Path
    table: RawTable
    profile: Profile
    mapped: MappedRows
    incidents: pd.DataFrame
    notes: tuple[str, ...]
    sha256: str = ""
    reading: str = ""


def file_key(path: Path, profile_name: str, observatory: Observatory, sheet: str, partner: str,
             progress: Progress) -> tuple[str, str]:  # fmt: skip
    """The key of the file's reading, and its SHA-256, both "" when it is too big or unreadable: opening it says so."""
    try:
        if path.stat().st_size > MAX_TEXT:
            return "", ""
        digest = file_sha256(path, part(progress, 0, 5))
    except OSError:
        return "", ""
    return reading_key(observatory, path, digest, (profile_name, sheet, partner)), digest


def prepare_file(path: Path, profile_name: str, observatory: Observatory, sheet: str = "", partner: str = "",
                 progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a file as incidents of this observatory, which is only read.

    sheet: "" lets the profile, or the file, say. partner: `code` or `code : label`, "" is the profile's own.
    """
    key = file_key(path, profile_name, observatory, sheet, partner, progress)
    return prepare_keyed(path, profile_name, observatory, sheet, partner, key, progress)


def prepare_keyed(path: Path, profile_name: str, observatory: Observatory, sheet: str, partner: str,
                  key: tuple[str, str], progress: Progress = silent) -> Prepared:  # fmt: skip
    """The same when the `file_key` is known. Progress runs from 5 to 60."""
    folders = [own_folder(observatory.path)]
    table, profile = read_profiled(path, profile_name, folders, sheet, part(progress, 5, 20))
    profile = replace(profile, partner=find_partner(observatory, partner, profile.partner))
    prepared = prepare_table(path, table, profile, observatory, part(progress, 20, 60))
    return replace(prepared, reading=key[0], sha256=key[1])


def prepare_table(path: Path, table: RawTable, profile: Profile, observatory: Observatory,
                  progress: Progress = silent) -> Prepared:  # fmt: skip
    """The rows of a table as incidents: mapped, then qualified by the town's decisions, then located.

    Progress runs 0 to 100.
    """
    with no_collection():
        mapped = map_rows(table, profile, observatory.epsg, territory_extent(observatory), part(progress, 0, 80))
        qualified = apply_decisions(observatory, mapped.incidents)
        go_on(progress, 82)
        incidents, notes = locate(qualified, observatory)
        go_on(progress, 85)
        for kind, codes in territories_of(incidents, observatory, progress=part(progress, 85, 100)).items():
            incidents[kind] = codes
    return Prepared(path, table, profile, mapped, incidents, (*mapped.notes, *notes))


def file_sha256(path: Path, progress: Progress = silent) -> str:
    """Hexadecimal SHA-256 of the file's bytes."""
    digest, size = hashlib.sha256(), max(path.stat().st_size, 1)
    with path.open("rb") as stream:
        while chunk := stream.read(1 << 20):
            digest.update(chunk)
            go_on(progress, min(100 * stream.tell() / size, 100))
    return digest.hexdigest()
