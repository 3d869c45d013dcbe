import pytest

from oltp_qgis_plugin.core.intake.headers import clean_headers, find_header, header_at

DATA = [["A1", "01/03/2024", "Bruit", "12"], ["A2", "02/03/2024", "Tag", "3"], ["A3", "03/03/2024", "Tag", "4"]]


@pytest.mark.parametrize(
    ("above", "names", "row"),
    [
        ([], ["Réf", "Date", "Nature", "Nb"], 0),
        ([["Ville de Test"], []], ["Réf", "Date", "Nature", "Nb"], 2),
        ([["Bilan 2024", "", "", "page 1"]], ["Réf", "Date", "Nature", "Nb"], 1),
        ([], ["Commune", "2019", "2020", "2021"], 0),
    ],
)
def test_the_header_is_found_under_its_titles(above, names, row):
    header = find_header([*above, names, *DATA])
    assert (header.first, header.last, list(header.names)) == (row, row, names)


def test_numbers_where_the_column_has_numbers_are_data_not_a_header():
    header = find_header([["1153060.1", "1899999.2", "01/01/2016"]] * 5)
    assert (header.first, header.last) == (0, -1)
    assert header.names == ("colonne_1", "colonne_2", "colonne_3")
    assert "Aucune ligne d'en-têtes" in header.note()


def test_two_rows_that_complete_each_other_are_one_header():
    rows = [["Réf", "Date", "Lieu", "", "", "Nature"], ["", "", "Rue", "Quartier", "Ville", ""]]
    header = find_header([*rows, *[["A1", "01/03/2024", "rue A", "Q", "V", "Tag"]] * 4])
    assert (header.first, header.last) == (0, 1)
    assert header.names == ("Réf", "Date", "Lieu – Rue", "Lieu – Quartier", "Lieu – Ville", "Nature")
    assert "deux lignes (1 et 2)" in header.note()


def test_group_titles_over_repeated_names_tell_them_apart():
    rows = [["", "Début", "", "Fin", ""], ["Réf", "Date", "Heure", "Date", "Heure"]]
    header = find_header([*rows, *[["A1", "01/03/2024", "22:10", "02/03/2024", "01:00"]] * 4])
    assert header.names == ("Réf", "Début – Date", "Début – Heure", "Fin – Date", "Fin – Heure")


def test_merged_cells_bound_a_group_title():
    rows = [["", "Lieu", "", ""], ["Réf", "Rue", "Ville", "Nature"]]
    header = find_header([*rows, *[["A1", "rue A", "V", "Tag"]] * 4], {(0, 1): 2})
    assert header.names == ("Réf", "Lieu – Rue", "Lieu – Ville", "Nature")


def test_a_title_merged_over_the_whole_table_is_no_group():
    rows = [["Signalements", "", "", ""], ["Réf", "Rue", "Ville", "Nature"]]
    header = find_header([*rows, *[["A1", "rue A", "V", "Tag"]] * 4], {(0, 0): 4})
    assert header.names == ("Réf", "Rue", "Ville", "Nature")


def test_the_user_may_say_where_the_header_is():
    assert header_at([["x", "y"], ["a", "b"], ["1", "2"]], 2).names == ("a", "b")
    assert header_at([["x", "y"]], 0).names == ("colonne_1", "colonne_2")


def test_every_column_gets_a_name_of_its_own():
    assert clean_headers(["Nom", "", "Nom", "Nom (2)", "Nom"]) == [
        "Nom",
        "colonne_2",
        "Nom (2)",
        "Nom (2) (2)",
        "Nom (3)",
    ]
    assert clean_headers(["ADRESSE\nSIEGE  SOCIAL"]) == ["ADRESSE SIEGE SOCIAL"]


def test_an_empty_table_has_no_header():
    assert find_header([[], ["", " "]]) is None
