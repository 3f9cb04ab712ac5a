"""To the identity provider and back in a real browser, whose policies no test client has."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("javascript", [True, False])
def test_one_goes_to_the_provider_comes_back_and_signs_out_of_both(
    browser: Browser, site: str, *, javascript: bool
) -> None:
    context = browser.new_context(locale="fr-FR", java_script_enabled=javascript)
    page = context.new_page()
    page.goto(f"{site}/compte/connexion/?next=/organisations/declarer/")
    page.get_by_role("button", name="Entrer avec ProConnect").click()
    page.wait_for_url(f"{site}/organisations/declarer/")
    page.goto(f"{site}/mon-espace/")
    expect(page.locator("main")).to_contain_text("21380185500015")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{site}/compte/deconnecte/**")
    expect(page.locator("main")).to_contain_text("chez ProConnect")
    page.goto(f"{site}/mon-espace/")
    expect(page.get_by_role("button", name="Entrer avec ProConnect")).to_be_visible()
    context.close()
