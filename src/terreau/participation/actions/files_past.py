"""The retention clock of files: what nothing shows any more leaves the database, then the disk."""

from __future__ import annotations

import datetime as dt

from django.db import transaction
from django.utils import timezone

from terreau.foundation.slots import named_files
from terreau.participation import store
from terreau.participation.models import Content, Rendition, SentBytes

#: Days that volumes sent are kept: long enough to hold the day's limit.
VOLUMES_KEPT_DAYS = 2


def forget_unused_files() -> dict[str, int]:
    """Delete contents that nothing is attached to, files that no content names, volumes of days gone."""
    unused = list(Content.objects.filter(attachments=None).values_list("pk", flat=True))
    before = timezone.localdate() - dt.timedelta(days=VOLUMES_KEPT_DAYS)
    past, _ = SentBytes.objects.filter(day__lt=before).delete()
    return {
        "contents": sum(map(_forget, unused)),
        "files": store.sweep(_is_named),
        "volumes": past,
    }


def _is_named(digest: str) -> bool:
    """Whether a row of this room, or of a room above, still names this file."""
    return Rendition.objects.filter(digest=digest).exists() or any(named_files.ask(digest))


@transaction.atomic
def _forget(pk: int) -> int:
    """Its files stay on the disk another day, for a backup that may be running."""
    content = Content.objects.select_for_update().filter(pk=pk).first()
    if content is None or content.attachments.exists():  # attached again meanwhile
        return 0
    for rendition in content.renditions.all():
        store.leave_a_day(rendition.digest, content.suffix)
    content.delete()
    return 1
