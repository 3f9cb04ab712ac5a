"""Many people at once: kept aside first, then awarded piece by piece, each piece whole or not at all."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from terreau.participation.actions import record
from terreau.recognition import codes
from terreau.recognition.actions.awarding import Gift, give, have_it
from terreau.recognition.actions.keeping import require
from terreau.recognition.errors import AwardBatchGoneError
from terreau.recognition.models import Achievement, AwardBatch, BatchLine
from terreau.recognition.signals import batch_confirmed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from terreau.people.models import User

#: Awards of one transaction: others write between two pieces.
PIECE = 100
#: Seconds left to others between two pieces. SQLite's writers ask again every tenth of a second at the latest
#: (https://www.sqlite.org/c3ref/busy_timeout.html): without a longer pause, a process that takes the turn
#: again at once keeps the others waiting for seconds (measured: a median of 1.4, 13 at worst).
PAUSE = 0.12
#: Lines of a file written in one transaction.
KEPT_AT_ONCE = 2_000
#: Up to here the page waits for the end; a longer list is left to the worker.
AT_ONCE = 250
#: A list nobody confirmed for so long is erased.
KEPT_DAYS = 2


def keep_batch(
    achievement: Achievement,
    lines: Iterable[BatchLine],
    faults: Sequence[list[Any]],
    file_name: str,
    *,
    by: User,
) -> AwardBatch:
    """Keep the lines of a file until their sender confirms them; nobody is awarded.

    Written piece by piece, so that others write too while a long file is kept. Its total comes last: without
    it nothing can be confirmed.
    """
    require("recognition.award_badge", by, achievement)
    batch = AwardBatch.objects.create(
        achievement=achievement, user=by, file_name=file_name[:200], faults=list(faults)
    )
    kept = [_of(batch, line) for line in lines]
    for start in range(0, len(kept), KEPT_AT_ONCE):
        BatchLine.objects.bulk_create(kept[start : start + KEPT_AT_ONCE], batch_size=500)
    batch.total = len(kept)
    batch.save(update_fields=["total"])
    return batch


def _of(batch: AwardBatch, line: BatchLine) -> BatchLine:
    line.batch = batch
    return line


def confirm_batch(pk: int, *, by: User) -> AwardBatch:
    """Award everybody on a list: at once when it is short, by the worker when it is long.

    Confirming again gives nothing twice: it goes on where it was left, after a crash.
    Raises NotAllowedError, AwardBatchGoneError.
    """
    with transaction.atomic():
        batch = AwardBatch.objects.select_for_update().filter(pk=pk, user=by).first()
        if batch is None or not batch.total:
            raise AwardBatchGoneError
        require("recognition.award_badge", by, batch.achievement)
        if batch.ended_at is not None:
            return batch
        if batch.total > AT_ONCE:
            transaction.on_commit(lambda: batch_confirmed.send(AwardBatch, batch=pk) and None, robust=True)
        if batch.confirmed_at is None:
            batch.confirmed_at = timezone.now()
            batch.save(update_fields=["confirmed_at"])
            record(
                "award-badge", batch.achievement, by=by, organisation=batch.achievement.issuer.organisation
            )
    if batch.total <= AT_ONCE:
        run_batch(pk)
    batch.refresh_from_db()
    return batch


def run_batch(pk: int) -> int:
    """Award the pieces of a confirmed list that are not yet; answers how many people were."""
    done = 0
    while piece := _next_piece(pk):
        done += piece
        if piece == PIECE and connection.vendor == "sqlite":
            time.sleep(PAUSE)
    return done


@transaction.atomic
def _next_piece(pk: int) -> int:
    """Award one piece, and erase its lines with it: after a crash, nobody is left out nor awarded twice.

    Who got this badge since the file was read, by another list or by hand, is passed over and said.
    """
    waiting = AwardBatch.objects.select_for_update().filter(pk=pk, confirmed_at__isnull=False, ended_at=None)
    if (batch := waiting.first()) is None:
        return 0
    piece = list(batch.lines.order_by("pk")[:PIECE])
    if piece:
        Achievement.objects.select_for_update().get(pk=batch.achievement_id)
        known = have_it(batch.achievement, [line.email for line in piece])
        wanted = [line for line in piece if not line.email or codes.address_seal(line.email) not in known]
        given = {line.pk for line in wanted}
        if wanted:
            give(batch.achievement, [_gift(line) for line in wanted], by=batch.user, again=True)
        already = _("Cette personne a déjà ce badge.")
        batch.faults += [[line.number, "e-mail", already] for line in piece if line.pk not in given]
        batch.lines.filter(pk__lte=piece[-1].pk).delete()
    batch.done += len(piece)
    if batch.done >= batch.total:
        batch.ended_at = timezone.now()
    batch.save(update_fields=["done", "ended_at", "faults"])
    return len(piece)


def _gift(line: BatchLine) -> Gift:
    evidence = ({"kind": "link", "name": line.link, "url": line.link},) if line.link else ()
    return Gift(email=line.email, name=line.name, narrative=line.narrative, evidence=evidence)


@transaction.atomic
def discard_batch(pk: int, *, by: User) -> None:
    """Forget a list that was not confirmed."""
    AwardBatch.objects.filter(pk=pk, user=by, confirmed_at=None).delete()
