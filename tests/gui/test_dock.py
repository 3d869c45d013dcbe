from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from oltp_qgis_plugin.forms.observatory.dock import ICONS, ObservatoryDock
from oltp_qgis_plugin.store.summary import BatchLine, ObservatorySummary, SourceLine

BATCHES = (
    BatchLine("Saisie directe", "saisie directe", 2, 2, 0, 0, 0, 0, "2026-03-12T12:00", (7, 8)),
    BatchLine("Police municipale", "pm_2025.csv", 12345, 12000, 5, 40, 200, 100, "2026-03-01T14:05", (3,)),
)
SUMMARY = ObservatorySummary(Path("/ville/observatoire.gpkg"), 2154, 12002, 11001, 4, BATCHES)


@pytest.fixture
def dock(qtbot) -> ObservatoryDock:
    panel = ObservatoryDock()
    qtbot.addWidget(panel)
    panel.show()
    return panel


def cells(dock, row):
    return [dock.batches.item(row, column).text() for column in range(dock.batches.columnCount())]


def test_without_an_observatory_only_open_and_create_are_offered(dock):
    assert [name for name in ICONS if getattr(dock, name).isEnabled()] == ["open", "create"]
    assert dock.path.text().startswith("Aucun observatoire")


def test_the_figures_of_the_observatory_are_shown(dock):
    dock.show_summary(SUMMARY)
    assert "observatoire.gpkg" in dock.path.text()
    assert "Faits : 12\u202f002, dont localisés : 11\u202f001" in dock.totals.text()
    assert cells(dock, 1) == ["Police municipale", "pm_2025.csv", "12\u202f345", "12\u202f000", "5", "40", "200", "100",
                              "01/03/2026 14:05"]  # fmt: skip


def test_a_summary_replaces_the_one_before(dock):
    dock.show_summary(SUMMARY)
    dock.show_summary(ObservatorySummary(Path("/b.gpkg"), 2154, 0, 0, 0, ()))
    assert dock.batches.rowCount() == 0
    dock.show_summary(None)
    assert dock.totals.text() == ""


def test_a_long_path_does_not_widen_the_panel(dock):
    narrow = dock.minimumSizeHint().width()
    dock.show_summary(ObservatorySummary(Path("/" + "dossier/" * 60 + "o.gpkg"), 2154, 0, 0, 0, ()))
    assert dock.minimumSizeHint().width() <= narrow


def test_each_button_asks_for_its_command(dock):
    asked = []
    dock.asked.connect(asked.append)
    dock.show_summary(SUMMARY)
    for name in ICONS:
        QTest.mouseClick(getattr(dock, name), Qt.MouseButton.LeftButton)
    assert asked == list(ICONS)


def test_the_import_to_undo_is_the_one_selected(dock):
    asked = []
    dock.undo_asked.connect(asked.append)
    dock.show_summary(SUMMARY)
    assert not dock.undo.isEnabled()
    dock.batches.selectRow(1)
    QTest.mouseClick(dock.undo, Qt.MouseButton.LeftButton)
    assert asked == [BATCHES[1]]
    dock.show_summary(None)
    assert not dock.undo.isEnabled()


def test_the_quality_of_sources_is_asked_for_when_its_tab_is_looked_at(dock):
    asked = []
    dock.asked.connect(asked.append)
    dock.show_summary(SUMMARY)
    assert asked == []
    dock.tabs.setCurrentWidget(dock.sources_page)
    dock.show_summary(SUMMARY)
    assert asked == ["sources", "sources"]


def test_each_source_is_a_line_of_shares(dock):
    line = SourceLine("Police municipale", 1200, 0.254, 0.1, 0.02, 0.875, 0.0, "2024-02", "2024-05", ("2024-03",))
    no_hour = SourceLine("Bailleur", 1, 1.0, None, None, 0.0, 1.0, "2024-02", "2024-02", ())
    dock.show_sources((line, no_hour))
    texts = [[dock.sources.item(row, column).text() for column in range(8)] for row in range(2)]
    assert texts[0] == ["Police municipale", "1\u202f200", "02/2024 – 05/2024", "03/2024", "25\u202f%",
                        "10\u202f% (2\u202f%)", "88\u202f%", "0\u202f%"]  # fmt: skip
    assert texts[1][3:6] == ["aucun", "100\u202f%", "– (–)"]
