"""Pages behind rare states hold to what the others do: axe, weight, the smallest phone, valid HTML."""

from __future__ import annotations

import gzip
import json
import os
import subprocess
import sys
from subprocess import PIPE
from typing import TYPE_CHECKING, Any

import pytest
from axe_playwright_python.sync_playwright import Axe

from terreau.config import closed
from terreau.config.tests.command import environment
from terreau.home.tests.browser.conftest import ROOT
from terreau.home.tests.browser.rare import RARE, SOMEBODY
from terreau.home.tests.browser.test_accessibility import OPTIONS
from terreau.home.tests.browser.test_weight import ELEMENTS, MOST_ELEMENTS, MOST_HTML

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from terreau.home.tests.browser.kinds import PageKind

pytestmark = pytest.mark.browser

_PHONE = {"width": 320, "height": 800}


@pytest.fixture(scope="module")
def states(site: str, folder: Path) -> dict[str, str]:  # noqa: ARG001 - the site stands before its states
    """What stands between braces in the addresses of rare pages."""
    asked = [sys.executable, "-m", "bench.states", SOMEBODY]
    more = environment(TERREAU_DATA=str(folder))
    made = subprocess.run(asked, cwd=ROOT, env=more, check=True, stdout=PIPE, text=True)  # noqa: S603 - our own
    return {name: str(word) for name, word in json.loads(made.stdout).items()}


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The HTML of each page that was visited, checked all at once: the checker takes seconds to start."""
    folder = tmp_path_factory.mktemp("rare")
    yield folder
    if checker := os.environ.get("TERREAU_VNU_JAR"):
        command = ["java", "-jar", checker, "--format", "json", *map(str, sorted(folder.iterdir()))]
        said = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - named by the host
        faults = [f"{one['url']}: {one['message']}" for one in json.loads(said.stderr)["messages"]]
        assert not faults, "\n".join(faults)


def hold_to_the_rules(page: Page, html: str, name: str, kept: Path) -> None:
    """One look at a page that stands in a browser, on the smallest phone."""
    (kept / f"{name.replace(' ', '-').replace('’', '-')}.html").write_text(html, encoding="utf-8")
    page.set_viewport_size(_PHONE)  # type: ignore[arg-type]
    page.evaluate(Axe().axe_script)
    found: Any = page.evaluate("options => axe.run(document, options)", OPTIONS)
    faults = [f"{one['id']}: {one['help']} {one['nodes'][0]['target']}" for one in found["violations"]]
    assert not faults, "\n".join(faults)
    assert page.evaluate("document.documentElement.scrollWidth") <= _PHONE["width"]
    assert page.locator("h1").count() == 1
    assert len(gzip.compress(html.encode(), 6)) <= MOST_HTML
    assert page.evaluate(ELEMENTS) <= MOST_ELEMENTS


@pytest.mark.parametrize("kind", RARE, ids=str)
def test_a_rare_page_holds_to_the_rules(
    signed_in: Callable[[str], BrowserContext], site: str, kind: PageKind, states: dict[str, str], kept: Path
) -> None:
    page = signed_in(kind.who).new_page()
    path = kind.path.format(**states)
    answer = page.goto(site + path)
    assert answer is not None
    assert answer.status == kind.status, f"{kind}: {answer.status} {page.url}"
    assert page.url == site + path, "one was sent elsewhere"
    hold_to_the_rules(page, answer.text(), kind.name, kept)
    page.close()


def test_the_page_that_asks_for_a_code_holds_to_the_rules(browser: Browser, site: str, kept: Path) -> None:
    context = browser.new_context(locale="fr-FR")
    page = context.new_page()
    page.goto(f"{site}/compte/connexion/")
    page.locator("main input[type=email]").fill("nouvelle@terreau.example")
    page.get_by_role("button", name="Continuer").click()
    page.wait_for_url(f"{site}/compte/connexion/code/**")
    hold_to_the_rules(page, context.request.get(page.url).text(), "Taper le code reçu", kept)
    context.close()


def test_the_maintenance_page_holds_to_the_rules(
    browser: Browser, site: str, folder: Path, kept: Path
) -> None:
    page = browser.new_page(locale="fr-FR")
    closed.close(folder, closed.Notice(why="Nous changeons de machine."))
    try:
        answer = page.goto(f"{site}/besoins/")
        assert answer is not None
        assert answer.status == 503
        hold_to_the_rules(page, answer.text(), "Fermé pour entretien", kept)
    finally:
        closed.reopen(folder)
    page.close()


def test_the_page_of_what_broke_holds_to_the_rules(browser: Browser, site: str, kept: Path) -> None:
    """Nothing breaks on purpose in a demonstration: its page is put in place of another."""
    from django.template.loader import render_to_string

    html = render_to_string("foundation/broken.html")
    page = browser.new_page(locale="fr-FR")
    page.route("**/en-panne/", lambda route: route.fulfill(status=500, content_type="text/html", body=html))
    page.goto(f"{site}/en-panne/")
    hold_to_the_rules(page, html, "En panne", kept)
    page.close()
