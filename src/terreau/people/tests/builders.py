"""People and organisations for tests, each with what makes it differ and nothing more."""

from __future__ import annotations

from itertools import count

from allauth.account.models import EmailAddress
from django.test import Client
from django.utils import timezone

from terreau.people.models import Belonging, Organisation, OrganisationKind, Role, User
from terreau.territories.models import Kind, Territory

_numbers = count(1)


def a_territory(ref: str = "38185", name: str = "Grenoble") -> Territory:
    return Territory.objects.get_or_create(
        ref=ref, defaults={"kind": Kind.COMMUNE, "code": ref, "name": name, "departement_code": ref[:2]}
    )[0]


def a_person(name: str = "", *, email: str = "", steward: bool = False, blocked: bool = False) -> User:
    """A person with a verified address; `name` is shown to everyone when given."""
    address = email or f"personne{next(_numbers)}@exemple.fr"
    user = User.objects.create(
        email=address,
        shown_name=name,
        shows_name=bool(name),
        is_steward=steward,
        is_active=not blocked,
        blocked_at=timezone.now() if blocked else None,
        blocked_reason="Messages publicitaires." if blocked else "",
    )
    user.set_unusable_password()
    user.save()
    EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    return user


def a_browser_of(user: User | None) -> Client:
    """A browser in which `user` is signed in; a visitor's for None."""
    browser = Client()
    if user:
        browser.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return browser


def an_organisation(
    name: str = "", *, verified: bool = False, siren: str = "", territory: Territory | None = None
) -> Organisation:
    number = next(_numbers)
    return Organisation.objects.create(
        slug=f"organisation-{number}",
        name=name or f"Organisation {number}",
        kind=OrganisationKind.ASSOCIATION,
        territory=territory or a_territory(),
        siren=siren,
        verified_at=timezone.now() if verified else None,
    )


def a_member(organisation: Organisation, *, role: Role = Role.MEMBER, user: User | None = None) -> User:
    """A person who belongs to `organisation`, by default a new one."""
    person = user or a_person()
    Belonging.objects.create(organisation=organisation, user=person, role=role)
    return person


def a_holder(organisation: Organisation) -> User:
    return a_member(organisation, role=Role.HOLDER)


def a_mediator(organisation: Organisation | None = None) -> User:
    """A mediator of `organisation`, by default of a new verified one."""
    return a_member(organisation or an_organisation(verified=True), role=Role.MEDIATOR)
