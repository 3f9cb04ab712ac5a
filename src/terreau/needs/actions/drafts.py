"""Keep what is being written, for a while."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.needs.actions.keeping import require
from terreau.needs.errors import TooManyDraftsError
from terreau.needs.models import Batch, Draft

if TYPE_CHECKING:
    from terreau.people.models import User

#: A draft nobody touched for so long is erased.
KEPT_DAYS = 90
#: A file nobody confirmed for so long is erased.
BATCH_KEPT_DAYS = 2
MOST_DRAFTS = 20


@transaction.atomic
def keep_draft(data: dict[str, str], *, by: User, draft: int | None = None) -> Draft:
    """Keep what is written, as a new draft or over the one it came from; raises TooManyDraftsError."""
    require("needs.raise_need", by)
    sweep()
    kept = Draft.objects.filter(pk=draft, user=by).first() if draft else None
    if kept is None:
        if Draft.objects.filter(user=by).count() >= MOST_DRAFTS:
            raise TooManyDraftsError(limit=MOST_DRAFTS)
        kept = Draft(user=by)
    kept.data, kept.title, kept.saved_at = data, data.get("title", "")[:120], timezone.now()
    kept.save()
    return kept


@transaction.atomic
def discard_draft(pk: int, *, by: User) -> None:
    """Erase one's own draft; one that is gone already stays gone."""
    Draft.objects.filter(pk=pk, user=by).delete()


@transaction.atomic
def sweep() -> int:
    """Erase drafts and unconfirmed files past their time; answers how many went."""
    now = timezone.now()
    drafts, _ = Draft.objects.filter(saved_at__lt=now - timedelta(days=KEPT_DAYS)).delete()
    batches, _ = Batch.objects.filter(sent_at__lt=now - timedelta(days=BATCH_KEPT_DAYS)).delete()
    return drafts + batches
