"""The address of a table: given, changed, forgotten; each reading of it asked for and stopped."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, transaction
from django.utils import timezone

from terreau.catalogue.actions.address_limits import SILENT, refuse_many, refuse_unfit
from terreau.catalogue.actions.bringing import begin_dataset, first_table, refuse_full_day, sent_before
from terreau.catalogue.actions.keeping import held
from terreau.catalogue.address_errors import FetchGoingOnError, NoAddressError
from terreau.catalogue.models import Dataset, Distribution, Fetch, Outcome, State, Version
from terreau.catalogue.models.distribution import Refresh
from terreau.catalogue.signals_addresses import fetch_waits
from terreau.foundation.errors import TerreauError
from terreau.foundation.outgoing.client import checked
from terreau.participation.actions import record
from terreau.people.rules import require

if TYPE_CHECKING:
    from uuid import UUID

    from terreau.catalogue.actions.bringing import For
    from terreau.people.models import User

#: Readings of a table that brought nothing and are remembered all the same.
KEPT = 20
#: After failures in a row, a table is read at least so often.
RAREST = dt.timedelta(days=30)
_EVERY = {
    Refresh.DAILY: dt.timedelta(days=1),
    Refresh.WEEKLY: dt.timedelta(days=7),
    Refresh.MONTHLY: dt.timedelta(days=30),
}
#: Data that everyone may read, or will.
_GIVEN = (State.PUBLISHED, State.EMBARGOED)


@dataclass(frozen=True)
class Address:
    """Where a table stands, and how often it is read again."""

    url: str
    refresh: str = Refresh.NEVER


def bring_from(address: Address, what: For, *, by: User, key: UUID | None = None) -> Fetch:
    """Begin a data set with the table that stands at an address, and ask for its reading.

    One `key`, one data set. Raises NotAllowedError, ForbiddenAddressError, SecretInAddressError,
    TablesDayFullError, ManyReadingsError, SentKeyTakenError; of a known data set what `give_address` raises.
    """
    if what.dataset is not None:
        return give_address(what.dataset, address, by=by)
    require(by, "catalogue.bring_data")
    if what.organisation is not None:
        require(by, "catalogue.prepare_for_organisation", what.organisation)
    refuse_unfit(address.url)
    if key is not None and (known := sent_before(key, by)) is not None:
        return Fetch.objects.filter(distribution__dataset=known).first() or ask(known.pk, by=by)
    refuse_full_day(by)
    refuse_many(by)
    with transaction.atomic():
        dataset = begin_dataset(_name_in(address.url), what, by=by, key=key)
        _refuse_schedule(dataset, address, by)
        distribution = first_table(dataset)
        _keep(distribution, address)
    return ask(dataset.pk, by=by)


def give_address(pk: int, address: Address, *, by: User) -> Fetch:
    """Say where the table of a data set stands, or stands now, and ask for its reading.

    What is read from a new address is published by itself only once a person has published it once. Raises
    NotAllowedError, ForbiddenAddressError, SecretInAddressError, FetchGoingOnError, TablesDayFullError,
    ManyReadingsError.
    """
    with transaction.atomic():
        dataset = held(pk)
        require(by, "catalogue.give_address" if _given(dataset) else "catalogue.prepare_dataset", dataset)
        refuse_unfit(address.url)
        refuse_many(by)
        _refuse_schedule(dataset, address, by)
        distribution = _held_table(dataset)
        if going_on(distribution):
            raise FetchGoingOnError
        _keep(distribution, address)
        if _given(dataset):
            _touch(dataset)
            record("give-address", dataset, by=by, reason=address.url, organisation=dataset.organisation)
    return ask(pk, by=by)


@transaction.atomic
def set_pace(pk: int, refresh: str, *, by: User) -> Distribution:
    """Say how often a table is read again; raises NotAllowedError, NoAddressError."""
    dataset = held(pk)
    distribution = _with_address(dataset)
    require(by, "catalogue.give_address", dataset)
    distribution.refresh = refresh
    distribution.refresh_stopped_at = None
    distribution.next_refresh_at = next_reading(distribution)
    distribution.save(update_fields=["refresh", "refresh_stopped_at", "next_refresh_at"])
    _said(dataset, "pace-address", by, str(Refresh(refresh).label))
    return distribution


@transaction.atomic
def stop_refreshing(pk: int, *, by: User) -> Distribution:
    """Read it no more by itself, until somebody says otherwise. Raises NotAllowedError, NoAddressError."""
    dataset = held(pk)
    distribution = _with_address(dataset)
    require(by, "catalogue.give_address", dataset)
    if distribution.refresh_stopped_at is None:
        distribution.refresh_stopped_at, distribution.next_refresh_at = timezone.now(), None
        distribution.save(update_fields=["refresh_stopped_at", "next_refresh_at"])
        _said(dataset, "stop-address", by)
    return distribution


@transaction.atomic
def refresh_again(pk: int, *, by: User) -> Distribution:
    """Read it by itself again, from now on. Raises NotAllowedError, NoAddressError."""
    dataset = held(pk)
    distribution = _with_address(dataset)
    require(by, "catalogue.give_address", dataset)
    if distribution.refresh_stopped_at is not None:
        distribution.refresh_stopped_at, distribution.failures = None, 0
        distribution.next_refresh_at = timezone.now() if distribution.refresh != Refresh.NEVER else None
        distribution.save(update_fields=["refresh_stopped_at", "failures", "next_refresh_at"])
        _said(dataset, "resume-address", by)
    return distribution


@transaction.atomic
def forget_address(pk: int, *, by: User) -> None:
    """The table is brought by hand from now on; what was read stays.

    Raises NotAllowedError, NoAddressError, FetchGoingOnError.
    """
    dataset = held(pk)
    distribution = _with_address(dataset)
    require(by, "catalogue.give_address", dataset)
    if going_on(distribution):
        raise FetchGoingOnError
    address = distribution.url
    _keep(distribution, Address(""))
    _said(dataset, "forget-address", by, address)


def ask(pk: int, *, by: User | None) -> Fetch:
    """Let the worker read the table of a data set at its address; `by` None is the clock.

    Raises NotAllowedError, NoAddressError, FetchGoingOnError, TablesDayFullError, ManyReadingsError.
    """
    with transaction.atomic():
        dataset = held(pk)
        distribution = _with_address(dataset)
        if by is not None:
            require(by, "catalogue.prepare_dataset", dataset)
            refuse_full_day(by)
            refuse_many(by)
        if going_on(distribution):
            raise FetchGoingOnError
        cut = distribution.fetches.filter(ended_at=None)
        cut.update(ended_at=timezone.now(), outcome=Outcome.STOPPED)
        try:
            with transaction.atomic():
                fetch = Fetch.objects.create(distribution=distribution, url=distribution.url, asked_by=by)
        except IntegrityError as error:
            raise FetchGoingOnError from error
        _forget_old(distribution)
        distribution.next_refresh_at = next_reading(distribution)
        distribution.save(update_fields=["next_refresh_at"])
        transaction.on_commit(lambda: fetch_waits.send(Fetch, fetch=fetch.pk))
    return fetch


@transaction.atomic
def cancel(pk: int, *, by: User) -> None:
    """Ask that the reading of a table stops; nothing of it is published. Raises NotAllowedError."""
    dataset = held(pk)
    require(by, "catalogue.prepare_dataset", dataset)
    for fetch in Fetch.objects.filter(distribution__dataset=dataset, ended_at=None).order_by("pk"):
        if timezone.now() - fetch.beat_at > SILENT:  # nobody is there to hear it
            Fetch.objects.filter(pk=fetch.pk).update(ended_at=timezone.now(), outcome=Outcome.STOPPED)
        else:
            Fetch.objects.filter(pk=fetch.pk).update(stop=True)
            Version.objects.filter(fetches=fetch).exclude(job="").update(stop=True)


def ask_those_due() -> int:
    """Let the worker read the tables whose time has come."""
    due = Distribution.objects.filter(
        next_refresh_at__lte=timezone.now(), refresh_stopped_at=None, dataset__state__in=_GIVEN
    )
    asked = 0
    for pk, dataset in list(due.order_by("next_refresh_at", "pk").values_list("pk", "dataset_id")[:20]):
        try:
            ask(dataset, by=None)
        except TerreauError:  # going on already, or hidden by moderation: not before tomorrow
            tomorrow = timezone.now() + dt.timedelta(days=1)
            Distribution.objects.filter(pk=pk).update(next_refresh_at=tomorrow)
            continue
        asked += 1
    return asked


def take_up() -> int:
    """Let the worker go on with the readings that a crash cut."""
    cut = Fetch.objects.filter(ended_at=None, beat_at__lt=timezone.now() - SILENT)
    waiting = list(cut.order_by("pk").values_list("pk", flat=True)[:20])
    for pk in waiting:
        Fetch.objects.filter(pk=pk).update(beat_at=timezone.now())
        fetch_waits.send(Fetch, fetch=pk)
    return len(waiting)


def going_on(distribution: Distribution) -> bool:
    """Whether it is being read now, and was heard of lately."""
    return distribution.fetches.filter(ended_at=None, beat_at__gt=timezone.now() - SILENT).exists()


def next_reading(distribution: Distribution) -> dt.datetime | None:
    """When a table is read next by itself, later and later while it fails; None for never."""
    every = _EVERY.get(Refresh(distribution.refresh))
    if every is None or not distribution.url or distribution.refresh_stopped_at is not None:
        return None
    rarer: dt.timedelta = every * 2 ** min(max(0, distribution.failures - 1), 5)
    return timezone.now() + max(every, min(rarer, RAREST))


def _keep(distribution: Distribution, address: Address) -> None:
    """Another address is another file: nothing that was known of the former one holds."""
    if distribution.url != address.url:
        distribution.etag = distribution.last_modified = distribution.failure = ""
        distribution.failures, distribution.failing_since, distribution.failure_told_at = 0, None, None
    distribution.url, distribution.refresh = address.url, address.refresh
    distribution.refresh_stopped_at = None
    distribution.next_refresh_at = next_reading(distribution)
    distribution.save()


def _refuse_schedule(dataset: Dataset, address: Address, by: User) -> None:
    """What will be published by itself is decided by who decides what is published."""
    if address.refresh != Refresh.NEVER:
        require(by, "catalogue.give_address", dataset)


def _forget_old(distribution: Distribution) -> None:
    empty = distribution.fetches.filter(version=None, ended_at__isnull=False)
    kept = empty.order_by("-pk").values_list("pk", flat=True)[:KEPT]
    empty.exclude(pk__in=list(kept)).delete()


def _given(dataset: Dataset) -> bool:
    return dataset.state != State.DRAFT


def _said(dataset: Dataset, verb: str, by: User, reason: str = "") -> None:
    _touch(dataset)
    if _given(dataset):
        record(verb, dataset, by=by, reason=reason, organisation=dataset.organisation)


def _touch(dataset: Dataset) -> None:
    Dataset.objects.filter(pk=dataset.pk).update(touched_at=timezone.now())


def _held_table(dataset: Dataset) -> Distribution:
    return Distribution.objects.select_for_update().get(pk=first_table(dataset).pk)


def _with_address(dataset: Dataset) -> Distribution:
    found = dataset.distributions.select_for_update().exclude(url="").order_by("pk").first()
    if found is None:
        raise NoAddressError
    return found


def _name_in(url: str) -> str:
    """The last words of an address, as the first name of what stands there."""
    address = checked(url)
    words = [part for part in address.path.split("/") if part]
    return (words[-1] if words else address.host)[:160]
