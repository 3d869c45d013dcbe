"""The files that a run reads and writes, told from its parameters before it begins."""

import os
from collections.abc import Iterable, Mapping
from contextlib import suppress
from pathlib import Path

from qgis.core import (
    QgsMapLayer,
    QgsProcessingAlgorithm,
    QgsProcessingFeatureSourceDefinition,
    QgsProcessingOutputLayerDefinition,
)

from oltp_qgis_plugin.errors import OutputError
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.store.connection import is_observatory


def output_files(algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, object]) -> list[Path]:
    """Files that the run is asked to write; temporary outputs and database tables are none."""
    names = {definition.name() for definition in algorithm.destinationParameterDefinitions()}
    asked = [_text(parameters.get(name)) for name in names]
    return [Path(text).absolute() for text in asked if Path(text).suffix and not _is_address(text)]


def input_files(algorithm: QgsProcessingAlgorithm, parameters: Mapping[str, object]) -> set[Path]:
    """Files that the run reads: those of its layers and file parameters."""
    written = {definition.name() for definition in algorithm.destinationParameterDefinitions()}
    texts = [_text(value).split("|")[0] for name, value in parameters.items() if name not in written]
    return {Path(text).resolve() for text in texts if Path(text).suffix and not _is_address(text)}


def _text(value: object) -> str:
    if isinstance(value, QgsProcessingOutputLayerDefinition):
        value = value.sink.staticValue()
    elif isinstance(value, QgsProcessingFeatureSourceDefinition):
        value = value.source.staticValue()
    elif isinstance(value, QgsMapLayer):
        value = value.source()
    return value if isinstance(value, str) else ""


def _is_address(text: str) -> bool:
    """Whether the text names a layer by its provider (`ogr:dbname=…`, `memory:`) and not a plain file."""
    return ":" in text[2:] or "|" in text


def check_outputs(outputs: Iterable[Path], inputs: set[Path]) -> None:
    """Make the folders asked for. Raises OutputError when an output is an input or an observatory, or cannot be."""
    for path in outputs:
        if path.resolve() in inputs:
            raise OutputError(
                tr("« {name} » serait écrasé alors qu'il est lu : choisissez un autre fichier de sortie.").format(
                    name=path.name
                )
            )
        if is_observatory(path):
            raise OutputError(
                tr(
                    "« {name} » existe déjà, et c'est un observatoire : il ne s'écrase pas. Donnez un autre nom."
                ).format(name=path.name)
            )
        with suppress(OSError):
            path.parent.mkdir(parents=True, exist_ok=True)
        if not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
            raise OutputError(
                tr("Rien ne peut être écrit dans le dossier « {folder} » : choisissez-en un autre.").format(
                    folder=path.parent
                )
            )


def remove_files(files: Iterable[Path]) -> None:
    """Delete what a failed run has begun, where the system lets us: Windows keeps a file that is still open."""
    for path in files:
        for begun in (path, *(path.with_name(path.name + end) for end in ("-journal", "-wal", "-shm"))):
            with suppress(OSError):
                begun.unlink(missing_ok=True)
