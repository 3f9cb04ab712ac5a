"""What people do again and again in the journeys, in browsers without JavaScript."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from playwright.sync_api import Page

    #: A browser of its own for somebody who signs in with this address.
    Known = Callable[[str], Page]


def tell_the_need(page: Page, situation: str, where: str, theme: str) -> None:
    """Fill the form of a need, its title apart."""
    page.locator("[name=situation]").fill(situation)
    page.locator("[name=territories]").fill(where)
    choose(page, "theme", theme)


def choose(page: Page, name: str, value: str) -> None:
    field = page.locator(f"[name={name}]")
    if field.first.evaluate("one => one.tagName") == "SELECT":
        field.select_option(value)
    else:
        page.locator(f"[name={name}][value={value}]").check()


def send(page: Page) -> None:
    """Press the main button of the page's form."""
    page.locator("main form button.button").first.click()


def give_code(page: Page, site: str, who: str) -> None:
    """Sign in where the page asks for an address, with the code read in the local mailbox."""
    page.locator("main input[type=email]").fill(who)
    page.get_by_role("button", name="Continuer").click()
    code = re.search(r"\b\d{4}-\d{4}\b", newest_letter(page, site))
    assert code, "the code is in the newest message"
    field = page.locator("main input[name=code]")
    field.fill(code[0])
    page.locator("main form button").first.click()
    field.wait_for(state="detached")


def newest_letter(page: Page, site: str) -> str:
    """The words of the last message, as the local mailbox shows it."""
    return letters(page, site)[0]


def letter_that_says(page: Page, site: str, words: str) -> str:
    """The last message that holds these words; the worker sends it a moment after the act."""
    for _look in range(60):
        for said in letters(page, site):
            if words in said:
                return said
        page.wait_for_timeout(1000)
    raise AssertionError(f"no message says {words!r}")


def letters(page: Page, site: str) -> list[str]:
    """The words of the last messages, the latest first."""
    mailbox = page.context.new_page()
    mailbox.goto(f"{site}/boite-aux-lettres/")
    said = mailbox.locator("main .card").all_inner_texts()
    mailbox.close()
    return said
