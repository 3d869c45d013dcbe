"""The import wizard driven by keys and clicks, on files of the sample town and on files made here."""

import json
import sqlite3
from contextlib import closing

import openpyxl
import pytest
from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWizard

from oltp_qgis_plugin.adapters.intake_services import intake_services
from oltp_qgis_plugin.forms.intake.wizard import COLUMNS, FILE, IMPORT, LABELS, READING, TRIAL, IntakeWizard
from oltp_qgis_plugin.store.creation import create_observatory

NEXT, BACK = QWizard.WizardButton.NextButton, QWizard.WizardButton.BackButton
COMMIT, FINISH = QWizard.WizardButton.CommitButton, QWizard.WizardButton.FinishButton
WAIT_MS = 20_000


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "observatoire.gpkg"
    create_observatory(path, 2154)
    return path


@pytest.fixture
def wizard(qtbot, provider, store):
    window = IntakeWizard(intake_services(store))
    qtbot.addWidget(window)
    window.show()
    yield window
    window.reject()


@pytest.fixture
def citizens(tmp_path):
    path = tmp_path / "mairie mobile.csv"
    lines = ["Quand;Que se passe-t-il ?;Où;GPS;Courriel"]
    lines += [f"{day:02d}/03/2024 22:10;Tapages nocturne;{day} rue A;43.61,3.87;a{day}@exemple.fr"
              for day in range(1, 21)]  # fmt: skip
    lines += ["31/02/2024;Tag;2 rue B;;", "02/03/2024;Zorglub;3 rue C;;"]
    path.write_text("\n".join(lines), encoding="cp1252")
    return path


def count(store, table="incident"):
    with closing(sqlite3.connect(store)) as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def press(wizard, button):
    QTest.mouseClick(wizard.button(button), Qt.MouseButton.LeftButton)


def choose(qtbot, wizard, path):
    """Type a path, and Enter."""
    wizard.file.path.setFocus()
    wizard.file.path.clear()
    QTest.keyClicks(wizard.file.path, str(path))
    QTest.keyClick(wizard.file.path, Qt.Key.Key_Return)
    qtbot.waitUntil(wizard.button(NEXT).isEnabled, timeout=WAIT_MS)


def rehearsed(qtbot, wizard):
    assert wizard.currentId() == TRIAL
    qtbot.waitUntil(wizard.button(COMMIT).isEnabled, timeout=WAIT_MS)
    return wizard.trial.counts.text()


def import_it(qtbot, wizard):
    with qtbot.waitSignal(wizard.imported, timeout=WAIT_MS) as answer:
        press(wizard, COMMIT)
    assert wizard.currentId() == IMPORT
    return answer.args[0]


def test_a_file_that_is_recognised_is_file_then_import(qtbot, wizard, store, sample_town):
    choose(qtbot, wizard, sample_town / "transport.csv")
    assert "Reconnu : Transporteur" in wizard.file.state.text()
    press(wizard, NEXT)
    assert "lignes lues" in rehearsed(qtbot, wizard)
    assert wizard.trial.kept_name() == ""
    assert count(store) == count(store, "batch") == 0
    results = import_it(qtbot, wizard)
    assert results["ROWS_READ"] == sum(results[f"ROWS_{name}"] for name in
                                       ("IMPORTED", "UPDATED", "KNOWN", "REFUSED", "IGNORED"))  # fmt: skip
    assert count(store) == results["ROWS_IMPORTED"] > 3000
    assert wizard.button(FINISH).isEnabled()


