"""The bus company's file: UTF-8, comma, ISO moments, located by stop, with a free text that names people."""

from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.resources.sample.defects import Picks, lines_after_header, truth, write_csv
from oltp_qgis_plugin.resources.sample.wording import person, phone

NAME = "transport.csv"
HEADER = "id_evt,date_heure,ligne,arret,code_arret,sens,vehicule,nature,commentaire"
COMMENTS = (
    "",
    "",
    "",
    "RAS après passage du contrôleur",
    "Service retardé de 6 min",
    "PC prévenu",
    "Abribus à remplacer",
)


def write_transport_file(folder: Path, incidents: pd.DataFrame, stops: pd.DataFrame, rng) -> dict:
    """Write the file; returns its truth."""
    picks = Picks(incidents, rng)
    anchors = list(stops.itertuples())
    rows = []
    for row, incident in enumerate(incidents.itertuples()):
        stop = anchors[incident.anchor]
        rows.append([
            f"T{incident.moment:%y%m}-{row + 1:05d}", f"{incident.moment:%Y-%m-%dT%H:%M:%S}", stop.ligne, stop.nom,
            stop.code, ("aller", "retour")[rng.integers(2)], f"bus {rng.integers(401, 448)}", incident.libelle,
            COMMENTS[rng.integers(len(COMMENTS))],
        ])  # fmt: skip
    for row in picks.take("date_sans_heure", 120):
        rows[row][1] = rows[row][1][:10]
    for row in picks.take("code_arret_absent", 180):
        rows[row][4] = ""
    for row in picks.take("arret_inconnu", 8):
        rows[row][3:5] = "Dépôt", "ZZ999"
    for row in picks.take("sans_arret", 20):
        rows[row][3:5] = "", ""
    for row in picks.take("personne_en_texte_libre", 500):
        rows[row][8] = f"Témoin : {person(rng)}, joignable au {phone(rng)}"
    write_csv(folder / NAME, HEADER, rows, "utf-8", ",")
    return truth(incidents, picks, lines_after_header(incidents), encodage="utf-8", separateur=",")
