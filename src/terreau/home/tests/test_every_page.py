"""What holds for the pages and templates of every room at once."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.urls import URLPattern, URLResolver, get_resolver

import terreau
from terreau.home.tests.browser.kinds import PAGES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from django.test import Client

TEMPLATES = sorted(Path(terreau.__file__).parent.glob("*/templates/**/*.html"))


def plain_paths(patterns: list[URLPattern | URLResolver], start: str = "/") -> Iterator[str]:
    """Addresses without a variable part."""
    for pattern in patterns:
        path = start + str(pattern.pattern)
        if "<" in path or "^" in path:
            continue
        if isinstance(pattern, URLResolver):
            yield from plain_paths(pattern.url_patterns, path)
        else:
            yield path


@pytest.mark.django_db
@pytest.mark.parametrize("path", sorted(set(plain_paths(get_resolver().url_patterns))))
def test_every_page_open_to_all_is_visited_by_the_browser(client: Client, path: str) -> None:
    answer = client.get(path)
    if answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html"):
        assert path in {kind.path.split("?")[0] for kind in PAGES}


def test_every_form_shown_whole_has_its_summary_of_errors() -> None:
    forgotten = [
        path.name
        for path in TEMPLATES
        if "{{ form }}" in (text := path.read_text(encoding="utf-8")) and "form_errors.html" not in text
    ]
    assert TEMPLATES
    assert forgotten == []


def test_no_template_carries_style_or_script_inside() -> None:
    marks = (" style=", "<style", "<script>", " onclick")
    carrying = [path.name for path in TEMPLATES if any(mark in path.read_text("utf-8") for mark in marks)]
    assert carrying == []
