"""A page says the same words without JavaScript."""

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
