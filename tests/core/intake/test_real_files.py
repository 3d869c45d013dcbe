"""Public files as they came: each was looked at beside its source; counts are those of shared/data/README.md."""

import pytest

from oltp_qgis_plugin.core.intake.tables import read_table

REELS, INCIDENTS = "imports_reels/", "incidents/"
# file, rows, columns, first and last row number, first cell and last filled column of the first row, a note
EXPECTED = [
    (REELS + "csvdetective_dates_fr.csv", 10, 2, 2, 11, "13 fevrier 1996", "Encodage : UTF-8."),
    (REELS + "csvdetective_divers.csv", 10, 6, 2, 11, "homme", "point-virgule"),
    (REELS + "csvdetective_lonlat.csv", 10, 5, 2, 11, "FR", "point-virgule"),
    (REELS + "csvdetective_preambule.csv", 1, 3, 4, 4, "row A", "En-têtes : ligne 3 ; les lignes au-dessus"),
    (REELS + "csvdetective_file.xlsx", 5, 36, 3, 7, "01", "laissées de côté : Notice."),
    (REELS + "csvdetective_file.xls", 5, 8, 2, 6, "ALBERT 1ER, PRINCE DE MONACO INSTITUT OCEANOGRAPHIQUE",
     "Malgré son nom (.xls), le fichier est un classeur OpenDocument (ods)"),
    (REELS + "csvdetective_file.ods", 3, 5, 2, 4, "2012", "Laureats du concours"),
    (REELS + "irve_extrait.csv", 100, 52, 2, 101, "ChargePoint", "Séparateur : virgule."),
    (REELS + "joconde_extrait_pipe.csv", 100, 68, 2, 101, "09880004639", "barre verticale"),
    (REELS + "meteofrance_07_6min.csv", 100, 8, 2, 101, "07005001", "point-virgule"),
    (REELS + "paris_videoprotection_2019_annexe1.csv", 1391, 8, 2, 1392, "75001", "UTF-8"),
    (REELS + "subventions_castelmaurou.csv", 95, 14, 2, 96, "COMMUNE DE CASTELMAUROU", "virgule"),
    (REELS + "us_aggravated_assaults_2019_3_feuilles.xlsx", 8753, 5, 2, 8754, "2019-01-01 00:00:00",
     "Feuille : « Austin ». Feuilles laissées de côté : Fort Worth, Seattle."),
    (INCIDENTS + "baac_caracteristiques_2018_modifie.csv.gz", 57783, 10, 2, 57784, "0", "sans nom : colonne_1."),
    (INCIDENTS + "chicago_aggravated_assaults_2010_2019.csv.gz", 148736, 5, 2, 148737,
     "2010-01-01T00:05:00Z", "virgule"),
    (INCIDENTS + "memphis_2019.gpkg", 2245, 5, 1, 2245, "15213800", "Couche : « robberies_2019 »."),
    (INCIDENTS + "nottingham_burglaries.csv.gz", 2001, 4, 2, 2002, "2020-01-01", "virgule"),
    (INCIDENTS + "nottingham_robberies.csv.gz", 491, 4, 2, 492, "2020-01-01", "virgule"),
    (INCIDENTS + "nottingham_wards.gpkg", 20, 4, 1, 20, "E05012270", "Aucun point"),
    (INCIDENTS + "san_francisco_robbery.csv", 949, 5, 2, 950, "19943899", "virgule"),
    (INCIDENTS + "vancouver_thefts_2020.csv.gz", 21918, 10, 2, 21919, "Other Theft", "virgule"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "n", "width", "first", "last", "cell", "said"), EXPECTED)
def test_a_real_file_is_read_whole(shared_data, name, n, width, first, last, cell, said):
    table = read_table(shared_data / name)
    assert table.frame.shape == (n, width)
    assert (table.rows[0], table.rows[-1]) == (first, last)
    assert table.frame.iloc[0, 0] == cell
    assert (table.ragged, table.ignored) == ((), ())
    assert any(said in note for note in table.notes)


def test_every_file_of_the_real_folders_is_in_the_table(shared_data):
    there = {f"{folder}{path.name}" for folder in (REELS, INCIDENTS) for path in (shared_data / folder).iterdir()}
    assert there == {name for name, *_ in EXPECTED}


@pytest.mark.parametrize(("sheet", "n"), [("Austin", 8753), ("Fort Worth", 1577), ("Seattle", 2522)])
def test_each_sheet_of_a_workbook_can_be_asked(shared_data, sheet, n):
    table = read_table(shared_data / REELS / "us_aggravated_assaults_2019_3_feuilles.xlsx", sheet)
    assert (table.sheet, len(table.frame)) == (sheet, n)


def test_a_header_cell_on_two_lines_becomes_one_name(shared_data):
    table = read_table(shared_data / REELS / "csvdetective_file.xls")
    assert "ADRESSE SIEGE SOCIAL" in table.frame.columns
    assert table.frame["DATE DE RECONNAISSANCE D'UTILITE PUBLIQUE"].iloc[0] == "1906-05-16"


def test_a_file_without_a_header_loses_no_row(shared_data):
    table = read_table(shared_data / "reference/chicago_arson_2016.csv")
    assert table.frame.columns.tolist() == ["colonne_1", "colonne_2", "colonne_3"]
    assert (len(table.frame), table.rows[0]) == (522, 1)


def test_a_shapefile_as_a_town_sends_it_zipped(shared_data):
    table = read_table(shared_data / "montpellier/VilleMTP_MTP_SousQuartiers_2011_shp.zip")
    assert len(table.frame) == 31
    assert {"QUARTMNO", "SQUARTMNO", "LIBSQUART"} <= set(table.frame.columns)
