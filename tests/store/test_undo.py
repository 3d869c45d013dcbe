import atexit
import random
import shutil
import tempfile
from functools import cache
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.errors import Cancelled, StoreError
from oltp_qgis_plugin.store import undo
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.preparing import prepare_file
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.refused import refused_table, write_refused
from oltp_qgis_plugin.store.retry import retry_refused
from oltp_qgis_plugin.store.undo import undo_batch

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))
POLICE = "N° fiche;Objet;Date demande;Heure demande;Adresse;X_L93;Y_L93\n"
CITIZENS = "Type;Sous-type;Adresse;Date;Position\n"
COUNTS = ["rows_imported", "rows_updated", "rows_known", "rows_refused", "rows_ignored"]


@cache
def empty_observatory():
    """An empty observatory, made once."""
    path = Path(tempfile.mkdtemp()) / "vide.gpkg"
    atexit.register(shutil.rmtree, path.parent)
    create_observatory(path, 2154)
    return path


class Town:
    """An observatory, and the files of its partners."""

    def __init__(self, folder):
        self.folder, self.path, self.n = folder, folder / "obs.gpkg", 0
        shutil.copy(empty_observatory(), self.path)

    def write(self, rows, header=POLICE):
        self.n += 1
        path = self.folder / f"fichier_{self.n}.csv"
        path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
        return path

    def take(self, *rows, header=POLICE):
        """Import rows; returns the number of the batch."""
        with Observatory.open(self.path, write=True) as observatory:
            return import_file(self.write(rows, header), "", observatory, WHEN).batch

    def undo(self, batch, **kwargs):
        with Observatory.open(self.path, write=True) as observatory:
            return undo_batch(observatory, batch, WHEN, **kwargs)

    def retry(self, batch, rows, header=POLICE):
        """Send back refused rows: row number → cells."""
        path = self.write([f"{n};{cells}" for n, cells in rows.items()], f"Ligne refusée;{header}")
        with Observatory.open(self.path, write=True) as observatory:
            return retry_refused(observatory, batch, path, WHEN)

    def table(self):
        """Every row of the incident table, by fid."""
        with Observatory.open(self.path) as observatory:
            return observatory.connection.execute("SELECT * FROM incident ORDER BY fid").fetchall()

    def frame(self, sql):
        with Observatory.open(self.path) as observatory:
            return observatory.frame(sql)

    def counts(self, batch):
        return self.frame(f"SELECT {', '.join(COUNTS)} FROM batch WHERE fid = {batch}").iloc[0].tolist()

    def labels(self):
        return dict(self.frame("SELECT source_ref, source_label FROM incident").to_numpy().tolist())

    def is_sound(self):
        with Observatory.open(self.path) as observatory:
            assert observatory.scalar("PRAGMA integrity_check") == "ok"
            assert observatory.scalar("SELECT rtreecheck('rtree_incident_geom')") == "ok"
            assert observatory.frame("PRAGMA foreign_key_check").empty
            n, located = observatory.connection.execute("SELECT count(*), count(geom) FROM incident").fetchone()
            assert observatory.scalar("SELECT count(*) FROM rtree_incident_geom") == located
            counted = "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'incident'"
            assert observatory.scalar(counted) == n
            triggers = "SELECT count(*) FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incident'"
            assert observatory.scalar(triggers) == 8
            lost = "SELECT count(*) FROM batch WHERE rows_read != " + " + ".join(COUNTS)
            assert observatory.scalar(lost) == 0


@pytest.fixture
def town(tmp_path):
    return Town(tmp_path)


def fact(ref, label="Tapage", place="770100;6280100", day="01/03/2024"):
    return f"{ref};{label};{day};22h10;3 rue A;{place}"


