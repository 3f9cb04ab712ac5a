"""Badges as an Atom feed."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest

from terreau.recognition import actions
from terreau.recognition.actions import Answer
from terreau.recognition.models import Visibility
from terreau.recognition.tests.people import a_badge, a_browser_of, a_signer, an_award

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db

ATOM = "{http://www.w3.org/2005/Atom}"


def titles(browser: Client, asked: str = "") -> list[str]:
    answer = browser.get(f"/badges/flux.atom{asked}")
    assert answer.headers["Content-Type"].startswith("application/atom+xml")
    root = ET.fromstring(answer.content)  # noqa: S314 - written by ourselves
    return [str(entry.findtext(f"{ATOM}title")) for entry in root.iter(f"{ATOM}entry")]


def test_badges_defined_and_those_that_people_show_are_told() -> None:
    signer, browser = a_signer(), a_browser_of(None)
    badge = a_badge("Répare <b>les</b> vélos", by=signer)
    for name, answer in (
        ("Léa", Answer(Visibility.LISTED, shows_name=True)),
        ("Noé", Answer(Visibility.LISTED)),
        ("Ida", Answer(Visibility.LINK, shows_name=True)),
        ("Ugo", Answer(Visibility.PRIVATE, shows_name=True)),
    ):
        actions.accept(an_award(badge, by=signer, name=name), answer)
    an_award(badge, by=signer, name="Zoé")
    assert titles(browser) == [
        "Répare <b>les</b> vélos, donné à une personne",
        "Répare <b>les</b> vélos, donné à Léa",
        "Badge\u00a0: Répare <b>les</b> vélos",
    ]
    said = browser.get("/badges/flux.atom").content.decode()
    assert not [name for name in ("Noé", "Ida", "Ugo", "Zoé") if name in said]
    assert "<rights>etalab-2.0</rights>" in said


def test_what_is_given_no_more_or_was_revoked_leaves_the_feed() -> None:
    signer, browser = a_signer(), a_browser_of(None)
    badge = a_badge(by=signer)
    award = actions.accept(an_award(badge, by=signer, name="Léa"), Answer(Visibility.LISTED))
    assert len(titles(browser)) == 2
    actions.revoke([award], by=signer, reason="Erreur.")
    actions.retire(badge, by=signer, reason="Fini.")
    assert titles(browser) == []


def test_the_feed_follows_a_territory_and_no_other_word_breaks_it() -> None:
    signer, browser = a_signer(), a_browser_of(None)
    a_badge(by=signer)
    assert len(titles(browser)) == 1
    for asked in ("?territoire=nulle-part", "?territoire=%00", "?territoire=" + "9" * 500):
        assert browser.get(f"/badges/flux.atom{asked}").status_code in {200, 400, 404}
    assert browser.post("/badges/flux.atom").status_code == 405


def test_the_list_says_where_its_feed_is() -> None:
    page = a_browser_of(None).get("/badges/").content.decode()
    assert (
        '<link rel="alternate" type="application/atom+xml" title="Badges" href="/badges/flux.atom">' in page
    )
    assert "Suivre par un flux" in page
