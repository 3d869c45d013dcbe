from dataclasses import replace

import pandas as pd

from oltp_qgis_plugin.core.places.build import ADDRESS_COLUMNS, build_index, no_sources
from oltp_qgis_plugin.core.places.matching import Geocoder


def row(number, street, x, y, suffix="", town="Lattes", insee="34129", post="34970", old=""):
    return (number, suffix, street, "", post, insee, town, old, "", "", x, y)


def indexed(*rows, **more):
    addresses = pd.DataFrame(rows, columns=list(ADDRESS_COLUMNS))
    return build_index(replace(no_sources(2154), addresses=addresses, **more))


def test_an_address_given_twice_is_kept_once_at_its_first_point():
    index = indexed(row(1, "Rue A", 1, 1), row(1, "Rue A", 9, 9), row(1, "Rue A", 2, 2, "bis"))
    assert index.address_x.tolist() == [1, 2]


def test_spellings_of_one_street_are_one_street():
    index = indexed(row(1, "Av du Mal Foch", 1, 1), row(2, "Avenue du Maréchal Foch", 2, 1))
    assert len(index.object_name) == 1


def test_equal_names_stay_apart_in_two_communes_and_in_two_former_communes():
    index = indexed(row(1, "Rue A", 1, 1), row(1, "Rue A", 900, 1, town="Pérols", insee="34198"),
                    row(1, "Rue A", 5000, 1, old="Maurin"))  # fmt: skip
    assert len(index.object_name) == 3
    found = Geocoder(index).match(["1 rue A Maurin", "1 rue A Pérols", "1 rue A"])
    assert found["precision"].tolist()[1:] == ["numero", "aucune"]


def test_a_street_without_numbers_is_a_street():
    found = Geocoder(indexed(row(0, "le Mas Neuf", 3, 4))).match(["le Mas Neuf", "12 le mas neuf"])
    assert found["precision"].tolist() == ["rue", "rue"]
    assert "aucun numéro" in found.loc[1, "reason"]


def test_a_street_known_by_its_line_alone_has_a_point_and_the_others_keep_theirs():
    streets = pd.DataFrame({"street": ["Pont Vert", "Rue A"], "x": [50.0, 99.0], "y": [60.0, 99.0]})
    found = Geocoder(indexed(row(1, "Rue A", 1, 1), streets=streets)).match(["pont vert", "1 rue A"])
    assert found["x"].tolist() == [50.0, 1.0]
    assert found["precision"].tolist() == ["rue", "numero"]


def test_an_index_of_nothing_finds_nothing():
    found = Geocoder(build_index(no_sources(2154))).match(["1 rue A", ""])
    assert found["precision"].tolist() == ["aucune", "aucune"]
