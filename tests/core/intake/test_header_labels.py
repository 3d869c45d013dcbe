import pytest

from oltp_qgis_plugin.core.intake.header_labels import header_label
from oltp_qgis_plugin.core.intake.header_words import header_scores


@pytest.mark.parametrize(
    ("header", "label"),
    [
        ("Date d?but", "DATE DEBUT"),
        ("Pr\ufffdnom", "PRENOM"),
        ("T?l", "TEL"),
        ("R?sidence", "RESIDENCE"),
        ("?tat", "ETAT"),
        ("Gravit??", "GRAVITE"),
        ("Que se passe-t-il ?", "QUE SE PASSE T IL"),
        ("Résolu?", "RESOLU"),
        ("Zt?q", "ZT Q"),
        ("Date du fait", "DATE DU FAIT"),
    ],
)
def test_a_letter_lost_in_a_header_is_found_again_when_one_known_word_fits(header, label):
    assert header_label(header) == label


def test_a_maimed_header_says_what_it_said():
    assert header_scores("Date d?but") == header_scores("Date début")
