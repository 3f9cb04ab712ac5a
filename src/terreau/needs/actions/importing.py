"""Many needs at once: kept aside first, published together once confirmed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils import timezone

from terreau.foundation import search
from terreau.needs.actions.drafts import sweep
from terreau.needs.actions.keeping import require
from terreau.needs.actions.raising import OWN, tell, write
from terreau.needs.errors import BatchGoneError, NothingChosenError
from terreau.needs.models import Batch, Need

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.needs.actions.raising import Telling, Voice
    from terreau.needs.batches import Sheet
    from terreau.people.models import User


@transaction.atomic
def keep_batch(sheet: Sheet, file_name: str, *, by: User) -> Batch:
    """Keep the lines of a file until their sender confirms them; no need is written."""
    require("needs.import_needs", by)
    sweep()
    return Batch.objects.create(
        user=by,
        file_name=file_name[:160],
        columns=list(sheet.columns),
        lines=[{"number": line.number, "cells": line.cells} for line in sheet.lines],
    )


@transaction.atomic
def confirm_batch(pk: int, tellings: Sequence[Telling], *, by: User, voice: Voice = OWN) -> list[Need]:
    """Publish all these needs or none; a batch confirmed twice answers what it gave the first time.

    Raises NotAllowedError, BatchGoneError, NothingChosenError.
    """
    require("needs.import_needs", by)
    batch = Batch.objects.select_for_update().filter(pk=pk, user=by).first()
    if batch is None:
        raise BatchGoneError
    if batch.confirmed_at is not None:
        return list(Need.objects.filter(pk__in=batch.created).order_by("pk"))
    if not tellings:
        raise NothingChosenError
    needs = [write(telling, by=by, voice=voice) for telling in tellings]
    search.put(*needs)
    batch.created, batch.lines = [need.pk for need in needs], []
    batch.confirmed_at = timezone.now()
    batch.save()
    for need in needs:
        tell(need, voice, by)
    return needs


@transaction.atomic
def discard_batch(pk: int, *, by: User) -> None:
    """Forget a file that was not confirmed."""
    Batch.objects.filter(pk=pk, user=by, confirmed_at=None).delete()
