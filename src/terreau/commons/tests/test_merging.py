"""Two texts changed from one, put together."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.commons.merging import merge

BASE = "un\n\ndeux\n\ntrois\n\nquatre\n"


@pytest.mark.parametrize(
    ("mine", "theirs", "together"),
    [
        (BASE.replace("un", "UN"), BASE.replace("quatre", "QUATRE"), "UN\n\ndeux\n\ntrois\n\nQUATRE\n"),
        (BASE, BASE.replace("deux", "DEUX"), BASE.replace("deux", "DEUX")),
        (BASE.replace("deux", "DEUX"), BASE, BASE.replace("deux", "DEUX")),
        (BASE.replace("deux", "X"), BASE.replace("deux", "X"), BASE.replace("deux", "X")),
        ("zéro\n" + BASE, BASE + "cinq\n", "zéro\n" + BASE + "cinq\n"),
        (BASE.replace("trois\n\n", ""), "zéro\n" + BASE, "zéro\nun\n\ndeux\n\nquatre\n"),
        (BASE.replace("\n", "\r\n").replace("un", "UN"), BASE, BASE.replace("un", "UN")),
    ],
)
def test_changes_apart_are_put_together(mine: str, theirs: str, together: str) -> None:
    found = merge(BASE, mine, theirs)
    assert found.clean
    assert found.text.replace("\r\n", "\n") == together


def test_changes_to_one_passage_are_left_to_people_with_both_texts() -> None:
    found = merge(BASE, BASE.replace("deux", "DEUX"), BASE.replace("deux", "2"))
    assert [(one.base, one.mine, one.theirs) for one in found.overlaps] == [("deux\n", "DEUX\n", "2\n")]


def test_lines_added_at_the_same_place_are_an_overlap() -> None:
    assert not merge(BASE, BASE + "cinq\n", BASE + "six\n").clean


def test_texts_made_to_be_slow_are_left_to_people_at_once() -> None:
    many = "a\n" * 20_000
    start = time.process_time()
    assert not merge(many, many + "b\n", "c\n" + many).clean
    assert time.process_time() - start < 2


texts = st.lists(st.sampled_from(["a", "b", "c", "d", ""]), max_size=8).map(
    lambda lines: "".join(f"{line}\n" for line in lines)
)


@given(base=texts, mine=texts, theirs=texts)
def test_a_clean_merge_loses_no_line_that_one_of_them_added(base: str, mine: str, theirs: str) -> None:
    found = merge(base, mine, theirs)
    assert merge(base, mine, base).text == mine
    assert merge(base, base, theirs).text == theirs
    if found.clean:
        added = (set(mine.splitlines()) | set(theirs.splitlines())) - set(base.splitlines())
        assert added <= set(found.text.splitlines())
