"""Time neighbours, local Moran and clusters beside what one would use instead, and check that both agree.

`make bench` prints a table and writes build/bench/patterns.json: local Moran with 999 permutations on 10,000 polygons
beside libpysal and esda with numba, its compilation left out; density-based clusters beside scikit-learn. Other
packages run in a Python of their own (build/venv-pysal), in the same run. Times are of the processor: all of them use
one core, and a busy machine must not decide.
"""

import json
import subprocess
import tempfile
import time
from pathlib import Path

import numpy as np

ROOT = Path(__file__).resolve().parent.parent
REPORT = ROOT / "build" / "bench" / "patterns.json"
PYSAL = ROOT / "build" / "venv-pysal" / "bin" / "python"
SIDE, CELL, SEED, BEST_OF, PERMUTATIONS = 100, 200.0, 20240611, 5, 999
POINTS, TOWN, RADIUS, MIN_POINTS = 200_000, 20_000.0, 100.0, 20

MORAN = """
import sys, time, warnings
warnings.simplefilter("ignore")
import geopandas, numba, numpy as np, shapely
import esda, libpysal
folder = sys.argv[1]
shapes = shapely.from_wkb(np.load(folder + "/polygons.npy", allow_pickle=True))
x = np.load(folder + "/x.npy")
frame = geopandas.GeoDataFrame({"x": x}, geometry=shapes)
first = time.process_time()
esda.Moran_Local(x, libpysal.weights.Queen.from_dataframe(frame, use_index=False), permutations=9)
first = time.process_time() - first
times = []
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    weights = libpysal.weights.Queen.from_dataframe(frame, use_index=False)
    weights.transform = "r"
    middle = time.process_time()
    found = esda.Moran_Local(x, weights, permutations=int(sys.argv[3]), seed=1)
    times.append((middle - start, time.process_time() - middle))
np.savez(folder + "/theirs.npz", local_i=found.Is, p=found.p_sim, count=list(weights.cardinalities.values()))
neighbours, moran = np.min(times, axis=0)
print(neighbours, moran, first, esda.__version__, libpysal.__version__, numba.__version__, shapely.__version__)
"""
DBSCAN = """
import sys, time
import numpy as np, sklearn
from sklearn.cluster import DBSCAN
xy = np.load(sys.argv[1] + "/xy.npy")
times = []
for _ in range(int(sys.argv[2])):
    start = time.process_time()
    found = DBSCAN(eps=float(sys.argv[3]), min_samples=int(sys.argv[4])).fit(xy)
    times.append(time.process_time() - start)
core = np.zeros(len(xy), dtype=bool)
core[found.core_sample_indices_] = True
np.savez(sys.argv[1] + "/clusters.npz", label=found.labels_, core=core)
print(min(times), sklearn.__version__)
"""


def best_times(run) -> tuple[np.ndarray, object]:
    """Seconds of each step, at its fastest of several runs, and what the last run gave."""
    seconds, given = [], None
    for _ in range(BEST_OF):
        steps, given = run()
        seconds.append(steps)
    return np.min(seconds, axis=0), given


def squares() -> list:
    """Cells of a lattice."""
    from shapely.geometry import box

    places = [(i * CELL, j * CELL) for j in range(SIDE) for i in range(SIDE)]
    return [box(x, y, x + CELL, y + CELL) for x, y in places]


def neighbourhoods() -> list:
    """As many polygons of all shapes: the part of the plane nearest to each of as many random places."""
    from shapely.geometry import MultiPoint
    from shapely.ops import voronoi_diagram

    places = np.random.default_rng(SEED).uniform(0, SIDE * CELL, (SIDE * SIDE, 2))
    return list(voronoi_diagram(MultiPoint(places)).geoms)


