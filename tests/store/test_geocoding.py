import json
import sqlite3

import numpy as np
import pandas as pd
import pytest
from shapely.geometry import box

from oltp_qgis_plugin.core.incident import Precision
from oltp_qgis_plugin.core.places.build import ADDRESS_COLUMNS, build_index, no_sources
from oltp_qgis_plugin.core.places.matching import Geocoder
from oltp_qgis_plugin.errors import Cancelled
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geocoding import gazetteer, geocode_incidents, undo_geocoding
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.incident_rows import insert_incidents
from oltp_qgis_plugin.store.place_decisions import PlaceChoice, decide_place
from oltp_qgis_plugin.store.places import load_places
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.territories import load_territories, territory_codes

WHEN = Provenance("testeuse", pd.Timestamp("2026-01-02 03:04:05"))
LABELS = ["4 rue Guesde", "arrêt Mosson", "rue inconnue", None, "", "Bourg", "12 rue Guesde", "9 rue Guesde"]
LOCATED = 6  # the incident that an import has placed already, elsewhere


def small_index():
    rows = [(n, "", "Rue Jules Guesde", "", "99100", "99001", "Bourg", "", "", "", 700_000 + 10.0 * n, 6_600_000.0)
            for n in range(1, 21)]  # fmt: skip
    from dataclasses import replace

    return build_index(replace(no_sources(2154), addresses=pd.DataFrame(rows, columns=list(ADDRESS_COLUMNS))))


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    with Observatory.open(path, write=True) as observatory:
        square = [box(700_000, 6_599_900, 700_050, 6_600_100)]
        rows = pd.DataFrame({"code": ["GT1"], "name": ["Ouest"], "population": [10]})
        load_territories(observatory, "territorial_group", square, rows)
        load_places(observatory, "arret", np.array([[700_300.0, 6_600_300.0]]), ["VM1"], ["Mosson"])
        with observatory.transaction():
            observatory.insert("partner", pd.DataFrame({"code": ["PM"], "label": ["Police"], "kind": ["autre"]}))
            observatory.insert("batch", pd.DataFrame([{
                "partner": "PM", "file_name": "f.csv", "sha256": "0", "profile": "p", "profile_version": 1,
                "rows_read": 8, "rows_imported": 8, "rows_updated": 0, "rows_known": 0, "rows_refused": 0,
                "rows_ignored": 0, "imported_at": WHEN.when}]))  # fmt: skip
            insert_incidents(observatory, incidents(observatory))
    return path


def incidents(observatory):
    n = len(LABELS)
    x = np.full(n, np.nan)
    y = np.full(n, np.nan)
    x[LOCATED], y[LOCATED] = 701_000.0, 6_601_000.0
    frame = pd.DataFrame({
        "uid": [f"u{i}" for i in range(n)], "content_hash": "h", "batch": 1, "partner": "PM", "source_ref": None,
        "category": "TRA1", "source_label": None, "place_type": None, "began_at": WHEN.when, "ended_at": pd.NaT,
        "hour_known": True, "date_precision": "jour", "place_label": LABELS,
        "precision": np.where(np.isnan(x), "aucune", "numero"), "geocode_score": np.where(np.isnan(x), np.nan, 1.0),
        "gravity": None, "status": None, "note": None, "x": x, "y": y,
    })  # fmt: skip
    return frame.assign(**territory_codes(frame[["x", "y"]].to_numpy(float), observatory))


def geocode(store, **options):
    with Observatory.open(store, write=True) as observatory:
        geocoder = Geocoder.on(small_index(), gazetteer(observatory))
        return geocode_incidents(observatory, geocoder, WHEN, **options)


def rows(store):
    with Observatory.open(store) as observatory:
        return observatory.incidents().set_index("uid")


def everything(store):
    with Observatory.open(store) as observatory:
        return observatory.connection.execute("SELECT * FROM incident ORDER BY fid").fetchall()


def tree(store):
    with Observatory.open(store) as observatory:
        return {row[0] for row in observatory.connection.execute("SELECT id FROM rtree_incident_geom")}


