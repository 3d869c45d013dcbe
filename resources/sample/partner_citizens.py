"""The citizens' reports: UTF-8 with BOM, `;`, position as `lat,lon` in one cell, or otherwise."""

from pathlib import Path

import pandas as pd

from oltp_qgis_plugin.resources.sample.defects import Picks, lines_after_header, truth, write_csv
from oltp_qgis_plugin.resources.sample.projection import DEGREES, LAMBERT, projected
from oltp_qgis_plugin.resources.sample.wording import address_text

NAME = "citoyens.csv"
HEADER = "Type;Sous-type;Adresse;Date;Position"
ABROAD = (
    "48.208200,16.373800",
    "41.902800,12.496400",
    "40.416800,-3.703800",
    "50.850300,4.351700",
    "38.722300,-9.139300",
)
IMPOSSIBLE_DATES = ("30/02/2024 22:00", "31/04/2023 18:30", "31/09/2024 07:45", "29/02/2023 23:10")


def write_citizens_file(folder: Path, incidents: pd.DataFrame, addresses: pd.DataFrame, rng) -> dict:
    """Write the file; returns its truth."""
    picks = Picks(incidents, rng)
    doors = list(addresses.itertuples())
    degrees = projected(incidents[["x", "y"]].to_numpy(), LAMBERT, DEGREES)
    rows = [
        [incident.type, incident.libelle, address_text(doors[incident.anchor], rng),
         f"{incident.moment:%d/%m/%Y %H:%M}", f"{lat:.6f},{lon:.6f}"]
        for incident, (lon, lat) in zip(incidents.itertuples(), degrees, strict=True)
    ]  # fmt: skip
    plant_position_defects(rows, incidents, degrees, doors, picks, rng)
    for row in picks.take("date_sans_heure", 300):
        rows[row][3] = rows[row][3][:10]
    for order, row in enumerate(picks.take("date_impossible", 4)):
        rows[row][3] = IMPOSSIBLE_DATES[order]
    write_csv(folder / NAME, HEADER, rows, "utf-8-sig", ";")
    return truth(incidents, picks, lines_after_header(incidents), encodage="utf-8-sig", separateur=";")


def plant_position_defects(rows: list, incidents, degrees, doors, picks: Picks, rng) -> None:
    """Swap, empty, project or displace the positions of some rows, in place."""
    for row in picks.take("lon_lat_inverses", 60):
        rows[row][4] = f"{degrees[row][0]:.6f},{degrees[row][1]:.6f}"
    for row in picks.take("position_lambert93", 80):
        rows[row][4] = f"{incidents['x'][row]:.1f},{incidents['y'][row]:.1f}"
    empty = picks.take("position_vide", 150)
    for row in empty:
        rows[row][4], rows[row][2] = "", address_text(doors[incidents["anchor"][row]], rng, with_number=True)
    for row in picks.also("ni_position_ni_adresse", rng.permutation(empty)[:25]):
        rows[row][2] = ""
    for order, row in enumerate(picks.take("hors_de_france", len(ABROAD))):
        rows[row][4] = ABROAD[order]
    for row in picks.take("coordonnees_nulles", 5):
        rows[row][4] = "0,0"
