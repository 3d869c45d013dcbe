"""What works where QGIS ships numpy and no more (Flatpak, some macOS builds)."""

import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BLOCKED = """
import sys
class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in ("pandas", "shapely", "scipy", "openpyxl"):
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
sys.meta_path.insert(0, Missing())
"""


def run(code):
    done = subprocess.run([sys.executable, "-c", BLOCKED + code], cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return done.stdout


def test_an_observatory_is_created_and_summed_up_without_pandas(tmp_path):
    store = tmp_path / "obs.gpkg"
    told = run(f"""
from pathlib import Path
from oltp_qgis_plugin.store.creation import create_observatory
from oltp_qgis_plugin.store.summary import summarise
create_observatory(Path({str(store)!r}), 2154)
print(summarise(Path({str(store)!r})).n_incidents)
""")
    assert told.strip() == "0" and store.exists()


def test_the_nomenclature_and_the_slots_are_read_without_pandas():
    told = run("""
from oltp_qgis_plugin.core.nomenclature import categories, normalise_label
from oltp_qgis_plugin.core.time_slots import presets
print(len(categories()), len(presets()), normalise_label("Été"))
""")
    assert told.split() == ["58", "6", "ETE"]


def test_a_missing_package_is_one_french_sentence(tmp_path):
    told = run("""
import os
os.environ["QT_QPA_PLATFORM"] = "offscreen"
from qgis.core import QgsApplication, QgsProcessingContext, QgsProcessingException, QgsProcessingFeedback
app = QgsApplication([], True)
from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_grid import HotspotGrid
from oltp_qgis_plugin.processing_algorithms.provider import register
provider = register()
algorithm = provider.algorithm("import_partner_file")
try:
    inputs = {"INPUT": "x.csv", "STORE": "x.gpkg"}
    algorithm.create().processAlgorithm(inputs, QgsProcessingContext(), QgsProcessingFeedback())
except QgsProcessingException as error:
    print(error)
sys.stdout.flush()
os._exit(0)
""")
    assert "« pandas » manque à cette installation de QGIS" in told
