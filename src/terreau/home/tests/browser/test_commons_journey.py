"""A commons goes its way with several people, without JavaScript: opened from a need to a badge given."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, BrowserContext, Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

GUIDE = "## Monter\n\nVisser les pieds.\n\n## Ranger\n\nPlier la table.\n"


@pytest.fixture
def anyone(browser: Browser) -> Iterator[BrowserContext]:
    """Someone with a telephone, no JavaScript and no account."""
    context = browser.new_context(
        locale="fr-FR", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context
    context.close()


def test_a_commons_goes_its_whole_way(site: str, anyone: BrowserContext, known: Known) -> None:
    reader = anyone.new_page()
    mediator, steward = known(MEDIATOR), known(STEWARD)
    commons = _open_for_a_group(mediator, site)
    _reads(reader, commons, "Ouverte.", "Les Voisins du hangar", "avec l’aide de")
    _write_a_rule(mediator, commons)
    _reads(reader, f"{commons}regles/", "1 repère sur neuf est écrit", "café du mardi")
    guide = _write_together(mediator, steward, commons)
    _reads(reader, guide, "Visser les quatre pieds.", "Plier la table en deux.")
    second = _reuse_a_component(mediator, steward, site, commons)
    _reads(reader, second, "Se sert de", "Pied pliant")
    entry = _contribute(mediator, steward, commons)
    _reads(reader, entry, "Objections", "Trois, d’après le carnet", "Gardée")
    _reads(reader, f"{commons}livret/", "Visser les quatre pieds.")


def _open_for_a_group(mediator: Page, site: str) -> str:
    """From a need to a sheet that a mediator keys in for a group without accounts; gives its address."""
    mediator.goto(f"{site}/besoins/1/")
    mediator.get_by_role("link", name="Ouvrir un commun qui y répond").click()
    mediator.get_by_role("link", name="Saisir la feuille d’un groupe").click()
    _fill_the_sheet(mediator, "La table du hangar", "needs", "1")
    mediator.locator("[name=holders]").fill("Les Voisins du hangar")
    mediator.locator("[name=paper_place]").fill("Hangar du canal")
    mediator.locator("[name=paper_date]").fill("2026-03-02")
    acts.send(mediator)
    mediator.wait_for_url(re.compile(r"/communs/\d+/\?ouvert"))
    return mediator.url.split("?")[0]


def _fill_the_sheet(page: Page, title: str, also: str = "", said: str = "") -> None:
    page.locator("[name=title]").fill(title)
    page.locator("[name=tagline]").fill("Une table que chacun peut refaire et prêter.")
    page.locator("[name=kinds][value=hardware]").check()
    page.locator("[name=territories]").fill("Grenoble")
    page.locator("[name=licence_said]").fill("Licence Ouverte")
    if also:
        page.locator(f"[name={also}]").fill(said)


def _write_a_rule(page: Page, commons: str) -> None:
    page.goto(f"{commons}regles/conflits/")
    assert "Un conflit se porte à" in page.locator("[name=text]").input_value()
    page.locator("[name=text]").fill("Un conflit se porte au café du mardi.")
    page.locator("[name=reason]").fill("Dit à la réunion")
    acts.send(page)


def _write_together(one: Page, other: Page, commons: str) -> str:
    """Two people open the same page, change it apart, and both changes stand."""
    one.goto(f"{commons}pages/ecrire/")
    one.locator("[name=title]").fill("Le guide")
    one.locator("[name=text]").fill(GUIDE)
    acts.send(one)
    guide = one.url
    for page in (one, other):
        page.goto(f"{guide}modifier/")
    one.locator("[name=text]").fill(GUIDE.replace("les pieds", "les quatre pieds"))
    acts.send(one)
    other.locator("[name=text]").fill(GUIDE.replace("la table", "la table en deux"))
    acts.send(other)
    assert "réuni avec ce que d’autres ont écrit" in other.locator("body").inner_text()
    return guide


def _reuse_a_component(one: Page, other: Page, site: str, commons: str) -> str:
    """A part is declared by the first and reused by a second commons; gives the second's address."""
    one.goto(f"{commons}composants/declarer/")
    one.locator("[name=title]").fill("Pied pliant")
    one.locator("[name=interface]").fill("Charnière de 40 mm, quatre vis.")
    one.locator("[name=version]").fill("1.0")
    acts.send(one)
    component = one.url
    other.goto(f"{site}/communs/ouvrir/")
    _fill_the_sheet(other, "Le banc de la place")
    acts.send(other)
    second = other.url.split("?")[0]
    other.goto(f"{component}utiliser/")
    other.locator("[name=commons]").select_option(label="Le banc de la place")
    acts.send(other)
    assert "1 commun s’en sert." in other.locator("main").inner_text()
    return second


def _contribute(mediator: Page, steward: Page, commons: str) -> str:
    """A member says what they gave, it is objected to, then settled; gives the address of the entry."""
    steward.goto(f"{commons}communaute/rejoindre/")
    acts.send(steward)
    steward.goto(f"{commons}contributions/declarer/")
    steward.locator("[name=words]").fill("Ponçage des pieds")
    steward.locator("[name=quantity]").fill("30")
    acts.send(steward)
    entry = steward.url
    mediator.goto(f"{entry}contester/")
    mediator.locator("[name=reason]").fill("Plutôt trois heures")
    acts.send(mediator)
    mediator.locator("[name=keep][value=yes]").check()
    mediator.locator("[name=quantity]").fill("3")
    mediator.locator("[name=reason]").fill("Trois, d’après le carnet")
    mediator.get_by_role("button", name="Publier ce qui est tranché").click()
    mediator.locator("[name=badge]").select_option(index=0)
    mediator.get_by_role("button", name="Donner ce badge").click()
    assert "Reconnue par un badge" in mediator.locator("main").inner_text()
    return entry


def _reads(reader: Page, address: str, *words: str) -> None:
    """Anyone reads these words there, without an account."""
    reader.goto(address)
    shown = reader.locator("main").inner_text()
    for one in words:
        assert one in shown, (address, one)
