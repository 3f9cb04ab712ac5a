"""Needs and the people around them, made in one line for tests."""

from __future__ import annotations

import itertools
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from terreau.needs import actions
from terreau.people.models import Belonging, Organisation, OrganisationKind, Role, User
from terreau.territories.models import Kind, Membership, Territory

if TYPE_CHECKING:
    from terreau.needs.models import MergeProposal, Need

_number = itertools.count(1)


def a_territory(ref: str = "38185", name: str = "Grenoble", kind: Kind = Kind.COMMUNE) -> Territory:
    territory, _ = Territory.objects.get_or_create(
        ref=ref, defaults={"kind": kind, "code": ref, "name": name, "departement_code": "38"}
    )
    return territory


def a_metropolis() -> Territory:
    """Grenoble-Alpes Métropole with two of its communes."""
    whole = a_territory("200040715", "Grenoble-Alpes Métropole", Kind.EPCI)
    for ref, name in (("38185", "Grenoble"), ("38151", "Échirolles")):
        Membership.objects.get_or_create(member=a_territory(ref, name), whole=whole)
    return whole


def a_person(name: str = "Nadia", **values: Any) -> User:
    values.setdefault("shows_name", True)
    return User.objects.create_user(
        f"person{next(_number)}", email=f"person{next(_number)}@example.org", shown_name=name, **values
    )


def a_blocked_person() -> User:
    return a_person(is_active=False, blocked_at=timezone.now())


def a_steward(name: str = "Ségolène") -> User:
    return a_person(name, is_steward=True)


def an_organisation(name: str = "Régie de quartier", *, verified: bool = True) -> Organisation:
    number = next(_number)
    return Organisation.objects.create(
        slug=f"organisation-{number}",
        name=f"{name} {number}",
        kind=OrganisationKind.ASSOCIATION,
        territory=a_territory(),
        verified_at=timezone.now() if verified else None,
    )


def a_member(organisation: Organisation, role: Role = Role.MEMBER, name: str = "Moussa") -> User:
    person = a_person(name)
    Belonging.objects.create(organisation=organisation, user=person, role=role)
    return person


def a_mediator(name: str = "Leïla") -> User:
    return a_member(an_organisation(), Role.MEDIATOR, name)


def a_telling(title: str = "Rentrer après 21 heures sans voiture", **values: Any) -> actions.Telling:
    """What a need says: a title and whatever else matters to the test."""
    told = {
        "situation": "Le dernier bus part à 20 h 40.",
        "theme": "mobility",
        "territories": [a_territory()],
        **values,
    }
    return actions.Telling(title=title, **told)


def a_need(
    title: str = "Rentrer après 21 heures sans voiture", *, by: User | None = None, **values: Any
) -> Need:
    """A need raised by `by`, or by somebody new."""
    return actions.raise_need(a_telling(title, **values), by=by or a_person())


def a_proposal(source: Need, target: Need, *, by: User | None = None) -> MergeProposal:
    return actions.propose_merge(source.pk, target.pk, by=by or a_person(), reason="C’est le même besoin.")
