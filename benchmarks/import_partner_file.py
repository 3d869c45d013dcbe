"""Importing a partner's file of a million rows, beside `ogr2ogr` merely copying it into an indexed GeoPackage.

Each run is a process of its own. Prints a table and writes build/bench/import_partner_file.json.
"""

import json
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from datetime import datetime, timedelta
from pathlib import Path

from memory import peak_mib

ROOT = Path(__file__).resolve().parent.parent
ROWS, RUNS = 1_000_000, 3
HEADER = "N° fiche;Objet;Date demande;Heure demande;Adresse;Suite donnée;X_L93;Y_L93"
LABELS = ("Tapage nocturne", "Rodéo urbain", "Dépôt sauvage d'ordures", "Stationnement gênant", "Tag / graffiti",
          "Rixe sur la voie publique", "Nuisances de la terrasse", "Épave en stationnement")  # fmt: skip
OUTCOMES = ("Sur place", "Verbalisation", "Rien à signaler", "Transmis à la police nationale", "")
WEST, SOUTH, SIDE = 765_000.0, 6_275_000.0, 12_000.0
CANCELLED_AT = (0.03, 0.15, 0.3, 0.45, 0.6, 0.75, 0.9)  # shares of the time that a whole import takes


def write_file(path: Path) -> None:
    """Calls to a municipal police over four years, with the defects of real files: one row in fifty has one."""
    chance = random.Random(4003)
    streets = [f"{kind} {name} {i}" for i in range(400)
               for kind, name in (("rue", "de l'Été"), ("avenue", "Émile-Zola"), ("place", "du Marché"))]  # fmt: skip
    first = datetime(2021, 1, 1)
    with path.open("w", encoding="cp1252", newline="") as out:
        out.write(HEADER + "\r\n")
        for i in range(ROWS):
            moment = first + timedelta(minutes=chance.randrange(4 * 365 * 24 * 60))
            day, hour = moment.strftime("%d/%m/%Y"), moment.strftime("%H:%M")
            x, y = WEST + SIDE * chance.random(), SOUTH + SIDE * chance.random()
            place = [f"{x:.2f}".replace(".", ","), f"{y:.2f}".replace(".", ",")]
            defect = chance.randrange(500)
            if defect < 10:
                day = "31/02/2023" if defect == 0 else day
                hour = ("inconnue", "", "24:00", "vers 22h")[defect % 4]
                place = [["", ""], ["0", "0"], place[::-1], place][defect % 4]
            address = f"{chance.randrange(1, 200)} {chance.choice(streets)}"
            ref = f"PM-{i - 1 if defect == 11 else i:07d}"
            out.write(";".join([ref, chance.choice(LABELS), day, hour, address, chance.choice(OUTCOMES), *place])
                      + "\r\n")  # fmt: skip


def make_observatory(path: Path) -> None:
    """An empty observatory with its territories: ten QPV and four groups."""
    import pandas as pd
    from shapely.geometry import Point, box

    from oltp_qgis_plugin.store.creation import create_observatory
    from oltp_qgis_plugin.store.geopackage import Observatory
    from oltp_qgis_plugin.store.territories import load_territories

    create_observatory(path, 2154)
    chance, half = random.Random(7), SIDE / 2
    qpv = [Point(WEST + SIDE * chance.random(), SOUTH + SIDE * chance.random()).buffer(350) for _ in range(10)]
    corners = [(WEST + i * half, SOUTH + j * half) for i in range(2) for j in range(2)]
    groups = [box(x, y, x + half, y + half) for x, y in corners]
    with Observatory.open(path, write=True) as observatory:
        load_territories(observatory, "qpv_2024", qpv, pd.DataFrame({"code": [f"QN0340{i}M" for i in range(10)]}))
        load_territories(observatory, "territorial_group", groups, pd.DataFrame({"code": list("ABCD")}))


def spent(whose: int) -> float:
    """Seconds of processor spent so far, by this process or by those that it waited for."""
    usage = resource.getrusage(whose)
    return usage.ru_utime + usage.ru_stime


class Watch:
    """Told the progress; knows the longest time between two questions, and stops the work when its hour has come."""

    def __init__(self, stop_after: float = float("inf")) -> None:
        self.began = self.last = time.perf_counter()
        self.stop_at, self.longest, self.where, self.moves = self.began + stop_after, 0.0, 0.0, 0

    def __call__(self, percent: float) -> bool:
        now = time.perf_counter()
        if now - self.last > self.longest:
            self.longest, self.where = now - self.last, percent
        self.last, self.moves = now, self.moves + 1
        return now >= self.stop_at


def import_into(store: Path, source: Path, watch: Watch) -> dict[str, float]:
    """Import the file; seconds, peak MiB of the process so far, and the counts of the batch."""
    import pandas as pd

    from oltp_qgis_plugin.store.batches import import_file
    from oltp_qgis_plugin.store.geopackage import Observatory
    from oltp_qgis_plugin.store.provenance import Provenance

    began, cpu = time.perf_counter(), spent(resource.RUSAGE_SELF)
    with Observatory.open(store, write=True) as observatory:
        report = import_file(source, "", observatory, Provenance("mesure", pd.Timestamp("2026-01-01")), watch)
    took, processor = time.perf_counter() - began, spent(resource.RUSAGE_SELF) - cpu
    counts = ("read", "imported", "updated", "known", "refused", "ignored")
    measured = {"s": took, "cpu_s": processor, "mib": peak_mib(), "gap_s": watch.longest, "gap_at": watch.where}
    return measured | {name: getattr(report, name) for name in counts}


