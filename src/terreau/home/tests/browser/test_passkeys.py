"""A passkey made and used in a real browser, with the telephone that Chromium pretends to have."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from terreau.home.tests.browser.conftest import sign_in

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

pytestmark = pytest.mark.browser


def a_telephone(page: Page) -> None:
    """Give the browser a device that unlocks at once (Chrome DevTools Protocol, domain WebAuthn)."""
    wire = page.context.new_cdp_session(page)
    wire.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    wire.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_is_made_then_opens_the_account_at_once(browser: Browser, site: str) -> None:
    by_name = site.replace("127.0.0.1", "localhost")  # a passkey is bound to a name, never to a number
    context = browser.new_context(locale="fr-FR")
    sign_in(context.new_page(), by_name, "cles@exemple.test")
    page = context.new_page()
    refused: list[str] = []
    page.on("console", lambda line: refused.append(line.text) if "Content Security" in line.text else None)
    a_telephone(page)
    page.goto(f"{by_name}/compte/cles/ajouter/")
    page.get_by_label("Nom de cette clé").fill("Mon téléphone")
    page.get_by_role("button", name="Créer la clé").click()
    page.wait_for_url(f"{by_name}/compte/cles/")
    expect(page.get_by_role("heading", name="Mon téléphone")).to_be_visible()
    context.clear_cookies()
    page.goto(f"{by_name}/compte/connexion/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    page.wait_for_url(f"{by_name}/mon-espace/")
    page.goto(f"{by_name}/compte/cles/")
    expect(page.locator("main")).to_contain_text(re.compile("utilisée la dernière fois le"))
    assert refused == []
    context.close()


def test_at_an_address_without_a_name_the_page_says_where_to_go(browser: Browser, site: str) -> None:
    page = browser.new_page(locale="fr-FR")
    page.goto(f"{site}/compte/connexion/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.get_by_role("status").last).to_contain_text("« localhost »")
    page.close()


def test_without_javascript_the_button_says_that_the_code_remains(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="fr-FR", java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{site}/compte/connexion/")
    page.get_by_role("button", name="Entrer avec une clé d’accès").click()
    expect(page.locator("body")).to_contain_text("Une clé d’accès demande JavaScript")
    expect(page.get_by_role("button", name="Continuer")).to_be_visible()
    context.close()
