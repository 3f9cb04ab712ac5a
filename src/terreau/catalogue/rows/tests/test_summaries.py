"""What a column says in short."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from terreau.catalogue.rows import Opened, summary_of
from terreau.catalogue.rows.tests.builders import packed, view_of

if TYPE_CHECKING:
    from pathlib import Path


def test_a_number_has_bounds_a_middle_and_a_mean(tmp_path: Path) -> None:
    with Opened(packed(tmp_path)) as opened:
        found = summary_of(opened, opened.columns[2])

    assert (found.rows, found.filled, found.distinct) == (5, 4, 4)
    assert (found.least, found.most, found.median, found.mean) == (4, 30, 10.0, 13.5)


def test_a_text_has_the_values_that_come_most(tmp_path: Path) -> None:
    with Opened(packed(tmp_path)) as opened:
        found = summary_of(opened, opened.columns[1], most=2)

    assert found.top == (("Grenoble", 2), ("Meylan", 1))
    assert found.median is None


def test_a_summary_speaks_of_the_rows_of_the_view(tmp_path: Path) -> None:
    with Opened(packed(tmp_path)) as opened:
        found = summary_of(opened, opened.columns[5], view_of("pose__de=2024", opened.columns))

    assert (found.rows, found.filled) == (2, 2)
    assert (found.least, found.most) == (dt.date(2024, 2, 1), dt.date(2024, 11, 30))


def test_a_column_without_any_value_is_said_empty(tmp_path: Path) -> None:
    with Opened(packed(tmp_path, "a,b\n1,\n2,\n")) as opened:
        found = summary_of(opened, opened.columns[1])

    assert (found.filled, found.distinct, found.least, found.top) == (0, 0, None, ())
