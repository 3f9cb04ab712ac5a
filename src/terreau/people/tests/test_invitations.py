"""Invitations: one use, one end, the same answer whoever is invited."""

from __future__ import annotations

import re
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.core import mail
from django.utils import timezone

from terreau.foundation.errors import TooManyRequestsError
from terreau.people import actions
from terreau.people.errors import InvitationForAnotherError, InvitationGoneError
from terreau.people.models import Belonging, Invitation, Organisation, Role
from terreau.people.tests.builders import a_browser_of, a_holder, a_member, a_person, an_organisation

if TYPE_CHECKING:
    from collections.abc import Callable

    from pytest_django import DjangoCaptureOnCommitCallbacks

    from terreau.people.models import User

    Sender = Callable[..., str]

pytestmark = pytest.mark.django_db
ADDRESS = "amie@exemple.fr"


@pytest.fixture
def sent(django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Sender:
    """Invite `email` to `organisation`; gives the token found in the message."""

    def send(organisation: Organisation, by: User, email: str = ADDRESS, role: Role = Role.MEMBER) -> str:
        with django_capture_on_commit_callbacks(execute=True):
            actions.invite(by, organisation, email=email, role=role)
        found = re.search(r"/invitations/([\w-]+)/", str(mail.outbox[-1].body))
        assert found
        return found[1]

    return send


def test_an_invited_person_signs_in_accepts_and_has_the_role(sent: Sender) -> None:
    organisation = an_organisation("Emmaüs")
    token = sent(organisation, a_holder(organisation), role=Role.MEDIATOR)
    assert mail.outbox[-1].to == [ADDRESS]
    assert mail.outbox[-1].subject == "« Emmaüs » vous invite"
    page = a_browser_of(None).get(f"/invitations/{token}/").content.decode()
    assert f"/compte/connexion/?next=/invitations/{token}/" in page
    guest = a_person(email=ADDRESS)
    answer = a_browser_of(guest).post(f"/invitations/{token}/accepter/")
    assert answer["Location"] == organisation.get_absolute_url()
    assert Belonging.objects.get(user=guest).role == Role.MEDIATOR


def test_reading_an_invitation_does_not_use_it(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    for _time in range(3):
        assert a_browser_of(None).get(f"/invitations/{token}/").status_code == 200


def test_an_invitation_serves_once_and_leaves_no_address(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    guest = a_person(email=ADDRESS)
    actions.accept_invitation(guest, token)
    assert not Invitation.objects.exists()
    with pytest.raises(InvitationGoneError):
        actions.accept_invitation(guest, token)
    answer = a_browser_of(guest).get(f"/invitations/{token}/")
    assert answer.status_code == 410
    assert "Demandez une nouvelle invitation" in answer.content.decode()


def test_one_refuses_without_an_account(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    a_browser_of(None).post(f"/invitations/{token}/refuser/")
    assert not Invitation.objects.exists()
    with pytest.raises(InvitationGoneError):
        actions.accept_invitation(a_person(email=ADDRESS), token)


def test_someone_else_cannot_use_a_forwarded_invitation(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    with pytest.raises(InvitationForAnotherError):
        actions.accept_invitation(a_person(), token)
    assert Invitation.objects.exists()


def test_an_invitation_has_an_end(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(InvitationGoneError):
        actions.accept_invitation(a_person(email=ADDRESS), token)


def test_an_invitation_taken_back_no_longer_opens(sent: Sender) -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    token = sent(organisation, holder)
    page = f"{organisation.get_absolute_url()}membres/"
    assert ADDRESS in a_browser_of(holder).get(page).content.decode()
    a_browser_of(holder).post(
        f"{organisation.get_absolute_url()}invitations/{Invitation.objects.get().pk}/retirer/"
    )
    with pytest.raises(InvitationGoneError):
        actions.accept_invitation(a_person(email=ADDRESS), token)


def test_a_new_invitation_replaces_the_former(sent: Sender) -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    former, latter = sent(organisation, holder), sent(organisation, holder, role=Role.HOLDER)
    guest = a_person(email=ADDRESS)
    with pytest.raises(InvitationGoneError):
        actions.accept_invitation(guest, former)
    actions.accept_invitation(guest, latter)
    assert Belonging.objects.get(user=guest).role == Role.HOLDER


def test_who_belongs_already_keeps_their_role(sent: Sender) -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    token = sent(organisation, a_holder(organisation), email=holder.email)
    actions.accept_invitation(holder, token)
    assert Belonging.objects.get(user=holder).role == Role.HOLDER


def test_nothing_tells_whether_an_address_has_an_account() -> None:
    organisation = an_organisation()
    browser, known = a_browser_of(a_holder(organisation)), a_person()
    address = f"{organisation.get_absolute_url()}invitations/"
    answers = [
        browser.post(address, {"email": email, "role": "member"})
        for email in (known.email, "inconnue@exemple.fr")
    ]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, f"{organisation.get_absolute_url()}membres/")
    }


def test_one_person_invites_thirty_a_day_at_most(sent: Sender) -> None:
    organisation = an_organisation()
    holder = a_holder(organisation)
    for number in range(30):
        sent(organisation, holder, email=f"invitee{number}@exemple.fr")
    with pytest.raises(TooManyRequestsError):
        actions.invite(holder, organisation, email="une.de.trop@exemple.fr", role=Role.MEMBER)
    assert len(mail.outbox) == 30


def test_one_address_receives_three_invitations_a_day_at_most_whoever_asks(sent: Sender) -> None:
    for _number in range(3):
        organisation = an_organisation()
        sent(organisation, a_holder(organisation))
    organisation = an_organisation()
    answer = a_browser_of(a_holder(organisation)).post(
        f"{organisation.get_absolute_url()}invitations/", {"email": ADDRESS, "role": "member"}
    )
    assert answer.status_code == 429
    assert len(mail.outbox) == 3


@pytest.mark.parametrize(
    "email", ["a@exemple.fr\r\nBcc: tous@exemple.fr", "a@exemple.fr,b@exemple.fr", "Nom <a@exemple.fr>", ""]
)
def test_an_address_that_hides_another_sends_nothing(email: str) -> None:
    organisation = an_organisation()
    a_browser_of(a_holder(organisation)).post(
        f"{organisation.get_absolute_url()}invitations/", {"email": email, "role": "member"}
    )
    assert not Invitation.objects.exists()


def test_a_name_with_line_ends_cannot_add_a_header(sent: Sender) -> None:
    organisation = an_organisation()
    Organisation.objects.filter(pk=organisation.pk).update(name="Atelier\r\nBcc: tous@exemple.fr")
    organisation.refresh_from_db()
    sent(organisation, a_holder(organisation))
    assert "\n" not in mail.outbox[-1].subject
    assert mail.outbox[-1].bcc == []


def test_a_name_is_not_markup_in_the_message(sent: Sender) -> None:
    organisation = an_organisation("L’eau & l’air")
    sent(organisation, a_holder(organisation))
    assert "«\u00a0L’eau & l’air\u00a0»" in str(mail.outbox[-1].body)


def test_the_token_is_nowhere_in_the_database(sent: Sender) -> None:
    organisation = an_organisation()
    token = sent(organisation, a_holder(organisation))
    assert token not in str(list(Invitation.objects.values()))


def test_a_member_sees_no_address_of_those_invited(sent: Sender) -> None:
    organisation = an_organisation()
    sent(organisation, a_holder(organisation))
    page = a_browser_of(a_member(organisation)).get(f"{organisation.get_absolute_url()}membres/")
    assert ADDRESS not in page.content.decode()
