"""Time `oltp:emerging_hotspots` on a million points, 24 months and 40,000 cells beside a loop in pandas and scipy.

`make bench` prints a table and writes build/bench/emerging.json. Each run is a process of its own; both begin with the
points and dates in memory or in a GeoPackage, as each would, and end with a class or a trend for each cell.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from hotspot_grid import child, leave, start_qgis
from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "bench" / "emerging.json"
N_POINTS, MONTHS, SIDE, CELL, SEED = 1_000_000, 24, 20_000, 100, 20240611
ORIGIN = (760_000, 6_270_000)
THEIR_TRENDS = 2_000
TARGET_SECONDS = 10


def points():
    """Coordinates, and days of 24 months: a tenth around 40 places."""
    import numpy as np

    rng = np.random.default_rng(SEED)
    centres = rng.uniform(1000, SIDE - 1000, (40, 2))
    n = N_POINTS // 10
    near = centres[rng.integers(0, 40, n)] + rng.normal(0, 150, (n, 2))
    xy = np.concatenate([near, rng.uniform(0, SIDE, (N_POINTS - n, 2))])
    return np.clip(xy, 0.001, SIDE - 0.001) + ORIGIN, rng.integers(0, 731, N_POINTS)


def write_points(path: Path) -> None:
    """The points as a GeoPackage in EPSG:2154 with a date."""
    import numpy as np
    from osgeo import gdal, ogr, osr

    gdal.UseExceptions()
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("incidents", reference, ogr.wkbPoint, ["SPATIAL_INDEX=NO"])
    layer.CreateField(ogr.FieldDefn("began_at", ogr.OFTDate))
    layer.StartTransaction()
    xy, day = points()
    for (x, y), moment in zip(xy.tolist(), (np.datetime64("2023-01-01") + day).tolist(), strict=True):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, moment.year, moment.month, moment.day, 0, 0, 0.0, 0)
        point = ogr.Geometry(ogr.wkbPoint)
        point.AddPoint_2D(x, y)
        feature.SetGeometryDirectly(point)
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def ours(folder: str) -> None:
    """Print the seconds, the peak memory and the last z of every cell: the work of one child process."""
    kept = start_qgis()
    import processing

    from oltp_qgis_plugin.processing_algorithms.hotspots.emerging_hotspots import EmergingHotspots

    kept[1].addAlgorithm(EmergingHotspots())
    start = time.perf_counter()
    output = str(Path(folder) / "emerging.gpkg")
    found = processing.run("oltp:emerging_hotspots", {
        "INCIDENTS": f"{folder}/points.gpkg|layername=incidents", "DATE_FIELD": "began_at", "STEP": "mois",
        "CELL_SIZE": CELL, "OUTPUT": output,
    })  # fmt: skip
    seconds = time.perf_counter() - start
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib(), "steps": found["STEPS"]}))
    leave()


def theirs(_folder: str) -> None:
    """Print the same for what one writes in Python: counts by pandas, Gi* by a sparse matrix, a trend cell by cell."""
    import numpy as np
    import pandas as pd
    from scipy.sparse import coo_matrix
    from scipy.stats import kendalltau, norm

    xy, day = points()
    start = time.perf_counter()
    side = SIDE // CELL
    cell = np.floor((xy - ORIGIN) / CELL).astype(int)
    month = pd.Series(np.datetime64("2023-01-01") + day).dt.to_period("M")
    frame = pd.DataFrame({"cell": cell[:, 1] * side + cell[:, 0], "month": month})
    cube = frame.groupby(["cell", "month"]).size().unstack(fill_value=0).reindex(range(side**2), fill_value=0)
    row, column = np.divmod(np.arange(side**2), side)
    first, second = [], []
    for dr in (-1, 0, 1):
        for dc in (-1, 0, 1):
            ok = (row + dr >= 0) & (row + dr < side) & (column + dc >= 0) & (column + dc < side)
            first.append(np.flatnonzero(ok))
            second.append(((row + dr) * side + column + dc)[ok])
    pairs = np.concatenate(first), np.concatenate(second)
    weights = coo_matrix((np.ones(len(pairs[0])), pairs)).tocsr()
    w, n = np.asarray(weights.sum(axis=1)).ravel(), side**2
    z = np.empty(cube.shape)
    for t, name in enumerate(cube.columns):
        x = cube[name].to_numpy(float)
        z[:, t] = (weights @ x - x.mean() * w) / (x.std() * np.sqrt((n * w - w**2) / (n - 1)))
        p = np.sort(2 * norm.sf(np.abs(z[:, t])))
        np.minimum.accumulate((p * n / np.arange(1, n + 1))[::-1])
    before = time.perf_counter() - start
    start = time.perf_counter()
    for series in z[:THEIR_TRENDS]:
        kendalltau(np.arange(len(series)), series)
    trends = (time.perf_counter() - start) * n / THEIR_TRENDS
    print(json.dumps({"seconds": before + trends, "peak_mib": peak_mib(), "steps": cube.shape[1]}))


def main() -> dict:
    """Run everything, print the table, write the report and return it."""
    with tempfile.TemporaryDirectory() as folder:
        write_points(Path(folder) / "points.gpkg")
        fast, slow = (child(name, folder, file=__file__) for name in ("ours", "theirs"))
    ratio = slow["seconds"] / fast["seconds"]
    met = fast["seconds"] < TARGET_SECONDS and fast["steps"] == slow["steps"] == MONTHS
    print(f"{N_POINTS:,} points, {MONTHS} months, {(SIDE // CELL) ** 2:,} cells")
    print(f"{'':<44}{'seconds':>9}{'peak MiB':>10}{'ratio':>8}")
    rows = ("emerging_hotspots, GeoPackage to GeoPackage", fast, ratio), ("pandas, scipy, trends cell by cell", slow, 1)
    for name, run, faster in rows:
        print(f"{name:<44}{run['seconds']:>9.1f}{run['peak_mib']:>10.0f}{faster:>8.1f}")
    print(f"target: under {TARGET_SECONDS} s: {'met' if met else 'MISSED'}")
    report = {"ours": fast, "theirs": slow, "ratio": ratio, "target_met": met}
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", place]:
            ours(place)
        case ["theirs", place]:
            theirs(place)
        case _:
            main()
