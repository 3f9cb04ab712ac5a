"""Defining a badge, and changing it without changing what was given."""

from __future__ import annotations

import json
from uuid import uuid4

import pytest

from terreau.foundation.errors import NotAllowedError
from terreau.participation.errors import ReasonNeededError
from terreau.recognition import actions
from terreau.recognition.models import Achievement, Version
from terreau.recognition.tests.people import (
    a_badge,
    a_browser_of,
    a_definition,
    a_person,
    a_signer,
    an_award,
    an_organisation,
)
from terreau.recognition.tests.test_journey import FORM

pytestmark = pytest.mark.django_db


def test_a_definition_that_was_given_never_changes() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    award = an_award(badge, by=signer)
    before = json.dumps(award.version.content)
    with pytest.raises(ReasonNeededError):
        actions.change(badge, a_definition("Autre nom"), by=signer, reason=" ")
    changed = actions.change(badge, a_definition("Autre nom"), by=signer, reason="Plus clair.")
    assert changed.version == 2
    assert json.dumps(Version.objects.get(achievement=badge, number=1).content) == before
    browser = a_browser_of(None)
    past = browser.get(award.version.get_absolute_url()).content.decode()
    assert "Une version passée" in past
    assert "Répare les vélos" in past
    now = browser.get(badge.get_absolute_url()).content.decode()
    assert "Autre nom" in now
    assert "Plus clair." in now
    definition = award.credential["credentialSubject"]["achievement"]["id"]
    answer = browser.get(
        definition.replace("http://127.0.0.1:8000", ""), headers={"Accept": "application/ld+json"}
    )
    assert answer.json()["name"] == "Répare les vélos"


def test_a_definition_nobody_has_changes_in_place() -> None:
    signer = a_signer()
    badge = actions.change(a_badge(by=signer), a_definition("Autre nom"), by=signer, reason="")
    assert (badge.version, Version.objects.get().name) == (1, "Autre nom")


def test_only_who_signs_for_an_organisation_defines_and_changes_its_badges() -> None:
    organisation = an_organisation()
    with pytest.raises(NotAllowedError):
        actions.define(a_definition(), by=a_person(), organisation=organisation)
    badge = a_badge()
    with pytest.raises(NotAllowedError):
        actions.change(badge, a_definition(), by=a_signer(), reason="Non.")
    stranger = a_browser_of(a_person())
    assert stranger.get(f"{badge.get_absolute_url()}modifier/").status_code == 403
    assert stranger.post(f"{badge.get_absolute_url()}retirer/", {"reason": "Non."}).status_code == 403
    assert a_browser_of(None).get(f"{badge.get_absolute_url()}modifier/").status_code == 302


def test_the_same_form_sent_twice_is_one_badge() -> None:
    browser, key = a_browser_of(a_person("Camille")), str(uuid4())
    places = {
        browser.post("/badges/definir/", {**FORM, "key": key}).headers["Location"] for _time in range(2)
    }
    assert len(places) == Achievement.objects.count() == 1


def test_looking_shows_the_drawing_and_the_badges_near_and_defines_nothing() -> None:
    a_badge("Répare les vélos de ville")
    page = a_browser_of(a_person("Camille")).post(
        "/badges/definir/", {**FORM, "etape": "voir", "criteria": ""}
    )
    said = page.content.decode()
    assert page.status_code == 200
    assert "sign=bike" in said
    assert "Des badges proches existent ici" in said
    assert "Répare les vélos de ville" in said
    assert Achievement.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"signing_name": " "}, "Dites sous quel nom vous signez"),
        ({"name": ""}, 'class="error"'),
        ({"voice": "org-999"}, 'class="error"'),
        ({"shape": "<script>"}, 'class="error"'),
        ({"framework": "DigComp"}, "Donnez le nom et l’adresse de la compétence"),
        ({"framework": "ROME", "target": "x", "target_url": "javascript:alert(1)"}, "https://"),
        ({"months": "-3"}, 'class="error"'),
        ({"territory": "nulle part du tout"}, "Aucun territoire"),
        ({"criteria": "x" * 5_000}, 'class="error"'),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_defined(wrong: dict[str, str], said: str) -> None:
    answer = a_browser_of(a_person("Camille")).post("/badges/definir/", {**FORM, **wrong})
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert Achievement.objects.count() == 0


def test_what_people_write_is_never_run_by_a_browser() -> None:
    signer = a_signer()
    nasty = "<script>alert(1)</script>"
    badge = a_badge(
        nasty, by=signer, description=nasty, criteria=f"{nasty} [x](javascript:alert(1))", tags=(nasty,)
    )
    award = actions.accept(
        an_award(badge, by=signer, name=nasty, narrative=nasty), actions.Answer(shows_name=True)
    )
    browser = a_browser_of(None)
    for address in (
        badge.get_absolute_url(),
        award.get_absolute_url(),
        f"{award.get_absolute_url()}imprimer/",
        f"{award.get_absolute_url()}carte/",
        f"{award.get_absolute_url()}verification/",
        "/badges/",
    ):
        page = browser.get(address).content.decode()
        assert "<script>alert" not in page, address
        assert 'href="javascript' not in page, address


def test_badges_near_the_one_being_typed_come_as_a_piece_of_the_page() -> None:
    signer = a_signer()
    badge = a_badge(by=signer)
    browser = a_browser_of(signer)
    typed = {"name": "Réparer des vélos", "description": "Sait remettre en état"}
    piece = browser.post("/badges/proches/", typed).content.decode()
    assert badge.get_absolute_url() in piece
    assert "mots en commun" in piece
    assert "<html" not in piece
    assert (
        badge.get_absolute_url()
        not in browser.post(f"/badges/proches/?sauf={badge.pk}", typed).content.decode()
    )
    for odd in ({}, {"name": "\0"}, {"name": "x" * 10_000, "description": "<script>"}):
        assert browser.post("/badges/proches/?sauf=zzz", odd).content.decode().strip() == ""
    assert a_browser_of(None).post("/badges/proches/", typed).status_code == 302
    page = browser.get("/badges/definir/").content.decode()
    assert 'data-near="/badges/proches/"' in page
    assert "Voir le dessin et les badges proches" in page, "the button stays for who has no JavaScript"
