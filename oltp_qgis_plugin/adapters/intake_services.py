"""What the import wizard asks for: files opened, imports rehearsed and done, in the observatory that is open."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.adapters.background import start
from oltp_qgis_plugin.adapters.running import run_algorithm
from oltp_qgis_plugin.core.intake.assistant import OpenedFile, Trial, open_file
from oltp_qgis_plugin.core.intake.draft import profile_document
from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.profile_files import write_profile
from oltp_qgis_plugin.core.intake.profiles import load_profile, own_folder
from oltp_qgis_plugin.core.intake.recognition import reading_document
from oltp_qgis_plugin.core.intake.refusals import REASON_SENTENCES
from oltp_qgis_plugin.core.intake.tables import TableOptions
from oltp_qgis_plugin.core.progress import Progress
from oltp_qgis_plugin.errors import OutputError, ProfileError
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.preview import Preview, preview_import

MOST_POINTS = 5000
MOST_REFUSED = 500


@dataclass(frozen=True)
class IntakeServices:
    """Functions of the wizard's pages; those that take a Progress are long, and go through `run`."""

    open: Callable[[Path, TableOptions, Progress], OpenedFile]
    rehearse: Callable[[OpenedFile, Profile, Progress], Trial]
    bring_in: Callable[[OpenedFile, Profile, bool, Progress], dict[str, Any]]
    run: Callable[..., Any] = start


def intake_services(store: Path) -> IntakeServices:
    """The services for one observatory."""
    folders = [own_folder(store)]

    def opened(path: Path, reading: TableOptions, progress: Progress) -> OpenedFile:
        return open_file(path, reading, folders)

    def rehearsed(file: OpenedFile, profile: Profile, progress: Progress) -> Trial:
        with Observatory.open(store) as observatory:
            return _trial(preview_import(file.table, profile, observatory, progress))

    def brought_in(file: OpenedFile, profile: Profile, keep: bool, progress: Progress) -> dict[str, Any]:
        document = profile_document(replace(profile, reading=reading_document(file.reading), sheet=""))
        results = _import(file.table.path, document, store, progress)
        return {**results, "notes": (*results["notes"], _keep(document, own_folder(store)))} if keep else results

    return IntakeServices(opened, rehearsed, brought_in)


def _keep(document: dict[str, Any], folder: Path) -> str:
    """Keep a profile among the town's own, beside that of another partner of the same name; says where, or why not."""
    name, number = str(document["name"]), 1
    while (path := folder / f"{name if number == 1 else f'{name}_{number}'}.json").exists():
        if _partner_of(path) == document["partner"]["code"]:
            break
        number += 1
    try:
        write_profile({**document, "name": path.stem}, path)
    except OutputError as error:
        return str(error)
    return f"Profil gardé pour la prochaine fois : {path.name}, dans le dossier {folder.name} de l'observatoire."


def _partner_of(path: Path) -> str:
    try:
        return load_profile(path).partner.code
    except ProfileError:
        return ""


def _trial(found: Preview) -> Trial:
    step = max(1, -(-len(found.points) // MOST_POINTS))
    refused = found.refused.head(MOST_REFUSED)
    report = found.report
    return Trial(
        *(getattr(report, name) for name in ("read", "imported", "updated", "known", "refused", "ignored", "located")),
        refused=tuple((int(row), str(column), str(value or ""), REASON_SENTENCES.get(reason, str(reason)))
                      for row, column, reason, value in refused.itertuples(index=False)),
        points=found.points[::step],
        outlines=found.outlines,
        notes=report.notes,
    )  # fmt: skip


def _import(path: Path, document: dict[str, Any], store: Path, progress: Progress) -> dict[str, Any]:
    """Run the import algorithm with a profile; the results are its outputs, and `notes` what it said."""
    with tempfile.TemporaryDirectory() as folder:
        profile = Path(folder) / f"{document['name']}.json"
        write_profile(document, profile)
        parameters = {"INPUT": str(path), "PROFILE": str(profile), "STORE": str(store)}
        return run_algorithm("import_partner_file", parameters, progress)
