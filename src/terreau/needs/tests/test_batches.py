"""The engine that reads tables."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.needs.batches import Limits, SheetError, fold, read

NAMES = {"titre": "title", "theme": "theme"}
CELL = st.text(st.characters(blacklist_categories=["Cc", "Cs"]), max_size=40).map(str.strip)


@given(st.binary(max_size=400))
def test_any_bytes_are_read_or_refused_by_name(content: bytes) -> None:
    try:
        lines = read(content, NAMES).lines
    except SheetError:
        return
    assert lines


@given(
    st.lists(st.tuples(CELL, CELL).filter(any), min_size=1, max_size=20),
    st.sampled_from(";,\t|"),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_what_is_written_is_read_back(rows: list[tuple[str, str]], separator: str, encoding: str) -> None:
    text = io.StringIO()
    csv.writer(text, delimiter=separator).writerows([("Titre", "Thème"), *rows])
    sheet = read(text.getvalue().encode(encoding), NAMES)
    assert [(line.cells["title"], line.cells["theme"]) for line in sheet.lines] == rows
    assert sheet.separator == separator


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "empty"),
        (b" ;; \n", "no-column"),
        (b"titre\n", "empty"),
        (b"\x00", "not-text"),
        (b"x" * 2_000_000, "too-large"),
    ],
)
def test_what_is_refused_has_a_name(content: bytes, code: str) -> None:
    with pytest.raises(SheetError) as refused:
        read(content, NAMES)
    assert refused.value.code == code


def test_lines_are_numbered_as_a_spreadsheet_shows_them_and_blank_ones_passed_over() -> None:
    sheet = read(b"titre\na\n\n\nb\n", NAMES)
    assert [line.number for line in sheet.lines] == [2, 5]


def test_short_lines_are_filled_and_unknown_columns_are_named() -> None:
    sheet = read(b"titre;couleur;theme\na\n", NAMES)
    assert sheet.lines[0].cells == {"title": "a", "theme": ""}
    assert sheet.unknown == ("couleur",)


def test_limits_are_counted_below_the_header() -> None:
    assert len(read(b"titre\na\nb\n", NAMES, limits=Limits(lines=2)).lines) == 2
    with pytest.raises(SheetError) as refused:
        read(b"titre\na\nb\nc\n", NAMES, limits=Limits(lines=2))
    assert refused.value.code == "too-many-lines"


@given(st.text(max_size=80))
def test_folding_twice_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)


def test_folding_forgets_accents_capitals_and_marks() -> None:
    assert fold("L’Éclairage, à VÉLO !") == "l eclairage a velo"