def test_undoing_the_last_batch_gives_the_table_back_to_the_byte(town):
    town.take(fact(1), fact(2), fact(3, place=";"))
    before = town.table()
    batch = town.take(fact(1, "Tags"), fact(2), fact(3, place="770900;6280900"), fact(4))
    report = town.undo(batch)
    assert (report.removed, report.restored, report.kept) == (1, 2, 0)
    assert town.table() == before
    town.is_sound()


def test_undoing_an_earlier_batch_leaves_the_later_ones(town):
    first = town.take(fact(1), fact(2))
    town.take(fact(3))
    town.undo(first)
    assert town.labels() == {"3": "Tapage"}
    town.is_sound()


def test_a_value_that_a_later_file_brought_stays_and_is_then_its_own(town):
    first = town.take(fact(1), fact(2))
    second = town.take(fact(1, "Tags"))
    report = town.undo(first)
    assert (report.removed, report.restored, report.kept) == (1, 0, 1)
    assert town.labels() == {"1": "Tags"}
    assert town.counts(second) == [1, 0, 0, 0, 0]
    town.undo(second)
    assert town.table() == []


def test_a_batch_undone_between_two_leaves_no_value_to_come_back(town):
    town.take(fact(1, "Tapage"))
    before = town.table()
    second, third = town.take(fact(1, "Tags")), town.take(fact(1, "Rixe"))
    town.undo(second)
    assert town.labels() == {"1": "Rixe"} and town.counts(third) == [0, 1, 0, 0, 0]
    town.undo(third)
    assert town.table() == before


def test_an_incident_that_a_later_file_holds_unchanged_passes_to_it(town):
    first = town.take(fact(1), fact(2))
    second = town.take(fact(1))
    third = town.take(fact(1), fact(2, "Tags"))
    assert town.counts(second) == [0, 0, 1, 0, 0]
    report = town.undo(first)
    assert (report.removed, report.kept) == (0, 2)
    assert town.counts(second) == [1, 0, 0, 0, 0] and town.counts(third) == [1, 0, 1, 0, 0]
    town.undo(second)
    assert town.labels() == {"1": "Tapage", "2": "Tags"} and town.counts(third) == [2, 0, 0, 0, 0]
    town.undo(third)
    assert town.table() == []


def test_an_update_that_only_came_back_to_the_first_value_is_known_once_the_other_is_undone(town):
    town.take(fact(1, "Tapage"))
    before = town.table()
    second, third = town.take(fact(1, "Tags")), town.take(fact(1, "Tapage"))
    town.undo(second)
    assert town.table() == before and town.counts(third) == [0, 0, 1, 0, 0]
    town.is_sound()


def test_undone_incidents_come_back_when_their_file_does(town):
    rows = fact(1), fact(2, place=";"), fact(3)
    batch = town.take(*rows)
    columns = "uid, content_hash, source_label, began_at, geom"
    before = town.frame(f"SELECT {columns} FROM incident").to_numpy().tolist()
    town.undo(batch)
    assert town.table() == []
    again = town.take(*rows)
    assert town.counts(again) == [3, 0, 0, 0, 0]
    assert town.frame(f"SELECT {columns} FROM incident").to_numpy().tolist() == before


def test_the_batch_stays_with_the_moment_of_its_undoing_and_a_line_in_the_journal(town):
    batch = town.take(fact(1), fact(2, day="31/02/2024"))
    town.undo(batch)
    row = town.frame("SELECT undone_at, rows_imported, rows_refused FROM batch").iloc[0].tolist()
    assert row == ["2026-01-02T03:04:05.000Z", 1, 1]
    journal = town.frame("SELECT what, who, batch FROM journal").to_numpy().tolist()
    assert journal == [["annulation du lot", "testeur", batch]]
    assert town.frame("SELECT * FROM refused_row").empty


@pytest.mark.parametrize(("batch", "said"), [(1, "déjà été annulé le 02/01/2026"), (9, "pas de lot 9.*: les derniers")])
def test_a_batch_undone_already_or_unknown_is_said(town, batch, said):
    town.undo(town.take(fact(1)))
    town.take(fact(2))
    with pytest.raises(StoreError, match=said):
        town.undo(batch)


