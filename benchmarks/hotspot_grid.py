"""Time `oltp:hotspot_grid` beside QGIS's own grid + count + heat map, on one million points.

`make bench` prints a table and writes build/bench/hotspot_grid.json. Both run on the same layer,
in one process for the times, each in a process of its own for the peak memory.
"""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "bench" / "hotspot_grid.json"
N_POINTS, SIDE, CELL, BANDWIDTH, SEED = 1_000_000, 10_000, 100, 200, 20240611
ORIGIN = (760_000, 6_270_000)
OURS_BEST_OF, THEIRS_BEST_OF = 3, 2
TARGET_RATIO, TARGET_MIB, TENFOLD_MIB = 8, 1024, 2048


def make_points(path: Path) -> None:
    """A GeoPackage of a million points in EPSG:2154: a tenth around 40 places, the rest anywhere in the square."""
    import numpy as np
    from osgeo import gdal, ogr, osr

    gdal.UseExceptions()
    rng = np.random.default_rng(SEED)
    centres = rng.uniform(1000, SIDE - 1000, (40, 2))
    clustered = centres[rng.integers(0, 40, N_POINTS // 10)] + rng.normal(0, 150, (N_POINTS // 10, 2))
    xy = np.concatenate([clustered, rng.uniform(0, SIDE, (N_POINTS - len(clustered), 2))])
    xy = np.clip(rng.permutation(xy), 0.001, SIDE - 0.001) + ORIGIN
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("incidents", reference, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("category", ogr.OFTString))
    layer.StartTransaction()
    for number, (x, y) in enumerate(xy.tolist()):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, f"DEG{number % 7 + 1}")
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        feature.SetGeometryDirectly(point)
        layer.CreateFeature(feature)
    layer.CommitTransaction()
    dataset.ExecuteSQL("SELECT CreateSpatialIndex('incidents', 'geom')")


def make_tenfold(path: Path) -> None:
    """Ten times the points of the file in the same table, without its spatial index."""
    with closing(sqlite3.connect(path)) as base, base:
        triggers = base.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'incidents'")
        for (name,) in triggers.fetchall():
            base.execute(f'DROP TRIGGER "{name}"')
        base.execute("DELETE FROM gpkg_extensions WHERE extension_name = 'gpkg_rtree_index'")
        base.execute("DROP TABLE rtree_incidents_geom")
        base.execute("DELETE FROM gpkg_ogr_contents")
        for _ in range(9):
            base.execute(f"INSERT INTO incidents (geom, category) SELECT geom, category FROM incidents "
                         f"WHERE fid <= {N_POINTS}")  # fmt: skip


def start_qgis():
    """QGIS without a window, with Processing and a provider of the plugin's grid; keep what it returns."""
    from qgis.core import QgsApplication, QgsProcessingProvider

    application = QgsApplication([], False)
    application.initQgis()
    from processing.core.Processing import Processing

    Processing.initialize()
    from oltp_qgis_plugin.processing_algorithms.hotspots.hotspot_grid import HotspotGrid

    class Provider(QgsProcessingProvider):
        """Only what is timed."""

        def id(self):
            return "oltp"

        def name(self):
            return "oltp"

        def loadAlgorithms(self):
            self.addAlgorithm(HotspotGrid())

    provider = Provider()
    QgsApplication.processingRegistry().addProvider(provider)
    return application, provider


def ours(layer, folder: Path) -> None:
    """The plugin's grid with the bandwidth of the heat map."""
    import processing

    processing.run("oltp:hotspot_grid", {
        "INCIDENTS": layer, "CELL_SIZE": CELL, "BANDWIDTH": BANDWIDTH, "OUTPUT": str(folder / "ours.gpkg"),
    })  # fmt: skip


def ours_automatic(layer, folder: Path) -> None:
    """The plugin's grid, its bandwidth computed."""
    import processing

    processing.run("oltp:hotspot_grid", {"INCIDENTS": layer, "CELL_SIZE": CELL, "OUTPUT": str(folder / "auto.gpkg")})


def theirs(layer, folder: Path) -> None:
    """What a QGIS user chains without the plugin: no Gi*, no q, no study area."""
    import processing

    extent = f"{ORIGIN[0]},{ORIGIN[0] + SIDE},{ORIGIN[1]},{ORIGIN[1] + SIDE} [EPSG:2154]"
    grid, counted = str(folder / "grid.gpkg"), str(folder / "counted.gpkg")
    processing.run("native:creategrid", {
        "TYPE": 2, "EXTENT": extent, "HSPACING": CELL, "VSPACING": CELL, "CRS": "EPSG:2154", "OUTPUT": grid,
    })  # fmt: skip
    processing.run("native:countpointsinpolygon", {
        "POLYGONS": grid, "POINTS": layer, "FIELD": "n", "OUTPUT": counted,
    })  # fmt: skip
    processing.run("qgis:heatmapkerneldensityestimation", {
        "INPUT": layer, "RADIUS": BANDWIDTH, "PIXEL_SIZE": CELL, "KERNEL": 0, "OUTPUT": str(folder / "heat.tif"),
    })  # fmt: skip


RUNS = {"ours": ours, "ours_automatic_bandwidth": ours_automatic, "theirs": theirs}


def best_time(run, layer, times: int) -> float:
    """Seconds of the fastest of several runs, each into a folder of its own."""
    seconds = []
    for _ in range(times):
        with tempfile.TemporaryDirectory() as folder:
            start = time.perf_counter()
            run(layer, Path(folder))
            seconds.append(time.perf_counter() - start)
    return min(seconds)


def open_points(path: Path):
    """The layer of points."""
    from qgis.core import QgsVectorLayer

    layer = QgsVectorLayer(f"{path}|layername=incidents", "incidents", "ogr")
    if not layer.isValid():
        raise SystemExit(f"{path}: cannot be opened")
    return layer


def time_all(path: Path) -> None:
    """Print the times of every run as JSON: the work of one child process."""
    kept = start_qgis()
    layer = open_points(path)
    runs = {name: THEIRS_BEST_OF if name == "theirs" else OURS_BEST_OF for name in RUNS}
    times = {name: best_time(RUNS[name], layer, n_runs) for name, n_runs in runs.items()}
    print(json.dumps({"seconds": times, "provider": kept[1].id()}))
    leave()


def peak_of(name: str, path: Path) -> None:
    """Print the peak memory of one run as JSON: the work of one child process."""
    kept = start_qgis()
    layer = open_points(path)
    before = peak_mib()
    if name != "nothing":
        best_time(RUNS[name], layer, 1)
    print(json.dumps({"peak_mib": peak_mib(), "before_mib": before, "provider": kept[1].id()}))
    leave()


def leave() -> None:
    """End the child process."""
    # Ending by exitQgis with layers alive crashes the interpreter; the results are already printed.
    sys.stdout.flush()
    os._exit(0)


def child(*arguments: str, file: str = __file__) -> dict:
    """What a child process of a file, this one unless said, printed last."""
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, file, *arguments]
    printed = subprocess.run(command, env=environment, check=True, stdout=subprocess.PIPE, text=True).stdout
    return json.loads(printed.strip().splitlines()[-1])


