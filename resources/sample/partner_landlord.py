"""The social landlord's workbook: a notice, then a sheet with titles, blank rows and a total; located by hall."""

from pathlib import Path

import numpy as np
import openpyxl
import pandas as pd

from oltp_qgis_plugin.resources.sample.addresses import plain
from oltp_qgis_plugin.resources.sample.defects import Picks, truth

NAME, SHEET = "bailleur.xlsx", "Signalements"
HEADER = ("Réf.", "Date", "Heure", "Résidence", "Bâtiment", "Hall", "Nature", "Gravité")
HEADER_ROW = 4
BLANK_AFTER = (611, 1340, 2075, 2790, 3502)
UNKNOWN = ("Les Embruns", "Résidence Bellerive", "Le Grand Séquoia")
NOTICE = (
    "Extraction du logiciel de gestion de proximité",
    "Les signalements sont dans la feuille « Signalements » ; la gravité va de vert à rouge.",
    "Établissement fictif : Habitat du Lez-Vieux. Toute ressemblance serait fortuite.",
)


def write_landlord_file(folder: Path, incidents: pd.DataFrame, halls: pd.DataFrame, rng) -> dict:
    """Write the workbook; returns its truth."""
    picks = Picks(incidents, rng)
    anchors = halls[["residence", "batiment", "hall"]].to_numpy().tolist()
    rows = [
        [f"S{row + 1:05d}", incident.moment.to_pydatetime().date(), incident.moment.to_pydatetime().time(),
         *anchors[incident.anchor], incident.libelle, incident.gravite]
        for row, incident in enumerate(incidents.itertuples())
    ]  # fmt: skip
    plant_defects(rows, picks, rng)
    row_of = HEADER_ROW + 1 + np.arange(len(rows)) + np.searchsorted(BLANK_AFTER, np.arange(len(rows)), side="right")
    total_row = int(row_of[-1]) + 1
    write_workbook(folder / NAME, rows, row_of, total_row)
    blank_rows = [HEADER_ROW + 1 + after + order for order, after in enumerate(BLANK_AFTER)]
    return truth(
        incidents, picks, row_of, feuille=SHEET, ligne_entete=HEADER_ROW, lignes_vides=blank_rows, ligne_total=total_row
    )


def plant_defects(rows: list, picks: Picks, rng) -> None:
    """Change some cells of the rows, in place."""
    for row in picks.take("residence_inconnue", 25):
        rows[row][3] = UNKNOWN[rng.integers(len(UNKNOWN))]
    for order, row in enumerate(picks.take("residence_autre_graphie", 200)):
        name = rows[row][3]
        rows[row][3] = (plain(name), f"Résidence {name}", f"  {name.lower()} ", plain(name).lower())[order % 4]
    for row in picks.take("hall_absent", 150):
        rows[row][5] = None
    for row in picks.take("heure_vide", 600):
        rows[row][2] = None
    for row in picks.take("heure_en_h", 400):
        rows[row][2] = f"{rows[row][2].hour}h{rows[row][2].minute:02d}"
    for row in picks.take("date_absente", 3):
        rows[row][1] = None
    for row in picks.take("date_en_texte", 12):
        rows[row][1] = f"{rows[row][1]:%d/%m/%Y}"
    for row in picks.take("gravite_absente", 60):
        rows[row][7] = None


def write_workbook(path: Path, rows: list, row_of: np.ndarray, total_row: int) -> None:
    """Write the notice and the sheet, each row at its place."""
    book = openpyxl.Workbook()
    book.active.title = "Notice"
    for line in NOTICE:
        book.active.append([line])
    sheet = book.create_sheet(SHEET)
    sheet.cell(1, 1, "Habitat du Lez-Vieux - signalements des gardiens")
    sheet.cell(2, 1, "Période du 01/01/2023 au 31/12/2024")
    for column, name in enumerate(HEADER, 1):
        sheet.cell(HEADER_ROW, column, name)
    for row, values in zip(row_of.tolist(), rows, strict=True):
        for column, value in enumerate(values, 1):
            sheet.cell(row, column, value)
        sheet.cell(row, 2).number_format = "dd/mm/yyyy"
    sheet.cell(total_row, 1, "TOTAL")
    sheet.cell(total_row, 8, len(rows))
    book.save(path)
