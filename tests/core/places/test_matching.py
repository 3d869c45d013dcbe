import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.places.matching import MATCH_COLUMNS
from oltp_qgis_plugin.errors import Cancelled


@pytest.mark.parametrize(("text", "x", "y", "precision"), [
    ("4 rue Jules Guesde 99100 Bourg-le-Roi", 40, 0, "numero"),
    ("4 bis rue Jules Guesde", 41, 0, "numero"),
    ("4B R JULES GUESDE", 41, 0, "numero"),
    ("4 GUESDES (RUE JULES)", 40, 0, "numero"),
    ("4, rue Guesde", 40, 0, "numero"),
    ("4 PAIX (RUE DE LA)", 40, 800, "numero"),
    ("Avenue Carnot n°12", 120, 500, "numero"),
    ("Avenue Carnot, 12 Bourg-le-Roi", 120, 500, "numero"),
    ("Ets Dupond et fils, 12 Avenue Carnot Bourg le Roi France", 120, 500, "numero"),
    ("12-14 avenue Carnot", 120, 500, "numero"),
    ("face au 12 avenue Carnot", 120, 500, "interpole"),
    ("12 avenue carno", 120, 500, "numero"),
    ("12 avnue Carnot", 120, 500, "numero"),
    ("4 rue jules gusde bourg le roi", 40, 0, "numero"),
    ("4 ruejulesguesde", 40, 0, "numero"),
    ("4 r. J. Guesde", 40, 0, "numero"),
    ("Bourg le Roi rue Jules Guesde 4", 40, 0, "numero"),
    ("14 rue du 14 juillet", 140, 400, "numero"),
    ("8 rue du 8 mai 45", 80, 300, "numero"),
    ("8 rue du huit mai 1945", 80, 300, "numero"),
    ("5 av du Mal Leclerc", np.nan, np.nan, "aucune"),
    ("5 rue du Mal Leclerc", 50, 700, "numero"),
    ("5 chemin des prés secs", 50, 900, "numero"),
    ("12 rue Neuve St Ouen les Près", 120, 9000, "numero"),
    ("12 rue Neuve 99200", 120, 9000, "numero"),
    ("Société X, 4 rue Jules Guesde, bât. C, 99100 BOURG-LE-ROI CEDEX 2", 40, 0, "numero"),
])  # fmt: skip
def test_addresses_as_they_are_typed_are_found(found, text, x, y, precision):
    row = found(text)
    assert row["precision"] == precision, row["reason"]
    assert (row["x"], row["y"]) == pytest.approx((x, y), nan_ok=True)


@pytest.mark.parametrize("text", [
    "4 rue Jean Moulin 99100 Bourg-le-Roi", "4 rue Jules Ferry", "3 rue Carnot", "12 rue Pasteur",
    "4 rue Jules Guesde 75001 Paris", "4 rue Jules Guesde, Noisy-le-Sec", "4 rue du Général Leclerc",
    "4 rue Neuve", "4 avenue Jules Guesde", "4 rue de la Pai Verte", "xyz", "4",
])  # fmt: skip
def test_a_street_that_is_not_in_the_base_is_never_given_a_precise_point(found, text):
    row = found(text)
    assert row["precision"] in ("aucune", "commune")
    assert np.isnan(row["x"]) or row["precision"] == "commune"


def test_a_missing_number_is_placed_between_its_neighbours_of_the_same_side(found):
    row = found("13 rue de la Paix")
    assert (row["precision"], row["x"]) == ("rue", 130.0)  # 3 and 30 stand 270 m apart: too far to be a number
    row = found("5 avenue Henri Barbusse")
    assert (row["precision"], row["x"]) == ("interpole", 50.0)
    assert "entre le 4 et le 6" in row["reason"]


def test_a_number_beyond_those_known_is_at_the_middle_of_the_street_and_says_so(found):
    row = found("99 rue du 14 Juillet Bourg-le-Roi")
    assert row["precision"] == "rue"
    assert "hors des numéros connus (1 à 20)" in row["reason"]


def test_a_street_alone_is_at_its_middle_address(found):
    row = found("avenue Carnot")
    assert (row["precision"], row["x"], row["y"]) == ("rue", 110.0, 500.0)


def test_a_stretch_is_at_the_middle_of_its_numbers_on_its_side(found):
    assert found("GALLIENI (AV.) DE 111 A 175")["x"] == 1430.0
    assert "101 à 103" in found("GALLIENI (AV.) DE 101 A 103")["reason"]
    row = found("GALLIENI (AV.) DE 100 A FIN COTE I")
    assert row["x"] == 1410.0  # the middle of 101, 103 … 179
    assert row["precision"] == "rue"
    assert row["kind"] == "plage"


def test_a_crossing_of_the_table_is_known(found):
    row = found("angle rue Jules Guesde et avenue Carnot")
    assert (row["precision"], row["x"], row["y"]) == ("carrefour", 500.0, 250.0)
    assert row["kind"] == "carrefour"


def test_two_streets_whose_addresses_come_near_meet_there(found):
    row = found("Place de la République / Avenue Henri Barbusse")
    assert row["precision"] == "carrefour"
    assert (row["x"], row["y"]) == (120.0, 125.0)
    assert "50 m" in row["reason"]


