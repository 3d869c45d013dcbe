import pytest
from hypothesis import given
from hypothesis import strategies as st

from oltp_qgis_plugin.core.places.fuzzy import Lexicon, allowed_distance, distance, neighbourhoods

WORDS = ["BARBUSSE", "GUESDE", "GALLIENI", "PAIX", "REPUBLIQUE", "TCHAIKOVSKI", "8"]
LETTERS = st.text("ABCDE", max_size=12)


@pytest.mark.parametrize(("a", "b", "expected"), [
    ("PAIX", "PAIX", 0), ("PAIX", "PAX", 1), ("PAIX", "PIAX", 1), ("PAIX", "POIX", 1), ("PAIX", "PAIXE", 1),
    ("GUESDE", "GUEDSES", 2), ("", "AB", 2), ("ABCDEF", "UVWXYZ", 4),
])  # fmt: skip
def test_the_distance_counts_letters_lost_added_changed_or_swapped(a, b, expected):
    assert distance(a, b, 3) == expected


@given(LETTERS, LETTERS)
def test_the_distance_is_the_same_both_ways_and_no_more_than_the_longest_word(a, b):
    assert distance(a, b, 12) == distance(b, a, 12) <= max(len(a), len(b))


@given(LETTERS, LETTERS)
def test_a_bounded_distance_is_the_distance_or_just_beyond_the_bound(a, b):
    assert distance(a, b, 1) == min(distance(a, b, 12), 2)


def lexicon(words=WORDS):
    return Lexicon(words, *neighbourhoods(words))


@given(st.sampled_from(["BARBUSSE", "GUESDE", "GALLIENI", "REPUBLIQUE"]), st.data())
def test_a_word_with_any_one_letter_wrong_is_found(word, data):
    at = data.draw(st.integers(0, len(word) - 1))
    letter = data.draw(st.sampled_from("AXZ"))
    wrong = data.draw(st.sampled_from([word[:at] + word[at + 1 :], word[:at] + letter + word[at:],
                                       word[:at] + letter + word[at + 1 :]]))  # fmt: skip
    found = {WORDS[number] for number, _ in lexicon().alike(wrong)}
    assert wrong == word or word in found


def test_two_wrong_letters_are_forgiven_in_long_words_only():
    assert [WORDS[n] for n, _ in lexicon().alike("TCHAICOVSKY")] == ["TCHAIKOVSKI"]
    assert lexicon().alike("GUISTE") == ()


def test_numbers_and_short_words_must_be_right():
    assert [allowed_distance(word) for word in ("8", "1945", "DE", "PAIX", "REPUBLIQUE")] == [0, 0, 0, 1, 2]
    assert lexicon().alike("9") == ()