def test_an_unknown_file_goes_through_every_step_and_is_recognised_the_next_time(qtbot, wizard, store, citizens):
    choose(qtbot, wizard, citizens)
    assert "Aucun profil ne le reconnaît" in wizard.file.state.text()
    press(wizard, NEXT)
    assert wizard.currentId() == READING
    assert wizard.reading.preview.rowCount() == 22
    assert "Windows-1252" in wizard.reading.notes.text()
    assert wizard.reading.preview.item(0, 5).text() == "•••"
    press(wizard, NEXT)
    assert wizard.currentId() == COLUMNS
    assert {name: combo.currentData() for name, combo in wizard.columns.combos.items()} == {
        "Quand": "date", "Que se passe-t-il ?": "category", "Où": "place_label", "GPS": "position"}  # fmt: skip
    cells = [[wizard.columns.columns.item(row, c).text() for c in (0, 3, 4)] for row in range(5)]
    assert cells[0] == ["Quand", "95 %", "31/02/2024"]
    assert cells[4][0] == "Courriel" and "a1@exemple.fr" not in str(cells)
    wizard.columns.partner.setText("Mairie mobile")
    press(wizard, NEXT)
    assert wizard.currentId() == LABELS
    assert [(label.label, label.n, combo.currentText()) for label, combo in wizard.labels.combos] == [
        ("Tapages nocturne", 20, "Bruit, tapage"), ("Zorglub", 1, "")]  # fmt: skip
    press(wizard, NEXT)
    counts = rehearsed(qtbot, wizard)
    assert "<b>22</b> lignes lues = <b>21</b> à importer" in counts and "<b>1</b> refusées" in counts
    assert wizard.trial.refused.item(0, 2).text() == "31/02/2024"
    assert len(wizard.trial.map.points) == 20
    assert count(store) == 0 and not (store.parent / "profils").exists()
    results = import_it(qtbot, wizard)
    assert (results["ROWS_IMPORTED"], results["ROWS_REFUSED"], results["LOCATED"]) == (21, 1, 20)
    with closing(sqlite3.connect(store)) as connection:
        found = connection.execute("SELECT category, count(*), partner FROM incident GROUP BY 1 ORDER BY 1").fetchall()
    assert found == [("AUT1", 1, "MAIRIE_MOBILE"), ("TRA1", 20, "MAIRIE_MOBILE")]
    kept = json.loads((store.parent / "profils" / "mairie_mobile.json").read_text(encoding="utf-8"))
    assert kept["aliases"] == {"Tapages nocturne": "TRA1"} and "Courriel" not in json.dumps(kept)
    press(wizard, FINISH)
    again = IntakeWizard(intake_services(store))
    qtbot.addWidget(again)
    again.show()
    choose(qtbot, again, citizens)
    assert "Reconnu : Mairie mobile" in again.file.state.text()
    press(again, NEXT)
    assert "= <b>0</b> à importer + 0 à mettre à jour + 21 déjà connues" in rehearsed(qtbot, again)
    again.reject()


def test_a_workbook_is_read_again_on_the_sheet_that_is_chosen(qtbot, wizard, store, tmp_path):
    path = tmp_path / "trois feuilles.xlsx"
    workbook = openpyxl.Workbook()
    for number, (name, n) in enumerate((("Janvier", 4), ("Février", 9), ("Notice", 1))):
        sheet = workbook.active if number == 0 else workbook.create_sheet()
        sheet.title = name
        sheet.append(["Date des faits", "Nature", "Endroit"])
        for day in range(1, n + 1):
            sheet.append([f"{day:02d}/0{number + 1}/2024", "Tag", f"rue {day}"])
    workbook.save(path)
    choose(qtbot, wizard, path)
    press(wizard, NEXT)
    assert wizard.reading.preview.rowCount() == 9
    wizard.reading.sheet.setCurrentIndex(wizard.reading.sheet.findData("Janvier"))
    press_reread(qtbot, wizard)
    assert wizard.reading.preview.rowCount() == 4
    press(wizard, NEXT)
    press(wizard, NEXT)
    assert "<b>4</b> lignes lues" in rehearsed(qtbot, wizard)
    assert import_it(qtbot, wizard)["ROWS_IMPORTED"] == 4


