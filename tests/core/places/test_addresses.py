import pytest

from oltp_qgis_plugin.core.places.addresses import TO_THE_END, read_core, split_lead, text_key
from oltp_qgis_plugin.core.places.tokens import words_of


def reading(text):
    """Leading number, suffix, and the reading of the rest."""
    number, suffix, last, core = split_lead(words_of(text))
    return number, suffix, last, read_core(core)


@pytest.mark.parametrize(("text", "number", "suffix"), [
    ("12 rue Pasteur", 12, ""), ("12 bis rue Pasteur", 12, "BIS"), ("12B rue Pasteur", 12, "B"),
    ("12 ter, avenue Foch", 12, "TER"), ("1bis rue Gambetta", 1, "BIS"), ("6E Route de la Pierre", 6, "E"),
    ("n° 4 place Carnot", 4, ""), ("0012 rue X", 12, ""), ("12 bis A rue X", 12, "BIS A"),
    ("12 R Jules Guesde", 12, ""), ("14 rue du 14 juillet", 14, ""), ("rue du 8 mai 1945", 0, ""),
    ("8 mai 1945", 0, ""), ("11 novembre", 0, ""), ("93140 Bondy", 0, ""),
])  # fmt: skip
def test_the_leading_number_is_the_house_number_and_never_a_date_or_a_postcode(text, number, suffix):
    assert reading(text)[:2] == (number, suffix)


@pytest.mark.parametrize(("text", "last"), [("12-14 rue X", 14), ("12/14 rue X", 14), ("12 à 16 rue X", 16),
                                            ("12, 14 et 16 rue X", 16), ("12 rue X", 0)])  # fmt: skip
def test_the_other_end_of_a_leading_range_is_kept(text, last):
    assert reading(text)[2] == last


@pytest.mark.parametrize(("text", "core", "first", "last", "side"), [
    ("BARBUSSE (AV. HENRI) DE 126 A FIN COTE P", "AV HENRI BARBUSSE", 126, TO_THE_END, "P"),
    ("GALLIENI (AV.) DE 111 A 175", "AV GALLIENI", 111, 175, ""),
    ("SALENGRO (RUE ROGER) 1 A 25", "RUE ROGER SALENGRO", 1, 25, ""),
    ("AULNAY (ROUTE) COTE PAIRE DE 2 A FIN", "ROUTE AULNAY", 2, TO_THE_END, "P"),
    ("MOULIN (AV. JEAN) COTE IMPAIRS", "AV JEAN MOULIN", 0, 0, "I"),
    ("BLANQUI (R. LOUIS-AUGUSTE) DE 2 A 30 COT", "R LOUIS AUGUSTE BLANQUI", 2, 30, ""),
    ("BARBUSSE (AV. HENRI) DE 1 A 75 COTE IMPA", "AV HENRI BARBUSSE", 1, 75, "I"),
])  # fmt: skip
def test_the_stretches_that_the_police_type_are_understood(text, core, first, last, side):
    found = reading(text)[3]
    assert (found.kind, found.core, found.first, found.last, found.side) == ("plage", core, first, last, side)


@pytest.mark.parametrize(("text", "streets"), [
    ("angle rue A et rue B", ("RUE A", "RUE B")),
    ("AV DE ROSNY / AV GALLIENI", ("AV DE ROSNY", "AV GALLIENI")),
    ("à l'angle du boulevard Foch avec la rue Neuve", ("BOULEVARD FOCH", "RUE NEUVE")),
    ("Rue Jean Jaurès et Avenue Foch", ("RUE JEAN JAURES", "AVENUE FOCH")),
    ("Place X, rue Berger, rue Pierre Lescot", ("PLACE X", "RUE BERGER", "RUE PIERRE LESCOT")),
    ("angle Carnot / Gallieni", ("CARNOT", "GALLIENI")),
    ("12 rue Pierre et Marie Curie", ()),
    ("12/14 rue Neuve", ()),
    ("rue de la Croix, résidence", ()),
])  # fmt: skip
def test_a_crossing_is_two_streets_however_it_is_written(text, streets):
    assert reading(text)[3].streets == streets


def test_postcode_buildings_floors_and_kilometres_leave_the_name_alone():
    found = reading("Résidence Y, bât. C, hall 3, 2e étage 34000 MONTPELLIER CEDEX 2")[3]
    assert (found.units, found.postcode) == (("C", "3"), "34000")
    assert found.core.replace(" ", "").replace(",", "") == "RESIDENCEY@MONTPELLIER"
    assert reading("RD 612 PK 4")[3].complement == "PK 4"
    assert reading("7 rue du lycée 26000valence")[3].postcode == "26000"


def test_face_au_12_is_near_the_12():
    found = reading("face au 12 rue Pasteur")[3]
    assert (found.near, found.number, found.core) == (True, 12, "RUE PASTEUR")


@pytest.mark.parametrize(("one", "other"), [
    ("12 bis, av. Henri Barbusse", "12 BIS AVENUE HENRI BARBUSSE"),
    ("R JULES GUESDE", "rue Jules-Guesde"),
    ("AllÃ©e des ChÃªnes", "ALL DES CHENES"),
    ("BARBUSSE (AV. HENRI)", "avenue Henri Barbusse"),
    ("12 ÉTOILE (ALLÉE DE L’)", "12 allée de l'étoile"),
    ("3 pl ND de la Garde", "3 place Notre-Dame de la Garde"),
])  # fmt: skip
def test_spellings_of_one_address_share_their_key(one, other):
    assert text_key(one) == text_key(other) != ""


def test_an_empty_text_has_an_empty_key():
    assert text_key(None) == text_key("  ") == ""
