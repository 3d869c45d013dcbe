import pytest

from oltp_qgis_plugin.core.intake.tables import read_table

HEADER = "Ref;Date;Nature;Lieu\n"
ROW = "A1;01/03/2024;Bruit;3 rue A\n"


def read(tmp_path, text):
    path = tmp_path / "b.csv"
    path.write_bytes(text.encode())
    return read_table(path)


def test_headers_said_again_are_ignored_and_said(tmp_path):
    table = read(tmp_path, HEADER + ROW + HEADER + ROW.replace("A1", "A2"))
    assert table.frame["Ref"].tolist() == ["A1", "A2"]
    assert table.ignored == (3,)
    assert any("d'en-têtes répétés ignorée(s) : 3" in note for note in table.notes)


def test_text_under_the_table_is_ignored_and_said(tmp_path):
    table = read(tmp_path, HEADER + ROW * 2 + "\nNombre de fiches : 2;;;\nÉdité le 02/03/2024;;;\n")
    assert len(table.frame) == 2
    assert table.ignored == (4, 5, 6)
    assert any("de total ignorée(s) : 5" in note for note in table.notes)
    assert any("de texte sous le tableau ignorée(s) : 6" in note for note in table.notes)


def test_totals_of_a_month_and_titles_between_the_pages_are_ignored_and_said(tmp_path):
    pages = "Sous-total mars;;2;\n;;;\nAVRIL 2024;;;\n" + HEADER + ROW + "Page 2/4;;;\n;;;\n" + ROW
    table = read(tmp_path, HEADER + ROW + pages)
    assert len(table.frame) == 3
    assert table.ignored == (3, 4, 5, 6, 8, 9)
    assert any("de total ignorée(s) : 3" in note for note in table.notes)
    assert any("de titre ou de page ignorée(s) : 5, 8" in note for note in table.notes)


def test_a_row_of_one_cell_among_the_others_and_a_place_called_total_are_not_ignored(tmp_path):
    table = read(tmp_path, HEADER + ROW + "devant la gare;;;\n" + ROW + "Total Access;Rixe;;\n" + ROW)
    assert len(table.frame) == 5
    assert table.ignored == ()


def test_weeks_and_months_that_part_the_table_are_ignored_and_said(tmp_path):
    table = read(tmp_path, HEADER + "Semaine 9;;;\n" + ROW + "Semaine 10;;;\n" + ROW + "AVRIL 2024;;;\n" + ROW)
    assert len(table.frame) == 3
    assert any("de titre ou de page ignorée(s) : 2, 4, 6" in note for note in table.notes)


def test_a_title_at_the_very_top_is_one_beside_a_blank_row_and_a_place_is_none(tmp_path):
    table = read(tmp_path, HEADER + "Secteur nord;;;\n;;;\n" + ROW + "Semard;;;\n" + ROW + "Page d'accueil;;;\n" + ROW)
    assert table.ignored == (2, 3)
    assert len(table.frame) == 5


def test_dashes_drawn_under_the_headers_are_ignored_and_said(tmp_path):
    table = read(tmp_path, HEADER + "------;-----;---;----\n" + ROW + "-;;;\n")
    assert table.ignored == (2, 4)
    assert any("de tirets ignorée(s) : 2, 4" in note for note in table.notes)


@pytest.mark.parametrize("last", ["A9;02/03/2024;;\n", "00017;;;\n"])
def test_a_last_row_that_is_only_incomplete_stays(tmp_path, last):
    table = read(tmp_path, HEADER + ROW * 2 + last)
    assert len(table.frame) == 3 and table.ignored == ()


def test_a_row_of_one_cell_in_the_middle_stays(tmp_path):
    table = read(tmp_path, HEADER + ROW + "Sans suite;;;\n" + ROW * 4)
    assert len(table.frame) == 6
