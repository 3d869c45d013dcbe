"""A small town's base: two communes, streets worked out by hand on a grid of ten metres."""

import pandas as pd
import pytest

from oltp_qgis_plugin.core.places.build import ADDRESS_COLUMNS, Sources, build_index, no_sources
from oltp_qgis_plugin.core.places.matching import Geocoder

TOWNS = {"Bourg-le-Roi": ("99001", "99100"), "Saint-Ouen-les-Prés": ("99002", "99200")}


def street(name, town="Bourg-le-Roi", y=0.0, numbers=range(1, 21), suffixes=("",), x=0.0, old=""):
    """Addresses along a horizontal street: number n stands 10 m × n east of `x`, `y` north."""
    insee, post = TOWNS[town]
    rows = [(n, s, name, "", post, insee, town, old, town.upper(), "", x + 10.0 * n + k, y)
            for n in numbers for k, s in enumerate(suffixes)]  # fmt: skip
    return pd.DataFrame(rows, columns=list(ADDRESS_COLUMNS))


TOWN = [
    street("Rue Jules Guesde", y=0, suffixes=("", "bis")),
    street("Avenue Henri Barbusse", y=100, numbers=range(2, 201, 2)),
    street("Avenue Gallieni", y=200, numbers=[*range(1, 60), *range(100, 180)]),
    street("Rue du 8 Mai 1945", y=300),
    street("Rue du 14 Juillet", y=400),
    street("Avenue Carnot", y=500),
    street("Impasse Carnot", y=600, numbers=[1, 3]),
    street("Rue du Maréchal Leclerc", y=700),
    street("Rue de la Paix", y=800, numbers=[1, 2, 3, 4, 30]),
    street("Chemin des Prés Secs", y=900, numbers=[5, 7]),
    street("Rue Neuve", y=1000, numbers=[10]),
    street("Rue Neuve", "Saint-Ouen-les-Prés", y=9000, numbers=[10, 12]),
    street("Rue de l'Église", "Saint-Ouen-les-Prés", y=9100),
    street("Place de la République", y=150, x=100, numbers=[1, 2, 3]),
]


@pytest.fixture(scope="session")
def sources() -> Sources:
    """Addresses of two communes, a crossing, places of several kinds."""
    addresses = pd.concat(TOWN, ignore_index=True)
    crossings = pd.DataFrame({"first": ["Rue Jules Guesde"], "second": ["Avenue Carnot"], "x": [500.0], "y": [250.0]})
    places = pd.DataFrame(
        [("arrets", "VM0107", "Mosson", 5.0, 5.0), ("arrets", "VM0108", "Mosson", 45.0, 5.0),
         ("ecoles", "0990011Z", "Collège Jean Moulin", 10.0, 20.0),
         ("residences", "R1", "Les Genêts A 1", 100.0, 100.0), ("residences", "R2", "Les Genêts A 2", 110.0, 100.0),
         ("residences", "R3", "Les Genêts B 1", 140.0, 100.0),
         ("residences", "R4", "Le Clos des Tilleuls C 3", 400.0, 400.0),
         ("parcs", "", "Parc de la Rabine", 50.0, 60.0), ("quartiers", "Q1", "Les Arceaux", 900.0, 900.0)],
        columns=["kind", "code", "name", "x", "y"],
    )  # fmt: skip
    from dataclasses import replace

    return replace(no_sources(2154), addresses=addresses, crossings=crossings, places=places, names=["bourg.csv"])


@pytest.fixture(scope="session")
def index(sources):
    """The index of the small town."""
    return build_index(sources)


@pytest.fixture(scope="session")
def geocoder(index) -> Geocoder:
    """A geocoder on the small town."""
    return Geocoder(index)


@pytest.fixture
def found(geocoder):
    """The result of one text, as a row."""
    return lambda text, **columns: geocoder.match([text], **{name: [value] for name, value in columns.items()}).iloc[0]
