"""The address engine beside addok, the engine of the national service, on the same bases and the same queries.

Prints one table and writes build/bench/geocoding.json. addok and its Redis come from .ci/addok.sh; where they are not,
or where the real bases are not (OLTP_SHARED_DATA), what needs them is left out and said.
"""

import contextlib
import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
from address_bases import as_expected, big_base, documents, geocoder_tester, held_out, misspelt, typed
from memory import peak_mib

from oltp_qgis_plugin.core.intake.projections import transform
from oltp_qgis_plugin.core.places.build import Sources, build_index
from oltp_qgis_plugin.core.places.index import AddressIndex
from oltp_qgis_plugin.core.places.matching import Geocoder
from oltp_qgis_plugin.core.places.sources import read_sources

ROOT = Path(__file__).resolve().parent.parent
ADDOK = ROOT / "build" / "addok"
SHARED = Path(os.environ.get("OLTP_SHARED_DATA", ROOT.parent / "shared" / "data"))
BONDY, BRUZ, KNOWN = "ban_93010_bondy.csv.gz", "bal_35047_bruz_v1.3.csv.gz", "adresses_connues_dev.csv.gz"
PRECISE, STREET = ("numero", "interpole", "carrefour"), ("numero", "interpole", "rue")
MIN_SCORE = 0.5
ASKED = 3_000
Line = tuple[str, str, str, str]


class Suite:
    """Bases and queries, asked of both engines: ours at once, addok's in one process of its own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.bases: dict[str, Sources] = {}
        self.queries: dict[str, tuple[str, list[str]]] = {}
        self.found: dict[str, pd.DataFrame] = {}
        self.rate: dict[str, float] = {}
        self.theirs: dict = {}

    def ask(self, name: str, base: str, texts: list[str]) -> pd.DataFrame:
        """What our engine finds, and how fast, index already open."""
        geocoder = Geocoder(build_index(self.bases[base]))
        began = time.perf_counter()
        self.found[name] = geocoder.match(texts)
        self.rate[name] = len(texts) / (time.perf_counter() - began)
        self.queries[name] = (base, texts)
        return self.found[name]

    def ask_addok(self) -> None:
        """The same of addok, on a Redis started and ended here; ours is timed anew just before, under the same load."""
        if not (ADDOK / "bin" / "redis-server").exists():
            print("addok n'est pas là (sh .ci/addok.sh build/addok) : sa colonne reste vide.")
            return
        socket = self.folder / "redis.sock"
        server = subprocess.Popen([ADDOK / "bin" / "redis-server", "--port", "0", "--unixsocket", socket, "--save", "",
                                   "--appendonly", "no"], stdout=subprocess.DEVNULL)  # fmt: skip
        try:
            while not socket.exists():
                time.sleep(0.05)
            with self._worker(socket) as worker:
                for base in self.bases:
                    worker({"base": self._documents(base)})
                    for name, (asked, texts) in list(self.queries.items()):
                        if asked == base:
                            self.ask(name, base, texts)
                            self.theirs[name] = worker({"texts": texts})
        finally:
            server.terminate()
            server.wait()

    @contextlib.contextmanager
    def _worker(self, socket: Path) -> Iterator[Callable[[dict], dict]]:
        """addok in a process of its own: hands it a job, returns its answer."""
        environment = {"PATH": "/usr/bin:/bin", "REDIS_SOCKET": str(socket),
                       "ADDOK_CONFIG_MODULE": str(ROOT / "benchmarks" / "addok_conf.py")}  # fmt: skip
        process = subprocess.Popen(
            [ADDOK / "venv" / "bin" / "python", ROOT / "benchmarks" / "addok_worker.py"], env=environment,
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True,
        )  # fmt: skip
        while process.stdout.readline().strip() != "ready":
            if process.poll() is not None:
                raise SystemExit("addok ne démarre pas : relancez sh .ci/addok.sh build/addok.")

        def do(job: dict) -> dict:
            process.stdin.write(json.dumps(job) + "\n")
            process.stdin.flush()
            return json.loads(process.stdout.readline())

        try:
            yield do
        finally:
            process.stdin.close()
            process.wait()

    def _documents(self, base: str) -> str:
        path, sources = self.folder / "documents.jsonl", self.bases[base]
        lonlat = transform(sources.addresses[["x", "y"]].to_numpy(float), sources.epsg, 4326)
        documents(sources.addresses, lonlat, path)
        return str(path)

    def addok(self, name: str) -> pd.DataFrame | None:
        """x, y, score, type, label of addok's first results, NaN and "" without one."""
        if name not in self.theirs:
            return None
        rows = [one or [np.nan, np.nan, 0.0, "", ""] for one in self.theirs[name]["results"]]
        frame = pd.DataFrame(rows, columns=["lon", "lat", "score", "type", "label"])
        xy = transform(frame[["lon", "lat"]].to_numpy(float), 4326, 2154)
        return frame.assign(x=xy[:, 0], y=xy[:, 1])

    def speed(self, name: str) -> Line:
        """Addresses a second of both, and their ratio."""
        if name not in self.theirs:
            return (f"adresses par seconde, {name}", f"{self.rate[name]:,.0f}", "", "≥ 3 fois addok")
        theirs = len(self.queries[name][1]) / self.theirs[name]["seconds"]
        ours = f"{self.rate[name]:,.0f} ({self.rate[name] / theirs:.1f} fois)"
        return (f"adresses par seconde, {name}", ours, f"{theirs:,.0f}", "≥ 3 fois addok")


