"""Columns to roles, file by file; the expected tables were written by hand, looking at the files."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.mapping import map_rows
from oltp_qgis_plugin.core.intake.profiles import parse_profile
from oltp_qgis_plugin.core.intake.suggestion import suggest_profile
from oltp_qgis_plugin.core.intake.tables import RawTable, read_table

PERSON = "personne"
# Column → role; the columns not listed must be left unread.
SAMPLE_TOWN = {
    "bailleur.xlsx": {
        "Réf.": "source_ref", "Date": "date", "Heure": "time", "Résidence": "residence", "Bâtiment": "building",
        "Hall": "hall", "Nature": "category", "Gravité": "gravity"},
    "citoyens.csv": {"Sous-type": "category", "Adresse": "place_label", "Date": "date", "Position": "position"},
    "education_nationale.ods": {
        "UAI": "place:ecole:code", "Établissement": "place_label", "Date": "date", "Heure": "time",
        "Gravité": "gravity", "Nature": "category"},
    "police_municipale.csv": {
        "N° fiche": "source_ref", "Objet": "category", "Date demande": "date", "Heure demande": "time",
        "Adresse": "place_label", "Suite donnée": "status", "Nom du requérant": PERSON, "Téléphone": PERSON,
        "X_L93": "x", "Y_L93": "y"},
    "transport.csv": {
        "id_evt": "source_ref", "date_heure": "date", "arret": "place_label", "code_arret": "place:arret:code",
        "nature": "category"},
}  # fmt: skip
REAL = {
    "imports_reels/csvdetective_dates_fr.csv": {"date_francaise": "date"},
    "imports_reels/csvdetective_divers.csv": {"telephone": PERSON, "mois": "month"},
    "imports_reels/csvdetective_file.ods": {"Date de la cérémonie": "date", "Résultat": "status"},
    "imports_reels/csvdetective_file.xlsx": {},
    "imports_reels/csvdetective_lonlat.csv": {"lonlat": "position"},
    "imports_reels/csvdetective_preambule.csv": {},
    "imports_reels/irve_extrait.csv": {
        "contact_amenageur": PERSON, "contact_operateur": PERSON, "telephone_operateur": PERSON,
        "id_pdc_itinerance": "source_ref", "adresse_station": "place_label", "date_mise_en_service": "date",
        "consolidated_longitude": "x", "consolidated_latitude": "y"},
    "imports_reels/joconde_extrait_pipe.csv": {
        "Reference": "source_ref", "Auteur": PERSON, "Date_creation": "date", "Localisation": "place_label",
        "coordonnees": "position"},
    "imports_reels/meteofrance_07_6min.csv": {
        "NOM_USUEL": "place_label", "LAT": "y", "LON": "x", "AAAAMMJJHHMN": "date"},
    "imports_reels/paris_videoprotection_2019_annexe1.csv": {
        "Numéro": "source_ref", "Implantation": "place_label", "Date de mise en service": "date"},
    "imports_reels/subventions_castelmaurou.csv": {"dateConvention": "date", "objet": "category"},
    "imports_reels/us_aggravated_assaults_2019_3_feuilles.xlsx": {
        "date": "date", "longitude": "x", "latitude": "y", "location_type": "place_type"},
    "incidents/baac_caracteristiques_2018_modifie.csv.gz": {
        "Num_Acc": "source_ref", "mois": "month", "hrmn": "time", "lat": "y", "long": "x"},
    "incidents/chicago_aggravated_assaults_2010_2019.csv.gz": {
        "date": "date", "location_category": "place_type", "longitude": "x", "latitude": "y"},
    "incidents/memphis_2019.gpkg": {
        "uid": "source_ref", "offense_type": "category", "date": "date", "geom_x": "x", "geom_y": "y"},
    "incidents/nottingham_burglaries.csv.gz": {"month": "date", "longitude": "x", "latitude": "y"},
    "incidents/nottingham_robberies.csv.gz": {"month": "date", "longitude": "x", "latitude": "y"},
    "incidents/san_francisco_robbery.csv": {
        "uid": "source_ref", "offense_type": "category", "date_time": "date", "longitude": "x", "latitude": "y"},
    "incidents/vancouver_thefts_2020.csv.gz": {
        "TYPE": "category", "YEAR": "year", "MONTH": "month", "DAY": "day", "HOUR": "time", "MINUTE": "minute",
        "HUNDRED_BLOCK": "place_label", "X": "x", "Y": "y"},
}  # fmt: skip


def found_roles(path: Path) -> dict[str, str]:
    table = read_table(path)
    suggestion = suggest_profile(table)
    dropped = dict.fromkeys(suggestion.personal, PERSON)
    return {column: suggestion.roles.get(column, dropped.get(column, "")) for column in table.frame.columns}


def score(folder: Path, expected: dict) -> tuple[int, int, int, int, list[str]]:
    """Columns right, columns; of those to read, right, how many; and each mistake."""
    right = n = right_read = n_read = 0
    mistakes = []
    for name, roles in expected.items():
        for column, found in found_roles(folder / name).items():
            wanted = roles.get(column, "")
            good = found == wanted
            right, n = right + good, n + 1
            right_read, n_read = right_read + (good and wanted != ""), n_read + (wanted != "")
            if not good:
                mistakes.append(f"{name} : {column} → {found or 'non lue'} au lieu de {wanted or 'non lue'}")
    return right, n, right_read, n_read, mistakes


def test_every_column_of_the_sample_town_has_its_role(sample_town):
    right, n, _, _, mistakes = score(sample_town, SAMPLE_TOWN)
    assert mistakes == []
    assert right == n == 40


def test_nine_columns_out_of_ten_of_real_files_have_their_role(shared_data):
    right, n, right_read, n_read, mistakes = score(shared_data, REAL)
    assert right >= 0.9 * n, mistakes
    assert right_read >= 0.9 * n_read, mistakes


def table(**columns):
    frame = pd.DataFrame(columns, dtype=object)
    return RawTable(Path("tournées mai.csv"), frame, np.arange(2, len(frame) + 2))


def test_what_is_suggested_is_a_valid_profile_that_reads_its_file():
    town = table(
        Fiche=["A1", "A2", "A3"],
        Quand=["03/05/2024 22:10", "04/05/2024", "05/05/2024 vers 8h"],
        **{"Que se passe-t-il ?": ["Tapage", "Tags", "Machin"], "Où": ["rue A", "rue B", "rue C"]},
        GPS=["43.61,3.87", "", "43,60;3,88"],
    )
    suggestion = suggest_profile(town)
    assert suggestion.roles == {"Fiche": "source_ref", "Quand": "date", "Que se passe-t-il ?": "category",
                                "Où": "place_label", "GPS": "position"}  # fmt: skip
    profile = parse_profile(json.loads(json.dumps(suggestion.document)), "essai.json")
    rows = map_rows(town, profile, 2154)
    assert rows.refused.empty
    assert rows.incidents["category"].tolist() == ["TRA1", "DEG4", "AUT1"]
    assert rows.incidents["x"].notna().tolist() == [True, False, True]
    assert profile.name == "tournees_mai"


def test_a_column_that_names_a_person_is_never_suggested():
    suggestion = suggest_profile(table(Date=["03/05/2024"] * 3, Plaignant=["Jean Dupont"] * 3, Lieu=["rue A"] * 3))
    assert "Plaignant" in suggestion.personal and "Plaignant" not in suggestion.roles
    assert "Plaignant" not in json.dumps(suggestion.document)


def test_the_date_of_an_update_is_not_the_date_of_the_fact():
    suggestion = suggest_profile(table(**{"Date de mise à jour": ["03/05/2024"], "Date des faits": ["01/05/2024"]}))
    assert suggestion.roles == {"Date des faits": "date"}


def test_codes_are_not_taken_for_dates_nor_for_references_that_repeat():
    suggestion = suggest_profile(table(**{"Code INSEE": ["34172", "34172"], "N°": ["1", "1"], "Nature": ["Tags"] * 2}))
    assert suggestion.roles == {"Nature": "category"}
    assert suggestion.missing == ("la date des faits",)


def test_a_cell_of_longitude_then_latitude_is_read_in_that_order():
    suggestion = suggest_profile(table(Date=["01/05/2024"], coordonneesXY=["[3.87,43.61]"]))
    assert suggestion.document["coordinates"]["order"] == "lon,lat"


def test_colours_of_gravity_are_translated():
    suggestion = suggest_profile(table(Date=["01/05/2024"] * 2, Niveau=["Vert", "Rouge"]))
    assert suggestion.document["fields"]["gravity"]["values"] == {"Vert": "1", "Rouge": "4"}
    assert suggestion.document["constants"] == {"category": "AUT1"}


@pytest.mark.parametrize(("hour", "minute"), [("HOUR", "MINUTE"), ("Heure", "Minutes")])
def test_an_hour_cut_in_two_columns_is_one_hour(hour, minute):
    town = table(Date=["01/05/2024"] * 3, **{hour: ["7", "22", "0"], minute: ["5", "40", "30"]})
    profile = parse_profile(suggest_profile(town).document, "essai.json")
    began = map_rows(town, profile, 2154).incidents["began_at"]
    assert began.dt.strftime("%H:%M").tolist() == ["07:05", "22:40", "00:30"]


def test_what_is_suggested_recognises_only_files_of_the_same_headers():
    town = table(Date=["01/05/2024"], Nature=["Tag"], Tel=["0601020304"])
    profile = parse_profile(suggest_profile(town).document, "x")
    assert profile.recognises(["nature", "DATE", "Autre"])
    assert "Tel" not in str(profile.signature)
    small = parse_profile(suggest_profile(table(Date=["01/05/2024"], Nature=["Tag"], Rue=["A"])).document, "x")
    assert not small.recognises(["Date", "Nature", "Hall"])


def test_a_round_without_fact_is_proposed_to_be_counted_and_a_slot_is_an_interval():
    frame = pd.DataFrame({
        "Jour": ["03/02/2025", "04/02/2025", "05/02/2025", "06/02/2025"],
        "Créneau": ["20h-22h", "22h-0h", "20h-22h", "18h-20h"],
        "Lieu de passage": ["Villeneuve", "Mistral", "Villeneuve", "Mistral"],
        "Sujet abordé": ["Bruit", "R.A.S.", "Rien à signaler", "Tags"],
    }, dtype=object)  # fmt: skip
    table = RawTable(Path("mediation_grenoble.ods"), frame, np.arange(2, 6))
    suggestion = suggest_profile(table)
    assert suggestion.roles == {
        "Jour": "date", "Créneau": "time", "Lieu de passage": "place_label", "Sujet abordé": "category",
    }  # fmt: skip
    assert suggestion.document["ignore"] == [{"column": "Sujet abordé", "equals": ["R.A.S.", "Rien à signaler"]}]
    rows = map_rows(table, parse_profile(dict(suggestion.document), "x.json"), 2154)
    assert rows.ignored == (3, 4)
    assert rows.incidents["ended_at"].dt.strftime("%d %H:%M").tolist() == ["03 22:00", "06 20:00"]


def test_a_landlords_group_building_and_entrance_are_a_residence():
    frame = pd.DataFrame({
        "Groupe": ["Les Dervallières", "Port Boyer"], "Bât.": ["A", "B"], "Entrée": ["1", "2"],
        "Date du constat": ["03/02/2025", "04/02/2025"], "Type de désordre": ["Tags", "Encombrants"],
    }, dtype=object)  # fmt: skip
    suggestion = suggest_profile(RawTable(Path("bailleur.xls"), frame, np.arange(2, 4)))
    assert suggestion.document["fields"]["place_label"]["columns"] == ["Groupe", "Bât.", "Entrée"]


def test_headers_of_other_offices_are_understood():
    read = table(**{
        "NO_EVT": ["0001", "0002", "0003"], "J": ["4", "5", "7"], "M": ["3", "3", "3"], "AAAA": ["2024"] * 3,
        "HH": ["22", "7", ""], "Désordre constaté": ["Tags intérieurs", "Encombrants", "Tags intérieurs"],
        "N°": ["4", "101", "3 bis"], "Voie": ["rue A", "av. B", "le Mail"], "Ville": ["Brissac"] * 3,
        "Niv. (V/J/O/R)": ["V", "O", "R"], "Clos O/N": ["O", "N", ""], "GEOM": ["POINT(657798.7 6847238.9)"] * 3,
    })  # fmt: skip
    assert dict(suggest_profile(read).roles) == {
        "NO_EVT": "source_ref", "J": "day", "M": "month", "AAAA": "year", "HH": "time",
        "Désordre constaté": "category", "N°": "street_number", "Voie": "place_label", "Ville": "city",
        "Niv. (V/J/O/R)": "gravity", "Clos O/N": "status", "GEOM": "position",
    }  # fmt: skip


def test_the_hour_of_arrival_is_not_that_of_facts_whose_date_holds_theirs():
    read = table(**{"Appel reçu le": ["01/05/24 17h33", "02/05/24 16h55"], "Sur place à": ["17h37", "17h00"],
                    "Terminé le": ["01/05/24 18h50", "02/05/24 18h25"], "XL93": ["613356,2", "612606,7"],
                    "YL93": ["6888394,1", "6888318,8"]})  # fmt: skip
    assert dict(suggest_profile(read).roles) == {
        "Appel reçu le": "date", "Terminé le": "end_date", "XL93": "x", "YL93": "y"}  # fmt: skip


def test_of_two_dates_the_fuller_is_that_of_the_facts_and_a_restitution_is_not():
    days = ["02/04/2024", "06/04/2024", "07/04/2024"]
    hours = ["23h10", "8h12", "19:12"]
    read = table(**{"DATE MEF": days, "DATE RESTITUTION": ["", days[2], ""], "Le": days, "A": hours})
    roles = suggest_profile(read).roles
    assert roles["DATE MEF"] == "date" and "DATE RESTITUTION" not in roles
    assert roles["A"] == "time"


def test_a_letter_is_an_hour_or_an_end_only_when_the_header_says_nothing_else():
    hours = ["17h37", "17h00"]
    days = ["01/05/2024", "02/05/2024"]
    alone = suggest_profile(table(**{"Date": days, "H": hours, "Nb H": ["2", "3"], "Sur place à": ["18h00", "18h10"]}))
    assert dict(alone.roles) == {"Date": "date", "H": "time"}
    assert suggest_profile(table(**{"Date": days, "Nb H": ["2", "3"]})).roles == {"Date": "date"}
    between = suggest_profile(table(**{"Appel – Date": days, "Appel – De": hours, "Appel – A": ["18h", "19h"]}))
    assert dict(between.roles) == {"Appel – Date": "date", "Appel – De": "time", "Appel – A": "end_time"}
