import csv
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.screening import personal_columns


def by_header(header: str, *values: str) -> bool:
    return header in personal_columns([header], pd.DataFrame({header: list(values)}, dtype=object))


with Path(__file__).with_name("headers.csv").open(encoding="utf-8", newline="") as table:
    HEADERS = [(row["header"], row["personal"] == "oui") for row in csv.DictReader(table, delimiter=";")]


@pytest.mark.parametrize(("header", "personal"), HEADERS)
def test_a_header_that_names_a_person_is_dropped_and_one_that_names_a_thing_is_kept(header, personal):
    assert by_header(header, "x", "y") is personal


def test_the_reason_is_said_in_french():
    frame = pd.DataFrame({"Nom": ["x"], "Lieu": ["y"]})
    assert personal_columns(["Nom", "Lieu"], frame) == {"Nom": "l'en-tête annonce : nom ou identité d'une personne"}


@pytest.mark.parametrize(
    ("values", "kind"),
    [
        (["01 23 45 67 89", "06.12.34.56.78", "+33612345678", "0033145678901", "01-23-45-67-89"], "téléphone"),
        (["rappeler au 06 12 34 56 78", "néant", "tel 0612345678"], "téléphone"),
        (["a.b@ville.fr", "contact@exemple.org", "rien"], "électroniques"),
        (["AB-123-CD", "EF-456-GH", "", None], "plaques"),
        (["123 ABC 34", "45 AB 13", "1234 XY 2A"], "plaques"),
        (["Clio grise AB-123-CD", "AB123CD", "sans"], "plaques"),
        (["1 85 05 78 006 084", "2 90 12 34 172 001"], "sécurité sociale"),
        (["255081416802538", "x", "y"], "sécurité sociale"),
        (["FR76 3000 6000 0112 3456 7890 189", "non"], "IBAN"),
        (["DURAND Kevin", "Sophie MERCIER", "BENALI Yacine", "sans suite"], "noms de personnes"),
        (["Karim", "Julien", "Fatoumata", ""], "noms de personnes"),
        (["12/03/1987", "01/02/2009", "05/06/1995", "14/07/1978", "23/11/2001", "04/05/1969"], "dates de naissance"),
    ],
)
def test_a_column_that_holds_personal_values_is_dropped_whatever_its_header(values, kind):
    found = personal_columns(["Observation"], pd.DataFrame({"Observation": values}, dtype=object))
    assert kind in found["Observation"]


@pytest.mark.parametrize(
    "values",
    [
        ["2024030112", "2024-000123", "PM/2024/0612", "1402"],
        ["43.6123456789", "43.0612345678", "3,0612345678"],
        ["645123.4", "770123.45", "6278123.0"],
        ["01/03/2024 22:10", "02/03/2024 07:05:00", "2024-03-01 22:10:00"],
        ["12 MAR 24", "13 MAI 24", "1 DEC 23"],
        ["22:10", "07h05", "0705"],
        ["Jean Jaurès", "Louis Blanc", "Rosa Parks", "Gare"],
        ["Collège Jean Moulin", "École Jules Ferry", "Lycée Joffre"],
        ["12/03/2004", "01/02/2005", "05/06/2004", "14/07/2005", "23/11/2004", "04/05/2004"],
        ["43.61,3.87", "43,61;3,87"],
        ["12 RUE DU 34 JUILLET", "3 AV 14 JUILLET", "5 BIS RUE FOCH"],
        ["QP034001", "QN03401M", "0340001A"],
        ["185057800608400", "202403012210001"],
        ["1709331000000", "1709331000001"],
    ],
)
def test_references_coordinates_dates_and_places_are_kept(values):
    assert personal_columns(["colonne"], pd.DataFrame({"colonne": values}, dtype=object)) == {}


def test_thirty_per_cent_of_the_non_empty_values_is_enough_and_less_is_not():
    phones = ["06 12 34 56 78"]
    at_limit = pd.DataFrame({"Suite": phones * 3 + ["classé"] * 7 + [None] * 50})
    below = pd.DataFrame({"Suite": phones * 2 + ["classé"] * 8})
    assert personal_columns(["Suite"], at_limit) == {"Suite": "30 % des valeurs ressemblent à des numéros de téléphone"}
    assert personal_columns(["Suite"], below) == {}


def test_a_count_of_victims_is_no_person_but_a_list_of_victims_is():
    assert not by_header("Victimes", "1", "2", "0")
    assert not by_header("Victime", "oui", "non")
    assert by_header("Victimes", "X. Y.", "Z. T.")


def test_repeated_headers_and_empty_tables_are_survived():
    frame = pd.DataFrame([["a", "06 12 34 56 78"]], columns=["Note", "Note"])
    assert "téléphone" in personal_columns(["Note", "Note"], frame)["Note"]
    assert personal_columns(["Lieu"], pd.DataFrame({"Lieu": pd.Series([], dtype=object)})) == {}


def test_a_public_file_of_telephones_is_caught_by_its_content(shared_data):
    frame = pd.read_csv(shared_data / "imports_reels" / "csvdetective_divers.csv", sep=";", dtype=str)
    frame = frame.rename(columns={"telephone": "c2"})
    assert list(personal_columns(list(frame.columns), frame)) == ["c2"]


def test_a_reference_of_ten_digits_is_no_telephone_but_the_same_digits_elsewhere_are():
    frame = pd.DataFrame({"N° de rapport": ["0112345678", "0112345679"], "Suite": ["0112345678", "0112345679"]})
    assert list(personal_columns(list(frame.columns), frame)) == ["Suite"]


def test_a_header_whose_accents_were_lost_still_announces_a_person():
    assert by_header("Pr?nom", "x1", "x2")
    assert by_header("T\ufffdl", "x1", "x2")


def test_who_reported_and_who_patrols_are_persons_and_a_camera_is_not():
    for header in ("Signalé par", "Binôme", "Qui", "Agt", "Élève(s) concerné(s)", "Adresse proprio"):
        assert by_header(header, "a b", "c d"), header
    for header in ("Nom_cam", "Nom gérance", "Portable volé O/N", "Racontez (pas de nom svp)"):
        assert not by_header(header, "a b", "c d"), header