def share(values: np.ndarray | pd.Series | None) -> str:
    """A share as a percentage, "" when there is none."""
    return "" if values is None else f"{100 * float(np.mean(values)):.1f} %"


def near(found: pd.DataFrame | None, rows: pd.DataFrame, metres: float) -> np.ndarray | None:
    """Which results stand within `metres` of the addresses asked."""
    if found is None:
        return None
    dx, dy = (found[axis].to_numpy() - rows[axis].to_numpy() for axis in "xy")
    return np.hypot(dx, dy) <= metres


def clean(suite: Suite) -> list[Line]:
    """Addresses of the base as the base writes them."""
    asked = {}
    for base in ("Bondy", "Bruz", "15 régions"):
        rows = suite.bases[base].addresses
        rows = rows[rows["number"] > 0]
        asked[base] = rows.sample(min(ASKED, len(rows)), random_state=1)
        suite.ask(f"propres, {base}", base, typed(asked[base], "number", "suffix", "street", "postcode", "commune"))
    yield
    for base, rows in asked.items():
        ours, theirs = suite.found[f"propres, {base}"], suite.addok(f"propres, {base}")
        # addok keeps coordinates to the geohash: a metre is its zero.
        exact = share(near(ours, rows, 0.01)), share(near(theirs, rows, 1.0))
        yield (f"adresses propres à 0 m, {base}", *exact, "≥ 99 %")
        yield suite.speed(f"propres, {base}")


def police(suite: Suite, folder: Path) -> list[Line]:
    """Accidents whose address the police typed."""
    cases = pd.read_csv(folder / "baac_bondy_adresses_2019.csv", sep=";")
    ours = suite.ask("police", "Bondy", cases["adr"].tolist())
    yield
    rows = suite.bases["Bondy"].addresses
    at = transform(cases[["lon", "lat"]].to_numpy(float), 4326, 2154)
    theirs = suite.addok("police")
    both = [(ours["x"].notna().to_numpy() & ours["precision"].isin(STREET).to_numpy(), ours)]
    if theirs is not None:
        sure = (theirs["score"] >= MIN_SCORE) & theirs["type"].isin(["street", "housenumber"])
        both.append((sure.to_numpy(), theirs))
    streets, points = [], []
    for there, found in both:
        labels = found["label"].to_numpy()
        by_name = {name: group[["x", "y"]].to_numpy() for name, group in rows.groupby("street")}
        nowhere = np.full((1, 2), np.inf)
        own = [np.concatenate([nowhere, *(xy for name, xy in by_name.items() if name in label)])
               for label in labels[there]]  # fmt: skip
        away = [np.hypot(*(xy - point).T).min() for xy, point in zip(own, at[there], strict=True)]
        streets.append(share(np.array(away) <= 100))
        points.append(share(np.hypot(found["x"] - at[:, 0], found["y"] - at[:, 1])[there] <= 100))
    found = [share(there) for there, _ in both] + [""]
    yield ("police : trouvées à la rue ou mieux", found[0], found[1], "≥ 85 %")
    yield ("police : dont la rue passe à moins de 100 m", streets[0], ([*streets, ""])[1], "≥ 85 %")
    yield ("police : dont le point est à moins de 100 m", points[0], ([*points, ""])[1], "")


