"""The fictional town: `generate(folder)` writes its territories, places, addresses, five partner files and truth.

From a shell: python3 -m oltp_qgis_plugin.resources.sample.town FOLDER [SEED]
"""

import json
import sys
from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.resources.sample.addresses import ban_table, make_addresses
from oltp_qgis_plugin.resources.sample.incidents import anchor_weights, make_incidents
from oltp_qgis_plugin.resources.sample.partner_citizens import write_citizens_file
from oltp_qgis_plugin.resources.sample.partner_landlord import write_landlord_file
from oltp_qgis_plugin.resources.sample.partner_police import write_police_file
from oltp_qgis_plugin.resources.sample.partner_schools import write_schools_file
from oltp_qgis_plugin.resources.sample.partner_transport import write_transport_file
from oltp_qgis_plugin.resources.sample.places import make_halls, make_schools, make_stops
from oltp_qgis_plugin.resources.sample.plan import INSEE, TOWN, Plan, load_plan, read_table
from oltp_qgis_plugin.resources.sample.streets import make_streets
from oltp_qgis_plugin.resources.sample.territories import make_territories, points, write_geopackage

TERRITORIES, PLACES, ADDRESSES, TRUTH = "territoires.gpkg", "lieux.gpkg", "adresses-ban.csv", "verite.json"


def generate(folder: Path, seed: int = 2024) -> dict:
    """Write the town into `folder` and return the content of verite.json.

    The folder is made when absent; files of the same name are replaced.
    The same seed gives the same CSV files to the byte. Raises OSError when a file cannot be written.
    """
    folder = Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    plan = load_plan(rng)
    streets = make_streets(plan, rng)
    addresses = make_addresses(streets, plan, rng)
    halls, stops, schools = make_halls(plan, rng), make_stops(plan, streets), make_schools(plan)
    lived_in = pd.concat([addresses[["x", "y", "people"]], halls[["x", "y", "people"]]], ignore_index=True)
    layers = make_territories(plan, lived_in)
    layers["rues"] = streets[["nom", "longueur", "geometry"]]
    write_geopackage(folder / TERRITORIES, layers)
    write_places(folder / PLACES, stops, schools, halls)
    ban_table(addresses).to_csv(folder / ADDRESSES, sep=";", index=False, lineterminator="\n")
    incidents = make_incidents(plan, anchors_by_partner(plan, addresses, halls, stops, schools), rng)
    files = {
        "police_municipale.csv": write_police_file(folder, incidents["police_municipale"], addresses, streets, rng),
        "bailleur.xlsx": write_landlord_file(folder, incidents["bailleur"], halls, rng),
        "transport.csv": write_transport_file(folder, incidents["transport"], stops, rng),
        "education_nationale.ods": write_schools_file(folder, incidents["education_nationale"], schools, rng),
        "citoyens.csv": write_citizens_file(folder, incidents["citoyens"], addresses, rng),
    }
    truth = told(plan, seed, layers, incidents, files)
    (folder / TRUTH).write_text(json.dumps(truth, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return truth


def write_places(path: Path, stops: pd.DataFrame, schools: pd.DataFrame, halls: pd.DataFrame) -> None:
    """Write the gazetteers: arrets, ecoles, residences."""
    write_geopackage(path, {
        "arrets": points(stops, ["code", "nom", "ligne"]),
        "ecoles": points(schools, ["uai", "nom"]),
        "residences": points(halls, ["code", "residence", "batiment", "hall"]),
    })  # fmt: skip


def anchors_by_partner(plan: Plan, addresses, halls, stops, schools) -> dict:
    """Where each partner's incidents can happen: x, y, weight, style."""
    doors = addresses.assign(weight=anchor_weights(addresses, plan))[["x", "y", "weight", "style"]]
    near_people = anchor_weights(stops.assign(people=1.0), plan)
    return {
        "police_municipale": doors,
        "citoyens": doors,
        "bailleur": halls.assign(weight=anchor_weights(halls, plan), style=""),
        "transport": stops.assign(weight=near_people, style=""),
        "education_nationale": schools.assign(weight=schools["niveau"].astype(float), style=""),
    }


def told(plan: Plan, seed: int, layers: dict, incidents: dict, files: dict) -> dict:
    """The planted truth: hot spots, territories, labels with their category, files with their defects."""
    everything = pd.concat([frame["spot"] for frame in incidents.values()])
    spots = [
        {key: spot[key] for key in ("id", "nom", "x", "y", "famille", "heures", "jours", "mois")}
        | {"rayon_m": spot["rayon"], "incidents": int((everything == spot["id"]).sum()), "libelles": spot["libelles"]}
        for spot in plan.hot_spots
    ]
    labels = {partner: {} for partner in incidents}
    for row in read_table("libelles.csv"):
        labels[row["fichier"]][row["libelle"]] = row["categorie"]
    return {
        "commune": TOWN, "code_insee": INSEE, "epsg": 2154, "graine": seed, "periode": ["2023-01-01", "2024-12-31"],
        "incidents": sum(len(frame) for frame in incidents.values()),
        "territoires": {
            "qpv_2015": layers["qpv_2015"]["code"].tolist(),
            "qpv_2024": layers["qpv_2024"]["code"].tolist(),
            "groupes_territoriaux": layers["groupes_territoriaux"]["code"].tolist(),
            "qpv_invalide": next(row.code for row in layers["qpv_2015"].itertuples() if not row.geometry.is_valid),
        },
        "points_chauds": spots,
        "fichiers": files,
        "libelles": labels,
    }  # fmt: skip


def main(arguments: list) -> int:
    """Generate the town into the folder given; print what was written. Returns the exit status."""
    if not arguments:
        print("Usage : python3 -m oltp_qgis_plugin.resources.sample.town DOSSIER [GRAINE]", file=sys.stderr)
        return 2
    truth = generate(Path(arguments[0]), int(arguments[1]) if len(arguments) > 1 else 2024)
    print(f"{truth['commune']} : {truth['incidents']} incidents fictifs dans {len(truth['fichiers'])} fichiers.")
    for name, file in truth["fichiers"].items():
        defects = sum(defect["n"] for defect in file["defauts"].values())
        print(f"- {name} : {file['lignes']} lignes, {defects} défauts, {len(file['refus_attendus'])} refus attendus")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
