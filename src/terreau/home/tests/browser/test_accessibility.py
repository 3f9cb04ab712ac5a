"""No page has a fault that axe can see, in light and dark, on a small phone and on a desk."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from terreau.home.tests.browser import results
from terreau.home.tests.browser.kinds import PAGES, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from terreau.home.tests.browser.conftest import Visit

pytestmark = pytest.mark.browser

RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice")
OPTIONS = {
    "runOnly": {"type": "tag", "values": list(RULES)},
    # Off by default in axe: https://github.com/dequelabs/axe-core/blob/develop/doc/rule-descriptions.md
    "rules": {"target-size": {"enabled": True}},
}
#: The rules that colours can break: what the dark changes, the tree of the page being the same.
COLOURS = {"runOnly": {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}}
MODES: dict[str, tuple[str, int, dict[str, Any]]] = {
    "clair, 1280 pixels": ("light", 1280, OPTIONS),
    "sombre, 1280 pixels": ("dark", 1280, COLOURS),
    "clair, 320 pixels": ("light", 320, OPTIONS),
    "sombre, 320 pixels": ("dark", 320, COLOURS),
}

#: Pages walked through with the keyboard: together they hold every component.
WALKED = {
    "Accueil",
    "Charte graphique",
    "Besoins",
    "Exprimer un besoin",
    "Métropole",
    "Se connecter",
    "Mon espace",
}
#: Whether the element that has the focus shows it, and which one it is.
WHERE = """() => {
    const one = document.activeElement, style = getComputedStyle(one);
    const shape = one.ownerSVGElement && one.querySelector("path");  // a piece of a map is outlined itself
    const outlined = style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2
        || shape && parseFloat(getComputedStyle(shape).strokeWidth) >= 4;
    return [one === document.body || outlined, one.outerHTML.slice(0, 80)];
}"""


@pytest.fixture(scope="module")
def found(browser: Browser) -> Iterator[list[dict[str, Any]]]:
    """What axe found on each page, written at the end when asked."""
    pages: list[dict[str, Any]] = []
    yield pages
    results.write(
        "accessibility.json",
        pages,
        len(PAGES),
        tool=_axe_version(),
        browser=f"Chromium {browser.version}",
        rules="WCAG 2.2 A, AA",
        modes=list(MODES),
    )


def _axe_version() -> str:
    return str(Axe().axe_script).split("\n", 1)[0].strip("/*! ")


@pytest.mark.parametrize("kind", PAGES, ids=str)
def test_no_page_has_a_fault_that_a_machine_can_see(
    visit: Visit, kind: PageKind, found: list[dict[str, Any]]
) -> None:
    page = visit(kind)
    faults: list[str] = []
    unsure: set[str] = set()
    page.evaluate(Axe().axe_script)
    for mode, (scheme, width, options) in MODES.items():
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # a literal read from a table
        page.set_viewport_size({"width": width, "height": 800})
        answer = page.evaluate("options => axe.run(document, options)", options)
        faults += [_in_words(mode, fault) for fault in answer["violations"]]
        unsure |= {point["id"] for point in answer["incomplete"]}
    page.close()
    found.append({"name": kind.name, "path": kind.path, "violations": len(faults), "incomplete": len(unsure)})
    assert not faults, "\n".join(faults)


def _in_words(mode: str, fault: dict[str, Any]) -> str:
    where = " · ".join(str(node["target"][0]) for node in fault["nodes"][:5])
    return f"{mode}: {fault['id']}: {fault['help']} ({where})"


@pytest.mark.parametrize("kind", PAGES, ids=str)
def test_a_page_fits_the_smallest_phone_and_goes_on_paper_without_its_navigation(
    visit: Visit, kind: PageKind
) -> None:
    page = visit(kind)
    page.set_viewport_size({"width": 320, "height": 600})
    width = page.evaluate("document.documentElement.scrollWidth")
    page.emulate_media(media="print")
    title = page.locator("h1").first.is_visible()
    leftover = [part for part in ("nav.words", ".self", ".find button") if _is_shown(page, part)]
    page.close()
    assert width <= 320
    assert title
    assert not leftover


def _is_shown(page: Page, part: str) -> bool:
    return any(one.is_visible() for one in page.locator(part).all())


@pytest.mark.parametrize("kind", [kind for kind in PAGES if kind.name in WALKED], ids=str)
def test_the_keyboard_always_shows_where_it_is(visit: Visit, kind: PageKind) -> None:
    page = visit(kind)
    hidden = _tab_through(page)
    page.close()
    assert not hidden


def _tab_through(page: Page) -> list[str]:
    """Elements reached with the Tab key, thirty at most, that show no outline."""
    hidden = []
    for _ in range(30):
        page.keyboard.press("Tab")
        shown, name = page.evaluate(WHERE)
        if not shown:
            hidden.append(name)
    return hidden
