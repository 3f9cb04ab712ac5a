"""Numbers and days as people read them."""

from __future__ import annotations

import datetime as dt

from django.template import Context, Template
from django.utils import timezone, translation

from terreau.foundation.templatetags.terreau import day, kilobytes, markdown, spaced


def test_thousands_stand_apart_as_the_language_asks() -> None:
    with translation.override("fr"):
        assert spaced(445516) == "445\u202f516"
    with translation.override("en"):
        assert spaced(445516) == "445,516"


def test_a_missing_number_is_nothing_and_zero_is_zero() -> None:
    assert spaced(None) == ""
    assert spaced(0) == "0"


def test_decimals_are_kept_when_asked() -> None:
    with translation.override("fr"):
        assert spaced(12.345, 1) == "12,3"


def test_a_day_is_said_in_words() -> None:
    with translation.override("fr"):
        assert day(dt.date(2026, 3, 3)) == "3 mars 2026"
    assert day(None) == ""


def test_weights_are_said_in_kilobytes() -> None:
    with translation.override("fr"):
        assert kilobytes(4321) == "4,3"


def test_what_someone_wrote_becomes_safe_html() -> None:
    assert "<strong>oui</strong>" in markdown("**oui** <script>")
    assert "<script>" not in markdown("**oui** <script>")


def test_the_day_of_a_moment_is_that_of_the_clocks_here() -> None:
    late = dt.datetime(2026, 3, 2, 23, 30, tzinfo=dt.UTC)
    with translation.override("fr"), timezone.override("Europe/Paris"):
        said = Template("{% load terreau %}{{ late|day }}").render(Context({"late": late}))
    assert said == "3 mars 2026"
