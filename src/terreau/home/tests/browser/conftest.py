"""The demonstration, served for real, and a Chromium in front of it."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from playwright.sync_api import sync_playwright

from terreau.config.tests.command import environment, running, terreau
from terreau.config.tests.once import copied
from terreau.home.tests.browser import acts
from terreau.people.tests.provider_site import CLIENT, SECRET, ProviderSite, serving

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from playwright.sync_api import Browser, BrowserContext, Page, StorageState

    from terreau.home.tests.browser.acts import Known
    from terreau.home.tests.browser.kinds import PageKind

    Visit = Callable[[PageKind], Page]

ROOT = Path(__file__).parents[5]
#: Chromium asks nothing of the outside; the sandbox needs rights that a container has not.
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where a demonstration with enough needs to fill a page of the list keeps everything."""
    return copied(tmp_path_factory, "browser", _fill)[0]


def _fill(folder: Path) -> None:
    ended = terreau("demo", "--no-serve", "--data", str(folder))
    assert ended.code == 0, ended.notes
    more = environment(TERREAU_DATA=str(folder))
    subprocess.run([sys.executable, "-m", "bench.fill", "30"], cwd=ROOT, env=more, check=True)
    subprocess.run([sys.executable, "-m", "bench.pictures", "2", "5"], cwd=ROOT, env=more, check=True)


@pytest.fixture(scope="session")
def provider() -> Iterator[ProviderSite]:
    """An identity provider on the loopback, that the demonstration is set to use."""
    with serving(ProviderSite()) as one:
        yield one


@pytest.fixture(scope="session")
def site(folder: Path, provider: ProviderSite) -> Iterator[str]:
    """Address of the demonstration of a real territory."""
    known = {
        "TERREAU_OPENID_ISSUER": provider.issuer,
        "TERREAU_OPENID_CLIENT_ID": CLIENT,
        "TERREAU_OPENID_SECRET": SECRET,
        "TERREAU_OPENID_VOUCHES": "yes",
        "TERREAU_OUTGOING_ALLOW": provider.issuer.removeprefix("http://"),
    }
    with running("demo", folder, **known) as service:
        yield f"http://127.0.0.1:{service.port}"


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """One Chromium a file: it must be gone before tests of other rooms use the database.

    (While it lives, its event loop makes Django refuse synchronous queries in the same thread.)
    """
    where = shutil.which("chromium") or shutil.which("google-chrome")
    with sync_playwright() as playwright:
        one = playwright.chromium.launch(executable_path=where, args=QUIET)
        yield one
        one.close()


@pytest.fixture(scope="session")
def passes() -> dict[str, StorageState]:
    """Cookies of who signed in already: the service gives three codes a minute for one address, no more."""
    return {}


@pytest.fixture(scope="module")
def signed_in(
    browser: Browser, site: str, passes: dict[str, StorageState]
) -> Callable[[str], BrowserContext]:
    """A browser for each person of the demonstration, signed in once with the code of the local mailbox."""
    known: dict[str, BrowserContext] = {}

    def context_of(who: str) -> BrowserContext:
        if who not in known:
            known[who] = browser.new_context(locale="fr-FR", storage_state=passes.get(who))
            if who and who not in passes:
                sign_in(known[who].new_page(), site, who)
                passes[who] = known[who].storage_state()
        return known[who]

    return context_of


def sign_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/compte/connexion/")
    page.locator("main input[type=email]").fill(who)
    page.locator("main form button").first.click()
    letters = page.context.new_page()
    letters.goto(f"{site}/boite-aux-lettres/")
    code = re.search(r"\b[A-Z0-9]{3,}-[A-Z0-9]{3,}\b", letters.locator("main .card").first.inner_text())
    assert code, "no code in the mailbox"
    page.locator("main input[name=code]").fill(code[0])
    page.locator("main form button").first.click()
    page.wait_for_url(f"{site}/**")
    letters.close()
    page.close()


@pytest.fixture(scope="module")
def visit(signed_in: Callable[[str], BrowserContext], site: str) -> Visit:
    """Go to a page of that kind, as the person it asks for."""

    def go(kind: PageKind) -> Page:
        page = signed_in(kind.who).new_page()
        answer = page.goto(site + kind.path)
        assert answer is not None
        assert answer.status == kind.status, f"{kind}: {answer.status}"
        return page

    return go


@pytest.fixture
def known(browser: Browser, site: str, passes: dict[str, StorageState]) -> Iterator[Known]:
    """A browser without JavaScript for each person of a journey, signed in; closed at the end."""
    opened: list[BrowserContext] = []

    def enter(who: str) -> Page:
        state = passes.get(who)
        opened.append(browser.new_context(locale="fr-FR", java_script_enabled=False, storage_state=state))
        page = opened[-1].new_page()
        if who not in passes:
            page.goto(f"{site}/compte/connexion/")
            acts.give_code(page, site, who)
            passes[who] = opened[-1].storage_state()
        return page

    yield enter
    for context in opened:
        context.close()
