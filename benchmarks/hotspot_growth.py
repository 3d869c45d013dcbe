"""How the cost of a hot-spot map grows with its points and its cells, and what ten million points take in memory.

`make bench` prints both tables and writes benchmarks/hotspot_growth.csv, which is committed: seconds, and seconds per
point or cell beside those of the smallest map. Each size runs in a process of its own.
"""

import csv
import json
import os
import subprocess
import sys
import time
from pathlib import Path

from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
TABLE = ROOT / "benchmarks" / "hotspot_growth.csv"
SIDE, SEED, BEST_OF = 10_000.0, 20240611, 3
BY_POINTS = [(n, 10_000) for n in (100_000, 300_000, 1_000_000, 3_000_000, 10_000_000)]
BY_CELLS = [(1_000_000, n) for n in (10_000, 40_000, 160_000, 640_000, 1_000_000)]
TARGET_MIB = 2048


def one_map(n_points: int, n_cells: int) -> dict:
    """Seconds (the fastest of a few) and peak memory of one map, points made outside the time."""
    import numpy as np
    from shapely.geometry import box

    from oltp_qgis_plugin.core.hotspots.analysis import Where, hotspot_map
    from oltp_qgis_plugin.core.hotspots.lattice import Lattice

    rng = np.random.default_rng(SEED)
    xy = rng.random((n_points, 2))
    xy *= SIDE
    where = Where(Lattice(SIDE / round(n_cells**0.5)), [box(0, 0, SIDE, SIDE)])
    seconds = []
    for _ in range(BEST_OF if n_points <= 1_000_000 else 1):
        start = time.perf_counter()
        result = hotspot_map(xy, where, 300.0)
        seconds.append(time.perf_counter() - start)
    return {"points": n_points, "cells": len(result.cells), "seconds": min(seconds), "peak_mib": peak_mib()}


def child(*size: int) -> dict:
    """What a process of this file found for one size."""
    command = [sys.executable, __file__, *map(str, size)]
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout)


def growth(name: str, rows: list[dict]) -> list[dict]:
    """Each map with its cost per point (or cell) as a ratio to that of the first."""
    first = rows[0]["seconds"] / rows[0][name]
    return [{"by": name, **row, "ratio_per_unit": row["seconds"] / row[name] / first} for row in rows]


def main() -> list[dict]:
    """Run every size, print and write the table."""
    rows = growth("points", [child(*size) for size in BY_POINTS]) + growth("cells", [child(*s) for s in BY_CELLS])
    print(f"{'by':<8}{'points':>12}{'cells':>12}{'seconds':>10}{'per unit':>10}{'peak MiB':>10}")
    for row in rows:
        print(f"{row['by']:<8}{row['points']:>12,}{row['cells']:>12,}{row['seconds']:>10.2f}"
              f"{row['ratio_per_unit']:>10.2f}{row['peak_mib']:>10.0f}")  # fmt: skip
    largest = max(row["peak_mib"] for row in rows)
    linear = all(row["ratio_per_unit"] <= 1.5 for row in rows)
    print(f"target: cost per unit never grows by half, 10 million points under {TARGET_MIB} MiB: "
          f"{'met' if linear and largest < TARGET_MIB else 'MISSED'}")  # fmt: skip
    with TABLE.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(["by", "points", "cells", "seconds", "ratio_per_unit", "peak_mib"])
        for row in rows:
            table.writerow([row["by"], row["points"], row["cells"], f"{row['seconds']:.2f}",
                            f"{row['ratio_per_unit']:.2f}", f"{row['peak_mib']:.0f}"])  # fmt: skip
    return rows


if __name__ == "__main__":
    if len(sys.argv) == 3:
        print(json.dumps(one_map(int(sys.argv[1]), int(sys.argv[2]))))
        sys.stdout.flush()
        os._exit(0)
    main()
