"""API tokens: made on a page, shown once, used by programs, stopped."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.urls import reverse
from django.utils import timezone

from terreau.needs.models import Need
from terreau.participation import actions, token_words
from terreau.participation.errors import (
    BadTokenError,
    EndedTokenError,
    ScopeError,
    TokenHolderError,
    TokenTermsError,
    TooManyTokensError,
    UnknownTokenError,
)
from terreau.participation.models import ApiToken, JournalLine, Scope
from terreau.participation.tests import builders
from terreau.participation.tests.builders import a_token, bearer
from terreau.people.models import Belonging, Role

if TYPE_CHECKING:
    from django.test import Client

pytestmark = pytest.mark.django_db
PAGE = "/mon-espace/jetons/"
NEEDS = "/api/v1/needs"
TOLD = {
    "title": "Un abri pour les vélos",
    "situation": "Il pleut dessus.",
    "theme": "mobility",
    "territories": ["38185"],
}


def asked_for(**values: object) -> dict[str, object]:
    day = (timezone.localdate() + timedelta(days=30)).isoformat()
    return {"name": "Site de la mairie", "scopes": ["needs"], "ends_on": day, **values}


def test_a_token_made_on_the_page_raises_a_need_and_is_stopped(client: Client) -> None:
    builders.a_territory()
    person = builders.a_person()
    client.force_login(person)
    answer = client.post(PAGE, asked_for())
    secret = re.findall(r"terreau_p_[0-9A-Za-z]{38}", answer.content.decode())[0]
    assert "no-store" in answer["Cache-Control"]
    assert secret not in client.get(PAGE).content.decode()
    program = type(client)()
    raised = program.post(NEEDS, TOLD, content_type="application/json", headers=bearer(secret))
    assert raised.status_code == 201, raised.content
    need = Need.objects.get(pk=raised.json()["id"])
    assert (need.raised_by, need.title) == (person, "Un abri pour les vélos")
    assert JournalLine.objects.get(verb="raise").actor == person
    assert "dernier usage le" in client.get(PAGE).content.decode()
    client.post(f"{PAGE}{ApiToken.objects.get().pk}/revoquer/")
    refused = program.post(NEEDS, TOLD, content_type="application/json", headers=bearer(secret))
    assert (refused.status_code, refused.json()["type"]) == (401, "urn:terreau:problem:ended-token")


def test_the_database_does_not_hold_the_secret() -> None:
    token, secret = a_token(builders.a_person())
    kept = ApiToken.objects.filter(pk=token.pk).values().get()
    assert all(secret not in str(value) for value in kept.values())
    assert secret.startswith(token.head)
    assert len(token.head) < 20


def test_a_form_sent_twice_makes_one_token(client: Client) -> None:
    client.force_login(builders.a_person())
    form = asked_for(key="6f1f9f9e-6c0f-4d3b-9c07-0a6a5f3d1a11")
    client.post(PAGE, form)
    assert client.post(PAGE, form).status_code == 302
    assert ApiToken.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"scopes": []}, {"scopes": ["root"]}, {"ends_on": "2020-01-01"}, {"ends_on": "2099-01-01"},
        {"ends_on": ""}, {"name": ""},
    ],
)  # fmt: skip
def test_a_token_without_end_or_right_is_not_made(client: Client, wrong: dict[str, object]) -> None:
    client.force_login(builders.a_person())
    assert client.post(PAGE, asked_for(**wrong)).status_code == 422
    assert not ApiToken.objects.exists()


def test_the_action_refuses_what_the_form_would() -> None:
    person, today = builders.a_person(), timezone.localdate()
    for scopes, day in (
        (["root"], today),
        ([], today),
        (["needs"], today + timedelta(days=366)),
        (["needs"], today - timedelta(days=1)),
    ):
        with pytest.raises(TokenTermsError):
            actions.make_token(actions.Terms("Un robot", scopes, day), by=person)


def test_a_scanner_recognises_a_token_and_a_slip_of_the_finger_is_seen() -> None:
    secret = token_words.new_token(token_words.PERSON)
    assert re.fullmatch(r"terreau_p_[0-9A-Za-z]{38}", secret)
    assert token_words.is_written_well(secret)
    other = "a" if secret[15] != "a" else "b"
    assert not token_words.is_written_well(secret[:15] + other + secret[16:])


@pytest.mark.parametrize(
    "forged",
    [
        "", "x", "terreau_p_", "terreau_p_" + "a" * 38, "terreau_p_" + "é" * 38, "terreau_x_" + "a" * 38,
        "a" * 9999,
    ],
)  # fmt: skip
def test_a_forged_token_is_refused_without_a_question(forged: str, django_assert_num_queries: object) -> None:
    with django_assert_num_queries(0), pytest.raises(BadTokenError):  # type: ignore[operator]
        actions.use_token(forged, None)


def test_a_well_written_token_that_nobody_made_is_refused() -> None:
    with pytest.raises(BadTokenError):
        actions.use_token(token_words.new_token(token_words.PERSON), None)


def test_a_token_opens_nothing_after_its_last_day() -> None:
    token, secret = a_token(builders.a_person(), days=0)
    assert actions.use_token(secret, None).token == token
    ApiToken.objects.update(ends_on=timezone.localdate() - timedelta(days=1))
    with pytest.raises(EndedTokenError):
        actions.use_token(secret, None)


def test_a_token_permits_what_was_ticked_and_nothing_else() -> None:
    _token, secret = a_token(builders.a_person(), "support")
    assert actions.use_token(secret, Scope.SUPPORT).token.scopes == ["support"]
    with pytest.raises(ScopeError):
        actions.use_token(secret, Scope.NEEDS)


def test_a_blocked_account_has_no_token_that_opens() -> None:
    person = builders.a_person()
    _token, secret = a_token(person)
    type(person).objects.filter(pk=person.pk).update(is_active=False, blocked_at=timezone.now())
    with pytest.raises(TokenHolderError):
        actions.use_token(secret, None)


def test_nobody_revokes_the_token_of_another() -> None:
    token, secret = a_token(builders.a_person())
    with pytest.raises(UnknownTokenError):
        actions.revoke_token(token.pk, by=builders.a_person())
    assert actions.use_token(secret, None).token == token


def test_tokens_are_few() -> None:
    person = builders.a_person()
    for _number in range(20):
        a_token(person)
    with pytest.raises(TooManyTokensError):
        a_token(person)


def test_a_token_of_an_organisation_acts_as_the_organisation_and_the_journal_tells_it(client: Client) -> None:
    organisation = builders.an_organisation()
    holder = builders.a_member(organisation, Role.HOLDER)
    client.force_login(holder)
    here = f"/organisations/{organisation.slug}/jetons/"
    assert here in client.get(organisation.get_absolute_url()).content.decode()
    answer = client.post(here, asked_for(scopes=["needs", "converse"]))
    secret = re.findall(r"terreau_o_[0-9A-Za-z]{38}", answer.content.decode())[0]
    raised = client.post(NEEDS, TOLD, content_type="application/json", headers=bearer(secret)).json()
    assert raised["raised_by"] == organisation.name
    said = client.post(
        f"/api/v1/conversations/besoin/{raised['id']}",
        {"text": "Nous cherchons un terrain."},
        content_type="application/json",
        headers=bearer(secret),
    ).json()
    assert said["who"] == organisation.name
    moved = client.post(
        f"{NEEDS}/{raised['id']}/state",
        {"state": "closed", "reason": "Il est construit.", "version": 1},
        content_type="application/json",
        headers=bearer(secret),
    )
    assert moved.json()["state"] == "closed"
    lines = JournalLine.objects.order_by("number")
    assert [line.verb for line in lines] == ["make-token", "raise", "comment", "state-closed"]
    assert {line.organisation for line in lines} == {organisation}
    assert {line.acted_as for line in lines} == {"organisation"}


def test_members_who_are_not_in_charge_neither_see_nor_make_its_tokens(client: Client) -> None:
    organisation = builders.an_organisation()
    client.force_login(builders.a_member(organisation, Role.MEDIATOR))
    here = f"/organisations/{organisation.slug}/jetons/"
    assert client.get(here).status_code == 403
    assert client.post(here, asked_for()).status_code == 403
    assert here not in client.get(organisation.get_absolute_url()).content.decode()


def test_the_token_of_an_organisation_stops_with_the_role_of_whoever_made_it() -> None:
    organisation = builders.an_organisation()
    holder = builders.a_member(organisation, Role.HOLDER)
    _token, secret = a_token(holder, organisation=organisation)
    assert actions.use_token(secret, None).organisation == organisation
    Belonging.objects.filter(user=holder).update(role=Role.MEMBER)
    with pytest.raises(TokenHolderError):
        actions.use_token(secret, None)


def test_another_holder_revokes_it() -> None:
    organisation = builders.an_organisation()
    token, _secret = a_token(builders.a_member(organisation, Role.HOLDER), organisation=organisation)
    other = builders.a_member(organisation, Role.HOLDER)
    actions.revoke_token(token.pk, by=other, organisation=organisation)
    token.refresh_from_db()
    assert token.revoked_at
    assert JournalLine.objects.order_by("number").last().verb == "revoke-token"  # type: ignore[union-attr]


def test_the_token_of_an_organisation_lends_nobody_the_rights_of_a_steward(client: Client) -> None:
    organisation = builders.an_organisation()
    steward = builders.a_steward()
    Belonging.objects.create(organisation=organisation, user=steward, role=Role.HOLDER)
    _token, secret = a_token(steward, organisation=organisation)
    need = builders.a_need()
    answer = client.post(
        f"{NEEDS}/{need.pk}/state",
        {"state": "looked-at", "reason": "Vu.", "version": 1},
        content_type="application/json",
        headers=bearer(secret),
    )
    assert answer.status_code == 403


def test_the_clock_forgets_what_has_long_opened_nothing() -> None:
    token, _secret = a_token(builders.a_person())
    kept, _secret = a_token(builders.a_person())
    long_ago = timezone.localdate() - timedelta(days=91)
    ApiToken.objects.filter(pk=token.pk).update(ends_on=long_ago)
    actions.forget_past_tokens()
    assert list(ApiToken.objects.all()) == [kept]


def test_a_person_takes_along_what_is_known_of_their_tokens(client: Client) -> None:
    person = builders.a_person()
    a_token(person)
    client.force_login(person)
    told = client.get(reverse("people:data")).json()
    assert [one["name"] for one in told["tokens"]] == ["Un robot"]
