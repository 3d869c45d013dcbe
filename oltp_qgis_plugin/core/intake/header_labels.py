"""Headers as labels, the letters that a bad conversion lost found again: « Date d?but », « Pr\ufffdnom »."""

import csv
import re
from functools import cache

from oltp_qgis_plugin.core.nomenclature import normalise_label
from oltp_qgis_plugin.core.resources import resource_path

_LOST = "?\ufffd"
_MAIMED = re.compile(rf"(?:[^\W\d_]+[{_LOST}]+|[{_LOST}]+[^\W\d_])(?:[^\W\d_]|[{_LOST}])*")
_RUNS = re.compile(rf"[{_LOST}]+|[^{_LOST}]+")
_ACCENTED = """
PRENOM PRENOMS TEL TELEPHONE TELEPHONES TELEPHONIQUE IDENTITE CIVILITE ELEVE ELEVES TEMOIN TEMOINS REDACTEUR MEDIATEUR
EQUIPAGE EQUIPIER OPERATEUR REQUERANT REQUERANTE DECLARANT NE NEE SECURITE PROPRIETAIRE DETENTEUR LESE SIGNALE CREE
DECLARE MODIFIE REDIGE CARACTERE REFERE PRIORITE
"""


def header_label(header: str) -> str:
    """The header as `normalise_label` gives it, each word that lost letters replaced by the known one that it was."""
    if not any(sign in header for sign in _LOST):
        return normalise_label(header)
    return normalise_label(_MAIMED.sub(lambda word: _known(word.group()), header))


def _known(word: str) -> str:
    runs = _RUNS.findall(word)  # a letter of two bytes may have left two marks
    pattern = "".join(f".{{1,{len(run)}}}" if run[0] in _LOST else normalise_label(run) for run in runs)
    found = [known for known in _words() if re.fullmatch(pattern, known)]
    return found[0] if len(found) == 1 else word


@cache
def _words() -> frozenset[str]:
    """Words of headers, those of resources/tables/header_words.csv and those that name persons with an accent."""
    with resource_path("tables/header_words.csv").open(encoding="utf-8", newline="") as table:
        said = {word for row in csv.DictReader(table, delimiter=";") for word in row["words"].lstrip("=").split()}
    return frozenset(word for word in said | set(_ACCENTED.split()) if len(word) > 1)
