import json
import zipfile

import numpy as np
import pytest

from oltp_qgis_plugin.core.places.index import VERSION, AddressIndex
from oltp_qgis_plugin.core.places.matching import Geocoder
from oltp_qgis_plugin.errors import IndexFileError


@pytest.fixture
def saved(index, tmp_path):
    path = tmp_path / "dossier été" / "adresses.oltpadr"
    path.parent.mkdir()
    index.save(path)
    return path


def test_an_index_read_back_is_the_same_and_holds_no_file_open(index, saved):
    again = AddressIndex.open(saved)
    saved.unlink()
    assert again.names == index.names
    assert np.array_equal(again.address_x, index.address_x)
    assert again.summary == index.summary
    assert Geocoder(again).match(["4 rue Jules Guesde"]).loc[0, "x"] == 40.0


def test_the_summary_counts_addresses_streets_places_crossings_and_communes(index):
    assert "2 communes" in index.summary
    assert "1 croisements" in index.summary


def test_an_index_of_another_version_says_what_to_do(saved):
    with zipfile.ZipFile(saved) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["meta.json"] = json.dumps({**json.loads(parts["meta.json"]), "version": VERSION + 1}).encode()
    with zipfile.ZipFile(saved, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    with pytest.raises(IndexFileError, match="autre version"):
        AddressIndex.open(saved)


@pytest.mark.parametrize("kept", [0.0, 0.3, 0.9])
def test_a_cut_index_is_refused(saved, kept):
    content = saved.read_bytes()
    saved.write_bytes(content[: int(len(content) * kept)])
    with pytest.raises(IndexFileError, match="abîmé"):
        AddressIndex.open(saved)


def test_a_damaged_index_is_refused(saved):
    content = bytearray(saved.read_bytes())
    content[len(content) // 2] ^= 0xFF
    saved.write_bytes(bytes(content))
    with pytest.raises(IndexFileError, match="abîmé"):
        AddressIndex.open(saved)


def test_an_absent_index_says_how_to_make_one(tmp_path):
    with pytest.raises(IndexFileError, match="Fabriquer l'index"):
        AddressIndex.open(tmp_path / "absent.oltpadr")


def test_an_index_that_cannot_be_written_leaves_the_earlier_one(index, saved):
    earlier = saved.read_bytes()
    with pytest.raises(IndexFileError, match="ne peut pas être écrit"):
        index.save(saved.parent / "absent" / "adresses.oltpadr")
    assert saved.read_bytes() == earlier
    assert [path.name for path in saved.parent.iterdir()] == [saved.name]
