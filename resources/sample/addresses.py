"""The addresses along the streets, in the layout of the Base Adresse Nationale, and who lives there."""

import unicodedata

import numpy as np
import pandas as pd

from oltp_qgis_plugin.resources.sample.plan import INSEE, POSTCODE, TOWN
from oltp_qgis_plugin.resources.sample.projection import DEGREES, LAMBERT, projected

# Metres between two numbers on one side, and people per address, by style of street.
STEP = {"avenue": 24, "centre": 13, "faubourg": 24, "pavillons": 27, "ensemble": 34, "activites": 60, "champs": 140}
PEOPLE = {
    "avenue": 3.2,
    "centre": 3.4,
    "faubourg": 3.1,
    "pavillons": 2.6,
    "ensemble": 6.0,
    "activites": 0.2,
    "champs": 2.2,
}
SET_BACK = 9.0


def make_addresses(streets: pd.DataFrame, plan, rng: np.random.Generator) -> pd.DataFrame:
    """One row per address: street (row of `streets`), nom_voie, style, numero, rep, x, y, people; along each street."""
    rows = []
    for index, street in enumerate(streets.itertuples()):
        rows += [
            (index, street.nom, street.style, *address) for address in along(street.geometry, STEP[street.style], rng)
        ]
    addresses = pd.DataFrame(rows, columns=["street", "nom_voie", "style", "numero", "rep", "x", "y"])
    distance = np.hypot(addresses["x"] - plan.origin[0], addresses["y"] - plan.origin[1])
    in_fields = (addresses["style"] == "avenue") & (distance > 1900)
    addresses = addresses[~in_fields | (addresses["numero"] % 10 < 2)].reset_index(drop=True)
    spread = rng.uniform(0.5, 1.5, len(addresses))
    return addresses.assign(people=addresses["style"].map(PEOPLE).to_numpy() * spread)


def along(line, step: float, rng: np.random.Generator):
    """Yield (numero, rep, x, y): odd numbers on the left, even ones on the right, 4 % of them with a bis."""
    for order in range(max(1, int(line.length // step))):
        for side, number in ((1, 2 * order + 1), (-1, 2 * order + 2)):
            draw, shift = rng.random(2)
            if draw < 0.1:
                continue
            suffixes = ["", "bis", "ter"] if draw < 0.11 else ["", "bis"] if draw < 0.14 else [""]
            for rank, suffix in enumerate(suffixes):
                distance = min(line.length, step * (order + 0.3 + 0.4 * shift) + 4.0 * rank)
                yield number, suffix, *beside(line, distance, side * SET_BACK)


def beside(line, distance: float, offset: float) -> tuple:
    """The point `offset` metres to the left of `line` at `distance` from its start, to the centimetre."""
    here, ahead = line.interpolate(distance), line.interpolate(min(line.length, distance + 1.0))
    behind = line.interpolate(max(0.0, distance - 1.0))
    along_x, along_y = ahead.x - behind.x, ahead.y - behind.y
    length = np.hypot(along_x, along_y) or 1.0
    return round(here.x - along_y / length * offset, 2), round(here.y + along_x / length * offset, 2)


def plain(text: str) -> str:
    """`text` in capitals without accents, the way many partners type."""
    decomposed = unicodedata.normalize("NFD", text.replace("œ", "oe"))
    return "".join(letter for letter in decomposed if unicodedata.category(letter) != "Mn").upper()


def ban_table(addresses: pd.DataFrame) -> pd.DataFrame:
    """The addresses with the 23 columns of the Base Adresse Nationale, all as text."""
    lon, lat = projected(addresses[["x", "y"]].to_numpy(), LAMBERT, DEGREES).T
    street_id = [f"{INSEE}_{street + 1:04d}" for street in addresses["street"]]
    number = [
        f"{n:05d}" + (f"_{rep}" if rep else "") for n, rep in zip(addresses["numero"], addresses["rep"], strict=True)
    ]
    empty, count = "", len(addresses)
    return pd.DataFrame({
        "id": [f"{street}_{n}" for street, n in zip(street_id, number, strict=True)],
        "id_fantoir": street_id,
        "numero": addresses["numero"].astype(str),
        "rep": addresses["rep"],
        "nom_voie": addresses["nom_voie"],
        "code_postal": POSTCODE,
        "code_insee": INSEE,
        "nom_commune": TOWN,
        "code_insee_ancienne_commune": empty,
        "nom_ancienne_commune": empty,
        "x": [f"{value:.2f}" for value in addresses["x"]],
        "y": [f"{value:.2f}" for value in addresses["y"]],
        "lon": [f"{value:.6f}" for value in lon],
        "lat": [f"{value:.6f}" for value in lat],
        "type_position": ["entrée"] * count,
        "alias": empty,
        "nom_ld": empty,
        "libelle_acheminement": plain(TOWN),
        "nom_afnor": [plain(name).replace("'", " ").replace("-", " ") for name in addresses["nom_voie"]],
        "source_position": "commune",
        "source_nom_voie": "commune",
        "certification_commune": "1",
        "cad_parcelles": empty,
    })  # fmt: skip
