"""The interface where QGIS speaks English."""

import subprocess
from datetime import date
from pathlib import Path

import pytest
from qgis.core import QgsApplication, QgsVectorLayer
from qgis.PyQt.QtCore import QCoreApplication, QTranslator

from oltp_qgis_plugin import plugin
from oltp_qgis_plugin.adapters.attribute_forms import configure_form, value_maps
from oltp_qgis_plugin.adapters.store_layers import ENTRIES
from oltp_qgis_plugin.core.intake.profiles import Partner
from oltp_qgis_plugin.forms.capture.capture import CaptureChoices, CaptureDialog
from oltp_qgis_plugin.forms.observatory.dock import ObservatoryDock
from oltp_qgis_plugin.i18n import tr
from oltp_qgis_plugin.processing_algorithms.base import GROUPS

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The English file, compiled."""
    folder = tmp_path_factory.mktemp("i18n")
    command = ["sh", str(ROOT / ".ci" / "translations.sh"), "release", str(folder)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode == 3:
        pytest.skip(done.stderr.strip())
    assert done.returncode == 0, done.stderr
    return folder / "oltp_en.qm"


@pytest.fixture
def english(compiled, qgis_app):
    translator = QTranslator()
    assert translator.load(str(compiled))
    QCoreApplication.installTranslator(translator)
    yield translator
    QCoreApplication.removeTranslator(translator)


def test_an_algorithm_its_group_and_its_parameters_read_in_english(english, provider):
    grid = provider.algorithm("hotspot_grid").create()
    assert (grid.displayName(), grid.group()) == ("Hot-spot grid", "Hot spots")
    assert grid.parameterDefinition("STUDY_AREA").description() == "Study area"
    assert grid.parameterDefinition("CELL_TYPE").options() == ["Squares", "Hexagons"]
    paragraphs = grid.shortHelpString().split("\n\n")
    assert [paragraph.split()[0] for paragraph in paragraphs] == ["Counts", "Avoid"]


def test_the_forms_read_in_english(english, qtbot):
    dialog = CaptureDialog(CaptureChoices(date(2025, 3, 1), (Partner("PM", "Police", "autre"),)))
    qtbot.addWidget(dialog)
    assert dialog.windowTitle() == "Record an incident"
    assert dialog.category_label.text() == "&Category"
    assert dialog.place_found.text() == "No point placed."
    dock = ObservatoryDock()
    qtbot.addWidget(dock)
    assert dock.windowTitle() == "Observatory"
    assert dock.batches.horizontalHeaderItem(6).text() == "Refused"


def test_names_of_fields_and_lists_of_values_read_in_english(english):
    layer = QgsVectorLayer("NoGeometry?field=row:integer&field=reason:string", "r", "memory")
    configure_form(layer, "refused_row", {})
    assert [layer.attributeAlias(index) for index in range(2)] == ["Row of the file", "Reason"]
    assert value_maps("incident")["precision"]["numero"] == "At the house number"


def test_every_group_of_tools_and_of_layers_has_an_english_name(english):
    tools = [tr(group) for group in GROUPS.values()]
    assert tools == ["Import", "Places", "Territories", "Hot spots", "Maps", "Reports"]
    assert {tr(entry.group) for entry in ENTRIES} == {"Territories", "Incidents", "Reference"}


def test_the_plugin_follows_the_language_of_qgis_and_leaves_french_behind(compiled, monkeypatch):
    monkeypatch.setattr(plugin, "resource_path", lambda relative: compiled.parent / Path(relative).name)
    monkeypatch.setattr(QgsApplication, "locale", lambda: "en_GB")
    started = plugin.ObservatoryPlugin(None)
    assert tr("Fait enregistré.") == "Incident saved."
    started.unload()
    assert tr("Fait enregistré.") == "Fait enregistré."
    monkeypatch.setattr(QgsApplication, "locale", lambda: "fr")
    assert plugin.ObservatoryPlugin(None).translator is None
