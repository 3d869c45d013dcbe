"""How partners word things: addresses typed in a hurry, crossings, invented persons with fictional phone numbers."""

import numpy as np
import pandas as pd
from shapely.geometry import Point

from oltp_qgis_plugin.resources.sample.addresses import plain
from oltp_qgis_plugin.resources.sample.plan import POSTCODE, TOWN

SHORT = {
    "Avenue": "av.",
    "Boulevard": "bd",
    "Rue": "r.",
    "Allée": "all.",
    "Impasse": "imp.",
    "Chemin": "ch.",
    "Passage": "pass.",
}
VAGUE = ("Secteur 3", "Devant le city-stade", "Parking", "Voir carte", "Abords du gymnase", "Chemin de halage")
FIRST_NAMES = ("Amédée", "Solveig", "Ignace", "Perrine", "Kamil", "Ysoline", "Tancrède", "Noûr", "Fantine", "Anselme")
LAST_NAMES = ("MARVEZAC", "DULOCQUE", "BENSAFIR", "TROUVANEL", "ESPERVIEUX", "KOVALTRE", "OUMRANI-FICTIF", "PASTRELLE")
# Ranges that the French regulator keeps for fiction (Arcep, decision 2018-0881).
FICTIONAL_PHONES = ("01 99 00", "02 61 91", "03 53 01", "04 65 71", "05 36 49", "06 39 98")


def person(rng: np.random.Generator) -> str:
    """An invented person: family name in capitals, first name."""
    return f"{LAST_NAMES[rng.integers(len(LAST_NAMES))]} {FIRST_NAMES[rng.integers(len(FIRST_NAMES))]}"


def phone(rng: np.random.Generator) -> str:
    """A phone number that nobody can have."""
    prefix = FICTIONAL_PHONES[rng.integers(len(FICTIONAL_PHONES))]
    return f"{prefix} {rng.integers(100):02d} {rng.integers(100):02d}"


def address_text(address, rng: np.random.Generator, with_number: bool = False) -> str:
    """An address as a clerk types it: in full, in capitals without accents, shortened, or without its number."""
    kind, rest = address.nom_voie.split(" ", 1)
    number = " ".join(part for part in (str(address.numero), address.rep) if part)
    draw = rng.random()
    if draw < 0.15:
        text = plain(f"{number} {address.nom_voie}")
    elif draw < 0.27:
        text = f"{number} {SHORT.get(kind, kind)} {rest}"
    elif draw < 0.37 and not with_number:
        text = address.nom_voie
    else:
        text = f"{number} {kind.lower()} {rest}"
    return f"{text}, {POSTCODE} {TOWN}" if rng.random() < 0.15 else text


class Crossings:
    """Where streets cross, looked up from one of the two."""

    def __init__(self, streets: pd.DataFrame):
        self.names, self.lines = streets["nom"].tolist(), streets["geometry"].tolist()

    def text(self, street: int, x: float, y: float) -> str:
        """`angle A / B` for a street that crosses `street` (a row) within 60 m of (x, y), empty when none does."""
        here, line = Point(x, y).buffer(60), self.lines[street]
        part = line.intersection(here)
        for other, name in zip(self.lines, self.names, strict=True):
            if other is not line and other.intersects(part):
                return f"angle {self.names[street]} / {name}"
        return ""
