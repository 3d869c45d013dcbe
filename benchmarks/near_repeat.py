"""Time `oltp:near_repeat` on 11,000 events and 999 permutations beside a pairwise implementation in numpy.

`make bench` prints a table and writes build/bench/near_repeat.json. Each run is a process of its own. The pairwise one
would take hours: a few of its permutations are timed, and the rest is in proportion.
"""

import json
import sys
import tempfile
import time
from pathlib import Path

from hotspot_grid import child, leave, start_qgis
from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "bench" / "near_repeat.json"
N_EVENTS, N_DAYS, RUNS, THEIR_RUNS, SEED = 11_000, 730, 999, 3, 20240611
ORIGIN = (760_000, 6_270_000)
DISTANCES, DAYS = (0, 100, 200, 400), (0, 7, 14, 28)
SIDES = {"town of 5 km": 5_000, "town of 12 km": 12_000}
TARGET_SECONDS, TARGET_MIB = 60, 1024


def events(side: int):
    """Coordinates and days: a tenth of the events repeat another one near and soon."""
    import numpy as np

    rng = np.random.default_rng(SEED)
    n = N_EVENTS // 10
    xy, day = rng.uniform(0, side, (N_EVENTS - n, 2)), rng.integers(0, N_DAYS, N_EVENTS - n)
    near, soon = xy[:n] + rng.normal(0, 40, (n, 2)), np.minimum(day[:n] + rng.integers(0, 7, n), N_DAYS - 1)
    return np.concatenate([xy, near]) + ORIGIN, np.concatenate([day, soon])


def write_events(path: Path, side: int) -> None:
    """The events as a GeoPackage in EPSG:2154 with a date."""
    import numpy as np
    from osgeo import gdal, ogr, osr

    gdal.UseExceptions()
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(2154)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("incidents", reference, ogr.wkbPoint)
    layer.CreateField(ogr.FieldDefn("began_at", ogr.OFTDateTime))
    layer.StartTransaction()
    xy, day = events(side)
    for (x, y), moment in zip(xy.tolist(), (np.datetime64("2023-01-01") + day).tolist(), strict=True):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField(0, moment.year, moment.month, moment.day, 12, 0, 0.0, 0)
        feature.SetGeometry(ogr.CreateGeometryFromWkt(f"POINT ({x!r} {y!r})"))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def ours(side: str) -> None:
    """Print the seconds, the peak memory and the counts of the algorithm: the work of one child process."""
    kept = start_qgis()
    import processing

    from oltp_qgis_plugin.processing_algorithms.hotspots.near_repeat import NearRepeat

    kept[1].addAlgorithm(NearRepeat())
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "events.gpkg"
        write_events(path, int(side))
        start = time.perf_counter()
        table = processing.run("oltp:near_repeat", {
            "INCIDENTS": f"{path}|layername=incidents", "DATE_FIELD": "began_at", "RUNS": RUNS, "SEED": 1,
            "DISTANCE_BANDS": ",".join(map(str, DISTANCES)), "DAY_BANDS": ",".join(map(str, DAYS)),
            "OUTPUT": "memory:",
        })["OUTPUT"]  # fmt: skip
        seconds = time.perf_counter() - start
    observed = [row["observed"] for row in table.getFeatures()]
    print(json.dumps({"seconds": seconds, "peak_mib": peak_mib(), "observed": observed}))
    leave()


def theirs(side: str) -> None:
    """Print the same for matrices of all the pairs, permuted THEIR_RUNS times."""
    import numpy as np
    from scipy.spatial.distance import pdist

    xy, day = events(int(side))
    start = time.perf_counter()
    band = np.digitize(pdist(xy), DISTANCES[1:])
    within = band < len(DISTANCES) - 1

    def table(days):
        gap = np.digitize(pdist(days[:, None], "cityblock"), DAYS[1:])
        both = within & (gap < len(DAYS) - 1)
        return np.bincount(band[both] * (len(DAYS) - 1) + gap[both], minlength=(len(DISTANCES) - 1) * (len(DAYS) - 1))

    observed = table(day)
    set_up = time.perf_counter() - start
    rng = np.random.default_rng(1)
    start = time.perf_counter()
    for _ in range(THEIR_RUNS):
        table(rng.permutation(day))
    each = (time.perf_counter() - start) / THEIR_RUNS
    print(json.dumps({"seconds": set_up + RUNS * each, "peak_mib": peak_mib(), "observed": observed.tolist()}))


def main() -> dict:
    """Run everything, print the table, write the report and return it."""
    report, met = {}, True
    print(f"{N_EVENTS:,} events, {RUNS} permutations, {len(DISTANCES) - 1} × {len(DAYS) - 1} bands")
    print(f"{'':<32}{'seconds':>9}{'peak MiB':>10}{'ratio':>8}")
    for town, side in SIDES.items():
        fast, slow = (child(name, str(side), file=__file__) for name in ("ours", "theirs"))
        ratio = slow["seconds"] / fast["seconds"]
        met &= fast["seconds"] < TARGET_SECONDS and fast["peak_mib"] < TARGET_MIB
        met &= fast["observed"] == slow["observed"]
        print(f"{town + ', near_repeat':<32}{fast['seconds']:>9.1f}{fast['peak_mib']:>10.0f}{ratio:>8.0f}")
        print(f"{town + ', all pairs in numpy':<32}{slow['seconds']:>9.0f}{slow['peak_mib']:>10.0f}{1:>8}")
        report[town] = {"ours": fast, "theirs": slow, "ratio": ratio}
    report["target_met"] = met
    print(f"target: under {TARGET_SECONDS} s and {TARGET_MIB} MiB, the same counts: {'met' if met else 'MISSED'}")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


if __name__ == "__main__":
    match sys.argv[1:]:
        case ["ours", width]:
            ours(width)
        case ["theirs", width]:
            theirs(width)
        case _:
            main()
