"""Every page is visited by the browser checks, or says here why it is not."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import Resolver404, resolve

from terreau.config.tests.doors import Door, doors
from terreau.home.tests.browser.conftest import ROOT
from terreau.home.tests.browser.kinds import PAGES
from terreau.home.tests.browser.rare import RARE
from terreau.people.tests.builders import a_person

pytestmark = pytest.mark.django_db

STATES = ("states.py", "states_catalogue.py", "states_commons.py")
#: Addresses that a state gives whole.
WHOLE = {"{appeal}": "/moderation/contester/x/", "{stop}": "/suivre/arreter/x/"}

#: Pages that no browser check goes to by its address, each with the reason.
UNVISITED = {
    **dict.fromkeys(
        (
            "participation:message",
            "participation:wordings",
            "recognition:offer",
            "participation:file-bytes",
            "account_signup",
            "account_request_login_code",
            "account_reset_password",
            "account_inactive",
            "catalogue:dcat",
            "catalogue:file",
            "catalogue:rows-file",
            "commons:description",
            "home:recognition",
            "home:language",
        ),
        "leads elsewhere at once, or gives a file: there is no page",
    ),
    "account_confirm_login_code": "in the middle of signing in: test_rare_pages.py goes to it",
    "account_email_verification_sent": "as the code of the door, in the middle of adding an address",
    "use_passkey": "what a device that failed is answered: the door, with a sentence (test_passkeys.py)",
    "provider_return": "between the provider and here, with its answer in the address (test_provider.py)",
    "provider_join": "in the middle of coming in by the provider, with its answer in the session",
    "recognition:kept": "reached by taking a badge, with its code in the session (test_badge_journey.py)",
    "recognition:revoke-key": "needs a key put away; a form with one reason, as others",
    "recognition:card": "a picture of a badge for other sites, in a frame: it has no title of its own",
    "recognition:brought": "the demonstration has no badge brought from elsewhere",
    "recognition:brought-verification": "as above",
}


def visited() -> set[str]:
    names = set()
    for kind in (*PAGES, *RARE):
        try:
            path = WHOLE.get(kind.path, kind.path).partition("?")[0]
            names.add(resolve(re.sub(r"{\w+}", "1", path)).view_name)
        except Resolver404:
            assert kind.status == 404, kind
    return names


def pages() -> list[Door]:
    """Doors that answer a reading, but those of files, feeds and of the API."""
    browser = Client()
    backend = "allauth.account.auth_backends.AuthenticationBackend"
    browser.force_login(a_person(steward=True), backend=backend)
    found = []
    for door in doors():
        if door.path.startswith("/api/"):
            continue
        if "." in door.path.rstrip("/").rpartition("/")[2]:
            continue
        answer = browser.get(door.path)
        if answer.status_code != 405 and answer.headers["Content-Type"].startswith("text/html"):
            found.append(door)
    return found


def test_every_page_is_visited_by_the_browser_checks_or_says_why_not() -> None:
    unvisited = {door.name for door in pages()} - visited()
    assert unvisited - set(UNVISITED) == set(), "add each to home/tests/browser/kinds.py or rare.py"
    assert set(UNVISITED) - unvisited == set(), "these are visited, or gone"


def test_each_state_that_a_rare_page_needs_is_brought_about() -> None:
    braces = {word for kind in RARE for word in re.findall(r"{(\w+)}", kind.path)}
    texts = [(ROOT / "bench" / name).read_text("utf-8") for name in STATES]
    made = set(re.findall(r'"(\w+)": ', "\n".join(texts)))
    assert braces <= made
