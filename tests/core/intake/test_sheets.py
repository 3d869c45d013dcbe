import datetime
import importlib.util
import zipfile

import openpyxl
import pytest
import xlwt

from oltp_qgis_plugin.core.intake import sheets, xls
from oltp_qgis_plugin.core.intake.ods import open_ods
from oltp_qgis_plugin.core.intake.tables import read_table
from oltp_qgis_plugin.core.intake.xlsx import open_xlsx
from oltp_qgis_plugin.errors import FileError
from tests.core.intake.mutations import ODS_HEAD, ods, ods_rows

needs_calamine = pytest.mark.skipif(
    not importlib.util.find_spec("python_calamine"), reason="python-calamine is not installed"
)
HEADERS = ["Réf", "Quand", "Jour", "Heure", "Durée", "Oui", "Taux", "Erreur", "Entier", "Formule", "Zone", "Vide"]
FIRST = ["000001", "2024-03-01 22:10:00", "2024-03-02", "07:05:00", "30:05:00", "oui", "0.15", "", "12345678901234",
         "4", "Nord", ""]  # fmt: skip
SECOND = ["000002", "2024-03-02 00:00:00", "2024-03-03", "00:00:00", "01:30:00", "non", "1", "", "-3", "", "", ""]
DATE = 'office:value-type="date" office:date-value='
TIME = 'office:value-type="time" office:time-value='


@pytest.fixture
def workbook(tmp_path):
    """Written by openpyxl: types, formats, a merged cell, an error, a trailing empty column."""
    book = openpyxl.Workbook()
    page = book.active
    page.append(HEADERS)
    page.append(["000001", datetime.datetime(2024, 3, 1, 22, 9, 59, 990000), datetime.date(2024, 3, 2),
                 datetime.time(7, 5), datetime.timedelta(hours=30, minutes=5), True, 0.15, "#N/A", 12345678901234,
                 4, " Nord "])  # fmt: skip
    page.append(["000002", datetime.datetime(2024, 3, 2), datetime.date(2024, 3, 3), datetime.time(0, 0),
                 datetime.timedelta(minutes=90), False, 1, None, -3, None])  # fmt: skip
    page["G2"].number_format, page["H2"].data_type = "0%", "e"
    page.merge_cells("K2:K3")
    path = tmp_path / "types.xlsx"
    book.save(path)
    return path


@pytest.fixture
def ods_workbook(tmp_path):
    """The same cells, as LibreOffice writes them, rows and columns repeated to the edge of the sheet."""

    def cell(attributes="", text=""):
        return f"<table:table-cell {attributes}>" + (f"<text:p>{text}</text:p>" if text else "") + "</table:table-cell>"

    number = 'office:value-type="{}" office:value="{}"'.format
    edge = '<table:table-cell table:number-columns-repeated="16372"/>'
    first = [cell('office:value-type="string"', "000001"), cell(DATE + '"2024-03-01T22:10:00"', "01/03/24"),
             cell(DATE + '"2024-03-02"', "x"), cell(TIME + '"PT07H05M00S"', "7:05"), cell(TIME + '"PT30H05M00S"', "30"),
             cell('office:value-type="boolean" office:boolean-value="true"', "VRAI"),
             cell(number("percentage", 0.15), "15 %"),
             "<table:table-cell/>", cell(number("float", "12345678901234")),
             cell('table:formula="of:=2+2" ' + number("float", 4), "4"),
             cell('office:value-type="string" table:number-rows-spanned="2"', "Nord")]  # fmt: skip
    second = [cell('office:value-type="string"', "000002"), cell(DATE + '"2024-03-02"', "02/03/24"),
              cell(DATE + '"2024-03-03"'), cell(TIME + '"PT00H00M00S"'), cell(TIME + '"PT01H30M00S"'),
              cell('office:value-type="boolean" office:boolean-value="false"'), cell(number("percentage", 1), "100 %"),
              "<table:table-cell/>", cell(number("float", -3))]  # fmt: skip
    cells = ("".join(row) + edge for row in (first, second))
    rows = ods_rows([HEADERS]) + "".join(f"<table:table-row>{row}</table:table-row>" for row in cells)
    rows += f'<table:table-row table:number-rows-repeated="1048573">{edge}</table:table-row>'
    path = tmp_path / "types.ods"
    path.write_bytes(ods(rows))
    return path


def only(monkeypatch, opener):
    monkeypatch.setattr(sheets, "engines", lambda kind: [opener])


