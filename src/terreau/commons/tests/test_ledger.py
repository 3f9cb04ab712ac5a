"""Contributions: declared, objected to, settled, counted, recognised by a badge in one gesture."""

from __future__ import annotations

import csv
import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.actions import Given
from terreau.commons.errors import BadgeGivenError, ContributionClosedError, SettleAloneError
from terreau.commons.models import OBJECTION_DAYS, Contribution, Gave, Role
from terreau.commons.queries.ledger import totals_of
from terreau.commons.tests.builders import a_commons
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_member, a_person, an_organisation
from terreau.people.models import Role as OrganisationRole
from terreau.recognition.models import Award
from terreau.recognition.tests.people import a_badge, a_signer

if TYPE_CHECKING:
    from django.test import Client

    from terreau.commons.models import Commons
    from terreau.people.models import User

pytestmark = pytest.mark.django_db


def given(words: str = "Relecture du guide", **values: Any) -> Given:
    said = {
        "gave": Gave.TIME,
        "quantity": Decimal(3),
        "unit": "heures",
        "done_on": timezone.localdate(),
        **values,
    }
    return Given(words=words, **said)


def a_community() -> tuple[Commons, User, User]:
    """A commons, the person who cares for it, and a member."""
    steward, member = a_person("Stéphane"), a_person("Mina")
    commons = a_commons(by=steward)
    actions.join(commons.pk, by=member, role=Role.CONTRIBUTOR)
    return commons, steward, member


def past_the_delay(entry: Contribution) -> None:
    then = timezone.now() - dt.timedelta(days=OBJECTION_DAYS + 1)
    Contribution.objects.filter(pk=entry.pk).update(declared_at=then, open_until=timezone.now())


def test_a_member_says_what_they_gave_and_it_is_kept_when_nobody_objects(client: Client) -> None:
    commons, _steward, member = a_community()
    client.force_login(member)
    sent = {
        "gave": "time",
        "words": "Relecture du guide",
        "quantity": "2,5",
        "done_on": "2026-03-02",
        "whom": "me",
        "key": str(uuid4()),
    }
    path = f"/communs/{commons.pk}/contributions/declarer/"
    assert client.post(path, sent).status_code == 302
    client.post(path, sent)
    entry = Contribution.objects.get()
    assert (entry.quantity, entry.unit, entry.user) == (Decimal("2.5"), "heures", member)
    assert totals_of(commons) == []
    past_the_delay(entry)
    client.logout()
    page = client.get(f"/communs/{commons.pk}/contributions/").content.decode()
    assert "<strong>2,5</strong> <span>heures" in page
    assert "Gardée" in page
    assert "Mina" in page


def test_only_the_community_declares_and_each_for_their_own(client: Client) -> None:
    commons, steward, member = a_community()
    client.force_login(a_person())
    answer = client.get(f"/communs/{commons.pk}/contributions/declarer/")
    assert answer.headers["Location"].endswith("/communaute/rejoindre/")
    with pytest.raises(NotAllowedError):
        actions.declare(commons.pk, given(), by=a_person())
    with pytest.raises(NotAllowedError):
        actions.declare(commons.pk, given(organisation=an_organisation()), by=member)
    with pytest.raises(NotAllowedError):
        actions.declare(commons.pk, given(name="Un groupe"), by=member)
    assert actions.declare(commons.pk, given(name="Le club"), by=steward).name == "Le club"


def test_nothing_or_tomorrow_is_refused(client: Client) -> None:
    commons, _steward, member = a_community()
    client.force_login(member)
    tomorrow = (timezone.localdate() + dt.timedelta(days=1)).isoformat()
    for wrong in (
        {"quantity": "0"},
        {"quantity": "-3"},
        {"quantity": "x"},
        {"done_on": tomorrow},
        {"gave": "soul"},
    ):
        sent = {"gave": "time", "words": "x", "quantity": "1", "done_on": "2026-01-01", "whom": "me", **wrong}
        assert client.post(f"/communs/{commons.pk}/contributions/declarer/", sent).status_code == 422, wrong


def test_an_objection_stops_the_clock_until_it_is_settled(client: Client) -> None:
    commons, steward, member = a_community()
    other = a_person("Omar")
    actions.join(commons.pk, by=other)
    entry = actions.declare(commons.pk, given(quantity=Decimal(30)), by=member)
    client.force_login(other)
    client.post(f"{entry.get_absolute_url()}contester/", {"reason": "Plutôt trois heures"})
    past_the_delay(entry)
    assert totals_of(commons) == []
    client.force_login(steward)
    sent = {"keep": "yes", "quantity": "3", "reason": "Trois, d’après le carnet"}
    client.post(f"{entry.get_absolute_url()}trancher/", sent)
    client.logout()
    page = client.get(entry.get_absolute_url()).content.decode()
    assert "Plutôt trois heures" in page
    assert "Trois, d’après le carnet" in page
    assert totals_of(commons)[0].quantity == 3
    with pytest.raises(ContributionClosedError):
        actions.object_to(commons.pk, entry.pk, by=other, reason="Encore")


