"""People talk about a need, follow it, are written to once, and stop it by one click; without JavaScript."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import environment
from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import MEDIATOR

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

NORA, SAMI = "nora@exemple.test", "sami@exemple.test"
TITLE = "Un banc à l’ombre sur le chemin du collège"
SITUATION = "Les personnes âgées s’arrêtent sur un muret en plein soleil, et renoncent à sortir l’été."
QUESTION = "À quel endroit du chemin, exactement ?"
ANSWER = "Devant l’arrêt de bus, là où le talus fait de l’ombre le matin."
TOLD = "Une voisine de 84 ans le demande aussi : elle ne sort plus après dix heures."
#: What the worker does by itself in the morning, so many days later; the clock is all that is moved.
MORNING = """
import sys
import django
django.setup()
from datetime import timedelta
from django.utils import timezone
from terreau.participation import actions
actions.make_letters((timezone.localtime() + timedelta(days=int(sys.argv[1]))).replace(hour=8))
actions.send_letters()
"""


def test_people_talk_about_a_need_and_follow_it(site: str, folder: Path, known: Known) -> None:
    nora, sami, mediator = known(NORA), known(SAMI), known(MEDIATOR)
    address = _raise(nora, site)
    talk = _ask(sami, address)
    _answer(nora, talk)
    _tell_for_someone(mediator, talk)
    _follow(sami, address)
    _write_again(nora, talk)
    letter = _digest(sami, site, folder)
    _stop(sami, letter)
    _write_again(nora, talk)
    morning(site, folder, days=2)
    assert _told(sami, site) == [letter], "nothing more once it is stopped"


def morning(site: str, folder: Path, days: int) -> None:
    settings = environment(TERREAU_DATA=str(folder), TERREAU_ADDRESS=site)
    settings["DJANGO_SETTINGS_MODULE"] = "terreau.config.settings"
    subprocess.run([sys.executable, "-c", MORNING, str(days)], env=settings, check=True)  # noqa: S603 - our own


def _raise(page: Page, site: str) -> str:
    page.goto(f"{site}/besoins/exprimer/")
    page.locator("[name=title]").fill(TITLE)
    acts.tell_the_need(page, SITUATION, "Gières", "heat")
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Publier ce besoin").click()
    page.wait_for_url(re.compile(r"/besoins/\d+/"))
    return page.url.split("?")[0]


def _ask(page: Page, address: str) -> str:
    """Ask the holder a question, from the page of the need; gives the address of the conversation."""
    page.goto(address)
    page.get_by_role("link", name="Écrire ou poser une question").click()
    page.locator("[name=text]").fill(QUESTION)
    page.locator("[name=intent][value=question]").check()
    acts.send(page)
    assert "Cette question attend sa réponse." in page.locator("main").inner_text()
    return page.url.split("#")[0].split("?")[0]


def _answer(page: Page, talk: str) -> None:
    page.goto(talk)
    page.get_by_role("link", name=re.compile("^Répondre")).first.click()
    page.locator("[name=text]").fill(ANSWER)
    acts.send(page)
    words = page.locator("main").inner_text()
    assert "Réponse de qui en répond" in words
    assert "attend sa réponse" not in words


def _tell_for_someone(page: Page, talk: str) -> None:
    page.goto(talk)
    page.locator("[name=text]").fill(TOLD)
    page.locator("[name=for_someone]").check()
    acts.send(page)
    words = page.locator("main").inner_text()
    assert TOLD in words
    assert "Dominique" not in words, "a mediator who writes for someone is not named"


def _follow(page: Page, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Suivre", exact=True).click()
    assert page.locator("[name=rhythm][value=daily]").is_checked(), "once a day unless one asks otherwise"
    acts.send(page)


def _write_again(page: Page, talk: str) -> None:
    page.goto(talk)
    page.locator("[name=text]").fill("Nous avons mesuré : 41 degrés sur le muret hier à midi.")
    acts.send(page)


def _digest(page: Page, site: str, folder: Path) -> str:
    """One letter comes the next morning, and one only however often the worker looks."""
    for _look in range(2):
        morning(site, folder, days=1)
    (letter,) = _told(page, site)
    assert SAMI in letter
    return letter


def _told(page: Page, site: str) -> list[str]:
    return [one for one in acts.letters(page, site) if TITLE in one]


def _stop(page: Page, letter: str) -> None:
    """From the letter, without being signed in: one page, one click."""
    link = re.search(r"https?://\S+/suivre/arreter/\S+", letter)
    assert link
    stranger = page.context.browser
    assert stranger
    context = stranger.new_context(locale="fr-FR", java_script_enabled=False)
    reader = context.new_page()
    reader.goto(link[0].rstrip(">.,"))
    acts.send(reader)
    assert "C’est arrêté" in reader.locator("main").inner_text()
    context.close()