def main() -> dict:
    """Run everything, print the table, write the report and return it."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "points.gpkg"
        make_points(path)
        seconds = child("times", str(path))["seconds"]
        peaks = {name: child("peak", name, str(path)) for name in RUNS}
        make_tenfold(path)
        tenfold = child("peak", "ours", str(path))["peak_mib"]
    ratio = seconds["theirs"] / seconds["ours"]
    report = {
        "points": N_POINTS, "cells": (SIDE // CELL) ** 2, "seconds": seconds, "ratio": ratio,
        "ratio_automatic_bandwidth": seconds["theirs"] / seconds["ours_automatic_bandwidth"],
        "peak_mib": {name: peak["peak_mib"] for name, peak in peaks.items()},
        "qgis_alone_mib": peaks["ours"]["before_mib"],
        "tenfold_mib": tenfold,
        "target_met": ratio >= TARGET_RATIO and peaks["ours"]["peak_mib"] < TARGET_MIB and tenfold < TENFOLD_MIB,
    }  # fmt: skip
    print(f"{N_POINTS:,} points, {report['cells']:,} cells of {CELL} m, output written to GeoPackage")
    print(f"{'':<28}{'seconds':>9}{'ratio':>8}{'peak MiB':>10}")
    for name in RUNS:
        faster = seconds["theirs"] / seconds[name]
        print(f"{name:<28}{seconds[name]:>9.2f}{faster:>8.1f}{report['peak_mib'][name]:>10.0f}")
    print(f"{'ours, ten million points':<45}{tenfold:>10.0f}")
    print(f"target: {TARGET_RATIO} times faster, under {TARGET_MIB} MiB and {TENFOLD_MIB} MiB: "
          f"{'met' if report['target_met'] else 'MISSED'}")  # fmt: skip
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["times", points]:
            time_all(Path(points))
        case ["peak", run_name, points]:
            peak_of(run_name, Path(points))
        case _:
            main()