@pytest.mark.parametrize("calls", [0, 1, 2, 3])
def test_a_cancelled_undoing_changes_nothing(town, calls):
    town.take(fact(1), fact(2))
    batch = town.take(fact(1, "Tags"), fact(2), fact(3))
    before, journal = town.table(), town.frame("SELECT * FROM journal")
    answers = iter([False] * calls + [True] * 10)
    with pytest.raises(Cancelled):
        town.undo(batch, progress=lambda percent: next(answers))
    assert town.table() == before
    pd.testing.assert_frame_equal(town.frame("SELECT * FROM journal"), journal)


def test_a_long_statement_is_stopped_as_soon_as_asked(town, monkeypatch):
    monkeypatch.setattr(undo, "ASKED_EVERY", 1_000)
    batch = town.take(*(fact(i) for i in range(500)))
    before, asked = town.table(), []

    def stop_during_the_removal(percent):
        asked.append(percent)
        return asked.count(70) > 3

    with pytest.raises(Cancelled):
        town.undo(batch, progress=stop_during_the_removal)
    assert town.table() == before
    town.is_sound()


def test_territories_loaded_since_hold_for_the_values_that_come_back(town):
    from shapely.geometry import box

    from oltp_qgis_plugin.store.territories import load_territories

    town.take(fact(1, place="770100;6280100"))
    batch = town.take(fact(1, place="770900;6280900"))
    with Observatory.open(town.path, write=True) as observatory:
        square = box(770_000, 6_280_000, 770_200, 6_280_200)
        load_territories(observatory, "qpv_2024", [square], pd.DataFrame({"code": ["QN1"], "name": ["Un"]}))
    town.undo(batch)
    assert town.frame("SELECT qpv_2024 FROM incident")["qpv_2024"].tolist() == ["QN1"]


def test_the_r_tree_holds_what_stays_when_much_goes(town):
    town.take(*(fact(i, place=f"{770_000 + i};6280100") for i in range(200)))
    batch = town.take(*(fact(i, place=f"{771_000 + i};6280100") for i in range(1_000, 1_600)))
    small = town.take(*(fact(i) for i in range(2_000, 2_003)))
    town.undo(batch)
    town.is_sound()
    town.undo(small)
    town.is_sound()
    assert len(town.table()) == 200


LABELS = ("Tapage", "Tags", "Rixe")


def random_rows(chance):
    """A few police rows, some refused; references come back with other labels, dates and places."""
    rows, places = [], ("770100;6280100", "770900;6280900", ";")
    for ref in chance.sample(range(6), chance.randint(1, 5)):
        day = "31/02/2024" if chance.random() < 0.25 else "01/03/2024"
        rows.append(fact(ref, chance.choice(LABELS), chance.choice(places), day))
    if chance.random() < 0.3:
        rows += [rows[0], rows[-1].replace("3 rue A", "4 rue B")]
    return rows


def random_citizens(chance):
    """A few rows without reference, some equal, some refused."""
    days = [chance.choice(("01/03/2023 22:15", "02/03/2023 10:00", "31/02/2023 10:00")) for _ in range(4)]
    return [f"Propreté;Dépôt sauvage;{chance.randint(1, 2)} rue A;{day};43.61,3.87" for day in days]


def corrected(rows, refused, chance):
    """Some of the refused rows, most with a date that exists."""
    kept = [n for n in refused if chance.random() < 0.7]
    return {n: rows[n - 2].replace("31/02", "28/02") if chance.random() < 0.8 else rows[n - 2] for n in kept}


def play(town, history):
    """Import each file of a history and retry its corrected rows; returns the batches."""
    batches = []
    for rows, header, sent_back in history:
        batches.append(town.take(*rows, header=header))
        if sent_back:
            town.retry(batches[-1], sent_back, header)
    return batches


