"""Profiles written to disk, checked before anything is replaced."""

import json
import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from oltp_qgis_plugin.core.intake.profile import Profile
from oltp_qgis_plugin.core.intake.profile_schema import parse_profile
from oltp_qgis_plugin.errors import OutputError


def write_profile(document: Mapping[str, Any], path: Path) -> Profile:
    """Write a profile as JSON and return it; the folder is made. Raises ProfileError before writing a wrong one."""
    profile = parse_profile(dict(document), path.name)
    unfinished = path.with_name(path.name + ".part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        unfinished.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        os.replace(unfinished, path)
    except OSError as error:
        raise OutputError(f"Le profil ne peut pas être écrit dans « {path} » : choisissez un dossier où vous avez le "
                          f"droit d'écrire.") from error  # fmt: skip
    return profile
