import sqlite3
from dataclasses import replace
from datetime import date
from pathlib import Path

import pandas as pd
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.capture import DIRECT_ENTRY, CaptureError, IncidentDraft
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.store.capture import known_partners, save_draft, territories_at
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.summary import summarise
from oltp_qgis_plugin.store.territories import load_territories

NOON = Provenance("coordination", pd.Timestamp("2026-03-12 12:00"))
BAILLEUR = Partner("bailleur-sud", "Bailleur Sud", "bailleur")
TAPAGE = IncidentDraft(category="TRA1", day=date(2026, 3, 11), hour="22:10", place=(770050.0, 6280050.0))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    file = tmp_path / "observatoire.gpkg"
    create_observatory(file, 2154)
    with Observatory.open(file, write=True) as observatory:
        square = [box(770000, 6280000, 770100, 6280100)]
        load_territories(observatory, "qpv_2024", square,
                         pd.DataFrame({"code": ["QN03401M"], "name": ["Le Port"], "population": [1200]}))  # fmt: skip
        load_territories(observatory, "territorial_group", square,
                         pd.DataFrame({"code": ["GT1"], "name": ["Centre"], "population": [5000]}))  # fmt: skip
    return file


def save(path: Path, draft: IncidentDraft, uid: str = "u1") -> pd.Series:
    with Observatory.open(path, write=True) as observatory:
        assert save_draft(observatory, draft, NOON, uid) == uid
        return observatory.incidents("uid = ?", (uid,)).iloc[0]


def test_a_captured_incident_is_a_valid_row_with_its_place_and_territories(path):
    row = save(path, replace(TAPAGE, place_type="voie publique", gravity=2, status="à traiter", place_label=" Place "))
    assert (row["x"], row["y"]) == (770050.0, 6280050.0)
    assert row["began_at"] == pd.Timestamp("2026-03-11 22:10")
    assert bool(row["hour_known"]) is True
    assert (row["category"], row["partner"], row["precision"]) == ("TRA1", "saisie", "numero")
    assert (row["qpv_2015"], row["qpv_2024"], row["territorial_group"]) == (None, "QN03401M", "GT1")
    assert (row["place_type"], row["gravity"], row["status"]) == ("voie publique", 2, "à traiter")
    assert row["place_label"] == "Place"
    assert row["date_precision"] == "jour"


def test_an_unknown_hour_is_never_midnight(path):
    unknown, midnight = save(path, replace(TAPAGE, hour=None), "a"), save(path, replace(TAPAGE, hour="00:00"), "b")
    assert unknown["began_at"] == midnight["began_at"] == pd.Timestamp("2026-03-11")
    assert (bool(unknown["hour_known"]), bool(midnight["hour_known"])) == (False, True)
    assert unknown["content_hash"] != midnight["content_hash"]


def test_an_interval_keeps_both_ends(path):
    row = save(path, replace(TAPAGE, end_day=date(2026, 3, 12), end_hour="01h30"))
    assert row["ended_at"] == pd.Timestamp("2026-03-12 01:30")


def test_an_incident_without_a_precise_place_has_no_point_and_no_territory(path):
    row = save(path, replace(TAPAGE, place=None, no_place=True))
    assert pd.isna(row["x"])
    assert (row["precision"], row["qpv_2024"], row["territorial_group"]) == ("aucune", None, None)


def test_a_capture_is_a_batch_of_one_row_and_its_partner_is_registered(path):
    save(path, replace(TAPAGE, partner=BAILLEUR))
    with Observatory.open(path) as observatory:
        batch = observatory.frame("SELECT * FROM batch").iloc[0]
        assert known_partners(observatory) == (DIRECT_ENTRY, BAILLEUR)
        assert observatory.frame("PRAGMA foreign_key_check").empty
        assert observatory.scalar("SELECT batch FROM incident") == batch["fid"]
    assert (batch["rows_read"], batch["rows_imported"], batch["profile"]) == (1, 1, "saisie")
    assert (batch["partner"], batch["file_name"]) == ("bailleur-sud", "saisie directe")
    assert batch["imported_by"] == "coordination"


def test_an_invalid_draft_leaves_the_observatory_as_it_was(path):
    before = path.read_bytes()
    with Observatory.open(path, write=True) as observatory, pytest.raises(CaptureError, match="catégorie"):
        save_draft(observatory, replace(TAPAGE, category="ZZZ"), NOON, "u1")
    assert path.read_bytes() == before


def test_a_draft_valid_yesterday_is_checked_on_the_day_it_is_saved(path):
    with Observatory.open(path, write=True) as observatory, pytest.raises(CaptureError, match="avenir"):
        save_draft(observatory, TAPAGE, Provenance("x", pd.Timestamp("2026-03-10 12:00")), "u1")


def test_an_identity_given_twice_leaves_one_incident_and_one_batch(path):
    save(path, TAPAGE)
    with pytest.raises(StoreError), Observatory.open(path, write=True) as observatory:
        save_draft(observatory, replace(TAPAGE, partner=BAILLEUR), NOON, "u1")
    with sqlite3.connect(path) as connection:
        counts = connection.execute(
            "SELECT (SELECT count(*) FROM incident), (SELECT count(*) FROM batch), (SELECT count(*) FROM partner)"
        ).fetchone()
    assert counts == (1, 1, 1)


def test_the_territories_of_a_click_are_told(path):
    with Observatory.open(path) as observatory:
        inside, outside = territories_at(observatory, 770050, 6280050), territories_at(observatory, 0, 0)
    nowhere = dict.fromkeys(("qpv_2015", "qpv_2024", "territorial_group", "quarter", "other_territory"), "")
    assert inside == nowhere | {"qpv_2024": "QN03401M", "territorial_group": "GT1"}
    assert outside == nowhere


def test_the_summary_counts_incidents_and_gathers_the_captures_of_a_day(path):
    save(path, TAPAGE, "a")
    save(path, replace(TAPAGE, place=None, no_place=True), "b")
    save(path, replace(TAPAGE, partner=BAILLEUR), "c")
    summary = summarise(path)
    assert (summary.epsg, summary.n_incidents, summary.n_located, summary.n_groups) == (2154, 3, 2, 1)
    assert [(line.partner, line.read, line.imported, line.when) for line in summary.batches] == [
        ("Bailleur Sud", 1, 1, "2026-03-12T12:00"),
        ("Saisie directe", 2, 2, "2026-03-12T12:00"),
    ]


def test_the_summary_of_another_file_says_so(tmp_path):
    with pytest.raises(StoreError, match="n'existe pas"):
        summarise(tmp_path / "absent.gpkg")
    other = tmp_path / "other.gpkg"
    other.write_bytes(b"not a database, by far" * 100)
    with pytest.raises(StoreError, match="n'est pas un observatoire"):
        summarise(other)
    other.write_bytes(b"")
    with pytest.raises(StoreError, match="n'est pas un observatoire"):
        summarise(other)
