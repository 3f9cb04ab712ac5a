from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.foundation.search.spelling import slips, slips_allowed

# Letters added, dropped, replaced, swapped; then words that are too far.
CASES = [
    ("velo", "velo", 0),
    ("chaufage", "chauffage", 1),
    ("chauffagge", "chauffage", 1),
    ("chauffabe", "chauffage", 1),
    ("hcauffage", "chauffage", 1),
    ("biblioteque", "bibliotheque", 1),
    ("dechts", "dechets", 1),
    ("eau", "air", 3),
    ("", "ab", 2),
]


@pytest.mark.parametrize(("one", "other", "distance"), CASES)
def test_slips_are_counted(one: str, other: str, distance: int) -> None:
    assert slips(one, other, 3) == distance
    assert slips(other, one, 3) == distance


def test_counting_stops_at_the_most_allowed() -> None:
    assert slips("abcdefgh", "zyxwvuts", 2) == 3
    assert slips("a", "abcdefgh", 2) == 3


@pytest.mark.parametrize(("word", "allowed"), [("eau", 0), ("velo", 1), ("dechets", 1), ("chauffage", 2)])
def test_a_short_word_hides_no_slip(word: str, allowed: int) -> None:
    assert slips_allowed(word) == allowed


@given(st.text("abcd", max_size=8), st.text("abcd", max_size=8))
def test_the_count_is_the_same_both_ways_and_nothing_only_for_equal_words(one: str, other: str) -> None:
    assert slips(one, other, 8) == slips(other, one, 8)
    assert (slips(one, other, 8) == 0) == (one == other)
