"""The people an instance starts with: its first steward, and those of a demonstration."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.account.models import EmailAddress
from django.db import transaction

from terreau.people.actions.accounts import introduce, open_account
from terreau.people.actions.organisations import declare_organisation, verify_organisation
from terreau.people.models import Belonging, Organisation, OrganisationKind, Role

if TYPE_CHECKING:
    from terreau.people.models import User
    from terreau.territories.models import Territory

# `.example` belongs to nobody and never will (RFC 2606), so no message of a demonstration can reach a person.
STEWARD = "animation@terreau.example"
MEDIATOR = "mediation@terreau.example"
_MEDIATION = "Espace numérique (exemple)"


@transaction.atomic
def name_steward(email: str, shown_name: str = "") -> User:
    """Make the person of this address a steward; whoever can run the command vouches for the address."""
    user = _confirmed(email, shown_name)
    user.is_steward = True
    user.save(update_fields=["is_steward"])
    return user


@transaction.atomic
def people_of_the_demo(territory: Territory) -> None:
    """A steward, and a mediator of a verified organisation of this territory; again changes nothing."""
    steward = name_steward(STEWARD, "Camille (exemple)")
    mediator = _confirmed(MEDIATOR, "Dominique (exemple)")
    if Organisation.objects.filter(name=_MEDIATION, territory=territory).exists():
        return
    organisation = declare_organisation(
        steward, name=_MEDIATION, kind=OrganisationKind.THIRD_PLACE, territory=territory
    )
    verify_organisation(steward, organisation)
    Belonging.objects.create(organisation=organisation, user=mediator, role=Role.MEDIATOR)


def _confirmed(email: str, shown_name: str) -> User:
    user = open_account(email)
    EmailAddress.objects.filter(user=user).update(verified=True)
    if shown_name and not user.shown_name:
        # Made up, like the rest of a demonstration: whoever starts it agrees in their place.
        introduce(user, name=shown_name, to_everyone=True)
    return user
