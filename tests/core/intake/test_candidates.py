import pytest

from oltp_qgis_plugin.core.intake.candidates import surely_impersonal, worth_reading

IMPERSONAL = ["PM-0000001", "2024/118", "", "rue de la Gare", "VOL-17 hall B"]


@pytest.mark.parametrize(
    "personal", ["06 39 98 12 34", "a@b.fr", "AB-123-CD", "Mme Durand", "vu par M. Petit", "0639981234"]
)
def test_one_cell_that_may_hold_a_personal_value_has_all_read(personal):
    assert surely_impersonal(IMPERSONAL, by_first_name=True)
    assert not surely_impersonal([*IMPERSONAL, personal], by_first_name=True)
    assert worth_reading([*IMPERSONAL, personal], by_first_name=True) == [len(IMPERSONAL)]


@pytest.mark.parametrize("cell", [None, float("nan"), 3, "l'été", "a\x1eb"])
def test_cells_that_cannot_be_told_at_once_are_left_to_a_closer_look(cell):
    assert not surely_impersonal([*IMPERSONAL, cell], by_first_name=False)


def test_a_column_without_a_cell_holds_nothing():
    assert surely_impersonal([], by_first_name=False)
