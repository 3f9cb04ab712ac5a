"""The retention clock: what is past its time goes, without anyone having to think of it."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone

from terreau.foundation.slots import Cleared
from terreau.people import retention
from terreau.people.models import Consent, Invitation, User


@transaction.atomic
def clear_past() -> Cleared:
    """Delete what `retention` says is past its time."""
    now = timezone.now()
    alive = Session.objects.filter(session_key=OuterRef("session_key"))
    confirmed = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    past = {
        "sessions": Session.objects.filter(expire_date__lt=now),
        "sign_ins": UserSession.objects.filter(~Exists(alive)),
        "invitations": Invitation.objects.filter(expires_at__lt=now),
        "unconfirmed_accounts": User.objects.filter(
            ~Exists(confirmed),
            last_login=None,
            is_steward=False,
            is_active=True,
            date_joined__lt=now - retention.UNCONFIRMED_ACCOUNT,
        ),
        "withdrawn_consents": Consent.objects.filter(withdrawn_at__lt=now - retention.WITHDRAWN_CONSENT),
    }
    # In this order: a sign-in goes once its session has gone.
    numbers = {name: rows.delete()[1].get(rows.model._meta.label, 0) for name, rows in past.items()}
    return Cleared("people", numbers)
