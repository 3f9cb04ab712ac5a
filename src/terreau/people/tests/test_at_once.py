"""Two people at once: one organisation, one account, never nobody to answer."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING

import pytest
from django.db import connection

from terreau.foundation.errors import TerreauError
from terreau.people import actions
from terreau.people.models import Belonging, Invitation, Organisation, OrganisationKind, Role, User
from terreau.people.tests.builders import a_holder, a_person, a_territory, an_organisation

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

pytestmark = pytest.mark.django_db(transaction=True)


def at_once(*deeds: Callable[[], object]) -> Sequence[Exception | None]:
    """Start every deed at the same moment, each on its own connection; how each one ended."""
    barrier = Barrier(len(deeds))

    def run(deed: Callable[[], object]) -> Exception | None:
        try:
            barrier.wait(10)
            deed()
        except TerreauError as error:
            return error
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(run, deeds))


def test_two_stewards_who_dismiss_each_other_leave_one() -> None:
    one, other = a_person(steward=True), a_person(steward=True)
    at_once(
        lambda: actions.dismiss_steward(one, other),
        lambda: actions.dismiss_steward(other, one),
    )
    assert User.objects.filter(is_steward=True).count() == 1


def test_two_holders_who_leave_together_leave_one() -> None:
    organisation = an_organisation()
    one, other = a_holder(organisation), a_holder(organisation)
    at_once(
        lambda: actions.leave_organisation(one, organisation),
        lambda: actions.leave_organisation(other, organisation),
    )
    assert Belonging.objects.filter(role=Role.HOLDER).count() == 1


def test_one_organisation_declared_twice_together_is_declared_once() -> None:
    territory = a_territory()
    people = [a_person() for _number in range(4)]
    ended = at_once(
        *(
            lambda person=person: actions.declare_organisation(
                person, name="Emmaüs", kind=OrganisationKind.ASSOCIATION, territory=territory
            )
            for person in people
        )
    )
    assert Organisation.objects.count() == 1
    assert ended.count(None) == 1


def test_one_address_that_knocks_twice_together_has_one_account() -> None:
    ended = at_once(*[lambda: actions.open_account("nouvelle@exemple.fr")] * 4)
    assert ended == [None] * 4
    assert User.objects.count() == 1


def test_an_invitation_accepted_twice_together_is_accepted_once() -> None:
    organisation, guest = an_organisation(), a_person()
    Invitation.objects.create(
        organisation=organisation,
        email=guest.email,
        role=Role.MEMBER,
        token_sha256=Invitation.digest("jeton"),
        invited_by=a_person(),
        expires_at="2999-01-01T00:00Z",
    )
    ended = at_once(*[lambda: actions.accept_invitation(guest, "jeton")] * 2)
    assert ended.count(None) == 1
    assert Belonging.objects.filter(user=guest).count() == 1


def test_one_siren_verified_by_two_stewards_together_is_verified_once() -> None:
    stewards = a_person(steward=True), a_person(steward=True)
    twins = an_organisation(siren="200040715"), an_organisation(siren="200040715")
    ended = at_once(
        lambda: actions.verify_organisation(stewards[0], twins[0]),
        lambda: actions.verify_organisation(stewards[1], twins[1]),
    )
    assert ended.count(None) == 1
    assert Organisation.objects.filter(verified_at__isnull=False).count() == 1
