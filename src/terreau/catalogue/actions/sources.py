"""Catalogues of other portals: added, changed, left; each reading of them asked for and stopped."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.catalogue.actions.address_limits import refuse_secrets
from terreau.catalogue.errors import HarvestGoingOnError, KnownSourceError, UnknownSourceError
from terreau.catalogue.models import HarvestRun, HarvestSource
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.signals_harvest import harvest_waits
from terreau.foundation import search
from terreau.participation.actions import record
from terreau.people.rules import require
from terreau.people.words import one_line

if TYPE_CHECKING:
    from terreau.people.models import User

#: A reading that says nothing for so long was cut: whoever comes next begins again.
SILENT = dt.timedelta(minutes=15)
#: Readings of a source that are remembered.
KEPT_RUNS = 20
_EVERY = {
    Refresh.DAILY: dt.timedelta(days=1),
    Refresh.WEEKLY: dt.timedelta(days=7),
    Refresh.MONTHLY: dt.timedelta(days=30),
}


@transaction.atomic
def add_source(url: str, title: str, every: str, *, by: User) -> HarvestSource:
    """Read a catalogue from now on. Raises NotAllowedError, SecretInAddressError, KnownSourceError."""
    require(by, "catalogue.harvest")
    refuse_secrets(url)
    if HarvestSource.objects.filter(url=url).exists():
        raise KnownSourceError
    source = HarvestSource.objects.create(
        url=url, title=one_line(title)[:160], every=every, next_at=next_reading(every), added_by=by
    )
    record("add-source", source, by=by, reason=url)
    return source


@transaction.atomic
def change_source(pk: int, title: str, every: str, *, by: User) -> HarvestSource:
    """Change how a catalogue is called and how often it is read."""
    require(by, "catalogue.harvest")
    source = _held(pk)
    source.title, source.every = one_line(title)[:160], every
    source.next_at, source.touched_at = next_reading(every), timezone.now()
    source.save(update_fields=["title", "every", "next_at", "touched_at"])
    record("change-source", source, by=by, reason=str(Refresh(every).label))
    return source


@transaction.atomic
def remove_source(pk: int, *, by: User) -> None:
    """Forget a catalogue and all that was read in it; it can be read again any day."""
    require(by, "catalogue.harvest")
    source = _held(pk)
    if going_on(source):
        raise HarvestGoingOnError
    for one in source.datasets.order_by("pk").iterator(chunk_size=500):
        search.drop(one)
    gone = HarvestSource(pk=source.pk, title=source.title, url=source.url)
    source.delete()
    record("stop-source", gone, by=by, reason=gone.url)


def ask(pk: int, *, by: User | None, is_trial: bool = False) -> HarvestRun:
    """Let the worker read a catalogue, for good or as a trial; `by` None is the clock.

    Raises NotAllowedError, UnknownSourceError, HarvestGoingOnError when it is being read.
    """
    if by is not None:
        require(by, "catalogue.harvest")
    with transaction.atomic():
        source = _held(pk)
        if going_on(source):
            raise HarvestGoingOnError
        source.runs.filter(ended_at=None).update(
            ended_at=timezone.now(), failure="Lecture interrompue.", failure_english="Reading cut short."
        )
        try:
            with transaction.atomic():
                run = HarvestRun.objects.create(source=source, is_trial=is_trial)
        except IntegrityError as error:
            raise HarvestGoingOnError from error
        kept = source.runs.order_by("-pk").values_list("pk", flat=True)[:KEPT_RUNS]
        source.runs.exclude(pk__in=list(kept)).delete()
        if not is_trial:
            source.next_at = next_reading(source.every)
            source.save(update_fields=["next_at"])
        transaction.on_commit(lambda: harvest_waits.send(HarvestRun, run=run.pk))
    return run


@transaction.atomic
def stop(pk: int, *, by: User) -> None:
    """Ask that the reading of a source stops; what was read stays."""
    require(by, "catalogue.harvest")
    HarvestRun.objects.filter(source_id=pk, ended_at=None).update(stop=True)


def ask_those_due() -> int:
    """Let the worker read the catalogues whose time has come."""
    due = HarvestSource.objects.filter(next_at__lte=timezone.now()).order_by("next_at", "pk")
    asked = 0
    for pk in list(due.values_list("pk", flat=True)[:10]):
        try:
            ask(pk, by=None)
        except (HarvestGoingOnError, UnknownSourceError):
            continue
        asked += 1
    return asked


def going_on(source: HarvestSource) -> bool:
    """Whether it is being read now, and was heard of lately."""
    return source.runs.filter(ended_at=None, beat_at__gt=timezone.now() - SILENT).exists()


def next_reading(every: str) -> dt.datetime | None:
    """When a catalogue read so often is read next; None for never by itself."""
    after = _EVERY.get(Refresh(every))
    return timezone.now() + after if after else None


def _held(pk: int) -> HarvestSource:
    source = HarvestSource.objects.select_for_update().filter(pk=pk).order_by().first()
    if source is None:
        raise UnknownSourceError
    return source
