"""What is said to be kept is what is kept."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.db import models
from django.test import override_settings

from terreau.foundation.models import Clearing
from terreau.foundation.slots import kept_data
from terreau.people.models import User
from terreau.people.tests.builders import a_browser_of

pytestmark = pytest.mark.django_db


def test_every_table_that_points_at_a_person_is_on_the_page() -> None:
    said = {label for things in kept_data.ask() for thing in things for label in thing.models}
    pointing = {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.ForeignKey) and field.related_model is User
    }
    assert pointing - said == set()


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