def test_what_is_set_aside_or_withdrawn_never_counts() -> None:
    commons, steward, member = a_community()
    aside, gone = (actions.declare(commons.pk, given(), by=member) for _ in range(2))
    actions.object_to(commons.pk, aside.pk, by=steward, reason="Non")
    actions.settle(commons.pk, aside.pk, by=steward, keep=False, reason="Pas fait")
    with pytest.raises(NotAllowedError):
        actions.withdraw(commons.pk, gone.pk, by=steward)
    actions.withdraw(commons.pk, gone.pk, by=member)
    for entry in (aside, gone):
        past_the_delay(entry)
    assert totals_of(commons) == []


def test_nobody_settles_their_own_while_somebody_else_can() -> None:
    commons, steward, member = a_community()
    entry = actions.declare(commons.pk, given(), by=steward)
    actions.object_to(commons.pk, entry.pk, by=member, reason="Pas vu")
    with pytest.raises(NotAllowedError):
        actions.settle(commons.pk, entry.pk, by=member, keep=True, reason="Moi")
    promoted = commons.members.get(user=member)
    actions.hand_over(commons.pk, promoted.pk, by=steward)
    with pytest.raises(SettleAloneError):
        actions.settle(commons.pk, entry.pk, by=steward, keep=True, reason="Si")
    assert actions.settle(commons.pk, entry.pk, by=member, keep=True, reason="Vu").is_kept()


def test_past_the_delay_nobody_objects_nor_withdraws() -> None:
    commons, steward, member = a_community()
    entry = actions.declare(commons.pk, given(), by=member)
    past_the_delay(entry)
    with pytest.raises(ContributionClosedError):
        actions.object_to(commons.pk, entry.pk, by=steward, reason="Trop tard")
    with pytest.raises(ContributionClosedError):
        actions.withdraw(commons.pk, entry.pk, by=member)


def test_the_table_carries_everything_without_formulas(client: Client) -> None:
    commons, _steward, member = a_community()
    actions.declare(commons.pk, given("=CMD()", unit="@heures"), by=member)
    text = client.get(f"/communs/{commons.pk}/contributions.csv").content.decode("utf-8-sig")
    row = list(csv.reader(text.splitlines(), delimiter=";"))[1]
    assert row[5] == "'=CMD()"
    assert row[4] == "'@heures"
    assert row[9] == "Déclarée"


def test_a_kept_contribution_gives_a_badge_in_one_gesture(client: Client) -> None:
    commons, steward, member = a_community()
    entry = actions.declare(commons.pk, given(), by=member)
    badge = a_badge(by=steward)
    with pytest.raises(ContributionClosedError):
        actions.recognise(commons.pk, entry.pk, badge, by=steward)
    past_the_delay(entry)
    client.force_login(steward)
    assert "Donner ce badge" in client.get(entry.get_absolute_url()).content.decode()
    client.post(f"{entry.get_absolute_url()}reconnaitre/", {"badge": str(badge.pk)})
    award = Award.objects.get()
    assert award.email == member.email
    assert award.evidence[0]["url"].endswith(entry.get_absolute_url())
    assert "Reconnue par un badge" in client.get(entry.get_absolute_url()).content.decode()
    with pytest.raises(BadgeGivenError):
        actions.recognise(commons.pk, entry.pk, badge, by=steward)


def test_a_badge_that_is_not_ones_own_is_not_given(client: Client) -> None:
    commons, _steward, member = a_community()
    entry = actions.declare(commons.pk, given(), by=member)
    past_the_delay(entry)
    badge = a_badge(by=a_signer())
    client.force_login(member)
    client.post(f"{entry.get_absolute_url()}reconnaitre/", {"badge": str(badge.pk)})
    with pytest.raises(NotAllowedError):
        actions.recognise(commons.pk, entry.pk, badge, by=member)
    assert Award.objects.count() == 0


def test_an_organisation_of_ones_own_is_credited() -> None:
    commons, _steward, _member = a_community()
    organisation = an_organisation()
    worker = a_member(organisation, OrganisationRole.MEMBER)
    actions.join(commons.pk, by=worker)
    entry = actions.declare(commons.pk, given(organisation=organisation), by=worker)
    assert entry.user is None
    assert entry.organisation == organisation
