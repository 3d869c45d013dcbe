import pytest

from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.errors import FileError


def read(tmp_path, text, encoding="utf-8"):
    path = tmp_path / "x.csv"
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    return read_table(path)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be"])
def test_utf_16_without_a_bom_is_found(tmp_path, encoding):
    table = read(tmp_path, "Réf;Nature\n0001;Dépôt\n", encoding)
    assert table.frame.to_dict("records") == [{"Réf": "0001", "Nature": "Dépôt"}]
    assert "UTF-16 sans BOM" in table.notes[0]


def test_one_bad_byte_does_not_turn_utf_8_into_windows_letters(tmp_path):
    data = ("Réf;Nature\n" + "1;Dépôt été\n" * 20).encode() + b"2;caf\xe9\n"
    table = read(tmp_path, data)
    assert table.frame["Nature"].tolist() == ["Dépôt été"] * 20 + ["caf\ufffd"]
    assert "1 octet(s) illisible(s)" in table.notes[1]


def test_line_ends_in_a_cell_keep_the_row_numbers_of_a_text_editor(tmp_path):
    table = read(tmp_path, 'Ref;Lieu;N\nA1;"hall\nB";1\nA2;x;2\nA3;"y ""z""";3\n')
    assert table.frame["Lieu"].tolist() == ["hall\nB", "x", 'y "z"']
    assert table.rows.tolist() == [2, 4, 5]
    assert any("sur plusieurs lignes" in note for note in table.notes)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_every_line_end_is_understood(tmp_path, end):
    table = read(tmp_path, f"a;b{end}1;2{end}3;4")
    assert table.frame.to_numpy().tolist() == [["1", "2"], ["3", "4"]]
    assert table.rows.tolist() == [2, 3]


def test_a_quote_never_closed_swallows_no_row(tmp_path):
    table = read(tmp_path, 'Ref;Lieu;N\nA1;"Le Corbu;1\nA2;x;2\nA3;"y";3\n')
    assert table.frame["Ref"].tolist() == ["A1", "A2", "A3"]
    assert table.frame["Lieu"].tolist() == ['"Le Corbu', "x", "y"]
    assert any("Guillemet" in note and ": 2." in note.replace("ligne(s) ", ": ") for note in table.notes)


def test_a_quote_left_open_on_the_last_line_is_a_character(tmp_path):
    table = read(tmp_path, 'Ref;Lieu\nA1;x\nA2;"y\n')
    assert table.frame["Lieu"].tolist() == ["x", '"y']


@pytest.mark.parametrize(("more", "n"), [(";décalé", 3), (";;décalé", 4), (";;;;décalé", 6)])
def test_too_many_cells_on_the_first_row_are_not_dropped_unsaid(tmp_path, more, n):
    table = read(tmp_path, f"Ref;Date\nA1;01/03/2024{more}\nA2;02/03/2024\n")
    assert table.ragged == ((2, f"{n} cellules au lieu de 2"),)
    assert table.frame["Ref"].tolist() == ["A2"]


def test_separators_at_the_end_of_each_line_are_not_cells(tmp_path):
    table = read(tmp_path, "Ref;Date\nA1;01/03/2024;\nA2;02/03/2024;\n")
    assert table.ragged == ()
    assert list(table.frame.columns) == ["Ref", "Date"]


def test_the_separator_line_of_excel_is_obeyed(tmp_path):
    table = read(tmp_path, "sep=,\nRef,Lieu\nA1,rue a;b;c\nA2,x;y;z\n")
    assert table.frame["Lieu"].tolist() == ["rue a;b;c", "x;y;z"]
    assert table.rows.tolist() == [3, 4]


def test_a_single_column_is_said(tmp_path):
    table = read(tmp_path, "Adresse\n1 rue A\n2 rue B\n")
    assert table.frame["Adresse"].tolist() == ["1 rue A", "2 rue B"]
    assert "Une seule colonne" in table.notes[0]


def test_a_file_cut_in_its_last_line_is_said(tmp_path):
    table = read(tmp_path, "Ref;Date;N\nA1;01/03/2024;1\nA2;02/0")
    assert "La dernière ligne (3) s'arrête avant sa fin" in table.notes[-1]


def test_ten_thousand_columns_are_read_and_seventeen_thousand_refused(tmp_path):
    wide = ";".join(f"c{i}" for i in range(10_000)) + "\n" + ";".join("1" * 10_000) + "\n"
    assert read(tmp_path, wide).frame.shape == (1, 10_000)
    with pytest.raises(FileError, match="17000 colonnes"):
        read(tmp_path, ";".join(f"c{i}" for i in range(17_000)) + "\n" + "1;2\n")


def test_formulas_stay_text(tmp_path):
    table = read(tmp_path, "a;b\n=1+1;=cmd|' /C calc'!A0\n")
    assert table.frame.to_numpy().tolist() == [["=1+1", "=cmd|' /C calc'!A0"]]
