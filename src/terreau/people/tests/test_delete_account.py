"""An account goes with all that is personal, and says before what stays."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from django.apps import apps
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.db import models
from django.test import Client

from terreau.foundation.slots import account_deletion
from terreau.people import actions
from terreau.people.models import Belonging, Invitation, Organisation, Role, User
from terreau.people.tests.builders import a_browser_of, a_holder, a_member, a_person, an_organisation

if TYPE_CHECKING:
    from collections.abc import Iterator

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/supprimer/"
SURE = {"sure": "on"}


def traces_of(words: str) -> Iterator[str]:
    """Where `words` stand in any table, sessions unpacked."""
    for model in apps.get_models():
        for row in model._default_manager.values():
            if words.lower() in str(row).lower():
                yield model._meta.label
    for session in Session.objects.all():
        if words.lower() in json.dumps(session.get_decoded()).lower():
            yield "sessions.Session (inside)"


def half_a_sign_in(email: str) -> Client:
    """A browser where the code was asked for and never typed."""
    client = Client()
    client.post("/compte/connexion/", {"login": email})
    return client


def a_full_life(person: User) -> Client:
    cache.clear()
    EmailAddress.objects.create(user=person, email=f"autre.{person.email}", verified=True)
    organisation = an_organisation()
    a_holder(organisation)
    a_member(organisation, role=Role.HOLDER, user=person)
    Invitation.objects.create(
        organisation=an_organisation(),
        email=f"autre.{person.email}",
        role=Role.MEMBER,
        token_sha256="x",
        invited_by=a_person(),
        expires_at="2999-01-01T00:00Z",
    )
    actions.introduce(person, name="Camille Berger", to_everyone=True)
    actions.verify_organisation(person, organisation)
    half_a_sign_in(person.email)
    client = half_a_sign_in(person.email)
    code = re.search(r"\d{4}-\d{4}", str(mail.outbox[-1].body))
    assert code
    client.post("/compte/connexion/code/", {"code": code[0]})
    return client


def test_no_trace_of_address_or_name_stays_in_any_table() -> None:
    a_person(steward=True)
    person = a_person(email="camille.berger@exemple.fr", steward=True)
    browser = a_full_life(person)
    before = set(traces_of("camille.berger@exemple.fr"))
    assert {"people.User", "account.EmailAddress", "people.Invitation", "sessions.Session (inside)"} <= before
    answer = browser.post(PAGE, SURE)
    assert answer["Location"] == "/compte-supprime/"
    assert list(traces_of("camille.berger")) == []
    assert list(traces_of("Camille Berger")) == []


def test_nothing_that_points_at_the_person_stays() -> None:
    a_person(steward=True)
    person = a_person(steward=True)
    a_full_life(person)
    actions.delete_account(person)
    for model in apps.get_models():
        for field in model._meta.get_fields():
            if isinstance(field, models.ForeignKey) and field.related_model is User:
                assert not model._default_manager.filter(**{field.name: person.pk}).exists(), field


def test_every_sign_in_ends_with_the_account() -> None:
    person = a_person()
    elsewhere, here = a_browser_of(person), a_browser_of(person)
    here.post(PAGE, SURE)
    for browser in (elsewhere, here):
        assert browser.get("/mon-espace/")["Location"].startswith("/compte/connexion/")


def test_others_stay_signed_in() -> None:
    other = a_browser_of(a_person())
    a_browser_of(a_person()).post(PAGE, SURE)
    assert other.get("/mon-espace/").status_code == 200


def test_nothing_goes_without_the_confirmation() -> None:
    person = a_person()
    answer = a_browser_of(person).post(PAGE, {})
    assert "Cochez la case" in answer.content.decode()
    assert User.objects.filter(pk=person.pk).exists()


def test_what_stays_is_said_before() -> None:
    organisation = an_organisation("Emmaüs")
    page = a_browser_of(a_holder(organisation)).get(PAGE).content.decode()
    assert "L’organisation « Emmaüs » restera, sans personne responsable" in page


def test_when_nothing_stays_the_page_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(account_deletion, "_offers", [])
    assert "vous n’avez rien publié" in a_browser_of(a_person()).get(PAGE).content.decode()


def test_the_organisation_stays_for_others() -> None:
    organisation = an_organisation("Emmaüs")
    actions.delete_account(a_holder(organisation))
    assert Organisation.objects.get() == organisation
    assert not Belonging.objects.exists()


def test_each_room_is_asked_before_then_told(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[tuple[int, bool]] = []

    def room(user: int, do: bool) -> str:  # noqa: FBT001 - the slot's signature
        asked.append((user, do))
        return "Vos besoins resteront, sans votre nom."

    monkeypatch.setattr(account_deletion, "_offers", [*account_deletion._offers, (99, "test.room", room)])
    person = a_person()
    browser = a_browser_of(person)
    assert "Vos besoins resteront, sans votre nom." in browser.get(PAGE).content.decode()
    browser.post(PAGE, SURE)
    assert asked == [(person.pk, False), (person.pk, True)]


def test_when_a_room_fails_nothing_is_deleted(monkeypatch: pytest.MonkeyPatch) -> None:
    def room(_user: int, _do: bool) -> str:  # noqa: FBT001
        raise RuntimeError

    person = a_person()
    monkeypatch.setattr(account_deletion, "_offers", [(99, "test.room", room)])
    with pytest.raises(RuntimeError):
        actions.delete_account(person)
    assert User.objects.filter(pk=person.pk).exists()


def test_the_address_can_open_a_new_account_afterwards() -> None:
    person = a_person()
    actions.delete_account(person)
    assert actions.open_account(person.email).pk != person.pk or User.objects.count() == 1