def test_incidents_are_placed_by_the_index_and_by_the_gazetteer_together(store):
    report = geocode(store)
    found = rows(store)
    assert found.loc["u0", ["x", "y", "precision"]].tolist() == [700_040.0, 6_600_000.0, "numero"]
    assert found.loc["u1", ["x", "precision"]].tolist() == [700_300.0, "lieu"]
    assert found.loc[["u2", "u3", "u4", "u5"], "precision"].tolist() == ["aucune"] * 4
    assert 0.5 <= found.loc["u0", "geocode_score"] <= 1
    assert found.loc[["u0", "u1", "u7"], "located_by"].tolist() == ["base"] * 3
    assert (report.unlocated, report.placed, report.without_text) == (7, 3, 2)
    assert report.by_precision == {"numero": 2, "lieu": 1}


def test_a_located_incident_is_never_moved(store):
    geocode(store)
    assert rows(store).loc[f"u{LOCATED}", ["x", "y"]].tolist() == [701_000.0, 6_601_000.0]


def test_a_text_that_names_the_town_alone_places_nothing(store):
    geocode(store)
    assert np.isnan(rows(store).loc["u5", "x"])


def test_the_territories_and_the_spatial_index_follow(store):
    geocode(store)
    found = rows(store)
    assert found["territorial_group"].where(found["territorial_group"].notna(), None).tolist()[:2] == ["GT1", None]
    assert tree(store) == set(found.loc[found["x"].notna(), "fid"])
    connection = sqlite3.connect(store)
    assert connection.execute("SELECT rtreecheck('rtree_incident_geom')").fetchone() == ("ok",)


def test_run_again_it_changes_nothing(store):
    geocode(store)
    before = everything(store)
    assert geocode(store).placed == 0
    assert everything(store) == before


def test_undone_the_incidents_are_as_before_and_can_be_placed_again(store):
    before = everything(store)
    geocode(store)
    with Observatory.open(store, write=True) as observatory:
        assert undo_geocoding(observatory, WHEN) == 3
    assert everything(store) == before
    assert len(tree(store)) == 1
    with Observatory.open(store, write=True) as observatory:
        assert undo_geocoding(observatory, WHEN) == 0
    assert geocode(store).placed == 3


def test_the_journal_tells_who_placed_what_and_what_was_before(store):
    geocode(store)
    with Observatory.open(store) as observatory:
        lines = observatory.frame("SELECT who, what, uid, before FROM journal ORDER BY fid")
    assert lines["uid"].tolist() == ["u0", "u1", "u7"]
    assert set(lines["what"]) == {"localisation"}
    assert json.loads(lines["before"][0]) == {"precision": "aucune", "geocode_score": None, "geom": None,
                                              "located_by": None}  # fmt: skip


def decide(store, label, precision, x=None, y=None):
    with Observatory.open(store, write=True) as observatory:
        return decide_place(observatory, PlaceChoice(label, precision, x, y), WHEN)


def test_a_text_decided_to_be_nowhere_is_left(store):
    decide(store, "4 R. GUESDE", Precision.NONE)
    report = geocode(store)
    assert np.isnan(rows(store).loc["u0", "x"])
    assert (report.decided, report.remembered, report.placed) == (1, 0, 2)


def test_a_text_decided_is_placed_where_it_was_decided(store):
    decide(store, "4 rue Guesde", Precision.CROSSING, 700_500.0, 6_600_500.0)
    with Observatory.open(store, write=True) as observatory:
        observatory.connection.execute("UPDATE incident SET geom = NULL, located_by = NULL WHERE uid = 'u0'")
    report = geocode(store)
    assert rows(store).loc["u0", ["x", "precision", "located_by"]].tolist() == [700_500.0, "carrefour", "decision"]
    assert (report.decided, report.remembered, report.placed) == (0, 1, 2)


def test_undoing_leaves_what_a_person_moved_since(store):
    geocode(store)
    with Observatory.open(store, write=True) as observatory:
        observatory.connection.execute("UPDATE incident SET geocode_score = 0.4 WHERE uid = 'u0'")
    decide(store, "4 rue Guesde", Precision.NUMBER, 700_500.0, 6_600_500.0)
    with Observatory.open(store, write=True) as observatory:
        assert undo_geocoding(observatory, WHEN) == 2
    assert rows(store).loc["u0", ["x", "located_by"]].tolist() == [700_500.0, "decision"]


def test_a_higher_score_asked_leaves_doubtful_ones_for_review(store):
    report = geocode(store, min_score=0.99)
    assert report.placed < 3
    assert report.doubtful >= 1


def test_stopped_it_changes_nothing(store):
    before = everything(store)
    with pytest.raises(Cancelled):
        geocode(store, progress=lambda percent: percent > 80)
    assert everything(store) == before
