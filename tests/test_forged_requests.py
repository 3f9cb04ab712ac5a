"""No other site can make a person's browser write here: every door asks for its token, or says why not."""

from __future__ import annotations

import pytest
from django.test import Client

from terreau.config.tests.doors import Door, doors
from terreau.people.tests.builders import a_browser_of, a_person

pytestmark = pytest.mark.django_db

#: Doors that take a form without a token, each with the reason why a forged one does no harm.
OPEN = {
    "participation:stop": "RFC 8058: mail programs post there without a cookie; the address is signed",
}
#: Answered by the front door before any page: nothing is written there.
BEFORE_ALL = {"alive", "ready", "metrics"}
#: The API never reads the session's cookie: a browser sends nothing there by itself.
API = "/api/"
STALE = "Ce formulaire n’est plus valable"


def pages() -> list[Door]:
    return [door for door in doors() if not door.path.startswith(API) and door.name not in BEFORE_ALL]


def test_the_walk_meets_every_room() -> None:
    met = {door.name.partition(":")[0] for door in pages()}
    assert {"needs", "people", "participation", "territories", "home", "account_login"} <= met


@pytest.mark.parametrize(
    "door", [door for door in pages() if "(?P" not in door.path], ids=lambda door: door.name
)
def test_a_form_sent_from_another_site_is_refused_at_every_door(door: Door) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(a_person(steward=True), backend="allauth.account.auth_backends.AuthenticationBackend")
    answer = browser.post(door.path, {"x": "y"}, headers={"Origin": "https://pirate.example"})
    if door.name in OPEN:
        assert STALE not in answer.content.decode()
    else:
        assert answer.status_code == 403, door
        assert STALE in answer.content.decode()


def test_no_door_but_those_named_goes_without_a_token() -> None:
    without = {door.name for door in pages() if getattr(door.view, "csrf_exempt", False)}
    assert without == set(OPEN)


@pytest.mark.parametrize(
    "door", [door for door in doors() if door.path.startswith(API)], ids=lambda door: door.name
)
def test_the_api_takes_nothing_on_the_word_of_a_cookie(door: Door) -> None:
    browser = a_browser_of(a_person(steward=True))
    if door.name == "api:openapi-json":
        return  # answers the same description to whatever method, and writes nothing
    for method in ("post", "put", "patch", "delete"):
        answer = getattr(browser, method)(door.path, b"{}", content_type="application/json")
        assert answer.status_code in {401, 403, 404, 405}, (method, door)
