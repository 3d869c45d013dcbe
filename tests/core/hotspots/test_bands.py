import math

import pytest

from oltp_qgis_plugin.core.hotspots.bands import band_text, parse_edges
from oltp_qgis_plugin.errors import StatisticError


@pytest.mark.parametrize(("text", "edges"), [
    ("0,100,200", [0, 100, 200]), (" 0 ; 0.1;200 ", [0, 0.1, 200]), ("50 100 INF", [50, 100, math.inf]),
    ("0,7,∞", [0, 7, math.inf]),
])  # fmt: skip
def test_edges_are_read_as_people_write_them(text, edges):
    assert parse_edges(text, "Tranches").tolist() == edges


@pytest.mark.parametrize(("text", "message"), [
    ("", "au moins deux bornes"), ("100", "au moins deux bornes"), ("0,200,100", "qui montent"),
    ("0,100,100", "qui montent"), ("-5,100", "0 ou plus"), ("0,cent", "« cent » n'est pas un nombre"),
    ("0,nan", "n'est pas un nombre"), ("inf,inf", "qui montent"),
])  # fmt: skip
def test_edges_that_make_no_band_are_refused_with_what_was_written(text, message):
    with pytest.raises(StatisticError, match=message):
        parse_edges(text, "Tranches de distance")


def test_days_are_whole():
    assert parse_edges("0,7,inf", "Tranches de jours", whole=True).tolist() == [0, 7, math.inf]
    with pytest.raises(StatisticError, match="jours entiers"):
        parse_edges("0,0.5", "Tranches de jours", whole=True)


def test_a_band_reads_as_its_rule():
    assert band_text(0, 100, "m") == "[0, 100) m" and band_text(7, math.inf, "jours") == "[7, ∞) jours"
