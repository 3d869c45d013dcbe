"""The engine on real bases, which stay outside the project: the figures promised to users."""

import random

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.build import build_index
from oltp_qgis_plugin.core.places.matching import Geocoder
from oltp_qgis_plugin.core.places.names import name_key
from oltp_qgis_plugin.core.places.sources import read_sources

BONDY, BRUZ, KNOWN = "ban_93010_bondy.csv.gz", "bal_35047_bruz_v1.3.csv.gz", "adresses_connues_dev.csv.gz"
PRECISE = ("numero", "interpole", "carrefour")


@pytest.fixture(scope="module")
def folder(shared_data):
    return shared_data / "adresses"


@pytest.fixture(scope="module")
def bases(folder):
    return read_sources([folder / KNOWN, folder / BONDY, folder / BRUZ])[0]


def typed(rows, *fields):
    parts = rows[list(fields)].astype(str).to_numpy()
    return [" ".join(part for part in row if part not in ("", "0")) for row in parts]


@pytest.mark.parametrize("name", [BONDY, BRUZ, KNOWN])
def test_clean_addresses_are_found_where_they_are(folder, name):
    sources, _ = read_sources([folder / name])
    rows = sources.addresses[sources.addresses["number"] > 0]
    found = Geocoder(build_index(sources)).match(typed(rows, "number", "suffix", "street", "postcode", "commune"))
    assert (np.hypot(found["x"] - rows["x"].to_numpy(), found["y"] - rows["y"].to_numpy()) < 0.01).mean() >= 0.99


def test_addresses_typed_by_the_police_are_found_on_their_street(folder):
    sources, _ = read_sources([folder / BONDY])
    asked = pd.read_csv(folder / "baac_bondy_adresses_2019.csv", sep=";")
    found = Geocoder(build_index(sources)).match(asked["adr"].tolist())
    there = found["x"].notna()
    assert there.mean() >= 0.85
    points = transform(asked[["lon", "lat"]].to_numpy(float), 4326, 2154)
    streets = {name: rows[["x", "y"]].to_numpy() for name, rows in sources.addresses.groupby("street")}
    near = []
    for at, label in zip(points[there], found.loc[there, "label"], strict=True):
        own = np.concatenate([xy for name, xy in streets.items() if name in label])
        near.append(np.hypot(*(own - at).T).min() <= 100)
    assert np.mean(near) >= 0.85


def test_streets_taken_out_of_the_base_get_no_precise_point(bases):
    rng = np.random.default_rng(5)
    keys = bases.addresses["street"].map(name_key)
    out = keys.isin(rng.choice(keys.unique(), len(keys.unique()) // 4, replace=False))
    from dataclasses import replace

    asked = bases.addresses[out & (bases.addresses["number"] > 0)].sample(1000, random_state=5)
    found = Geocoder(build_index(replace(bases, addresses=bases.addresses[~out]))).match(
        typed(asked, "number", "suffix", "street", "postcode", "commune")
    )
    assert found["precision"].isin(PRECISE).mean() <= 0.01


def test_addresses_with_a_letter_wrong_are_still_found(bases):
    rng = random.Random(8)
    asked = bases.addresses[bases.addresses["number"] > 0].sample(800, random_state=8)

    def misspelt(text):
        at = rng.choice([i for i, letter in enumerate(text) if letter.isalpha()])
        letter = rng.choice("abcdefghijklmnopqrstuvwxyz")
        before, after = text[:at], text[at + 1 :]
        return rng.choice([before + after, before + letter + text[at:], before + letter + after])

    found = Geocoder(build_index(bases)).match([misspelt(text) for text in typed(asked, "number", "street", "commune")])
    assert (np.hypot(found["x"] - asked["x"].to_numpy(), found["y"] - asked["y"].to_numpy()) < 60).mean() >= 0.9


def test_more_crossings_of_paris_are_found_than_by_equal_names(folder):
    sources, _ = read_sources([folder / "paris_croisements_rues_osm.csv.gz"])
    path = folder.parent / "imports_reels" / "paris_videoprotection_2019_annexe1.csv"
    cameras = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)
    found = Geocoder(build_index(sources)).match(cameras["Implantation"].tolist())
    assert (found["precision"] == "carrefour").sum() > 707
