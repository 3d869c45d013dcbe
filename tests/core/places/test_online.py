import json

import numpy as np
import pytest

from oltp_qgis_plugin.core.places.online import (
    ABROAD,
    ANSWER_COLUMNS,
    NOT_FOUND,
    OTHER_CITY,
    OTHER_NUMBER,
    OTHER_PLACE,
    UNLIKELY,
    read_search,
    read_table,
    request_table,
)
from oltp_qgis_plugin.errors import OnlineError

HEADER = "adresse,latitude,longitude,result_label,result_score,result_type,result_housenumber,result_citycode\n"
LILAS = "12 rue des lilas,43.61,3.87,12 Rue des Lilas 34000 Montpellier,0.93,housenumber,12,34172\n"
STREET = "r. du marché,43.62,3.88,Rue du Marché 34000 Montpellier,0.71,street,,34172\n"
PLACE = "mas de grille,43.60,3.86,Mas de Grille 34430 Saint-Jean-de-Védas,0.8,locality,,34270\n"
TOWN = "montpellier,43.61,3.88,Montpellier,0.95,municipality,,34172\n"
NONE = "nulle part,,,,,,,\n"
TEXTS = ["12 rue des lilas", "r. du marché", "mas de grille", "montpellier", "nulle part"]


def answered(*rows, texts=None, min_score=0.5, city=""):
    texts = texts or [row.split(",")[0] for row in rows]
    return read_table((HEADER + "".join(rows)).encode(), texts, min_score, city)


def test_only_the_texts_leave_and_the_code_of_the_town_when_it_is_given():
    assert request_table(["12 rue\ndes « lilas »", 'a, "b"']) == (
        'adresse\r\n12 rue des « lilas »\r\n"a, ""b"""\r\n'.encode())  # fmt: skip
    assert request_table(["x"], "34172") == b"adresse,code_insee\r\nx,34172\r\n"


def test_each_type_of_answer_has_the_precision_that_it_really_has():
    found = answered(LILAS, STREET, PLACE, TOWN, NONE)
    assert tuple(found.columns) == ANSWER_COLUMNS
    assert found["precision"].tolist() == ["numero", "rue", "lieu", "commune", "aucune"]
    assert found["score"].tolist()[:4] == [0.93, 0.71, 0.8, 0.95]
    assert found[["lon", "lat"]].to_numpy()[0].tolist() == [3.87, 43.61]
    assert found["refusal"].tolist() == ["", "", "", "", NOT_FOUND]
    assert np.isnan(found["lon"].iloc[4])


def test_rows_that_come_back_in_another_order_go_to_their_own_text():
    found = answered(NONE, TOWN, LILAS, PLACE, STREET, texts=TEXTS)
    assert found["text"].tolist() == TEXTS
    assert found["precision"].tolist() == ["numero", "rue", "lieu", "commune", "aucune"]


@pytest.mark.parametrize(("row", "why"), [
    (LILAS.replace("43.61,3.87", "48.5,-100"), ABROAD), (LILAS.replace("0.93", "0.49"), UNLIKELY),
    (LILAS.replace("housenumber,12", "housenumber,14"), OTHER_NUMBER),
    (LILAS.replace("12 Rue des Lilas 34000 Montpellier", "12 Quai Voltaire 75007 Paris"), OTHER_PLACE),
    (LILAS.replace("34172", "75107"), OTHER_CITY), (LILAS.replace("0.93", "7"), NOT_FOUND),
    (LILAS.replace("0.93", "abc"), NOT_FOUND), (LILAS.replace("housenumber", "poi"), NOT_FOUND),
    (LILAS.replace("43.61", "nan"), NOT_FOUND),
])  # fmt: skip
def test_an_answer_that_cannot_be_believed_gives_no_point_and_says_why(row, why):
    found = answered(row, city="34172")
    assert (found["refusal"].iloc[0], found["precision"].iloc[0]) == (why, "aucune")
    assert np.isnan(found["lon"].iloc[0])


def test_a_misspelt_text_is_still_about_its_street():
    for text in ("12 r des lylas montpelier", "12 RUE DES LILLAS", "lilas 12"):
        assert answered(LILAS.replace("12 rue des lilas", text))["refusal"].tolist() == [""]


@pytest.mark.parametrize(("answer", "sentence"), [
    (b"<!DOCTYPE html><html><body>Bienvenue</body></html>", "page web"),
    (b"\xef\xbb\xbf  <html>", "page web"),
    (b"", "pas la colonne"), (b'{"error": "x"}', "pas la colonne"),
    (b"adresse,latitude\na,1\n", "pas la colonne « longitude »"),
    ((HEADER + LILAS[:40]).encode(), "coupée"), (b"\xff\xfe\x00", "lisible"),
    ((HEADER + '"12 rue').encode(), "lisible"), (HEADER.encode(), "n'a pas rendu 2 des 2 adresses"),
    ((HEADER + LILAS).encode(), "n'a pas rendu 1 des 2 adresses"),
])  # fmt: skip
def test_an_answer_that_is_not_the_one_expected_is_refused_whole(answer, sentence):
    with pytest.raises(OnlineError, match=sentence) as refused:
        read_table(answer, ["12 rue des lilas", "x"], 0.5)
    assert "rien n'a été enregistré" in str(refused.value)


def test_answers_about_other_addresses_are_refused_whole():
    labels = ("Quai Voltaire", "Allée Debussy", "Impasse Gounod", "Cours Mirabeau")
    rows = [f"12 rue des lilas {n},43.6,3.8,12 {label},0.9,housenumber,12,\n" for n, label in enumerate(labels)]
    with pytest.raises(OnlineError, match="d'autres adresses"):
        answered(*rows)
    with pytest.raises(OnlineError, match="hors de France"):
        answered(*(LILAS.replace("12 rue", f"12 rue {n}").replace("43.61,3.87", "0,0") for n in "abcd"))


def search(**more):
    told = {"label": "12 Rue des Lilas", "score": 0.9, "type": "housenumber", "housenumber": "12", "citycode": "34172"}
    feature = {"properties": told | more, "geometry": {"type": "Point", "coordinates": [3.87, 43.61]}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def test_a_search_gives_its_places_best_first():
    found = read_search(search(), "12 rue des lilas", 0.5)
    assert found[["label", "lon", "precision"]].to_numpy().tolist() == [["12 Rue des Lilas", 3.87, "numero"]]
    assert read_search(b'{"features": []}', "x", 0.5).empty
    assert read_search(search(score=0.2), "12 rue des lilas", 0.5)["refusal"].tolist() == [UNLIKELY]


@pytest.mark.parametrize("answer", [b"", b"[1]", b'{"features": [1]}', b'{"features": [{"properties": {}}]}', b"\xff"])
def test_a_search_that_answers_something_else_is_refused(answer):
    with pytest.raises(OnlineError, match="pas celle attendue"):
        read_search(answer, "x", 0.5)
