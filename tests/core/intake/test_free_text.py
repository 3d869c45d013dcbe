"""free_texts.csv: invented texts, what is personal in braces; the rules were never tuned on the half « réserve »."""

import csv
import re
import unicodedata
from pathlib import Path

import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.free_text import (
    clean_file_name,
    clean_received,
    clean_text,
    screen_labels,
    screen_notes,
    screen_references,
)
from oltp_qgis_plugin.core.intake.name_words import fold

# Words inside the braces that name no one, and may stay.
NEUTRAL_WORDS = """
m mm mr mme mlle monsieur madame me dr docteur pr le la les de du des d l un une et nom prenom nomme denomme prenomme
surnomme alias s appelle individu disant ne nee naissance ddn en directeur juge gardien a
"""
NEUTRAL = set(NEUTRAL_WORDS.split())
with Path(__file__).with_name("free_texts.csv").open(encoding="utf-8", newline="") as table:
    TEXTS = list(csv.DictReader(table, delimiter=";"))


def words(text):
    return [fold(word) for word in re.findall(r"[^\W_]+", text)]


def scores(half):
    """Share of the personal texts of which nothing is left, and share of the changed texts that were personal."""
    hidden, left, wrong, cut = [], [], [], []
    for row in (row for row in TEXTS if row["half"] == half):
        secrets = re.findall(r"\{(.*?)\}", row["text"])
        plain = row["text"].replace("{", "").replace("}", "")
        public = set(words(re.sub(r"\{.*?\}", " ", row["text"])))
        cleaned, found = clean_text(plain)
        kept = set(words(cleaned))
        told = {w for secret in secrets for w in words(secret) if len(w) > 1 or w.isdigit()} - NEUTRAL - public
        if secrets:
            (left if told & kept else hidden).append(plain)
            cut += [plain] if public - kept - NEUTRAL else []
        elif found:
            wrong.append(plain)
    return hidden, left, wrong, cut


def test_the_table_is_large_and_half_of_it_is_innocent():
    personal = [row for row in TEXTS if "{" in row["text"]]
    assert len(TEXTS) >= 300 and 0.4 < len(personal) / len(TEXTS) < 0.6


@pytest.mark.parametrize("half", ["réglage", "réserve"])
def test_personal_values_are_found_in_free_text_and_innocent_texts_are_left(half):
    hidden, left, wrong, cut = scores(half)
    assert len(hidden) >= 0.95 * (len(hidden) + len(left)), left
    assert len(hidden) >= 0.90 * (len(hidden) + len(wrong)), wrong
    assert len(cut) <= 0.05 * len(hidden), cut


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Appel de M. Durand au 06 39 98 12 34", "Appel de M. [nom] au [téléphone]"),
        ("Écrire à j.d@exemple.fr, né le 01/02/1990", "Écrire à [adresse électronique], né le [naissance]"),
        ("Clio AB-123-CD, demeurant 12 rue Foch, ivre", "Clio [plaque], demeurant [adresse personnelle], ivre"),
        ("NIR 1 85 05 78 006 084 91", "NIR [n° de sécurité sociale]"),
        ("MM. Faure et Leblanc, avenue du Docteur Pezet", "MM. [nom] et [nom], avenue du Docteur Pezet"),
        ("M. le Maire place Jean Jaurès", "M. le Maire place Jean Jaurès"),
    ],
)
def test_a_mark_says_what_was_there(text, expected):
    assert clean_text(text)[0] == expected


def test_accents_typed_in_two_parts_are_read_like_the_others():
    assert clean_text(unicodedata.normalize("NFD", "Vu Jérémy Hébrard ce jour"))[0] == "Vu [nom] ce jour"


def test_cells_keep_their_order_and_index_and_each_is_counted():
    cells = pd.Series(["RAS", "tel 06 39 98 12 34", None, "tel 06 39 98 12 34", "M. Durand"], index=[3, 1, 4, 0, 2])
    screened = screen_notes(cells)
    assert screened.texts.tolist() == ["RAS", "tel [téléphone]", None, "tel [téléphone]", "M. [nom]"]
    assert screened.texts.index.tolist() == [3, 1, 4, 0, 2]
    assert screened.sentence("Obs") == (
        "Colonne « Obs » : 3 valeur(s) personnelle(s) masquée(s) (2 [téléphone], 1 [nom])."
    )