def random_history(town, chance):
    history, batches = [], []
    for _ in range(chance.randint(2, 6)):
        police = chance.random() < 0.7
        rows, header = (random_rows(chance), POLICE) if police else (random_citizens(chance), CITIZENS)
        batch = town.take(*rows, header=header)
        refused = town.frame(f'SELECT "row" FROM refused_row WHERE batch = {batch}')["row"].tolist()
        sent_back = corrected(rows, refused, chance)
        if sent_back:
            town.retry(batch, sent_back, header)
        batches.append(batch)
        history.append((rows, header, sent_back))
    return history, batches


def comparable(town, batches):
    """Incidents by uid without fid, their batch by its rank, and the counts of the batches."""
    names = [name for name in town.frame("SELECT * FROM incident LIMIT 0").columns if name not in ("fid", "batch")]
    rows = town.frame(f"SELECT batch, {', '.join(names)} FROM incident ORDER BY uid")
    rank = {batch: position for position, batch in enumerate(batches)}
    rows = rows.assign(batch=rows["batch"].map(rank)).astype(object)
    return rows.where(rows.notna(), None).to_numpy().tolist(), [town.counts(batch) for batch in batches]


@pytest.mark.parametrize("seed", range(25))
def test_undoing_any_batches_gives_what_the_others_alone_would_have_given(tmp_path, seed):
    chance = random.Random(seed)
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    town = Town(tmp_path / "a")
    history, batches = random_history(town, chance)
    town.is_sound()
    undone = chance.sample(batches, chance.randint(1, len(batches)))
    for batch in undone:
        town.undo(batch)
        town.is_sound()
    other = Town(tmp_path / "b")
    stay = [(batch, file) for batch, file in zip(batches, history, strict=True) if batch not in undone]
    expected = comparable(other, play(other, [file for _, file in stay]))
    assert comparable(town, [batch for batch, _ in stay]) == expected
    for batch, _ in stay:
        town.undo(batch)
    assert town.table() == [] and town.frame("SELECT * FROM oltp_known").empty
    assert town.frame("SELECT * FROM journal WHERE replaced_batch NOT NULL").empty
    town.is_sound()


def test_refused_rows_leave_as_a_workbook_and_come_back_through_it(town, tmp_path):
    import openpyxl

    path = town.write([fact(1), fact(2, "=Tags", day="31/02/2024"), fact("007", day="32/03/2024", place="0,5;-3")])
    with Observatory.open(town.path, write=True) as observatory:
        prepared = prepare_file(path, "", observatory)
        batch = import_file(path, "", observatory, WHEN).batch
    book = tmp_path / "refusées.xlsx"
    write_refused(book, refused_table(prepared.table, prepared.profile, prepared.mapped.refused))
    workbook = openpyxl.load_workbook(book)
    page = workbook.active
    cells = list(page.iter_rows(values_only=True))
    assert cells[0][:5] == ("Ligne refusée", "Colonne à corriger", "Motif du refus", "Valeur reçue", "N° fiche")
    assert cells[1][:2] == (3, "Date demande") and cells[1][3] == "31/02/2024" and cells[1][5] == "=Tags"
    assert cells[2][4] == "007" and page.cell(2, 6).data_type == "s"
    day = cells[0].index("Date demande") + 1
    page.cell(2, day).value = "29/02/2024"
    workbook.save(book)
    with Observatory.open(town.path, write=True) as observatory:
        report = retry_refused(observatory, batch, book, WHEN)
    assert (report.corrected, report.imported, report.still_refused) == (1, 1, 1)
    assert town.counts(batch) == [2, 0, 0, 1, 0]
    assert town.labels() == {"1": "Tapage", "2": "=Tags"}
    assert town.frame("SELECT DISTINCT batch FROM incident")["batch"].tolist() == [batch]
    town.is_sound()