def tester(suite: Suite, folder: Path) -> list[Line]:
    """The cases of geocoder-tester, as they are and with a letter wrong."""
    cases = geocoder_tester(folder)
    asked = {"geocoder-tester": cases["query"].tolist(), "avec une faute": misspelt(cases["query"].tolist(), 3)}
    for name, texts in asked.items():
        suite.ask(name, "15 régions", texts)
    yield
    for name, wanted in (("geocoder-tester", "≥ 97 %"), ("avec une faute", "≥ 90 %")):
        ours, theirs = suite.found[name], suite.addok(name)
        placed = ours["label"].where(ours["precision"].isin(PRECISE), "")
        right = as_expected(cases, placed.tolist())
        others = None if theirs is None else as_expected(cases, theirs["label"].tolist())
        yield (f"{name} : numéro, rue et commune attendus", share(right), share(others), wanted)
        tied = ours["reason"].str.startswith("Plusieurs réponses")
        yield (f"{name} : laissées, plusieurs aussi bonnes", share(tied), "", "")
        yield suite.speed(name)


def false_matches(suite: Suite) -> list[Line]:
    """Addresses of streets taken out of the base: every precise answer is false."""
    asked = {}
    for base in ("Bondy", "Bruz", "15 régions"):
        kept, out = held_out(suite.bases[base], 11)
        suite.bases[f"{base} amputée"] = replace(suite.bases[base], addresses=kept)
        for fields in (("postcode", "commune"), ()):
            name = f"rues absentes, {base}{'' if fields else ', sans commune'}"
            asked[name] = typed(out, "number", "suffix", "street", *fields)
            suite.ask(name, f"{base} amputée", asked[name])
    yield
    for name in asked:
        theirs = suite.addok(name)
        wrong = None if theirs is None else (theirs["score"] >= MIN_SCORE) & (theirs["type"] == "housenumber")
        yield (f"faux précis, {name}", share(suite.found[name]["precision"].isin(PRECISE)), share(wrong), "≤ 1 %")


def crossings(folder: Path) -> list[Line]:
    """The cameras of Paris, told by the streets that cross there."""
    sources, _ = read_sources([folder / "paris_croisements_rues_osm.csv.gz"])
    path = folder.parent / "imports_reels" / "paris_videoprotection_2019_annexe1.csv"
    places = pd.read_csv(path, sep=";", dtype=str, keep_default_na=False)["Implantation"].tolist()
    geocoder = Geocoder(build_index(sources))
    began = time.perf_counter()
    found = geocoder.match(places)
    rate = len(places) / (time.perf_counter() - began)
    yield
    n = int((found["precision"] == "carrefour").sum())
    yield (f"carrefours de Paris trouvés, sur {len(places)} lieux", str(n), "", "> 707")
    yield ("adresses par seconde, carrefours de Paris", f"{rate:,.0f}", "", "")


