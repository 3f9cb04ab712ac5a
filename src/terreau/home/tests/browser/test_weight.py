"""Every public page is light, whole on its own, and calls nobody else."""

from __future__ import annotations

import gzip
from dataclasses import asdict
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import pytest

from terreau.home.queries.about import Weight
from terreau.home.tests.browser import results
from terreau.home.tests.browser.kinds import PUBLIC, PageKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Response

pytestmark = pytest.mark.browser

MOST_HTML = 14_000
MOST_BYTES = 30_000
MOST_REQUESTS = 5
MOST_ELEMENTS = 600
MOST_STYLE = 12_000
#: Photographs that people bring are counted apart: each has its own budget, in the width the screen asks.
PICTURES = "/fichiers/"
MOST_PICTURE = 250_000
#: Beside drawings: a map has as many shapes as its territory has parts.
ELEMENTS = "document.querySelectorAll('*:not(svg *)').length"


@pytest.fixture(scope="module")
def measured() -> Iterator[list[dict[str, Any]]]:
    pages: list[dict[str, Any]] = []
    yield pages
    results.write("weights.json", pages, len(PUBLIC))


@pytest.mark.parametrize("kind", PUBLIC, ids=str)
def test_a_first_visit_stays_under_its_weight_calls_nobody_else_and_breaks_no_rule_of_its_own(
    browser: Browser, site: str, kind: PageKind, measured: list[dict[str, Any]]
) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    answers: list[Response] = []
    complaints: list[str] = []
    page.on("response", lambda answer: answers.append(answer))  # noqa: PLW0108 - Playwright wants a function
    page.on("console", lambda message: complaints.append(message.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(site + kind.path, wait_until="networkidle")  # drawings of the style sheet come late
    bodies = {answer.url: _travelling(answer) for answer in answers}
    bodies |= _icon(page.locator("link[rel=icon]").get_attribute("href") or "", site, bodies)
    elements = page.evaluate(ELEMENTS)
    context.close()
    html = bodies[answers[0].url]
    photographs = {url: size for url, size in bodies.items() if url.endswith(".webp") and PICTURES in url}
    bodies = {url: size for url, size in bodies.items() if url not in photographs}
    weight = Weight(kind.name, kind.path, html, sum(bodies.values()), len(bodies), elements)
    measured.append(asdict(weight))
    assert [said for said in complaints if not (kind.status == 404 and "404" in said)] == []
    assert {urlsplit(url).netloc for url in (*bodies, *photographs)} == {urlsplit(site).netloc}
    assert all(size <= MOST_PICTURE for size in photographs.values())
    assert weight.html <= MOST_HTML
    assert weight.first_visit <= MOST_BYTES
    assert weight.requests <= MOST_REQUESTS
    assert weight.elements <= MOST_ELEMENTS


def _travelling(answer: Response) -> int:
    """Bytes of the body as they travelled: text that is not compressed on the way counts whole."""
    return answer.request.sizes()["responseBodySize"]


def _icon(path: str, site: str, known: dict[str, int]) -> dict[str, int]:
    """The icon of the tab, which a browser without a window does not ask for: it is counted all the same."""
    import httpx

    if site + path in known:
        return {}
    body = httpx.get(site + path, timeout=10).content
    return {site + path: len(gzip.compress(body, 9))}


def test_the_one_style_sheet_stays_under_its_weight(browser: Browser, site: str) -> None:
    page = browser.new_page()
    sheets: list[Response] = []
    page.on("response", lambda answer: sheets.append(answer) if ".css" in answer.url else None)
    page.goto(site)
    sizes = [_travelling(sheet) for sheet in sheets]
    page.close()
    assert len(sizes) == 1
    assert sizes[0] <= MOST_STYLE
