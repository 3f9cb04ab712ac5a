"""A need goes its whole way in a real browser, without JavaScript, from the first page to its outcome."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

TITLE = "Un abri pour les vélos devant la médiathèque"
SITUATION = "Les vélos restent sous la pluie et deux ont été volés. On vient donc en voiture, même de près."


@pytest.fixture
def person(browser: Browser) -> Iterator[BrowserContext]:
    """Someone with a telephone, no JavaScript and no account."""
    context = browser.new_context(
        locale="fr-FR", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context
    context.close()


def test_a_need_goes_its_whole_way(site: str, person: BrowserContext, known: Known) -> None:
    page = person.new_page()
    address = _raise(page, site)
    mediator = known(MEDIATOR)
    _support(mediator, address)
    steward = known(STEWARD)
    for state, reason in (
        ("looked-at", "Le service mobilité est venu voir le 12 novembre."),
        ("being-answered", "Dix arceaux couverts sont commandés."),
        ("met", "L’abri est ouvert, il est plein tous les samedis."),
    ):
        _change_state(steward, address, state, reason)
    _read_as_anyone(page, address)
    _print(page, address)
    _find_again(page, site, address)
    _read_by_machine(page, site, address)


def _raise(page: Page, site: str) -> str:
    """From the one question of the first page to the published need; gives its address."""
    page.goto(site)
    page.locator("main input[name=mots], .hero input[name=mots]").first.fill(TITLE)
    page.keyboard.press("Enter")
    page.get_by_role("link", name=re.compile("xprimer")).first.click()
    assert page.locator("[name=title]").input_value() == TITLE
    acts.tell_the_need(page, SITUATION, "Échirolles", "mobility")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Se connecter et publier").click()
    acts.give_code(page, site, "lea@exemple.test")
    assert page.locator("[name=situation]").input_value() == SITUATION, "what was written is still there"
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Publier ce besoin").click()
    page.wait_for_url(re.compile(r"/besoins/\d+/"))
    return page.url.split("?")[0]


def _support(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("button", name=re.compile("oi aussi")).click()
    page.goto(f"{address}papier/")
    page.locator("[name=count]").fill("12")
    page.locator("[name=place]").fill("Marché de la Butte")
    page.locator("[name=date]").fill("2026-11-07")
    page.locator("main form button.button").first.click()
    page.goto(address)
    assert "13" in page.locator("main").inner_text()


def _change_state(page: Page, address: str, state: str, reason: str) -> None:
    page.goto(f"{address}etat/")
    page.locator(f"[name=state][value={state}]").check()
    page.locator("[name=reason]").fill(reason)
    page.locator("main form button.button").first.click()
    page.goto(address)
    assert reason in page.locator("main").inner_text()


def _read_as_anyone(page: Page, address: str) -> None:
    page.goto(address)
    words = page.locator("main").inner_text()
    assert "Satisfait" in words
    assert words.index("est venu voir") != words.index("L’abri est ouvert"), "the whole road is told"
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def _print(page: Page, address: str) -> None:
    page.goto(f"{address}feuille/")
    assert page.locator("svg").count() >= 1, "a QR code leads back to the page"
    assert TITLE in page.locator("body").inner_text()
    assert page.pdf(format="A4").startswith(b"%PDF")


def _find_again(page: Page, site: str, address: str) -> None:
    path = address.removeprefix(site)
    for words in ("abris velos mediatheques", "médiathéque velo"):
        page.goto(f"{site}/recherche/?mots={words}")
        assert page.locator(f"main a[href='{path}']").count() == 1, words


def _read_by_machine(page: Page, site: str, address: str) -> None:
    feed = page.request.get(f"{site}/besoins/flux.atom").text()
    assert TITLE in feed
    listed = json.loads(page.request.get(f"{site}/api/v1/needs?q=médiathèque").text())
    assert any(need["title"] == TITLE and need["url"] == address for need in listed["items"])
