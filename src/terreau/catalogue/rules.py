"""Who may do what about data; the rights table in the docs is printed from these.

Anyone reads what is published. A person prepares data in their own name; in the name of an organisation its
members prepare, and those who answer for it publish.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import rules

from terreau.people.models import Belonging, Role
from terreau.people.rules import is_holder, is_member, is_signed_in, is_steward

if TYPE_CHECKING:
    from django.contrib.auth.models import AnonymousUser

    from terreau.catalogue.models import Dataset, MissingData, Use
    from terreau.people.models import User


def _has_role(user: User | AnonymousUser, organisation: int | None, roles: tuple[Role, ...]) -> bool:
    if organisation is None or not (user.is_authenticated and user.is_active):
        return False
    return Belonging.objects.filter(user_id=user.pk, organisation_id=organisation, role__in=roles).exists()


@rules.predicate
def brought_it_alone(user: User | AnonymousUser, dataset: Dataset) -> bool:
    """The person who brought these data in their own name."""
    return (
        user.is_authenticated
        and user.is_active
        and dataset.organisation_id is None
        and dataset.created_by_id == user.pk
    )


@rules.predicate
def holds_its_organisation(user: User | AnonymousUser, dataset: Dataset) -> bool:
    """A person who answers for the organisation of these data."""
    return _has_role(user, dataset.organisation_id, (Role.HOLDER,))


@rules.predicate
def is_in_its_organisation(user: User | AnonymousUser, dataset: Dataset) -> bool:
    """A person who belongs to the organisation of these data, whatever the role."""
    return _has_role(user, dataset.organisation_id, tuple(Role))


@rules.predicate
def declared_it(user: User | AnonymousUser, use: Use) -> bool:
    """The person who declared this use, or one who belongs to its organisation."""
    if not (user.is_authenticated and user.is_active):
        return False
    return use.added_by_id == user.pk or _has_role(user, use.organisation_id, tuple(Role))


@rules.predicate
def holds_used_data(user: User | AnonymousUser, use: Use) -> bool:
    """The person in charge of the data that this use relies on."""
    return bool(in_charge(user, use.dataset))


@rules.predicate
def asked_for_it(user: User | AnonymousUser, missing: MissingData) -> bool:
    """The person who first asked for these data."""
    return user.is_authenticated and user.is_active and missing.asked_by_id == user.pk


#: Who decides about published data.
in_charge = brought_it_alone | holds_its_organisation
#: Who may make a file ready.
prepares = brought_it_alone | is_in_its_organisation

rules.add_perm("catalogue.bring_data", is_signed_in)
rules.add_perm("catalogue.prepare_for_organisation", is_member)
rules.add_perm("catalogue.publish_for_organisation", is_holder)
rules.add_perm("catalogue.prepare_dataset", prepares)
rules.add_perm("catalogue.publish_dataset", in_charge)
rules.add_perm("catalogue.change_dataset", in_charge)
rules.add_perm("catalogue.give_address", in_charge)
rules.add_perm("catalogue.withdraw_dataset", in_charge | is_steward)
rules.add_perm("catalogue.confirm_personal_data", in_charge)
rules.add_perm("catalogue.harvest", is_steward)
rules.add_perm("catalogue.suggest_correction", is_signed_in)
rules.add_perm("catalogue.decide_correction", in_charge)
rules.add_perm("catalogue.declare_use", is_signed_in)
rules.add_perm("catalogue.remove_use", declared_it | holds_used_data | is_steward)
rules.add_perm("catalogue.ask_for_data", is_signed_in)
rules.add_perm("catalogue.answer_missing_data", asked_for_it | is_steward)
rules.add_perm("catalogue.keep_schema", is_steward)
