"""Make the archive of a large commons in the background, give it for a day, let it go."""

from __future__ import annotations

import os
import tempfile
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.commons.models import Commons, Prepared
from terreau.commons.queries import carrying
from terreau.commons.queries import page as sheets
from terreau.commons.queries.prepared import is_stale
from terreau.commons.signals import archive_waits
from terreau.participation import store

if TYPE_CHECKING:
    import datetime as dt

SUFFIX = ".zip"
#: How long a prepared archive is given; after how long one that waits may be asked for again.
KEPT, PATIENCE = timedelta(days=1), timedelta(minutes=30)


@transaction.atomic
def ask_archive(pk: int) -> Prepared:
    """Ask for the archive of a commons; one that is ready and up to date, or just asked for, is left alone.

    Raises UnknownCommonsError, HiddenThingError.
    """
    commons = sheets.commons(pk)
    one, new = Prepared.objects.select_for_update().get_or_create(commons=commons)
    waits = one.state == Prepared.State.WAITING and one.asked_at > timezone.now() - PATIENCE
    current = one.state == Prepared.State.READY and one.as_of == commons.touched_at
    ready = current and not is_stale(one)
    if new or not (waits or ready):
        one.state, one.asked_at = Prepared.State.WAITING, timezone.now()
        one.save()
        transaction.on_commit(lambda: archive_waits.send(Prepared, commons=pk))
    return one


def make_archive(pk: int) -> str:
    """Write the archive that waits, and keep it in the store; what goes wrong is said on its page."""
    commons, began = Commons.objects.get(pk=pk), timezone.now()
    descriptor, name = tempfile.mkstemp(dir=store.incoming())
    try:
        with os.fdopen(descriptor, "w+b") as file:
            carrying.write(commons, file)
            size = file.tell()
        with store.writing():
            digest = store.keep_file(Path(name), SUFFIX)
            _done(commons, digest, size, began)
    except BaseException:
        Path(name).unlink(missing_ok=True)
        Prepared.objects.filter(commons=commons).update(state=Prepared.State.FAILED)
        raise
    return digest


@transaction.atomic
def clear_archives() -> int:
    """Let archives go whose days are over."""
    return Prepared.objects.filter(asked_at__lt=timezone.now() - KEPT).delete()[0]


@transaction.atomic
def _done(commons: Commons, digest: str, size: int, began: dt.datetime) -> None:
    """What is hidden while it was being written may be inside: it was made when it was begun."""
    Prepared.objects.filter(commons=commons).update(
        state=Prepared.State.READY,
        made_at=began,
        as_of=commons.touched_at,
        digest=digest,
        bytes=size,
    )
