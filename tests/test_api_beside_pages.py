"""What a person writes on a page of these rooms, a program writes by a route, or docs/api.md says why not."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.core.cache import cache
from django.test import Client

from terreau.config.api import api
from terreau.config.tests.doors import doors
from terreau.people.tests.builders import a_person

PAGE = (Path(__file__).parents[1] / "docs" / "api.md").read_text("utf-8")
ROOMS = (
    "terreau.catalogue.",
    "terreau.commons.",
    "terreau.needs.",
    "terreau.participation.",
    "terreau.people.",
    "allauth.",
)
LINE = re.compile(r"^\| `(/[^`]*)` \| (.+) \|$", re.MULTILINE)
ROUTE = re.compile(r"`(GET|POST|PUT|DELETE) (/[^`]*)`")


def table() -> dict[str, str]:
    """Each page, and what stands beside it."""
    return dict(LINE.findall(PAGE.partition("## Beside the pages")[2].partition("\n## ")[0]))


def as_pattern(page: str) -> re.Pattern[str]:
    """The addresses that a line of the table is about."""
    return re.compile(re.sub(r"<\w+>", "[^/]+", page).replace("…", ".*"))


def writing_pages() -> list[str]:
    """A path to each page of the three rooms that takes a form."""
    found = []
    for door in doors():
        if door.path.startswith("/api/") or not door.view.__module__.startswith(ROOMS):
            continue
        cache.clear()  # limits would answer for the pages
        browser = Client()
        backend = "allauth.account.auth_backends.AuthenticationBackend"
        browser.force_login(a_person(steward=True), backend=backend)
        if browser.post(door.path).status_code != 405:
            found.append(door.path)
    return found


@pytest.mark.django_db
def test_each_page_that_writes_has_its_route_or_a_reason() -> None:
    lines = {page: as_pattern(page) for page in table()}
    used = set()
    pages = writing_pages()
    assert len(pages) > 60
    for path in pages:
        found = next((page for page, pattern in lines.items() if pattern.fullmatch(path)), None)
        assert found, f"docs/api.md, « Beside the pages »: {path} has no line"
        used.add(found)
    assert used == set(lines), "these pages take no form"


def test_each_route_beside_a_page_exists() -> None:
    known = {
        (verb.upper(), path.removeprefix("/api/v1"))
        for path, verbs in api.get_openapi_schema()["paths"].items()
        for verb in verbs
    }
    for page, beside in table().items():
        routes = set(ROUTE.findall(beside))
        assert routes <= known, page
        assert routes or beside.startswith("none: "), page


def test_each_route_that_writes_stands_beside_a_page() -> None:
    beside = {route for said in table().values() for route in ROUTE.findall(said)}
    writing = {
        (verb.upper(), path.removeprefix("/api/v1"))
        for path, verbs in api.get_openapi_schema()["paths"].items()
        for verb in verbs
        if verb != "get"
    }
    assert writing <= beside
