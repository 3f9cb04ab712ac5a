"""A badge goes its whole way in a real browser, without JavaScript, to a person without e-mail or account."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import terreau
from terreau.home.tests.browser.kinds import MEDIATOR

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

NAME = "Anime le café des voisins"


@pytest.fixture
def telephone(browser: Browser) -> Iterator[BrowserContext]:
    """Someone with a telephone, no JavaScript, no e-mail and no account."""
    context = browser.new_context(
        locale="fr-FR", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context
    context.close()


@pytest.fixture
def mediator(known: Known) -> Page:
    """Who defines and gives the badge."""
    return known(MEDIATOR)


def test_a_badge_goes_its_whole_way(
    site: str, mediator: Page, telephone: BrowserContext, tmp_path: Path
) -> None:
    _define(mediator, site)
    given, code = _give_on_paper(mediator)
    page = telephone.new_page()
    address = _claim(page, site, code)
    assert address == given
    file = tmp_path / "badge.png"
    file.write_bytes(page.request.get(f"{address}badge.png").body())
    assert "Ce badge est valable" in _verified(page, site, file)
    assert _by_command(page, address, tmp_path, file) == ("valid", None)
    mediator.goto(f"{given}revoquer/")
    mediator.locator("[name=reason]").fill("Donné par erreur.")
    mediator.locator("main form button.button").first.click()
    page.goto(address)
    assert "Donné par erreur." in page.locator("main").inner_text()
    assert "révoqué" in _verified(page, site, file)
    assert _by_command(page, address, tmp_path, file) == ("invalid", "status")


def _define(page: Page, site: str) -> None:
    page.goto(f"{site}/badges/")
    page.get_by_role("link", name="Définir un badge").click()
    page.locator("[name=name]").fill(NAME)
    page.locator("textarea[name=description]").fill("Accueille, écoute, et met les gens en lien.")
    page.locator("[name=criteria]").fill("Avoir animé cinq rencontres.")
    page.locator("[name=sign]").select_option("people")
    page.get_by_role("button", name="Voir le dessin").click()
    assert "sign=people" in str(page.locator("figure img").get_attribute("src"))
    assert page.locator("[name=name]").input_value() == NAME, "what was written is still there"
    page.get_by_role("button", name="Définir ce badge").click()
    page.wait_for_url(re.compile(r"/badges/\d+/$"))


def _give_on_paper(page: Page) -> tuple[str, str]:
    page.get_by_role("link", name="Donner ce badge").click()
    page.locator("[name=how][value=paper]").check()
    page.locator("[name=name]").fill("Rosa")
    page.locator("[name=narrative]").fill("Cinq cafés animés cet automne.")
    page.get_by_role("button", name="Signer et donner").click()
    page.wait_for_url(re.compile(r"/feuille/$"))
    assert page.locator("main svg").count() >= 1, "a drawing to point a telephone at"
    assert page.pdf(format="A4").startswith(b"%PDF")
    code = re.search(r"\b(\w{4}-){2}\w{4}\b", page.locator("main").inner_text())
    assert code
    return page.url.removesuffix("feuille/"), code[0]


def _claim(page: Page, site: str, code: str) -> str:
    page.goto(f"{site}/badges/reclamer/")
    page.locator("[name=code]").fill(code.lower())
    page.get_by_role("button", name="Voir le badge").click()
    assert "Cinq cafés" in page.locator("main").inner_text()
    assert page.evaluate("document.documentElement.scrollWidth") <= 360
    page.locator("[name=shows_name]").check()
    page.get_by_role("button", name="Prendre ce badge").click()
    page.wait_for_url(re.compile(r"/badges/obtenus/"))
    words = page.locator("main").inner_text()
    assert "Donné à Rosa par" in words
    assert "Avoir animé cinq rencontres." in words
    return page.url


def _verified(page: Page, site: str, file: Path) -> str:
    page.goto(f"{site}/badges/verifier/")
    page.locator("[name=file]").set_input_files(file)
    page.get_by_role("button", name="Vérifier").click()
    return page.locator("main").inner_text()


def _by_command(page: Page, address: str, folder: Path, file: Path) -> tuple[str, str | None]:
    """What the command says, with the keys and lists that anyone may download."""
    badge = json.loads(page.request.get(f"{address}badge.json").text())
    lists = [entry["statusListCredential"] for entry in badge["credentialStatus"]]
    index = {}
    for number, url in enumerate([badge["issuer"]["id"], *lists]):
        (folder / f"{number}.json").write_bytes(page.request.get(url).body())
        index[url] = f"{number}.json"
    (folder / "index.json").write_text(json.dumps(index))
    ended = terreau("badge", "verify", str(file), "--documents", str(folder), "--format", "json")
    told = json.loads(ended.answer)["files"][0]
    return told["verdict"], told["reason"]
