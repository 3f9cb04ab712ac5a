"""A page says the same words without JavaScript, and nothing else ever runs."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser.kinds import PUBLIC, PageKind

if TYPE_CHECKING:
    from playwright.sync_api import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("kind", PUBLIC, ids=str)
def test_a_page_says_the_same_words_without_javascript(browser: Browser, site: str, kind: PageKind) -> None:
    said = []
    for javascript in (True, False):
        context = browser.new_context(locale="fr-FR", java_script_enabled=javascript)
        page = context.new_page()
        page.goto(site + kind.path)
        said.append(page.locator("body").inner_text())
        context.close()
    assert said[0] == said[1]


@pytest.mark.parametrize("kind", PUBLIC, ids=str)
def test_a_page_breaks_none_of_its_own_rules(browser: Browser, site: str, kind: PageKind) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site + kind.path, wait_until="networkidle")
    context.close()
    expected = "status of 404" if kind.status == 404 else "nothing"
    assert [said for said in complaints if expected not in said] == []