@pytest.mark.parametrize(
    "place",
    [
        "12 rue Jean Jaurès", "Place du Général de Gaulle", "Jean Moulin", "LOUIS BLANC", "Rosa Parks",
        "Station Pompignane",
        "Collège Simone Veil", "Résidence Les Tilleuls hall 3", "Immeuble A-12-B", "Rue du Docteur Roux",
        "avenue Martin Luther King", "5 impasse Veuve Noire", "Place Émile Combes", "Pierre Curie - Marie Curie",
        "Parking Saint-Roch niveau -2", "Lycée Joffre, 150 allée de la Citadelle 34060", "Maison du Docteur Ox",
    ],
)  # fmt: skip
def test_the_name_of_a_public_place_stays(place):
    assert screen_labels(pd.Series([place])).texts.tolist() == [place]


def test_streets_of_real_towns_stay(shared_data):
    towns = pd.read_csv(shared_data / "adresses" / "bal_35047_bruz_v1.3.csv.gz", sep=";", dtype=str)["voie_nom"]
    accidents = pd.read_csv(shared_data / "adresses" / "baac_bondy_adresses_2019.csv", dtype=str, sep=";")["adr"]
    for streets in (towns.dropna(), accidents.dropna()):
        assert screen_labels(streets).touched.sum() == 0


def test_a_person_in_a_place_is_masked():
    screened = screen_labels(pd.Series(["chez Mme Durand, 06 39 98 12 34", "Hall 3", "devant AB-123-CD"]))
    assert screened.texts.tolist() == ["chez Mme [nom], [téléphone]", "Hall 3", "devant [plaque]"]


def test_a_reference_that_is_a_telephone_or_a_plate_is_emptied():
    cells = pd.Series(["PM-001", "06 39 98 12 34", "AB-123-CD", "PM-004", "0639981234"])
    assert screen_references(cells).texts.tolist() == ["PM-001", "", "", "PM-004", ""]


def test_references_that_are_all_ten_digits_are_no_telephones():
    cells = pd.Series(["0112345678", "0112345679", "0112345680"])
    assert screen_references(cells).texts.tolist() == cells.tolist()


@pytest.mark.parametrize(
    ("received", "kept"),
    [
        ("31/02/2024", "31/02/2024"),
        ("le 12 mars vers 22h", "le 12 mars vers 22h"),
        ("DUPONT Kevin", "[nom]"),
        ("dupont", "[…]"),
        ("43°36'39\"N", "43°36'39\"N"),
        ("06 39 98 12 34", "[téléphone]"),
    ],
)
def test_a_refused_value_keeps_its_numbers_and_no_name(received, kept):
    assert clean_received(received) == kept


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("plainte_Dupont.xlsx", "plainte_[nom].xlsx"),
        ("courrier_Mme_Durand.csv", "courrier_Mme_[nom].csv"),
        ("Kevin Robert 0639981234.csv", "[nom] [téléphone].csv"),
        ("PM_2024_03.csv", "PM_2024_03.csv"),
        ("Dossier Police nationale.csv", "Dossier Police nationale.csv"),
        ("accidents-2018.csv.gz", "accidents-2018.csv.gz"),
    ],
)
def test_a_file_named_after_a_person_is_kept_without_the_name(name, kept):
    assert clean_file_name(name) == kept


def test_references_that_are_uuids_stay_whatever_their_digits():
    cells = pd.Series(["dc29bbe3-0eb6-4db5-be2e-3f64eed23c42", "57fb0778-9770-43c2-8c82-8da8428397dc"])
    assert screen_references(cells).texts.tolist() == cells.tolist()


def test_quarrels_and_kin_are_looked_for_in_sentences_and_not_in_labels():
    assert clean_text("Conflit Petrovic / Garnier, bât D")[0] == "Conflit [nom], bât D"
    labels = pd.Series(["Conflit Petrovic / Garnier", "Rue des Frères d'Astier de la Vigerie", "Frères Lumière"])
    assert screen_labels(labels).touched.sum() == 0