def moran_beside_esda(polygons: list, folder: Path) -> dict:
    """Neighbours, then local Moran, both from the same polygons and counts."""
    from oltp_qgis_plugin.core.hotspots.contiguity import polygon_neighbours
    from oltp_qgis_plugin.core.hotspots.moran import local_moran

    x = np.random.default_rng(SEED).normal(5, 1, len(polygons))
    np.save(folder / "polygons.npy", np.array([polygon.wkb for polygon in polygons], dtype=object))
    np.save(folder / "x.npy", x)

    def ours():
        start = time.process_time()
        found = polygon_neighbours(polygons)
        middle = time.process_time()
        moran = local_moran(x, found, PERMUTATIONS, 1)
        return (middle - start, time.process_time() - middle), (found, moran)

    seconds, (found, moran) = best_times(ours)
    told = other_python(MORAN, folder, BEST_OF, PERMUTATIONS)
    theirs = np.load(folder / "theirs.npz")
    return {
        "polygons": len(polygons), "ours": seconds.tolist(), "theirs": [float(told[0]), float(told[1])],
        "first_call": float(told[2]), "versions": told[3:],
        "ratio": float(told[1]) / float(seconds[1]),
        "ratio_with_neighbours": (float(told[0]) + float(told[1])) / float(seconds.sum()),
        "links": [len(found.indices), int(theirs["count"].sum())],
        # esda divides by n - 1 where spdep and the plugin divide by n.
        "median_difference_of_i": float(np.median(np.abs(moran.local_i - theirs["local_i"] * len(x) / (len(x) - 1)))),
        "mean_difference_of_p": float(np.abs(moran.p_value - np.minimum(1, 2 * theirs["p"])).mean()),
    }  # fmt: skip


def clusters_beside_sklearn(folder: Path) -> dict:
    """The same points, radius and number of points; a fifth of the points around 200 places."""
    from oltp_qgis_plugin.core.hotspots.dbscan import density_clusters

    rng = np.random.default_rng(SEED)
    around = rng.uniform(0, TOWN, (200, 2))[rng.integers(0, 200, POINTS // 5)] + rng.normal(0, 80, (POINTS // 5, 2))
    xy = np.concatenate([around, rng.uniform(0, TOWN, (POINTS - len(around), 2))])
    np.save(folder / "xy.npy", xy)

    def ours():
        start = time.process_time()
        found = density_clusters(xy, RADIUS, MIN_POINTS)
        return (time.process_time() - start,), found

    seconds, found = best_times(ours)
    told = other_python(DBSCAN, folder, BEST_OF, RADIUS, MIN_POINTS)
    theirs = np.load(folder / "clusters.npz")
    core = theirs["core"]
    pairs = set(zip(found.label[core].tolist(), theirs["label"][core].tolist(), strict=True))
    return {
        "points": POINTS, "ours": float(seconds[0]), "theirs": float(told[0]), "versions": told[1:],
        "ratio": float(told[0]) / float(seconds[0]), "clusters": [len(found.sizes), int(theirs["label"].max()) + 1],
        "same_core": bool((found.core == core).all()) and len(pairs) == len(found.sizes),
        "same_noise": bool(((found.label < 0) == (theirs["label"] < 0)).all()),
    }  # fmt: skip


def other_python(code: str, folder: Path, *arguments: object) -> list[str]:
    """What a script of the other Python printed."""
    command = [str(PYSAL), "-c", code, str(folder), *map(str, arguments)]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split()


def main() -> dict:
    """Run everything, print the table, write the report and return it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        report = {
            "squares": moran_beside_esda(squares(), folder),
            "neighbourhoods": moran_beside_esda(neighbourhoods(), folder),
            "clusters": clusters_beside_sklearn(folder),
        }
    slowest = min(report[kind]["ratio"] for kind in ("squares", "neighbourhoods"))
    report["target_met"] = slowest >= 1
    print(f"{SIDE * SIDE:,} polygons, {PERMUTATIONS} permutations; seconds of processor, ours and theirs")
    for kind in ("squares", "neighbourhoods"):
        row = report[kind]
        print(
            f"{kind:<16} local Moran {row['ours'][1]:.2f} {row['theirs'][1]:.2f} (× {row['ratio']:.1f}), neighbours "
            f"{row['ours'][0]:.2f} {row['theirs'][0]:.2f} (both × {row['ratio_with_neighbours']:.1f}); links "
            f"{row['links'][0]} {row['links'][1]}, I within {row['median_difference_of_i']:.0e}, p within "
            f"{row['mean_difference_of_p']:.3f} on average"
        )
    row = report["clusters"]
    print(
        f"clusters of {POINTS:,} points {row['ours']:.2f} {row['theirs']:.2f} (× {row['ratio']:.1f}); "
        f"{row['clusters'][0]} and {row['clusters'][1]}, same core points and groups: {row['same_core']}"
    )
    print(f"target: local Moran no slower than esda: {'met' if report['target_met'] else 'MISSED'}")
    REPORT.parent.mkdir(parents=True, exist_ok=True)
    REPORT.write_text(json.dumps(report, indent=1) + "\n", encoding="utf-8")
    return report


if __name__ == "__main__":
    main()
