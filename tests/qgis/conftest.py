"""An observatory filled with random incidents, for the tests of maps, projects and printed pages."""

from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.incident_rows import insert_incidents
from oltp_qgis_plugin.store.territories import load_territories, territory_codes

WEST, SOUTH, SIDE = 760_000.0, 6_300_000.0, 4_000.0
PARTNERS = (("PM", "Police municipale"), ("BAIL", "Habitat Valmarie"), ("TRANS", "Transports du Lez"))
CATEGORIES = ("TRA1", "TRA3", "DEG4", "VOL5", "VOL7", "PER2", "PER5", "CDV1", "STU1", "VOI1")


def random_incidents(n: int, seed: int = 7) -> pd.DataFrame:
    """n incidents in a square of 4 km, one in twelve without a place, one in ten without an hour."""
    rng = np.random.default_rng(seed)
    placed = rng.random(n) > 1 / 12
    middle = np.where(rng.random((n, 1)) < 0.5, 900.0, 2_000.0)
    spread = np.where(middle < 1_000, 150.0, 900.0)
    xy = np.clip(rng.normal(middle, spread, (n, 2)), 10, SIDE - 10) + (WEST, SOUTH)
    known = rng.random(n) > 0.1
    minutes = rng.integers(0, 730 * 24 * 60, n)
    began = pd.Timestamp("2023-01-01") + pd.to_timedelta(minutes, unit="min")
    return pd.DataFrame({
        "uid": [f"u{seed}-{i}" for i in range(n)], "content_hash": "h", "batch": 1,
        "partner": rng.choice([code for code, _ in PARTNERS], n, p=[0.6, 0.3, 0.1]), "source_ref": None,
        "category": rng.choice(CATEGORIES, n), "source_label": None, "place_type": "voie publique",
        "began_at": began.where(known, began.normalize()), "ended_at": pd.NaT, "hour_known": known,
        "date_precision": "jour", "place_label": None, "geocode_score": np.nan,
        "precision": np.where(placed, rng.choice(["numero", "rue", "lieu"], n), "aucune"),
        "gravity": None, "status": None, "note": None,
        "x": np.where(placed, xy[:, 0], np.nan), "y": np.where(placed, xy[:, 1], np.nan),
    })  # fmt: skip


def load_squares(observatory: Observatory) -> None:
    """Four territorial groups of 2 km, and one QPV of each generation."""
    corners = [(WEST + i * 2_000, SOUTH + j * 2_000) for j in (0, 1) for i in (0, 1)]
    groups = [box(x, y, x + 2_000, y + 2_000) for x, y in corners]
    names = ["Centre ancien", "Est — Les Garrigues", "Nord", "Rives du Lez"]
    rows = pd.DataFrame({"code": ["GT1", "GT2", "GT3", "GT4"], "name": names, "population": 5_000})
    load_territories(observatory, "territorial_group", groups, rows)
    for kind, code, x in (("qpv_2015", "QP099001", WEST + 500), ("qpv_2024", "QN09901M", WEST + 600)):
        rows = pd.DataFrame({"code": [code], "name": ["Les Tilleuls"], "population": [900]})
        load_territories(observatory, kind, [box(x, SOUTH + 500, x + 800, SOUTH + 1_300)], rows)


def fill_observatory(path: Path, n: int, seed: int = 7) -> Path:
    """An observatory with territories and n random incidents."""
    create_observatory(path, 2154)
    with Observatory.open(path, write=True) as observatory:
        load_squares(observatory)
        with observatory.transaction():
            partners = pd.DataFrame(PARTNERS, columns=["code", "label"]).assign(kind="autre")
            observatory.insert("partner", partners)
            observatory.insert("batch", pd.DataFrame([{
                "partner": "PM", "file_name": "pm.csv", "sha256": "0", "profile": "pm", "profile_version": 1,
                "rows_read": n + 3, "rows_imported": n, "rows_updated": 0, "rows_known": 0, "rows_refused": 2,
                "rows_ignored": 1, "imported_at": pd.Timestamp("2025-01-15 08:00"),
            }]))  # fmt: skip
            observatory.insert("refused_row", pd.DataFrame({
                "batch": [1, 1], "row": [4, 9], "column": "date", "reason": "date impossible", "value": ["31/02", "x"],
            }))  # fmt: skip
            incidents = random_incidents(n, seed)
            codes = territory_codes(incidents[["x", "y"]].to_numpy(float), observatory)
            insert_incidents(observatory, incidents.assign(**codes))
    return path


@pytest.fixture
def observatory_path(tmp_path: Path) -> Path:
    """The file of an observatory of 3 000 incidents, in a folder whose name has a space and an accent."""
    folder = tmp_path / "dossier été"
    folder.mkdir()
    return fill_observatory(folder / "observatoire.gpkg", 3_000)


@pytest.fixture
def empty_observatory(tmp_path: Path) -> Path:
    """The file of an observatory without incident nor territory."""
    create_observatory(tmp_path / "vide.gpkg", 2154)
    return tmp_path / "vide.gpkg"