def test_two_streets_that_do_not_meet_are_placed_on_one_of_them_at_best(found):
    assert found("Rue du 14 Juillet / Rue du Maréchal Leclerc")["precision"] in ("rue", "aucune")


@pytest.mark.parametrize(("text", "x", "y"), [
    ("arrêt Mosson", 25, 5), ("Mosson", 25, 5), ("devant le collège Jean Moulin", 10, 20), ("0990011Z", 10, 20),
    ("collège 0990011z", 10, 20), ("Résidence Les Genêts, bât. A, hall 2", 110, 100), ("Les Genêts A 2", 110, 100),
    ("Les Genets bat B hall 1", 140, 100), ("Le Clos des Tilleuls C 3", 400, 400), ("parc de la Rabine", 50, 60),
    ("residance les genets bat A hall 1", 100, 100),
])  # fmt: skip
def test_named_places_are_found_by_name_building_or_code(found, text, x, y):
    row = found(text)
    assert row["precision"] == "lieu", row["reason"]
    assert abs(row["x"] - x) <= 20
    assert row["y"] == y
    assert row["kind"] == "lieu"


def test_a_residence_without_its_hall_is_among_its_halls(found):
    row = found("Résidence Les Genêts")
    assert row["precision"] == "lieu"
    assert 100 <= row["x"] <= 140


def test_a_quarter_and_a_commune_are_no_more_precise_than_they_are(found):
    assert found("quartier Les Arceaux")["precision"] == "quartier"
    row = found("99200 Saint-Ouen-les-Prés")
    assert (row["precision"], row["kind"], row["label"]) == ("commune", "commune", "Saint-Ouen-les-Prés")


def test_each_part_that_was_understood_is_shown(found):
    row = found("12 bis, av. Henri Barbusse, bât C, 99100 BOURG LE ROI")
    assert row[["number", "suffix", "street", "postcode"]].tolist() == ["12", "bis", "AVENUE HENRI BARBUSSE", "99100"]
    assert row["city"] == "BOURG LE ROI"
    assert row["complement"] == "BAT C"
    assert row["kind"] == "adresse"


def test_the_columns_of_the_file_tell_the_town_and_the_number(geocoder):
    rows = geocoder.match_parts(["12", "99999", None], ["rue Neuve", "avenue Carnot", "rue Neuve"],
                                ["99200", "", ""], ["", "Bourg le Roi", "ailleurs"])  # fmt: skip
    assert rows["precision"].tolist() == ["numero", "rue", "aucune"]
    assert rows.loc[0, "y"] == 9000


def test_two_streets_as_good_as_each_other_are_no_answer_and_both_are_named(found):
    row = found("10 rue Neuve")
    assert row["precision"] == "aucune"
    assert "Bourg-le-Roi" in row["reason"]
    assert "Saint-Ouen-les-Prés" in row["reason"]


def test_the_best_candidate_stays_named_under_the_minimal_score(geocoder):
    row = geocoder.match(["4 avenue Jules Guesde"]).iloc[0]
    assert row["label"].startswith("4 Rue Jules Guesde")
    assert 0 < row["score"] < 0.5
    assert geocoder.match(["4 avenue Jules Guesde"], min_score=0.3).iloc[0]["precision"] == "numero"


def test_candidates_come_best_first_with_their_points(geocoder):
    names = [one.label for one in geocoder.candidates("Carnot")]
    assert {"Avenue Carnot 99100 Bourg-le-Roi", "Impasse Carnot 99100 Bourg-le-Roi"} <= set(names)
    scores = [one.score for one in geocoder.candidates("4 rue Guesdes", limit=10)]
    assert scores == sorted(scores, reverse=True)


def test_every_row_stays_in_its_order_and_equal_texts_have_equal_results(geocoder):
    texts = ["avenue Carnot", None, "", "4 rue Jules Guesde", "zzz", "avenue Carnot", "  "]
    rows = geocoder.match(texts)
    assert list(rows.columns) == list(MATCH_COLUMNS)
    assert rows.index.tolist() == list(range(7))
    assert rows["precision"].tolist() == ["rue", "aucune", "aucune", "numero", "aucune", "rue", "aucune"]
    assert rows["kind"].tolist()[1:3] == ["vide", "vide"]


def test_no_row_gives_no_row(geocoder):
    assert list(geocoder.match([]).columns) == list(MATCH_COLUMNS)


@pytest.mark.parametrize("text", ["a" * 10_000, "'; DROP TABLE incident; --", ".*+?[](){}|^$\\", "%_%", "\x00\ud800",
                                  "12 " * 3000, "(" * 500, "rue " * 2000])  # fmt: skip
def test_endless_or_hostile_texts_are_only_texts(found, text):
    assert found(text)["precision"] in ("aucune", "rue", "numero", "commune", "lieu")


def test_an_endless_text_says_that_it_was_cut(found):
    assert "400 premiers signes" in found("4 rue Jules Guesde " + " " * 10_000)["reason"]


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_has_one_row_a_score_from_0_to_1_and_a_point_only_with_a_precision(geocoder, text):
    row = geocoder.match([text]).iloc[0]
    assert 0 <= row["score"] <= 1
    assert np.isnan(row["x"]) == (row["precision"] == "aucune")


def test_the_user_can_stop_it(geocoder):
    with pytest.raises(Cancelled):
        geocoder.match(["avenue Carnot"], progress=lambda percent: True)
