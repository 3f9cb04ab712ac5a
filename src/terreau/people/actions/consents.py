"""What people agree to, kept with the version of the words they read."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from terreau.people.models import Consent, Purpose, User

#: Change it with the wording of `Purpose`, so that each consent says to which words it was given.
TEXT_VERSION = "2026-11"


@transaction.atomic
def give_consent(user: User, purpose: Purpose) -> None:
    """Record that the person agrees; agreeing twice changes nothing."""
    User.objects.select_for_update().get(pk=user.pk)
    Consent.objects.get_or_create(
        user=user, purpose=purpose, withdrawn_at=None, defaults={"text_version": TEXT_VERSION}
    )
    _apply(user, purpose, agreed=True)


@transaction.atomic
def withdraw_consent(user: User, purpose: Purpose) -> None:
    """Record that the person no longer agrees; takes effect at once everywhere."""
    User.objects.select_for_update().get(pk=user.pk)
    Consent.objects.filter(user=user, purpose=purpose, withdrawn_at=None).update(withdrawn_at=timezone.now())
    _apply(user, purpose, agreed=False)


def _apply(user: User, purpose: Purpose, *, agreed: bool) -> None:
    if purpose == Purpose.SHOW_NAME:
        user.shows_name = agreed
        user.save(update_fields=["shows_name"])