XLSX_ENGINES = [pytest.param(sheets.open_by_calamine, marks=needs_calamine), open_xlsx]
ODS_ENGINES = [pytest.param(sheets.open_by_calamine, marks=needs_calamine), open_ods]


@pytest.mark.parametrize("engine", XLSX_ENGINES)
def test_each_engine_reads_the_same_cells_of_an_xlsx(workbook, monkeypatch, engine):
    only(monkeypatch, engine)
    table = read_table(workbook)
    assert table.frame.columns.tolist() == HEADERS
    assert table.frame.to_numpy().tolist() == [FIRST, SECOND]


@pytest.mark.parametrize("engine", ODS_ENGINES)
def test_each_engine_reads_the_same_cells_of_an_ods(ods_workbook, monkeypatch, engine):
    only(monkeypatch, engine)
    table = read_table(ods_workbook)
    assert table.frame.columns.tolist() == HEADERS
    assert table.frame.to_numpy().tolist() == [FIRST, SECOND]


@needs_calamine
@pytest.mark.parametrize(
    "name",
    ["imports_reels/csvdetective_file.xlsx", "imports_reels/us_aggravated_assaults_2019_3_feuilles.xlsx",
     "imports_reels/csvdetective_file.ods", "imports_reels/csvdetective_file.xls",
     "qpv/qpv2015_occitanie_indicateurs.xlsx"],
)  # fmt: skip
def test_the_engines_agree_on_real_workbooks(shared_data, monkeypatch, name):
    fast = read_table(shared_data / name)
    is_xlsx = name.endswith(".xlsx")
    only(monkeypatch, open_xlsx if is_xlsx else open_ods)
    plain = read_table(shared_data / name)
    assert plain.frame.equals(fast.frame)
    assert plain.notes == fast.notes
    if is_xlsx:
        book = openpyxl.load_workbook(shared_data / name, read_only=True, data_only=True)
        page = book[fast.sheet]
        page.reset_dimensions()
        rows = list(page.iter_rows(values_only=True))
        width = fast.frame.shape[1]
        wanted = [list(rows[row - 1][:width]) for row in fast.rows]
        assert sheets.n_filled(wanted) == int((fast.frame != "").sum().sum())


def test_group_titles_merged_over_names_are_joined(tmp_path, monkeypatch):
    book = openpyxl.Workbook()
    for row in (["Bilan"], ["", "Lieu", "", ""], ["Réf", "Rue", "Ville", "Nature"], *[["A1", "rue A", "V", "Tag"]] * 3):
        book.active.append(row)
    book.active.merge_cells("A1:D1")
    book.active.merge_cells("B2:C2")
    path = tmp_path / "fusion.xlsx"
    book.save(path)
    for engine in (open_xlsx, *([sheets.open_by_calamine] if importlib.util.find_spec("python_calamine") else [])):
        only(monkeypatch, engine)
        table = read_table(path)
        assert table.frame.columns.tolist() == ["Réf", "Lieu – Rue", "Lieu – Ville", "Nature"]
        assert table.rows.tolist() == [4, 5, 6]
        assert any("deux lignes (2 et 3)" in note for note in table.notes)


def test_a_hidden_sheet_is_not_chosen_but_can_be_asked(tmp_path):
    book = openpyxl.Workbook()
    book.active.title = "Faits"
    for row in (["Réf", "Nature"], ["1", "Tag"]):
        book.active.append(row)
    hidden = book.create_sheet("Listes")
    for i in range(50):
        hidden.append([f"choix {i}", "a", "b"])
    hidden.sheet_state = "hidden"
    path = tmp_path / "x.xlsx"
    book.save(path)
    table = read_table(path)
    assert table.sheet == "Faits"
    assert "Listes (masquée)" in table.notes[0]
    assert read_table(path, "listes").n_read == 49


def test_an_unknown_sheet_is_refused_with_the_names_of_the_others(workbook):
    with pytest.raises(FileError, match="Pas de feuille « Absente ».*Sheet"):
        read_table(workbook, "Absente")


def test_empty_sheets_and_charts_alone_are_said(tmp_path):
    book = openpyxl.Workbook()
    book.create_sheet("Autre")
    book.save(tmp_path / "vide.xlsx")
    with pytest.raises(FileError, match="sont vides"):
        read_table(tmp_path / "vide.xlsx")
    book = openpyxl.Workbook()
    book.remove(book.active)
    book.create_chartsheet("Graphique")
    book.save(tmp_path / "graphique.xlsx")
    with pytest.raises(FileError, match="des graphiques seulement"):
        read_table(tmp_path / "graphique.xlsx")


