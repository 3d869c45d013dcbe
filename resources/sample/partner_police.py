"""The municipal police's file: cp1252, `;`, CRLF, decimal comma, coordinates in Lambert-93 or an address only."""

from pathlib import Path

import numpy as np
import pandas as pd

from oltp_qgis_plugin.resources.sample.defects import Picks, lines_after_header, truth, write_csv
from oltp_qgis_plugin.resources.sample.plan import read_table
from oltp_qgis_plugin.resources.sample.wording import VAGUE, Crossings, address_text, person, phone

NAME = "police_municipale.csv"
HEADER = (
    "N° fiche;Objet;Date demande;Heure demande;Adresse;Complément;Suite donnée;Nom du requérant;Téléphone;X_L93;Y_L93"
)
IMPOSSIBLE_DATES = ("31/02/2024", "30/02/2023", "31/04/2023", "29/02/2023", "31/06/2024", "31/11/2023")
OUTCOMES = (
    "Rapport",
    "Verbalisation",
    "Rien à signaler",
    "Rappel à la loi",
    "Transmis PN",
    "Médiation",
    "Intervention",
)
DETAILS = ("2e étage", "devant l'entrée", "côté parking", "au fond de l'impasse", "près du container")


def write_police_file(
    folder: Path, incidents: pd.DataFrame, addresses: pd.DataFrame, streets: pd.DataFrame, rng
) -> dict:
    """Write the file; returns its truth."""
    picks = Picks(incidents, rng)
    places = place_columns(incidents, picks, addresses, Crossings(streets), rng)
    dates, hours = moment_columns(incidents, picks)
    objects = object_column(incidents, picks)
    rows = []
    for row, moment in enumerate(incidents["moment"]):
        named = rng.random() < 0.6
        detail = DETAILS[rng.integers(len(DETAILS))] if rng.random() < 0.12 else ""
        rows.append([
            f"PM{moment.year % 100}-{row + 1:05d}", objects[row], dates[row], hours[row], places["adresse"][row],
            detail, OUTCOMES[rng.integers(len(OUTCOMES))], person(rng) if named else "", phone(rng) if named else "",
            places["x"][row], places["y"][row],
        ])  # fmt: skip
    for row in picks.take("personne_en_texte_libre", 60):
        rows[row][5] = f"rappeler {person(rng)} au {phone(rng)}"
    write_csv(folder / NAME, HEADER, rows, "cp1252", ";", "\r\n")
    return truth(incidents, picks, lines_after_header(incidents), encodage="cp1252", separateur=";")


def place_columns(incidents, picks: Picks, addresses, crossings: Crossings, rng) -> dict:
    """Columns adresse, x, y as written, with their defects."""
    doors = list(addresses.itertuples())
    anchors = [doors[row] for row in incidents["anchor"]]
    written = {
        "adresse": [address_text(anchor, rng) for anchor in anchors],
        "x": [comma(value) for value in incidents["x"]],
        "y": [comma(value) for value in incidents["y"]],
    }
    without = picks.take("sans_xy", 720)
    for row in without:
        written["x"][row] = written["y"][row] = ""
        written["adresse"][row] = address_text(anchors[row], rng, with_number=True)
    order = rng.permutation(without)
    picks.also("adresse_vague_sans_xy", order[:60])
    for row in order[:60]:
        written["adresse"][row] = VAGUE[rng.integers(len(VAGUE))]
    corners = []
    for row in order[60:130]:
        corner = crossings.text(int(anchors[row].street), incidents["x"][row], incidents["y"][row])
        if corner:
            written["adresse"][row] = corner
            corners.append(row)
    picks.also("carrefour_sans_xy", np.array(corners))
    for row in picks.take("xy_inverses", 15):
        written["x"][row], written["y"][row] = written["y"][row], written["x"][row]
    for row in picks.take("coordonnees_nulles", 10):
        written["x"][row] = written["y"][row] = "0,0"
    for row in picks.take("hors_de_france", 8):
        written["x"][row], written["y"][row] = (
            comma(incidents["x"][row] + 1_600_000),
            comma(incidents["y"][row] - 1_200_000),
        )
    return written


def moment_columns(incidents: pd.DataFrame, picks: Picks) -> tuple:
    """(dates, hours) as written, with their defects."""
    dates = [f"{moment:%d/%m/%Y}" for moment in incidents["moment"]]
    hours = [f"{moment:%H:%M}" for moment in incidents["moment"]]
    for order, row in enumerate(picks.take("date_impossible", 12)):
        dates[row] = IMPOSSIBLE_DATES[order % len(IMPOSSIBLE_DATES)]
    rewritten = {
        "heure_vers": (120, lambda moment: f"vers {moment.hour}h"),
        "heure_en_h": (270, lambda moment: f"{moment.hour}h{moment.minute:02d}"),
        "heure_inconnue": (180, lambda moment: "inconnue"),
        "heure_vide": (220, lambda moment: ""),
        "heure_24": (6, lambda moment: "24:00"),
    }
    for kind, (count, form) in rewritten.items():
        for row in picks.take(kind, count):
            hours[row] = form(incidents["moment"][row])
    return dates, hours


def object_column(incidents: pd.DataFrame, picks: Picks) -> list:
    """Labels as written; 2 % are known to no nomenclature."""
    labels = read_table("libelles.csv")
    unknown = [
        label["libelle"] for label in labels if label["fichier"] == "police_municipale" and not label["categorie"]
    ]
    objects = incidents["libelle"].tolist()
    for order, row in enumerate(picks.take("libelle_inconnu", 180)):
        objects[row] = unknown[order % len(unknown)]
    return objects


def comma(value: float) -> str:
    """A coordinate to the decimetre with a decimal comma."""
    return f"{value:.1f}".replace(".", ",")
