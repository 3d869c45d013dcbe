import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from oltp_qgis_plugin.core.intake import plain_text
from oltp_qgis_plugin.core.intake.archives import open_source
from oltp_qgis_plugin.core.intake.delimited import _read_fast, _read_plain, sniff
from oltp_qgis_plugin.core.progress import silent


def cut(text, width=3, skipped=0, n_rows=None, quote='"'):
    lines = text.replace("\r\n", "\n").rstrip("\n").count("\n") + 1 - skipped
    stream = io.StringIO(text, newline="")
    columns = plain_text.plain_columns(stream, ";", quote, width, skipped, n_rows or lines)
    return None if columns is None else [list(row) for row in zip(*columns, strict=True)]


def test_lines_are_cut_by_the_separator_and_short_ones_completed():
    assert cut("a;b;c\n1;2\n\n;;x\n") == [["a", "b", "c"], ["1", "2", ""], ["", "", ""], ["", "", "x"]]


def test_the_lines_above_are_left_out_even_when_they_are_quoted():
    assert cut('"Titre ""A"""\n"x";"y";"z"\n1;2;3\n', skipped=2) == [["1", "2", "3"]]


@pytest.mark.parametrize("text", ["1;2;3;4\n", '1;"2";3\n', "1;2\r3;4\n", "1;\0;3\n"])
def test_what_asks_for_a_parser_is_left_to_it(text):
    assert cut(text, n_rows=1) is None


def test_an_apostrophe_that_encloses_cells_asks_for_a_parser():
    assert cut("l'a;b;c\n") == [["l'a", "b", "c"]]
    assert cut("'a';b;c\n", quote="'") is None
    assert cut('1 "a";b;c\n', quote="") == [['1 "a"', "b", "c"]]


def test_fewer_or_more_lines_than_surveyed_are_left_to_a_parser():
    assert cut("1;2;3\n", n_rows=2) is None
    assert cut("1;2;3\n1;2;3\n", n_rows=1) is None


CELL = st.text(st.characters(blacklist_characters=';"\ufeff', blacklist_categories=("Cs", "Cc")), max_size=4)


@settings(deadline=None)
@given(st.lists(st.tuples(CELL, CELL, CELL), min_size=2, max_size=30), st.sampled_from(["\n", "\r\n"]),
       st.integers(1, 40))  # fmt: skip
def test_it_reads_what_a_parser_reads_wherever_it_is_cut(tmp_path_factory, rows, end, chars):
    path = tmp_path_factory.mktemp("plain") / "t.csv"
    text = end.join(["Nature;Date;Adresse", *(";".join(row) for row in [("a", "b", "c"), *rows]), "x;y;z"]) + end
    path.write_bytes(text.encode())
    source, _ = open_source(path)
    layout = sniff(source, "utf-8", ";")
    usual, plain_text.CHARS = plain_text.CHARS, chars
    try:
        plain = _read_plain(source, layout, silent)
    finally:
        plain_text.CHARS = usual
    parsed = _read_fast(source, layout)
    assert plain is not None and parsed is not None
    assert plain.frame.to_numpy().tolist() == parsed.frame.to_numpy().tolist()
    assert plain.rows.tolist() == parsed.rows.tolist()


def test_cells_that_repeat_are_one_object():
    columns = plain_text.plain_columns(io.StringIO("été;1\nété;2\n" * 50), ";", '"', 2, 0, 100)
    assert len({id(cell) for cell in columns[0]}) == 1
