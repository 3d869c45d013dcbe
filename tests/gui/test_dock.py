from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest

from oltp_qgis_plugin.forms.observatory.dock import ICONS, ObservatoryDock
from oltp_qgis_plugin.store.summary import BatchLine, ObservatorySummary

BATCHES = (
    BatchLine("Saisie directe", "saisie directe", 2, 2, 0, 0, 0, 0, "2026-03-12T12:00"),
    BatchLine("Police municipale", "pm_2025.csv", 12345, 12000, 5, 40, 200, 100, "2026-03-01T14:05"),
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
