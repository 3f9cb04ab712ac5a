"""A need goes its whole way in a real browser, without JavaScript, from the first page to its outcome."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

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


@pytest.fixture
def others() -> Iterator[list[BrowserContext]]:
    """Browsers of the people who answer, closed at the end."""
    opened: list[BrowserContext] = []
    yield opened
    for context in opened:
        context.close()


def test_a_need_goes_its_whole_way(
    browser: Browser, site: str, person: BrowserContext, others: list[BrowserContext]
) -> None:
    page = person.new_page()
    address = _raise(page, site)
    mediator = _known(browser, others, site, MEDIATOR)
    _support(mediator, address)
    steward = _known(browser, others, site, STEWARD)
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
    page.locator("[name=situation]").fill(SITUATION)
    page.locator("[name=territories]").fill("Échirolles")
    _choose(page, "theme", "mobility")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Se connecter et publier").click()
    _sign_in(page, site, "lea@exemple.test")
    assert page.locator("[name=situation]").input_value() == SITUATION, "what was written is still there"
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Publier ce besoin").click()
    page.wait_for_url(re.compile(r"/besoins/\d+/"))
    return page.url.split("?")[0]


def _choose(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name={name}]")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value)
    else:
        page.locator(f"[name={name}][value={value}]").check()


def _sign_in(page: Page, site: str, who: str) -> None:
    page.locator("main input[type=email]").fill(who)
    page.get_by_role("button", name="Continuer").click()
    letters = page.context.new_page()
    letters.goto(f"{site}/boite-aux-lettres/")
    code = re.search(r"\b\d{4}-\d{4}\b", letters.locator("main .card").first.inner_text())
    letters.close()
    assert code, "the code is in the newest message"
    page.locator("main input[name=code]").fill(code[0])
    page.locator("main form button").first.click()


def _known(browser: Browser, others: list[BrowserContext], site: str, who: str) -> Page:
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)
    others.append(context)
    page = context.new_page()
    page.goto(f"{site}/compte/connexion/")
    _sign_in(page, site, who)
    return page


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
