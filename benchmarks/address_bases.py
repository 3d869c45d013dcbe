"""What benchmarks/geocoding.py asks: real bases and queries, a letter wrong, streets held out, a big invented base."""

import random
import re
import unicodedata
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.places.build import ADDRESS_COLUMNS, Sources
from oltp_qgis_plugin.core.places.names import name_key
from oltp_qgis_plugin.core.resources import resource_path

KINDS = ("Rue", "Avenue", "Allée", "Impasse", "Chemin", "Place", "Boulevard", "Route", "Square", "Passage")
HELD_OUT = 500
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def typed(rows: pd.DataFrame, *fields: str) -> list[str]:
    """Addresses in one line, of the fields given; 0 is no number."""
    parts = rows[list(fields)].astype(str).to_numpy()
    return [" ".join(part for part in row if part not in ("", "0")) for row in parts]


def misspelt(texts: list[str], seed: int) -> list[str]:
    """Each text with one letter lost, added, changed or swapped with the next one."""
    rng = random.Random(seed)

    def one(text: str) -> str:
        at = rng.choice([i for i, letter in enumerate(text) if letter.isalpha()] or [0])
        before, letter, after = text[:at], text[at : at + 1], text[at + 1 :]
        other = rng.choice(LETTERS)
        return rng.choice([before + after, before + other + letter + after, before + other + after,
                           before + after[:1] + letter + after[1:]])  # fmt: skip

    return [one(text) for text in texts]


def geocoder_tester(folder: Path) -> pd.DataFrame:
    """query, and the number, street, city expected, of the address files of geocoder-tester, each query once."""
    files = sorted((folder / "geocoder_tester").glob("*_test_addresses.csv"))
    rows = pd.concat([pd.read_csv(file, dtype=str, keep_default_na=False) for file in files], ignore_index=True)
    return rows.drop_duplicates("query", ignore_index=True)


def folded(text: str) -> str:
    """Capitals without accents or punctuation, a suffix glued to its number."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", text) if not unicodedata.combining(c)).upper()
    return re.sub(r"^(\d+) ?(BIS|TER|[A-Z])\b", r"\1\2", re.sub("[^A-Z0-9]+", " ", plain.replace("Œ", "OE")).strip())


def as_expected(cases: pd.DataFrame, labels: list[str]) -> np.ndarray:
    """Which labels hold the number, the street and the city that the cases expect."""
    return np.array([
        label.startswith(f"{folded(number)} ".lstrip()) and folded(street) in label and folded(city) in label
        for label, number, street, city in zip(map(folded, labels), cases["expected_housenumber"],
                                               cases["expected_street"], cases["expected_city"], strict=True)
    ])  # fmt: skip


def held_out(sources: Sources, seed: int, share: float = 0.3) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The addresses that stay in the base, and those of the streets taken out of it, numbered ones."""
    keys = sources.addresses["street"].map(name_key)
    rng = np.random.default_rng(seed)
    out = keys.isin(rng.choice(keys.unique(), int(len(keys.unique()) * share), replace=False))
    asked = sources.addresses[out & (sources.addresses["number"] > 0)]
    return sources.addresses[~out], asked.sample(min(HELD_OUT, len(asked)), random_state=seed)


def big_base(path: Path, n: int = 500_000, communes: int = 340, seed: int = 1) -> None:
    """Write an invented BAN of n addresses in `communes` communes, some 30 000 streets."""
    rng = np.random.default_rng(seed)
    words = pd.read_csv(resource_path("tables/public_names.csv"))["name"].tolist()
    firsts = pd.read_csv(resource_path("tables/first_names.csv"), sep=";")["first_name"].tolist()
    names = [f"{kind} {word}" for kind in KINDS for word in words]
    names += [f"{kind} {first} {word.split()[-1]}" for kind in KINDS for first, word in
              zip(rng.choice(firsts, 1500), rng.choice(words, 1500), strict=True)]  # fmt: skip
    streets = pd.DataFrame({"commune": rng.integers(0, communes, n // 16), "street": rng.choice(names, n // 16)})
    streets = streets.drop_duplicates(ignore_index=True)
    street = np.sort(rng.integers(0, len(streets), n))
    number = np.arange(n) - np.searchsorted(street, street) + 1
    x0, y0 = rng.uniform(650_000, 850_000, len(streets)), rng.uniform(6_200_000, 6_400_000, len(streets))
    commune = streets["commune"].to_numpy()[street]
    table = pd.DataFrame({
        "id": np.arange(n), "id_fantoir": street, "numero": number, "rep": "",
        "nom_voie": streets["street"].to_numpy()[street],
        "code_postal": [f"{34000 + c // 3 * 10}" for c in commune], "code_insee": [f"{34000 + c}" for c in commune],
        "nom_commune": [f"Saint-{firsts[c * 3]}-sur-{words[c % len(words)].split()[-1]}" for c in commune],
        "code_insee_ancienne_commune": "", "nom_ancienne_commune": "",
        "x": (x0[street] + 11 * number).round(2), "y": (y0[street] + 3 * number).round(2), "lon": "", "lat": "",
        "type_position": "", "alias": "", "nom_ld": "", "libelle_acheminement": "", "nom_afnor": "",
        "source_position": "", "source_nom_voie": "", "certification_commune": "1", "cad_parcelles": "",
    })  # fmt: skip
    table.to_csv(path, sep=";", index=False)


def documents(addresses: pd.DataFrame, lonlat: np.ndarray, path: Path) -> None:
    """Write a base as addok wants it: one JSON document a street, with its numbers."""
    import json

    rows = addresses[list(ADDRESS_COLUMNS)].assign(lon=lonlat[:, 0], lat=lonlat[:, 1])
    with path.open("w", encoding="utf-8") as file:
        for n, (key, group) in enumerate(rows.groupby(["street", "postcode", "commune"], sort=False)):
            numbers = {f"{r.number} {r.suffix}".strip(): {"lat": r.lat, "lon": r.lon}
                       for r in group.itertuples() if r.number > 0}  # fmt: skip
            file.write(json.dumps({
                "id": str(n), "_id": str(n), "type": "street", "name": key[0], "postcode": key[1], "city": key[2],
                "lat": group["lat"].mean(), "lon": group["lon"].mean(), "importance": 0.1, "housenumbers": numbers,
            }) + "\n")  # fmt: skip
