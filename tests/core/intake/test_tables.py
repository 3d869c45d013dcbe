import gzip
from pathlib import Path

import openpyxl
import pytest

from oltp_qgis_plugin.core.intake.tables import TableFile, TableOptions, read_table
from oltp_qgis_plugin.errors import FileError


def write(path, data):
    path.write_bytes(data)
    return path


@pytest.mark.parametrize(
    ("encoding", "separator", "said"),
    [
        ("utf-8", ";", "UTF-8."),
        ("utf-8-sig", ",", "UTF-8 avec BOM."),
        ("cp1252", ";", "Windows-1252."),
        ("utf-16", "\t", "UTF-16."),
        ("utf-8", "|", "UTF-8."),
    ],
)
def test_encoding_and_separator_are_found_and_announced(tmp_path, encoding, separator, said):
    text = "Objet|Adresse|Réf\r\nTapage|12 rue de l'Été|000001\r\nBruit|3 allée B|000002\r\n".replace("|", separator)
    table = read_table(write(tmp_path / "pm.csv", text.encode(encoding)))
    assert table.frame.to_dict("records") == [
        {"Objet": "Tapage", "Adresse": "12 rue de l'Été", "Réf": "000001"},
        {"Objet": "Bruit", "Adresse": "3 allée B", "Réf": "000002"},
    ]
    assert said in table.notes[0]
    assert table.rows.tolist() == [2, 3]


def test_title_lines_blank_rows_and_a_total_row_are_not_incidents(tmp_path):
    text = "Ville de Test\n\nRef;Date;Nature\nA1;01/03/2024;Bruit\n\nA2;02/03/2024;Tag\nTOTAL;2;\n\n\n"
    table = read_table(write(tmp_path / "b.csv", text.encode()))
    assert table.frame["Ref"].tolist() == ["A1", "A2"]
    assert table.rows.tolist() == [4, 6]
    assert table.ignored == (5, 7)
    assert table.n_read == 4


def test_a_street_named_total_with_its_row_full_stays(tmp_path):
    text = "Lieu;Date;Nature\nTotal Access;01/03/2024;Bruit\nAutre;02/03/2024;Tag\n"
    assert len(read_table(write(tmp_path / "b.csv", text.encode())).frame) == 2


def test_a_row_with_too_many_cells_is_told_apart_and_the_others_are_read(tmp_path):
    text = "Ref;Date\nA1;01/03/2024\nA2;02/03/2024;décalé\nA3;03/03/2024\n"
    table = read_table(write(tmp_path / "b.csv", text.encode()))
    assert table.frame["Ref"].tolist() == ["A1", "A3"]
    assert table.rows.tolist() == [2, 4]
    assert table.ragged == ((3, "3 cellules au lieu de 2"),)
    assert table.n_read == 3


def test_headers_empty_or_repeated_get_names_of_their_own(tmp_path):
    table = read_table(write(tmp_path / "b.csv", b"Nom;;Nom\na;b;c\n"))
    assert list(table.frame.columns) == ["Nom", "colonne_2", "Nom (2)"]


def test_a_gzipped_csv_reads_like_the_plain_one(tmp_path):
    data = b"a;b\n1;2\n"
    plain = read_table(write(tmp_path / "x.csv", data))
    packed = read_table(write(tmp_path / "x.csv.gz", gzip.compress(data)))
    assert packed.frame.equals(plain.frame)


@pytest.fixture
def landlord_workbook(tmp_path):
    import datetime

    book = openpyxl.Workbook()
    book.active.title = "Notice"
    book.active.append(["Ce classeur contient les signalements."])
    data = book.create_sheet("Signalements")
    for row in (
        ["Signalements du patrimoine"],
        [],
        ["Réf.", "Date", "Heure", "Hall"],
        ["0001", datetime.datetime(2024, 3, 1), datetime.time(22, 10), 3],
        ["0002", datetime.datetime(2024, 3, 2), None, 4.5],
        ["TOTAL", None, None, None],
    ):
        data.append(row)
    path = tmp_path / "bailleur.xlsx"
    book.save(path)
    return path


EXPECTED = [["0001", "2024-03-01", "22:10:00", "3"], ["0002", "2024-03-02", "", "4.5"]]


def test_the_right_sheet_is_taken_and_cells_keep_their_text(landlord_workbook):
    table = read_table(landlord_workbook)
    assert table.frame.to_numpy().tolist() == EXPECTED
    assert table.rows.tolist() == [4, 5]
    assert table.ignored == (6,)
    assert any("Signalements" in note and "Notice" in note for note in table.notes)


def test_a_missing_file_is_said_in_french(tmp_path):
    with pytest.raises(FileError, match="n'existe pas"):
        read_table(tmp_path / "absent.csv")


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("vide.csv", b"", "vide"),
        ("blanc.csv", b"\n\n  \n", "pas un tableau"),
        ("en-tetes.csv", b"a;b;c\n", "aucune ligne"),
        ("photo.csv", b"\x89PNG\r\n\x1a\n" + b"\0" * 50, "image"),
        ("classeur.csv", b"PK\x03\x04" + b"\0" * 50, "classeur"),
        ("secret.xlsx", b"\xd0\xcf\x11\xe0" + b"\0" * 600, "mot de passe"),
        ("binaire.csv", bytes(range(256)) * 20, "pas un tableau"),
        ("coupe.csv.gz", gzip.compress(b"a;b\n1;2\n" * 5000)[:60], "coupé|lu"),
        ("faux.geojson", b"pas du json", "ne peut pas être lu"),
    ],
)
def test_a_file_of_another_kind_gets_a_sentence(tmp_path, name, data, said):
    with pytest.raises(FileError, match=said):
        read_table(write(tmp_path / name, data))


