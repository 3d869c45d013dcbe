import pandas as pd
import pytest

from oltp_qgis_plugin.core.places.gazetteer import code_key, place_key, place_objects, with_places
from oltp_qgis_plugin.core.places.matching import Geocoder


@pytest.mark.parametrize(("kind", "name", "expected"), [
    ("residence", "Les Genêts A 1", "~RESIDENCE|LES GENETS #A #1"),
    ("residence", "Résidence du Parc B 2", "RESIDENCE|DU PARC #B #2"),
    ("residence", "Le Clos des Tilleuls", "~RESIDENCE|LE CLOS DES TILLEULS"),
    ("arrets", "Mosson", "~ARRET|MOSSON"),
    ("ecoles", "Collège Jean-Moulin", "COLLEGE|JEAN MOULIN"),
    ("quelconque", "La Rotonde", "|LA ROTONDE"),
])  # fmt: skip
def test_the_kind_of_a_place_is_its_own_or_that_of_its_layer(kind, name, expected):
    assert place_key(kind, name) == expected


def places(*rows):
    return pd.DataFrame(rows, columns=["kind", "code", "name", "x", "y"])


def test_near_points_of_one_name_are_one_place_and_distant_ones_stay_apart():
    near = place_objects(places(("arret", "1", "Gare", 0, 0), ("arret", "2", "Gare", 40, 0)))
    far = place_objects(places(("arret", "1", "Gare", 0, 0), ("arret", "2", "Gare", 4000, 0)))
    assert (len(near), len(far)) == (1, 2)


def test_the_halls_of_a_residence_make_buildings_and_a_residence():
    rows = place_objects(places(("residence", "", "Les Pins A 1", 0, 0), ("residence", "", "Les Pins A 2", 10, 0),
                                ("residence", "", "Les Pins B 1", 50, 0)))  # fmt: skip
    assert set(rows["name"]) == {"Les Pins A 1", "Les Pins A 2", "Les Pins B 1", "Les Pins A", "Les Pins B", "Les Pins"}


def test_a_place_without_a_name_or_a_point_is_left_out():
    assert len(place_objects(places(("arret", "1", "", 0, 0), ("arret", "2", "Gare", None, 0)))) == 0


def test_places_added_to_an_index_are_found_beside_its_streets(index):
    more = with_places(index, places(("ecole", "0340123A", "École des Lilas", 7, 8)))
    rows = Geocoder(more).match(["école des Lilas", "0340123a", "4 rue Jules Guesde", "arrêt Mosson"])
    assert rows["x"].tolist()[:3] == [7.0, 7.0, 40.0]
    assert rows["precision"].tolist() == ["lieu", "lieu", "numero", "lieu"]


def test_the_same_places_added_again_change_nothing(index):
    assert with_places(index, places(("arrets", "VM0107", "Mosson", 5, 5))) is index


def test_places_alone_make_a_geocoder():
    geocoder = Geocoder.of_places(places(("ecole", "0340123A", "École des Lilas", 7, 8)), 2154)
    assert geocoder.match(["ecole des lilas", "12 rue X"])["precision"].tolist() == ["lieu", "aucune"]


def test_a_code_is_the_same_in_small_letters_and_with_spaces():
    assert code_key("0340 123a") == code_key("0340123A") == "0340123A"