def test_an_indented_ods_such_as_gdal_writes_is_read(tmp_path):
    rows = ods_rows([["Réf", "Lieu"], ["1", "rue A"]]).replace("<table", "\n   <table").replace("</table", "\n </table")
    path = tmp_path / "x.ods"
    path.write_bytes(ods(rows, ODS_HEAD))
    assert read_table(path).frame.to_dict("records") == [{"Réf": "1", "Lieu": "rue A"}]


XLS = pytest.mark.skipif(not importlib.util.find_spec("xlrd"), reason="xlrd is not installed")
XLS_ENGINES = [pytest.param(xls.open_by_xlrd, marks=XLS), xls.open_by_gdal]


@pytest.fixture
def old_workbook(tmp_path):
    """An Excel 97 workbook: title line, code with leading zeros, dates, hours, a hidden sheet and one of notes."""
    formats = {name: xlwt.easyxf(num_format_str=text) for name, text in
               {"day": "DD/MM/YYYY", "moment": "DD/MM/YYYY HH:MM", "hour": "HH:MM"}.items()}  # fmt: skip
    book = xlwt.Workbook(encoding="utf-8")
    book.add_sheet("Notice").write(0, 0, "Lisez-moi")
    sheet = book.add_sheet("Faits")
    sheet.write_merge(0, 0, 0, 5, "Relevé des faits – juin 2024")
    for column, header in enumerate(["N°", "Code", "Jour", "Moment", "Heure", "Nature", "Montant"]):
        sheet.write(1, column, header)
    day, hour = datetime.date, datetime.time
    cells = [(1, "000001", day(2024, 6, 3), datetime.datetime(2024, 6, 3, 22, 15), hour(7, 5), "Dégradation", 12.5),
             (2, "", day(2024, 3, 1), datetime.datetime(2024, 3, 1), hour(0, 0), "Tapage ; œuvre", 1234.0)]  # fmt: skip
    styles = {2: "day", 3: "moment", 4: "hour"}
    for row, values in enumerate(cells, 2):
        for column, value in enumerate(values):
            if value != "":
                sheet.write(row, column, value, *([formats[styles[column]]] if column in styles else []))
    hidden = book.add_sheet("Cachée")
    hidden.write(0, 0, "x")
    hidden.visibility = 1
    book.save(str(tmp_path / "ancien.xls"))
    return tmp_path / "ancien.xls"


@pytest.mark.parametrize("engine", XLS_ENGINES)
def test_each_engine_reads_the_same_cells_of_an_excel_97_workbook(old_workbook, monkeypatch, engine):
    only(monkeypatch, engine)
    table = read_table(old_workbook)
    assert table.frame.columns.tolist() == ["N°", "Code", "Jour", "Moment", "Heure", "Nature", "Montant"]
    assert table.frame.to_numpy().tolist() == [
        ["1", "000001", "2024-06-03", "2024-06-03 22:15:00", "07:05:00", "Dégradation", "12.5"],
        ["2", "", "2024-03-01", "2024-03-01 00:00:00", "00:00:00", "Tapage ; œuvre", "1234"],
    ]
    assert table.rows.tolist() == [3, 4]


def test_an_excel_97_workbook_in_an_archive_is_read_or_its_way_out_is_said(old_workbook, tmp_path, monkeypatch):
    with zipfile.ZipFile(tmp_path / "envoi.zip", "w") as archive:
        archive.write(old_workbook, "ancien.xls")
    only(monkeypatch, xls.open_by_gdal)
    with pytest.raises(FileError, match="sortez-le de l'archive"):
        read_table(tmp_path / "envoi.zip")
    monkeypatch.undo()
    if importlib.util.find_spec("xlrd"):
        assert read_table(tmp_path / "envoi.zip").frame["Code"].tolist() == ["000001", ""]


@pytest.mark.parametrize("engine", XLS_ENGINES)
def test_a_broken_xls_gets_a_sentence_from_each_engine(tmp_path, monkeypatch, engine):
    only(monkeypatch, engine)
    path = tmp_path / "x.xls"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "Workbook".encode("utf-16-le") + b"\0" * 600)
    with pytest.raises(FileError, match="ne peut pas être lu comme un classeur"):
        read_table(path)
