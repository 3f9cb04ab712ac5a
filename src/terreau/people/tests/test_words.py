"""Names on one line."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from terreau.people.words import one_line


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("Camille", "Camille"),
        ("  deux   mots ", "deux mots"),
        ("ligne\r\nX-Entête: 1", "ligne X-Entête: 1"),
        ("a\u2028b\u2029c\x85d", "a b c d"),
        ("gauche\u202edroite\u2066", "gauchedroite"),
        ("\x00", ""),
        ("Zoé \N{SEEDLING}", "Zoé \N{SEEDLING}"),
    ],
)
def test_what_is_typed_becomes_one_line(typed: str, kept: str) -> None:
    assert one_line(typed) == kept


@given(st.text())
def test_whatever_is_typed_has_one_line_and_is_left_alone_the_second_time(typed: str) -> None:
    kept = one_line(typed)
    assert len(kept.splitlines()) <= 1
    assert one_line(kept) == kept
