"""Asking someone by e-mail to join an organisation; the token serves once and has an end."""

from __future__ import annotations

import secrets
from hashlib import sha256
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.foundation.limits import limit
from terreau.foundation.slots import Act, tell
from terreau.people import retention
from terreau.people.errors import InvitationForAnotherError, InvitationGoneError
from terreau.people.models import Belonging, Invitation, Organisation, Role
from terreau.people.queries import open_invitation, verified_addresses_of
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.people.models import User

#: Enough to invite a whole association in one evening, too little to send advertisements.
PER_PERSON = "30/d"
#: Nobody receives more than this many invitations a day from this instance, whoever asks.
PER_ADDRESS = "3/d"


def invite(by: User, organisation: Organisation, *, email: str, role: Role) -> None:
    """Send an invitation; a new one to the same address replaces the former, whose link stops working.

    Answers the same whether the address has an account or not. Raises NotAllowedError and, past the daily
    limits, TooManyRequestsError.
    """
    require(by, "people.manage_members", organisation)
    address = email.strip().lower()
    limit("invitation", str(by.pk), rate=PER_PERSON)
    limit("invitation-received", f"{sha256(address.encode()).hexdigest()}", rate=PER_ADDRESS)
    token = secrets.token_urlsafe(32)
    with transaction.atomic():
        Organisation.objects.select_for_update().get(pk=organisation.pk)
        Invitation.objects.filter(organisation=organisation, email=address).delete()
        Invitation.objects.create(
            organisation=organisation,
            email=address,
            role=role,
            token_sha256=Invitation.digest(token),
            invited_by=by,
            expires_at=timezone.now() + retention.INVITATION,
        )
        transaction.on_commit(lambda: _send(organisation, address, role, token))


@transaction.atomic
def accept_invitation(by: User, token: str) -> Organisation:
    """Join, with the role that was offered; a person who belongs already keeps the role they have.

    Raises InvitationGoneError, InvitationForAnotherError.
    """
    invitation = _take(by, token)
    _belonging, joined = Belonging.objects.get_or_create(
        organisation=invitation.organisation, user=by, defaults={"role": invitation.role}
    )
    if joined and invitation.role == Role.HOLDER:
        tell(Act("take-charge", invitation.organisation, by))
    return invitation.organisation


@transaction.atomic
def refuse_invitation(token: str) -> None:
    """Say no, without an account; the address is forgotten. Raises InvitationGoneError."""
    open_invitation(token).delete()


@transaction.atomic
def withdraw_invitation(by: User, organisation: Organisation, invitation: int) -> None:
    """Take an invitation back; doing it twice changes nothing. Raises NotAllowedError."""
    require(by, "people.manage_members", organisation)
    Invitation.objects.filter(organisation=organisation, pk=invitation).delete()


def _take(by: User, token: str) -> Invitation:
    invitation = open_invitation(token)
    if invitation.email not in verified_addresses_of(by):
        raise InvitationForAnotherError
    # Whoever deletes the row has it: two clicks at once join once.
    deleted, _by_table = Invitation.objects.filter(pk=invitation.pk).delete()
    if not deleted:
        raise InvitationGoneError
    return invitation


def _send(organisation: Organisation, address: str, role: Role, token: str) -> None:
    context = {
        "organisation": organisation,
        "role": role.label,
        "url": settings.ADDRESS + reverse("people:invitation", args=(token,)),
        "days": retention.INVITATION.days,
    }
    subject = one_line(_("« {organisation} » vous invite").format(organisation=organisation.name))
    send_mail(subject, render_to_string("people/email/invitation.txt", context), None, [address])
