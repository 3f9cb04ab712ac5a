"""What eases defining a badge where JavaScript runs: those near it come as one types."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import expect

from terreau.home.tests.browser.kinds import STEWARD

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import BrowserContext

pytestmark = pytest.mark.browser


def test_badges_near_this_one_come_while_one_types_with_the_reason(
    signed_in: Callable[[str], BrowserContext], site: str
) -> None:
    page = signed_in(STEWARD).new_page()
    page.goto(f"{site}/badges/definir/")
    page.locator("[name=name]").fill("Réparer les vélos")
    near = page.locator("[data-near-here]")
    expect(near).to_contain_text("Répare les vélos (exemple)")
    expect(near).to_contain_text("mots en commun")
    page.locator("[name=name]").fill("")
    expect(near).to_be_empty()
    page.close()
