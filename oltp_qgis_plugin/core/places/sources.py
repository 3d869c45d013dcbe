"""Several bases put together: what they hold, each once, in one CRS."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.base_files import BaseFile, read_base
from oltp_qgis_plugin.core.places.build import ADDRESS_COLUMNS, Sources, empty_frame, no_sources
from oltp_qgis_plugin.core.progress import Progress, go_on, silent
from oltp_qgis_plugin.errors import FileError


def read_sources(paths: Sequence[Path], progress: Progress = silent) -> tuple[Sources, list[str]]:
    """The addresses and crossings of several files, in the CRS of the first, and what was done, in French.

    The same file given twice is read once. Raises FileError for a file that is no base.
    """
    if not paths:
        raise FileError("Aucune base d'adresses n'est donnée : indiquez une BAN ou une BAL, en .csv ou .csv.gz.")
    bases: list[BaseFile] = []
    notes: list[str] = []
    seen: dict[str, str] = {}
    for done, path in enumerate(paths):
        go_on(progress, 100 * done / len(paths))
        base = read_base(path)
        hashes = pd.util.hash_pandas_object(_content(base), index=False).to_numpy()
        digest = hashlib.blake2b(hashes.tobytes()).hexdigest()
        if digest in seen:
            notes.append(f"« {path.name} » est le même fichier que « {seen[digest]} » : lu une fois.")
            continue
        seen[digest] = path.name
        bases.append(base)
        notes += [_told(base), *base.notes]
    epsg = bases[0].epsg
    addresses = _together([_moved(base.addresses, base.epsg, epsg) for base in bases], ADDRESS_COLUMNS)
    crossings = _together([_moved(base.crossings, base.epsg, epsg) for base in bases], ("first", "second", "x", "y"))
    twice = int(addresses.duplicated(["number", "suffix", "street", "insee", "commune", "x", "y"]).sum())
    if twice:
        notes.append(f"{twice} adresse(s) données deux fois : gardées une fois.")
    names = [base.name for base in bases]
    return replace(no_sources(epsg), addresses=addresses, crossings=crossings, names=names), notes


def _content(base: BaseFile) -> pd.DataFrame:
    return base.addresses if len(base.addresses) else base.crossings


def _told(base: BaseFile) -> str:
    if len(base.addresses):
        return f"« {base.name} » : {len(base.addresses)} adresses, EPSG:{base.epsg}."
    return f"« {base.name} » : {len(base.crossings)} croisements, EPSG:{base.epsg}."


def _moved(frame: pd.DataFrame, source: int, target: int) -> pd.DataFrame:
    if frame.empty or source == target:
        return frame
    xy = transform(frame[["x", "y"]].to_numpy(float), source, target)
    return frame.assign(x=xy[:, 0], y=xy[:, 1])


def _together(frames: Sequence[pd.DataFrame], columns: Sequence[str]) -> pd.DataFrame:
    filled = [frame for frame in frames if len(frame)]
    if not filled:
        return empty_frame(columns)
    return pd.concat(filled, ignore_index=True)
