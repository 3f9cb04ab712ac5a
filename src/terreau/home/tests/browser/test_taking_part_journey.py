"""People talk about a need, follow it, are written to once, and stop it by one click; without JavaScript."""

from __future__ import annotations

import re
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from terreau.config.tests.command import environment
from terreau.home.tests.browser import acts
from terreau.home.tests.browser.kinds import MEDIATOR, STEWARD

if TYPE_CHECKING:
    from pathlib import Path

    from playwright.sync_api import Page

    from terreau.home.tests.browser.acts import Known

pytestmark = pytest.mark.browser

NORA, SAMI = "nora@exemple.test", "sami@exemple.test"
TITLE = "Un banc à l’ombre sur le chemin du collège"
SITUATION = "Les personnes âgées s’arrêtent sur un muret en plein soleil, et renoncent à sortir l’été."
BLUNT = "Ce projet est une honte, et ceux qui le portent aussi."
WHY = "On parle du projet, pas des personnes qui le portent."
SENT = "De l’eau fraîche à la gare, dit par le site de la mairie"
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


def test_a_token_raises_a_need(site: str, known: Known) -> None:
    nora = known("nora.jetons@exemple.test")
    token = _make_a_token(nora, site)
    raised = nora.context.request.post(
        f"{site}/api/v1/needs",
        headers={"Authorization": f"Bearer {token}", "Idempotency-Key": "parcours-1"},
        data={"title": SENT, "situation": SITUATION, "theme": "heat", "territories": ["38179"]},
    )
    assert raised.status == 201, raised.text()
    nora.goto(raised.json()["url"])
    assert nora.locator("h1").inner_text() == SENT
    _revoke_the_token(nora, site)
    refused = nora.context.request.post(
        f"{site}/api/v1/needs", headers={"Authorization": f"Bearer {token}"}, data={"title": SENT}
    )
    assert refused.status == 401


def test_a_report_is_handled_then_contested(site: str, known: Known) -> None:
    visitor = known("voisine@exemple.test")
    author, steward = known("auteur@exemple.test"), known(STEWARD)
    talk = _speak(author, site)
    _report_without_an_account(visitor, talk)
    _hide(steward, site)
    visitor.goto(talk)
    assert BLUNT not in visitor.content(), "what is hidden is read nowhere"
    _contest(author, site)
    _answer_the_appeal(steward, site)
    visitor.goto(talk)
    assert BLUNT in visitor.content()
    visitor.goto(f"{site}/moderation/transparence/")
    assert "1" in visitor.locator("main").inner_text()


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


def _make_a_token(page: Page, site: str) -> str:
    page.goto(f"{site}/mon-espace/jetons/")
    page.locator("[name=name]").fill("Site de la mairie")
    page.locator("[name=scopes][value=needs]").check()
    acts.send(page)
    shown = re.search(r"terreau_p_[0-9A-Za-z]{38}", page.locator("main").inner_text())
    assert shown
    page.goto(f"{site}/mon-espace/jetons/")
    assert shown[0] not in page.content(), "a token is shown once"
    return shown[0]


def _revoke_the_token(page: Page, site: str) -> None:
    page.goto(f"{site}/mon-espace/jetons/")
    page.get_by_role("button", name=re.compile("Révoquer")).first.click()


def _speak(page: Page, site: str) -> str:
    page.goto(f"{site}/besoins/1/")
    page.get_by_role("link", name="Écrire ou poser une question").click()
    page.locator("[name=text]").fill(BLUNT)
    acts.send(page)
    return page.url.split("#")[0].split("?")[0]


def _report_without_an_account(page: Page, talk: str) -> None:
    page.context.clear_cookies()
    page.goto(talk)
    page.get_by_role("link", name=re.compile("^Signaler")).last.click()
    page.locator("[name=ground]").first.check()
    page.locator("[name=text]").fill("Le message s’en prend aux personnes.")
    acts.send(page)


def _hide(page: Page, site: str) -> None:
    page.goto(f"{site}/animation/signalements/")
    page.locator("main .card a").last.click()  # the latest: other tests report things too
    assert BLUNT in page.locator("main").inner_text()
    page.locator("[name=decision]:not([value=leave])").first.check()
    page.locator("[name=reason]").fill(WHY)
    acts.send(page)


def _contest(page: Page, site: str) -> None:
    """The author reads why, and answers by the link of the message received."""
    letter = acts.letter_that_says(page, site, WHY)
    link = re.search(r"https?://\S+/moderation/contester/[^\s>]+", letter)
    assert link
    page.context.clear_cookies()
    page.goto(link[0])
    page.locator("[name=text]").fill("Je parlais du dossier ; je le dis autrement si l’on me le demande.")
    acts.send(page)


def _answer_the_appeal(page: Page, site: str) -> None:
    page.goto(f"{site}/animation/signalements/")
    contested = page.locator("main .card", has_text="contesté : à répondre")  # other cases wait there too
    contested.get_by_role("link").first.click()
    page.locator("[name=answer][value=grant]").check()
    page.locator("[name=reason]").fill("Le propos vise le dossier.")
    acts.send(page)
