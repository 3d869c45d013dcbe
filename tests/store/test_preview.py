"""A rehearsed import says what the import then does, and writes nothing."""

import hashlib

import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.recognition import read_profiled
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.preview import preview_import
from oltp_qgis_plugin.store.provenance import Provenance

COUNTS = ("read", "imported", "updated", "known", "ignored", "located")


@pytest.mark.parametrize("name", ["police_municipale.csv", "citoyens.csv"])
def test_a_rehearsal_gives_the_counts_of_the_import_and_leaves_the_file_as_it_was(sample_town, tmp_path, name):
    store = tmp_path / "o.gpkg"
    create_observatory(store, 2154)
    table, profile = read_profiled(sample_town / name)
    before = hashlib.sha256(store.read_bytes()).hexdigest()
    with Observatory.open(store) as observatory:
        first = preview_import(table, profile, observatory)
    assert hashlib.sha256(store.read_bytes()).hexdigest() == before
    with Observatory.open(store, write=True) as observatory:
        report = import_file(sample_town / name, "", observatory, Provenance("x", pd.Timestamp("2026-01-01")))
    assert [getattr(first.report, n) for n in COUNTS] == [getattr(report, n) for n in COUNTS]
    assert report.refused == len(first.refused)
    assert len(first.points) == first.report.located
    with Observatory.open(store) as observatory:
        second = preview_import(table, profile, observatory)
    again = second.report
    assert (again.imported, again.updated, again.known) == (0, 0, first.report.imported + first.report.known)
