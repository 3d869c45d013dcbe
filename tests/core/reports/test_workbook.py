"""The workbook, read back with openpyxl."""

import openpyxl
import pandas as pd
import pytest

from oltp_qgis_plugin.core.reports.workbook import Material, write_workbook
from oltp_qgis_plugin.errors import OutputError, StoreError


@pytest.fixture
def material() -> Material:
    incidents = pd.DataFrame({
        "partner": ["PM"] * 1_200 + ["=CMD"], "category": "TRA1", "batch": 1,
        "began_at": pd.Timestamp("2024-05-02 22:00"), "hour_known": True, "precision": "numero", "x": 1.0,
        "territorial_group": "GT1", "qpv_2015": None, "qpv_2024": "QN09901M",
    })  # fmt: skip
    batches = pd.DataFrame([{
        "fid": 1, "partner": "PM", "file_name": "@fichier.csv", "imported_at": pd.Timestamp("2025-01-15 08:30"),
        "rows_read": 1_203, "rows_imported": 1_201, "rows_updated": 0, "rows_known": 0, "rows_refused": 2,
        "rows_ignored": 0,
    }])  # fmt: skip
    refused = pd.DataFrame({"reason": ["-date impossible", "-date impossible"], "partner": "PM"})
    qpv = {"2024": {"QN09901M": "Les Tilleuls"}, "2015": {}}
    return Material(incidents, batches, refused, {"PM": "Police municipale", "=CMD": "=1+1"}, {"GT1": "+Centre"}, qpv)


@pytest.fixture
def book(material, tmp_path):
    write_workbook(tmp_path / "bilan.xlsx", material)
    return openpyxl.load_workbook(tmp_path / "bilan.xlsx")


def test_the_first_sheet_says_diffusion_period_and_sources(book):
    assert book.sheetnames == [
        "Lisez-moi", "Catégories", "Mois", "Créneaux", "Groupes territoriaux", "QPV 2024", "QPV 2015",
        "Qualité des lots", "Lignes refusées",
    ]  # fmt: skip
    text = {row[0]: row[1] for row in book["Lisez-moi"].iter_rows(values_only=True)}
    assert "partenaires — ne pas publier" in text["Diffusion"]
    assert text["Période"] == "du 2\u00a0mai 2024 au 2\u00a0mai 2024"
    assert "Police municipale\u00a0: 1\u202f200\u00a0signalements" in text["Sources"]


def test_no_text_becomes_a_formula(book):
    cells = [cell for page in book for row in page.iter_rows() for cell in row]
    assert not [cell.coordinate for cell in cells if cell.data_type == "f"]
    suspect = {str(cell.value): cell.quotePrefix for cell in cells if str(cell.value).startswith(("=", "+", "-", "@"))}
    assert suspect == {"=1+1": True, "+Centre": True, "@fichier.csv": True, "-date impossible": True}


def test_counts_are_numbers_and_dates_are_dates(book):
    page = book["Qualité des lots"]
    row = {header.value: cell for header, cell in zip(page[1], page[2], strict=True)}
    assert (row["Lues"].value, row["Lues"].number_format) == (1_203, "#,##0")
    assert row["Importé le"].value == pd.Timestamp("2025-01-15 08:30")
    assert (row["Localisés"].value, row["Localisés"].number_format) == (1, "0%")


def test_headers_stay_in_sight(book):
    assert book["Catégories"].freeze_panes == "C2"
    assert book["Mois"].freeze_panes == "B2"


def test_an_empty_observatory_is_told_in_a_sentence(material, tmp_path):
    empty = Material(material.incidents.iloc[:0], material.batches, material.refused, {}, {}, {})
    with pytest.raises(StoreError, match="aucun fait"):
        write_workbook(tmp_path / "bilan.xlsx", empty)
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_is_not_there_is_told_in_a_sentence(material, tmp_path):
    with pytest.raises(OutputError, match="ne peut pas être écrit"):
        write_workbook(tmp_path / "absent" / "bilan.xlsx", material)
