"""The schools' OpenDocument spreadsheet, written with the standard library alone; located by UAI code."""

import zipfile
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd

from oltp_qgis_plugin.resources.sample.defects import Picks, lines_after_header, truth

NAME, SHEET = "education_nationale.ods", "Faits"
HEADER = ("UAI", "Établissement", "Date", "Heure", "Domaine", "Gravité", "Nature")
IMPOSSIBLE_DATES = ("31/06/2023", "30/02/2024", "31/11/2024")
MIMETYPE = "application/vnd.oasis.opendocument.spreadsheet"
NAMES = "urn:oasis:names:tc:opendocument:xmlns"
MANIFEST = (
    f'<?xml version="1.0" encoding="UTF-8"?><manifest:manifest xmlns:manifest="{NAMES}:manifest:1.0" '
    f'manifest:version="1.2"><manifest:file-entry manifest:full-path="/" manifest:version="1.2" '
    f'manifest:media-type="{MIMETYPE}"/><manifest:file-entry manifest:full-path="content.xml" '
    f'manifest:media-type="text/xml"/></manifest:manifest>'
)
CONTENT = (
    f'<?xml version="1.0" encoding="UTF-8"?><office:document-content xmlns:office="{NAMES}:office:1.0" '
    f'xmlns:table="{NAMES}:table:1.0" xmlns:text="{NAMES}:text:1.0" office:version="1.2"><office:body>'
    f'<office:spreadsheet><table:table table:name="{{sheet}}">{{columns}}{{rows}}</table:table>'
    f"</office:spreadsheet></office:body></office:document-content>"
)


def write_schools_file(folder: Path, incidents: pd.DataFrame, schools: pd.DataFrame, rng) -> dict:
    """Write the spreadsheet; returns its truth."""
    picks = Picks(incidents, rng)
    anchors = list(schools.itertuples())
    rows = []
    for incident in incidents.itertuples():
        school = anchors[incident.anchor]
        rows.append([
            school.uai, school.nom, f"{incident.moment:%d/%m/%Y}", f"{incident.moment:%H:%M}", incident.type,
            float(incident.gravite), incident.libelle,
        ])  # fmt: skip
    for row in picks.take("heure_vide", 500):
        rows[row][3] = ""
    for row in picks.take("uai_en_minuscules", 10):
        rows[row][0] = rows[row][0].lower()
    for row in picks.take("uai_inconnu", 6):
        rows[row][0:2] = "0990999K", "Cité scolaire (hors commune)"
    for order, row in enumerate(picks.take("date_impossible", 3)):
        rows[row][2] = IMPOSSIBLE_DATES[order]
    write_ods(folder / NAME, SHEET, [list(HEADER), *rows])
    return truth(incidents, picks, lines_after_header(incidents), feuille=SHEET, ligne_entete=1)


def write_ods(path: Path, sheet: str, rows: list) -> None:
    """Write one sheet of texts and numbers; the same rows give the same bytes."""
    body = "".join(f"<table:table-row>{''.join(cell(value) for value in row)}</table:table-row>" for row in rows)
    columns = f'<table:table-column table:number-columns-repeated="{len(rows[0])}"/>'
    members = (
        ("mimetype", MIMETYPE, zipfile.ZIP_STORED),
        ("META-INF/manifest.xml", MANIFEST, zipfile.ZIP_DEFLATED),
        ("content.xml", CONTENT.format(sheet=sheet, columns=columns, rows=body), zipfile.ZIP_DEFLATED),
    )
    with zipfile.ZipFile(path, "w") as archive:
        for name, text, compression in members:
            archive.writestr(zipfile.ZipInfo(name, (2025, 1, 15, 8, 0, 0)), text.encode(), compression)


def cell(value) -> str:
    """One cell of a row: a number, a text, or nothing."""
    if value == "":
        return "<table:table-cell/>"
    if isinstance(value, float):
        return (
            f'<table:table-cell office:value-type="float" office:value="{value:g}">'
            f"<text:p>{value:g}</text:p></table:table-cell>"
        )
    return f'<table:table-cell office:value-type="string"><text:p>{escape(value)}</text:p></table:table-cell>'
