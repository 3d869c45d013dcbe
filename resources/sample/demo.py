"""The main job on the sample town, each step through `qgis_process` from an empty profile: what `make demo` runs."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent.parent
TERRITORIES = (("qpv_2015", "qpv_2015"), ("qpv_2024", "qpv_2024"), ("groupes_territoriaux", "territorial_group"))
PLACES = (
    ("arrets", "arret", "code", ["nom"]),
    ("ecoles", "ecole", "uai", ["nom"]),
    ("residences", "residence", "code", ["residence", "batiment", "hall"]),
)
PARTNER_FILES = ("police_municipale.csv", "bailleur.xlsx", "transport.csv", "education_nationale.ods", "citoyens.csv")
OUTPUTS = ("observatoire.gpkg", "observatoire.qgz", "adresses.oltpadr", "hotspots.gpkg", "territoires.gpkg",
           "atlas.pdf", "bilan.xlsx")  # fmt: skip
CELL_SIZE = 150


class Process:
    """`qgis_process` with the plugin enabled in a profile of its own."""

    def __init__(self, profile: str) -> None:
        self.env = os.environ | {
            "QGIS_PLUGINPATH": str(ROOT / "build" / "dev"),
            "QGIS_CUSTOM_CONFIG_PATH": profile,
            "QT_QPA_PLATFORM": "offscreen",
            "XDG_RUNTIME_DIR": profile,
            "PATH": "/usr/bin:/bin",
            "LANG": "C.UTF-8",
        }
        self._call("plugins", "enable", "oltp_qgis_plugin")

    def _call(self, *arguments: str, given: str | None = None) -> subprocess.CompletedProcess:
        return subprocess.run(
            ["qgis_process", *arguments], env=self.env, input=given, capture_output=True, text=True, check=False
        )

    def run(self, algorithm: str, **inputs: object) -> dict:
        """Results of an algorithm. A failure ends the demonstration with the algorithm's own sentence."""
        done = self._call("run", f"oltp:{algorithm}", "-", given=json.dumps({"inputs": inputs}, default=str))
        if done.returncode != 0:
            sys.exit(f"oltp:{algorithm} a échoué :\n{done.stderr.strip()}")
        return json.loads(done.stdout)["results"]


def main(folder: Path) -> None:
    """Make every output in `folder`, anew, and say in French what was done."""
    if folder.exists():
        shutil.rmtree(folder)
    folder.mkdir(parents=True)
    with tempfile.TemporaryDirectory() as profile:
        _chain(Process(profile), folder)
    print(f"\nTout est dans {folder} :")
    for name in OUTPUTS:
        print(f"  {name:<20}{(folder / name).stat().st_size / 1024:>8.0f} Kio")
    _offer_to_open(folder / "observatoire.qgz")


def _chain(process: Process, folder: Path) -> None:
    town, store = folder / "ville", folder / "observatoire.gpkg"
    print("1. Ville d'exemple (fictive) : territoires, lieux, adresses et cinq fichiers de partenaires")
    process.run("create_sample_town", FOLDER=town)
    print("2. Observatoire : création, territoires, lieux")
    process.run("create_observatory", OUTPUT=store, CRS="EPSG:2154")
    _load_references(process, town, store)
    print("3. Import des fichiers")
    _import_files(process, town, store)
    print("4. Géolocalisation de ce qui n'a qu'une adresse")
    _locate(process, town, folder)
    print("5. Points chauds, et leur part dans chaque QPV")
    cells = process.run(
        "hotspot_grid", INCIDENTS=f"{store}|layername=incident", CELL_SIZE=CELL_SIZE,
        STUDY_AREA=f"{town}/territoires.gpkg|layername=commune", OUTPUT=folder / "hotspots.gpkg",
    )["OUTPUT"]  # fmt: skip
    process.run(
        "hotspots_by_territory", INCIDENTS=f"{store}|layername=incident", HOTSPOTS=cells,
        TERRITORIES=f"{town}/territoires.gpkg|layername=qpv_2024", CODE_FIELD="code", NAME_FIELD="nom",
        POPULATION_FIELD="population", STUDY_AREA=f"{town}/territoires.gpkg|layername=commune",
        OUTPUT=folder / "territoires.gpkg",
    )  # fmt: skip
    print("6. Cartes et bilan")
    process.run("create_project", STORE=store, HOTSPOTS=cells, OUTPUT=folder / "observatoire.qgz")
    pages = process.run(
        "export_atlas", STORE=store, HOTSPOTS=cells, STREETS=f"{town}/territoires.gpkg|layername=rues",
        OUTPUT=folder / "atlas.pdf",
    )["PAGES"]  # fmt: skip
    process.run("export_workbook", STORE=store, OUTPUT=folder / "bilan.xlsx")
    print(f"   atlas.pdf : {pages:.0f} pages")


def _load_references(process: Process, town: Path, store: Path) -> None:
    for layer, kind in TERRITORIES:
        process.run(
            "load_territories", STORE=store, INPUT=f"{town}/territoires.gpkg|layername={layer}", KIND=kind,
            CODE_FIELD="code", NAME_FIELD="nom", POPULATION_FIELD="population",
        )  # fmt: skip
    for layer, kind, code, names in PLACES:
        process.run(
            "load_places", STORE=store, INPUT=f"{town}/lieux.gpkg|layername={layer}", KIND=kind,
            CODE_FIELD=code, NAME_FIELDS=names,
        )  # fmt: skip


def _locate(process: Process, town: Path, folder: Path) -> None:
    index = folder / "adresses.oltpadr"
    process.run("build_address_index", INPUT=[town / "adresses-ban.csv"], OUTPUT=index)
    found = process.run("geocode_incidents", STORE=folder / "observatoire.gpkg", INDEX=index)
    placed, sought = found["PLACED"], found["UNLOCATED"]
    print(f"   faits sans point : {sought:.0f} ; placés d'après leur adresse ou leur lieu : {placed:.0f}")


def _import_files(process: Process, town: Path, store: Path) -> None:
    names = ("READ", "IMPORTED", "KNOWN", "REFUSED", "IGNORED")
    total = dict.fromkeys((*names, "LOCATED"), 0)
    _print_line("fichier", "lues", "importées", "connues", "refusées", "ignorées", "localisées")
    for name in PARTNER_FILES:
        result = process.run("import_partner_file", INPUT=town / name, STORE=store)
        counts = {count: int(result[f"ROWS_{count}"]) for count in names} | {"LOCATED": int(result["LOCATED"])}
        total = {count: total[count] + n for count, n in counts.items()}
        _print_line(name, *counts.values())
    _print_line("ensemble", *total.values())


def _print_line(name: str, *cells: object) -> None:
    print(f"   {name:<26}" + "".join(f"{cell:>12}" for cell in cells))


def _offer_to_open(project: Path) -> None:
    """Ask, where there are a screen and someone at the keyboard, whether to open the project."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")) or not sys.stdin.isatty():
        print(f"\nPour l'ouvrir : qgis {project}")
        return
    if input("\nOuvrir le projet dans QGIS ? [O/n] ").strip().lower() in ("", "o", "oui"):
        subprocess.Popen(["qgis", str(project)], start_new_session=True)


if __name__ == "__main__":
    main(Path(sys.argv[1] if len(sys.argv) > 1 else "build/demo").resolve())