def press_reread(qtbot, wizard):
    QTest.mouseClick(wizard.reading.reread, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(wizard.reading.reread.isEnabled, timeout=WAIT_MS)


def test_a_profile_kept_under_a_name_already_taken_by_another_partner_replaces_nothing(qtbot, wizard, store, citizens):
    taken = store.parent / "profils" / "mairie.json"
    taken.parent.mkdir()
    taken.write_text("{}", encoding="utf-8")
    choose(qtbot, wizard, citizens)
    for _ in range(4):
        press(wizard, NEXT)
    rehearsed(qtbot, wizard)
    wizard.trial.name.setText("Mairie")
    import_it(qtbot, wizard)
    assert taken.read_text(encoding="utf-8") == "{}"
    assert json.loads(taken.with_name("mairie_2.json").read_text(encoding="utf-8"))["name"] == "mairie_2"
    assert "mairie_2.json" in wizard.importing.notes.toPlainText()


def test_one_can_go_back_from_any_step_and_find_what_was_chosen(qtbot, wizard, store, citizens):
    choose(qtbot, wizard, citizens)
    press(wizard, NEXT)
    press(wizard, NEXT)
    combo = wizard.columns.combos["Où"]
    combo.setCurrentIndex(combo.findData(""))
    press(wizard, NEXT)
    wizard.labels.combos[1][1].setEditText("Éclairage, équipement défaillant")
    press(wizard, NEXT)
    rehearsed(qtbot, wizard)
    for step in (LABELS, COLUMNS, READING, FILE):
        press(wizard, BACK)
        assert wizard.currentId() == step
    for _ in range(3):
        press(wizard, NEXT)
    assert wizard.columns.roles()["Où"] == ""
    assert wizard.labels.combos[1][1].currentText() == "Éclairage, équipement défaillant"
    assert count(store, "batch") == 0


def test_an_import_that_is_given_up_leaves_the_observatory_as_it_was(qtbot, wizard, store, sample_town):
    choose(qtbot, wizard, sample_town / "police_municipale.csv")
    press(wizard, NEXT)
    rehearsed(qtbot, wizard)
    press(wizard, COMMIT)
    wizard.reject()
    qtbot.waitUntil(lambda: QgsApplication.taskManager().countActiveTasks() == 0, timeout=WAIT_MS)
    assert count(store) == count(store, "batch") == 0


def test_without_a_date_one_cannot_go_on_and_the_page_says_why(qtbot, wizard, citizens):
    choose(qtbot, wizard, citizens)
    press(wizard, NEXT)
    press(wizard, NEXT)
    combo = wizard.columns.combos["Quand"]
    combo.setCurrentIndex(combo.findData(""))
    assert not wizard.button(NEXT).isEnabled()
    assert "la colonne de la date" in wizard.columns.problem.text()


def test_a_file_that_is_no_table_is_told_and_another_can_be_chosen(qtbot, wizard, citizens, tmp_path):
    wrong = tmp_path / "photo.csv"
    wrong.write_bytes(b"\x89PNG\r\n")
    wizard.file.ask(wrong)
    qtbot.waitUntil(lambda: "image" in wizard.file.state.text(), timeout=WAIT_MS)
    assert not wizard.button(NEXT).isEnabled()
    choose(qtbot, wizard, citizens)


def test_the_whole_import_can_be_done_with_the_keyboard(qtbot, wizard, store, citizens):
    def alt(key):
        QTest.keyClick(wizard, key, Qt.KeyboardModifier.AltModifier)

    wizard.activateWindow()
    wizard.file.path.setFocus()
    QTest.keyClicks(wizard.file.path, str(citizens))
    QTest.keyClick(wizard.file.path, Qt.Key.Key_Return)
    qtbot.waitUntil(wizard.button(NEXT).isEnabled, timeout=WAIT_MS)
    for step in (READING, COLUMNS, LABELS, TRIAL):
        QTest.keyClick(wizard, Qt.Key.Key_Return)
        assert wizard.currentId() == step
    rehearsed(qtbot, wizard)
    with qtbot.waitSignal(wizard.imported, timeout=WAIT_MS):
        QTest.keyClick(wizard, Qt.Key.Key_Return)
    assert count(store) == 21


def test_every_field_is_reached_by_its_own_letter(wizard):
    kinds = ("Back", "Next", "Cancel")
    moving = [wizard.button(getattr(QWizard.WizardButton, f"{kind}Button")).text() for kind in kinds]
    for page in (wizard.file, wizard.reading, wizard.columns, wizard.labels, wizard.trial):
        labels = [label for label in page.findChildren(QLabel) if label.objectName().endswith("_label")]
        assert all(label.buddy() is not None for label in labels)
        texts = [widget.text() for widget in (*labels, *page.findChildren(QAbstractButton)) if widget.text()]
        around = moving[1:] if page is wizard.file else moving
        letters = [text[text.index("&") + 1].lower() for text in (*texts, *around)]
        assert len(set(letters)) == len(letters), (page.objectName(), letters)
