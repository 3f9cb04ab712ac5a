"""What changed between two texts: true, readable, and bounded whatever the texts."""

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.participation.wording import Piece, Sort, compare, shorten
from terreau.participation.wording.myers import Budget, runs

TEXTS = st.text(alphabet="ab \n.é", max_size=40)


def side(pieces: list[Piece], left_out: Sort) -> str:
    return "".join(piece.text for piece in pieces if piece.sort is not left_out)


@given(before=TEXTS, after=TEXTS)
def test_put_together_the_pieces_are_both_texts_again(before: str, after: str) -> None:
    pieces = compare(before, after)
    assert side(pieces, Sort.ADDED) == before
    assert side(pieces, Sort.REMOVED) == after


def longest_common(one: list[str], other: list[str]) -> int:
    row = [0] * (len(other) + 1)
    for left in one:
        last = 0
        for place, right in enumerate(other):
            last, row[place + 1] = (
                row[place + 1],
                last + 1 if left == right else max(row[place + 1], row[place]),
            )
    return row[-1]


@given(
    one=st.lists(st.sampled_from("abcd"), max_size=12), other=st.lists(st.sampled_from("abcd"), max_size=12)
)
def test_as_much_as_possible_is_kept(one: list[str], other: list[str]) -> None:
    kept = sum(run.b - run.a for run in runs(one, other, Budget(10_000)) if run.same)
    assert kept == longest_common(one, other)


def test_a_sentence_reads_word_by_word() -> None:
    pieces = compare("Le dernier bus part à 20 h.\nIl pleut.", "Le dernier tram part à 21 h.\nIl pleut.")
    assert [(piece.sort.value, piece.text) for piece in pieces] == [
        ("kept", "Le dernier "),
        ("removed", "bus"),
        ("added", "tram"),
        ("kept", " part à "),
        ("removed", "20"),
        ("added", "21"),
        ("kept", " h.\nIl pleut."),
    ]


def test_two_words_that_change_side_by_side_are_one_change() -> None:
    pieces = compare("une petite ville", "une grande commune")
    assert [piece.text for piece in pieces] == ["une ", "petite ville", "grande commune"]


DRAWN = random.Random(1)  # noqa: S311 - words of a test
LONG, OTHER = (
    " ".join(DRAWN.choice(["bus", "gare", "soir", "eau"]) for _ in range(22_000)) for _ in range(2)
)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (LONG, OTHER), ("a " * 50_000, "b " * 50_000), ("a\n" * 50_000, "b\n" * 50_000),
        ("a b " * 25_000, "b a " * 25_000), ("!?" * 50_000, "?!?" * 33_000), ("a" * 100_000, "b" * 100_000),
    ],
    ids=["words", "two words", "lines", "turned", "signs", "one word"],
)  # fmt: skip
def test_texts_of_100_kb_cost_no_more_steps_than_allowed(
    before: str, after: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    spent = 0
    spend = Budget.spend

    def counted(self: Budget, steps: int) -> bool:
        nonlocal spent
        spent += steps
        return spend(self, steps)

    monkeypatch.setattr(Budget, "spend", counted)
    pieces = compare(before, after, 50_000)
    assert side(pieces, Sort.ADDED) == before
    assert spent < 70_000
    assert sum(len(piece.text) for piece in shorten(pieces)) < 10_000


def test_far_from_a_change_a_text_is_cut_and_says_by_how_much() -> None:
    middle = LONG.index(" ", 50_000)
    pieces = shorten(compare(LONG, f"{LONG[:middle]} NOUVEAU{LONG[middle:]}"))
    assert [piece.text.strip() for piece in pieces if piece.sort is Sort.ADDED] == ["NOUVEAU"]
    assert sum(len(piece.text) + piece.cut for piece in pieces if piece.sort is Sort.KEPT) == len(LONG)
    assert len(pieces) < 8


def test_thousands_of_small_changes_make_a_short_page() -> None:
    many = " ".join(f"{number} mot" for number in range(300))
    shown = shorten(compare(many, many.replace("mot", "pot")), 50)
    assert len(shown) == 51
    assert shown[-1].cut > 0
