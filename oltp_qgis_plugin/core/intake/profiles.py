"""The profiles at hand, shipped and the town's own, and the one that a file's headers recognise."""

import json
import logging
from collections.abc import Sequence
from pathlib import Path

from oltp_qgis_plugin.core.intake.free_text import clean_sentence
from oltp_qgis_plugin.core.intake.profile import (
    CONSTANTS,
    PARTNER_KINDS,
    TARGETS,
    Partner,
    PlaceKey,
    Profile,
    Source,
)
from oltp_qgis_plugin.core.intake.profile_schema import parse_profile
from oltp_qgis_plugin.core.resources import resource_path
from oltp_qgis_plugin.errors import ProfileError

__all__ = [
    "CONSTANTS", "OWN_FOLDER", "PARTNER_KINDS", "TARGETS", "Partner", "PlaceKey", "Profile", "Source", "best_profiles",
    "find_profile", "load_profile", "own_folder", "own_profiles", "parse_profile", "shipped_profiles",
]  # fmt: skip

log = logging.getLogger(__name__)
# The town's own profiles live in this folder, beside the file of the observatory.
OWN_FOLDER = "profils"


def load_profile(path: Path) -> Profile:
    """The profile of a JSON file. Raises ProfileError naming the JSON pointer of what is wrong."""
    try:
        document = json.loads(path.read_text(encoding="utf-8-sig"))
    except FileNotFoundError as error:
        raise ProfileError(f"Le profil « {path} » n'existe pas.") from error
    except OSError as error:
        raise ProfileError(f"Le profil « {path} » ne peut pas être lu : vérifiez vos droits sur ce fichier.") from error
    except (UnicodeDecodeError, json.JSONDecodeError, RecursionError) as error:
        raise ProfileError(f"Le profil « {path.name} » n'est pas un JSON lisible : {error}.") from error
    return parse_profile(document, path.name)


def shipped_profiles() -> tuple[Profile, ...]:
    """The profiles of `resources/profiles/`, by name."""
    return tuple(load_profile(path) for path in sorted(resource_path("profiles").glob("*.json")))


def own_folder(observatory: Path) -> Path:
    """Where the profiles of a town live: beside its observatory; the folder may not be there yet."""
    return observatory.parent / OWN_FOLDER


def own_profiles(folders: Sequence[Path]) -> tuple[tuple[Profile, ...], tuple[str, ...]]:
    """The profiles of the folders, and a sentence for each file that is not a valid one."""
    profiles, wrong = [], []
    for path in sorted(path for folder in folders for path in folder.glob("*.json")):
        try:
            profiles.append(load_profile(path))
        except ProfileError as error:
            log.warning("profile left aside: %s", path.name)
            wrong.append(str(error))
    return tuple(profiles), tuple(wrong)


def find_profile(asked: str, headers: Sequence[str], file_name: str, folders: Sequence[Path] = ()) -> Profile:
    """The profile asked by name or path, or, when `asked` is empty, the one that recognises the headers.

    A profile recognises a file that has all its required columns. The town's own, in `folders`, go before those
    shipped; of several, the one that reads most columns. Its columns come under the names that the file gives them.
    Raises ProfileError when the profile asked is unknown or does not fit, or when none recognises the file.
    """
    wrong: tuple[str, ...] = ()
    if asked.lower().endswith(".json"):
        groups: list[tuple[Profile, ...]] = [(load_profile(Path(asked)),)]
    else:
        own, wrong = own_profiles(folders)
        groups = [tuple(p for p in group if not asked or p.name == asked) for group in (own, shipped_profiles())]
    for candidates in groups:
        if fitting := best_profiles(candidates, headers, asked):
            return _only(fitting, file_name).fitted(headers)
    raise ProfileError(" ".join((_why_none(asked, groups, headers, file_name), *wrong)))


def best_profiles(candidates: Sequence[Profile], headers: Sequence[str], asked: str = "") -> tuple[Profile, ...]:
    """Of the profiles that recognise the headers (or, when asked for, can read them), those that read most columns."""
    fitting = [p for p in candidates if (not p.missing(headers) if asked else p.recognises(headers))]
    most = max((profile.n_read(headers) for profile in fitting), default=0)
    return tuple(profile for profile in fitting if profile.n_read(headers) == most)


def _only(fitting: Sequence[Profile], file_name: str) -> Profile:
    """The one profile; several that do not name the same partner would be a guess."""
    if len({profile.partner.code for profile in fitting}) > 1:
        names = " et ".join(profile.name for profile in fitting)
        raise ProfileError(f"« {file_name} » peut se lire avec plusieurs profils : {names}. Dites lequel, dans "
                           f"« Importer un fichier de partenaire… » ou par PROFILE.")  # fmt: skip
    return fitting[0]


def _why_none(asked: str, groups: Sequence[Sequence[Profile]], headers: Sequence[str], file_name: str) -> str:
    candidates = [profile for group in groups for profile in group]
    seen = clean_sentence(", ".join(headers[:20]))
    if not asked:
        return (f"Aucun profil ne reconnaît « {file_name} » (colonnes : {seen}). Ouvrez-le par « Importer un fichier "
                f"de partenaire… », qui demande ce que dit chaque colonne ; en lot, oltp:suggest_profile écrit un "
                f"profil à donner à PROFILE.")  # fmt: skip
    if candidates:
        return (f"« {file_name} » n'a pas la colonne « {candidates[0].missing(headers)[0]} » qu'attend le profil "
                f"« {candidates[0].name} » ; colonnes du fichier : {seen}.")  # fmt: skip
    names = ", ".join(profile.name for profile in shipped_profiles())
    return (f"Le profil « {asked} » est inconnu ; profils livrés : {names}. "
            f"Un profil à vous se donne par le chemin de son fichier .json.")  # fmt: skip
