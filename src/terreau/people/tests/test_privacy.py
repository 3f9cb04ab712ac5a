"""What is said to be kept is what is kept."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from allauth.usersessions.models import UserSession
from django.apps import apps
from django.test import override_settings

from terreau.foundation.models import Clearing
from terreau.foundation.processing import fields_about_people, tables_about_people
from terreau.foundation.slots import Kept, kept_data
from terreau.people.models import Invitation
from terreau.people.tests.builders import a_browser_of
from terreau.territories.models import Territory

pytestmark = pytest.mark.django_db


def everything_said() -> list[Kept]:
    return [thing for things in kept_data.ask() for thing in things]


def test_every_table_that_tells_of_a_person_is_in_the_register() -> None:
    said = {label for thing in everything_said() for label in thing.models}
    telling = {model._meta.label for model in tables_about_people()}
    assert "people.User" in telling
    assert telling - said == set(), "say in a slot `kept_data` what these keep, why, how long, who sees it"


@pytest.mark.parametrize("about", ["what", "why", "how_long", "basis", "seen_by"])
def test_every_line_of_the_register_is_complete(about: str) -> None:
    missing = [thing.models for thing in everything_said() if not getattr(thing, about)]
    assert not missing, f"give {about} to these in their slot `kept_data`"


def test_fields_about_people_are_read_from_the_models() -> None:
    assert fields_about_people(Invitation) == ["email", "invited_by"]
    assert fields_about_people(UserSession) == ["user", "ip", "user_agent"]
    assert fields_about_people(Territory) == []


def test_the_register_is_a_public_page_and_a_table() -> None:
    page = a_browser_of(None).get("/vie-privee/registre/").content.decode()
    table = a_browser_of(None).get("/vie-privee/registre.csv")
    rows = list(csv.reader(table.content.decode().splitlines(), delimiter=";"))
    assert len(rows) == len(everything_said()) + 1
    assert {len(row) for row in rows} == {6}
    for words in ("people.Invitation (email, invited_by)", "service que vous demandez (article 6.1.b)"):
        assert words in page
        assert any(words in cell for row in rows for cell in row)


def test_the_page_leads_to_the_register() -> None:
    assert "/vie-privee/registre/" in a_browser_of(None).get("/vie-privee/").content.decode()


def test_every_table_named_exists() -> None:
    known = {model._meta.label for model in apps.get_models()}
    assert {label for things in kept_data.ask() for thing in things for label in thing.models} <= known


def test_the_page_says_what_why_how_long_and_who_to_ask() -> None:
    with override_settings(CONTACT="animation@exemple.fr"):
        page = a_browser_of(None).get("/vie-privee/").content.decode()
    for words in (
        "Votre adresse e-mail",
        "14 jours au plus",
        "30 jours au plus",
        "animation@exemple.fr",
        "cnil.fr",
    ):
        assert words in page


def test_the_page_says_how_much_the_retention_clocks_cleared() -> None:
    assert "Rien n’est encore arrivé" in a_browser_of(None).get("/vie-privee/").content.decode()
    Clearing.objects.create(room="people", what="invitations", count=12)
    page = a_browser_of(None).get("/vie-privee/").content.decode()
    assert "Invitations restées sans réponse" in page
    assert '<td class="num">12</td>' in page


def test_the_page_says_so_when_nobody_gave_an_address() -> None:
    assert "TERREAU_CONTACT" in a_browser_of(None).get("/vie-privee/").content.decode()


def test_each_short_notice_leads_to_its_paragraph() -> None:
    sources = Path(__file__).parents[2]
    asked = {
        anchor
        for path in sources.glob("*/templates/**/*.html")
        for anchor in re.findall(r'notice\.html" with about="([^"]+)"', path.read_text(encoding="utf-8"))
    }
    page = a_browser_of(None).get("/vie-privee/").content.decode()
    there = re.findall(r'id="([^"]+)"', page)
    assert len(asked) > 5
    assert asked <= set(there)
    assert len(there) == len(set(there))
