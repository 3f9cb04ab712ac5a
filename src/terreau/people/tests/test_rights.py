"""Every page and every button, tried by everyone: who gets in, who is sent to the door, who is refused."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
import rules

from terreau.people.models import Invitation, Role, User
from terreau.people.tests.builders import (
    a_browser_of,
    a_holder,
    a_member,
    a_person,
    an_organisation,
)
from terreau.people.urls import urlpatterns

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.test import Client

    from terreau.people.models import Organisation

pytestmark = pytest.mark.django_db

EVERYONE = ("visitor", "blocked", "person", "member", "mediator", "holder", "steward")
INSIDERS = ("member", "mediator", "holder")
MANAGERS = ("holder", "steward")
SIGNED_IN = ("person", *INSIDERS, "steward")
STEWARDS = ("steward",)


@dataclass(frozen=True)
class Case:
    """A door, how one knocks, who may enter; others are refused, sent to sign in when nobody knows them."""

    name: str
    address: str
    allowed: tuple[str, ...]
    method: str = "get"
    data: Mapping[str, str] | None = None

    def __str__(self) -> str:
        return f"{self.method} {self.name}"


FORM = {"name": "Autre nom", "kind": "association", "territory": "38185"}
ORG = "/organisations/collectif/"
CASES = (
    Case("me", "/mon-espace/", SIGNED_IN),
    Case("name", "/mon-espace/nom/", SIGNED_IN),
    Case("name", "/mon-espace/nom/", SIGNED_IN, "post", {"shown_name": "Camille"}),
    Case("data", "/mon-espace/mes-donnees.json", SIGNED_IN),
    Case("drop_password", "/mon-espace/mot-de-passe/supprimer/", SIGNED_IN, "post"),
    Case("sign_ins", "/mon-espace/connexions/", SIGNED_IN),
    Case("end_sign_in", "/mon-espace/connexions/1/fermer/", SIGNED_IN, "post"),
    Case("end_sign_ins", "/mon-espace/connexions/fermer/", SIGNED_IN, "post"),
    Case("delete_account", "/mon-espace/supprimer/", SIGNED_IN),
    Case("gone", "/compte-supprime/", EVERYONE),
    Case("organisations", "/organisations/", EVERYONE),
    Case("declare", "/organisations/declarer/", SIGNED_IN),
    Case("declare", "/organisations/declarer/", SIGNED_IN, "post", FORM),
    Case("organisation", ORG, EVERYONE),
    Case("change_organisation", ORG + "modifier/", MANAGERS),
    Case("change_organisation", ORG + "modifier/", MANAGERS, "post", FORM),
    Case("verify", ORG + "verifier/", STEWARDS, "post"),
    Case("unverify", ORG + "ne-plus-verifier/", STEWARDS, "post"),
    Case("members", ORG + "membres/", (*INSIDERS, "steward")),
    Case("role", ORG + "membres/membre/role/", MANAGERS, "post", {"role": "mediator"}),
    Case("hand_over", ORG + "membres/membre/confier/", MANAGERS, "post"),
    Case("remove_member", ORG + "membres/membre/retirer/", MANAGERS, "post"),
    Case("leave", ORG + "quitter/", INSIDERS),
    Case("leave", ORG + "quitter/", ("member", "mediator"), "post"),
    Case("invite", ORG + "invitations/", MANAGERS),
    Case("invite", ORG + "invitations/", MANAGERS, "post", {"email": "amie@exemple.fr", "role": "member"}),
    Case("withdraw_invitation", ORG + "invitations/1/retirer/", MANAGERS, "post"),
    Case("invitation", "/invitations/jeton/", EVERYONE),
    Case("accept_invitation", "/invitations/jeton/accepter/", ("person", "steward"), "post"),
    Case("refuse_invitation", "/invitations/jeton/refuser/", EVERYONE, "post"),
    Case("stewards", "/animation/", STEWARDS),
    Case("people", "/animation/personnes/", STEWARDS),
    Case("person", "/animation/personnes/membre/", STEWARDS),
    Case("block", "/animation/personnes/membre/bloquer/", STEWARDS, "post", {"reason": "Publicité."}),
    Case("unblock", "/animation/personnes/membre/debloquer/", STEWARDS, "post"),
    Case("appoint", "/animation/personnes/membre/nommer/", STEWARDS, "post"),
    Case("dismiss", "/animation/personnes/membre/demettre/", STEWARDS, "post"),
    Case("privacy", "/vie-privee/", EVERYONE),
    Case("register", "/vie-privee/registre/", EVERYONE),
    Case("register_table", "/vie-privee/registre.csv", EVERYONE),
)
BUTTONS = [case for case in CASES if case.method == "post"]


@pytest.fixture
def organisation() -> Organisation:
    collective = an_organisation("Collectif")
    collective.slug = "collectif"
    collective.save()
    someone = a_member(collective)
    User.objects.filter(pk=someone.pk).update(username="membre")
    return collective


def _someone(who: str, organisation: Organisation) -> User | None:
    if who == "visitor":
        return None
    if who in ("blocked", "person", "steward"):
        return a_person(email="invitee@exemple.fr", steward=who == "steward", blocked=who == "blocked")
    return a_member(organisation, role=Role(who))


def _knock(case: Case, browser: Client) -> int:
    method = browser.get if case.method == "get" else browser.post
    return method(case.address, dict(case.data or {})).status_code


@pytest.mark.parametrize("who", EVERYONE)
@pytest.mark.parametrize("case", CASES, ids=str)
def test_each_door_opens_to_those_it_is_for(case: Case, who: str, organisation: Organisation) -> None:
    someone = _someone(who, organisation)
    Invitation.objects.create(
        organisation=organisation,
        email="invitee@exemple.fr",
        role=Role.MEMBER,
        token_sha256=Invitation.digest("jeton"),
        invited_by=a_holder(organisation) if case.name != "leave" else a_person(),
        expires_at="2999-01-01T00:00Z",
    )
    browser = a_browser_of(None if who == "blocked" else someone)
    if who == "blocked" and someone:
        # Their sign-in was open when they were blocked.
        User.objects.filter(pk=someone.pk).update(is_active=True, blocked_at=None)
        browser = a_browser_of(someone)
        User.objects.filter(pk=someone.pk).update(is_active=False, blocked_at=someone.blocked_at)
    answer = (browser.get if case.method == "get" else browser.post)(case.address, dict(case.data or {}))
    sent_to_door = answer.headers.get("Location", "").startswith("/compte/connexion/?next=")
    if who in case.allowed:
        assert answer.status_code in (200, 302)
        assert not sent_to_door
    elif who in ("visitor", "blocked"):
        assert sent_to_door
    else:
        assert answer.status_code in (403, 409)


@pytest.mark.parametrize("case", BUTTONS, ids=str)
def test_a_form_sent_from_another_site_is_refused(case: Case, organisation: Organisation) -> None:
    browser = a_browser_of(_someone("steward", organisation))
    browser.handler.enforce_csrf_checks = True
    assert _knock(case, browser) == 403


@pytest.mark.parametrize(
    "case",
    [
        case
        for case in BUTTONS
        if Case(case.name, case.address, ())
        not in [Case(other.name, other.address, ()) for other in CASES if other.method == "get"]
    ],
    ids=str,
)
def test_following_a_link_changes_nothing(case: Case, organisation: Organisation) -> None:
    assert a_browser_of(_someone("steward", organisation)).get(case.address).status_code == 405


def test_every_address_of_the_room_is_tried_here() -> None:
    assert {case.name for case in CASES} == {pattern.name for pattern in urlpatterns}


def test_every_right_says_in_words_who_has_it() -> None:
    ours = {name: rule for name, rule in rules.permissions.permissions.items() if name.startswith("people.")}
    assert ours
    for name, rule in ours.items():
        for leaf in _leaves(rule):
            assert (leaf.fn.__doc__ or "").strip().endswith("."), name


def _leaves(rule: rules.predicates.Predicate) -> list[rules.predicates.Predicate]:
    parts = [
        part for part in getattr(rule.fn, "__closure__", None) or () if hasattr(part.cell_contents, "fn")
    ]
    return [leaf for part in parts for leaf in _leaves(part.cell_contents)] or [rule]
