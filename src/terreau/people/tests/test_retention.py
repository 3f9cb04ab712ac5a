"""The retention clock: what is past its time goes, the rest stays."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import TYPE_CHECKING

import pytest
from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.core.management import call_command
from django.utils import timezone

from terreau.people import actions, retention
from terreau.people.models import Consent, Invitation, Purpose, Role, User
from terreau.people.tests.builders import a_person, an_organisation

if TYPE_CHECKING:
    from datetime import datetime

pytestmark = pytest.mark.django_db


def ago(span: timedelta) -> datetime:
    return timezone.now() - span - timedelta(minutes=1)


def just_before(span: timedelta) -> datetime:
    return timezone.now() - span + timedelta(minutes=1)


def an_invitation(email: str, expires_at: datetime) -> Invitation:
    return Invitation.objects.create(
        organisation=an_organisation(),
        email=email,
        role=Role.MEMBER,
        token_sha256=email,
        invited_by=a_person(),
        expires_at=expires_at,
    )


def test_an_address_never_confirmed_is_forgotten_after_a_day() -> None:
    old, recent = actions.open_account("vieille@exemple.fr"), actions.open_account("recente@exemple.fr")
    User.objects.filter(pk=old.pk).update(date_joined=ago(retention.UNCONFIRMED_ACCOUNT))
    User.objects.filter(pk=recent.pk).update(date_joined=just_before(retention.UNCONFIRMED_ACCOUNT))
    assert actions.clear_past().numbers["unconfirmed_accounts"] == 1
    assert list(EmailAddress.objects.values_list("email", flat=True)) == ["recente@exemple.fr"]


def test_confirmed_accounts_and_named_stewards_stay_however_old() -> None:
    person, steward = a_person(), actions.appoint_first_steward("agent@exemple.fr")
    User.objects.update(date_joined=ago(timedelta(days=4000)))
    actions.clear_past()
    assert set(User.objects.all()) == {person, steward}


def test_invitations_go_at_their_end() -> None:
    an_invitation("vieille@exemple.fr", ago(timedelta(0)))
    kept = an_invitation("recente@exemple.fr", just_before(timedelta(0)))
    assert actions.clear_past().numbers["invitations"] == 1
    assert list(Invitation.objects.all()) == [kept]


def test_sessions_past_their_end_go_with_what_was_kept_of_the_sign_in() -> None:
    person = a_person()
    for key, end in (("vieille", ago(timedelta(0))), ("recente", just_before(timedelta(0)))):
        Session.objects.create(session_key=key, session_data="", expire_date=end)
        UserSession.objects.create(user=person, session_key=key, ip="203.0.113.1", user_agent="")
    cleared = actions.clear_past().numbers
    assert (cleared["sessions"], cleared["sign_ins"]) == (1, 1)
    assert list(UserSession.objects.values_list("session_key", flat=True)) == ["recente"]


def test_the_proof_of_a_consent_goes_a_year_after_it_was_withdrawn() -> None:
    person = a_person()
    actions.give_consent(person, Purpose.SHOW_NAME)
    actions.withdraw_consent(person, Purpose.SHOW_NAME)
    actions.give_consent(person, Purpose.SHOW_NAME)
    actions.clear_past()
    assert Consent.objects.count() == 2
    Consent.objects.filter(withdrawn_at__isnull=False).update(withdrawn_at=ago(retention.WITHDRAWN_CONSENT))
    assert actions.clear_past().numbers["withdrawn_consents"] == 1
    assert Consent.objects.get().withdrawn_at is None


def test_the_command_tells_how_many_and_never_whose() -> None:
    an_invitation("secrete@exemple.fr", ago(timedelta(0)))
    said = StringIO()
    call_command("clear_past", stdout=said)
    assert "people invitations: 1" in said.getvalue()
    assert "secrete" not in said.getvalue()


def test_the_worker_runs_the_same_clock() -> None:
    from terreau.people.tasks import clear_past

    an_invitation("vieille@exemple.fr", ago(timedelta(0)))
    clear_past.enqueue()
    assert not Invitation.objects.exists()
