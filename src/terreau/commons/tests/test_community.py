"""Who is around a commons: joining, inviting, handing over, leaving, taking over."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

import pytest
from django.utils import timezone

from terreau.commons import actions
from terreau.commons.errors import (
    LastOneError,
    LinkGoneError,
    NotAbandonedError,
    NotInsideError,
    TakeoverTooSoonError,
    TakeoverWaitingError,
)
from terreau.commons.models import NOTICE_DAYS, JoinLink, Member, Role, Takeover
from terreau.commons.queries.governing import is_abandoned
from terreau.commons.tests.builders import a_commons
from terreau.foundation.errors import NotAllowedError
from terreau.needs.tests.builders import a_person, a_steward
from terreau.participation.models import JournalLine
from terreau.people.actions import delete_account

if TYPE_CHECKING:
    from django.test import Client

    from terreau.commons.models import Commons

pytestmark = pytest.mark.django_db


def an_orphan(title: str = "Four à pain") -> Commons:
    """A commons whose only steward has left, saying why."""
    person = a_person()
    commons = a_commons(title, by=person)
    actions.leave(commons.pk, by=person, reason="Je déménage")
    return commons


def test_one_joins_once_and_leaves_when_one_likes(client: Client) -> None:
    commons, person = a_commons(), a_person("Zoé")
    client.force_login(person)
    path = f"/communs/{commons.pk}/communaute/"
    client.post(f"{path}rejoindre/", {"role": "contributor"})
    client.post(f"{path}rejoindre/", {"role": "member"})
    member = Member.objects.get(commons=commons, user=person, until=None)
    assert member.role == Role.CONTRIBUTOR
    assert "Zoé" in client.get(path).content.decode()
    client.post(f"{path}quitter/", {"reason": ""})
    assert not Member.objects.filter(commons=commons, user=person, until=None).exists()
    with pytest.raises(NotInsideError):
        actions.leave(commons.pk, by=person)


def test_nobody_makes_themselves_a_steward(client: Client) -> None:
    commons, person = a_commons(), a_person()
    client.force_login(person)
    client.post(f"/communs/{commons.pk}/communaute/rejoindre/", {"role": "steward"})
    assert not Member.objects.filter(commons=commons, user=person).exists()
    assert actions.join(commons.pk, by=person, role=Role.STEWARD).role == Role.MEMBER


def test_a_link_lets_one_person_in_once(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    client.force_login(steward)
    page = client.post(f"/communs/{commons.pk}/communaute/inviter/", {"role": "steward"}).content.decode()
    path = re.search(r"(/communs/invitation/[\w-]+/)", page)
    assert path
    assert path[1].split("/")[-2] not in str(JoinLink.objects.values())
    guest, late = a_person(), a_person()
    client.force_login(guest)
    assert commons.title in client.get(path[1]).content.decode()
    client.post(path[1])
    assert Member.objects.get(commons=commons, user=guest).role == Role.STEWARD
    client.force_login(late)
    assert client.get(path[1]).status_code == 404
    assert client.post(path[1]).status_code == 404


def test_a_link_past_its_end_lets_nobody_in() -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    token = actions.invite(commons.pk, Role.CONTRIBUTOR, by=steward)
    JoinLink.objects.update(expires_at=timezone.now())
    with pytest.raises(LinkGoneError):
        actions.accept_invitation(token, by=a_person())
    with pytest.raises(NotAllowedError):
        actions.invite(commons.pk, Role.CONTRIBUTOR, by=a_person())


def test_a_steward_hands_over_then_leaves_without_a_word(client: Client) -> None:
    steward, other = a_person(), a_person()
    commons = a_commons(by=steward)
    member = actions.join(commons.pk, by=other)
    client.force_login(steward)
    client.post(f"/communs/{commons.pk}/communaute/{member.pk}/confier/")
    actions.leave(commons.pk, by=steward)
    assert not is_abandoned(commons)
    with pytest.raises(NotInsideError):
        actions.hand_over(commons.pk, 999_999, by=other)


def test_the_last_steward_does_not_vanish_unnoticed(client: Client) -> None:
    steward = a_person()
    commons = a_commons("Four à pain", by=steward)
    with pytest.raises(LastOneError):
        actions.leave(commons.pk, by=steward)
    client.force_login(steward)
    path = f"/communs/{commons.pk}/communaute/quitter/"
    answer = client.post(path, {"reason": ""})
    assert answer.status_code == 409
    assert "dernière personne" in answer.content.decode()
    client.post(path, {"reason": "Je déménage"})
    assert JournalLine.objects.get(verb="leave-last").reason == "Je déménage"
    assert "Personne ne veille sur ce commun" in client.get(commons.get_absolute_url()).content.decode()
    client.force_login(a_steward())
    assert "Four à pain" in client.get("/animation/").content.decode()


def test_an_account_that_goes_with_the_last_steward_says_so_in_the_journal(client: Client) -> None:
    steward = a_person()
    commons = a_commons(by=steward)
    delete_account(steward)
    assert JournalLine.objects.filter(verb="lose-steward", thing=str(commons.pk)).count() == 1
    assert "Personne ne veille sur ce commun" in client.get(commons.get_absolute_url()).content.decode()


def test_an_abandoned_commons_is_taken_over_after_a_public_notice(client: Client) -> None:
    commons, person = an_orphan(), a_person("Inès")
    client.force_login(person)
    client.post(f"/communs/{commons.pk}/reprendre/", {"reason": "J’ai la clé du four"})
    client.logout()
    page = client.get(f"/communs/{commons.pk}/communaute/").content.decode()
    assert "J’ai la clé du four" in page
    assert "Inès" in page
    assert "Fin de l’annonce de reprise" in client.get("/agenda/").content.decode()
    with pytest.raises(TakeoverTooSoonError):
        actions.complete_takeover(commons.pk, by=person)
    with pytest.raises(TakeoverWaitingError):
        actions.announce_takeover(commons.pk, by=a_person(), reason="Moi aussi")
    Takeover.objects.update(announced_at=timezone.now() - dt.timedelta(days=NOTICE_DAYS))
    with pytest.raises(NotAbandonedError):
        actions.complete_takeover(commons.pk, by=a_person())
    client.force_login(person)
    client.post(f"/communs/{commons.pk}/reprendre/achever/")
    assert Member.objects.get(commons=commons, user=person).role == Role.STEWARD
    assert not is_abandoned(commons)


def test_a_member_or_a_steward_of_the_territory_may_refuse_with_a_reason(client: Client) -> None:
    commons = an_orphan()
    member = a_person()
    actions.join(commons.pk, by=member)
    actions.announce_takeover(commons.pk, by=a_person(), reason="Pour le vendre")
    with pytest.raises(NotAllowedError):
        actions.refuse_takeover(commons.pk, by=a_person(), reason="Non")
    client.force_login(member)
    client.post(f"/communs/{commons.pk}/reprendre/refuser/", {"reason": "On se réunit samedi"})
    assert Takeover.objects.get().answer == "On se réunit samedi"


def test_a_commons_that_is_cared_for_is_not_taken_over() -> None:
    commons = a_commons()
    with pytest.raises(NotAbandonedError):
        actions.announce_takeover(commons.pk, by=a_person(), reason="Je le veux")


def test_a_commons_where_nothing_moves_for_a_year_is_said_asleep(client: Client) -> None:
    commons = a_commons()
    long_ago = timezone.now() - dt.timedelta(days=400)
    type(commons).objects.filter(pk=commons.pk).update(changed_at=long_ago)
    assert not is_abandoned(commons)  # its line in the journal is of today
    later = timezone.now() + dt.timedelta(days=400)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("terreau.commons.queries.governing.timezone.now", lambda: later)
        assert is_abandoned(commons)
        assert "Ce commun dort" in client.get(f"/communs/{commons.pk}/communaute/").content.decode()


def test_the_rule_of_taking_over_is_public_and_names_who_waits(client: Client) -> None:
    an_orphan("Four à pain")
    page = client.get("/communs/reprendre/").content.decode()
    assert "30 jours" in page
    assert "Four à pain" in page


def test_names_are_shown_to_all_only_by_those_who_agree(client: Client) -> None:
    commons = a_commons()
    actions.join(commons.pk, by=a_person("Secrète", shows_name=False))
    page = client.get(f"/communs/{commons.pk}/communaute/").content.decode()
    assert "Secrète" not in page
    assert "1 personne ne montre pas son nom." in page
