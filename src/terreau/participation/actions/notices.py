"""Put letters of moderation in the queue; they leave once the decision stands."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import uuid4

from django.db import transaction

from terreau.participation.models import Notice
from terreau.participation.signals import notice_written

if TYPE_CHECKING:
    from terreau.participation.models import Case
    from terreau.people.models import User


def write_to(
    case: Case, key: str, said: tuple[str, str], *, user: User | None = None, address: str = ""
) -> None:
    """One letter, once for `key`; to nobody when neither an account nor an address is known."""
    if user is None and not address:
        return
    subject, body = said
    kept = {"case": case, "user": user, "address": "" if user else address, "message_id": uuid4()}
    Notice.objects.get_or_create(key=key, defaults={**kept, "subject": subject, "body": body})
    transaction.on_commit(lambda: notice_written.send(Notice), robust=True)