def by_plugin(source: Path, folder: Path) -> list[dict[str, float]]:
    """The whole import, twice."""
    import oltp_qgis_plugin.store.batches

    assert oltp_qgis_plugin  # QGIS has its modules in memory already: loading them is no part of importing
    store = folder / "observatoire.gpkg"
    store.unlink(missing_ok=True)
    make_observatory(store)
    return [import_into(store, source, Watch()) for _ in range(2)]


def by_ogr2ogr(source: Path, folder: Path) -> list[dict[str, float]]:
    """The rows copied as text, with their points, spatial index on."""
    copy = folder / "copie.gpkg"
    copy.unlink(missing_ok=True)
    began = time.perf_counter()
    subprocess.run(
        ["ogr2ogr", "-f", "GPKG", str(copy), str(source), "-oo", "X_POSSIBLE_NAMES=X_L93", "-oo",
         "Y_POSSIBLE_NAMES=Y_L93", "-s_srs", "EPSG:2154", "-a_srs", "EPSG:2154"],
        check=True, capture_output=True,
    )  # fmt: skip
    return [{"s": time.perf_counter() - began, "cpu_s": spent(resource.RUSAGE_CHILDREN), "mib": 0.0}]


def cancelled(source: Path, folder: Path) -> list[dict[str, float]]:
    """Imports stopped at several moments: seconds from the asking to the observatory closed again, as it was."""
    from oltp_qgis_plugin.errors import Cancelled

    store = folder / "arrete.gpkg"
    store.unlink(missing_ok=True)
    make_observatory(store)
    before, waits = store.read_bytes(), []
    whole = import_into(store, source, Watch())["s"]
    for share in CANCELLED_AT:
        store.write_bytes(before)
        watch = Watch(share * whole)
        try:
            import_into(store, source, watch)
        except Cancelled:
            waits.append({"s": max(time.perf_counter() - watch.stop_at, 0), "mib": peak_mib(), "at": share})
            assert store.read_bytes() == before, "a cancelled import changed the observatory"
    return waits


def run_alone(task: str, source: Path, folder: Path) -> list[dict[str, float]]:
    """One task in a process of its own."""
    done = subprocess.run([sys.executable, __file__, task, str(source), str(folder)], capture_output=True, text=True,
                          check=False)  # fmt: skip
    if done.returncode:
        sys.exit(done.stderr)
    return json.loads(done.stdout.splitlines()[-1])


def main() -> None:
    """Alternate plugin and ogr2ogr, so that a busy machine weighs on both alike."""
    runs: dict[str, list[list[dict[str, float]]]] = {"by_plugin": [], "by_ogr2ogr": [], "cancelled": []}
    with tempfile.TemporaryDirectory() as name:
        source = Path(name) / "police_municipale.csv"
        write_file(source)
        size = source.stat().st_size / 1e6
        for _ in range(RUNS):
            for task in ("by_plugin", "by_ogr2ogr"):
                runs[task].append(run_alone(task, source, Path(name)))
        runs["cancelled"].append(run_alone("cancelled", source, Path(name)))
    first, second = ([run[number] for run in runs["by_plugin"]] for number in range(2))
    copies = [run[0] for run in runs["by_ogr2ogr"]]
    (ours, ours_cpu), (again, again_cpu), (copied, copied_cpu) = (
        [statistics.median(run[what] for run in part) for what in ("s", "cpu_s")] for part in (first, second, copies)
    )
    print(f"| {ROWS} rows, {size:.0f} MB, cp1252 | s (median of {RUNS}) | of processor | peak MiB |")
    print("| --- | --- | --- | --- |")
    print(f"| import, everything included | {ours:.1f} | {ours_cpu:.1f} | {max(run['mib'] for run in first):.0f} |")
    print(f"| the same file again | {again:.1f} | {again_cpu:.1f} | {max(run['mib'] for run in second):.0f} |")
    print(f"| ogr2ogr, copied and indexed | {copied:.1f} | {copied_cpu:.1f} | |")
    for label, run in (("first", first[0]), ("second", second[0])):
        print(f"{label}: {run['read']} read = {run['imported']} imported + {run['updated']} updated + {run['known']} "
              f"known + {run['refused']} refused + {run['ignored']} ignored")  # fmt: skip
    print(f"import / ogr2ogr: {ours / copied:.2f} (target: at most 1), of processor {ours_cpu / copied_cpu:.2f}")
    print(f"second / first import: {again / ours:.2f} (target: at most 0.5)")
    print(f"peak: {max(run['mib'] for run in first + second):.0f} MiB (target: under 1536)")
    slowest = max(first + second, key=lambda run: run["gap_s"])
    print(f"longest silence of the progress: {slowest['gap_s']:.2f} s at {slowest['gap_at']:.0f} % (target: at most 1)")
    waits = [run["s"] for run in runs["cancelled"][0]]
    print(f"longest wait after cancelling, of {len(waits)}: {max(waits):.2f} s (target: at most 1)")
    result = ROOT / "build" / "bench" / "import_partner_file.json"
    result.parent.mkdir(parents=True, exist_ok=True)
    result.write_text(json.dumps(runs, indent=1))


if __name__ == "__main__":
    if len(sys.argv) == 4:
        print(json.dumps(globals()[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