def big(folder: Path) -> list[Line]:
    """The index of 500 000 addresses, made and used in processes of their own."""
    base, index = folder / "grande.csv.gz", folder / "grande.oltpadr"
    big_base(base)
    yield
    built = child("build", base, index)
    used = child("use", base, index)
    yield ("index de 500 000 adresses : fabrication", f"{built['seconds']:.1f} s", "", "≤ 60 s")
    yield ("index de 500 000 adresses : poids", f"{index.stat().st_size / 1e6:.1f} Mo", "", "< 200 Mo")
    yield ("index de 500 000 adresses : ouverture", f"{used['open']:.3f} s", "", "≤ 0,2 s")
    yield ("index de 500 000 adresses : mémoire en cherchant", f"{used['mib']:.0f} Mio", "", "< 500 Mio")
    yield ("index de 500 000 adresses : adresses par seconde", f"{used['rate']:,.0f}", "", "")
    yield ("index de 500 000 adresses : trouvées à 0 m", f"{used['right']:.1f} %", "", "≥ 99 %")


def child(what: str, base: Path, index: Path) -> dict:
    """Run one of CHILDREN in a process of its own, which answers in JSON."""
    done = subprocess.run([sys.executable, __file__, what, base, index], capture_output=True, text=True, check=True)
    return json.loads(done.stdout)


def build_big(base: Path, index: Path) -> dict:
    """Read the base, make its index, write it."""
    began = time.perf_counter()
    build_index(read_sources([base])[0]).save(index)
    return {"seconds": time.perf_counter() - began}


def use_big(base: Path, index: Path) -> dict:
    """Open the index, match 10 000 addresses drawn from the base in pieces, so that reading it weighs nothing."""
    pieces = pd.read_csv(base, sep=";", dtype=str, keep_default_na=False, chunksize=20_000)
    rows = pd.concat([piece.sample(400, random_state=1) for piece in pieces], ignore_index=True)
    texts = [" ".join(row) for row in rows[["numero", "nom_voie", "code_postal", "nom_commune"]].to_numpy()]
    began = time.perf_counter()
    opened = AddressIndex.open(index)
    seconds = time.perf_counter() - began
    geocoder = Geocoder(opened)
    began = time.perf_counter()
    found = geocoder.match(texts)
    rate = len(texts) / (time.perf_counter() - began)
    right = near(found, rows.astype({"x": float, "y": float}), 0.01)
    return {"open": seconds, "rate": rate, "mib": peak_mib(), "right": 100 * float(right.mean())}


CHILDREN = {"build": build_big, "use": use_big}


def measure(folder: Path) -> list[Line]:
    """Every line of the table: first all that is asked of our engine, then addok once, then the lines."""
    suite, steps = Suite(folder), [big(folder)]
    addresses = SHARED / "adresses"
    if addresses.exists():
        known = [addresses / name for name in (BONDY, BRUZ, KNOWN)]
        suite.bases = {"Bondy": read_sources(known[:1])[0], "Bruz": read_sources(known[1:2])[0],
                       "15 régions": read_sources(known)[0]}  # fmt: skip
        steps = [clean(suite), police(suite, addresses), tester(suite, addresses), false_matches(suite),
                 crossings(addresses), *steps]  # fmt: skip
    else:
        print(f"Pas de bases réelles dans {SHARED} (OLTP_SHARED_DATA) : seul l'index inventé est mesuré.")
    for step in steps:
        next(step)
    if addresses.exists():
        suite.ask_addok()
    return [line for step in steps for line in step]


def main() -> None:
    """Print the table and keep it."""
    with tempfile.TemporaryDirectory() as folder:
        lines = measure(Path(folder))
    heads = ("mesure", "cette extension", "addok", "demandé")
    widths = [max(len(line[i]) for line in (*lines, heads)) for i in range(4)]
    for line in (heads, tuple("-" * width for width in widths), *lines):
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())
    output = ROOT / "build" / "bench" / "geocoding.json"
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(json.dumps(lines, ensure_ascii=False, indent=1), encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) > 1:
        print(json.dumps(CHILDREN[sys.argv[1]](Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main()
