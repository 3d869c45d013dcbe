"""What the plugin adds to the start of QGIS: the real desktop with and without it, and the plugin's own share.

Needs xvfb-run. Prints a table and writes build/bench/startup.json.
"""

import json
import os
import statistics
import subprocess
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
RUNS = 7
PLUGIN = "oltp_qgis_plugin"
# Runs inside QGIS once its window is up: measures loading the plugin when it was left out, then quits.
INSIDE = """
import json, os, time
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.utils import iface, loadPlugin, plugins, startPlugin
took = None
if os.environ["OLTP_BENCH"] == "inside":
    began = time.perf_counter()
    assert loadPlugin("oltp_qgis_plugin") and startPlugin("oltp_qgis_plugin")
    took = time.perf_counter() - began
loaded = "oltp_qgis_plugin" in plugins
with open(os.environ["OLTP_BENCH_OUT"], "w") as out:
    json.dump({"plugin_s": took, "loaded": loaded, "up_s": time.time() - float(os.environ["OLTP_BENCH_T0"])}, out)
QgsProject.instance().setDirty(False)
QTimer.singleShot(0, iface.actionExit().trigger)
"""
INI = """[PythonPlugins]
oltp_qgis_plugin={enabled}
[qgis]
checkVersion=false
showTips=false
news-feed-enabled=false
[app]
askToSaveMemoryLayers=false
fetchNewsFeedOnStart=false
[plugin-manager]
automatically-check-for-updates=false
"""


def start(mode: str, folder: Path) -> dict:
    """Start QGIS once (mode: without, with, inside) and return what it measured of itself, seconds."""
    profile = folder / mode / "profiles" / "default" / "QGIS"
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "QGIS3.ini").write_text(INI.format(enabled="true" if mode == "with" else "false"))
    code, out = folder / "inside.py", folder / f"{mode}.json"
    code.write_text(INSIDE)
    out.unlink(missing_ok=True)
    env = os.environ | {
        "HOME": str(folder), "XDG_RUNTIME_DIR": str(folder), "QT_QPA_PLATFORM": "xcb", "LANG": "C.UTF-8",
        "QGIS_PLUGINPATH": str(ROOT / "build" / "dev"), "PATH": "/usr/bin:/bin", "PYTHONPATH": "", "OLTP_BENCH": mode,
        "OLTP_BENCH_OUT": str(out), "OLTP_BENCH_T0": str(time.time()),
    }  # fmt: skip
    command = ["xvfb-run", "-a", "-s", "-screen 0 1600x1000x24 -nolisten tcp", "qgis", "--nologo", "--noversioncheck",
               "--profiles-path", str(folder / mode), "--code", str(code)]  # fmt: skip
    subprocess.run(command, env=env, capture_output=True, timeout=120, check=False)
    measured = json.loads(out.read_text())
    assert measured["loaded"] == (mode != "without"), f"plugin loaded: {measured['loaded']} in mode {mode}"
    return measured


def main() -> None:
    """Alternate the modes, so that a warming or busy machine weighs on all alike."""
    times: dict[str, list[float]] = {"without": [], "with": [], "inside": []}
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o700)
        start("with", folder)
        for _ in range(RUNS):
            for mode, taken in times.items():
                measured = start(mode, folder)
                taken.append(measured["plugin_s"] if mode == "inside" else measured["up_s"])
    medians = {mode: statistics.median(taken) for mode, taken in times.items()}
    added = medians["with"] - medians["without"]
    print("| start of QGIS, median of", RUNS, "| ms |\n| --- | --- |")
    print(f"| without the plugin | {medians['without'] * 1000:.0f} |")
    print(f"| with the plugin | {medians['with'] * 1000:.0f} |")
    print(f"| difference (target: at most 50) | {added * 1000:.0f} |")
    print(f"| loading and starting the plugin, measured inside (target: at most 50) | {medians['inside'] * 1000:.0f} |")
    print(f"| share of the start | {medians['inside'] / medians['without']:.1%} |")
    result = ROOT / "build" / "bench" / "startup.json"
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps({"runs": times, "medians": medians, "added_s": added}, indent=1))


if __name__ == "__main__":
    main()
