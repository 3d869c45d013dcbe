"""No value of a person reaches the GeoPackage, the files beside it, temporary files, or the logs."""

import logging
import tempfile

import pandas as pd
import pytest

from oltp_qgis_plugin.errors import ProfileError
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from tests.red_team import FIRST_NAMES, leaks, once, person, secrets, write_csv, write_xlsx

N_ROWS = 120
WRITERS = {"csv": write_csv, "xlsx": write_xlsx}


@pytest.fixture
def scratch(tmp_path, monkeypatch):
    """The folder where this process puts its temporary files."""
    folder = tmp_path / "tmp"
    folder.mkdir()
    for name in ("TMPDIR", "SQLITE_TMPDIR", "CPL_TMPDIR"):
        monkeypatch.setenv(name, str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


@pytest.fixture
def store(tmp_path):
    folder = tmp_path / "observatoire"
    folder.mkdir()
    create_observatory(folder / "obs.gpkg", 2154)
    return folder / "obs.gpkg"


def bytes_of(*folders):
    return b"\0".join(path.read_bytes() for folder in folders for path in sorted(folder.rglob("*")) if path.is_file())


def write(kind, tmp_path):
    folder = tmp_path / "reçu"
    folder.mkdir()
    return WRITERS[kind](folder / f"plainte_Zarkavelleak.{kind}", N_ROWS)


def test_the_watch_itself_finds_a_leak_in_each_encoding():
    wanted = secrets(3)
    for encoding in ("utf-8", "cp1252", "utf-16-le"):
        assert leaks("rien, puis 06 39 98 00 01 et plus".encode(encoding), wanted) == {"06 39 98 00 01"}


def test_the_watch_finds_a_leak_wherever_it_lies_and_in_whatever_state():
    for before in range(4080, 4100):
        states = [b"x" * 9000, b"x" * before + b"06 39 98 00 01" + b"x" * 5000, b"x" * 9000]
        assert leaks(once(states), secrets(3)) == {"06 39 98 00 01"}


@pytest.mark.parametrize("kind", WRITERS)
def test_no_personal_value_is_left_anywhere_by_an_import(kind, tmp_path, store, scratch, caplog):
    path, seen = write(kind, tmp_path), []

    def watch(percent):
        seen.append(bytes_of(store.parent, scratch))
        return False

    with caplog.at_level(logging.DEBUG), Observatory.open(store, write=True) as observatory:
        # a small page cache: what the transaction changes is in the file and its journal before it ends
        observatory.connection.execute("PRAGMA cache_size = 10")
        report = import_file(path, "", observatory, Provenance("essai", pd.Timestamp("2026-01-01")), watch)
    assert report.read == N_ROWS and report.imported > 0.9 * N_ROWS
    assert len(seen) >= 4 and len(max(seen, key=len)) > len(seen[0])
    logged = "\n".join([caplog.text, *report.notes, repr(report)]).encode()
    seen += [bytes_of(store.parent, scratch), logged]
    assert leaks(once(seen), secrets(N_ROWS)) == set()


def test_what_replaces_a_person_says_what_it_was_and_the_rest_of_the_row_is_kept(tmp_path, store):
    with Observatory.open(store, write=True) as observatory:
        report = import_file(write("csv", tmp_path), "", observatory, Provenance("essai", pd.Timestamp("2026-01-01")))
        rows = observatory.incidents()
        refused = observatory.frame("SELECT DISTINCT value FROM refused_row")["value"].tolist()
        assert observatory.scalar("SELECT file_name FROM batch") == "plainte_[nom].csv"
    assert (
        rows["place_label"].str.fullmatch(r"\d+ rue Jean Jaurès").sum()
        == len(rows) - rows["source_label"].str.contains("[nom]", regex=False).sum()
    )
    assert set(rows["place_label"][rows["source_label"] != "Tapage nocturne"]) == {"chez Mme [nom], [téléphone]"}
    assert set(rows["status"]) == {"RAS", "vu avec M. [nom] ([plaque])"}
    assert all(value.startswith("[nom]") for value in refused)
    dropped = [note for note in report.notes if "écartée" in note]
    masked = [note for note in report.notes if "masquée" in note]
    assert len(dropped) == 10 and len(masked) == 4


def test_a_changed_row_leaves_no_person_in_the_journal(tmp_path, store):
    path = write("csv", tmp_path)
    provenance = Provenance("essai", pd.Timestamp("2026-01-01"))
    with Observatory.open(store, write=True) as observatory:
        import_file(path, "", observatory, provenance)
        path.write_bytes(path.read_bytes().replace(b"Tapage nocturne", b"Tags"))
        assert import_file(path, "", observatory, provenance).updated > 0
    assert leaks(bytes_of(store.parent), secrets(N_ROWS)) == set()


def test_a_table_without_headers_does_not_tell_its_first_row_in_the_error(tmp_path, store):
    who = person(1)
    path = tmp_path / "sans_en_tetes.csv"
    path.write_text(f"{who['name']};{who['telephone']};{who['email']}\n" * 3, encoding="utf-8")
    with Observatory.open(store, write=True) as observatory, pytest.raises(ProfileError) as error:
        import_file(path, "", observatory, Provenance("essai", pd.Timestamp("2026-01-01")))
    assert leaks(str(error.value).encode(), secrets(2)) == set()
    assert not any(name in str(error.value) for name in FIRST_NAMES)


def test_the_algorithm_leaves_no_person_in_the_file_its_messages_or_the_log_of_qgis(
    run, told, tmp_path, store, scratch
):
    from qgis.core import Qgis, QgsApplication

    logged = []
    messages = QgsApplication.messageLog()
    received = messages.messageReceived[str, str, Qgis.MessageLevel]
    received.connect(lambda text, tag, level: logged.append(f"{tag}: {text}"))
    result = run("import_partner_file", told=told, INPUT=str(write("xlsx", tmp_path)), STORE=str(store))
    assert result["ROWS_READ"] == N_ROWS
    said = "\n".join([*logged, *(str(message) for message in vars(told).values())]).encode()
    own_path = str(tmp_path / "reçu").encode()
    for content in (bytes_of(store.parent, scratch), said.replace(own_path, b"")):
        assert leaks(content, secrets(N_ROWS) - {person(0)["surname"], person(0)["surname"].upper()}) == set()
