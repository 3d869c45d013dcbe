from dataclasses import replace
from types import SimpleNamespace

import pandas as pd
import pytest
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from oltp_qgis_plugin.commands import Commands
from oltp_qgis_plugin.errors import StoreError
from oltp_qgis_plugin.forms.observatory.dock import ObservatoryDock
from oltp_qgis_plugin.forms.observatory.undo import confirmed, undo_line
from oltp_qgis_plugin.settings import Settings
from oltp_qgis_plugin.store.batches import import_file
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.geopackage import Observatory
from oltp_qgis_plugin.store.provenance import Provenance
from oltp_qgis_plugin.store.summary import summarise

WHEN = Provenance("testeur", pd.Timestamp("2026-01-02 03:04:05"))


@pytest.fixture
def window(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    return widget


@pytest.fixture
def store(tmp_path):
    path = tmp_path / "obs.gpkg"
    create_observatory(path, 2154)
    (tmp_path / "pm.csv").write_text(
        "N° fiche;Objet;Date demande;Heure demande;Adresse\n1;Tags;01/03/2024;22h10;3 rue A\n", encoding="utf-8"
    )
    with Observatory.open(path, write=True) as observatory:
        import_file(tmp_path / "pm.csv", "", observatory, WHEN)
    return path


@pytest.mark.parametrize(("button", "yes"), [("Yes", True), ("No", False)])
def test_undoing_is_confirmed_with_what_it_takes_away(window, store, monkeypatch, button, yes):
    asked = []

    def question(parent, title, text, buttons, default):
        asked.append((text, default))
        return getattr(QMessageBox.StandardButton, button)

    monkeypatch.setattr(QMessageBox, "question", question)
    assert confirmed(summarise(store).batches[0], window) is yes
    assert "« pm.csv » (Police municipale)" in asked[0][0] and "1 fait(s) importé(s)" in asked[0][0]
    assert asked[0][1] == QMessageBox.StandardButton.No


def test_an_import_undone_from_the_panel_leaves_the_list(window, store):
    line = summarise(store).batches[0]
    assert "1 fait(s) retiré(s)" in undo_line(store, line, window)
    summary = summarise(store)
    assert (summary.n_incidents, summary.batches) == (0, ())
    with pytest.raises(StoreError, match="déjà été annulé"):
        undo_line(store, line, window)


def test_the_panel_undoes_what_is_confirmed_and_nothing_else(window, store, monkeypatch, qtbot):
    told = []
    bar = SimpleNamespace(pushSuccess=lambda _, text: told.append(text), pushWarning=lambda _, text: told.append(text))
    iface = SimpleNamespace(mainWindow=lambda: window, messageBar=lambda: bar)
    replace(Settings.load(), observatory=str(store)).save()
    dock = ObservatoryDock()
    qtbot.addWidget(dock)
    commands = Commands(iface, dock)
    dock.asked.connect(commands.run)
    dock.undo_asked.connect(commands.undo)
    commands.refresh()
    dock.tabs.setCurrentWidget(dock.sources_page)
    assert dock.sources.rowCount() == 1
    for button, left, sentences in (("No", 1, 0), ("Yes", 0, 1)):
        monkeypatch.setattr(QMessageBox, "question", lambda *_, b=button: getattr(QMessageBox.StandardButton, b))
        dock.batches.selectRow(0)
        dock.undo.click()
        assert (dock.batches.rowCount(), len(told)) == (left, sentences)
    assert dock.sources.rowCount() == 0 and told[0].startswith("Import annulé : 1 fait(s)")
