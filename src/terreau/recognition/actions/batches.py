"""Many people at once: kept aside first, then awarded piece by piece, each piece whole or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils import timezone

from terreau.participation.actions import record
from terreau.recognition.actions.awarding import Gift, give
from terreau.recognition.actions.keeping import require
from terreau.recognition.errors import AwardBatchGoneError
from terreau.recognition.models import AwardBatch
from terreau.recognition.signals import batch_confirmed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from terreau.people.models import User
    from terreau.recognition.models import Achievement

#: Awards of one transaction: others write between two pieces.
PIECE = 250
#: Up to here the page waits for the end; a longer list is left to the worker.
AT_ONCE = 250
#: A list nobody confirmed for so long is erased.
KEPT_DAYS = 2


@transaction.atomic
def keep_batch(
    achievement: Achievement,
    lines: Sequence[list[Any]],
    faults: Sequence[list[Any]],
    file_name: str,
    *,
    by: User,
) -> AwardBatch:
    """Keep the lines of a file until their sender confirms them; nobody is awarded."""
    require("recognition.award_badge", by, achievement)
    return AwardBatch.objects.create(
        achievement=achievement,
        user=by,
        file_name=file_name[:200],
        lines=list(lines),
        faults=list(faults),
        total=len(lines),
    )


def confirm_batch(pk: int, *, by: User) -> AwardBatch:
    """Award everybody on a list: at once when it is short, by the worker when it is long.

    Confirming twice changes nothing. Raises NotAllowedError, AwardBatchGoneError.
    """
    with transaction.atomic():
        batch = AwardBatch.objects.select_for_update().filter(pk=pk, user=by).first()
        if batch is None:
            raise AwardBatchGoneError
        require("recognition.award_badge", by, batch.achievement)
        if batch.confirmed_at is not None:
            return batch
        batch.confirmed_at = timezone.now()
        batch.save(update_fields=["confirmed_at"])
        organisation = batch.achievement.issuer.organisation
        record("award-badge", batch.achievement, by=by, organisation=organisation)
        if batch.total > AT_ONCE:
            transaction.on_commit(lambda: batch_confirmed.send(AwardBatch, batch=pk) and None, robust=True)
    if batch.total <= AT_ONCE:
        run_batch(pk)
    batch.refresh_from_db()
    return batch


def run_batch(pk: int) -> int:
    """Award the pieces of a confirmed list that are not yet; answers how many people were."""
    done = 0
    while piece := _next_piece(pk):
        done += piece
    return done


@transaction.atomic
def _next_piece(pk: int) -> int:
    """Award one piece, and move the mark with it: after a crash, nobody is left out nor awarded twice."""
    batch = (
        AwardBatch.objects.select_for_update()
        .filter(pk=pk, confirmed_at__isnull=False, ended_at=None)
        .first()
    )
    if batch is None:
        return 0
    piece = batch.lines[batch.done : batch.done + PIECE]
    if piece:
        gifts = [
            Gift(
                email=email,
                name=name,
                narrative=narrative,
                evidence=({"kind": "link", "name": link, "url": link},) if link else (),
            )
            for _number, email, name, narrative, link in piece
        ]
        give(batch.achievement, gifts, by=batch.user, again=True)
    batch.done += len(piece)
    if batch.done >= batch.total:
        batch.ended_at, batch.lines = timezone.now(), []
    batch.save()
    return len(piece)


@transaction.atomic
def discard_batch(pk: int, *, by: User) -> None:
    """Forget a list that was not confirmed."""
    AwardBatch.objects.filter(pk=pk, user=by, confirmed_at=None).delete()
