"""A commons goes its way with several people, without JavaScript: from a need to its fork elsewhere."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING, NamedTuple

import pytest

from terreau.config.tests.command import a_port, environment, running
from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD
from terreau.territories.tests.small_pack import a_pack

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from playwright.sync_api import Browser, BrowserContext, Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

WIKI = """<mediawiki xmlns="http://www.mediawiki.org/xml/export-0.11/">
<page><title>Plans de coupe</title><ns>0</ns>
<revision><timestamp>2021-03-01T10:00:00Z</timestamp><contributor><username>Oumar</username></contributor>
<comment>premier jet</comment><model>wikitext</model><text>Une planche.</text></revision>
<revision><timestamp>2021-03-05T10:00:00Z</timestamp><contributor><username>Léa</username></contributor>
<comment>mesuré</comment><model>wikitext</model><text>'''Deux''' planches.</text></revision>
</page></mediawiki>"""
GUIDE = "## Monter\n\nVisser les pieds.\n\n## Ranger\n\nPlier la table.\n"


@pytest.fixture
def anyone(browser: Browser) -> Iterator[BrowserContext]:
    """Someone with a telephone, no JavaScript and no account."""
    context = browser.new_context(
        locale="fr-FR", java_script_enabled=False, viewport={"width": 360, "height": 740}
    )
    yield context
    context.close()


class Second(NamedTuple):
    """Another instance: its address, and a browser in which somebody is signed in there."""

    site: str
    person: Page


@pytest.fixture
def second(browser: Browser, site: str, tmp_path: Path) -> Iterator[Second]:
    """A second instance with nothing in it, which may ask the first for its key."""
    folder, port = tmp_path / "second", a_port()
    more = {"TERREAU_DATA": str(folder), "TERREAU_ADDRESS": f"http://127.0.0.1:{port}"}
    words = [sys.executable, "-m", "terreau.home.tests.browser.second", str(a_pack(tmp_path / "pack"))]
    made = subprocess.run(  # noqa: S603 - our own program
        words, env=environment(**more), capture_output=True, text=True, check=True
    )
    name, value = made.stdout.split()
    allowed = site.removeprefix("http://")
    with running(
        "serve", folder, port=port, TERREAU_ADDRESS=more["TERREAU_ADDRESS"], TERREAU_OUTGOING_ALLOW=allowed
    ):
        context = browser.new_context(locale="fr-FR", java_script_enabled=False)
        context.add_cookies([{"name": name, "value": value, "url": more["TERREAU_ADDRESS"]}])
        yield Second(more["TERREAU_ADDRESS"], context.new_page())
        context.close()


def test_a_commons_goes_its_whole_way(
    site: str, anyone: BrowserContext, known: Known, second: Second, tmp_path: Path
) -> None:
    reader = anyone.new_page()
    mediator, steward = known(MEDIATOR), known(STEWARD)
    commons = _open_for_a_group(mediator, site)
    _reads(reader, commons, "Ouverte.", "Les Voisins du hangar", "avec l’aide de")
    _write_a_rule(mediator, commons)
    _reads(reader, f"{commons}regles/", "1 repère sur neuf est écrit", "café du mardi")
    _bring_a_wiki(mediator, commons)
    _reads(reader, f"{commons}pages/plans-de-coupe/", "Deux planches.")
    reader.get_by_role("link", name="Qui a écrit quoi").click()
    assert "Oumar, avant l’import" in reader.locator("main").inner_text()
    guide = _write_together(mediator, steward, commons)
    _reads(reader, guide, "Visser les quatre pieds.", "Plier la table en deux.")
    other = _reuse_a_component(mediator, steward, site, commons)
    _reads(reader, other, "Se sert de", "Pied pliant", "Peut être combiné.", "ce n’est pas un avis juridique")
    entry = _contribute(mediator, steward, commons)
    _reads(reader, entry, "Objections", "Trois, d’après le carnet", "Gardée")
    _reads(reader, f"{commons}livret/", "Visser les quatre pieds.")
    archive = _carry_away(reader, commons, tmp_path / "table.zip")
    fork = _fork(second, archive)
    _reads(reader, fork, "La table du hangar", "Repris de", "l’a confirmé", "Plans de coupe", "Pied pliant")
    assert reader.locator(f'main a[href="{commons}"]').count() == 1
    _reads(reader, f"{fork}regles/", "café du mardi")
    _reads(reader, f"{fork}pages/le-guide/", "Visser les quatre pieds.", "Plier la table en deux.")
    _reads(reader, f"{fork}origine/", "Oumar", "Léa", "Les Voisins du hangar", "Ponçage des pieds", "Gardée")


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


def _bring_a_wiki(page: Page, commons: str) -> None:
    """An export of a MediaWiki is looked at, then brought in with its history."""
    page.goto(f"{commons}pages/")
    page.get_by_role("link", name="Apporter les pages d’un wiki").click()
    export = {"name": "wiki.xml", "mimeType": "application/xml", "buffer": WIKI.encode()}
    page.locator("[name=file]").set_input_files(export)  # type: ignore[arg-type]  # a plain dict will do
    page.get_by_role("button", name="Regarder cet export").click()
    assert "1 pages avec 2 versions" in page.locator("main").inner_text()
    page.get_by_role("button", name="Apporter ces pages").click()
    page.wait_for_url(f"{commons}pages/")


def _carry_away(reader: Page, commons: str, place: Path) -> Path:
    """Anyone takes the whole commons away, from its page, in one file."""
    reader.goto(commons)
    reader.get_by_role("link", name="Emporter ce commun").click()
    with reader.expect_download() as taken:
        reader.get_by_role("link", name="Télécharger l’archive").click()
    taken.value.save_as(place)
    return place


def _fork(second: Second, archive: Path) -> str:
    """Somebody of a second instance looks at the file, then takes the commons in; gives its address."""
    page = second.person
    page.goto(f"{second.site}/communs/")
    page.get_by_role("link", name="Reprendre un commun d’ailleurs").click()
    page.locator("[name=file]").set_input_files(archive)
    page.get_by_role("button", name="Regarder cette archive").click()
    told = page.locator("main").inner_text()
    assert "rien n’est encore ici" in told
    assert "c’est bien l’instance d’origine" in told
    page.get_by_role("button", name="Reprendre ce commun ici").click()
    page.wait_for_url(re.compile(r"/communs/\d+/$"))
    return page.url


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
