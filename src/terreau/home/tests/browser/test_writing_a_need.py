"""What eases writing a need where JavaScript runs: nothing typed is lost, needs like it are shown."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from terreau.home.tests.browser.kinds import STEWARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Browser, BrowserContext, Page

pytestmark = pytest.mark.browser
RAISE = "/besoins/exprimer/"


def written(page: Page) -> str:
    return page.locator("[name=situation]").input_value()


def test_what_is_typed_survives_a_reload_and_can_be_discarded(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(site + RAISE)
    page.locator("[name=situation]").fill("Deux heures de travail")
    page.reload()
    assert written(page) == "Deux heures de travail"
    page.get_by_role("button", name="Effacer ce brouillon").click()
    assert written(page) == ""
    page.reload()
    assert written(page) == ""
    context.close()


def test_what_is_typed_survives_a_lost_connection(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(site + RAISE)
    page.locator("[name=title]").fill("Un arrêt de bus abrité")
    page.locator("[name=situation]").fill("Il pleut sur nous chaque matin")
    page.locator("[name=theme]").select_option("mobility")
    context.set_offline(offline=True)
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url("chrome-error://**")
    context.set_offline(offline=False)
    page.goto(site + RAISE)
    assert written(page) == "Il pleut sur nous chaque matin"
    context.close()


def test_needs_like_this_one_come_while_one_types_with_the_reason(browser: Browser, site: str) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(site + RAISE)
    page.locator("[name=title]").fill("Rentrer le soir sans voiture")
    like = page.locator("[data-similar-here]")
    expect(like).to_contain_text("Rentrer chez soi après 21")
    expect(like).to_contain_text("mots en commun")
    context.close()


def test_nothing_is_kept_on_the_device_once_published(
    signed_in: Callable[[str], BrowserContext], site: str
) -> None:
    page = signed_in(STEWARD).new_page()
    page.goto(site + RAISE)
    page.locator("[name=title]").fill("Un banc à l’ombre devant la poste")
    page.locator("[name=situation]").fill("On attend debout, en plein soleil.")
    page.locator("[name=theme]").select_option("heat")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Publier ce besoin").click()
    page.wait_for_url(re.compile(r"/besoins/\d+/$"))
    assert page.evaluate("Object.keys(localStorage)") == []
    page.goto(site + RAISE)
    assert written(page) == ""
    page.close()
