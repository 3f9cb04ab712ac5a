"""No address of ours sends a person to another site, whatever is written in it."""

from __future__ import annotations

from urllib.parse import quote, urlsplit

import pytest
from django.test import Client

from terreau.config.tests.doors import Door, doors
from terreau.people.tests.builders import a_browser_of, a_person

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://pirate.example/",
    "//pirate.example/",
    "///pirate.example",
    "/\\pirate.example",
    "\\\\pirate.example",
    "javascript:alert(1)",
    "https:pirate.example",
    "/%09/pirate.example",
    "https://testserver@pirate.example/",
    " https://pirate.example",
)
#: Every name under which a page of ours, or of a library we use, has ever taken an address to go to.
NAMES = ("next", "suite", "retour", "redirect_to", "url", "continue")


def leads_elsewhere(location: str) -> bool:
    """As browsers read it: they take a backslash for a slash and forget tabs and spaces around."""
    seen = location.strip().replace("\\", "/").replace("\t", "")
    parts = urlsplit(seen)
    return bool(parts.netloc and parts.netloc != "testserver") or parts.scheme not in {"", "http", "https"}


def test_the_judge_knows_what_leads_elsewhere() -> None:
    assert all(leads_elsewhere(said) for said in ELSEWHERE if not said.startswith(("/%09", "https:p", "///")))
    assert not leads_elsewhere("/compte/connexion/?next=https://pirate.example")


@pytest.mark.queries(60)
@pytest.mark.parametrize(
    "door", [door for door in doors() if "(?P" not in door.path], ids=lambda door: door.name
)
def test_no_page_leads_elsewhere(door: Door) -> None:
    visitor, person = Client(), a_browser_of(a_person(steward=True))
    query = "&".join(f"{name}={{0}}" for name in NAMES)
    for elsewhere in ELSEWHERE[:2]:
        for browser in (visitor, person):
            answer = browser.get(f"{door.path}?{query.format(quote(elsewhere, safe=''))}")
            assert not leads_elsewhere(answer.headers.get("Location", "")), (door.name, elsewhere)


@pytest.mark.parametrize("elsewhere", ELSEWHERE)
def test_the_choice_of_a_language_and_the_door_lead_back_here(elsewhere: str) -> None:
    answer = Client().get("/langue/en/", {"suite": elsewhere})
    assert not leads_elsewhere(answer["Location"])
    person = a_browser_of(a_person())
    again = person.get("/compte/connexion/", {"next": elsewhere})
    assert not leads_elsewhere(again.headers.get("Location", ""))
    out = person.post("/compte/deconnexion/", {"next": elsewhere})
    assert not leads_elsewhere(out.headers.get("Location", ""))
