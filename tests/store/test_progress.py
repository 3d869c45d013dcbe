"""The progress of an import moves, never backwards, and it can be stopped wherever it is."""

import pandas as pd
import pytest

from oltp_qgis_plugin.errors import Cancelled
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def store(tmp_path):
    create_observatory(tmp_path / "obs.gpkg", 2154)
    return tmp_path / "obs.gpkg"


@pytest.fixture
def file(tmp_path):
    rows = (f"PM-{i};Tapage;01/03/2024;22h{i % 60:02d};{i} rue A;;{770_000 + i};{6_280_000 + i}\n" for i in range(500))
    path = tmp_path / "pm.csv"
    path.write_text("N° fiche;Objet;Date demande;Heure demande;Adresse;Suite donnée;X_L93;Y_L93\n" + "".join(rows),
                    encoding="utf-8")  # fmt: skip
    return path


def run(store, file, progress):
    with Observatory.open(store, write=True) as observatory:
        return import_file(file, "", observatory, WHEN, progress)


def moments_of(store, file):
    told = []
    run(store, file, lambda percent: bool(told.append(percent)))
    return told


def test_the_bar_goes_from_the_beginning_to_the_end_and_never_back(store, file):
    told = moments_of(store, file)
    assert len(told) > 30
    assert told == sorted(told)
    assert told[0] <= 5 and told[-1] == pytest.approx(99)
    assert max(b - a for a, b in zip(told, told[1:], strict=False)) < 20


def test_it_can_be_stopped_each_time_it_asks(store, file, tmp_path):
    before = store.read_bytes()
    n = len(moments_of(store, file))
    for calls in range(n):
        store.write_bytes(before)
        answers = iter([False] * calls + [True] * n)
        with pytest.raises(Cancelled):
            run(store, file, lambda percent, answers=answers: next(answers))
        assert store.read_bytes() == before
