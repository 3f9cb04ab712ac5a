"""Opening hours as people read them."""

from __future__ import annotations

from typing import Any

import pytest

from terreau.territories.queries.hours import NO_BREAK, in_words


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        ([[1, 5, [["08:00", "17:00"]]]], ["lundi à vendredi : 8 h à 17 h"]),
        ([[1, 1, [["08:30", "12:00"], ["13:30", "17:05"]]]], ["lundi : 8 h 30 à 12 h, 13 h 30 à 17 h 05"]),
        ([[6, 6, [["09:00", "12:00"]]], [7, 7, []]], ["samedi : 9 h à 12 h", "dimanche : ouvert"]),
        ([[1, 2, [["08:00:00", "12:00:00"]]]], ["lundi à mardi : 8 h à 12 h"]),
        ([], []),
    ],
)
def test_hours_are_said_in_words(hours: Any, said: list[str]) -> None:
    assert [line.replace(NO_BREAK, " ") for line in in_words(hours)] == said


def test_an_hour_is_never_cut_at_the_end_of_a_line() -> None:
    assert in_words([[1, 1, [["08:30", "12:00"]]]]) == [
        f"lundi\u00a0: 8{NO_BREAK}h{NO_BREAK}30 à 12{NO_BREAK}h"
    ]


@pytest.mark.parametrize(
    "hours",
    [
        None, "", {}, 7, [None], [[]], [[1, 5]], [[0, 5, []]], [[1, 8, []]], [[5, 1, []]], [["a", "b", []]],
        [[1, 5, [["25:00", "26:00"]]]], [[1, 5, [["08:00"]]]], [[1, 5, [[None, None]]]], [[1, 5, "no"]],
    ],
)  # fmt: skip
def test_better_no_hour_than_a_wrong_one(hours: Any) -> None:
    assert in_words(hours) == []
