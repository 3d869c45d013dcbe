import pandas as pd
import pytest

from oltp_qgis_plugin.core.intake.value_types import ValueType, value_type


@pytest.mark.parametrize(
    ("cells", "expected"),
    [
        (["01/03/2024", "2 mars 2024", ""], ValueType.DATE),
        (["01/03/2024 22:10", "02/03/2024 7h05"], ValueType.MOMENT),
        (["2024-03-01T22:10:00", "2024-03-02T07:05:00Z"], ValueType.MOMENT),
        (["22:10", "7h", "07h05"], ValueType.HOUR),
        (["12", "3,5", "-4.25", "1200"], ValueType.NUMBER),
        (["000001", "000042"], ValueType.TEXT),
        (["43.61,3.87", "43.62,3.88"], ValueType.POSITION),
        (["rue des Lilas", "12 place du Marché"], ValueType.TEXT),
        (["", " "], ValueType.EMPTY),
    ],
)
def test_a_column_has_the_kind_of_most_of_its_values(cells, expected):
    assert value_type(pd.Series(cells, dtype=object)) is expected
