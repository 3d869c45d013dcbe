import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.labels import UnknownLabel, suggest_category, unknown_labels


@pytest.mark.parametrize(
    ("label", "code"),
    [
        ("Tapages nocturnes dans la rue", "TRA1"),
        ("Depots sauvages ordure", "CDV1"),
        ("Dégradations de véhicules", "DEG3"),
        ("Feux de poubelle", "DEG6"),
        ("Stationnements génants", "CIR1"),
        ("Zorglub", ""),
        ("de la", ""),
        ("", ""),
    ],
)
def test_an_unknown_label_is_given_the_category_it_resembles(label, code):
    assert suggest_category(label) == code


def test_unknown_labels_come_with_their_number_the_most_frequent_first():
    labels = pd.Series(["Tag", "Zorglub", "Machin", "Zorglub", "", "Truc à nous"])
    assert unknown_labels(labels, {"Truc à nous": "TRA1"}) == (
        UnknownLabel("Zorglub", 2, ""), UnknownLabel("Machin", 1, "")
    )  # fmt: skip


def test_with_the_index_of_the_police_no_label_is_unknown():
    assert unknown_labels(pd.Series(["27 Cambriolages", "66"]), {}, "4001") == ()