@pytest.mark.parametrize("shown", [".csv", ".xls", ".ods", ".dbf.txt"])
def test_a_workbook_under_another_name_is_read_and_said(landlord_workbook, shown):
    renamed = landlord_workbook.rename(landlord_workbook.with_suffix(shown))
    table = read_table(renamed)
    assert table.frame.to_numpy().tolist() == EXPECTED
    assert "Malgré son nom" in table.notes[0]


def test_a_text_named_xlsx_is_read_and_said(tmp_path):
    table = read_table(write(tmp_path / "faux.xlsx", b"Ref;Date\n1;2\n"))
    assert table.frame.to_dict("records") == [{"Ref": "1", "Date": "2"}]
    assert "texte délimité" in table.notes[0]


def test_every_choice_can_be_made_by_the_user(tmp_path):
    path = write(tmp_path / "x.csv", "Titre\nRéf,a;b,c\n1,2;3,4\n".encode("cp850"))
    table = read_table(path, options=TableOptions(encoding="cp850", separator=",", header_row=2))
    assert table.frame.to_dict("records") == [{"Réf": "1", "a;b": "2;3", "c": "4"}]
    bare = read_table(path, options=TableOptions(encoding="cp850", separator=",", header_row=0))
    assert bare.frame["colonne_1"].tolist() == ["Titre", "Réf", "1"]
    assert bare.rows.tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (TableOptions(encoding="klingon"), "klingon"),
        (TableOptions(separator=";;"), "plus d'un caractère"),
        (TableOptions(header_row=99), "Pas de ligne 99"),
    ],
)
def test_a_choice_that_cannot_be_is_refused(tmp_path, options, said):
    with pytest.raises(FileError, match=said):
        read_table(write(tmp_path / "x.csv", b"a;b\n1;2\n"), options=options)


def test_a_sheet_is_read_once_however_often_its_table_is_asked(landlord_workbook, monkeypatch):
    file = TableFile(landlord_workbook)
    first = file.table()
    monkeypatch.setattr("oltp_qgis_plugin.core.intake.sheets.open_workbook", None)
    again = file.table(TableOptions(sheet="signalements"))
    assert again.frame.equals(first.frame)
    assert (first.sheet, first.sheets) == ("Signalements", ("Notice", "Signalements"))


def test_a_file_open_in_excel_is_said(tmp_path, monkeypatch):
    path = write(tmp_path / "x.xlsx", b"PK\x03\x04")

    def refuse(*_args, **_options):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "open", refuse)
    with pytest.raises(FileError, match="fermez-le dans Excel"):
        read_table(path)


def test_cells_within_apostrophes_are_found_and_quotes_may_be_refused(tmp_path):
    path = tmp_path / "export.csv"
    path.write_text("'Date';'Lieu'\n'01/03/2024';'rue de l''Église ; angle'\n'02/03/2024';'place'\n", "utf-8")
    table = read_table(path)
    assert table.frame.to_numpy().tolist() == [["01/03/2024", "rue de l'Église ; angle"], ["02/03/2024", "place"]]
    assert table.notes[0] == "Encodage : UTF-8. Séparateur : point-virgule. Cellules entourées de '."
    path.write_text('Date;Lieu\n01/03/2024;"Le Corner\n02/03/2024;bar "Chez Jo"\n', "utf-8")
    table = read_table(path, options=TableOptions(quote="none"))
    assert table.frame["Lieu"].tolist() == ['"Le Corner', 'bar "Chez Jo"']
    assert "Guillemets lus comme de simples caractères." in table.notes[0]


def test_the_rows_of_the_header_are_as_the_user_says(tmp_path):
    path = tmp_path / "faits.csv"
    path.write_text("Fait;Fait;Lieu\nDate;Heure;Rue\n01/03/2024;22:00;rue A\n02/03/2024;23:00;rue B\n", "utf-8")
    two = read_table(path, options=TableOptions(header_row=2, header_rows=2))
    assert two.frame.columns.tolist() == ["Fait – Date", "Fait – Heure", "Lieu – Rue"]
    one = read_table(path, options=TableOptions(header_row=2, header_rows=1))
    assert one.frame.columns.tolist() == ["Date", "Heure", "Rue"]
    assert len(one.frame) == len(two.frame) == 2


def test_a_row_taken_for_a_total_may_be_kept(tmp_path):
    path = tmp_path / "faits.csv"
    path.write_text("Lieu;N;Note\nrue A;1;x\nTotal;1;\n", "utf-8")
    assert read_table(path).frame["Lieu"].tolist() == ["rue A"]
    assert read_table(path, options=TableOptions(keep_rows=True)).frame["Lieu"].tolist() == ["rue A", "Total"]
