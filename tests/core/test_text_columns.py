import numpy as np
import pandas as pd

from oltp_qgis_plugin.core.text_columns import all_texts, filled_texts


def test_a_column_is_all_text_unless_a_cell_is_missing_or_a_number():
    assert all_texts(["a", "", "é"])
    assert all_texts([])
    assert not all_texts(["a", None])
    assert not all_texts(["a", np.nan])
    assert not all_texts(["a", 3])


def test_a_missing_cell_is_filled_with_nothing():
    assert filled_texts(pd.Series(["a", None, np.nan, ""], dtype=object)) == ["a", "", "", ""]
    assert filled_texts(pd.Series([None, None], dtype=object)) == ["", ""]
