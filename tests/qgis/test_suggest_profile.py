import json

import pytest
from qgis.core import QgsProcessingException


@pytest.fixture
def citizens(tmp_path):
    path = tmp_path / "mairie.csv"
    path.write_text(
        "Quand;Que se passe-t-il ?;Où;GPS\n01/03/2024 22:10;Tapage;rue A;43.61,3.87\n02/03/2024;Tag;rue B;\n",
        encoding="utf-8",
    )
    return path


def test_the_profile_written_is_accepted_at_once_by_the_import(run, told, citizens, empty_observatory, tmp_path):
    profile = tmp_path / "p.json"
    run("suggest_profile", told=told, INPUT=str(citizens), SHEET="", OUTPUT=str(profile))
    assert json.loads(profile.read_text(encoding="utf-8"))["fields"]["date"] == "Quand"
    report = run("import_partner_file", INPUT=str(citizens), PROFILE=str(profile), STORE=str(empty_observatory))
    assert (report["ROWS_READ"], report["ROWS_IMPORTED"], report["LOCATED"]) == (2, 2, 1)


def test_a_file_without_a_date_gets_a_sentence_and_no_profile(run, tmp_path):
    path, profile = tmp_path / "a.csv", tmp_path / "p.json"
    path.write_text("Couleur;Forme\nrouge;rond\nvert;carré\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException, match="ne ressemble à une date"):
        run("suggest_profile", INPUT=str(path), OUTPUT=str(profile))
    assert not profile.exists()


def test_an_import_that_no_profile_fits_says_where_to_go(run, citizens, empty_observatory):
    with pytest.raises(QgsProcessingException, match="oltp:suggest_profile"):
        run("import_partner_file", INPUT=str(citizens), PROFILE="", STORE=str(empty_observatory))


def test_how_the_file_must_be_opened_is_kept_in_the_profile(run, tmp_path):
    path, profile = tmp_path / "export.txt", tmp_path / "export.json"
    text = "Relevé #1\nDate#Nature#Lieu\n01/03/2024#Dégradation#rue A\n02/03/2024#Tapage#rue B\n"
    path.write_bytes(text.encode("cp1252"))
    run("suggest_profile", INPUT=str(path), SEPARATOR="#", ENCODING="cp1252", HEADER_ROW=2, OUTPUT=str(profile))
    document = json.loads(profile.read_text("utf-8"))
    assert document["reading"] == {"encoding": "cp1252", "separator": "#", "header_row": 2}
    assert document["fields"]["date"] == "Date"


def test_a_file_that_a_shipped_profile_reads_is_said_to_need_no_other(run, told, tmp_path):
    path = tmp_path / "accidents.csv"
    header = "Num_Acc,mois,hrmn,lum,agg,int,atm,lat,long"
    path.write_text(f"{header}\n201800000001,1,340,1,1,1,1,4361000,387000\n", encoding="utf-8")
    with pytest.raises(QgsProcessingException):
        run("suggest_profile", told=told, INPUT=str(path), OUTPUT=str(tmp_path / "p.json"))
    assert any("Un profil livré reconnaît ce fichier" in message for message in told.warnings)
