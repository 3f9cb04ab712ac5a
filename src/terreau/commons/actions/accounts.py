"""Take a person's name off what stays when their account goes."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from terreau.commons.models import Commons, Member, Wish


@transaction.atomic
def forget(user_pk: int) -> None:
    """Erase this person's name from sheets and histories; they leave every community."""
    now = timezone.now()
    Commons.objects.filter(opened_by_id=user_pk).update(opened_by=None, touched_at=now)
    Member.objects.filter(user_id=user_pk).delete()
    Wish.objects.filter(said_by_id=user_pk).update(said_by=None)
    history = Commons.history.model.objects
    for field in ("opened_by", "history_user"):
        history.filter(**{f"{field}_id": user_pk}).update(**{f"{field}_id": None})
