import pytest

from oltp_qgis_plugin.core.places.spelling import MAX_TEXT, folded, repair


@pytest.mark.parametrize(("damaged", "right"), [
    ("AllÃ©e des ChÃªnes", "Allée des Chênes"),
    ("Rue de lâ€™EgalitÃ©", "Rue de l’Egalité"),
    ("Allée des Chênes", "Allée des Chênes"),
    ("Rue Â", "Rue Â"),
    ("été â€™ AllÃ©e", "été ’ Allée"),
])  # fmt: skip
def test_letters_read_in_the_wrong_encoding_are_put_right(damaged, right):
    assert repair(damaged) == right


@pytest.mark.parametrize(("text", "expected"), [
    ("12 bis, av. Henri-Barbusse", "12 BIS , AV HENRI BARBUSSE"),
    ("Rue de l’Œuvre – Bât. C", "RUE DE L OEUVRE , BAT C"),
    ("rue Pasteur n°12", "RUE PASTEUR NO 12"),
    ("12-14 rue X", "12/14 RUE X"),
    ("  \t ", ""),
    (";';--", ""),
])  # fmt: skip
def test_a_folded_text_keeps_its_groups_and_loses_case_accents_and_points(text, expected):
    assert folded(text) == expected


def test_only_the_first_letters_of_an_endless_text_are_read():
    assert len(folded("a" * 10_000)) == MAX_TEXT
